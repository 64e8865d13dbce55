"""Later looks: what was stored, or has failed, is asked for again, ever more rarely.

A new article is still worked on, an old one is not: the next look comes after as long again as the article is old,
within bounds. All functions run inside the caller's transaction; `now` is in UTC.
"""

import sqlite3
from datetime import UTC, datetime, timedelta

from archive.clock import moment, stamp
from archive.vocabulary import Fate

SOONEST, LATEST = timedelta(days=1), timedelta(days=180)
MOST = 50  # in one crawl, so that a poll stays one
PAGE = """
SELECT a.published_day, u.discovered, count(r.id), max(r.observed) FROM urls u LEFT JOIN articles a ON a.id = u.article
LEFT JOIN revisions r ON r.article = a.id AND r.number > 1 AND r.kind IS NOT 'cosmetic' WHERE u.id = ?
"""
WORTH_A_LOOK = frozenset({Fate.STORED, Fate.FAILED})


def wait_before_look(
    published: str | None, discovered: datetime, now: datetime, changes: int = 0, changed: datetime | None = None
) -> timedelta:
    """How long to wait for the next look at a page: as long as it has stood so, from a day to 180 days.

    `published` is its day, YYYY-MM-DD, where that is known; one that lies in the future says nothing. An article that
    has changed before, `changes` times and last when `changed`, stands so since then, and is looked at so many times
    as often.
    """
    since = discovered
    if published is not None:
        since = min(since, datetime.fromisoformat(published[:10]).replace(tzinfo=UTC))
    if changed is not None:
        since = max(since, changed)
    return min(LATEST, max(SOONEST, (now - since) / (1 + changes)))


def plan_look(connection: sqlite3.Connection, address: int, fate: Fate | None, now: datetime) -> None:
    """Note when the page of an address that has just been settled is to be looked at again, if at all."""
    due = None
    if fate in WORTH_A_LOOK:
        published, discovered, changes, changed = connection.execute(PAGE, (address,)).fetchone()
        wait = wait_before_look(
            published, moment(discovered), now, changes, moment(changed) if changed is not None else None
        )
        due = stamp(now + wait)
    connection.execute("UPDATE urls SET look_again = ? WHERE id = ?", (due, address))


def ask_for_due(connection: sqlite3.Connection, source: int, number: int, now: datetime) -> int:
    """Make pending, in the round `number`, the pages whose look is due, the longest due first; at most 50.

    A clock that has jumped back leaves looks further ahead than they are ever planned: these are due.
    """
    return connection.execute(
        "UPDATE urls SET state = 'pending', tries = 0, due = '', round = ?, look_again = NULL WHERE id IN ("
        "SELECT id FROM urls WHERE source = ? AND look_again IS NOT NULL AND state = 'settled' "
        "AND reason IS NOT 'trap' AND (look_again <= ? OR look_again > ?) ORDER BY look_again LIMIT ?)",
        (number, source, stamp(now), stamp(now + 2 * LATEST), MOST),
    ).rowcount


def next_look(connection: sqlite3.Connection, source: int) -> str | None:
    """When the next page of a source is to be looked at again (stamp); it is, with the first poll after that."""
    query = "SELECT min(look_again) FROM urls WHERE source = ? AND look_again IS NOT NULL"
    found = connection.execute(query, (source,)).fetchone()[0]
    return str(found) if found else None
