"""Weighing: whether what was read anew is another state of an article, or the same one in other clothes.

A paragraph that comes (or goes) word for word in several articles of a source is the site's template. The first of
them cannot show that: their revisions are judged anew once there are enough. All functions run inside the caller's
transaction.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive.changes.change_kinds import Change, changes_between, gravest
from archive.vocabulary import ChangeKind, ChangeSign

ENOUGH = 5  # articles of one source: a paragraph that changed in so many is the site's
PARAGRAPHS = {ChangeSign.PARAGRAPH_ADDED: 1, ChangeSign.PARAGRAPH_REMOVED: 0}
# what a newsroom says of its own changes is never furniture, in however many articles it does
OWN_WORD = re.compile(
    r"\W*(?:ralat|koreksi|klarifikasi|hak jawab|hak koreksi|catatan redaksi|permintaan maaf|pencabutan|pembaruan|update"
    r"|redaksi (?:meminta|memohon|mohon|menyesal))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The changes of an article against the state that is known, with what is to be noted of its paragraphs."""

    changes: list[Change]
    lines: list[tuple[bytes, int]]

    @property
    def kind(self) -> ChangeKind:
        """That of the gravest of the changes."""
        return gravest(self.changes)


def weigh(
    connection: sqlite3.Connection, source: int, article: int, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Weighed:
    """What changed in an article of a source from one state (columns of `articles`) to another."""
    changes, lines = [], []
    for change in changes_between(old, new):
        own = list(_lines(change))
        others = [_articles_with(connection, source, line, came, article) for line, came in own]
        is_template = bool(own) and min(others) >= ENOUGH - 1
        changes.append(replace(change, sign=ChangeSign.TEMPLATE) if is_template else change)
        lines += own
    return Weighed(changes, lines)


def _lines(change: Change) -> Iterator[tuple[bytes, int]]:
    """The paragraphs that came (1) or went (0) with a change of the body: a digest of the words of each."""
    came = PARAGRAPHS.get(change.sign)
    if came is None or change.field != "body":
        return
    for paragraph in re.split(r"\n\s*\n", change.new if came else change.old):
        words = re.findall(r"\w+", paragraph.casefold())
        if words and not OWN_WORD.match(paragraph):
            yield hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest(), came
        elif words:
            return


def _articles_with(connection: sqlite3.Connection, source: int, line: bytes, came: int, article: int) -> int:
    query = "SELECT count(*) FROM changed_lines WHERE source = ? AND line = ? AND came = ? AND article <> ?"
    return int(connection.execute(query, (source, line, came, article)).fetchone()[0])


def note_lines(
    connection: sqlite3.Connection, source: int, article: int, revision: int | None, weighed: Weighed
) -> None:
    """Note which paragraphs came or went in an article, by its new revision, or (None) without one.

    Where that makes a paragraph the site's, the revisions that were taken for changes of substance are judged anew.
    """
    for line, came in weighed.lines:
        others = _articles_with(connection, source, line, came, article)
        if others < ENOUGH:
            connection.execute(
                "INSERT INTO changed_lines (source, line, came, article, revision) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO NOTHING",
                (source, line, came, article, revision),
            )
        if others == ENOUGH - 1:
            _judge_anew(connection, source, line, came)


def _judge_anew(connection: sqlite3.Connection, source: int, line: bytes, came: int) -> None:
    rows = connection.execute(
        "SELECT r.id, r.changes FROM changed_lines l JOIN revisions r ON r.id = l.revision "
        "WHERE l.source = ? AND l.line = ? AND l.came = ?",
        (source, line, came),
    ).fetchall()
    for row in rows:
        changes = [_judged(Change.of(stored), line) for stored in json.loads(row["changes"] or "[]")]
        store_changes(connection, row["id"], changes)


def _judged(change: Change, line: bytes) -> Change:
    is_template = [found for found, _ in _lines(change)] == [line]
    return replace(change, sign=ChangeSign.TEMPLATE) if is_template else change


def store_changes(connection: sqlite3.Connection, revision: int, changes: Sequence[Change]) -> None:
    """Note with a revision what changed against the one before, and how much that matters."""
    values = json.dumps([change.as_dict() for change in changes], ensure_ascii=False)
    connection.execute("UPDATE revisions SET kind = ?, changes = ? WHERE id = ?", (gravest(changes), values, revision))


def note_variant(
    connection: sqlite3.Connection, revision: int, digest: bytes, changes: Sequence[Change], seen: str
) -> None:
    """Note that a revision was seen again in other clothes: the digest of what was read, and how that differs."""
    values = json.dumps([change.as_dict() for change in changes], ensure_ascii=False)
    connection.execute(
        "UPDATE revisions SET variant = ?, variant_changes = ?, variant_seen = ? WHERE id = ?",
        (digest, values, seen, revision),
    )


def has_same_bytes(connection: sqlite3.Connection, revision: int, captures: Sequence[int]) -> bool:
    """True when the main capture in hand is byte for byte one that the revision was read from, as a page of its own."""
    query = (
        "SELECT EXISTS (SELECT 1 FROM captures new JOIN captures old ON old.payload_sha256 = new.payload_sha256 "
        "AND old.url = new.url JOIN revision_captures r ON r.capture = old.id "
        "WHERE new.id = ? AND r.revision = ? AND r.part = '' AND old.id <> new.id)"
    )
    return bool(captures) and bool(connection.execute(query, (captures[0], revision)).fetchone()[0])
