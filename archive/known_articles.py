"""Which article an item is, and where that article stands now."""

import json
import sqlite3
from typing import Any

from archive.article_columns import SHORTEST_TEXT
from archive.changes.sightings import note_return
from archive.items import ArticleItem
from archive.keeping import Keeping
from archive.revisions import DATA_READERS, update
from archive.urls import public_id, spellings
from archive.vocabulary import ArticleState, Fate

KNOWN = (
    "SELECT a.*, r.id AS revision, r.reader, r.reader_version, r.variant FROM articles a "
    "JOIN revisions r ON r.article = a.id AND r.number = a.revisions WHERE"
)


def find(item: ArticleItem, at: Keeping) -> sqlite3.Row | None:
    """The article by the site's own short address of it, by its canonical address, or by another known spelling.

    All `spellings` of an address name one article.
    """
    row: sqlite3.Row | None = None
    if item.shortlink is not None:
        row = at.connection.execute(f"{KNOWN} a.shortlink = ?", (item.shortlink,)).fetchone()
    if row is None:
        ids = [public_id(spelling) for spelling in spellings(item.canonical)]
        among = "a.public_id IN (SELECT value FROM json_each(?))"
        rows = at.connection.execute(f"{KNOWN} {among}", (json.dumps(ids),)).fetchall()
        row = min(rows, key=lambda found: ids.index(found["public_id"]), default=None)
    if row is None:
        alias = (
            "a.id = coalesce((SELECT article FROM urls WHERE canonical = :canonical AND source = :source), "
            "(SELECT article FROM joined_addresses WHERE canonical = :canonical AND source = :source "
            "AND undone IS NULL))"
        )
        row = at.connection.execute(f"{KNOWN} {alias}", {"canonical": item.canonical, "source": at.source}).fetchone()
    return row


def is_emptied(item: ArticleItem, at: Keeping) -> bool:
    """True for what is an article still, and has nothing left of the text that is known of it."""
    if not item.is_article or item.body.strip():
        return False
    known = find(item, at)
    return known is not None and known["words"] >= SHORTEST_TEXT


def follow(item: ArticleItem, known: sqlite3.Row, at: Keeping) -> bool:
    """Note that an article is (again) live, and where; True when it has moved to another address.

    A data interface says where its articles are. A page's own address counts when the old one has ended: two
    spellings that both answer are no move.
    """
    values: dict[str, Any] = {}
    note_live(known, at)
    if known["shortlink"] is None and item.shortlink is not None:
        values["shortlink"] = item.shortlink
    moved = known["url"] != item.canonical and (item.reader in DATA_READERS or has_ended(known["url"], at))
    if moved:
        values["url"] = item.canonical
    if values:
        update(values, known, at)
    return moved


def note_live(known: sqlite3.Row, at: Keeping) -> None:
    """Note that an article is there again, where it was missing."""
    if known["missing"] is not None or known["state"] == ArticleState.GONE:
        note_return(at.connection, known["id"], next(iter(at.captures), None), at.now)


def has_ended(canonical: str, at: Keeping) -> bool:
    """True for an address of the source that gives nothing any more."""
    row = at.connection.execute(
        "SELECT fate FROM urls WHERE canonical = ? AND source = ?", (canonical, at.source)
    ).fetchone()
    return row is not None and row["fate"] in {Fate.MOVED, Fate.GONE}


def count_articles(connection: sqlite3.Connection, source: str | None = None) -> int:
    """How many articles the archive holds, of one source or of all."""
    if source is None:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    query = "SELECT count(*) FROM articles WHERE source = (SELECT id FROM sources WHERE name = ?)"
    return int(connection.execute(query, (source,)).fetchone()[0])
