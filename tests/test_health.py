"""How a source stands and what is to be done next, from what its crawls left behind."""

import sqlite3
from datetime import date, datetime, timedelta

import pytest

from archive import frontier
from archive.clock import moment, stamp
from archive.completeness.status import Status, status
from archive.crawling.crawls import Tally, add_to_crawl, begin_crawl, end_crawl
from archive.crawling.discovering import discover
from archive.crawling.polls import note_crawl, pause
from archive.outcomes import Discovery, Lease, Outcome
from archive.sources import Source
from archive.vocabulary import Fate, Health, Reason, UrlKind
from tests.conftest import NOON

SOURCE = Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress")
TODAY = date(2026, 11, 24)
HOME = Discovery(SOURCE.url, UrlKind.LISTING, priority=100)


class Visited:
    """A source that is crawled by hand: each crawl reads its home page, and a page for every ending."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.row = frontier.adopt(database, SOURCE)
        self.round = 0

    def crawl(self, home: Outcome | None = None, *pages: Outcome, now: datetime = NOON, answers: bool = True) -> None:
        """One crawl; an outcome here is one without its lease: only its ending counts."""
        self.round += 1
        self.database.execute("UPDATE sources SET round = ?", (self.round,))
        discover(self.database, self.row, [HOME], number=self.round, now=now)
        found = [Discovery(f"{SOURCE.url}{self.round}/{n}") for n in range(len(pages))]
        discover(self.database, self.row, found, number=self.round, now=now)
        crawl = begin_crawl(self.database, self.row, SOURCE, self.round, now)
        tally = Tally(asked=len(pages) + 1, answered=stamp(now) if answers else None)
        endings = [home or ended(Fate.LISTING), *pages]
        for lease, ending in zip(frontier.ready(self.database, self.row, now, 99), endings, strict=True):
            ending.lease = lease
            frontier.end_lease(self.database, self.row, ending, None, now)
            if ending.fate not in {None, Fate.LISTING}:
                tally.reasons[str(ending.reason)] += 1
        add_to_crawl(self.database, crawl.id, tally)
        verdict, _ = end_crawl(self.database, crawl, now, None)
        note_crawl(self.database, crawl, verdict, now)

    def publish(self, *days: date) -> None:
        for day in days:
            self.database.execute(
                "INSERT INTO articles (public_id, source, url, words, body, details, digest, published_day, "
                "first_seen) VALUES (?, ?, ?, 3, 'x', '{}', x'00', ?, ?)",
                (str(day), self.row, f"{SOURCE.url}{day}", day.isoformat(), stamp(NOON)),
            )

    def status(self, now: datetime = NOON, source: Source = SOURCE) -> Status:
        return status(self.database, [source], now, [source.name])[0]


NO_LEASE = Lease(0, "", UrlKind.PAGE, 0, 0, 0, {})


def ended(fate: Fate, reason: Reason | None = None) -> Outcome:
    return Outcome(NO_LEASE).settle(fate, reason)


@pytest.fixture
def visited(database: sqlite3.Connection) -> Visited:
    return Visited(database)


def last_days(count: int, end: date = TODAY) -> list[date]:
    return [end - timedelta(days=n) for n in range(count)]


def test_an_adopted_source_without_a_crawl_is_never_crawled(database: sqlite3.Connection) -> None:
    (one,) = status(database, [SOURCE], NOON, [SOURCE.name])
    assert (one.health, one.action) == (Health.NEVER_CRAWLED, "arsip crawl lapas-contoh")


def test_a_source_that_was_looked_at_and_has_everything_is_ok(visited: Visited) -> None:
    visited.crawl(None, ended(Fate.REFUSED, Reason.NOT_AN_ARTICLE))
    visited.publish(*last_days(10))
    one = visited.status()
    assert one.health is Health.OK
    assert one.action.startswith("wait: due ")
    assert visited.status(moment(one.next_crawl or "")).action == "arsip crawl lapas-contoh"
    assert (one.life.last_answer, one.life.failing_since) == (stamp(NOON), None)


def test_a_crawl_that_was_due_more_than_a_day_ago_leaves_its_source_behind(visited: Visited) -> None:
    visited.crawl()
    due = moment(visited.status().next_crawl or "")
    assert visited.status(due + timedelta(hours=24)).health is Health.OK
    one = visited.status(due + timedelta(hours=25))
    assert (one.health, one.action) == (Health.BEHIND, "arsip crawl lapas-contoh")


def test_a_source_without_a_poll_is_behind_after_the_longest_interval(visited: Visited) -> None:
    visited.crawl()
    visited.database.execute("DELETE FROM polls")
    assert visited.status(NOON + timedelta(days=8)).health is Health.OK
    assert visited.status(NOON + timedelta(days=8, hours=1)).health is Health.BEHIND


def test_a_source_that_a_person_paused_is_not_behind(visited: Visited) -> None:
    visited.crawl()
    pause(visited.database, SOURCE, NOON)
    one = visited.status(NOON + timedelta(days=30))
    assert (one.health, one.action) == (Health.OK, "arsip schedule resume lapas-contoh")


def test_a_certain_gap_is_said_until_it_is_closed(visited: Visited) -> None:
    visited.crawl()
    visited.database.execute(
        "INSERT INTO gaps (source, round, from_day, to_day, why, found) "
        "VALUES (?, 1, '2026-11-03', '2026-11-07', 'the feed had moved on', ?)",
        (visited.row, stamp(NOON)),
    )
    one = visited.status()
    assert (one.health, one.action) == (Health.BEHIND, "arsip crawl lapas-contoh --refresh")
    assert one.why == "a certain gap, 2026-11-03 to 2026-11-07: the feed had moved on"
    visited.database.execute("UPDATE gaps SET closed = ?", (stamp(NOON),))
    assert visited.status().health is Health.OK


def test_pages_that_need_scripts_are_said_to(visited: Visited) -> None:
    visited.crawl(None, *(ended(Fate.REFUSED, Reason.NEEDS_SCRIPT) for _ in range(9)))
    assert visited.status().health is Health.NEEDS_SCRIPT


def test_what_waits_makes_a_source_behind_and_a_later_try_is_said(visited: Visited) -> None:
    visited.crawl(None, Outcome(NO_LEASE).try_again(NOON + timedelta(hours=1), Reason.SERVER_ERROR))
    one = visited.status()
    assert one.health is Health.BEHIND
    assert one.action.startswith("arsip crawl lapas-contoh (from ")
    assert visited.status(NOON + timedelta(hours=2)).action == "arsip crawl lapas-contoh"


def test_a_site_that_asks_to_wait_is_waited_for(visited: Visited) -> None:
    asks = Outcome(NO_LEASE).try_again(NOON + timedelta(hours=1), Reason.TOO_MANY_REQUESTS)
    asks.pause_source_until = NOON + timedelta(hours=1)
    visited.crawl(None, asks)
    assert visited.status().action.startswith("wait until ")
    assert visited.status().action.endswith(", the site said so")
    assert visited.status(NOON + timedelta(hours=2)).action == "arsip crawl lapas-contoh"


def test_more_than_one_failure_in_a_hundred_is_behind(visited: Visited) -> None:
    fine = [ended(Fate.REFUSED, Reason.NOT_AN_ARTICLE) for _ in range(50)]
    visited.crawl(None, ended(Fate.FAILED, Reason.TIMEOUT), *fine)
    one = visited.status()
    assert (one.health, one.why, one.missing) == (Health.BEHIND, "1 of 51 pages failed", 1)
    assert one.action == "arsip crawl lapas-contoh --refresh"


@pytest.mark.parametrize(
    ("ending", "health"),
    [
        (ended(Fate.BLOCKED, Reason.FORBIDDEN), Health.BLOCKED),
        (ended(Fate.BLOCKED, Reason.CHALLENGE), Health.BLOCKED),
        (ended(Fate.GONE, Reason.NOT_FOUND), Health.FAILING),
        (ended(Fate.FAILED, Reason.NO_SUCH_HOST), Health.FAILING),
    ],
)
def test_a_site_without_an_open_way_is_blocked_or_failing(visited: Visited, ending: Outcome, health: Health) -> None:
    visited.crawl(now=NOON - timedelta(days=2))
    visited.crawl(ending, now=NOON - timedelta(days=1), answers=False)
    one = visited.status()
    assert (one.health, one.action) == (health, f"look at its page: {SOURCE.url}")
    assert one.life.failing_since == stamp(NOON - timedelta(days=1))
    assert one.life.last_answer == stamp(NOON - timedelta(days=2))


@pytest.mark.parametrize(
    ("reason", "fate", "health"),
    [(Reason.CHALLENGE, Fate.BLOCKED, Health.BLOCKED), (Reason.SERVER_ERROR, Fate.FAILED, Health.FAILING)],
)
def test_half_of_all_answers_make_the_verdict(visited: Visited, reason: Reason, fate: Fate, health: Health) -> None:
    visited.crawl(None, *(ended(fate, reason) for _ in range(20)))
    one = visited.status()
    assert one.health is health
    assert one.why == f"its last crawl met 20 times {reason}"


def test_silence_is_measured_by_the_pace_of_the_site_itself(visited: Visited) -> None:
    weekly = [date(2026, 9, 1) - timedelta(days=7 * n) for n in range(20)]
    visited.publish(*weekly)
    visited.crawl(now=datetime(2026, 9, 15, 5, tzinfo=NOON.tzinfo))
    assert visited.status().health is not Health.SILENT
    visited.crawl(now=datetime(2026, 9, 16, 5, tzinfo=NOON.tzinfo))
    one = visited.status()
    assert (one.health, one.life.silent_since, one.life.longest_pause) == (Health.SILENT, "2026-09-02", 7)
    assert one.action == f"look at its page: {SOURCE.url}"


def test_a_site_that_nobody_asked_is_not_silent(visited: Visited) -> None:
    visited.publish(*last_days(30))
    visited.crawl()
    assert visited.status(NOON + timedelta(days=300)).health is Health.BEHIND


def test_while_something_waits_to_be_fetched_silence_says_nothing(visited: Visited) -> None:
    visited.publish(*last_days(30, date(2019, 9, 1)))
    visited.crawl(None, Outcome(NO_LEASE).try_again(NOON, Reason.TIMEOUT))
    one = visited.status()
    assert (one.health, one.action) == (Health.BEHIND, "arsip crawl lapas-contoh")


def test_a_date_in_the_future_hides_no_silence(visited: Visited) -> None:
    visited.publish(*last_days(30, date(2026, 9, 1)), date(2036, 9, 1))
    visited.crawl()
    assert visited.status().life.silent_since == "2026-09-02"


def test_a_site_with_too_few_days_has_no_pace_to_be_silent_by(visited: Visited) -> None:
    visited.publish(*last_days(4, date(2020, 1, 10)))
    visited.crawl()
    one = visited.status()
    assert (one.health, one.life.last_new, one.life.longest_pause) == (Health.OK, "2020-01-10", None)


def test_a_source_that_publishes_no_more_is_expected_to_be_silent(visited: Visited) -> None:
    visited.crawl(ended(Fate.GONE, Reason.NOT_FOUND))
    over = Source(SOURCE.name, SOURCE.url, SOURCE.platform, active=False)
    assert visited.status(source=over).health is Health.INACTIVE


def test_a_crawl_that_was_killed_leaves_its_source_behind(visited: Visited) -> None:
    visited.crawl()
    begin_crawl(visited.database, visited.row, SOURCE, visited.round, NOON)
    assert visited.status().action == "arsip crawl lapas-contoh"


def test_what_was_only_saved_is_not_judged(visited: Visited) -> None:
    assert status(visited.database, [SOURCE], NOON, [])[0].health is Health.OK


def test_trouble_stands_first(database: sqlite3.Connection, visited: Visited) -> None:
    visited.crawl(ended(Fate.BLOCKED, Reason.FORBIDDEN))
    others = [Source(name, SOURCE.url, "wordpress") for name in ("b-baru", "a-baru")]
    found = status(database, [*others, SOURCE], NOON, ["a-baru", "b-baru", SOURCE.name])
    assert [one.source for one in found] == ["lapas-contoh", "a-baru", "b-baru"]
