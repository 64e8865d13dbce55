"""The ways into a site, and which of them have named an address.

Each way of a source has a number, and an address the sum of `1 << number` over the ways that named it: one integer, so
that noting it costs a crawl next to nothing.
"""

import sqlite3
from datetime import datetime

from archive.clock import stamp
from archive.outcomes import Lease
from archive.vocabulary import LISTING_KINDS, UrlKind

ASKED = "asked"  # not a way into the site: a person named the address
PAST_THE_END = "past the last page"
NEWS_ALONE = "a news sitemap: the newest alone"
ONE_AND_ITS_ECHO = 2  # a feed that answers any page number with the same; a sitemap and what named it
MOST_WAYS = 62  # bits of an integer of SQLite's that are not its sign


def way_of(by: Lease | None) -> str | None:
    """The name of the way that a list belongs to; None for any other address."""
    name = by.walk.get("way") if by is not None and by.kind in LISTING_KINDS else None
    return name if isinstance(name, str) else None


def bit_of(connection: sqlite3.Connection, source: int, way: str | None) -> int:
    """The bit of a way, which has its number from when it was first met; 0 for none, and for more ways than bits."""
    if way is None:
        return 0
    known = connection.execute("SELECT number FROM ways WHERE source = ? AND name = ?", (source, way)).fetchone()
    number = int(known[0]) if known else _add(connection, source, way)
    return 1 << number if number < MOST_WAYS else 0


def _add(connection: sqlite3.Connection, source: int, way: str) -> int:
    added = connection.execute(
        "INSERT INTO ways (source, number, name) SELECT :source, count(*), :way FROM ways WHERE source = :source "
        "RETURNING number",
        {"source": source, "way": way},
    )
    return int(added.fetchone()[0])


def note_read(connection: sqlite3.Connection, source: int, way: str, total: int | None, now: datetime) -> None:
    """Note that a list of a way was read (`now` is in UTC), and how many articles it says that there are in all."""
    bit_of(connection, source, way)
    connection.execute(
        "UPDATE ways SET opened = :now, total = coalesce(:total, total), "
        "total_at = CASE WHEN :total IS NULL THEN total_at ELSE :now END WHERE source = :source AND name = :way",
        {"now": stamp(now), "total": total, "source": source, "way": way},
    )


def note_walked(connection: sqlite3.Connection, source: int, number: int) -> None:
    """Note the ways that were read to their end in the round `number`, in which no list failed.

    Lists that are read page after page, as a check of another way, are left as soon as they name nothing new.
    """
    connection.execute(
        "UPDATE ways SET walked = :number WHERE source = :source AND name IN (SELECT json_extract(walk, '$.way') "
        "FROM urls WHERE source = :source AND round = :number AND kind NOT IN ('page', 'image', 'document') "
        "AND fate = 'listing' AND (kind IN ('rest', 'sitemap') OR json_extract(walk, '$.check') IS NULL))",
        {"source": source, "number": number},
    )


def newest_only(connection: sqlite3.Connection, source: int) -> set[str]:
    """The ways that hold only the newest, whatever the site has: a feed without further pages, a news sitemap."""
    rows = connection.execute(
        "SELECT json_extract(walk, '$.way') AS way, kind, "
        "count(*) FILTER (WHERE coalesce(detail, '') <> :past) AS lists, "
        "count(*) FILTER (WHERE detail = :past) AS ended, count(*) FILTER (WHERE detail = :news) AS news "
        "FROM urls WHERE source = :source AND kind NOT IN ('page', 'image', 'document') "
        "AND kind IN ('feed', 'sitemap') AND fate = 'listing' GROUP BY way, kind",
        {"source": source, "past": PAST_THE_END, "news": NEWS_ALONE},
    )
    return {
        row["way"]
        for row in rows
        if (row["kind"] == UrlKind.FEED and not row["ended"] and row["lists"] <= ONE_AND_ITS_ECHO)
        or (row["kind"] == UrlKind.SITEMAP and row["news"] and row["lists"] <= ONE_AND_ITS_ECHO)
    }
