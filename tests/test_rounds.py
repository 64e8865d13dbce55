"""Rounds: what a source is looked at for, and when one look opens the next."""

import sqlite3
from dataclasses import replace

import pytest

from archive import frontier
from archive.crawling import rounds
from archive.crawling.crawls import begin_crawl
from archive.outcomes import Discovery, Lease, Outcome
from archive.record import MOST_DRY, going_on
from archive.sources import Source
from archive.vocabulary import Fate, Look, Reason, UrlKind
from tests.conftest import NOON

SITE = "https://lapas.contoh.example"


def seeds(look: Look, way: str | None) -> list[Discovery]:
    return [Discovery(f"{SITE}/?look={look}&way={way}", UrlKind.LISTING, priority=9)]


@pytest.fixture
def row(database: sqlite3.Connection, source: Source) -> int:
    adopted = frontier.adopt(database, source)
    begin_crawl(database, adopted, source, 1, NOON)
    return adopted


def open_round(database: sqlite3.Connection, row: int, *, refresh: bool = False) -> int:
    return rounds.open_round(database, row, seeds, NOON, refresh=refresh)


def look(database: sqlite3.Connection, row: int) -> str:
    return str(database.execute("SELECT look FROM sources WHERE id = ?", (row,)).fetchone()[0])


def settle(database: sqlite3.Connection, row: int, answer: dict[str, list[str]], fate: Fate = Fate.STORED) -> list[str]:
    """Answer all that is due: a listing gives the pages of `answer`, a page ends with `fate`; tell what was asked."""
    asked = []
    while due := frontier.ready(database, row, NOON, 1):
        (lent,) = due
        asked.append(lent.url)
        frontier.lease(database, [lent.id], 1)
        frontier.end_lease(database, row, ending(lent, answer, fate), None, NOON)
    return asked


def ending(lent: Lease, answer: dict[str, list[str]], fate: Fate) -> Outcome:
    if lent.kind is UrlKind.PAGE:
        return Outcome(lent).settle(fate)
    pages = [Discovery(f"{SITE}/{page}") for page in answer.get("pages", [])]
    return Outcome(lent, discovered=pages).settle(Fate.LISTING)


def further(database: sqlite3.Connection, row: int) -> int:
    return rounds.look_further(database, row, seeds, NOON)[0]


def test_a_first_round_is_followed_by_a_second_look_and_then_only_by_recent_ones(
    database: sqlite3.Connection, row: int
) -> None:
    assert (open_round(database, row), look(database, row)) == (1, Look.WHOLE)
    settle(database, row, {"pages": ["a", "b"]})
    assert (further(database, row), look(database, row)) == (2, Look.SECOND)
    settle(database, row, {"pages": ["a", "b"]})
    assert further(database, row) == 0
    assert (open_round(database, row), look(database, row)) == (3, Look.RECENT)
    settle(database, row, {"pages": ["a", "b"]})
    assert further(database, row) == 0
    assert (open_round(database, row), look(database, row)) == (4, Look.RECENT)


def test_what_the_second_look_no_longer_names_is_asked_for(database: sqlite3.Connection, row: int) -> None:
    open_round(database, row)
    settle(database, row, {"pages": ["a", "b", "c"]})
    further(database, row)
    settle(database, row, {"pages": ["a", "c", "d"]})
    assert (further(database, row), look(database, row)) == (2, Look.ABSENT)
    assert settle(database, row, {}, Fate.GONE) == [f"{SITE}/b"]
    assert further(database, row) == 0


def test_a_round_that_was_broken_off_goes_on(database: sqlite3.Connection, row: int) -> None:
    open_round(database, row)
    assert open_round(database, row) == 1
    settle(database, row, {})
    further(database, row)
    assert open_round(database, row) == 2


def test_nothing_follows_while_an_address_waits(database: sqlite3.Connection, row: int) -> None:
    open_round(database, row)
    assert further(database, row) == 0
    assert look(database, row) == Look.WHOLE
    assert open_round(database, row) == 1


def test_a_list_that_failed_is_read_whole_again_by_the_next_crawl(database: sqlite3.Connection, row: int) -> None:
    open_round(database, row)
    (lent,) = frontier.ready(database, row, NOON, 1)
    failed = Discovery(f"{SITE}/?page=2", UrlKind.LISTING)
    frontier.end_lease(database, row, Outcome(lent, discovered=[failed]).settle(Fate.LISTING), None, NOON)
    (lent,) = frontier.ready(database, row, NOON, 1)
    frontier.end_lease(database, row, Outcome(lent).settle(Fate.FAILED, Reason.TIMEOUT), None, NOON)
    assert further(database, row) == 0
    assert (open_round(database, row), look(database, row)) == (2, Look.WHOLE)


def test_a_refresh_takes_the_place_of_an_open_round_but_not_of_a_refresh(
    database: sqlite3.Connection, row: int
) -> None:
    open_round(database, row)
    assert (open_round(database, row, refresh=True), look(database, row)) == (2, Look.REFRESH)
    assert (open_round(database, row, refresh=True), look(database, row)) == (2, Look.REFRESH)


def test_a_refresh_asks_for_what_no_list_names(database: sqlite3.Connection, row: int) -> None:
    open_round(database, row)
    settle(database, row, {"pages": ["a", "b"]})
    further(database, row)
    settle(database, row, {"pages": ["a", "b"]})
    further(database, row)
    assert open_round(database, row, refresh=True) == 3
    settle(database, row, {"pages": ["a"]})
    assert (further(database, row), look(database, row)) == (3, Look.ABSENT)
    assert settle(database, row, {}) == [f"{SITE}/b"]


def test_a_list_that_only_repeats_itself_is_left_after_a_few_pages() -> None:
    held = Lease(1, "https://contoh.example/?page=1", UrlKind.LISTING, tries=0, hops=0, round=1, walk={})
    onward = [Discovery("https://contoh.example/?page=2", UrlKind.LISTING, continues=True)]
    pages = 0
    while onward:
        pages += 1
        held = replace(held, walk=onward[0].walk)
        onward = going_on(onward, held, has_news=False, is_fresh=False)
    assert pages == MOST_DRY


def test_a_list_that_names_something_fresh_goes_on_from_nothing() -> None:
    dry = Lease(1, "https://contoh.example/?page=4", UrlKind.LISTING, tries=0, hops=0, round=1, walk={"dry": 3})
    (following,) = going_on([Discovery("x", continues=True, walk={"way": "a"})], dry, has_news=False, is_fresh=True)
    assert following.walk == {"way": "a"}
