"""`arsip schedule`: the real daemon on sites on loopback, and what a person tells it."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from archive.clock import now, stamp
from archive.sources import Source, source_text
from tests.crawling import Archive, assert_whole, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

SECONDS = 60


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, 9)])) as made:
        yield made


@pytest.fixture
def other() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(101, 106)], rest=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    take(made, "contoh", site.url)
    return made


def take(archive: Archive, name: str, url: str, **facts: Any) -> None:
    """Adopt a source without looking at it."""
    text = source_text(Source(name, url, "wordpress", local=True, **facts))
    (archive.path / "sources" / f"{name}.toml").write_text(text)


@dataclass
class Daemon:
    """A running scheduler and the lines that it has said."""

    process: "subprocess.Popen[str]"
    lines: list[str] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stdout
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def until(self, condition: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + SECONDS
        while not condition():
            assert self.process.poll() is None, f"it has ended: {self.lines}"
            assert time.monotonic() < deadline, f"{what}: {self.lines}"
            time.sleep(0.05)

    def until_said(self, text: str, times: int = 1) -> None:
        self.until(lambda: sum(text in line for line in self.lines) >= times, text)

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(SECONDS)


@contextmanager
def daemon(archive: Archive, *words: str, env: dict[str, str] | None = None) -> Iterator[Daemon]:
    """The scheduler while the block runs; it and what it started are ended with the block."""
    process = subprocess.Popen(
        archive.command("schedule", "run", *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
        start_new_session=True,
    )
    made = Daemon(process)
    thread = threading.Thread(target=made.listen, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        if process.poll() is None:
            made.stop()
        process.kill()
        thread.join(SECONDS)
        if process.stdout:
            process.stdout.close()


def planned(archive: Archive) -> dict[str, dict[str, Any]]:
    done = archive.run("schedule", "list", "--json")
    assert done.returncode == 0, done.stderr
    return {row["source"]: row for row in json.loads(done.stdout)}


def test_two_sources_are_crawled_and_a_restart_goes_on(archive: Archive, site: NewsSite, other: NewsSite) -> None:
    take(archive, "lain", other.url)
    with daemon(archive) as running:
        running.until_said("contoh: complete: ")
        running.until_said("lain: complete: ")
        assert running.stop() == 0
    assert running.lines[-1] == "stopped\n"
    assert archive.rows("SELECT count(*) FROM articles") == [(13,)]
    rows = planned(archive)
    assert {name: (row["last_verdict"], row["running"]) for name, row in rows.items()} == {
        "contoh": ("complete", None),
        "lain": ("complete", None),
    }
    assert all(row["next"] > stamp(now()) for row in rows.values())
    site.posts.append(Post(9))
    site.asked.clear()
    other.asked.clear()
    assert archive.run("schedule", "now", "contoh").returncode == 0
    with daemon(archive) as running:
        running.until_said("contoh: complete: ")
    assert archive.rows("SELECT count(*) FROM articles") == [(14,)]
    assert not other.asked, "it was not due"
    assert_whole(archive)


def test_what_is_told_while_it_runs_is_heeded(archive: Archive, site: NewsSite) -> None:
    with daemon(archive) as running:
        running.until_said("contoh: complete: ")
        assert archive.run("schedule", "pause", "contoh").stdout == "paused: contoh\n"
        refused = archive.run("schedule", "now", "contoh")
        assert (refused.returncode, refused.stderr) == (
            1,
            "arsip: contoh is paused: arsip schedule resume contoh\n",
        )
        assert planned(archive)["contoh"]["next"] is None
        assert archive.run("schedule", "resume", "contoh").returncode == 0
        assert archive.run("schedule", "now", "contoh").stdout == "due now: contoh\n"
        running.until_said("contoh: complete: ", times=2)
    assert archive.rows("SELECT count(*) FROM crawls") == [(2,)]


def test_a_source_that_is_adopted_meanwhile_is_crawled_and_a_torn_file_stops_nobody(
    archive: Archive, other: NewsSite
) -> None:
    (archive.path / "sources" / "rusak.toml").write_text('name = "rusak"\nevery = "sometimes"\n')
    with daemon(archive) as running:
        running.until_said("contoh: complete: ")
        assert any("rusak.toml" in line and "rusak is left out" in line for line in running.lines), running.lines
        take(archive, "lain", other.url)
        running.until_said("lain: complete: ")


def hold(site: NewsSite, path: str) -> threading.Event:
    """Let the site answer an address only when the event is set."""
    gate = threading.Event()

    def wait() -> Answer | None:
        gate.wait(5 * SECONDS)
        return None

    site.faults[path] = wait
    return gate


def test_after_a_kill_it_goes_on_and_no_source_is_crawled_twice_at_once(archive: Archive, site: NewsSite) -> None:
    gate, path = hold(site, Post(5).path), Post(5).path
    with daemon(archive) as running:
        running.until(lambda: site.asked[path], "the crawl never began")
        crawler = planned(archive)["contoh"]["running"]
        assert crawler != running.process.pid, "a whole walk has a process of its own"
        second = archive.run("schedule", "run")
        assert second.returncode == 4
        assert f"is running already (process {running.process.pid})" in second.stderr
        running.process.kill()
        os.kill(crawler, signal.SIGKILL)
    with daemon(archive) as running:
        running.until(lambda: site.asked[path] == 2, "it did not go on")
        busy = archive.run("crawl", "contoh")
        assert busy.returncode == 4
        gate.set()
        running.until_said("contoh: complete: ")
    assert archive.rows("SELECT count(*) FROM articles") == [(8,)]
    assert [row[0] for row in archive.rows("SELECT verdict FROM crawls ORDER BY id")] == ["interrupted", "complete"]
    assert_whole(archive)


def test_a_crawl_of_another_process_is_waited_for(archive: Archive, site: NewsSite) -> None:
    gate, path = hold(site, Post(5).path), Post(5).path
    crawl = archive.start("crawl", "contoh")
    while not site.asked[path]:
        assert crawl.poll() is None
        time.sleep(0.02)
    with daemon(archive) as running:
        running.until_said("contoh: another process is crawling it")
        gate.set()
        assert crawl.communicate(timeout=SECONDS)
        assert running.stop() == 0
    assert not any("failed" in line for line in running.lines), running.lines
    assert archive.rows("SELECT verdict FROM crawls") == [("complete",)]


@pytest.mark.parametrize("walked", [False, True])
def test_a_crawl_that_hangs_is_ended_and_said(archive: Archive, site: NewsSite, *, walked: bool) -> None:
    if walked:
        assert archive.run("crawl").returncode == 0
        assert archive.run("schedule", "now", "contoh").returncode == 0
    gate = hold(site, "/wp-json/wp/v2/posts")
    with daemon(archive, env={"ARSIP_HANG_SECONDS": "2"}) as running:
        running.until_said("contoh: failed: nothing came of any address")
        assert running.process.poll() is None
        gate.set()
    row = planned(archive)["contoh"]
    assert (row["last_verdict"], row["failures"]) == ("failed", 1)
    assert row["next"] > stamp(now()), "it is left alone for a while"
    assert archive.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]


def test_a_pause_ends_what_is_under_way_in_good_order(archive: Archive, site: NewsSite) -> None:
    site.seconds_per_answer = 0.5
    with daemon(archive) as running:
        running.until(lambda: site.asked["/robots.txt"], "the crawl never began")
        assert archive.run("schedule", "pause", "contoh").returncode == 0
        running.until_said("contoh: interrupted: it was stopped")
        assert "; paused" in running.lines[-1]


def test_nothing_is_crawled_in_quiet_hours_but_what_is_wanted(archive: Archive, site: NewsSite) -> None:
    hour = now().hour
    take(archive, "contoh", site.url, quiet=f"{hour:02d}:00-{(hour + 23) % 24:02d}:59", time_zone="UTC")
    with daemon(archive) as running:
        time.sleep(3)
        assert not site.asked
        assert archive.run("schedule", "now", "contoh").returncode == 0
        running.until_said("contoh: complete: ")


def test_the_list_says_what_there_is(archive: Archive) -> None:
    before = archive.run("schedule", "list").stdout
    assert "never crawled" in before
    assert "the scheduler does not run: arsip schedule run" in before
    assert archive.run("crawl", "contoh").returncode == 0
    assert archive.run("schedule", "pause", "contoh").returncode == 0
    line = next(line for line in archive.run("schedule", "list").stdout.splitlines() if line.startswith("contoh"))
    assert "paused" in line
    assert "complete" in line


def test_an_unknown_name_is_answered_with_those_that_are(archive: Archive) -> None:
    done = archive.run("schedule", "now", "tidak-ada")
    assert (done.returncode, done.stderr) == (1, "arsip: no source named 'tidak-ada'; adopted are: contoh\n")


@pytest.mark.parametrize("user", [True, False])
def test_systemd_takes_the_service(tmp_path: Path, *, user: bool) -> None:
    archive = new_archive(tmp_path / "arsip 100% kita")
    words = ("schedule", "install", "--to", str(tmp_path / "units"), *(["--user"] if user else []))
    done = archive.run(*words)
    assert done.returncode == 0, done.stderr
    assert "enable --now arsip-100-kita" in done.stdout
    path = tmp_path / "units" / "arsip-100-kita.service"
    assert "schedule run" in path.read_text()
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("there is no systemd-analyze here")
    checked = subprocess.run([program, "verify", str(path)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
