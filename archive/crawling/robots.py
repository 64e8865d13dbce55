"""The robots.txt of each site, as it was last read: kept for a day, and used for a month where a site fails."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from archive.clock import moment, stamp
from archive.outcomes import Exchange

LONGEST_USE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class StoredRobots:
    """What a site's robots.txt said. `host` is its scheme, host and port (`https://lapas.contoh.example`).

    `body` is empty where there are no rules (`status` 404, say). `fetched` and `expires` are in UTC; an expired
    copy still counts while the site cannot be reached.
    """

    host: str
    fetched: datetime
    expires: datetime
    status: int
    body: str


class RobotsStore(Protocol):
    """Where rules are kept from one crawl to the next."""

    async def load_robots(self, host: str) -> StoredRobots | None:
        """The copy of `host` that is at most 30 days old; the caller looks at `expires`."""

    async def save_robots(self, robots: StoredRobots, exchange: Exchange | None) -> None:
        """Keep a copy, with the exchange it was read from."""


def load_robots(connection: sqlite3.Connection, host: str, now: datetime) -> StoredRobots | None:
    """The stored copy of `host`, expired or not, unless it was fetched more than 30 days before `now`.

    A copy from the future shows that the clock has jumped back: how old it is nobody knows, so it has expired.
    """
    row = connection.execute(
        "SELECT host, fetched, expires, status, body FROM robots WHERE host = ? AND fetched > ?",
        (host, stamp(now - LONGEST_USE)),
    ).fetchone()
    if row is None:
        return None
    host, fetched, expires, status, body = row
    until = min(moment(expires), now) if moment(fetched) > now else moment(expires)
    return StoredRobots(host, moment(fetched), until, status, body)


def save_robots(connection: sqlite3.Connection, robots: StoredRobots, capture_id: int | None) -> None:
    """Replace the copy of a site, inside the caller's transaction."""
    connection.execute(
        "INSERT INTO robots (host, fetched, expires, status, body, capture) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (host) DO UPDATE SET fetched = excluded.fetched, expires = excluded.expires,"
        " status = excluded.status, body = excluded.body, capture = excluded.capture",
        (robots.host, stamp(robots.fetched), stamp(robots.expires), robots.status, robots.body, capture_id),
    )
