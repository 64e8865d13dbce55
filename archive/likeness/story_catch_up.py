"""Comparing what is stored already: articles that an older Arsip kept, or that were kept without a sketch."""

import sqlite3
from collections.abc import Iterator

from archive.likeness.story_figures import settle_stories
from archive.stories import change_story

BATCH = 64


def not_compared(connection: sqlite3.Connection) -> int:
    """How many articles have not been compared with the others yet."""
    return int(connection.execute("SELECT count(*) FROM articles WHERE compared IS NULL").fetchone()[0])


def is_compared(connection: sqlite3.Connection, article: int) -> bool:
    """Whether an article (a row's id) has been compared with the others."""
    row = connection.execute("SELECT compared FROM articles WHERE id = ?", (article,)).fetchone()
    return row[0] is not None


def compare_everything_again(connection: sqlite3.Connection) -> None:
    """Mark every article as not compared: what the comparison finds has changed. People's decisions stand."""
    connection.execute("UPDATE articles SET compared = NULL WHERE compared IS NOT NULL")


def compare_some(connection: sqlite3.Connection) -> Iterator[int]:
    """Compare the articles that were not, a transaction each 64 of them; yields how many after each.

    What is broken off goes on where it was.
    """
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            rows = connection.execute(
                "SELECT id FROM articles WHERE compared IS NULL ORDER BY id LIMIT ?", (BATCH,)
            ).fetchall()
            for (article,) in rows:
                change_story(connection, article)
            settle_stories(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
        if not rows:
            return
        yield len(rows)
