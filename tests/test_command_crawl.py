"""`arsip crawl`, as a person runs it: several sources, several crawls at once, and what it says."""

import json
import re
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from archive.schema import migrations
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

BUSY = re.compile(r"arsip: contoh is being crawled by process (\d+) since \d{4}-\d\d-\d\d \d\d:\d\d: .*")


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, 31)])) as made:
        yield made


@pytest.fixture
def other() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(101, 131)], rest=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt(made, site.url)
    site.asked.clear()
    return made


@contextmanager
def under_way(archive: Archive, site: NewsSite) -> Iterator["subprocess.Popen[str]"]:
    """A crawl that is held up at one page while the block runs, and then completes."""
    gate, path = threading.Event(), Post(5).path

    def hold() -> None:
        gate.wait(60)

    site.faults[path] = hold
    process = archive.start("crawl", "contoh")
    deadline = time.monotonic() + 30
    while not site.asked[path]:
        assert time.monotonic() < deadline, "the crawl never began"
        time.sleep(0.01)
    yield process
    gate.set()
    finish(process)


def finish(process: "subprocess.Popen[str]") -> str:
    text, _ = process.communicate(timeout=60)
    assert process.returncode == 0, text
    return text


def stored(archive: Archive) -> dict[str, int]:
    query = "SELECT s.name, count(*) FROM articles a JOIN sources s ON s.id = a.source GROUP BY 1"
    return dict(archive.rows(query))  # type: ignore[arg-type]  # rows of two columns


def test_the_second_crawl_of_a_source_says_who_holds_it_and_changes_nothing(archive: Archive, site: NewsSite) -> None:
    with under_way(archive, site) as first:
        second = archive.run("crawl", "contoh")
    assert (second.returncode, second.stdout) == (4, "")
    (line,) = second.stderr.splitlines()
    match = BUSY.fullmatch(line)
    assert match, line
    assert int(match[1]) == first.pid
    assert stored(archive) == {"contoh": 30}
    assert archive.rows("SELECT verdict FROM crawls") == [("complete",)]
    assert_whole(archive)


def test_a_busy_source_does_not_keep_another_from_being_crawled(
    archive: Archive, site: NewsSite, other: NewsSite
) -> None:
    adopt(archive, other.url, "lain")
    with under_way(archive, site):
        second = archive.run("crawl", "contoh", "lain", "--json")
    assert second.returncode == 4
    assert BUSY.fullmatch(second.stderr.strip())
    assert [(report["source"], report["verdict"]) for report in json.loads(second.stdout)] == [("lain", "complete")]
    assert stored(archive) == {"contoh": 30, "lain": 30}
    assert_whole(archive)


def test_two_sources_crawled_by_two_processes_at_once_are_both_complete(
    archive: Archive, site: NewsSite, other: NewsSite
) -> None:
    adopt(archive, other.url, "lain")
    site.seconds_per_answer = other.seconds_per_answer = 0.1
    both = [archive.start("crawl", name) for name in ("contoh", "lain")]
    texts = [finish(process) for process in both]
    assert ["contoh: complete" in texts[0], "lain: complete" in texts[1]] == [True, True]
    assert stored(archive) == {"contoh": 30, "lain": 30}
    (overlap,) = archive.rows("SELECT max(started) < min(ended) FROM crawls")
    assert overlap == (1,), "they did not run at once"
    assert_whole(archive)


def test_two_sources_crawled_by_one_process_are_both_complete_each_by_its_way(
    archive: Archive, site: NewsSite, other: NewsSite
) -> None:
    adopt(archive, other.url, "lain")
    done = archive.run("crawl", "contoh", "lain")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(": ")[:2] for line in lines[::3]] == [["contoh", "complete"], ["lain", "complete"]]
    assert "requests by rest, " in lines[1]
    assert ", 30 new articles" in lines[1]
    assert "requests by sitemap, " in lines[4]
    assert "not stored" not in done.stdout, "a closed way is no missing article"
    assert stored(archive) == {"contoh": 30, "lain": 30}
    assert_whole(archive)


def test_one_source_that_fails_leaves_the_other_complete(archive: Archive, other: NewsSite, site: NewsSite) -> None:
    adopt(archive, other.url, "lain")
    site.faults[Post(5).path] = lambda: Answer(b"", 418)
    done = archive.run("crawl")
    assert done.returncode == 3
    assert "2 of 2 adopted sources are due: contoh, lain" in done.stdout
    assert "contoh: incomplete: 1 addresses ended as unexpected-status" in done.stdout
    assert "lain: complete" in done.stdout


def test_a_name_that_is_not_adopted_is_answered_with_those_that_are(archive: Archive) -> None:
    done = archive.run("crawl", "contoh", "tidak-ada")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "arsip: no source named 'tidak-ada'; adopted are: contoh\n"


def test_without_a_name_only_what_is_due_is_crawled(archive: Archive, site: NewsSite, other: NewsSite) -> None:
    adopt(archive, other.url, "lain")
    assert archive.run("crawl", "contoh").returncode == 0
    done = archive.run("crawl")
    assert "1 of 2 adopted sources is due: lain" in done.stdout
    assert stored(archive) == {"contoh": 30, "lain": 30}
    site.asked.clear()
    none = archive.run("crawl")
    assert none.returncode == 0
    assert re.fullmatch(
        r"none of 2 adopted sources is due; the next is \w+ at \d{4}-\d\d-\d\d \d\d:\d\d \(to crawl .*\)\n", none.stdout
    )
    assert not site.asked
    assert json.loads(archive.run("crawl", "--json").stdout) == []
    assert "contoh: complete" in archive.run("crawl", "contoh").stdout, "a name crawls it, due or not"


def test_a_source_named_twice_is_crawled_once(archive: Archive) -> None:
    done = archive.run("crawl", "contoh", "contoh")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("contoh: complete") == 1


def test_two_crawls_that_both_find_an_older_archive_bring_it_up_to_date_once(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with serve(NewsSite([Post(1)])) as one, serve(NewsSite([Post(2)])) as two:
        adopt(archive, one.url, "satu")
        adopt(archive, two.url, "dua")
        for path in archive.path.glob("archive.db*"):
            path.unlink()
        make_old(archive.path / "archive.db")
        for process in [archive.start("crawl", name) for name in ("satu", "dua")]:
            finish(process)
    assert stored(archive) == {"satu": 1, "dua": 1}


def make_old(path: Path) -> None:
    """A database as the first version of Arsip made it."""
    connection = sqlite3.connect(path)
    connection.executescript(f"PRAGMA journal_mode = WAL; {migrations()['spine']} PRAGMA user_version = 1;")
    connection.close()


def test_a_pace_of_ones_own_is_kept_and_recorded(archive: Archive, site: NewsSite) -> None:
    asked: list[float] = []

    def note() -> None:
        asked.append(time.monotonic())

    site.faults |= {Post(number).path: note for number in range(1, 31)}
    site.posts = site.posts[:5]
    done = archive.run("crawl", "contoh", "--pace", "0.3", "--json")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)[0]["pace"] == 0.3
    assert archive.rows("SELECT pace FROM crawls") == [(0.3,)]
    assert min(later - earlier for earlier, later in pairwise(asked)) > 0.2
    assert "a request in 0.3 s" in archive.run("status", "contoh").stdout
    assert archive.run("crawl", "contoh", "--pace", "0").returncode == 2
