"""Patterns: what gives nothing is left after a while, what gives articles never is, and a refresh asks again."""

import sqlite3

import pytest

from archive import frontier
from archive.crawling.crawls import begin_crawl
from archive.crawling.discovering import discover
from archive.crawling.patterns import FREE_OF_A_PATTERN, GAMBLING, learn, open_patterns, patterns_of, shape_of
from archive.outcomes import Discovery, Outcome
from archive.sources import Source
from archive.vocabulary import Fate, Reason, UrlKind
from tests.conftest import NOON

SITE = "https://harian.contoh.example"
SHAPES = [
    ("/tag/lapas-contoh?page=7", "/tag/*?page"),
    ("/2020/02/27/lapas-contoh-gelar-razia/", "/#/#/#/*/"),
    ("/berita/4711/razia.html", "/berita/#/*.html"),
    ("/lapas-contoh-gelar-razia-besar", "/*"),
    ("/index.php?option=com_content&view=article&id=5", "/index.php?id&option=com_content&view=article"),
    ("/kalender?bulan=5&tahun=2031", "/kalender?bulan&tahun"),
    ("/", "/"),
]


@pytest.fixture
def row(database: sqlite3.Connection, source: Source) -> int:
    adopted = frontier.adopt(database, source)
    begin_crawl(database, adopted, source, 1, NOON)
    return adopted


def find(database: sqlite3.Connection, row: int, pattern: str, count: int) -> None:
    found = [Discovery(f"{SITE}/{pattern}/{n}", pattern=pattern) for n in range(count)]
    discover(database, row, found, number=1, now=NOON)


def fetch_all(database: sqlite3.Connection, row: int, *, articles_among: int = 0) -> int:
    """Fetch all that may be fetched; every so manieth gives an article. Return how many were fetched."""
    fetched = 0
    while lent := frontier.ready(database, row, NOON, 1):
        fetched += 1
        is_article = bool(articles_among) and fetched % articles_among == 0
        outcome = Outcome(lent[0])
        outcome.settle(*((Fate.STORED,) if is_article else (Fate.REFUSED, Reason.NOT_AN_ARTICLE)))
        frontier.end_lease(database, row, outcome, None, NOON)
        learn(database, row, lent[0], outcome.fate, fresh=0, now=NOON)
    return fetched


@pytest.mark.parametrize(("path", "shape"), SHAPES)
def test_the_pattern_of_an_address(path: str, shape: str) -> None:
    assert shape_of(SITE + path) == shape


def test_a_pattern_that_gives_nothing_is_left_and_each_of_its_addresses_says_why(
    database: sqlite3.Connection, row: int
) -> None:
    find(database, row, "/tag/*", 1000)
    assert fetch_all(database, row) == FREE_OF_A_PATTERN + 1
    left = database.execute("SELECT fate, reason, detail, count(*) FROM urls WHERE reason = 'trap'").fetchone()
    assert tuple(left) == ("refused", "trap", "/tag/*: 0 of 21 fetched were of use", 1000 - FREE_OF_A_PATTERN - 1)


def test_what_is_found_later_of_a_left_pattern_is_settled_at_once(database: sqlite3.Connection, row: int) -> None:
    find(database, row, "/tag/*", 100)
    fetch_all(database, row)
    discover(database, row, [Discovery(f"{SITE}/tag/baru", pattern="/tag/*")], number=1, now=NOON)
    assert frontier.ready(database, row, NOON, 1) == []


@pytest.mark.parametrize("articles_among", [1, 2, 5, 10])
def test_a_pattern_that_gives_articles_is_fetched_whole(
    database: sqlite3.Connection, row: int, articles_among: int
) -> None:
    find(database, row, "/*", 90)
    assert fetch_all(database, row, articles_among=articles_among) == 90


def test_many_patterns_that_give_nothing_are_bounded_together(database: sqlite3.Connection, row: int) -> None:
    for number in range(40):
        find(database, row, f"trap-{number}", 30)
    assert fetch_all(database, row) < 200


def test_advertising_is_refused_as_spam(database: sqlite3.Connection, row: int) -> None:
    find(database, row, GAMBLING, 500)
    fetch_all(database, row)
    assert database.execute("SELECT count(*) FROM urls WHERE reason = 'spam'").fetchone()[0] == 500 - 21


def test_what_gave_no_answer_says_nothing_of_its_pattern(database: sqlite3.Connection, row: int) -> None:
    find(database, row, "/*", 50)
    for lent in frontier.ready(database, row, NOON, 50):
        learn(database, row, lent, Fate.FAILED, fresh=0, now=NOON)
    (pattern,) = patterns_of(database, row)
    assert (pattern.found, pattern.fetched, pattern.closed) == (50, 0, None)


def test_a_list_is_of_use_when_it_names_something_fresh(database: sqlite3.Connection, row: int) -> None:
    discover(database, row, [Discovery(f"{SITE}/a", UrlKind.LISTING, pattern="/a")], number=1, now=NOON)
    (lent,) = frontier.ready(database, row, NOON, 1)
    learn(database, row, lent, Fate.LISTING, fresh=3, now=NOON)
    learn(database, row, lent, Fate.LISTING, fresh=0, now=NOON)
    (pattern,) = patterns_of(database, row)
    assert (pattern.fetched, pattern.useful) == (2, 1)


def test_a_refresh_opens_every_pattern_again(database: sqlite3.Connection, row: int) -> None:
    find(database, row, "/tag/*", 100)
    fetch_all(database, row)
    open_patterns(database, row)
    assert len(frontier.ready(database, row, NOON, 500)) == 100 - FREE_OF_A_PATTERN - 1
    assert patterns_of(database, row)[0].closed is None


def test_a_list_that_is_a_trap_stays_one_when_a_later_round_meets_it(database: sqlite3.Connection, row: int) -> None:
    trap = Discovery(f"{SITE}/berita?sort=judul", UrlKind.LISTING, refused=(Reason.TRAP, "another order"))
    discover(database, row, [trap], number=1, now=NOON)
    discover(database, row, [trap], number=2, now=NOON)
    assert frontier.ready(database, row, NOON, 5) == []
