"""Status: what an archive has of each source, what it refused and why, what is due, and how the last crawl went."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from archive.crawls import Report, last_report
from archive.frontier import standing
from archive.sources import Source, parse_source


@dataclass(frozen=True, slots=True)
class Status:
    """One adopted source. Addresses are pages, not listings; moments are stamps in UTC.

    `retrieved` counts the captures that other crawlers made, of the days `retrieved_first` to `retrieved_last`.
    `found` = `stored` + `pending` + `moved` + all of `not_stored` (counts by reason, the commonest first).
    """

    source: str
    url: str
    found: int
    stored: int
    moved: int
    pending: int
    not_stored: dict[str, int]
    articles: int
    gone: int
    revisions: int
    first_published: str | None
    last_published: str | None
    retrieved: int
    retrieved_first: str | None
    retrieved_last: str | None
    next_due: str | None
    paused_until: str | None
    last_crawl: Report | None

    def as_dict(self) -> dict[str, Any]:
        """The status as plain values, with the whole report of the last crawl."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return own | {"last_crawl": self.last_crawl.as_dict() if self.last_crawl else None}


def status(connection: sqlite3.Connection, sources: Iterable[Source]) -> list[Status]:
    """The status of each source, in their order; one that was never crawled has nothing but zeros."""
    return [_status(connection, source) for source in sources]


def sources_not_adopted(connection: sqlite3.Connection, adopted: Iterable[str]) -> list[Source]:
    """Sources that the archive has something of though they are not (or no longer) adopted: saved pages, for one."""
    rows = connection.execute("SELECT name, toml FROM sources ORDER BY name").fetchall()
    names = set(adopted)
    return [parse_source(row["toml"], f"source {row['name']}") for row in rows if row["name"] not in names]


def _status(connection: sqlite3.Connection, source: Source) -> Status:
    found = connection.execute("SELECT id FROM sources WHERE name = ?", (source.name,)).fetchone()
    row = int(found["id"]) if found else 0
    endings = _endings(connection, row)
    articles = connection.execute(ARTICLES, (row,)).fetchone()
    left = standing(connection, row)
    pending = endings.pop("pending", 0)
    return Status(
        source=source.name,
        url=source.url,
        found=pending + sum(endings.values()),
        stored=endings.pop("stored", 0),
        moved=endings.pop("moved", 0),
        pending=pending,
        not_stored=endings,
        **dict(articles),
        **dict(connection.execute(RETRIEVED, (row,)).fetchone()),
        next_due=left.next_due or None,
        paused_until=left.paused_until,
        last_crawl=last_report(connection, source.name),
    )


RETRIEVED = """
SELECT count(*) AS retrieved, substr(min(fetched), 1, 10) AS retrieved_first,
substr(max(fetched), 1, 10) AS retrieved_last FROM captures WHERE source = ? AND retrieved_from IS NOT NULL
"""
ARTICLES = """
SELECT count(*) AS articles, count(*) FILTER (WHERE state = 'gone') AS gone, coalesce(sum(revisions), 0) AS revisions,
min(published_day) AS first_published, max(published_day) AS last_published FROM articles WHERE source = ?
"""


def _endings(connection: sqlite3.Connection, source: int) -> dict[str, int]:
    rows = connection.execute(
        "SELECT CASE WHEN state <> 'settled' THEN 'pending' WHEN fate IN ('stored', 'moved') THEN fate "
        "ELSE coalesce(reason, fate) END AS ending, count(*) AS n FROM urls WHERE source = ? AND kind = 'page' "
        "GROUP BY ending ORDER BY n DESC, ending",
        (source,),
    )
    return {row["ending"]: row["n"] for row in rows}
