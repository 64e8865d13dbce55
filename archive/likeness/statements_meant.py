"""Which article is meant by what an article states about another one."""

import json
import re
import sqlite3
from dataclasses import dataclass

from archive.history import ADDRESS

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as it is kept: ids are public ones, `meant` is None where the archive has no such article."""

    article: str
    kind: str
    field: str
    words: str
    link: str | None
    named: str | None
    meant: str | None


def stated_by(connection: sqlite3.Connection, articles: list[int]) -> list[Stated]:
    """What any of these articles (rows' ids) states of others."""
    rows = connection.execute(
        "SELECT st.*, a.public_id, a.source FROM statements st JOIN articles a ON a.id = st.article "
        "WHERE st.article IN (SELECT value FROM json_each(?)) ORDER BY st.article, st.kind",
        (json.dumps(articles),),
    ).fetchall()
    return [_stated(connection, row) for row in rows]


def stated_about(connection: sqlite3.Connection, articles: list[int]) -> list[Stated]:
    """What other articles state of any of these, by a link to one of its addresses or by its headline."""
    rows = connection.execute(
        "SELECT st.*, by_it.public_id, by_it.source FROM statements st JOIN articles by_it ON by_it.id = st.article "
        "WHERE st.article NOT IN (SELECT value FROM json_each(:these)) AND (st.link IN (SELECT url FROM articles "
        "WHERE id IN (SELECT value FROM json_each(:these)) UNION SELECT canonical FROM urls "
        "WHERE article IN (SELECT value FROM json_each(:these))) OR st.named COLLATE NOCASE IN "
        "(SELECT headline FROM articles WHERE id IN (SELECT value FROM json_each(:these)))) ORDER BY st.article",
        {"these": json.dumps(articles)},
    ).fetchall()
    names = {row[0] for row in connection.execute(PUBLIC_IDS, (json.dumps(articles),))}
    found = [_stated(connection, row) for row in rows]
    return [one for one in found if one.meant in names]


PUBLIC_IDS = "SELECT public_id FROM articles WHERE id IN (SELECT value FROM json_each(?))"


def _stated(connection: sqlite3.Connection, row: sqlite3.Row) -> Stated:
    meant = _by_link(connection, row["link"]) or _by_headline(connection, row)
    return Stated(row["public_id"], row["kind"], row["field"], row["words"], row["link"], row["named"], meant)


def _by_link(connection: sqlite3.Connection, link: str | None) -> str | None:
    row = connection.execute(ADDRESS, {"canonical": link}).fetchone() if link else None
    return connection.execute(PUBLIC_IDS, (json.dumps([row[0]]),)).fetchone()[0] if row else None


def _by_headline(connection: sqlite3.Connection, row: sqlite3.Row) -> str | None:
    """The one other article of the same source with just the headline that a statement quotes."""
    words = WORD.findall((row["named"] or "").casefold())
    if not words:
        return None
    found = connection.execute(
        "SELECT a.public_id, a.headline FROM articles_fts f JOIN articles a ON a.id = f.rowid "
        "WHERE articles_fts MATCH ? AND a.source = ? AND a.id <> ?",
        (f'headline : "{" ".join(words)}"', row["source"], row["article"]),
    ).fetchall()
    named = [other["public_id"] for other in found if WORD.findall(other["headline"].casefold()) == words]
    return named[0] if len(named) == 1 else None
