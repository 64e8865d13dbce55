"""How much was recorded, and since when."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recorded:
    """The captures of an archive, its revisions, and when the first and the last of these were observed (UTC)."""

    captures: int
    first: str | None
    last: str | None
    revisions: int


def recorded(connection: sqlite3.Connection) -> Recorded:
    """How much an archive has recorded, what other crawlers had captured included."""
    count = connection.execute("SELECT count(*) FROM captures").fetchone()[0]
    first, last, revisions = connection.execute(
        "SELECT min(observed), max(observed), count(*) FROM revisions INDEXED BY revisions_by_time"
    ).fetchone()
    return Recorded(count, first, last, revisions)
