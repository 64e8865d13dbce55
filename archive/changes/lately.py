"""What happened lately to articles that were here already: changed by their publishers, or taken from their sites."""

import json
import sqlite3
from dataclasses import dataclass

# by the index on the time: the newest rows, and only then the articles
CHANGED = """
SELECT a.public_id, a.headline, s.name AS source, r.observed AS at, r.number, r.changed, r.kind
FROM revisions r INDEXED BY revisions_changed CROSS JOIN articles a ON a.id = r.article
CROSS JOIN sources s ON s.id = a.source
WHERE r.number > 1 AND r.kind IS NOT 'cosmetic' AND a.state <> 'hidden'
ORDER BY r.observed DESC, r.id DESC LIMIT ? OFFSET ?
"""
REMOVED = """
SELECT a.public_id, a.headline, s.name AS source, a.gone AS at, a.revisions AS number, NULL AS changed,
    NULL AS kind
FROM articles a INDEXED BY articles_gone CROSS JOIN sources s ON s.id = a.source
WHERE a.state = 'gone' AND a.gone IS NOT NULL ORDER BY a.gone DESC, a.id DESC LIMIT ? OFFSET ?
"""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an article: `at` is a stamp in UTC, `number` that of its revision, `changed` names of fields.

    `kind` says how much the change matters, a `ChangeKind`; None where that was never settled.
    """

    public_id: str
    headline: str | None
    source: str
    at: str
    number: int
    changed: tuple[str, ...]
    kind: str | None


def changed_lately(connection: sqlite3.Connection, limit: int, offset: int = 0) -> list[Event]:
    """The revisions that were observed last, but for first ones."""
    return _events(connection, CHANGED, limit, offset)


def removed_lately(connection: sqlite3.Connection, limit: int, offset: int = 0) -> list[Event]:
    """The articles that their sites have stopped giving, the latest first; the archive keeps them."""
    return _events(connection, REMOVED, limit, offset)


def _events(connection: sqlite3.Connection, query: str, limit: int, offset: int) -> list[Event]:
    rows = connection.execute(query, (limit, offset))
    return [
        Event(
            row["public_id"],
            row["headline"],
            row["source"],
            row["at"],
            row["number"],
            tuple(json.loads(row["changed"] or "[]")),
            row["kind"],
        )
        for row in rows
    ]
