"""A challenge is recorded and never answered; the source is left alone for a growing time, and then goes on."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from archive.clock import moment, now
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

GATE = b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
POSTS = [Post(number) for number in range(1, 9)]


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite(POSTS, rest=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt(made, site.url)
    site.asked.clear()
    return made


def paused_until(archive: Archive) -> datetime:
    ((until,),) = archive.rows("SELECT paused_until FROM sources")
    return moment(until)


def let_time_pass(archive: Archive) -> None:
    archive.change("UPDATE sources SET paused_until = NULL")


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenged_page_is_blocked_and_comes_back_in_a_later_crawl(
    archive: Archive, site: NewsSite, status: int
) -> None:
    site.faults[POSTS[3].path] = lambda: Answer(GATE, status)
    done = archive.run("crawl", "contoh")
    assert done.returncode == 3
    assert f"HTTP {status}: a challenge (Cloudflare)" in done.stdout
    assert archive.fate_of("berita-4/") == ("blocked", "challenge", f"HTTP {status}: a challenge (Cloudflare)")
    assert timedelta(minutes=8) < paused_until(archive) - now() <= timedelta(minutes=10)
    asked = site.asked.total()
    assert archive.run("crawl", "contoh").returncode == 3
    assert site.asked.total() == asked, "a source that challenges is not asked again in a hurry"
    site.faults.clear()
    let_time_pass(archive)
    assert archive.run("crawl", "contoh").returncode == 0
    assert archive.fates() == {("stored", None): 8}
    assert archive.rows("SELECT challenges FROM sources") == [(0,)]
    assert_whole(archive)


def test_a_site_that_challenges_everything_is_left_alone_longer_and_longer(archive: Archive, site: NewsSite) -> None:
    for path in ("/", "/feed/", "/wp-sitemap.xml", "/sitemap_index.xml", "/wp-json/wp/v2/posts"):
        site.faults[path] = lambda: Answer(GATE, 503)
    rests = []
    for _ in range(3):
        before = site.asked.total()
        assert archive.run("crawl", "contoh").returncode == 3
        rests.append(round((paused_until(archive) - now()) / timedelta(minutes=1)))
        assert site.asked.total() - before <= 3, "robots.txt, and one address or two"
        let_time_pass(archive)
    assert rests == [10, 30, 90]
    assert archive.rows("SELECT count(*) FROM articles") == [(0,)]
    blocked = archive.rows("SELECT DISTINCT fate, reason FROM urls WHERE state = 'settled'")
    assert ("blocked", "challenge") in blocked


def test_an_address_that_is_always_challenged_is_given_up(archive: Archive, site: NewsSite) -> None:
    site.faults[POSTS[3].path] = lambda: Answer(GATE, 403)
    archive.run("crawl", "contoh")
    archive.change("UPDATE urls SET tries = 4 WHERE reason = 'challenge'")
    for _ in range(3):
        let_time_pass(archive)
        archive.run("crawl", "contoh")
    assert site.asked[POSTS[3].path] == 2
    assert archive.fate_of("berita-4/")[:2] == ("blocked", "challenge")
    assert archive.fates() == {("stored", None): 7, ("blocked", "challenge"): 1}
