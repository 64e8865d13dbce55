"""The table `regions`: the gazetteer inside the archive, so that rows can name a region and be linked to it."""

import sqlite3

from archive.places.regions import PROVINCE, Region, regions

STORE = """
INSERT INTO regions (code, bps_code, name, kind, province, parent, since) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (code) DO UPDATE SET bps_code = excluded.bps_code, name = excluded.name, kind = excluded.kind,
province = excluded.province, parent = excluded.parent, since = excluded.since
"""
STORED = "SELECT code, bps_code, name, kind, province, parent, since FROM regions"


def store_regions(connection: sqlite3.Connection) -> None:
    """Bring the table to this Arsip's gazetteer, in one transaction; nothing is written when it is there already.

    A region that the gazetteer no longer has stays, since articles may name it.
    """
    stored = {tuple(row) for row in connection.execute(STORED)}
    missing = [row for region in regions().values() if (row := _row(region)) not in stored]
    if not missing:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(STORE, missing)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _row(region: Region) -> tuple[str | None, ...]:
    parent = None if region.kind == PROVINCE else region.province
    return region.code, region.bps_code, region.title, region.kind, region.province, parent, region.since
