"""What one outcome means for the archive: its capture, its articles, its addresses, the end of its lease."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from archive.articles import keep
from archive.captures import Capture
from archive.changes.hindsight import keep_retrieved
from archive.changes.sightings import BY_REASON, Sight, note_sighting, note_sightings
from archive.clock import stamp
from archive.crawling.crawls import Crawl, Tally, note_way, reason_of
from archive.crawling.discovering import discover, id_of, meets_known, note_article, see_again
from archive.crawling.gaps import note_overlap, overlap_of
from archive.crawling.media import keep_file, note_media, reclaim
from archive.crawling.mementos import end_memento
from archive.crawling.patterns import learn
from archive.crawling.ways import note_read, way_of
from archive.frontier import end_lease
from archive.full_text import Search
from archive.items import ArticleItem
from archive.keeping import Keep, Keeping, Kept
from archive.known_articles import is_emptied
from archive.outcomes import Discovery, Exchange, Lease, Outcome
from archive.sources import Source
from archive.urls import canonical_url, is_further_page, public_id
from archive.vocabulary import MEDIA_KINDS, Fate, Reason, UrlKind

AFTER_DATA = 90  # so much less than its list of data has, in priority, each page that this names
MOST_DRY = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction's view for one outcome; `now` is in UTC."""

    connection: sqlite3.Connection
    search: Search
    crawl: Crawl
    now: datetime


def record(outcome: Outcome, captures: list[Capture], entry: Entry) -> Tally:
    """Store everything that an outcome gave, and end its lease; all inside the caller's transaction.

    `captures` are those of the outcome's exchanges, in their order.
    """
    source = entry.crawl.source_id
    rows = add_captures(entry.connection, source, outcome.exchanges, captures)
    at = Keeping(entry.connection, entry.search, source, rows, entry.now, outcome.captured_by_others)
    if outcome.lease.kind in MEDIA_KINDS:
        return _record_file(outcome, at)
    overlap = overlap_of(entry.connection, entry.crawl.source_id, outcome, entry.now)
    if outcome.lease.kind is UrlKind.PAGE:
        tally, article = _record_page(outcome, at, entry.crawl.source)
    else:
        tally, article = _record_data(outcome, at, entry.crawl.source), None
    tally.asked = len(outcome.exchanges)
    tally.answered = stamp(entry.now) if at.seen is None and _is_good(outcome) else None
    number = outcome.lease.round
    later = [d for d in outcome.discovered if d.if_news or d.continues]
    if_missed = [d for d in outcome.discovered if d.if_missed]
    outcome.discovered = [d for d in outcome.discovered if not (d.if_news or d.continues or d.if_missed)]
    if if_missed and not meets_known(at.connection, at.source, outcome.discovered, number):
        outcome.discovered += if_missed
    found = end_lease(entry.connection, entry.crawl.source_id, outcome, article, entry.now)
    if outcome.lease.kind is UrlKind.PAGE and at.seen is None:
        note_sightings(entry.connection, outcome, rows, entry.now)
    end_memento(entry.connection, outcome)
    tally.found += found.new
    learn(entry.connection, at.source, outcome.lease, outcome.fate, fresh=found.fresh, now=entry.now)
    has_news = bool(tally.found or tally.new or tally.revised or tally.redated)
    onward = going_on(later, outcome.lease, has_news=has_news, is_fresh=bool(found.fresh))
    tally.found += discover(at.connection, at.source, onward, number=number, now=at.now, by=outcome.lease).new
    if outcome.fate not in {None, Fate.STORED, Fate.LISTING} and outcome.reason is not Reason.WAY_CLOSED:
        tally.reasons[reason_of(outcome.fate, outcome.reason)] += 1
    note_overlap(entry.connection, outcome, overlap)
    if outcome.way is not None:
        note_way(entry.connection, entry.crawl, outcome.way)
    if outcome.fate is Fate.LISTING and (way := way_of(outcome.lease)) is not None:
        note_read(entry.connection, entry.crawl.source_id, way, outcome.stated_total, entry.now)
    if outcome.reason is Reason.NOT_TEXT:
        reclaim(entry.connection, outcome.lease.id)
    return tally


def going_on(later: list[Discovery], held: Lease, *, has_news: bool, is_fresh: bool) -> list[Discovery]:
    """The further pages of a list that are worth a visit, after what its page `held` gave.

    Of a list of the newest, as long as there is news; of any other, until `MOST_DRY` pages in a row have named nothing
    that this round had not named: two lists may overlap, but a calendar, or a shell that answers any page number, has
    no end.
    """
    dry = 0 if is_fresh else int(held.walk.get("dry", 0)) + 1
    onward = [discovery for discovery in later if discovery.if_news and has_news]
    if dry < MOST_DRY:
        walk = {"dry": dry} if dry else {}
        onward += [replace(d, walk=d.walk | walk) for d in later if d.continues and not d.if_news]
    return onward


def _is_good(outcome: Outcome) -> bool:
    """True when the site is alive: it answered, and neither with an error nor with a refusal."""
    status = outcome.exchange.status if outcome.exchange is not None else HTTPStatus.NOT_FOUND
    return status < HTTPStatus.BAD_REQUEST and outcome.fate is not Fate.BLOCKED


def _record_file(outcome: Outcome, at: Keeping) -> Tally:
    """A picture or document: it is no article, so that no figure of articles and addresses counts it."""
    end_lease(at.connection, at.source, outcome, None, at.now)
    keep_file(outcome, next(iter(at.captures), None), at.connection)
    return Tally(asked=int(outcome.exchange is not None))


def _record_page(outcome: Outcome, at: Keeping, source: Source) -> tuple[Tally, int | None]:
    if outcome.unchanged:
        return Tally(same=1), None
    tally, article = Tally(), None
    for item in outcome.items:
        if is_emptied(item, at):
            item.reason = Reason.EMPTY
        if item.is_article and is_further_page(outcome.lease.url, item.canonical):
            outcome.settle(Fate.MOVED, None, f"a further page of {item.canonical}")
            outcome.moved_to = Discovery(item.canonical, priority=outcome.lease.priority, hops=outcome.lease.hops + 1)
            break
        if item.is_article:
            _distrust_canonical(item, outcome.lease.url, at)
            keeping = keep(item, at) if at.seen is None else keep_retrieved(item, at)
            article = keeping.article
            _count(tally, keeping)
            if at.seen is None:  # the pictures of years ago are not to be had from the site of today
                note_media(article, item, source, outcome.lease, at)
        if outcome.fate is None and outcome.due is None:
            outcome.settle(*((Fate.STORED, None) if item.is_article else (Fate.REFUSED, item.reason, outcome.detail)))
    return tally, article


def _distrust_canonical(item: ArticleItem, address: str, at: Keeping) -> None:
    """A page that names another, already known article as its canonical address, with another headline, is itself."""
    own = canonical_url(address)
    if item.canonical != own:
        known = at.connection.execute(
            "SELECT headline FROM articles WHERE public_id = ?", (public_id(item.canonical),)
        ).fetchone()
        if known is not None and known["headline"] != item.headline:
            item.canonical = own


def _record_data(outcome: Outcome, at: Keeping, source: Source) -> Tally:
    tally = Tally()
    for item in outcome.items:
        found = Discovery(item.url, priority=max(0, outcome.lease.priority - AFTER_DATA))
        if is_emptied(item, at):
            item.reason = Reason.EMPTY
        if not item.is_article:
            ending = (Fate.REFUSED, item.reason)
            tally.found += note_article(
                at.connection, at.source, found, by=outcome.lease, article=None, ending=ending, now=at.now
            )
            _note_refusal(item, at)
            tally.reasons[reason_of(*ending)] += 1
            continue
        keeping = keep(item, at)
        _count(tally, keeping)
        is_known = keeping.kept is Kept.SAME and not keeping.moved
        if not (is_known and see_again(at.connection, at.source, item.canonical, outcome.lease, at.now)):
            kept_ending = None if outcome.fetch_pages else (Fate.STORED, None)
            tally.found += note_article(
                at.connection,
                at.source,
                found,
                by=outcome.lease,
                article=keeping.article,
                ending=kept_ending,
                now=at.now,
            )
        note_media(keeping.article, item, source, outcome.lease, at)
    return tally


def _note_refusal(item: ArticleItem, at: Keeping) -> None:
    """Note that data no longer give the text of an article that they gave before."""
    address = id_of(at.connection, at.source, item.canonical)
    if address is not None and item.reason in BY_REASON:
        capture = next(iter(at.captures), None)
        note_sighting(at.connection, address, Sight(BY_REASON[item.reason], at.now, None, capture))


def _count(tally: Tally, keeping: Keep) -> None:
    tally.new += keeping.kept is Kept.NEW
    tally.revised += keeping.kept is Kept.REVISED
    tally.same += keeping.kept is Kept.SAME
    tally.moved += keeping.moved
    tally.redated += keeping.redated


def add_captures(
    connection: sqlite3.Connection, source: int, exchanges: Iterable[Exchange], captures: Iterable[Capture]
) -> tuple[int, ...]:
    """Insert the rows of captures that are already on disk, and return their ids."""
    pairs = zip(exchanges, captures, strict=True)
    return tuple(add_capture(connection, source, exchange, capture) for exchange, capture in pairs)


def add_capture(connection: sqlite3.Connection, source: int, exchange: Exchange, capture: Capture) -> int:
    """Insert the row of a capture that is already on disk, and return its id."""
    connection.execute("INSERT INTO warc_files (path) VALUES (?) ON CONFLICT (path) DO NOTHING", (capture.file,))
    row = connection.execute(
        "INSERT INTO captures (url, source, fetched, status, content_type, payload_sha256, warc_file, warc_offset, "
        "warc_length, tls_unverified, retrieved_from) "
        "VALUES (?, ?, ?, ?, ?, ?, (SELECT id FROM warc_files WHERE path = ?), ?, ?, ?, ?) "
        "RETURNING id",
        (
            exchange.url,
            source,
            stamp(exchange.fetched_at),
            exchange.status,
            exchange.content_type,
            capture.payload_sha256,
            capture.file,
            capture.offset,
            capture.length,
            exchange.tls_unverified,
            exchange.retrieved_from,
        ),
    ).fetchone()
    return int(row[0])


def known_ends(connection: sqlite3.Connection, source: str) -> dict[str, int]:
    """For each WARC file of a source the end of the last capture with a row: up to there it is known to be whole."""
    # CROSS JOIN: file by file, whatever SQLite knows of the tables; the last capture of each is one look into an index
    rows = connection.execute(
        "SELECT f.path, c.warc_offset + c.warc_length FROM warc_files f CROSS JOIN captures c "
        "ON c.warc_file = f.id AND c.warc_offset = (SELECT max(warc_offset) FROM captures WHERE warc_file = f.id) "
        "WHERE f.path > ? AND f.path < ?",
        (f"{source}/", f"{source}0"),  # 0 is the character after the slash
    )
    return {row[0]: int(row[1]) for row in rows}
