"""Later looks: what was stored or has failed is asked for again with a later poll, more rarely the older it is."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import frontier
from archive.clock import stamp
from archive.crawling.discovering import discover
from archive.crawling.later_looks import LATEST, MOST, SOONEST, ask_for_due, next_look, wait_before_look
from archive.outcomes import Discovery, Outcome
from archive.sources import Source
from archive.vocabulary import Fate, Reason
from tests.conftest import NOON
from tests.crawling import Archive, adopt_unseen, assert_whole, crawl, new_archive
from tests.news_site import Answer, NewsSite, Post, serve
from tests.test_removals import a_day_passes

DAY = timedelta(days=1)
MOMENTS = st.integers(0, 50_000).map(lambda days: datetime(1990, 1, 1, tzinfo=UTC) + days * DAY)


@given(st.none() | st.dates().map(date.isoformat), MOMENTS, MOMENTS)
def test_a_wait_lies_between_a_day_and_half_a_year(published: str | None, discovered: datetime, now: datetime) -> None:
    assert SOONEST <= wait_before_look(published, discovered, now) <= LATEST


def test_the_wait_is_as_long_as_the_page_has_been_there() -> None:
    assert wait_before_look("2026-11-14", NOON, NOON) == NOON - datetime(2026, 11, 14, tzinfo=UTC)
    assert wait_before_look(None, NOON - 9 * DAY, NOON) == 9 * DAY
    assert wait_before_look("2106-01-01", NOON - 9 * DAY, NOON) == 9 * DAY, "a date in the future says nothing"
    assert wait_before_look("2009-05-01", NOON, NOON) == LATEST


def test_what_has_changed_before_is_looked_at_more_often() -> None:
    changed = NOON - 10 * DAY
    assert wait_before_look("2026-08-24", NOON - 80 * DAY, NOON, 1, changed) == 5 * DAY
    assert wait_before_look("2026-08-24", NOON - 80 * DAY, NOON, 4, changed) == 2 * DAY
    assert wait_before_look("2026-08-24", NOON - 80 * DAY, NOON) > 80 * DAY


def settle_pages(database: sqlite3.Connection, source: Source, fates: list[tuple[Fate, Reason | None]]) -> int:
    row = frontier.adopt(database, source)
    pages = [Discovery(f"https://lapas.contoh.example/{number}") for number in range(len(fates))]
    discover(database, row, pages, number=1, now=NOON)
    for lease, (fate, reason) in zip(frontier.ready(database, row, NOON, len(fates)), fates, strict=True):
        frontier.end_lease(database, row, Outcome(lease).settle(fate, reason), None, NOON)
    return row


def test_what_was_stored_or_has_failed_is_due_later_and_nothing_else(
    database: sqlite3.Connection, source: Source
) -> None:
    endings = [
        (Fate.STORED, None),
        (Fate.FAILED, Reason.SERVER_ERROR),
        (Fate.GONE, Reason.NOT_FOUND),
        (Fate.REFUSED, Reason.NOT_AN_ARTICLE),
    ]
    row = settle_pages(database, source, endings)
    assert next_look(database, row) == stamp(NOON + DAY)
    assert ask_for_due(database, row, 2, NOON + DAY - timedelta(seconds=1)) == 0
    assert ask_for_due(database, row, 2, NOON + DAY) == 2
    assert [lease.url[-2:] for lease in frontier.ready(database, row, NOON, 9)] == ["/0", "/1"]


def test_no_more_than_a_handful_is_asked_for_in_one_crawl(database: sqlite3.Connection, source: Source) -> None:
    row = settle_pages(database, source, [(Fate.STORED, None)] * (MOST + 7))
    assert [ask_for_due(database, row, 2, NOON + DAY) for _ in range(3)] == [MOST, 7, 0]


def test_after_a_clock_that_jumped_back_a_look_is_due(database: sqlite3.Connection, source: Source) -> None:
    row = settle_pages(database, source, [(Fate.STORED, None)])
    assert ask_for_due(database, row, 2, NOON - 3 * 365 * DAY) == 1


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, 31)], rest=False, sitemap=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_unseen(made, site.url)
    return made


def test_a_poll_finds_what_became_of_the_articles_whose_look_is_due(archive: Archive, site: NewsSite) -> None:
    broken = site.posts[8].path
    site.faults[broken] = lambda: Answer(status=302, headers={"Location": broken})
    crawl(archive, expected=3)
    site.faults.clear()
    site.change(3, edition=1)
    site.change(4, status="trash")
    site.change(5, edition=1)
    archive.change("UPDATE urls SET look_again = '2026-01-01' WHERE url GLOB '*-[349]/' OR fate = 'failed'")
    site.asked.clear()
    report = crawl(archive)
    assert {name: report[name] for name in ("new", "revised", "gone")} == {"new": 1, "revised": 1, "gone": 0}
    assert site.posts[4].path not in site.asked, "its look is not due"
    a_day_passes(archive)
    assert crawl(archive)["gone"] == 1, "a second look, a day later, has found the same"
    assert_whole(archive)
