"""Gaps: windows of a source that were certainly missed between two polls.

The newest of a site is read until it meets what an earlier poll has already named: then nothing lies between the two. A
feed that holds ten entries, all of them new, has no such overlap, and neither has a news sitemap that holds 48 hours
when the last poll is older. What lay between is not known, so the gap is noted, until a whole look that reaches back
beyond it closes it. All functions run inside the caller's transaction.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from archive.clock import moment, stamp
from archive.outcomes import Outcome
from archive.urls import canonical_url
from archive.vocabulary import LISTING_KINDS, Fate, UrlKind

NO_OVERLAP = "no list of this poll named anything that an earlier one had named"


@dataclass(frozen=True, slots=True)
class Gap:
    """A window that was missed.

    Days are the publisher's (`YYYY-MM-DD`): of the last article before it, and of the first after it. `found` and
    `closed` are stamps in UTC.
    """

    source: str
    from_day: str
    to_day: str
    why: str
    found: str
    closed: str | None

    def __str__(self) -> str:
        days = self.from_day if self.from_day == self.to_day else f"{self.from_day} to {self.to_day}"
        return f"{days}: {self.why}"


def gaps_of(connection: sqlite3.Connection, source: str) -> list[Gap]:
    """The gaps of a source, the oldest first, closed ones too."""
    rows = connection.execute(
        "SELECT s.name AS source, from_day, to_day, why, found, closed FROM gaps g JOIN sources s ON s.id = g.source "
        "WHERE s.name = ? ORDER BY from_day, g.id",
        (source,),
    )
    return [Gap(**dict(row)) for row in rows]


def overlap_of(connection: sqlite3.Connection, source: int, outcome: Outcome, now: datetime) -> bool | None:
    """Whether a list reaches back to what an earlier poll named; None for what is no list, and for an empty one.

    Asked before the outcome is stored. A list that holds all of its last hours (`Outcome.holds`) reaches back to the
    last poll when that is younger.
    """
    if outcome.lease.kind not in LISTING_KINDS or outcome.fate is not Fate.LISTING:
        return None
    if outcome.unchanged:
        return True
    named = [item.url for item in outcome.items]
    named += [found.url for found in outcome.discovered if found.kind is UrlKind.PAGE]
    if any(_was_named(connection, source, url, outcome.lease.round) for url in named):
        return True
    if outcome.holds is not None:
        row = connection.execute("SELECT started FROM polls WHERE source = ?", (source,)).fetchone()
        return bool(row and row["started"] and moment(row["started"]) >= now - outcome.holds)
    return False if named else None


def _was_named(connection: sqlite3.Connection, source: int, url: str, number: int) -> bool:
    try:
        canonical = canonical_url(url)
    except ValueError:
        return False
    query = "SELECT 1 FROM urls WHERE canonical = ? AND source = ? AND listed BETWEEN 1 AND ?"
    return connection.execute(query, (canonical, source, number - 1)).fetchone() is not None


def note_overlap(connection: sqlite3.Connection, outcome: Outcome, overlap: bool | None) -> None:  # noqa: FBT001 a fact
    """Keep with a list whether it overlaps, until its round is over."""
    if outcome.lease.kind in LISTING_KINDS:
        connection.execute("UPDATE urls SET overlap = ? WHERE id = ?", (overlap, outcome.lease.id))


def note_gap(connection: sqlite3.Connection, source: int, number: int, now: datetime) -> bool:
    """Note a gap before the round `number`, which has looked for what is recent, unless one of its lists overlaps."""
    lists = connection.execute(
        "SELECT max(overlap) FROM urls WHERE source = ? AND round = ? AND kind NOT IN ('page', 'image', 'document') "
        "AND fate = 'listing'",
        (source, number),
    ).fetchone()
    if lists[0] != 0:
        return False
    known, before, after = _edges(connection, source, number)
    if known is None:
        return False
    today = now.date().isoformat()
    from_day = before or today
    connection.execute(
        "INSERT INTO gaps (source, round, newest_known, from_day, to_day, why, found) VALUES (?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source, round) DO NOTHING",
        (source, number, known, from_day, max(after or today, from_day), NO_OVERLAP, stamp(now)),
    )
    return True


def _edges(connection: sqlite3.Connection, source: int, number: int) -> tuple[int | None, str | None, str | None]:
    """The last address and the last day that were known before a round, and the first day that it has brought."""
    query = (
        "SELECT max(u.id) FILTER (WHERE u.round < :number), max(a.published_day) FILTER (WHERE u.round < :number), "
        "min(a.published_day) FILTER (WHERE u.round = :number) "
        "FROM articles a JOIN urls u ON u.article = a.id WHERE a.source = :source"
    )
    known, before, after = connection.execute(query, {"source": source, "number": number}).fetchone()
    return known, before, after


def close_gaps(connection: sqlite3.Connection, source: int, number: int, now: datetime) -> int:
    """Close each gap that a whole look (it ended with the round `number`) reaches back beyond; return how many."""
    return connection.execute(
        "UPDATE gaps SET closed = ? WHERE source = ? AND closed IS NULL AND EXISTS (SELECT 1 FROM urls u "
        "WHERE u.source = gaps.source AND u.kind = 'page' AND u.listed = ? AND u.id <= gaps.newest_known)",
        (stamp(now), source, number),
    ).rowcount
