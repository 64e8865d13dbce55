"""The frontier: every address ever discovered, and where it stands.

An address is pending, leased or settled. It leaves the frontier in the transaction that stores what it gave, so
that a kill at any moment loses nothing. All functions run inside the caller's transaction; `now` is in UTC.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.clock import LONGEST_WAIT, moment, stamp
from archive.crawling.discovering import LEAST, Found, discover, id_of
from archive.crawling.later_looks import plan_look
from archive.outcomes import Lease, Outcome, Validators
from archive.sources import Source, source_text
from archive.urls import canonical_url
from archive.vocabulary import LISTING_KINDS, Fate, UrlKind

MOST_TRIES = 5
FIRST_REST = timedelta(minutes=10)
# with the one state spelled out, so that its partial index serves
WAITING = (
    "SELECT {0} FROM urls WHERE source = ? AND state = '{1}' AND priority >= ? AND (kind IN ('image', 'document')) = ?"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the addresses of one source stand: counts by state, and when the next pending one is due (stamp, UTC)."""

    pending: int
    leased: int
    next_due: str | None
    paused_until: str | None


def adopt(connection: sqlite3.Connection, source: Source) -> int:
    """Mirror a source into its table and return its row's id."""
    return int(
        connection.execute(
            "INSERT INTO sources (name, title, url, platform, toml) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET title = excluded.title, url = excluded.url, "
            "platform = excluded.platform, toml = excluded.toml RETURNING id",
            (source.name, source.title or source.name, source.url, source.platform, source_text(source)),
        ).fetchone()[0]
    )


def recover(connection: sqlite3.Connection, source: int, now: datetime) -> int:
    """Take back what a dead process held; return how many leases that were.

    Called while the source's lock is held. Due times further ahead than the archive ever sets are a clock that
    has jumped back: they are due now.
    """
    connection.execute(
        "UPDATE urls SET due = '' WHERE source = ? AND state = 'pending' AND due > ?",
        (source, stamp(now + LONGEST_WAIT)),
    )
    connection.execute(
        "UPDATE sources SET paused_until = NULL WHERE id = ? AND paused_until > ?", (source, stamp(now + LONGEST_WAIT))
    )
    return connection.execute(
        "UPDATE urls SET state = 'pending' WHERE source = ? AND state = 'leased'", (source,)
    ).rowcount


def try_anew(connection: sqlite3.Connection, source: int) -> int:
    """Let be fetched again what its whole host stood in the way of, and may no longer; return how many those are.

    That is a broken certificate, and for pages a challenge, which an address is given no more than `MOST_TRIES` times.
    Called when a crawl begins.
    """
    return connection.execute(
        "UPDATE urls SET state = 'pending', fate = NULL, tries = tries + (fate = 'blocked'), due = '' WHERE source = ? "
        "AND state = 'settled' AND reason IN ('broken-tls', 'challenge') "
        "AND (fate = 'failed' OR (fate = 'blocked' AND kind = 'page' AND tries < ?))",
        (source, MOST_TRIES),
    ).rowcount


def ready(
    connection: sqlite3.Connection,
    source: int,
    now: datetime,
    limit: int,
    least_priority: int = LEAST,
    *,
    media: bool = False,
) -> list[Lease]:
    """The next pending addresses that are due, best priority first, then in the order of discovery.

    Pages and listings, or else, with `media`, pictures and documents.
    """
    rows = connection.execute(
        "SELECT id, url, kind, priority, tries, hops, round, walk, article, etag, last_modified FROM urls "
        "WHERE source = ? AND state = 'pending' AND priority >= ? AND due <= ? AND (kind IN ('image', 'document')) = ? "
        "ORDER BY priority DESC, id LIMIT ?",
        (source, least_priority, stamp(now), media, limit),
    )
    return [
        Lease(
            id=row["id"],
            url=row["url"],
            kind=UrlKind(row["kind"]),
            tries=row["tries"],
            hops=row["hops"],
            round=row["round"],
            walk=json.loads(row["walk"]) if row["walk"] else {},
            priority=row["priority"],
            validators=_validators(row),
        )
        for row in rows
    ]


def _validators(row: sqlite3.Row) -> Validators | None:
    """What to ask with: of a page only where it gave an article, so that "not modified" says that there is one."""
    if (row["etag"] or row["last_modified"]) and (row["article"] is not None or row["kind"] in LISTING_KINDS):
        return Validators(row["etag"], row["last_modified"])
    return None


def lease(connection: sqlite3.Connection, ids: Iterable[int], crawl: int) -> None:
    """Mark addresses as handed out to a crawl."""
    connection.executemany("UPDATE urls SET state = 'leased', crawl = ? WHERE id = ?", [(crawl, id_) for id_ in ids])


def standing(
    connection: sqlite3.Connection, source: int, least_priority: int = LEAST, *, media: bool = False
) -> Standing:
    """How the pages and listings of a source stand, of at least a certain priority, or its pictures and documents.

    It costs what is pending and leased, however many addresses are settled.
    """
    asked = (source, least_priority, media)
    pending, due = connection.execute(WAITING.format("count(*), min(due)", "pending"), asked).fetchone()
    (leased,) = connection.execute(WAITING.format("count(*)", "leased"), asked).fetchone()
    paused = connection.execute("SELECT paused_until FROM sources WHERE id = ?", (source,)).fetchone()
    return Standing(pending, leased, due, paused[0] if paused else None)


def end_lease(
    connection: sqlite3.Connection, source: int, outcome: Outcome, article: int | None, now: datetime
) -> Found:
    """Give a lease its ending; return how many addresses the outcome gave.

    `article` is the row of the article that this very address gave, if it gave one.
    """
    held = outcome.lease
    found = discover(connection, source, outcome.discovered, number=held.round, now=now, by=held)
    if outcome.is_challenge:
        outcome.pause_source_until = _rest_after_challenge(connection, source, now)
    elif outcome.fate in {Fate.STORED, Fate.LISTING}:
        connection.execute("UPDATE sources SET challenges = 0 WHERE id = ? AND challenges > 0", (source,))
    if outcome.pause_source_until:
        until = min(outcome.pause_source_until, now + LONGEST_WAIT)
        connection.execute(
            "UPDATE sources SET paused_until = ?, pause_reason = ? WHERE id = ?", (stamp(until), outcome.detail, source)
        )
    if outcome.released:
        connection.execute("UPDATE urls SET state = 'pending' WHERE id = ?", (held.id,))
    elif outcome.due is not None:
        due = stamp(min(outcome.due, now + timedelta(days=1)))
        connection.execute(
            "UPDATE urls SET state = 'pending', tries = tries + 1, due = ?, reason = ?, detail = ? WHERE id = ?",
            (due, outcome.reason, outcome.detail, held.id),
        )
    else:
        found = found._replace(new=found.new + _settle(connection, source, outcome, article, now))
    return found


def _rest_after_challenge(connection: sqlite3.Connection, source: int, now: datetime) -> datetime:
    """Until when a source is left alone: ten minutes after the first challenge, three times as long after each further.

    Those that come while it rests were under way already, and count with the one before them.
    """
    paused, count = connection.execute(
        "SELECT paused_until, challenges FROM sources WHERE id = ?", (source,)
    ).fetchone()
    if paused and paused > stamp(now):
        return moment(paused)
    connection.execute("UPDATE sources SET challenges = challenges + 1 WHERE id = ?", (source,))
    rest: timedelta = FIRST_REST * 3 ** min(count, 10)
    return now + min(LONGEST_WAIT, rest)


def _settle(connection: sqlite3.Connection, source: int, outcome: Outcome, article: int | None, now: datetime) -> int:
    held, target, new = outcome.lease, None, 0
    if outcome.fate is None:
        raise ValueError(f"an outcome without an ending: {held.url}")
    if outcome.moved_to is not None:
        new = discover(connection, source, [outcome.moved_to], number=held.round, now=now, by=held).new
        target = id_of(connection, source, canonical_url(outcome.moved_to.url))
    is_there = outcome.fate in {Fate.STORED, Fate.LISTING}
    validators = outcome.validators if is_there else Validators()  # "not modified" must say that there is something
    seen = outcome.captured_by_others or now
    connection.execute(
        "UPDATE urls SET state = 'settled', fate = ?, reason = ?, detail = ?, moved_to = ?, settled = ?, seen = ?, "
        "etag = ?, last_modified = ?, article = coalesce(?, article) WHERE id = ?",
        (
            *(outcome.fate, outcome.reason, outcome.detail, target, stamp(now), stamp(seen)),
            *(validators.etag, validators.last_modified, article, held.id),
        ),
    )
    if held.kind is UrlKind.PAGE and outcome.captured_by_others is None:
        plan_look(connection, held.id, outcome.fate, now)
    return new
