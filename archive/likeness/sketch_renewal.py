"""Making the index of sketches anew from the articles, when another Arsip (or another rensa) sketches otherwise."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from archive.likeness.comparable import comparable_words
from archive.likeness.sketch_index import SketchIndex
from archive.likeness.sketches import SKETCH_VERSION, sketch

REGISTRY = "sketches"
BATCH = 500
UNDER_WAY = f"{SKETCH_VERSION}, up to article "
WANTED = b""  # the sketch of an article that is yet to be sketched anew
logger = logging.getLogger(__name__)


def sketches_are_current(connection: sqlite3.Connection) -> bool:
    """Whether every sketch of the index was made as this Arsip makes them."""
    return _version(connection) == SKETCH_VERSION


def renew_sketches(connection: sqlite3.Connection) -> None:
    """Sketch every article of the index again, where it was made otherwise; some minutes for 100,000 articles.

    A short transaction each 500 articles: what was killed goes on where it was, and others may write meanwhile.
    """
    if sketches_are_current(connection):
        return
    if not (_version(connection) or "").startswith(UNDER_WAY):
        _empty(connection)
    index = SketchIndex(connection)
    while _renew_some(connection, index):
        pass


def _version(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT version FROM registries WHERE name = ?", (REGISTRY,)).fetchone()
    return None if row is None else str(row[0])


def _note(connection: sqlite3.Connection, version: str) -> None:
    connection.execute(
        "INSERT INTO registries (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = ?",
        (REGISTRY, version, version),
    )


def _empty(connection: sqlite3.Connection) -> None:
    """Forget all entries, but not which articles have any."""
    with _transaction(connection):
        if (many := connection.execute("SELECT count(*) FROM sketches").fetchone()[0]) > BATCH:
            logger.warning("the texts of %s articles are sketched anew, once: this takes a while", f"{many:,}")
        for table in ("sketch_news", "sketch_places", "sketch_levels", "sketch_chunks", "sketch_changes"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 our own words
        connection.execute("UPDATE sketches SET sketch = ?", (WANTED,))
        _note(connection, f"{UNDER_WAY}0")


def _renew_some(connection: sqlite3.Connection, index: SketchIndex) -> bool:
    """Sketch the next articles; False when there are no more."""
    with _transaction(connection):
        if sketches_are_current(connection):  # another process has been quicker
            return False
        done = int((_version(connection) or "").removeprefix(UNDER_WAY))
        rows = connection.execute(
            "SELECT a.id, a.body FROM sketches s JOIN articles a ON a.id = s.article "
            "WHERE s.article > ? AND s.sketch = ? ORDER BY s.article LIMIT ?",
            (done, WANTED, BATCH),
        ).fetchall()
        for article, body in rows:
            # not by the index, which would note that it has entries that are wrong: they have gone
            connection.execute("DELETE FROM sketches WHERE article = ?", (article,))
            if (made := sketch(comparable_words(body))) is not None:
                index.add(article, made)
        _note(connection, f"{UNDER_WAY}{rows[-1][0]}" if rows else SKETCH_VERSION)
    return bool(rows)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
