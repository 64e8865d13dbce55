"""Discovering: how addresses enter the frontier, and what is noted when a known one is met again.

All functions run inside the caller's transaction; `now` is in UTC.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from archive.clock import stamp
from archive.crawling.mementos import note_mementos
from archive.crawling.patterns import join_pattern
from archive.crawling.ways import ASKED, bit_of, way_of
from archive.outcomes import Discovery, Lease
from archive.urls import canonical_url
from archive.vocabulary import LISTING_KINDS, Fate, Reason, UrlKind

IN_RANGE = 500  # the least priority of what a look for a range of days asks for
ASKED_FOR = 1000  # the priority of what a person asked for by name
LEAST = -1000  # no page or listing has a lower priority


class Found(NamedTuple):
    """How many addresses are new to the archive, and how many were named for the first time in this round."""

    new: int = 0
    fresh: int = 0


ADD = """
INSERT INTO urls (source, url, canonical, kind, priority, round, hops, listed, ways, walk, discovered, discovered_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (canonical, source) DO UPDATE SET kind = excluded.kind,
priority = excluded.priority, round = excluded.round, listed = excluded.listed, ways = excluded.ways,
walk = excluded.walk,
state = 'pending', fate = NULL, reason = NULL, detail = NULL, settled = NULL, tries = 0, due = ''
WHERE kind IN ('image', 'document') AND excluded.kind NOT IN ('image', 'document') AND state <> 'leased'
AND fate IS NOT 'stored' AND ?
"""


def discover(
    connection: sqlite3.Connection,
    source: int,
    found: Iterable[Discovery],
    *,
    number: int,
    now: datetime,
    by: Lease | None = None,
    way: str | None = None,
) -> Found:
    """Note addresses of the round `number`, named by a `way` (else by that of the list `by`).

    Returns how many were new, and how many the round had not named before.

    An address that is known stays as it is, except that a listing of an earlier round is pending again, and so are
    a page that is to be fetched `again`, and one that gave no article and turns out to be a listing. One that is
    `refused` is noted with that reason, and never fetched. What an article only took for its picture is a page once a
    list names it, unless it proved to be a picture. What is no http address is passed over: it can never be fetched.
    """
    listed = number if by is not None and by.kind in LISTING_KINDS else 0
    named = bit_of(connection, source, way or way_of(by))
    new = fresh = 0
    for discovery in found:
        try:
            canonical = canonical_url(discovery.url)
        except ValueError:
            continue
        row = (source, discovery.url, canonical, discovery.kind, discovery.priority, number, discovery.hops)
        walk = json.dumps(discovery.walk) if discovery.walk else None
        added = connection.execute(
            ADD, (*row, listed, named, walk, stamp(now), by.id if by is not None else None, discovery.refused is None)
        ).rowcount
        new += added
        if added and discovery.refused is not None:
            refuse(connection, source, canonical, *discovery.refused, now=now)
        elif added and discovery.pattern is not None:
            join_pattern(connection, source, canonical, discovery, now)
        fresh += added or _know(connection, _Naming(source, canonical, discovery, number, listed, named, by, walk))
        if discovery.mementos:
            note_mementos(connection, source, canonical, discovery.mementos)
    return Found(new, fresh)


def refuse(
    connection: sqlite3.Connection, source: int, canonical: str, reason: Reason, detail: str, *, now: datetime
) -> None:
    """Settle a pending address as refused, without a visit."""
    connection.execute(
        "UPDATE urls SET state = 'settled', fate = ?, reason = ?, detail = ?, settled = ? "
        "WHERE canonical = ? AND source = ? AND state = 'pending'",
        (Fate.REFUSED, reason, detail, stamp(now), canonical, source),
    )


@dataclass(frozen=True, slots=True)
class _Naming:
    """A known address that is named once more: where, in which round, and what the list says of it."""

    source: int
    canonical: str
    discovery: Discovery
    number: int
    listed: int
    named: int
    by: Lease | None
    walk: str | None


def _know(connection: sqlite3.Connection, once: _Naming) -> int:
    """Meet a known address once more; return 1 when a list names it for the first time in this round.

    A trap stays one: only a refresh, which opens its pattern, tries it again.
    """
    if once.discovery.kind in LISTING_KINDS or once.discovery.again:
        _open_again(connection, once)
    if once.discovery.kind is UrlKind.PAGE and once.walk:
        _note_what_a_feed_says(connection, once)
    if once.discovery.priority >= IN_RANGE:
        _prefer(connection, once)
    fresh = _list(connection, once) if once.listed else 0
    if once.named and not fresh:
        connection.execute(
            "UPDATE urls SET ways = ways | :named WHERE canonical = :canonical AND source = :source "
            "AND ways & :named <> :named",
            {"named": once.named, "canonical": once.canonical, "source": once.source},
        )
    return fresh


def _open_again(connection: sqlite3.Connection, once: _Naming) -> None:
    """A list of this round, or a page that is to be tried again, is pending."""
    kind, number = once.discovery.kind, once.number
    connection.execute(
        "UPDATE urls SET state = 'pending', fate = NULL, reason = NULL, detail = NULL, tries = 0, due = '', "
        "round = ?, walk = CASE WHEN kind = 'page' THEN coalesce(?, walk) ELSE ? END, kind = ?, priority = ? "
        "WHERE canonical = ? AND source = ? AND state <> 'leased' "
        "AND reason IS NOT 'trap' AND CASE WHEN kind = ? THEN round < ? AND state = 'settled' "
        "ELSE article IS NULL AND (kind = 'page' OR (kind = 'sitemap' AND ? = 'feed' AND state = 'settled')) END",
        (number, once.walk, once.walk, kind, once.discovery.priority, once.canonical, once.source, kind, number, kind),
    )


def _note_what_a_feed_says(connection: sqlite3.Connection, once: _Naming) -> None:
    """The walk of a page that another list has named before."""
    connection.execute(
        "UPDATE urls SET walk = ? WHERE canonical = ? AND source = ? AND kind = 'page' AND walk IS NULL",
        (once.walk, once.canonical, once.source),
    )


def _prefer(connection: sqlite3.Connection, once: _Naming) -> None:
    """A person asks for the days of this address: it comes first, and what failed is tried again."""
    connection.execute(
        "UPDATE urls SET priority = ? WHERE canonical = ? AND source = ? AND priority < ?",
        (once.discovery.priority, once.canonical, once.source, once.discovery.priority),
    )
    connection.execute(
        "UPDATE urls SET state = 'pending', fate = NULL, reason = NULL, detail = NULL, tries = 0, due = '', "
        "round = ? WHERE canonical = ? AND source = ? AND state = 'settled' AND fate = 'failed' AND round < ? "
        "AND reason IS NOT 'trap'",
        (once.number, once.canonical, once.source, once.number),
    )


def _list(connection: sqlite3.Connection, once: _Naming) -> int:
    """Note that a list of this round names the address; what only an import has given is fetched from the site."""
    connection.execute(
        "UPDATE urls SET state = 'pending', fate = NULL, tries = 0, due = '', round = ?, discovered_by = ? "
        "WHERE canonical = ? AND source = ? AND state = 'settled' AND crawl IS NULL AND discovered_by IS NULL",
        (once.number, once.by.id if once.by is not None else None, once.canonical, once.source),
    )
    return connection.execute(
        "UPDATE urls SET listed = ?, ways = ways | ? WHERE canonical = ? AND source = ? AND listed < ?",
        (once.listed, once.named, once.canonical, once.source, once.listed),
    ).rowcount


def meets_known(connection: sqlite3.Connection, source: int, found: Iterable[Discovery], number: int) -> bool:
    """Whether one of these pages was noted before the round `number`: then nothing lies unseen between."""
    return any(
        connection.execute(
            "SELECT 1 FROM urls WHERE canonical = ? AND source = ? AND kind = 'page' AND round < ?",
            (canonical_url(discovery.url), source, number),
        ).fetchone()
        for discovery in found
        if discovery.kind is UrlKind.PAGE
    )


def ask_for(connection: sqlite3.Connection, source: int, urls: Iterable[str], now: datetime) -> None:
    """Let these pages be fetched now, before all others, whatever became of them earlier."""
    number = int(connection.execute("SELECT round FROM sources WHERE id = ?", (source,)).fetchone()[0])
    for url in urls:
        asked = [Discovery(url, priority=ASKED_FOR)]
        discover(connection, source, asked, number=number, now=now, way=ASKED)
        connection.execute(
            "UPDATE urls SET state = 'pending', tries = 0, due = '', priority = ? WHERE canonical = ? AND source = ?",
            (ASKED_FOR, canonical_url(url), source),
        )


def id_of(connection: sqlite3.Connection, source: int, canonical: str) -> int | None:
    """The row of a canonical address, if it is known."""
    row = connection.execute("SELECT id FROM urls WHERE canonical = ? AND source = ?", (canonical, source)).fetchone()
    return int(row[0]) if row else None


def note_article(
    connection: sqlite3.Connection,
    source: int,
    found: Discovery,
    *,
    by: Lease,
    article: int | None,
    ending: tuple[Fate, str | None] | None,
    now: datetime,
) -> int:
    """Note the address of an article that another response gave (a data interface); return 1 when it was new.

    With an ending the address is settled by that; without one, its own page is (again) to be fetched. An
    address that is being fetched right now keeps its lease.
    """
    new = discover(connection, source, [found], number=by.round, now=now, by=by).new
    state = "pending" if ending is None else "settled"
    fate, reason = ending or (None, None)
    connection.execute(
        "UPDATE urls SET state = ?, fate = ?, reason = ?, detail = NULL, tries = 0, due = '', settled = ?, seen = ?, "
        "article = coalesce(?, article) WHERE canonical = ? AND source = ? AND state <> 'leased'",
        (state, fate, reason, stamp(now) if ending else None, stamp(now), article, canonical_url(found.url), source),
    )
    return new


def see_again(connection: sqlite3.Connection, source: int, canonical: str, by: Lease, now: datetime) -> bool:
    """Note that a listing of data named an address whose article has not changed; False when it is not known."""
    named = bit_of(connection, source, way_of(by))
    seen = connection.execute(
        "UPDATE urls SET seen = ?, listed = max(listed, ?), ways = ways | ? WHERE canonical = ? AND source = ?",
        (stamp(now), by.round, named, canonical, source),
    )
    return bool(seen.rowcount)
