"""What articles state about others, as rows of `statements`."""

import sqlite3

from archive.items import ArticleItem
from archive.wording.statements import statements_of


def note_statements(connection: sqlite3.Connection, article: int, item: ArticleItem) -> None:
    """Store what an article states of others."""
    for one in statements_of(item):
        connection.execute(
            "INSERT INTO statements (article, kind, field, words, link, named) VALUES (?, ?, ?, ?, ?, ?)",
            (article, one.kind, one.field, one.words, one.link, one.named),
        )


def renew_statements(connection: sqlite3.Connection, article: int, item: ArticleItem) -> None:
    """Store what an article states in the place of what it stated before."""
    connection.execute("DELETE FROM statements WHERE article = ?", (article,))
    note_statements(connection, article, item)
