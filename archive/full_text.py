"""The full-text index of articles: what one transaction has yet to change in it."""

import json
import sqlite3
import time
from dataclasses import dataclass, field

SEARCHED = ("headline", "lead_caption", "body")
MERGED_AT_ONCE = 250  # pages of the file, some hundredths of a second


@dataclass(slots=True)
class Search:
    """What one transaction has yet to change in the full-text index: all at its end, since each turn costs a segment.

    `leaving` holds entries as they stand in the index, by article; `entering` the articles that it gets as they will
    stand in the table. So an article whose change was rolled back meanwhile does no harm.
    """

    leaving: dict[int, tuple[str | None, ...]] = field(default_factory=dict)
    entering: set[int] = field(default_factory=set)

    def enter(self, article: int) -> None:
        """Index a new article."""
        self.entering.add(article)

    def renew(self, known: sqlite3.Row) -> None:
        """Index an article anew that has been as `known` says; one that has not entered yet has no entry to leave."""
        if known["id"] not in self.entering:
            self.leaving[known["id"]] = tuple(known[name] for name in SEARCHED)
            self.entering.add(known["id"])

    def flush(self, connection: sqlite3.Connection) -> None:
        """Bring the index up to date."""
        connection.executemany(
            "INSERT INTO articles_fts (articles_fts, rowid, headline, lead_caption, body) "
            "VALUES ('delete', ?, ?, ?, ?)",
            ((article, *entry) for article, entry in sorted(self.leaving.items())),
        )
        if self.entering:
            connection.execute(
                "INSERT INTO articles_fts (rowid, headline, lead_caption, body) "
                "SELECT id, headline, lead_caption, body FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(self.entering)),),
            )
        self.leaving.clear()
        self.entering.clear()


def merge(connection: sqlite3.Connection, seconds: float) -> None:
    """Merge the pieces that commits have left the index in, since a word is looked up in each, for at most so long.

    A short transaction a turn, so that nobody else who writes waits; the next call goes on where this one ended.
    """
    until, changed = time.monotonic() + seconds, 2
    while changed > 1 and time.monotonic() < until:  # one change is the command itself
        before = connection.total_changes
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('merge', ?)", (MERGED_AT_ONCE,))
        connection.execute("COMMIT")
        changed = connection.total_changes - before
