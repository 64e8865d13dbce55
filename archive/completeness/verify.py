"""Verification: everything that the archive claims is looked up again, down to the bytes of each capture."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archive.captures import read_exchange
from archive.database import explained, open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder
from archive.warc.gzip_members import record_types


class Trouble(StrEnum):
    """What can be wrong with an archive."""

    DATABASE = "database"
    SEARCH_INDEX = "search-index"
    MISSING_FILE = "missing-file"
    CAPTURE = "capture"
    POINTER = "pointer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where, and in one line what."""

    trouble: Trouble
    where: str
    detail: str


@dataclass(slots=True)
class Verification:
    """What was looked at, and what was found.

    `orphans` counts responses that have no row (a crash can leave them: no error), by file; `strays` are files under
    `warc/` that no capture lies in.
    """

    captures: int = 0
    articles: int = 0
    revisions: int = 0
    findings: list[Finding] = field(default_factory=list)
    orphans: dict[str, int] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)


# what points at nothing, or says more than there is: a query gives a name and a detail for each
POINTERS = (
    (
        "SELECT 'article ' || a.public_id, 'it says ' || a.revisions || ' revisions and has ' || count(r.id) "
        "FROM articles a LEFT JOIN revisions r ON r.article = a.id GROUP BY a.id HAVING count(r.id) <> a.revisions"
    ),
    (
        "SELECT 'revision ' || r.number || ' of article ' || coalesce(a.public_id, r.article), 'it names no capture' "
        "FROM revisions r LEFT JOIN articles a ON a.id = r.article "
        "WHERE NOT EXISTS (SELECT 1 FROM revision_captures c WHERE c.revision = r.id)"
    ),
    (
        "SELECT 'address ' || url, 'it is settled as stored, and has no article' FROM urls "
        "WHERE state = 'settled' AND fate = 'stored' AND article IS NULL AND kind NOT IN ('image', 'document')"
    ),
    (
        "SELECT kind || ' ' || url, 'it is settled as stored, and has no capture' FROM urls "
        "WHERE state = 'settled' AND fate = 'stored' AND kind IN ('image', 'document') "
        "AND NOT EXISTS (SELECT 1 FROM media_files f WHERE f.url = urls.id)"
    ),
    (
        "SELECT 'article ' || public_id, 'no address leads to it' FROM articles "
        "WHERE NOT EXISTS (SELECT 1 FROM urls WHERE urls.article = articles.id)"
    ),
)


def verify(folder: ArchiveFolder, progress: Callable[[int, int], None]) -> Verification:
    """Check a whole archive; `progress` hears how many captures of how many were read.

    Nothing is changed. Raises `ArsipError` when the database cannot be opened at all.
    """
    connection = open_for_writing(folder.database)
    try:
        found = Verification()
        found.findings += _check_database(connection, folder)
        found.findings += _check_pointers(connection)
        _check_captures(connection, folder, found, progress)
        found.articles = _count(connection, "articles")
        found.revisions = _count(connection, "revisions")
    except sqlite3.Error as error:
        raise explained(error, folder.database) from error
    finally:
        connection.close()
    return found


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 our own words


def _check_database(connection: sqlite3.Connection, folder: ArchiveFolder) -> Iterator[Finding]:
    name = folder.database.name
    for row in connection.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Finding(Trouble.DATABASE, name, row[0])
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield Finding(Trouble.POINTER, f"{row[0]} row {row[1]}", f"it points at a row of {row[2]} that is not there")
    for index, texts in (("articles_fts", "articles"), ("documents_fts", "documents")):
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 our own words
        except sqlite3.DatabaseError as error:
            yield Finding(Trouble.SEARCH_INDEX, index, f"it does not match the {texts}: {error}")


def _check_pointers(connection: sqlite3.Connection) -> Iterator[Finding]:
    for query in POINTERS:
        for where, detail in connection.execute(query):
            yield Finding(Trouble.POINTER, where, detail)


def _check_captures(
    connection: sqlite3.Connection, folder: ArchiveFolder, found: Verification, progress: Callable[[int, int], None]
) -> None:
    total = _count(connection, "captures")
    files = connection.execute("SELECT id, path FROM warc_files ORDER BY path").fetchall()
    for file in files:
        rows = connection.execute(
            "SELECT url, warc_offset, warc_length, payload_sha256, retrieved_from FROM captures WHERE warc_file = ? "
            "ORDER BY warc_offset",
            (file["id"],),
        ).fetchall()
        if not (folder.warc / file["path"]).is_file():
            found.findings.append(Finding(Trouble.MISSING_FILE, file["path"], f"{len(rows)} captures lie in it"))
            found.captures += len(rows)
            continue
        for row in rows:
            found.findings += _check_capture(folder.warc, file["path"], row)
            found.captures += 1
            progress(found.captures, total)
        _count_orphans(folder.warc, file["path"], rows, found)
    known = {file["path"] for file in files}
    there = (path.relative_to(folder.warc).as_posix() for path in folder.warc.rglob("*") if path.is_file())
    found.strays = sorted(path for path in there if path not in known)


def _check_capture(warc: Path, file: str, row: sqlite3.Row) -> Iterator[Finding]:
    where = f"{file} at {row['warc_offset']}"
    try:
        exchange = read_exchange(warc, file, row["warc_offset"])
    except ArsipError as error:
        yield Finding(Trouble.CAPTURE, where, f"{row['url']}: {error}")
        return
    if exchange.url != row["url"]:
        yield Finding(Trouble.CAPTURE, where, f"it holds {exchange.url}, and its row says {row['url']}")
    if (exchange.retrieved_from or "") != " ".join((row["retrieved_from"] or "").split()):
        detail = f"{row['url']}: it says another origin than its row, {row['retrieved_from']}"
        yield Finding(Trouble.CAPTURE, where, detail)
    if hashlib.sha256(exchange.payload).hexdigest() != row["payload_sha256"]:
        yield Finding(Trouble.CAPTURE, where, f"{row['url']}: its digest is not the one that its row has")


def _count_orphans(warc: Path, file: str, rows: list[sqlite3.Row], found: Verification) -> None:
    """Count the whole responses before, between and after the captures that have rows."""
    with (warc / file).open("rb") as stream:
        starts = [*(row["warc_offset"] for row in rows), stream.seek(0, os.SEEK_END)]
        ends = [0, *(row["warc_offset"] + row["warc_length"] for row in rows)]
        gaps = zip(ends, starts, strict=True)
        orphans = sum(kind == "response" for end, start in gaps for kind in record_types(stream, end, start))
    if orphans:
        found.orphans[file] = orphans
