"""`arsip init`, with questions and without, and how an archive is found again."""

import os
import pty
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

from archive.errors import ArsipError
from archive.folder import Config, create_archive, find_archive
from tests.crawling import ARSIP, ROOT, run_in
from tests.small_disk import mounted, remount

OPTIONS = ["--institution=Perpustakaan Contoh", "--contact=arsip@contoh.example"]
REST = ["--time-zone=Asia/Makassar", "--language=id"]


def config_of(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "arsip.toml").read_text())


def test_with_options_nothing_is_asked(tmp_path: Path) -> None:
    done = run_in(tmp_path, "init", "berita", *OPTIONS, *REST)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"An empty archive is ready in {tmp_path}/berita\n"
        f"Next, adopt a site:\n  cd {tmp_path}/berita && arsip source add https://…\n"
    )
    assert sorted(path.name for path in (tmp_path / "berita").iterdir()) == [
        "archive.db",
        "arsip.toml",
        "sources",
        "warc",
    ]
    assert config_of(tmp_path / "berita") == {
        "institution": "Perpustakaan Contoh",
        "contact": "arsip@contoh.example",
        "time_zone": "Asia/Makassar",
        "language": "id",
    }


def test_what_is_not_given_is_asked_and_asked_again_when_it_is_wrong(tmp_path: Path) -> None:
    done = run_in(tmp_path, "init", typed="Perpustakaan Contoh\n\nMars/Base\n\n\n")
    assert done.returncode == 0, done.stderr
    assert "'Mars/Base' is no time zone; Asia/Jakarta (WIB)" in done.stdout + done.stderr
    assert "It names no contact yet: only local sources are crawled until" in done.stdout
    assert config_of(tmp_path / "arsip-data") == {
        "institution": "Perpustakaan Contoh",
        "contact": "",
        "time_zone": "Asia/Jakarta",
        "language": "id",
    }


def test_on_a_terminal_the_questions_are_asked_one_by_one(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [*ARSIP, "init", "berita", "--language=id"],
        cwd=tmp_path,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen = ""
    for question, answer in (
        ("Who keeps this archive", "Perpustakaan"),
        ("Contact", "a@b.example"),
        ("Time zone", ""),
    ):
        seen += read_until(ours, f"{question}")
        os.write(ours, f"{answer}\n".encode())
    seen += read_until(ours, "source add")
    assert process.wait(20) == 0, seen
    os.close(ours)
    assert config_of(tmp_path / "berita")["institution"] == "Perpustakaan"


def read_until(terminal: int, words: str) -> str:
    seen, deadline = "", time.monotonic() + 20
    while words not in seen:
        assert time.monotonic() < deadline, seen
        seen += os.read(terminal, 1000).decode(errors="replace")
    return seen


def test_without_an_answer_nothing_is_made(tmp_path: Path) -> None:
    done = run_in(tmp_path, "init")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (130, "stopped")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_an_archive_is_left_alone_before_anything_is_asked(tmp_path: Path) -> None:
    create_archive(tmp_path / "arsip-data", Config("Semula"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "arsip-data").rglob("*")}
    done = run_in(tmp_path, "init")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "arsip: arsip-data already holds an archive: nothing was changed\n"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "arsip-data").rglob("*")} == before


def test_a_folder_with_other_files_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("catatan")
    create_archive(tmp_path, Config())
    assert (tmp_path / "catatan.txt").read_text() == "catatan"
    assert find_archive(tmp_path).path == tmp_path


@pytest.mark.parametrize("part", ["archive.db", "warc/contoh/a.warc.gz", "sources/contoh.toml"])
def test_parts_of_an_archive_that_lost_its_configuration_are_not_built_over(tmp_path: Path, part: str) -> None:
    (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / part).write_bytes(b"isi")
    top = Path(part).parts[0]
    with pytest.raises(ArsipError, match=f"has no arsip.toml, but a {top}: take that away, or choose"):
        create_archive(tmp_path, Config())
    assert (tmp_path / part).read_bytes() == b"isi"


@pytest.mark.parametrize(
    ("words", "needle"),
    [
        (["berkas"], "Directory 'berkas' is a file"),
        (["berkas/arsip"], "cannot make an archive in berkas/arsip: Not a directory"),
        (["baru", "--time-zone=Mars/Base"], "'Mars/Base' is no time zone"),
        (["baru", "--language=xx"], "'xx' is not one of 'id', 'en'"),
        (["baru", "lagi"], "unexpected extra argument (lagi)"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(tmp_path: Path, words: list[str], needle: str) -> None:
    (tmp_path / "berkas").touch()
    done = run_in(tmp_path, "init", *OPTIONS, *REST, *words)
    assert done.returncode in {1, 2}
    assert needle in done.stderr.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["berkas"]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "1m") as disk:
        remount(disk, "ro")
        for folder in (disk, disk / "arsip"):
            with pytest.raises(ArsipError, match=f"^cannot make an archive in {folder}: Read-only file system$"):
                create_archive(folder, Config())


def test_an_archive_is_found_by_option_variable_parent_and_fall_back_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [tmp_path / name for name in ("pilihan", "peubah", "induk", "induk/dalam/arsip-data")]
    option, variable, parent, fall_back = (create_archive(place, Config()).path for place in places)
    monkeypatch.chdir(parent / "dalam")
    monkeypatch.setenv("ARSIP_ARCHIVE", str(variable))
    assert find_archive(option).path == option
    assert find_archive().path == variable
    monkeypatch.delenv("ARSIP_ARCHIVE")
    assert find_archive().path == parent
    (parent / "arsip.toml").unlink()
    assert find_archive().path == fall_back


def test_where_there_is_none_it_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run_in(tmp_path, "status")
    expected = "arsip: no archive here: make one with `arsip init`, or name one with --archive\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)
    named = f"no archive in {tmp_path}/tiada: make one with `arsip init {tmp_path}/tiada`"
    with pytest.raises(ArsipError, match=named):
        find_archive(tmp_path / "tiada")
    monkeypatch.setenv("ARSIP_ARCHIVE", str(tmp_path / "tiada"))
    with pytest.raises(ArsipError, match=named):
        find_archive()
    assert list(tmp_path.iterdir()) == []
