"""Polls: how soon a source is looked at again, by what its last crawls came to. The tests set the clock."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import frontier
from archive.crawling import polls
from archive.crawling.crawls import begin_crawl, end_crawl
from archive.crawling.discovering import discover
from archive.crawling.polls import LONGEST, NEVER, SHORTEST, Poll, backoff, first_interval, next_due, next_interval
from archive.outcomes import Discovery, Outcome
from archive.sources import Source
from archive.vocabulary import Fate, Reason, UrlKind, Verdict
from tests.conftest import NOON

HOUR = timedelta(hours=1)
INTERVALS = st.timedeltas(SHORTEST, LONGEST)
ELAPSED = st.timedeltas(timedelta(0), timedelta(days=400))
NEW = st.integers(0, 100_000)


@given(INTERVALS, NEW, ELAPSED)
def test_the_interval_stays_within_its_bounds(interval: timedelta, new: int, elapsed: timedelta) -> None:
    assert SHORTEST <= next_interval(interval, new, elapsed) <= LONGEST
    assert SHORTEST <= first_interval(new) <= LONGEST


@given(INTERVALS, NEW, NEW, ELAPSED)
def test_more_news_never_makes_the_interval_longer(interval: timedelta, one: int, two: int, elapsed: timedelta) -> None:
    few, many = sorted((one, two))
    assert next_interval(interval, many, elapsed) <= next_interval(interval, few, elapsed)
    assert few == 0 or first_interval(many) <= first_interval(few)


@given(INTERVALS, NEW)
def test_an_early_look_moves_the_interval_by_little(interval: timedelta, new: int) -> None:
    after = next_interval(interval, new, interval / 1000)
    assert abs(after - interval) <= interval / 100


@pytest.mark.parametrize("a_day", [0.05, 0.5, 3, 24, 400])
def test_the_interval_settles_at_the_rate_of_the_source(a_day: float) -> None:
    interval, seen = timedelta(days=1), 0.0
    for _ in range(200):
        seen += a_day * (interval / timedelta(days=1))
        new, seen = int(seen), seen % 1
        interval = next_interval(interval, new, interval)
    wanted = polls.clamp(timedelta(days=1) / a_day)
    assert wanted / 2 <= interval <= wanted * 2


@given(st.integers(1, 500))
def test_failures_make_the_wait_longer_up_to_a_day(failures: int) -> None:
    assert timedelta(minutes=15) <= backoff(failures) <= backoff(failures + 1) <= timedelta(days=1)


def crawled(**facts: object) -> Poll:
    known = {"interval": 6 * HOUR, "started": NOON - HOUR, "ended": NOON, "walked": True} | facts
    return Poll(**known)  # type: ignore[arg-type]  # the test's own words


def test_a_source_that_was_never_crawled_is_due(source: Source) -> None:
    assert next_due(source, NEVER, NOON) == NOON


def test_jitter_parts_sources_and_adds_a_tenth_at_most(source: Source) -> None:
    dues = {next_due(replace(source, name=f"lapas-{number}"), crawled(), NOON) for number in range(50)}
    assert len(dues) == 50
    assert all(due and NOON + 6 * HOUR <= due <= NOON + 6.6 * HOUR for due in dues)


def test_fixed_times_come_before_the_interval(source: Source) -> None:
    assert next_due(replace(source, every="2h"), crawled(), NOON) == NOON + HOUR
    cron = replace(source, cron="30 13 * * *", time_zone="Asia/Jakarta")
    assert next_due(cron, crawled(), NOON) == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize("fixed", [{"every": "30m"}, {"cron": "*/30 * * * *"}, {}])
def test_missed_times_are_made_up_for_by_one_crawl(source: Source, fixed: dict[str, str]) -> None:
    late = NOON + timedelta(days=9)
    plan = replace(source, **fixed)  # type: ignore[arg-type]  # keys of a source
    missed = next_due(plan, crawled(), late)
    assert missed
    assert missed < late
    due = next_due(plan, crawled(started=late, ended=late), late)
    assert due
    assert due > late


def test_a_change_of_the_file_counts_at_once(source: Source) -> None:
    poll = crawled(interval=LONGEST)
    assert next_due(source, poll, NOON) > NOON + timedelta(days=6)  # type: ignore[operator]  # it is not paused
    assert next_due(replace(source, every="90m"), poll, NOON) == NOON + HOUR / 2


def test_nothing_is_due_in_quiet_hours_but_what_a_person_wants(source: Source) -> None:
    quiet = replace(source, quiet="11:00-15:00")  # noon in UTC+0 here is 12:00 in Jakarta
    over = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert next_due(quiet, NEVER, NOON) == over
    assert next_due(quiet, crawled(ended=NOON - 24 * HOUR, started=NOON - 24 * HOUR), NOON) == over
    assert next_due(quiet, crawled(wanted=NOON), NOON) == NOON


def test_a_paused_source_waits_for_a_person(source: Source) -> None:
    assert next_due(source, crawled(paused=NOON), NOON + timedelta(days=99)) is None


def test_a_source_that_publishes_no_more_is_walked_once(source: Source) -> None:
    ceased = replace(source, active=False)
    assert next_due(ceased, NEVER, NOON) == NOON
    assert next_due(ceased, crawled(), NOON + timedelta(days=99)) is None


def test_a_clock_that_jumped_back_makes_a_source_due(source: Source) -> None:
    assert next_due(source, crawled(), NOON - timedelta(days=365)) == NOON - timedelta(days=365)


def test_what_waits_is_fetched_when_it_is_due(source: Source) -> None:
    assert next_due(source, crawled(retry=NOON + HOUR), NOON) == NOON + HOUR


@pytest.fixture
def row(database: sqlite3.Connection, source: Source) -> int:
    return frontier.adopt(database, source)


Crawled = Callable[..., Poll]


@pytest.fixture
def crawl(database: sqlite3.Connection, source: Source, row: int) -> Crawled:
    """Run one crawl at a moment: what its list ended as, how many articles were new; gives what is known then."""

    def run(at: datetime, *, fate: Fate | None = Fate.LISTING, new: int = 0, look: str = "recent") -> Poll:
        number = database.execute(
            "UPDATE sources SET look = ?, walked = 1, round = round + 1 WHERE id = ? RETURNING round", (look, row)
        ).fetchone()[0]
        begun = begin_crawl(database, row, source, number, at)
        seed = Discovery(f"{source.url}feed/", UrlKind.FEED)
        discover(database, row, [seed], number=number, now=at)
        database.execute("UPDATE crawls SET new = ? WHERE id = ?", (new, begun.id))
        for lent in frontier.ready(database, row, at, 1):
            frontier.lease(database, [lent.id], begun.id)
            outcome = Outcome(lent).settle(fate) if fate else Outcome(lent).try_again(at + HOUR, Reason.TIMEOUT)
            frontier.end_lease(database, row, outcome, None, at)
        verdict, _ = end_crawl(database, begun, at, None)
        polls.note_crawl(database, begun, verdict, at)
        return polls.load_polls(database)[source.name]

    return run


def test_news_shorten_the_interval_and_silence_makes_it_longer(crawl: Crawled) -> None:
    first = crawl(NOON, look="absent")
    assert first.interval == timedelta(days=1)
    busy = crawl(NOON + timedelta(days=1), new=9)
    assert busy.interval == timedelta(hours=12)
    assert crawl(NOON + timedelta(days=1, hours=12)).interval == timedelta(hours=18)


def test_the_first_interval_follows_the_dates_of_what_is_stored(
    database: sqlite3.Connection, row: int, crawl: Crawled
) -> None:
    for number in range(56):
        day = (NOON - timedelta(days=number % 28)).date().isoformat()
        database.execute(
            "INSERT INTO articles (public_id, source, url, words, body, details, digest, first_seen, published_day) "
            "VALUES (?, ?, ?, 1, '', '', '', '', ?)",
            (str(number), row, str(number), day),
        )
    assert crawl(NOON, look="absent").interval == timedelta(hours=12)


def test_a_source_that_cannot_be_reached_is_left_alone_for_longer_and_longer(crawl: Crawled, source: Source) -> None:
    moment = NOON
    for failures, minutes in enumerate((15, 30, 60, 120), 1):
        poll = crawl(moment, fate=Fate.FAILED)
        assert poll.failures == failures
        due = next_due(source, poll, moment)
        assert due == next_due(replace(source, every="1m"), poll, moment)
        assert due
        assert timedelta(minutes=minutes) <= due - moment <= timedelta(minutes=minutes * 1.1)
        moment = due
    assert crawl(moment).failures == 0


def test_what_waits_is_looked_for_again_when_it_is_due(crawl: Crawled) -> None:
    poll = crawl(NOON, fate=None)
    assert poll.retry == NOON + HOUR
    assert crawl(NOON + HOUR).retry is None


def test_an_interrupted_crawl_leaves_its_source_due(
    database: sqlite3.Connection, row: int, source: Source, crawl: Crawled
) -> None:
    before = crawl(NOON)
    begun = begin_crawl(database, row, source, 9, NOON + HOUR)
    polls.note_crawl(database, begun, Verdict.INTERRUPTED, NOON + 2 * HOUR)
    assert polls.load_polls(database)[source.name] == before


def test_a_source_can_be_paused_resumed_and_wanted(
    database: sqlite3.Connection, source: Source, crawl: Crawled
) -> None:
    def due() -> datetime | None:
        return polls.due_times(database, [source], NOON)[source.name]

    polls.pause(database, source, NOON)
    assert due() is None
    polls.resume(database, source)
    assert due() == NOON
    crawl(NOON)
    assert due() != NOON
    polls.want(database, source, NOON)
    assert due() == NOON
    assert crawl(NOON).wanted is None


def test_a_crawl_that_died_counts_as_a_failure(database: sqlite3.Connection, source: Source) -> None:
    row = frontier.adopt(database, source)
    begin_crawl(database, row, source, 1, NOON)
    polls.note_death(database, source, NOON)
    polls.note_death(database, source, NOON + HOUR)
    assert polls.load_polls(database)[source.name].failures == 2
    assert database.execute("SELECT verdict FROM crawls").fetchone()[0] == Verdict.INTERRUPTED


def test_the_soonest_is_named_first_and_the_paused_last(database: sqlite3.Connection, source: Source) -> None:
    three = [replace(source, name=name) for name in ("a", "b", "c")]
    polls.pause(database, three[0], NOON)
    polls.want(database, three[2], NOON - HOUR)
    assert list(polls.due_times(database, three, NOON)) == ["c", "b", "a"]
