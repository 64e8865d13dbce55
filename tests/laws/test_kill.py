"""Law 1 and 2: a crawl can be killed at any moment; resumed, it has every post once, and nothing is torn."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.desk import LEASES_AT_ONCE
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.killing import KILLS, kill_by_and_by, wait_for
from tests.news_site import NewsSite, Post, serve


def news_site(way: str, posts: int) -> NewsSite:
    made = [Post(number, protected=number % 100 == 7) for number in range(1, posts + 1)]
    return NewsSite(made, rest=way == "rest")


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(news_site("rest", 300)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt(made, site.url)
    site.asked.clear()
    return made


def assert_every_post_once(archive: Archive, site: NewsSite) -> None:
    stored = [row[0] for row in archive.rows("SELECT url FROM articles")]
    base = site.url.rstrip("/")
    assert sorted(stored) == sorted(base + post.path for post in site.public if not post.protected)
    protected = sum(post.protected for post in site.public)
    assert archive.fates() == {("stored", None): len(stored), ("refused", "protected"): protected}
    assert archive.rows("SELECT count(*) FROM articles WHERE revisions <> 1") == [(0,)]


def kill_and_resume(way: str, seed: int, folder: Path) -> None:
    """Kill one crawl of a site of its own 20 times, resume it, and look at what is there."""
    with serve(news_site(way, 900)) as site:
        archive = new_archive(folder / f"seed-{seed}")
        adopt(archive, site.url)
        site.asked.clear()
        site.seconds_per_answer = 0.1
        kill_by_and_by(archive, site.asked.total, seed)
        site.seconds_per_answer = 0
        done = archive.run("crawl", "contoh")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "goes on where it stopped" in (archive.path / "crawl.log").read_text()
        assert_every_post_once(archive, site)
        assert_whole(archive)
        pages = sum(count for path, count in site.asked.items() if "berita-" in path)
        assert pages <= len(site.public) + KILLS * LEASES_AT_ONCE


@pytest.mark.slow
@pytest.mark.parametrize(("way", "seed"), [("rest", 1), ("sitemap", 2)])
def test_a_crawl_killed_twenty_times_has_every_post_once(way: str, seed: int, tmp_path: Path) -> None:
    """Each way once; tests/sites/test_kill_wordpress.py kills crawls of a real WordPress, with three seeds each."""
    kill_and_resume(way, seed, tmp_path)


@pytest.mark.parametrize(
    ("step", "count"),
    [("after-capture", 40), ("after-sync", 9), ("within-group", 33), ("before-commit", 8)],
)
def test_a_kill_at_each_step_of_a_commit_loses_nothing(archive: Archive, site: NewsSite, step: str, count: int) -> None:
    die_at(archive, step, count)
    done = archive.run("crawl", "contoh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert_every_post_once(archive, site)
    assert_whole(archive)


@pytest.mark.parametrize("step", ["before-cut", "after-cut"])
def test_a_kill_while_a_torn_record_is_cut_off_loses_nothing(archive: Archive, site: NewsSite, step: str) -> None:
    die_at(archive, "after-sync", 5)
    (torn,) = (archive.path / "warc" / "contoh").glob("*.warc.gz")
    whole = torn.stat().st_size
    with torn.open("ab") as file:
        file.write(torn.read_bytes()[:300])
    die_at(archive, step, 1)
    done = archive.run("crawl", "contoh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert torn.stat().st_size >= whole
    assert_every_post_once(archive, site)
    assert_whole(archive)


def die_at(archive: Archive, step: str, count: int) -> None:
    words = [sys.executable, "-m", "tests.laws.dying", step, str(count)]
    done = subprocess.run(
        [*words, "--archive", str(archive.path), "crawl", "contoh"], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_polite_stop_is_quick_and_loses_nothing(archive: Archive, site: NewsSite, number: int) -> None:
    site.seconds_per_answer = 0.2
    process = archive.start("crawl", "contoh")
    wait_for(lambda: site.asked.total() > 40, process)
    stopped = time.monotonic()
    os.killpg(process.pid, number)
    text, _ = process.communicate(timeout=30)
    assert time.monotonic() - stopped < 10
    assert process.returncode == 130, text
    assert "the next crawl goes on from here" in text
    assert archive.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]
    site.seconds_per_answer = 0
    assert archive.run("crawl", "contoh").returncode == 0
    assert_every_post_once(archive, site)
    assert_whole(archive)
