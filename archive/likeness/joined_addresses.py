"""Joined addresses: a site that gives one text under a second address within a day has one article, not two.

Within a day: on one local day of the publisher, or less than twelve hours apart over midnight. The same text on another
day is another article: a morning parade is held, and told in the same words, every day at about the same hour.

Each join is logged with its figures and the capture that shows it, and can be undone: the address is then an article of
its own, and never joined again. All functions run inside the caller's transaction; `now` is in UTC.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.clock import stamp
from archive.crawling.discovering import ask_for
from archive.errors import ArsipError
from archive.urls import canonical_url, spellings

OTHER_TEXT = "it gives another text since"
OVER_MIDNIGHT = timedelta(hours=12)
DAY = len("2020-02-27")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What came under an address that is not known: its headline, the digest of its words, its date as published."""

    canonical: str
    headline: str | None
    text_digest: int | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Joined:
    """An address that was joined to an article (its id): when (a stamp), with what figures; when and why it was parted.

    `warc_file` and `warc_offset` are where the capture lies in which it gave the text.
    """

    article: str
    url: str
    joined: str
    reason: str
    undone: str | None
    undone_reason: str | None
    warc_file: str | None
    warc_offset: int | None


# the text alone finds: the plus signs keep SQLite from going through all of a source's days
TWIN = """
SELECT id, headline, words, published FROM articles WHERE text_digest = ? AND +source = ?
AND +published_day BETWEEN date(?, '-1 day') AND date(?, '+1 day') ORDER BY id
"""

JOINED = """
SELECT a.public_id, j.canonical, j.joined, j.reason, j.undone, j.undone_reason, f.path, c.warc_offset
FROM joined_addresses j JOIN articles a ON a.id = j.article LEFT JOIN captures c ON c.id = j.capture
LEFT JOIN warc_files f ON f.id = c.warc_file
"""


def join_twin(
    connection: sqlite3.Connection, source: int, new: Newcomer, capture: int | None, now: datetime
) -> int | None:
    """Join an unknown address to the article of its source that has the same words and headline, within a day.

    Returns the article's row; None where there is none, and where a person has parted the address before.
    """
    if new.text_digest is None or new.published is None:
        return None
    day = new.published[:DAY]
    rows = connection.execute(TWIN, (new.text_digest, source, day, day)).fetchall()
    twin = next((row for row in rows if _is_twin(row, new.headline, new.published)), None)
    if twin is None or _stands(connection, source, new.canonical, was_undone=True):
        return None
    dates = f"published {twin['published']} and {new.published}"
    reason = f"same headline, same text ({twin['words']} words), {dates}"
    connection.execute(
        "INSERT INTO joined_addresses (article, source, canonical, joined, reason, capture) VALUES (?, ?, ?, ?, ?, ?)",
        (twin["id"], source, new.canonical, stamp(now), reason, capture),
    )
    return int(twin["id"])


def _is_twin(row: sqlite3.Row, headline: str | None, published: str) -> bool:
    return _folded(row["headline"]) == _folded(headline) and is_within_a_day(row["published"], published)


def is_within_a_day(published: str, other: str) -> bool:
    """True for two dates (ISO 8601, local) on one day, and for two moments less than twelve hours apart."""
    if published[:DAY] == other[:DAY]:
        return True
    one, two = (datetime.fromisoformat(date) for date in (published, other))
    is_known = len(min(published, other, key=len)) > DAY and (one.tzinfo is None) == (two.tzinfo is None)
    return is_known and abs(one - two) < OVER_MIDNIGHT


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
    return [Joined(*row) for row in connection.execute(f"{JOINED} WHERE j.article = ? ORDER BY j.id", (article,))]


def joined_at(connection: sqlite3.Connection, source: int, since: datetime) -> list[Joined]:
    """The addresses of a source that were joined since then (UTC) and still are, the latest first."""
    query = f"{JOINED} WHERE j.source = ? AND j.joined >= ? AND j.undone IS NULL ORDER BY j.id DESC"
    return [Joined(*row) for row in connection.execute(query, (source, stamp(since)))]


def parted(connection: sqlite3.Connection) -> list[Joined]:
    """Every address that was joined to an article and is no longer, in the order in which they were parted."""
    return [Joined(*row) for row in connection.execute(f"{JOINED} WHERE j.undone IS NOT NULL ORDER BY j.undone, j.id")]
