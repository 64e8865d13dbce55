"""The frontier: an address that was discovered is pending, leased or settled, whatever happens."""

import sqlite3
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from archive import frontier
from archive.crawling.crawls import begin_crawl
from archive.crawling.discovering import discover
from archive.outcomes import Discovery, Lease, Outcome
from archive.schema import migrate
from archive.sources import Source
from archive.vocabulary import Fate, Reason, UrlKind
from tests.conftest import NOON

SITE = "https://lapas.contoh.example"


def begin(database: sqlite3.Connection, source: Source) -> tuple[int, int]:
    row = frontier.adopt(database, source)
    discover(database, row, [Discovery(f"{SITE}/?page=1", UrlKind.LISTING, priority=9)], number=1, now=NOON)
    crawl = begin_crawl(database, row, source, 1, NOON)
    return row, crawl.id


def state_of(database: sqlite3.Connection, url: str) -> sqlite3.Row:
    return database.execute("SELECT * FROM urls WHERE url = ?", (url,)).fetchone()


def test_the_same_resource_is_one_row_whatever_its_spelling(database: sqlite3.Connection, source: Source) -> None:
    row, _ = begin(database, source)
    spellings = ["/berita/?utm_source=wa", "/berita/#komentar", "/berita/?replytocom=4"]
    found = [Discovery(SITE.upper().replace("HTTPS", "https") + path) for path in spellings]
    assert discover(database, row, found, number=1, now=NOON).new == 1


def test_what_is_no_address_is_passed_over(database: sqlite3.Connection, source: Source) -> None:
    row, _ = begin(database, source)
    found = [Discovery(url) for url in ("javascript:void(0)", "mailto:humas@contoh.example", "http://", "tel:110")]
    assert discover(database, row, found, number=1, now=NOON).new == 0


def test_listings_come_before_pages_and_pages_in_the_order_of_discovery(
    database: sqlite3.Connection, source: Source
) -> None:
    row, _ = begin(database, source)
    discover(database, row, [Discovery(f"{SITE}/{n}") for n in (3, 1, 2)], number=1, now=NOON)
    urls = [lease.url for lease in frontier.ready(database, row, NOON, 10)]
    assert urls == [f"{SITE}/?page=1", f"{SITE}/3", f"{SITE}/1", f"{SITE}/2"]


def test_an_address_is_not_lent_before_it_is_due(database: sqlite3.Connection, source: Source) -> None:
    row, crawl = begin(database, source)
    lent = frontier.ready(database, row, NOON, 1)[0]
    frontier.lease(database, [lent.id], crawl)
    outcome = Outcome(lent).try_again(NOON + timedelta(seconds=10), Reason.SERVER_ERROR)
    frontier.end_lease(database, row, outcome, None, NOON)
    assert frontier.ready(database, row, NOON + timedelta(seconds=9), 5) == []
    again = frontier.ready(database, row, NOON + timedelta(seconds=11), 5)[0]
    assert (again.id, again.tries) == (lent.id, 1)


def test_a_redirect_keeps_the_walk_and_counts_its_hops(database: sqlite3.Connection, source: Source) -> None:
    row, crawl = begin(database, source)
    lent = frontier.ready(database, row, NOON, 1)[0]
    frontier.lease(database, [lent.id], crawl)
    outcome = Outcome(lent).settle(Fate.MOVED)
    outcome.moved_to = Discovery(f"{SITE}/baru", lent.kind, hops=lent.hops + 1, walk={"way": 2})
    assert frontier.end_lease(database, row, outcome, None, NOON).new == 1
    target = frontier.ready(database, row, NOON, 1)[0]
    assert (target.url, target.hops, target.walk) == (f"{SITE}/baru", 1, {"way": 2})
    assert state_of(database, lent.url)["moved_to"] == target.id


def test_leases_of_a_dead_process_are_pending_again(database: sqlite3.Connection, source: Source) -> None:
    row, crawl = begin(database, source)
    lent = frontier.ready(database, row, NOON, 1)[0]
    frontier.lease(database, [lent.id], crawl)
    assert frontier.ready(database, row, NOON, 1) == []
    assert frontier.recover(database, row, NOON) == 1
    assert frontier.ready(database, row, NOON, 1)[0].id == lent.id


def test_a_clock_that_jumps_back_does_not_hide_an_address_for_years(
    database: sqlite3.Connection, source: Source
) -> None:
    row, crawl = begin(database, source)
    lent = frontier.ready(database, row, NOON, 1)[0]
    frontier.lease(database, [lent.id], crawl)
    outcome = Outcome(lent).try_again(NOON + timedelta(hours=1), Reason.TIMEOUT)
    outcome.pause_source_until = NOON + timedelta(hours=1)
    frontier.end_lease(database, row, outcome, None, NOON)
    long_ago = NOON - timedelta(days=900)
    frontier.recover(database, row, long_ago)
    assert frontier.ready(database, row, long_ago, 1)[0].id == lent.id
    assert frontier.standing(database, row).paused_until is None


def test_an_outcome_without_an_ending_is_an_error_not_a_silent_loss(
    database: sqlite3.Connection, source: Source
) -> None:
    row, _ = begin(database, source)
    lent = frontier.ready(database, row, NOON, 1)[0]
    with pytest.raises(ValueError, match="without an ending"):
        frontier.end_lease(database, row, Outcome(lent), None, NOON)


class FrontierMachine(RuleBasedStateMachine):
    """Any order of discovering, lending, ending and dying keeps every address, in exactly one state."""

    def __init__(self) -> None:
        super().__init__()
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.database.row_factory = sqlite3.Row
        migrate(self.database)
        self.source = Source("lapas-contoh", f"{SITE}/", "wordpress")
        self.row, self.crawl = begin(self.database, self.source)
        self.now = NOON
        self.seen = {f"{SITE}/?page=1"}
        self.out: dict[int, Lease] = {}

    @rule(numbers=st.lists(st.integers(0, 30), max_size=5))
    def discover(self, numbers: list[int]) -> None:
        urls = [f"{SITE}/{n}" for n in numbers]
        new = discover(self.database, self.row, map(Discovery, urls), number=1, now=self.now).new
        assert new == len(set(urls) - self.seen)
        self.seen |= set(urls)

    @rule(count=st.integers(1, 4))
    def lend(self, count: int) -> None:
        lent = frontier.ready(self.database, self.row, self.now, count)
        assert not {lease.id for lease in lent} & set(self.out), "an address was lent twice"
        frontier.lease(self.database, [lease.id for lease in lent], self.crawl)
        self.out |= {lease.id: lease for lease in lent}

    @precondition(lambda self: self.out)
    @rule(how=st.sampled_from(["stored", "again", "released", "moved"]), seconds=st.integers(0, 5000))
    def end(self, how: str, seconds: int) -> None:
        lent = self.out.pop(min(self.out))
        outcome = Outcome(lent)
        if how == "stored":
            outcome.settle(Fate.STORED)
        elif how == "again":
            outcome.try_again(self.now + timedelta(seconds=seconds), Reason.TIMEOUT)
        elif how == "released":
            outcome.released = True
        else:
            outcome.settle(Fate.MOVED)
            outcome.moved_to = Discovery(f"{SITE}/{seconds % 40}")
            self.seen.add(f"{SITE}/{seconds % 40}")
        frontier.end_lease(self.database, self.row, outcome, None, self.now)

    @rule()
    def die_and_rise(self) -> None:
        assert frontier.recover(self.database, self.row, self.now) == len(self.out)
        self.out.clear()

    @rule(seconds=st.integers(1, 100_000))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @invariant()
    def nothing_is_lost(self) -> None:
        rows = self.database.execute("SELECT url, state, fate FROM urls").fetchall()
        assert {row["url"] for row in rows} == self.seen
        assert len(rows) == len(self.seen)
        assert all((row["state"] == "settled") == (row["fate"] is not None) for row in rows)
        leased = self.database.execute("SELECT id FROM urls WHERE state = 'leased'").fetchall()
        assert {row["id"] for row in leased} == set(self.out)


FrontierMachine.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestFrontierLaws = FrontierMachine.TestCase
