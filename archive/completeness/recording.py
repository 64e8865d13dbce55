"""How much was recorded, and since when."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recorded:
    """The captures of an archive, its revisions, and when the first and the last of these were observed (UTC).

    Captures are counted whatever they show; the revisions of what is hidden are not.
    """

    captures: int
    first: str | None
    last: str | None
    revisions: int


def recorded_since(connection: sqlite3.Connection) -> str | None:
    """When the first revision of all was observed (UTC); None where there is none."""
    found = connection.execute("SELECT min(observed) FROM revisions INDEXED BY revisions_by_time").fetchone()[0]
    return None if found is None else str(found)


def recorded(connection: sqlite3.Connection) -> Recorded:
    """How much an archive has recorded, what other crawlers had captured included."""
    count = connection.execute("SELECT count(*) FROM captures").fetchone()[0]
    first, last, revisions = connection.execute(
        "SELECT min(observed), max(observed), count(*) FROM revisions INDEXED BY revisions_by_time"
    ).fetchone()
    hidden = connection.execute(
        "SELECT coalesce(sum(revisions), 0) FROM articles INDEXED BY articles_hidden WHERE state = 'hidden'"
    ).fetchone()[0]
    return Recorded(count, first, last, revisions - hidden)
