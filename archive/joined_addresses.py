"""Joined addresses: a site that gives one text under a second address within a day has one article, not two.

Each join is logged with its figures and the capture that shows it, and can be undone: the address is then an article of
its own, and never joined again. All functions run inside the caller's transaction; `now` is in UTC.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from archive.clock import stamp
from archive.discovering import ask_for
from archive.errors import ArsipError
from archive.urls import canonical_url, spellings

OTHER_TEXT = "it gives another text since"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What came under an address that is not known: its headline, the digest of its words, its local day."""

    canonical: str
    headline: str | None
    text_digest: int | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Joined:
    """An address that was joined to an article: when (a stamp), with what figures; and when and why it was parted.

    `warc_file` and `warc_offset` are where the capture lies in which it gave the text.
    """

    url: str
    joined: str
    reason: str
    undone: str | None
    undone_reason: str | None
    warc_file: str | None
    warc_offset: int | None


# the text alone finds: the plus signs keep SQLite from going through all of a source's days
TWIN = """
SELECT id, headline, words, published_day FROM articles WHERE text_digest = ? AND +source = ?
AND +published_day BETWEEN date(?, '-1 day') AND date(?, '+1 day') ORDER BY id
"""


def join_twin(
    connection: sqlite3.Connection, source: int, new: Newcomer, capture: int | None, now: datetime
) -> int | None:
    """Join an unknown address to the article of its source that has the same words and headline, a day apart at most.

    Returns the article's row; None where there is none, and where a person has parted the address before.
    """
    if new.text_digest is None or new.day is None:
        return None
    rows = connection.execute(TWIN, (new.text_digest, source, new.day, new.day)).fetchall()
    twin = next((row for row in rows if _folded(row["headline"]) == _folded(new.headline)), None)
    if twin is None or _stands(connection, source, new.canonical, was_undone=True):
        return None
    reason = f"same headline, same text ({twin['words']} words), published {twin['published_day']} and {new.day}"
    connection.execute(
        "INSERT INTO joined_addresses (article, source, canonical, joined, reason, capture) VALUES (?, ?, ?, ?, ?, ?)",
        (twin["id"], source, new.canonical, stamp(now), reason, capture),
    )
    return int(twin["id"])


def _folded(headline: str | None) -> list[str]:
    return (headline or "").casefold().split()


def _stands(connection: sqlite3.Connection, source: int, canonical: str, *, was_undone: bool) -> sqlite3.Row | None:
    """The last join of an address, in any spelling, that stands, or that was undone."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT j.*, a.url FROM joined_addresses j JOIN articles a ON a.id = j.article WHERE j.source = ? "
        "AND j.canonical IN (SELECT value FROM json_each(?)) AND (j.undone IS NOT NULL) = ? ORDER BY j.id DESC LIMIT 1",
        (source, json.dumps(spellings(canonical)), was_undone),
    ).fetchone()
    return row


def joined_article(connection: sqlite3.Connection, source: int, canonical: str) -> int | None:
    """The row of the article to which an address is joined."""
    row = _stands(connection, source, canonical, was_undone=False)
    return None if row is None else int(row["article"])


def end_join(connection: sqlite3.Connection, source: int, canonical: str, reason: str, now: datetime) -> None:
    """Let an address be joined to no article any more, now and later."""
    these = {"source": source, "these": json.dumps(spellings(canonical))}
    connection.execute(
        "UPDATE joined_addresses SET undone = :now, undone_reason = :reason WHERE source = :source AND undone IS NULL "
        "AND canonical IN (SELECT value FROM json_each(:these))",
        {**these, "now": stamp(now), "reason": reason},
    )
    connection.execute(
        "UPDATE urls SET article = NULL WHERE source = :source AND canonical IN (SELECT value FROM json_each(:these))",
        these,
    )


def part_address(connection: sqlite3.Connection, url: str, reason: str, now: datetime) -> None:
    """Let a joined address be an article of its own from its next fetch on, which is due at once.

    A transaction of its own. Raises `ArsipError` for an address that was not joined, and for one to which its article
    has moved.
    """
    if not reason.strip():
        raise ArsipError('a reason is wanted, which the log keeps: --reason "another day\'s parade"')
    try:
        canonical = canonical_url(url)
    except ValueError:
        raise ArsipError(f"{url!r} is no address: name the one that is to be an article of its own") from None
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        sources = [row[0] for row in connection.execute("SELECT DISTINCT source FROM joined_addresses")]
        joins = [found for one in sources if (found := _stands(connection, one, canonical, was_undone=False))]
        if not joins:
            raise ArsipError(f"{url} was not joined to another address: arsip show {url} tells what is known of it")
        for join in joins:
            if join["url"] == join["canonical"]:
                raise ArsipError(f"{url} is where its article is now: the address before it has ended")
            end_join(connection, join["source"], join["canonical"], reason, now)
            ask_for(connection, join["source"], [join["canonical"]], now)


def joined_to(connection: sqlite3.Connection, article: int) -> list[Joined]:
    """Every address that was ever joined to an article, the first first."""
    rows = connection.execute(
        "SELECT j.canonical, j.joined, j.reason, j.undone, j.undone_reason, f.path, c.warc_offset "
        "FROM joined_addresses j LEFT JOIN captures c ON c.id = j.capture LEFT JOIN warc_files f ON f.id = c.warc_file "
        "WHERE j.article = ? ORDER BY j.id",
        (article,),
    )
    return [Joined(*row) for row in rows]
