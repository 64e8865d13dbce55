"""Gaps: a window that was missed is noted as certain, and closed by a look that reaches back beyond it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive.clock import stamp
from archive.crawling.discovering import discover
from archive.crawling.gaps import Gap, gaps_of, overlap_of
from archive.database import open_for_reading
from archive.folder import ArchiveFolder
from archive.frontier import adopt as adopt_row
from archive.frontier import ready
from archive.outcomes import Discovery, Outcome
from archive.sources import Source
from archive.vocabulary import Fate, UrlKind
from tests.conftest import NOON
from tests.crawling import Archive, adopt, new_archive
from tests.news_site import PER_PAGE, Answer, NewsSite, Post, serve


@pytest.fixture
def site() -> Iterator[NewsSite]:
    """A site whose feed is all there is: its ten newest posts, and no further page."""
    with serve(NewsSite([Post(number) for number in range(1, 9)], rest=False, sitemap=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt(made, site.url)
    crawl(made)
    return made


def crawl(archive: Archive, *words: str) -> None:
    done = archive.run("crawl", "contoh", *words)
    assert done.returncode == 0, done.stdout + done.stderr


def publish(site: NewsSite, count: int) -> None:
    newest = site.posts[-1].number
    site.posts += [Post(newest + number) for number in range(1, count + 1)]


def no_further_pages(site: NewsSite) -> None:
    """The feed gives the same ten entries for any page."""
    feed = NewsSite._feed

    def newest_alone(number: int) -> Answer:
        return feed(site, 1) if number == 1 else Answer(b"<html></html>", 404)

    site._feed = newest_alone  # type: ignore[method-assign]  # a switch for these tests alone


def gaps(archive: Archive) -> list[Gap]:
    connection = open_for_reading(ArchiveFolder(archive.path).database)
    try:
        return gaps_of(connection, "contoh")
    finally:
        connection.close()


def test_a_poll_that_meets_what_is_known_leaves_no_gap(archive: Archive, site: NewsSite) -> None:
    no_further_pages(site)
    publish(site, PER_PAGE - 1)
    crawl(archive)
    crawl(archive)
    assert gaps(archive) == []


def test_a_feed_of_nothing_but_news_leaves_a_gap_until_a_look_reaches_beyond_it(
    archive: Archive, site: NewsSite
) -> None:
    no_further_pages(site)
    publish(site, PER_PAGE + 3)
    crawl(archive)
    (gap,) = gaps(archive)
    assert (gap.from_day, gap.to_day) == ("2020-02-09", "2020-02-13")
    assert gap.closed is None
    crawl(archive)
    assert gaps(archive) == [gap], "the next poll overlaps, and the gap stays"
    crawl(archive, "--refresh")
    assert gaps(archive) == [gap], "a feed of ten entries does not reach back beyond it"
    del site._feed
    crawl(archive, "--refresh")
    (closed,) = gaps(archive)
    assert closed.closed
    assert archive.rows("SELECT count(*) FROM articles") == [(21,)]


def test_a_feed_with_further_pages_is_read_until_it_meets_what_is_known(archive: Archive, site: NewsSite) -> None:
    publish(site, 3 * PER_PAGE)
    crawl(archive)
    assert gaps(archive) == []
    assert archive.rows("SELECT count(*) FROM articles") == [(8 + 3 * PER_PAGE,)]


def test_an_empty_list_says_nothing(archive: Archive, site: NewsSite) -> None:
    rss = b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'
    site.faults["/feed/"] = lambda: Answer(rss, kind="application/rss+xml")
    archive.run("crawl", "contoh")
    assert gaps(archive) == []


SEEN = [(47, "c", True), (49, "c", False), (49, "a", True), (49, "", False)]


@pytest.mark.parametrize(("hours", "named", "overlap"), SEEN)
def test_a_news_sitemap_overlaps_with_a_poll_of_the_last_48_hours(
    database: sqlite3.Connection, source: Source, hours: int, named: str, *, overlap: bool
) -> None:
    row = adopt_row(database, source)
    discover(database, row, [Discovery(f"{source.url}news.xml", UrlKind.SITEMAP)], number=1, now=NOON)
    (lent,) = ready(database, row, NOON, 1)
    discover(database, row, [Discovery(f"{source.url}a/")], number=1, now=NOON, by=lent)
    database.execute(
        "INSERT INTO polls (source, seconds, started) VALUES (?, 1, ?)", (row, stamp(NOON - timedelta(hours=hours)))
    )
    found = [Discovery(f"{source.url}{named}/")] if named else []
    outcome = Outcome(replace(lent, round=2), discovered=found, holds=timedelta(hours=48)).settle(Fate.LISTING)
    assert overlap_of(database, row, outcome, NOON) is overlap
