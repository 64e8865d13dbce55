"""The states of an article as rows: its first one, each one after that, and what takes the place of one."""

import json
import sqlite3
from dataclasses import replace
from typing import Any

from archive.article_columns import as_json, columns_of, digest_of, kind_of, text_digest
from archive.changes.template_snapshots import keep_blocks
from archive.changes.weighing import Weighed, note_lines, store_changes
from archive.full_text import SEARCHED
from archive.items import ArticleItem
from archive.keeping import Keeping
from archive.likeness.statements_kept import note_statements, renew_statements
from archive.places.units_kept import link_units
from archive.stories import change_story, join_story, redate_story
from archive.urls import public_id

DATA_READERS = frozenset({"wordpress-rest"})
COMPARED = ("headline", "body", "event_date", "published", "place", "details")
FILLED_BY_THE_PAGE = (
    "lead_image",
    "lead_caption",
    "lead_credit",
    "section",
    "tags",
    "credits",
    "modified",
    "published",
)


def insert(item: ArticleItem, columns: dict[str, Any], digest: bytes, at: Keeping) -> int:
    """Store a new article with its first revision, and return its row's id."""
    row = {
        "public_id": public_id(item.canonical),
        "source": at.source,
        "url": item.canonical,
        "shortlink": item.shortlink,
        **columns,
        "kind": kind_of(columns["details"]),
        "digest": digest,
        "text_digest": text_digest(item),
        "compared": None if item.sketch is None else 1,
        "first_seen": at.observed,
    }
    article = at.connection.execute(INSERT_ARTICLE, row).lastrowid
    if article is None:
        raise RuntimeError("SQLite gave no row id")
    at.search.enter(article)
    if item.units:
        link_units(at.connection, article, item.units)
    add_revision(item, article, 1, None, at)
    if item.sketch:
        join_story(at.connection, article, item.sketch)
    note_statements(at.connection, article, item)
    return article


def _insert_statement() -> str:
    names = ["public_id", "source", "url", "shortlink", *columns_of(ArticleItem("", "", "")), "digest", "text_digest"]
    names += ["compared", "first_seen", "kind"]
    marks = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO articles ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 names of our own columns


INSERT_ARTICLE = _insert_statement()


def add_revision(item: ArticleItem, article: int, number: int, changed: list[str] | None, at: Keeping) -> int:
    """Insert a revision with its capture, and return its row's id."""
    revision = at.connection.execute(
        "INSERT INTO revisions (article, number, observed, changed, reader, reader_version, template_snapshot, "
        "origins) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            article,
            number,
            at.observed,
            as_json(changed) if changed else None,
            item.reader,
            item.reader_version,
            item.template_snapshot,
            as_json(item.origins),
        ),
    ).fetchone()[0]
    keep_blocks(at.connection, at.source, revision, item)
    link_capture(item, revision, at)
    return int(revision)


def link_capture(item: ArticleItem, revision: int, at: Keeping) -> None:
    """Note that a revision was (also) read from the captures in hand."""
    at.connection.executemany(
        "INSERT OR IGNORE INTO revision_captures (revision, capture, part) VALUES (?, ?, ?)",
        [(revision, capture, item.part or "") for capture in at.captures],
    )


def revise(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, weighed: Weighed, at: Keeping) -> None:
    """Let another state of a known article be its newest, and keep what it was before; `weighed` is how they differ."""
    digest = digest_of(columns)
    columns, origins = _with_what_the_page_filled(item, columns, known, at)
    changed = [name for name, value in columns.items() if known[name] != value]
    earlier = as_json({name: known[name] for name in changed})
    at.connection.execute("UPDATE revisions SET earlier = ? WHERE id = ?", (earlier, known["revision"]))
    columns = {**columns, "digest": digest, "text_digest": text_digest(item), "revisions": known["revisions"] + 1}
    update(columns, known, at)
    link_units(at.connection, known["id"], item.units)
    _look_for_story(item, columns, known, at)
    revision = add_revision(replace(item, origins=origins), known["id"], known["revisions"] + 1, changed, at)
    store_changes(at.connection, revision, weighed.changes)
    note_lines(at.connection, at.source, known["id"], revision, weighed)


def read_better(item: ArticleItem, columns: dict[str, Any], digest: bytes, known: sqlite3.Row, at: Keeping) -> None:
    """Put a data interface's reading in the place of a page's reading of the same text."""
    columns, origins = _with_what_the_page_filled(item, columns, known, at)
    put_in_place(item, {**columns, "digest": digest}, origins, known, at)
    link_capture(item, known["revision"], at)


def _with_what_the_page_filled(
    item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping
) -> tuple[dict[str, Any], dict[str, str]]:
    """The columns and origins of a data interface's item, with what only the article's page has told so far."""
    if item.reader not in DATA_READERS:
        return columns, item.origins
    kept = {name for name in FILLED_BY_THE_PAGE if columns[name] is None and known[name] is not None}
    origins = {name: origin for name, origin in _origins(known, at).items() if name in kept}
    return {name: known[name] if name in kept else value for name, value in columns.items()}, origins | item.origins


def _origins(known: sqlite3.Row, at: Keeping) -> dict[str, str]:
    row = at.connection.execute("SELECT origins FROM revisions WHERE id = ?", (known["revision"],)).fetchone()
    origins: dict[str, str] = json.loads(row[0])
    return origins


def put_in_place(
    item: ArticleItem, values: dict[str, Any], origins: dict[str, str], known: sqlite3.Row, at: Keeping
) -> None:
    """Let another reading of the newest revision take the place of the one that there is."""
    update({**values, "text_digest": text_digest(item)}, known, at)
    link_units(at.connection, known["id"], item.units)
    _look_for_story(item, values, known, at)
    at.connection.execute(
        "UPDATE revisions SET reader = ?, reader_version = ?, template_snapshot = ?, origins = ? WHERE id = ?",
        (item.reader, item.reader_version, item.template_snapshot, as_json(origins), known["revision"]),
    )
    keep_blocks(at.connection, known["source"], known["revision"], item)


def _look_for_story(item: ArticleItem, values: dict[str, Any], known: sqlite3.Row, at: Keeping) -> None:
    """Compare an article anew where what is compared has changed; an item without a sketch is left as it is."""
    if any(values[name] != known[name] for name in COMPARED if name in values):
        renew_statements(at.connection, known["id"], item)
        if item.sketch is not None:
            change_story(at.connection, known["id"])


def fill(item: ArticleItem, columns: dict[str, Any], known: sqlite3.Row, at: Keeping) -> None:
    """Let a page add what is unknown of an article, and its capture."""
    gained = {name: columns[name] for name in FILLED_BY_THE_PAGE if known[name] is None and columns[name] is not None}
    if gained:
        if "published" in gained:
            gained |= {name: columns[name] for name in ("published_precision", "published_day")}
        update(gained, known, at)
        origins = _origins(known, at) | {name: item.origins[name] for name in gained if name in item.origins}
        at.connection.execute("UPDATE revisions SET origins = ? WHERE id = ?", (as_json(origins), known["revision"]))
        if "published" in gained and known["compared"]:
            change_story(at.connection, known["id"])
    link_capture(item, known["revision"], at)


def update(values: dict[str, Any], known: sqlite3.Row, at: Keeping) -> None:
    """Change columns of an article, and its entry in the index where it is searched."""
    if any(name in values and values[name] != known[name] for name in SEARCHED):
        at.search.renew(known)
    if "details" in values:
        values = {**values, "kind": kind_of(values["details"])}
    sets = ", ".join(f"{name} = ?" for name in values)
    at.connection.execute(
        f"UPDATE articles SET {sets} WHERE id = ?",  # noqa: S608 names of our own columns
        (*values.values(), known["id"]),
    )
    redate_story(at.connection, known["id"])
