"""Templates as they are stored: learned from a source's pages now and then, named by what was read with them."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.changes.templates import (
    SamplePage,
    Template,
    digest_of_block,
    packed,
    repeated_blocks,
    same_but_for,
    unpacked,
)
from archive.clock import stamp
from archive.database import open_for_reading
from archive.folder import ArchiveFolder
from archive.items import ArticleItem

SAMPLE = 32  # pages
MOST_BLOCKS = 200
LONGEST_TEXT = 100
# what a reading takes from the text of a page, so that another template may change it
OF_THE_TEXT = frozenset(
    {"dateline", "place", "region", "event_date", "credits", "language", "words", "body", "details", "modified"}
)

Blocks = dict[str, dict[str, Any]]


def newest_template(connection: sqlite3.Connection, source: str) -> Template | None:
    """The newest template of the source with this name; None before any was learned."""
    row = _newest(connection, source)
    return _template(connection, row["id"]) if row is not None else None


def _newest(connection: sqlite3.Connection, source: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        "SELECT t.* FROM templates t JOIN sources s ON s.id = t.source WHERE s.name = ? ORDER BY t.number DESC LIMIT 1",
        (source,),
    ).fetchone()
    return row


def _template(connection: sqlite3.Connection, row_id: int) -> Template:
    row = connection.execute("SELECT id, number, blocks FROM templates WHERE id = ?", (row_id,)).fetchone()
    return Template(row["id"], row["number"], frozenset(map(bytes.fromhex, _blocks(row))))


def _blocks(row: sqlite3.Row | None) -> Blocks:
    """By its digest in hexadecimal: on how many pages a block stood, and how its text begins, where that is known."""
    return {block["digest"]: block for block in json.loads(row["blocks"])} if row is not None else {}


@dataclass(frozen=True, slots=True)
class Learned:
    """The newest template of a source: its number, when it was learned (a stamp), from how many pages, its blocks.

    `read_otherwise` counts the articles whose newest revision was read from a page with another template or none.
    """

    number: int
    learned: str
    pages: int
    blocks: list[dict[str, Any]]
    read_otherwise: int


def learned_of(connection: sqlite3.Connection, source: str) -> Learned | None:
    """What there is to say of a source's newest template; None before any was learned."""
    row = _newest(connection, source)
    if row is None:
        return None
    count = connection.execute(READ_OTHERWISE, (row["source"], row["id"])).fetchone()[0]
    return Learned(row["number"], row["learned"], row["pages"], list(_blocks(row).values()), count)


READ_OTHERWISE = """
SELECT count(*) FROM revision_blocks b JOIN revisions r ON r.id = b.revision
JOIN articles a ON a.id = r.article AND a.revisions = r.number
WHERE b.source = ? AND r.template_snapshot IS NOT ?
"""


def template_in(folder: ArchiveFolder, source: str) -> Template | None:
    """The newest template of a source, for a process that only reads a page."""
    connection = open_for_reading(folder.database)
    try:
        return newest_template(connection, source)
    finally:
        connection.close()


def learn(connection: sqlite3.Connection, source: str, now: datetime) -> Template | None:
    """Learn from the newest pages of the source with this name; the new template, where that made one.

    A template holds what the one before it held too, so that pages of an older layout can be read again; of more than
    200 blocks the ones that were met last. Runs inside the caller's transaction; `now` is in UTC.
    """
    sample = connection.execute(NEWEST_PAGES, (source, SAMPLE)).fetchall()
    pages, found = repeated_blocks([SamplePage(row["headline"], unpacked(row["blocks"])) for row in sample])
    newest = _newest(connection, source)
    known = _blocks(newest)
    counts = {block.hex(): count for block, count in found.items()}
    if counts.keys() <= known.keys():
        return None
    texts = _texts(sample)
    fresh = {
        digest: {"digest": digest, "pages": count, "text": texts.get(digest) or known.get(digest, {}).get("text")}
        for digest, count in counts.items()
    }
    blocks = [*fresh.values(), *(block for digest, block in known.items() if digest not in fresh)]
    row = connection.execute(
        "INSERT INTO templates (source, number, learned, pages, blocks) "
        "VALUES ((SELECT id FROM sources WHERE name = ?), ?, ?, ?, ?) RETURNING id",
        (source, newest["number"] + 1 if newest else 1, stamp(now), pages, _as_json(blocks[:MOST_BLOCKS])),
    ).fetchone()
    return _template(connection, row["id"])


NEWEST_PAGES = """
SELECT coalesce(a.headline, '') AS headline, a.body, b.blocks FROM revision_blocks b
JOIN revisions r ON r.id = b.revision JOIN articles a ON a.id = r.article AND a.revisions = r.number
WHERE b.source = (SELECT id FROM sources WHERE name = ?) ORDER BY b.revision DESC LIMIT ?
"""
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _texts(sample: list[sqlite3.Row]) -> dict[str, str]:
    """How the blocks begin that the text of a page still holds."""
    lines = {line for row in sample for line in row["body"].split("\n")}
    return {digest_of_block(line).hex(): line[:LONGEST_TEXT] for line in lines}


def keep_blocks(connection: sqlite3.Connection, source: int, revision: int, item: ArticleItem) -> None:
    """Store which blocks of text stood on the page that a revision was read from, and which of them were left out."""
    if item.blocks:
        connection.execute(
            "INSERT INTO revision_blocks (revision, source, blocks, left_out) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (revision) DO UPDATE SET blocks = excluded.blocks, left_out = excluded.left_out",
            (revision, source, packed(item.blocks), packed(item.left_out)),
        )


def differs_by_template(
    connection: sqlite3.Connection,
    item: ArticleItem,
    columns: Mapping[str, Any],
    revision: int,
    state: "Mapping[str, Any] | sqlite3.Row",
) -> bool:
    """True when an item is the state that a revision (its row's id) observed, read with another template.

    Its page holds the same blocks in the same order, but for those that one of the two readings left out, and what is
    not read from the text is the same.
    """
    if not item.blocks or any(columns[name] != state[name] for name in columns if name not in OF_THE_TEXT):
        return False
    row = connection.execute(
        "SELECT r.template_snapshot, b.blocks, b.left_out FROM revisions r JOIN revision_blocks b ON b.revision = r.id "
        "WHERE r.id = ?",
        (revision,),
    ).fetchone()
    if row is None or row["template_snapshot"] == item.template_snapshot:
        return False
    left_out = {*item.left_out, *unpacked(row["left_out"])}
    return same_but_for(left_out, unpacked(row["blocks"]), item.blocks)
