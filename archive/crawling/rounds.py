"""Rounds: a source is looked at again and again, each time for something else.

The first round looks for the *whole* site. A list that is read page by page while the site goes on publishing and
deleting shifts under the reader, so that it may lose a post: a *second* look reads the list once more, and a look for
what is *absent* asks for the pages that it no longer names. Later rounds look for what is *recent*, and at some pages
whose later look is due, unless the archivist asks for a *refresh*, which reads everything again and ends with the
look for what is absent too, or for a *range* of days, which says nothing of the rest of the site: after it the source
is walked as much as before.
"""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime

from archive.changes.sightings import has_missing, mark_gone
from archive.crawling.crawls import Tally
from archive.crawling.discovering import IN_RANGE, LEAST, discover
from archive.crawling.gaps import close_gaps, note_gap
from archive.crawling.later_looks import ask_for_due
from archive.crawling.patterns import open_patterns
from archive.crawling.ways import note_walked
from archive.frontier import standing
from archive.outcomes import Discovery
from archive.vocabulary import Look

Span = tuple[str, str]  # the first and the last day of a range, as YYYY-MM-DD; an empty one is open
Seeds = Callable[[Look, str | None], Iterable[Discovery]]
DATED = "index"  # the way whose lists stand by day: they do not shift, so that a second look reads but the newest days
FOLLOWED_BY = {Look.WHOLE: Look.SECOND, Look.SECOND: Look.ABSENT, Look.REFRESH: Look.ABSENT}


def open_round(
    connection: sqlite3.Connection,
    source: int,
    seeds: Seeds,
    now: datetime,
    *,
    refresh: bool,
    span: Span | None = None,
) -> int:
    """Continue the round that was broken off, or open the next one from its seeds; return its number.

    `seeds` gives the addresses with which a look begins, by the way that was open last. A refresh that is asked for
    while another round is open takes its place; the addresses that are pending stay so. So does a range of days.
    """
    row = connection.execute("SELECT * FROM sources WHERE id = ?", (source,)).fetchone()
    if span is not None or (row["round_open"] and row["look"] == Look.RANGE):
        return _open_range(connection, row, span, seeds, now, refresh=refresh)
    if row["round_open"] and not (refresh and row["look"] not in {Look.REFRESH, Look.ABSENT}):
        return int(row["round"])
    return _begin(connection, row, _look_for(row, refresh=refresh), seeds, now)


def _look_for(row: sqlite3.Row, *, refresh: bool) -> Look:
    if refresh:
        return Look.REFRESH
    return Look.RECENT if row["walked"] else Look.WHOLE


def _open_range(
    connection: sqlite3.Connection, row: sqlite3.Row, span: Span | None, seeds: Seeds, now: datetime, *, refresh: bool
) -> int:
    """Continue the range that was broken off, open the one that is asked for, or leave it for another look."""
    if span is None:
        return _begin(connection, row, _look_for(row, refresh=refresh), seeds, now)
    if row["round_open"] and row["look"] == Look.RANGE and (row["since"], row["until"]) == span:
        return int(row["round"])
    connection.execute("UPDATE sources SET since = ?, until = ? WHERE id = ?", (*span, row["id"]))
    return _begin(connection, row, Look.RANGE, seeds, now)


def _begin(connection: sqlite3.Connection, row: sqlite3.Row, look: Look, seeds: Seeds, now: datetime) -> int:
    number = int(row["round"]) + 1
    if look is Look.REFRESH:
        open_patterns(connection, row["id"])
        connection.execute("UPDATE sources SET refreshed = ? WHERE id = ?", (number, row["id"]))
    connection.execute("UPDATE sources SET round = ?, round_open = 1, look = ? WHERE id = ?", (number, look, row["id"]))
    discover(connection, row["id"], seeds(look, row["way"]), number=number, now=now)
    if look is Look.RECENT:
        ask_for_due(connection, row["id"], number, now)
    return number


def look_further(connection: sqlite3.Connection, source: int, seeds: Seeds, now: datetime) -> tuple[int, Tally]:
    """When nothing of the round is pending any more, open the look that follows it, or close the round.

    Gives the number of the round that goes on (0 when none does), and how many articles have moved or are gone.
    """
    row = connection.execute("SELECT * FROM sources WHERE id = ?", (source,)).fetchone()
    look = Look(row["look"])
    if not row["round_open"] or _pending(connection, source, IN_RANGE if look is Look.RANGE else LEAST):
        return 0, Tally()
    if look is Look.RANGE:
        connection.execute("UPDATE sources SET round_open = 0 WHERE id = ?", (source,))
        return 0, Tally()
    if look is not Look.ABSENT and not _was_walked(connection, source, row["round"]):
        _close(connection, source, walked=False)
        return 0, Tally()
    if look not in {Look.RECENT, Look.ABSENT}:
        note_walked(connection, source, row["round"])
    following = FOLLOWED_BY.get(look)
    if following is Look.SECOND and any(True for _ in seeds(Look.SECOND, row["way"])):
        return _begin(connection, row, Look.SECOND, seeds, now), Tally()
    if following is Look.ABSENT and not (look is Look.SECOND and row["way"] == DATED):
        connection.execute("UPDATE sources SET look = ? WHERE id = ?", (Look.ABSENT, source))
        if _ask_for_absent(connection, source, row["round"]):
            return int(row["round"]), Tally()
    tally = Tally(moved=follow_moves(connection, source))
    if has_missing(connection, source):
        tally.gone = mark_gone(connection, source, now, at_once=row["refreshed"] == row["round"])
    if look is Look.RECENT:
        note_gap(connection, source, row["round"], now)
    else:
        close_gaps(connection, source, row["round"], now)
    _close(connection, source, walked=True)
    return 0, tally


def _pending(connection: sqlite3.Connection, source: int, least_priority: int) -> bool:
    left = standing(connection, source, least_priority)
    return bool(left.pending or left.leased)


def _was_walked(connection: sqlite3.Connection, source: int, number: int) -> bool:
    """True when some listing of the round was read, and none failed."""
    read, failed = connection.execute(
        "SELECT count(*) FILTER (WHERE fate = 'listing'), count(*) FILTER (WHERE fate = 'failed') FROM urls "
        "WHERE source = ? AND round = ? AND kind NOT IN ('page', 'image', 'document')",
        (source, number),
    ).fetchone()
    return bool(read) and not failed


def _ask_for_absent(connection: sqlite3.Connection, source: int, number: int) -> int:
    """Make pending what gave an article and is not named by any listing of this round; return how many those are."""
    return connection.execute(
        "UPDATE urls SET state = 'pending', tries = 0, due = '', round = ? WHERE source = ? AND kind = 'page' "
        "AND state = 'settled' AND fate = 'stored' AND listed < ? AND round < ?",
        (number, source, number, number),
    ).rowcount


def _close(connection: sqlite3.Connection, source: int, *, walked: bool) -> None:
    connection.execute(
        "UPDATE sources SET round_open = 0, walked = CASE WHEN ? THEN round ELSE 0 END WHERE id = ?", (walked, source)
    )


def follow_moves(connection: sqlite3.Connection, source: int) -> int:
    """Let each article whose address sends on to another address of the same article be known under that one."""
    return connection.execute(
        """
        UPDATE articles SET url = target.canonical FROM urls old JOIN urls target ON target.id = old.moved_to
        WHERE old.source = ? AND old.fate = 'moved' AND old.article = articles.id AND old.canonical = articles.url
        AND target.article = articles.id AND target.fate = 'stored'
        """,
        (source,),
    ).rowcount
