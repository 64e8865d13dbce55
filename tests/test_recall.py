"""Recall: shares of what a way states or names, and an estimate only from lists that are independent."""

import sqlite3
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import frontier
from archive.completeness.capture_recapture import chapman
from archive.completeness.recall import Recall, percent, recall_of
from archive.crawling.crawls import Crawl, begin_crawl
from archive.crawling.discovering import ask_for, discover
from archive.crawling.ways import PAST_THE_END, note_walked
from archive.full_text import Search
from archive.outcomes import Discovery, Lease, Outcome
from archive.record import Entry, record
from archive.schema import migrate, migrations
from archive.sources import Source
from archive.vocabulary import Fate, Reason, UrlKind
from tests.conftest import NOON
from tests.test_coverage import SITE, item_of

SOURCE = Source("lapas-contoh", f"{SITE}/", "wordpress")


class Site:
    """A source whose lists and pages answer as told."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.row = frontier.adopt(database, SOURCE)
        self.crawl: Crawl = begin_crawl(database, self.row, SOURCE, 1, NOON)

    def names(self, way: str, kind: UrlKind, numbers: Iterable[int], total: int | None = None, number: int = 1) -> None:
        """A way opens, and its list names these pages."""
        address = f"{SITE}/{way}"
        walk = {"way": way, "look": "whole", "first": True}
        discover(self.database, self.row, [Discovery(address, kind, walk=walk)], number=number, now=NOON, by=None)
        outcome = Outcome(self.lease(address), way=way, stated_total=total)
        outcome.discovered = [Discovery(f"{SITE}/{n}/") for n in numbers]
        self.hand_in(outcome.settle(Fate.LISTING))

    def lease(self, url: str) -> Lease:
        (lease,) = [one for one in frontier.ready(self.database, self.row, NOON, 10_000) if one.url == url]
        return lease

    def hand_in(self, outcome: Outcome) -> None:
        search = Search()
        record(outcome, [], Entry(self.database, search, self.crawl, NOON))
        search.flush(self.database)

    def store(self, numbers: Iterable[int]) -> None:
        for n in numbers:
            lease = self.lease(f"{SITE}/{n}/")
            self.hand_in(Outcome(lease, items=[item_of(lease.url, "2026-11-20")]))

    def end(self, number: int, fate: Fate, reason: Reason | None, moved_to: int | None = None) -> None:
        outcome = Outcome(self.lease(f"{SITE}/{number}/")).settle(fate, reason)
        outcome.moved_to = Discovery(f"{SITE}/{moved_to}/") if moved_to is not None else None
        self.hand_in(outcome)

    def asked_for(self, numbers: Iterable[int]) -> None:
        ask_for(self.database, self.row, [f"{SITE}/{n}/" for n in numbers], NOON)

    @property
    def recall(self) -> Recall:
        return recall_of(self.database, self.row)


@pytest.fixture
def site(database: sqlite3.Connection) -> Site:
    return Site(database)


def test_the_total_that_a_way_states_counts_also_what_it_never_named(site: Site) -> None:
    site.names("rest", UrlKind.REST, range(9), total=12)
    site.store(range(8))
    (way,) = site.recall.ways
    assert (way.named, way.stored, way.missing, way.unnamed) == (9, 8, 1, 3)
    assert way.share == 8 / 12
    assert site.recall.sentence() == (
        f"66.6 % of the 12 articles that its REST interface states (4 missing: {SITE}/8/)"
    )


def test_what_is_no_article_or_gone_is_not_expected(site: Site) -> None:
    site.names("rest", UrlKind.REST, range(10), total=10)  # of which nine are left, and one was never named
    site.store(range(7))
    site.end(7, Fate.REFUSED, Reason.PROTECTED)
    site.end(8, Fate.GONE, Reason.NOT_FOUND)
    site.end(9, Fate.BLOCKED, Reason.CHALLENGE)
    (way,) = site.recall.ways
    assert (way.stored, way.missing, way.no_article, way.unnamed) == (7, 1, 2, 1)
    assert way.share == 7 / 9


def test_a_list_that_was_not_read_to_its_end_measures_nothing(site: Site) -> None:
    site.names("sitemap", UrlKind.SITEMAP, range(5))
    site.store(range(5))
    assert site.recall.sentence() == "not measurable by its sitemap: it has not been read to its end"
    note_walked(site.database, site.row, 1)
    assert site.recall.sentence() == "100.0 % of the 5 articles that its sitemap names (0 missing)"


def test_a_feed_says_how_little_it_holds(site: Site) -> None:
    site.names("feed", UrlKind.FEED, range(10))
    site.store(range(10))
    note_walked(site.database, site.row, 1)
    assert site.recall.sentence() == "not measurable by its feed: it holds only the newest 10"


def test_a_feed_with_an_end_is_a_list_of_all(site: Site) -> None:
    site.names("feed", UrlKind.FEED, range(8))
    past = f"{SITE}/feed?paged=2"
    walk = {"way": "feed", "look": "whole"}
    discover(site.database, site.row, [Discovery(past, UrlKind.FEED, walk=walk)], number=1, now=NOON)
    site.hand_in(Outcome(site.lease(past)).settle(Fate.LISTING, None, PAST_THE_END))
    site.store(range(8))
    note_walked(site.database, site.row, 1)
    assert site.recall.sentence() == "100.0 % of the 8 articles that its feed names (0 missing)"


def test_a_list_that_only_checked_another_was_not_read_to_its_end(site: Site) -> None:
    walk = {"way": "listing", "look": "second", "first": True, "check": True}
    found = [Discovery(f"{SITE}/berita", UrlKind.LISTING, walk=walk)]
    discover(site.database, site.row, found, number=1, now=NOON)
    outcome = Outcome(site.lease(f"{SITE}/berita")).settle(Fate.LISTING)
    outcome.discovered = [Discovery(f"{SITE}/1/")]
    site.hand_in(outcome)
    note_walked(site.database, site.row, 1)
    assert site.recall.sentence() == "not measurable by its lists: it has not been read to its end"


def test_an_address_that_sends_on_counts_as_the_one_that_it_leads_to_and_an_article_once(site: Site) -> None:
    site.names("sitemap", UrlKind.SITEMAP, range(4))
    note_walked(site.database, site.row, 1)
    site.end(0, Fate.MOVED, None, moved_to=100)  # named by nobody, stored
    site.end(1, Fate.MOVED, None, moved_to=2)  # the same as another
    site.end(3, Fate.MOVED, None, moved_to=101)  # leads to nothing
    site.store([100, 2])
    site.end(101, Fate.GONE, Reason.NOT_FOUND)
    (way,) = site.recall.ways
    assert (way.named, way.stored, way.missing, way.no_article, way.share) == (3, 2, 0, 1, 1.0)


def test_the_way_that_expects_most_is_the_one_to_go_by(site: Site) -> None:
    site.names("sitemap", UrlKind.SITEMAP, range(5))
    note_walked(site.database, site.row, 1)
    site.names("rest", UrlKind.REST, range(5), total=50)
    site.store(range(5))
    recall = site.recall
    assert [way.share for way in recall.ways] == [1.0, 0.1]
    assert recall.best is not None
    assert recall.best.way == "rest"


def test_two_ways_of_one_site_give_no_estimate(site: Site) -> None:
    site.names("sitemap", UrlKind.SITEMAP, range(20))
    site.names("rest", UrlKind.REST, range(10, 30), total=20)
    site.store(range(30))
    assert site.recall.estimate is None
    assert site.recall.no_estimate is not None
    assert "one database" in site.recall.no_estimate


def test_what_was_asked_for_by_hand_estimates_what_no_list_names(site: Site) -> None:
    site.names("sitemap", UrlKind.SITEMAP, range(80))
    site.asked_for(range(70, 90))
    site.store(range(90))
    estimate = site.recall.estimate
    assert estimate is not None
    assert (estimate.own, estimate.outside, estimate.both) == (80, 20, 10)
    assert estimate.articles == round(81 * 21 / 11 - 1)
    assert 90 < estimate.low < estimate.articles < estimate.high


def test_too_few_in_both_lists_estimate_nothing(site: Site) -> None:
    site.names("sitemap", UrlKind.SITEMAP, range(80))
    site.asked_for(range(74, 90))
    site.store(range(90))
    assert site.recall.estimate is None
    assert (
        site.recall.no_estimate == "what was asked for by hand shares 6 articles with the site's own ways; 7 are needed"
    )


def test_a_source_without_an_open_way_says_so(site: Site) -> None:
    assert site.recall.sentence() == "not measurable: no way into the site has been open yet"


@given(first=st.integers(0, 500), second=st.integers(0, 500), data=st.data())
def test_the_interval_holds_the_estimate_and_never_less_than_was_seen(
    first: int, second: int, data: st.DataObject
) -> None:
    both = data.draw(st.integers(0, min(first, second)))
    articles, low, high = chapman(first, second, both)
    assert first + second - both <= low <= articles <= high


def test_chapman_on_the_numbers_of_a_textbook() -> None:
    articles, low, high = chapman(200, 150, 30)
    assert articles == round(201 * 151 / 31 - 1) == 978
    assert (low, high) == (753, 1320)  # 320 seen, 658 unseen: 320 + 658 / 1.519 and 320 + 658 * 1.519


def test_nothing_is_whole_while_something_is_missing() -> None:
    assert percent(1) == "100.0 %"
    assert percent(9999 / 10000) == "99.9 %"


def test_an_older_archive_learns_from_its_crawls_which_way_named_an_address() -> None:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.row_factory = sqlite3.Row
    before = list(migrations().values())[: list(migrations()).index("ways")]
    for migration in before:
        database.executescript(migration)
    database.execute(f"PRAGMA user_version = {len(before)}")
    database.executescript(
        """
        INSERT INTO sources (id, name, title, url, platform, toml, way, walked)
            VALUES (1, 'x', '', '', '', '', 'rest', 2);
        INSERT INTO crawls (source, round, started, toml, way) VALUES (1, 1, '2026-01-01', '', 'rest');
        INSERT INTO urls (id, source, url, canonical, kind, round, walk, discovered, discovered_by) VALUES
            (1, 1, 'r', 'r', 'rest', 1, '{"way": "rest"}', '', NULL), (2, 1, 'a', 'a', 'page', 1, NULL, '', 1),
            (3, 1, 'b', 'b', 'page', 1, NULL, '', 2);
        """
    )
    migrate(database)
    (way,) = recall_of(database, 1).ways
    assert (way.way, way.named, way.missing, way.walked) == ("rest", 1, 1, True)
