"""Sightings: what an address was seen to give in the place of its article, and when the article was there again.

An article is *missing* from the first look that finds none of its addresses giving it, and *gone* after a second look a
day later that finds the same; a refresh counts as both. What passes by itself (an error, a challenge, a site under
maintenance) is no sighting. All functions run inside the caller's transaction; `now` is in UTC.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from archive.clock import moment, stamp
from archive.outcomes import Outcome
from archive.vocabulary import Fate, PageKind, Reason, Sighting

SECOND_LOOK = timedelta(days=1)
LATEST = timedelta(days=180)
NEARLY = 0.99  # of a day between two looks: a poll may come a little early
BY_REASON = {Reason.LOGIN: Sighting.LOGIN, Reason.PROTECTED: Sighting.PROTECTED, Reason.EMPTY: Sighting.EMPTIED}
BY_STATUS = {
    HTTPStatus.UNAUTHORIZED: Sighting.LOGIN,
    HTTPStatus.PAYMENT_REQUIRED: Sighting.LOGIN,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: Sighting.WITHHELD,
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen now (UTC) at an address, in what words, and in which capture (its row)."""

    what: Sighting
    now: datetime
    detail: str | None = None
    capture: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting: when (a stamp), what, at which address, in what words, and where its capture lies, if any."""

    seen: str
    sighting: str
    url: str | None
    detail: str | None
    warc_file: str | None
    warc_offset: int | None


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that its source stopped giving: since when (`gone` is None until a second look), and what was seen."""

    id: str
    headline: str | None
    missing: str
    gone: str | None
    sighting: str


def what_was_seen(outcome: Outcome) -> Sighting | None:
    """What an answer says of an article that stood there, as far as it tells."""
    status = outcome.exchange.status if outcome.exchange is not None else None
    if outcome.fate is Fate.GONE:
        return Sighting.NOT_FOUND
    if outcome.fate is Fate.MOVED and outcome.moved_to is not None:
        parts = urlsplit(outcome.moved_to.url)
        return Sighting.SENT_HOME if parts.path in {"", "/"} and not parts.query else None
    if outcome.fate is Fate.BLOCKED and status in BY_STATUS:
        return BY_STATUS[HTTPStatus(status)]
    if outcome.fate in {Fate.REFUSED, Fate.BLOCKED} and outcome.reason in BY_REASON:
        return BY_REASON[outcome.reason]
    is_lost = any(item.kind is PageKind.SOFT_404 for item in outcome.items)
    return Sighting.NOT_FOUND if outcome.fate is Fate.REFUSED and is_lost else None


def note_sightings(connection: sqlite3.Connection, outcome: Outcome, captures: Iterable[int], now: datetime) -> None:
    """Note what the address of an outcome, once settled, gives in the place of the article that it gave before."""
    if outcome.fate in {None, Fate.FAILED} or outcome.unchanged or outcome.is_challenge:
        return
    capture = next(iter(captures), None)
    seen = what_was_seen(outcome)
    if seen is not None:
        note_sighting(connection, outcome.lease.id, Sight(seen, now, outcome.detail, capture))
    elif outcome.fate is Fate.MOVED:
        _note_sent(connection, outcome.lease.id, capture, now)
    if outcome.lease.hops:
        _note_arrival(connection, outcome.lease.id, now)


def _note_sent(connection: sqlite3.Connection, address: int, capture: int | None, now: datetime) -> None:
    """Note an address that sends on to one of which is known that it does not give the same article."""
    row = connection.execute(
        "SELECT target.url FROM urls u JOIN urls target ON target.id = u.moved_to "
        "WHERE u.id = ? AND target.state = 'settled' AND target.fate IN ('stored', 'refused', 'listing', 'gone') "
        "AND u.article IS NOT target.article",
        (address,),
    ).fetchone()
    if row is not None:
        note_sighting(connection, address, Sight(Sighting.SENT_ELSEWHERE, now, row["url"], capture))


def _note_arrival(connection: sqlite3.Connection, target: int, now: datetime) -> None:
    """Note an address that sent on to one of which only now is known that it does not give the same article."""
    row = connection.execute(
        "SELECT u.id, t.url FROM urls t JOIN urls u ON u.id = t.discovered_by AND u.moved_to = t.id "
        "WHERE t.id = ? AND u.fate = 'moved' AND u.article IS NOT NULL AND u.article IS NOT t.article "
        "AND t.fate IN ('stored', 'refused', 'listing', 'gone')",
        (target,),
    ).fetchone()
    if row is not None:
        note_sighting(connection, row["id"], Sight(Sighting.SENT_ELSEWHERE, now, row["url"]))


def note_sighting(connection: sqlite3.Connection, address: int, sight: Sight) -> None:
    """Note what an address gives in the place of its article, and when to look again; nothing where it gave none."""
    row = connection.execute(
        "SELECT a.id, a.gone FROM urls u JOIN articles a ON a.id = u.article WHERE u.id = ?", (address,)
    ).fetchone()
    if row is None:
        return
    _insert(connection, row["id"], address, sight)
    connection.execute(
        "UPDATE articles SET missing = coalesce(missing, ?) WHERE id = ? AND NOT EXISTS "
        "(SELECT 1 FROM urls u WHERE u.article = articles.id AND u.id <> ? AND u.fate = 'stored')",
        (stamp(sight.now), row["id"], address),
    )
    since = sight.now - moment(row["gone"]) if row["gone"] else SECOND_LOOK
    wait = min(LATEST, max(SECOND_LOOK, since))
    connection.execute("UPDATE urls SET look_again = ? WHERE id = ?", (stamp(sight.now + wait), address))


def _insert(connection: sqlite3.Connection, article: int, address: int | None, sight: Sight) -> None:
    connection.execute(
        "INSERT INTO sightings (article, url, seen, sighting, detail, capture) VALUES (?, ?, ?, ?, ?, ?)",
        (article, address, stamp(sight.now), sight.what, sight.detail, sight.capture),
    )


def note_return(connection: sqlite3.Connection, article: int, capture: int | None, now: datetime) -> None:
    """Note that an article that was missing is there again."""
    _insert(connection, article, None, Sight(Sighting.BACK, now, None, capture))
    connection.execute("UPDATE articles SET state = 'live', gone = NULL, missing = NULL WHERE id = ?", (article,))


def has_missing(connection: sqlite3.Connection, source: int) -> bool:
    """True when an article of a source is missing and not yet gone."""
    query = "SELECT EXISTS (SELECT 1 FROM articles WHERE source = ? AND missing IS NOT NULL AND state = 'live')"
    return bool(connection.execute(query, (source,)).fetchone()[0])


def mark_gone(connection: sqlite3.Connection, source: int, now: datetime, *, at_once: bool) -> int:
    """Note as gone each missing article that no address gives any more; return how many those are.

    Two looks a day apart must have seen it so, or, `at_once`, one. An address gives its article where nothing else was
    seen there since it was settled; one that could not be reached says nothing. A list that still names an address
    says nothing either: many a sitemap is months old.
    """
    return connection.execute(
        """
        UPDATE articles SET state = 'gone', gone = :now
        WHERE source = :source AND missing IS NOT NULL AND state = 'live' AND (:at_once OR :nearly <= julianday(
            (SELECT max(s.seen) FROM sightings s WHERE s.article = articles.id)) - julianday(missing))
        AND NOT EXISTS (
            SELECT 1 FROM urls u LEFT JOIN urls target ON target.id = u.moved_to WHERE u.article = articles.id AND (
                u.fate IS NULL OR (u.fate = 'moved' AND target.fate = 'stored' AND target.article = u.article)
                OR NOT EXISTS (SELECT 1 FROM sightings s WHERE s.url = u.id AND s.seen >= u.settled))
        )
        """,
        {"now": stamp(now), "source": source, "at_once": at_once, "nearly": NEARLY},
    ).rowcount


def sightings_of(connection: sqlite3.Connection, article: int) -> list[Seen]:
    """Everything that was seen in the place of an article, the first first."""
    rows = connection.execute(
        "SELECT s.seen, s.sighting, u.url, s.detail, f.path, c.warc_offset FROM sightings s "
        "LEFT JOIN urls u ON u.id = s.url LEFT JOIN captures c ON c.id = s.capture "
        "LEFT JOIN warc_files f ON f.id = c.warc_file WHERE s.article = ? ORDER BY s.id",
        (article,),
    )
    return [Seen(*row) for row in rows]


def removed_from(connection: sqlite3.Connection, source: int, since: datetime) -> list[Removed]:
    """The articles that a source stopped giving since then (UTC), the latest first."""
    rows = connection.execute(
        "SELECT a.public_id, a.headline, a.missing, a.gone, (SELECT sighting FROM sightings s WHERE s.article = a.id "
        "ORDER BY s.id DESC LIMIT 1) FROM articles a WHERE a.source = ? AND a.missing IS NOT NULL "
        "AND a.state <> 'hidden' AND coalesce(a.gone, a.missing) >= ? ORDER BY a.missing DESC, a.id DESC",
        (source, stamp(since)),
    )
    return [Removed(*row) for row in rows]
