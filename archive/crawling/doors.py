"""The doors of a source: the addresses by which its ways were open, as its last look found them."""

import sqlite3


def known_doors(connection: sqlite3.Connection, source: str) -> dict[str, list[str]]:
    """For each way of a source, by its name, the addresses that opened it and did not close since."""
    rows = connection.execute(
        "SELECT json_extract(u.walk, '$.way') AS way, u.url FROM urls u JOIN sources s ON s.id = u.source "
        "WHERE s.name = ? AND u.kind IN ('sitemap', 'feed', 'listing') AND u.fate = 'listing' "
        "AND json_extract(u.walk, '$.first') AND u.url NOT LIKE '%/robots.txt' ORDER BY u.id",
        (source,),
    )
    doors: dict[str, list[str]] = {}
    for way, url in rows:
        doors.setdefault(way, []).append(url)
    return doors


def last_reads(connection: sqlite3.Connection, source: str) -> dict[str, str]:
    """For each way of a source, by its name, when a list of it was read last (a stamp, UTC)."""
    rows = connection.execute(
        "SELECT json_extract(u.walk, '$.way') AS way, max(u.seen) FROM urls u JOIN sources s ON s.id = u.source "
        "WHERE s.name = ? AND u.kind IN ('sitemap', 'feed', 'listing') AND u.fate = 'listing' GROUP BY 1",
        (source,),
    )
    return {way: seen for way, seen in rows if way and seen}


def look_began(connection: sqlite3.Connection, source: str) -> str | None:
    """When the look that is under way began (a stamp, UTC); a second look began with the whole one before it."""
    row = connection.execute(
        "SELECT min(c.started) FROM crawls c JOIN sources s ON s.id = c.source WHERE s.name = ? "
        "AND c.round > 0 AND c.round >= s.round - 1",
        (source,),
    ).fetchone()
    return row[0] if row else None


def last_look(connection: sqlite3.Connection, source: str) -> str | None:
    """When the last look that was read to its end began (a stamp, UTC).

    A second look follows a whole one in the same crawl, whose row has the round of the first.
    """
    row = connection.execute(
        "SELECT min(c.started) FROM crawls c JOIN sources s ON s.id = c.source WHERE s.name = ? AND c.round = "
        "(SELECT max(round) FROM crawls WHERE source = s.id AND round BETWEEN 1 AND s.walked)",
        (source,),
    ).fetchone()
    return row[0] if row else None
