"""Polls: when each source is crawled next.

A source is crawled at fixed times where its file states them, else at an interval that follows how often it publishes.
The table holds facts of past crawls; when the next one is due is worked out from them and from the source's file, so
that a change of the file counts at once. Moments are in UTC; all functions run inside the caller's transaction.
"""

import math
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.clock import moment, stamp
from archive.crawling.crawls import NO_ROUND, Crawl, close_broken
from archive.crawling.timetable import after, after_quiet, is_quiet
from archive.frontier import adopt, standing
from archive.sources import Source
from archive.vocabulary import Look, Verdict

SHORTEST, LONGEST = timedelta(minutes=15), timedelta(days=7)
FIRST_BACKOFF, LONGEST_BACKOFF = SHORTEST, timedelta(days=1)
LONGER, SHORTER = 1.5, 0.5
JITTER = 0.1
RECENT_DAYS = 28
SILENT = timedelta(days=1)  # the first interval of a source that has published nothing in that time


@dataclass(frozen=True, slots=True)
class Poll:
    """What is known of the past crawls of one source.

    `started` and `ended` are those of the last crawl that was not interrupted; `failures` counts the latest crawls that
    reached nothing; `retry` is when something that waits is due; `paused` and `wanted` say since when a person wants
    none, or one at once. `walked` tells a source whose whole walk has ended, so that only its newest is looked for.
    """

    interval: timedelta = SILENT
    failures: int = 0
    started: datetime | None = None
    ended: datetime | None = None
    retry: datetime | None = None
    paused: datetime | None = None
    wanted: datetime | None = None
    walked: bool = False


NEVER = Poll()
MOMENTS = ("started", "ended", "retry", "paused", "wanted")


def clamp(interval: timedelta) -> timedelta:
    """An interval within the bounds: 15 minutes to 7 days."""
    return min(max(interval, SHORTEST), LONGEST)


def next_interval(interval: timedelta, new: int, elapsed: timedelta) -> timedelta:
    """The interval after a poll that found `new` articles, `elapsed` after the one before it.

    It moves towards one new article a poll: with m of them to an interval it is multiplied by 1/sqrt(m), though never
    by more than 1.5 or less than 0.5. A poll that came early weighs as much as the part of the interval it covers. The
    form is that of StormCrawler's AdaptiveScheduler in Common Crawl's news-crawl (times 1.5 when nothing changed, less
    when something did, between bounds); that the rate decides, not the change, is Media Cloud's rss-fetcher.
    """
    passed = max(elapsed, timedelta(seconds=1))
    expected = new * (interval / passed)
    factor = min(LONGER, max(SHORTER, 1 / math.sqrt(expected))) if expected else LONGER
    return clamp(interval * math.pow(factor, min(1.0, passed / interval)))


def first_interval(recent: int) -> timedelta:
    """The interval for a source that published `recent` articles in the last 28 days: one article a poll."""
    return clamp(timedelta(days=RECENT_DAYS) / recent) if recent else SILENT


def backoff(failures: int) -> timedelta:
    """How long a source is left alone after so many crawls that reached nothing: 15 minutes, doubled up to a day."""
    return min(FIRST_BACKOFF * (1 << min(failures - 1, 16)), LONGEST_BACKOFF)


def next_due(source: Source, poll: Poll, now: datetime) -> datetime | None:
    """When a source is to be crawled: `now` or before when it is due, None when it waits for a person.

    Missed times are made up for by one crawl. A past that lies in the future shows that the clock has jumped back: then
    the source is due. What a person wants at once is due in quiet hours too.
    """
    if poll.paused or (poll.walked and not source.active and not poll.wanted):
        return None
    if poll.wanted:
        return min(poll.wanted, now)
    if poll.started is None or poll.ended is None or max(poll.started, poll.ended) > now:
        return after_quiet(source, now)
    fixed = after(source, poll.started)
    due = fixed or poll.ended + _jittered(source, poll.interval, poll.ended)
    if poll.retry:
        due = min(due, poll.retry)
    if poll.failures:
        again = poll.ended + _jittered(source, backoff(poll.failures), poll.ended)
        due = max(filter(None, (again, fixed, poll.retry)))
    return due if due <= now and not is_quiet(source, now) else after_quiet(source, max(due, now))


def _jittered(source: Source, wait: timedelta, seed: datetime) -> timedelta:
    """Up to a tenth longer, so that sources that were crawled together part; the same for the same crawl."""
    share = zlib.crc32(f"{source.name} {stamp(seed)}".encode()) / 2**32
    return wait * (1 + JITTER * share)


def load_polls(connection: sqlite3.Connection) -> dict[str, Poll]:
    """What is known of each source that was ever crawled (or paused), by its name."""
    rows = connection.execute(
        "SELECT s.name, s.walked, s.round_open, s.look, p.seconds, p.failures, p.started, p.ended, p.retry, p.paused, "
        "p.wanted FROM sources s LEFT JOIN polls p ON p.source = s.id"
    )
    return {row["name"]: _poll(row) for row in rows}


def _poll(row: sqlite3.Row) -> Poll:
    times = {
        name: moment(row[name]) if row[name] else None for name in ("started", "ended", "retry", "paused", "wanted")
    }
    walked = bool(row["walked"]) and (not row["round_open"] or row["look"] == Look.RECENT)
    seconds = SILENT.total_seconds() if row["seconds"] is None else row["seconds"]
    return Poll(timedelta(seconds=seconds), row["failures"] or 0, walked=walked, **times)


def due_times(
    connection: sqlite3.Connection, sources: Iterable[Source], now: datetime
) -> Mapping[str, datetime | None]:
    """When each of these sources is due, the soonest first, those that wait for a person last."""
    polls = load_polls(connection)
    times = {source.name: next_due(source, polls.get(source.name, NEVER), now) for source in sources}
    return dict(sorted(times.items(), key=lambda item: (item[1] is None, item[1] or now)))


def note_crawl(connection: sqlite3.Connection, crawl: Crawl, verdict: Verdict, now: datetime) -> None:
    """Note a crawl that has ended. One that was interrupted, or was for single pages, says nothing."""
    if verdict is Verdict.INTERRUPTED or crawl.round == NO_ROUND:
        return
    run = connection.execute(
        "SELECT c.started, c.new, s.look, s.name, p.seconds, p.ended FROM crawls c JOIN sources s ON s.id = c.source "
        "LEFT JOIN polls p ON p.source = s.id WHERE c.id = ?",
        (crawl.id,),
    ).fetchone()
    has_failed = verdict is Verdict.FAILED or (verdict is not Verdict.COMPLETE and not _has_reached(connection, crawl))
    interval = _interval(connection, crawl, run, now)
    left = standing(connection, crawl.source_id)
    retry = max(left.next_due or "", left.paused_until or "", stamp(now)) if left.pending else None
    connection.execute(
        "INSERT INTO polls (source, seconds, failures, started, ended, retry) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source) DO UPDATE SET seconds = excluded.seconds, started = excluded.started, "
        "ended = excluded.ended, retry = excluded.retry, "
        "failures = CASE WHEN excluded.failures THEN failures + 1 ELSE 0 END, "
        "wanted = CASE WHEN wanted > excluded.started THEN wanted END",
        (crawl.source_id, interval.total_seconds(), int(has_failed), run["started"], stamp(now), retry),
    )


def _has_reached(connection: sqlite3.Connection, crawl: Crawl) -> bool:
    """True when the crawl read a list, or found out what became of a page."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM urls WHERE crawl = ? AND state = 'settled' AND (fate = 'listing' "
        "OR (kind = 'page' AND fate IN ('stored', 'refused', 'gone', 'moved'))))"
    )
    return bool(connection.execute(query, (crawl.id,)).fetchone()[0])


def _interval(connection: sqlite3.Connection, crawl: Crawl, run: sqlite3.Row, now: datetime) -> timedelta:
    """After a look at what is recent, by how much that was; after any other, by the dates of what is stored."""
    if run["look"] == Look.RECENT and run["ended"]:
        return next_interval(timedelta(seconds=run["seconds"]), run["new"], now - moment(run["ended"]))
    since = (now - timedelta(days=RECENT_DAYS)).date().isoformat()
    query = "SELECT count(*) FROM articles WHERE source = ? AND published_day > ?"
    return first_interval(connection.execute(query, (crawl.source_id, since)).fetchone()[0])


def note_death(connection: sqlite3.Connection, source: Source, now: datetime) -> None:
    """Note that the crawl of a source could not begin, or ended without a word: it is left alone for a while."""
    row = adopt(connection, source)
    close_broken(connection, row, now)
    connection.execute(
        "INSERT INTO polls (source, seconds, failures, started, ended) VALUES (?, ?, 1, ?, ?) ON CONFLICT (source) "
        "DO UPDATE SET failures = failures + 1, started = excluded.started, ended = excluded.ended, wanted = NULL",
        (row, SILENT.total_seconds(), stamp(now), stamp(now)),
    )


def pause(connection: sqlite3.Connection, source: Source, now: datetime) -> None:
    """Crawl a source no more until it is resumed, unless a person names it."""
    _set(connection, source, "paused", now)


def resume(connection: sqlite3.Connection, source: Source) -> None:
    """Crawl a source again when it is due."""
    _set(connection, source, "paused", None)


def want(connection: sqlite3.Connection, source: Source, now: datetime) -> None:
    """Let a source be due at once."""
    _set(connection, source, "wanted", now)


def _set(connection: sqlite3.Connection, source: Source, column: str, value: datetime | None) -> None:
    connection.execute(
        f"INSERT INTO polls (source, seconds, {column}) VALUES (?, ?, ?) "  # noqa: S608  # the column's name is ours
        f"ON CONFLICT (source) DO UPDATE SET {column} = excluded.{column}",
        (adopt(connection, source), SILENT.total_seconds(), stamp(value) if value else None),
    )
