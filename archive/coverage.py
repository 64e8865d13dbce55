"""The ledger of coverage: what became of every page address of a source, day by day.

It is computed from the frontier when it is asked for, so it can never disagree with it, and costs a crawl nothing.
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from archive.clock import moment
from archive.sources import Source

# what the ledger calls the ending of an address: `pending`, `stored`, `moved`, or the reason why it is none of these
ENDING = (
    "CASE WHEN u.state <> 'settled' THEN 'pending' WHEN u.fate IN ('stored', 'moved') THEN u.fate "
    "ELSE coalesce(u.reason, u.fate) END"
)
# known to exist and not in the archive, for a reason that may pass
MISSING = "(u.article IS NULL AND (u.state <> 'settled' OR u.fate IN ('failed', 'blocked')))"
DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/?-]|$)")


@dataclass(slots=True)
class Day:
    """One day of a source. `seen` = `stored` + `moved` + `pending` + all of `not_stored` (addresses by reason).

    `missing` of those are known and not in the archive, for a reason that may pass. `articles` counts the articles
    that the publisher dates on this day.
    """

    day: str
    seen: int = 0
    stored: int = 0
    moved: int = 0
    pending: int = 0
    missing: int = 0
    articles: int = 0
    not_stored: Counter[str] = field(default_factory=Counter)

    def add(self, ending: str, count: int, missing: int) -> None:
        """Count addresses of one ending."""
        self.seen += count
        self.missing += missing
        if ending in {"stored", "moved", "pending"}:
            setattr(self, ending, getattr(self, ending) + count)
        else:
            self.not_stored[ending] += count

    def as_dict(self) -> dict[str, Any]:
        """The day as plain values."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return own | {"not_stored": dict(sorted(self.not_stored.items()))}


@dataclass(frozen=True, slots=True)
class Ending:
    """How many page addresses of a source ended in one way, and one of them with what was noted of its ending."""

    ending: str
    count: int
    missing: int
    example: str
    detail: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The ending as plain values."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def ledger(connection: sqlite3.Connection, row: int, source: Source) -> list[Day]:
    """The days of a source on which anything is known of it, oldest first; `row` is its id in the table.

    An address belongs to the day on which the publisher dates its article (local to the publisher). Without an
    article, or a date of it, it belongs to the day that the address itself states, as in `/2020/02/27/`, else to the
    day of its discovery in the zone of the source. So each address is counted once.
    """
    days: dict[str, Day] = {}
    for day, ending, count, missing in _parts(connection, row, ZoneInfo(source.time_zone)):
        days.setdefault(day, Day(day)).add(ending, count, missing)
    for day, count in connection.execute(
        "SELECT published_day, count(*) FROM articles WHERE source = ? AND published_day IS NOT NULL "
        "AND state <> 'hidden' GROUP BY 1",
        (row,),
    ):
        days.setdefault(day, Day(day)).articles = count
    return [days[day] for day in sorted(days)]


def _parts(connection: sqlite3.Connection, row: int, zone: ZoneInfo) -> Iterator[tuple[str, str, int, int]]:
    yield from connection.execute(
        f"SELECT a.published_day, {ENDING}, count(*), sum({MISSING}) FROM urls u JOIN articles a ON a.id = u.article "  # noqa: S608 parts of our own
        "WHERE u.source = ? AND u.kind = 'page' AND a.published_day IS NOT NULL GROUP BY 1, 2",
        (row,),
    )
    undated = connection.execute(
        f"SELECT u.url, u.discovered, {ENDING}, {MISSING} FROM urls u LEFT JOIN articles a ON a.id = u.article "  # noqa: S608 parts of our own
        "WHERE u.source = ? AND u.kind = 'page' AND a.published_day IS NULL",
        (row,),
    )
    for url, discovered, ending, missing in undated:
        yield day_of(url, discovered, zone), ending, 1, missing


def day_of(url: str, discovered: str, zone: ZoneInfo) -> str:
    """The day (`YYYY-MM-DD`) that an address states, unless it lies ahead of its discovery; else the day of that."""
    found = moment(discovered).astimezone(zone).date()
    stated = _stated_day(url)
    return (stated if stated is not None and stated <= found else found).isoformat()


def _stated_day(url: str) -> date | None:
    match = DAY_IN_ADDRESS.search(url)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def endings(connection: sqlite3.Connection, row: int) -> list[Ending]:
    """How the page addresses of a source ended, the commonest ending first, each with its oldest address."""
    rows = connection.execute(
        f"SELECT {ENDING} AS ending, count(*) AS n, sum({MISSING}) AS missing, min(u.id) AS first FROM urls u "  # noqa: S608 parts of our own
        "WHERE u.source = ? AND u.kind = 'page' GROUP BY ending ORDER BY n DESC, ending",
        (row,),
    ).fetchall()
    examples = _addresses(connection, (one["first"] for one in rows))
    return [Ending(one["ending"], one["n"], one["missing"], *examples[one["first"]]) for one in rows]


def _addresses(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    rows = (connection.execute("SELECT id, url, detail FROM urls WHERE id = ?", (id_,)).fetchone() for id_ in ids)
    return {row["id"]: (row["url"], row["detail"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many page addresses ended in one way; `missing` and `failed` of them are not in the archive."""

    count: int
    missing: int
    failed: int


def all_endings(connection: sqlite3.Connection, row: int | None = None) -> dict[int, dict[str, Counted]]:
    """Of every source (or the one in `row`) by its row how many page addresses ended in which way, the commonest first.

    All sources are counted in one pass over the table: by an index, each address would cost a jump into it.
    """
    table, of = ("urls u NOT INDEXED", "") if row is None else ("urls u", "AND u.source = :row ")
    found: dict[int, dict[str, Counted]] = {}
    rows = connection.execute(
        f"SELECT u.source, {ENDING} AS ending, count(*) AS n, sum({MISSING}), "  # noqa: S608 parts of our own
        f"count(*) FILTER (WHERE u.fate = 'failed' AND u.article IS NULL) FROM {table} WHERE u.kind = 'page' {of}"
        "GROUP BY u.source, ending ORDER BY n DESC, ending",
        {"row": row} if row is not None else {},
    )
    for source, ending, *counts in rows:
        found.setdefault(source, {})[ending] = Counted(*counts)
    return found


def today_in(source: Source, now: datetime) -> str:
    """The day that it is in the zone of a source; `now` is in UTC."""
    return now.astimezone(ZoneInfo(source.time_zone)).date().isoformat()
