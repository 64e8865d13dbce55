"""The ways into a site, and which of them have named an address.

Each way of a source has a number, and an address the sum of `1 << number` over the ways that named it: one integer, so
that noting it costs a crawl next to nothing.
"""

import sqlite3
from datetime import datetime

from archive.clock import stamp
from archive.outcomes import Lease
from archive.vocabulary import LISTING_KINDS

ASKED = "asked"  # not a way into the site: a person named the address
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


def note_open(connection: sqlite3.Connection, source: int, way: str, now: datetime) -> None:
    """Note that a way was open (`now` is in UTC)."""
    bit_of(connection, source, way)
    connection.execute("UPDATE ways SET opened = ? WHERE source = ? AND name = ?", (stamp(now), source, way))


def note_total(connection: sqlite3.Connection, source: int, way: str | None, total: int, now: datetime) -> None:
    """Note how many articles a way says that there are."""
    bit_of(connection, source, way)
    connection.execute(
        "UPDATE ways SET total = ?, total_at = ? WHERE source = ? AND name = ?", (total, stamp(now), source, way)
    )


def note_walked(connection: sqlite3.Connection, source: int, number: int) -> None:
    """Note the ways that were read to their end in the round `number`, in which no list failed."""
    connection.execute(
        "UPDATE ways SET walked = :number WHERE source = :source AND name IN (SELECT json_extract(walk, '$.way') "
        "FROM urls WHERE source = :source AND round = :number AND kind NOT IN ('page', 'image', 'document') "
        "AND fate = 'listing')",
        {"source": source, "number": number},
    )
