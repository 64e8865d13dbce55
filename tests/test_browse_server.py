"""`arsip browse` as a process: its one line, its port, its end; and that it never writes."""

import hashlib
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archive.browse.server import MOST_PROCESSES, _supervise
from archive.errors import ArsipError
from archive.folder import ArchiveFolder
from tests.browsing import room
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import NewsSite, Post, serve

PATIENCE = 40  # seconds
LINE = re.compile(r"The archive can be read at (http://\S+/) until Ctrl-C\.\n")


@contextmanager
def browsing(archive: Archive, *words: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A running `arsip browse` on a free port, and the address it printed."""
    process = archive.start("browse", "--port", "0", *words)
    assert process.stdout
    try:
        line = process.stdout.readline()
        said = LINE.fullmatch(line)
        assert said, line + process.stdout.read()
        yield process, said[1]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def state_of(path: Path) -> dict[str, str]:
    """The digest of every file that holds something; SQLite's shared memory is no part of what is stored."""
    files = (file for file in path.rglob("*") if file.is_file() and not file.name.endswith("-shm"))
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.stat().st_size}


def test_it_prints_one_line_answers_and_ends_well(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with browsing(archive) as (process, address):
        assert "Arsip ini masih kosong" in fetch(address)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stdout
        assert process.stdout.read().strip() == ""


def workers_of(process: "subprocess.Popen[str]") -> list[int]:
    """The processes that answer for a running `arsip browse`, where it has more than itself."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def wait_until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_process_for_each_core_answers_and_one_that_died_is_replaced(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    cores = min(MOST_PROCESSES, len(os.sched_getaffinity(0)))
    with browsing(archive) as (process, address):
        fetch(address)
        begun = workers_of(process)
        assert len(begun) == (cores if cores > 1 else 0)
        for worker in begun[:1]:
            os.kill(worker, signal.SIGKILL)
            wait_until(lambda: len(workers_of(process)) == cores and workers_of(process) != begun)
        assert "Arsip ini masih kosong" in fetch(address)


def test_ctrl_c_ends_all_quietly_before_they_answer(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    for seconds in (0.0, 0.4):
        process = subprocess.Popen(
            archive.command("browse", "--port", "0"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert process.stdout
        process.stdout.readline()
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        said = process.communicate(timeout=PATIENCE)[0].strip()
        assert (said, process.returncode) in {("", 0), ("stopped", 130)}  # the second before it serves at all


def test_processes_that_end_at_once_are_not_begun_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    archive = new_archive(tmp_path / "arsip")
    monkeypatch.setattr("archive.browse.server.MOST_BEGUN_ANEW", 1)
    before = signal.getsignal(signal.SIGTERM)
    with (
        closing(socket.socket(type=socket.SOCK_DGRAM)) as no_stream,
        pytest.raises(ArsipError, match="end as soon as they begin: the messages above say why"),
    ):
        _supervise(ArchiveFolder(archive.path), no_stream, 1)
    signal.signal(signal.SIGTERM, before)
    assert "Stream Socket was expected" in capfd.readouterr().err


def test_on_one_core_one_process_answers(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        with browsing(archive) as (process, address):
            assert "Arsip ini masih kosong" in fetch(address)
            assert workers_of(process) == []
    finally:
        os.sched_setaffinity(0, cores)


def test_no_process_outlives_the_one_that_began_it(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with browsing(archive) as (process, address):
        fetch(address)
        begun = workers_of(process)
        assert begun or len(os.sched_getaffinity(0)) == 1
        process.kill()
        wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in begun))


def test_a_404_leaves_no_trace_on_the_terminal(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with browsing(archive) as (process, address):
        with pytest.raises(urllib.error.HTTPError, match="404") as refused:
            fetch(f"{address}tidak-ada")
        refused.value.close()
        process.send_signal(signal.SIGINT)
        process.wait(10)
        assert process.stdout
        assert process.stdout.read().strip() == ""


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        done = archive.run("browse", "--port", port)
    assert done.returncode == 1
    assert f"port {port} of 127.0.0.1 is taken" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_browser_is_opened_when_asked_for(tmp_path: Path) -> None:
    note = tmp_path / "opened"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\necho "$1" > "{note}.new"\nmv "{note}.new" "{note}"\n')
    program.chmod(0o755)
    archive = new_archive(tmp_path / "arsip")
    done = archive.command("browse", "--port", "0", "--open")
    process = subprocess.Popen(done, env={"BROWSER": f"{program} %s", "PATH": "/usr/bin:/bin"}, stdout=subprocess.PIPE)
    try:
        assert process.stdout
        address = process.stdout.readline().split()[6].decode()
        fetch(address)
        assert note.read_text().strip() == address
    finally:
        process.kill()
        process.communicate()


def test_an_archive_without_a_database_says_what_to_do_until_it_is_back(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    away = (archive.path / "archive.db").rename(tmp_path / "archive.db")
    with room(archive.path) as opened:
        page = opened.text("/")
        assert "Arsip ini belum punya basis data" in page
        assert not (archive.path / "archive.db").exists()
        away.rename(archive.path / "archive.db")
        assert "Arsip ini masih kosong" in opened.text("/")
        assert "Belum ada." in opened.text("/situs")


def test_a_damaged_database_is_explained(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    (archive.path / "archive.db").write_bytes(b"ini bukan basis data" * 2000)
    with room(archive.path) as opened:
        page = opened.text("/", 503)
    assert "Arsip ini tidak dapat dibaca saat ini" in page
    assert "arsip verify" in page
    done = archive.run("browse", "--port", "0")
    assert "is damaged or no SQLite file" in done.stderr


def test_reading_writes_nothing(tmp_path: Path) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 6)])) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt(archive, site.url)
        assert archive.run("crawl").returncode == 0
    before = state_of(archive.path)
    ((article,),) = archive.rows("SELECT public_id FROM articles LIMIT 1")
    with room(archive.path) as opened:
        addresses = ["/", "/cari?q=kegiatan", f"/artikel/{article}", "/archive", "/archive/articles?_facet=source"]
        for address in addresses:
            opened.text(address)
        for statement in ("delete+from+articles", "create+table+x(y)", "pragma+journal_mode=delete"):
            assert opened.get(f"/archive?sql={statement}").status_code == 400
    assert state_of(archive.path) == before
    assert ArchiveFolder(archive.path).config().institution == "Perpustakaan Contoh"


def test_a_crawl_runs_beside_it_and_shows(tmp_path: Path) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 60)])) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt(archive, site.url)
        with browsing(archive) as (_, address):
            assert "masih kosong" in fetch(address)
            crawl = archive.start("crawl")
            seen = {len(re.findall("/artikel/", fetch(address))) for _ in iter(crawl.poll, 0)}
            assert crawl.communicate()[0]
            assert "59 artikel" in fetch(address)
            assert seen
            fetch(f"{address}cari?q=kegiatan")
        assert_whole(archive)
