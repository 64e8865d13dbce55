"""Reading stored captures again: what today's readers and pipelines make of what was captured years ago.

Only the newest revision of an article is read again: it is the state that people search. A new reading of the same
captures is no new revision; it takes the place of the old one, under the reader's new version.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.article_columns import columns_of, digest_of
from archive.full_text import Search
from archive.items import ArticleItem
from archive.keeping import Keeping
from archive.outcomes import Change
from archive.revisions import DATA_READERS, FILLED_BY_THE_PAGE, put_in_place
from archive.urls import canonical_url

FOLLOWS = {"published": ("published_precision", "published_day")}
NOT_OF_THE_CAPTURE = "modified"  # a later look may have moved this date without a revision


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Where a capture lies, and the part of it (a post's id; empty for a page) that an article was read from."""

    id: int
    url: str
    file: str
    offset: int
    part: str


@dataclass(frozen=True, slots=True)
class Rereading:
    """An article that is to be read again: the captures that its newest revision was read from, the main one first.

    `published` is what a feed said of it, as written.
    """

    article: int
    url: str
    captures: list[StoredCapture]
    published: str | None


def to_reread(connection: sqlite3.Connection, source: str) -> Iterator[Rereading]:
    """Every article of a source, those that share a capture one after the other."""
    rows = connection.execute(
        "SELECT a.id, a.url, r.id AS revision, r.reader, (SELECT min(capture) FROM revision_captures c "
        "WHERE c.revision = r.id) AS first, (SELECT max(json_extract(u.walk, '$.published')) FROM urls u "
        "WHERE u.article = a.id) AS published FROM articles a JOIN revisions r ON r.article = a.id "
        "AND r.number = a.revisions WHERE a.source = (SELECT id FROM sources WHERE name = ?) ORDER BY first, a.id",
        (source,),
    ).fetchall()
    for row in rows:
        yield Rereading(row["id"], row["url"], _captures(connection, row), row["published"])


def _captures(connection: sqlite3.Connection, row: sqlite3.Row) -> list[StoredCapture]:
    """For a data reader's revision its own data, then all pages that could fill what the data lacks; else its pages."""
    is_data = row["reader"] in DATA_READERS
    rows = connection.execute(
        "SELECT c.id, c.url, f.path, c.warc_offset, rc.part FROM revision_captures rc "
        "JOIN revisions r ON r.id = rc.revision JOIN captures c ON c.id = rc.capture "
        "JOIN warc_files f ON f.id = c.warc_file WHERE r.article = ? AND "
        "CASE WHEN ? THEN rc.part = '' OR rc.revision = ? ELSE rc.part = '' AND rc.revision = ? END ORDER BY c.id",
        (row["id"], is_data, row["revision"], row["revision"]),
    )
    found = [StoredCapture(*capture) for capture in rows]
    if is_data:
        return sorted(found, key=lambda capture: not capture.part)
    # an article on several pages has a capture of each; a page that was seen again is the same one
    return list({canonical_url(capture.url): capture for capture in reversed(found)}.values())[::-1]


def reread(
    connection: sqlite3.Connection,
    search: Search,
    article: int,
    items: list[ArticleItem],
    now: datetime,
    *,
    apply: bool,
) -> list[Change]:
    """Compare an article with a new reading of its captures (in the order of `Rereading`), and store it if `apply`.

    Runs inside the caller's transaction; `now` is in UTC. An article that is none to today's readers stays as it is,
    and is a change of its `kind`.
    """
    known = connection.execute(
        "SELECT a.*, r.id AS revision, r.reader, r.reader_version, r.template_snapshot FROM articles a "
        "JOIN revisions r ON r.article = a.id AND r.number = a.revisions WHERE a.id = ?",
        (article,),
    ).fetchone()
    main, *pages = items
    if not main.is_article:
        return [Change(known["public_id"], "kind", "article", f"{main.kind}: {main.reason}")]
    columns, origins = _read_anew(main, pages)
    columns[NOT_OF_THE_CAPTURE] = known[NOT_OF_THE_CAPTURE]
    changes = [
        Change(known["public_id"], field, before, after)
        for name, value in columns.items()
        if known[name] != value
        for field, before, after in _fields(name, known[name], value)
    ]
    is_read_otherwise = (known["reader_version"], known["template_snapshot"]) != (
        main.reader_version,
        main.template_snapshot,
    )
    if apply and (changes or is_read_otherwise):
        at = Keeping(connection, search, known["source"], (), now)
        put_in_place(main, {**columns, "digest": digest_of(columns_of(main))}, origins, known, at)
    return changes


def _read_anew(main: ArticleItem, pages: list[ArticleItem]) -> tuple[dict[str, Any], dict[str, str]]:
    """The columns of an article, and where they come from: what data lacks is filled by the first page that has it."""
    columns, origins = columns_of(main), dict(main.origins)
    for page in (page for page in pages if page.is_article):
        filling = columns_of(page)
        for name in FILLED_BY_THE_PAGE:
            if columns[name] is None and filling[name] is not None:
                columns |= {part: filling[part] for part in (name, *FOLLOWS.get(name, ()))}
                origins |= {name: page.origins[name]} if name in page.origins else {}
    return columns, origins


def _fields(name: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """A column's change as changes of the fields that a person knows: `details` holds several."""
    if name != "details":
        yield name, before, after
        return
    old, new = json.loads(before), json.loads(after)
    for field in sorted(old.keys() | new.keys()):
        if old.get(field) != new.get(field):
            yield field, old.get(field), new.get(field)
