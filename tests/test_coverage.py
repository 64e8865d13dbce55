"""The ledger: every page address is counted on exactly one day, under exactly one ending."""

import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import frontier
from archive.clock import stamp
from archive.coverage import day_of, endings, ledger
from archive.crawling.crawls import begin_crawl
from archive.crawling.discovering import discover
from archive.full_text import Search
from archive.items import ArticleItem
from archive.outcomes import Discovery, Outcome
from archive.record import Entry, record
from archive.schema import migrate
from archive.sources import Source
from archive.vocabulary import Fate, Reason
from tests.conftest import NOON

SITE = "https://lapas.contoh.example"
SOURCE = Source("lapas-contoh", f"{SITE}/", "wordpress", time_zone="Asia/Jayapura")
Ended = tuple[Fate, Reason | None] | None
ENDINGS: list[Ended] = [
    (Fate.STORED, None),
    (Fate.REFUSED, Reason.NOT_AN_ARTICLE),
    (Fate.REFUSED, Reason.PROTECTED),
    (Fate.BLOCKED, Reason.CHALLENGE),
    (Fate.GONE, Reason.NOT_FOUND),
    (Fate.FAILED, Reason.TIMEOUT),
    (Fate.MOVED, None),
    None,  # to be tried again
]


def item_of(url: str, day: str | None) -> ArticleItem:
    item = ArticleItem(url, url, SOURCE.name, headline="Lapas Contoh Gelar Razia", body=f"Isi berita dari {url}.")
    if day:
        item.published, item.published_precision = f"{day}T08:00:00+07:00", "second"
    return item


class Book:
    """An archive in memory with one source whose addresses end as told."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.database.row_factory = sqlite3.Row
        migrate(self.database)
        self.row = frontier.adopt(self.database, SOURCE)
        self.crawl = begin_crawl(self.database, self.row, SOURCE, 1, NOON)

    def end(self, path: str, ending: Ended, *, day: str | None, now: datetime) -> None:
        """Discover the address, fetch it, and let it end."""
        discover(self.database, self.row, [Discovery(SITE + path)], number=1, now=now)
        (lease,) = [one for one in frontier.ready(self.database, self.row, now, 1000) if one.url == SITE + path]
        frontier.lease(self.database, [lease.id], self.crawl.id)
        outcome = Outcome(lease)
        if ending is None:
            outcome.try_again(now + timedelta(hours=1), Reason.TIMEOUT)
        elif ending[0] is Fate.STORED:
            outcome.items = [item_of(lease.url, day)]
        else:
            outcome.settle(*ending)
            outcome.moved_to = Discovery(f"{SITE}{path}baru/") if ending[0] is Fate.MOVED else None
        search = Search()
        record(outcome, [], Entry(self.database, search, self.crawl, now))
        search.flush(self.database)


PATHS = st.sampled_from(["/berita/", "/2026/11/20/", "/2030/01/01/", "/2026/13/40/", "/arsip/2026-11-21-"])
DAYS = st.sampled_from([None, "2026-11-19", "2026-11-20"])
OUTCOMES = st.lists(st.tuples(PATHS, st.sampled_from(ENDINGS), DAYS, st.integers(0, 50)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(OUTCOMES)
def test_the_days_add_up_to_the_table_whatever_happened(outcomes: list[tuple[str, Ended, str | None, int]]) -> None:
    book = Book()
    for number, (path, ending, day, hours) in enumerate(outcomes):
        book.end(f"{path}{number}/", ending, day=day, now=NOON + timedelta(hours=hours))
    days = ledger(book.database, book.row, SOURCE)
    counted: Counter[str] = Counter()
    for one in days:
        assert one.seen == one.stored + one.moved + one.pending + sum(one.not_stored.values())
        counted += Counter({"stored": one.stored, "moved": one.moved, "pending": one.pending}) + one.not_stored
    wanted = Counter(
        {
            row[0]: row[1]
            for row in book.database.execute(
                "SELECT CASE state WHEN 'settled' THEN coalesce(reason, fate) ELSE 'pending' END, count(*) FROM urls "
                "WHERE kind = 'page' GROUP BY 1"
            )
        }
    )
    assert counted == wanted
    assert {one.ending: one.count for one in endings(book.database, book.row)} == dict(wanted)
    missing = wanted["pending"] + wanted["timeout"] + wanted["challenge"]
    assert sum(one.missing for one in days) == sum(e.missing for e in endings(book.database, book.row)) == missing
    dated = book.database.execute("SELECT count(*) FROM articles WHERE published_day IS NOT NULL").fetchone()[0]
    assert sum(one.articles for one in days) == dated
    assert [one.day for one in days] == sorted({one.day for one in days})


def test_an_address_belongs_to_the_day_of_its_article_else_its_own_else_of_its_discovery() -> None:
    book = Book()
    late = datetime(2026, 11, 24, 16, 0, tzinfo=NOON.tzinfo)  # one o'clock of the next day in Jayapura
    book.end("/2026/11/20/satu/", ENDINGS[0], day="2026-11-19", now=late)
    book.end("/2026/11/20/dua/", ENDINGS[5], day=None, now=late)
    book.end("/tiga/", ENDINGS[5], day=None, now=late)
    book.end("/empat/", ENDINGS[0], day=None, now=late)
    days = {one.day: one for one in ledger(book.database, book.row, SOURCE)}
    assert (days["2026-11-19"].stored, days["2026-11-19"].articles) == (1, 1)
    assert days["2026-11-20"].not_stored == {"timeout": 1}
    assert (days["2026-11-25"].seen, days["2026-11-25"].stored, days["2026-11-25"].missing) == (2, 1, 1)
    assert len(days) == 3


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2020/02/27/berita-lapas", "2020-02-27"),
        ("/berita/2020-2-7?x=1", "2020-02-07"),
        ("/2020/02/30/bukan-hari", "2026-11-24"),
        ("/2031/01/01/dari-depan", "2026-11-24"),
        ("/2020/02/berita-lapas-27", "2026-11-24"),
        ("/2020/02/275/", "2026-11-24"),
    ],
)
def test_the_day_in_an_address_counts_where_it_is_a_day_of_the_past(path: str, day: str) -> None:
    assert day_of(SITE + path, stamp(NOON), ZoneInfo("Asia/Jakarta")) == day


def test_an_article_that_is_here_is_not_missing_though_its_own_page_has_failed() -> None:
    book = Book()
    book.end("/satu/", ENDINGS[0], day="2026-11-19", now=NOON)
    book.database.execute("UPDATE urls SET fate = 'failed', reason = 'timeout'")
    (day,) = ledger(book.database, book.row, SOURCE)
    assert (day.missing, day.not_stored, day.articles) == (0, {"timeout": 1}, 1)
