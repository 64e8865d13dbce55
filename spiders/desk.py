"""The desk: where a spider borrows addresses from the archive and hands in what they gave."""

import asyncio
import logging
import sqlite3
from collections import deque
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from archive.captures import repair
from archive.changes.template_snapshots import learn
from archive.changes.templates import Template
from archive.clock import moment, now
from archive.crawling.crawls import NO_ROUND, PATIENCE, Crawl, Tally, add_to_crawl, begin_crawl, end_crawl
from archive.crawling.discovering import ASKED_FOR, IN_RANGE, LEAST, ask_for
from archive.crawling.doors import known_doors, last_look, last_reads, look_began
from archive.crawling.media import MEDIA_PRIORITY, MediaScope, media_scope, welcome
from archive.crawling.mementos import newest_memento
from archive.crawling.ownership import Portrait, owner_of
from archive.crawling.polls import note_crawl
from archive.crawling.robots import StoredRobots, load_robots
from archive.crawling.rounds import Seeds, Span, look_further, open_round
from archive.database import explained, open_for_reading
from archive.errors import ArsipError
from archive.folder import ArchiveFolder
from archive.frontier import adopt, lease, ready, recover, standing, try_anew
from archive.outcomes import Exchange, Lease, Outcome
from archive.record import known_ends
from archive.sources import Source
from archive.urls import plain_host
from archive.vocabulary import MEDIA_KINDS, Verdict
from archive.writer import Writer
from spiders.lessons import Lessons

logger = logging.getLogger(__name__)
LEASES_AT_ONCE = 64
LEASES_OF_A_PACED_SOURCE = 2


class Desk:
    """One crawl of one source. It holds the source's lock from beginning to end.

    It lends no address of a lower priority than `least_priority`; after `most_new` new articles (0: any number) none.

    All desks of a process share one writer. `limit` is how many addresses may be out at once; it also bounds
    what a kill can make the next crawl fetch twice. While it `is_held`, nothing is lent.
    `pace` (seconds) stands in for the source's own, and is noted.
    """

    _writers: ClassVar[dict[ArchiveFolder, tuple[Writer, set["Desk"]]]] = {}

    def __init__(self, folder: ArchiveFolder, source: Source, *, most_new: int = 0, pace: float | None = None) -> None:
        self.folder = folder
        self.most_new = most_new
        self.least_priority = LEAST
        self.source = source
        self.pace = source.seconds_between_requests if pace is None else pace
        self.tally = Tally()
        self.failure: tuple[Verdict, str] | None = None
        self.error: ArsipError | None = None
        self.limit = LEASES_OF_A_PACED_SOURCE if self.pace else LEASES_AT_ONCE
        self._out: dict[int, Lease] = {}
        self._buffer: deque[Lease] = deque()
        self._paused_until: datetime | None = None
        self._crawl: Crawl | None = None
        self._seeds: Seeds | None = None
        self.is_held = False
        self._lock = folder.hold(source.name)
        try:
            self._writer = self._share_writer()
            self._reader = open_for_reading(folder.database)
            self._lessons = Lessons(self._writer, self._reader, source.name)
        except BaseException:
            self._lock.release()
            raise

    def _share_writer(self) -> Writer:
        if self.folder not in self._writers:
            writer = Writer(self.folder)
            writer.in_flight = lambda: sum(len(desk._out) for desk in self._writers[self.folder][1])  # noqa: SLF001 its own kind
            self._writers[self.folder] = (writer, set())
        writer, desks = self._writers[self.folder]
        desks.add(self)
        return writer

    @property
    def template(self) -> Template | None:
        """What has been learned from the source's pages so far."""
        return self._lessons.template

    def newest_memento(self) -> str | None:
        """The moment (`yyyymmddhhmmss`) of the newest capture that is known of this source in a web archive."""
        return newest_memento(self._reader, self.source.name)

    def known_doors(self) -> dict[str, list[str]]:
        """By which addresses the ways of the source were open at their last look."""
        return known_doors(self._reader, self.source.name)

    def last_look(self) -> str | None:
        """When the last look began that was read to its end (a stamp)."""
        return last_look(self._reader, self.source.name)

    def look_began(self) -> str | None:
        """When the look that is under way began (a stamp)."""
        return look_began(self._reader, self.source.name)

    def last_reads(self) -> dict[str, str]:
        """When a list of each way was read last (a stamp)."""
        return last_reads(self._reader, self.source.name)

    async def open(self, seeds: Seeds, *, refresh: bool = False, span: Span | None = None) -> list[str]:
        """Take stock after whatever happened before, and begin; return what a person should be told.

        `seeds` gives the addresses with which a look begins; with `refresh` everything is looked at again, with a
        `span` its days alone.
        """
        self._seeds = seeds
        self.least_priority = IN_RANGE if span else LEAST
        notes = await asyncio.wrap_future(self._writer.call(self._mend))
        begun = self._writer.call(lambda db: self._begin(db, seeds, refresh=refresh, span=span))
        self._crawl = await asyncio.wrap_future(begun)
        if self._crawl.continues:
            notes.append(f"round {self._crawl.round} was broken off: it goes on where it stopped")
        self._paused_until = self._pause()
        return notes

    async def open_for(self, urls: list[str]) -> list[str]:
        """Take stock, and lend these addresses alone, and what they redirect to."""
        self.least_priority = ASKED_FOR
        notes = await asyncio.wrap_future(self._writer.call(self._mend))
        self._crawl = await asyncio.wrap_future(self._writer.call(lambda db: self._begin_asking(db, urls)))
        self._paused_until = self._pause()
        return notes

    def _begin_asking(self, connection: sqlite3.Connection, urls: list[str]) -> Crawl:
        source_id = adopt(connection, self.source)
        self._take_stock(connection, source_id)
        ask_for(connection, source_id, urls, now())
        return begin_crawl(connection, source_id, self.source, NO_ROUND, now(), pace=self.pace)

    def _mend(self, connection: sqlite3.Connection) -> list[str]:
        cut = repair(self.folder.warc, known_ends(connection, self.source.name), self.source.name)
        return [f"{item.file}: a torn record of {item.cut_bytes} bytes was cut off" for item in cut]

    def _begin(self, connection: sqlite3.Connection, seeds: Seeds, *, refresh: bool, span: Span | None) -> Crawl:
        source_id = adopt(connection, self.source)
        self._take_stock(connection, source_id)
        number = open_round(connection, source_id, seeds, now(), refresh=refresh, span=span)
        return begin_crawl(
            connection, source_id, self.source, number, now(), least_priority=self.least_priority, pace=self.pace
        )

    def _take_stock(self, connection: sqlite3.Connection, source_id: int) -> None:
        recover(connection, source_id, now())
        try_anew(connection, source_id)
        for host in self.source.media_hosts:
            welcome(connection, source_id, host)

    @property
    def crawl(self) -> Crawl:
        """The run in progress. Raises `RuntimeError` before `open`."""
        if self._crawl is None:
            raise RuntimeError("the desk is not open yet")
        return self._crawl

    def borrow(self) -> Lease | None:
        """Lend the next address, or None when there is none for now."""
        try:
            return self._borrow()
        except sqlite3.Error as error:
            self._fail(explained(error, self.folder.database))
            return None

    def _borrow(self) -> Lease | None:
        if (
            self._crawl is None
            or self.is_held
            or self.failure
            or len(self._out) >= self._most_out()
            or self._is_paused()
        ):
            return None
        if not self._buffer:
            self._refill()
        if not self._buffer and not self._out and self._looks_further():
            self._refill()
        if not self._buffer and self._has_time_for_media():
            self._refill(media=True)
        if not self._buffer:
            return None
        lent = self._buffer.popleft()
        self._out[lent.id] = lent
        return lent

    def _has_time_for_media(self) -> bool:
        """Pictures and documents are lent once the last look was made, or while pages wait for a later moment."""
        if self.source.media == "none":
            return False
        has_pages_out = any(lent.kind not in MEDIA_KINDS for lent in self._out.values())
        if self._seeds is None or has_pages_out:
            return self._seeds is None
        return bool(standing(self._reader, self.crawl.source_id).pending)

    @property
    def _least_media_priority(self) -> int:
        return ASKED_FOR if self.least_priority == ASKED_FOR else MEDIA_PRIORITY

    def media_scope(self, lease: Lease) -> MediaScope:
        """From where the picture or document of a lease may come."""
        return media_scope(self._reader, self.crawl.source_id, self.source, lease.url)

    def _most_out(self) -> int:
        """How many addresses may be out: never more than there may still be new articles."""
        return min(self.limit, self.new_left()) if self.most_new else self.limit

    def new_left(self) -> int:
        """How many new articles may still come, where their number is limited."""
        return max(0, self.most_new - self.tally.new)

    def _refill(self, *, media: bool = False) -> None:
        limit = LEASES_AT_ONCE + len(self._out)
        least = self._least_media_priority if media else self.least_priority
        rows = ready(self._reader, self.crawl.source_id, now(), limit, least, media=media)
        fresh = [row for row in rows if row.id not in self._out][: self.limit]
        if fresh:
            ids = [row.id for row in fresh]
            self._writer.call(lambda db: lease(db, ids, self.crawl.id)).add_done_callback(self._heed)
            self._buffer.extend(fresh)

    def _looks_further(self) -> bool:
        """Once nothing is pending, open what follows in this round; False when nothing does.

        Nothing is under way then, so the loop may wait for the writer.
        """
        if self._seeds is None or standing(self._reader, self.crawl.source_id, self.least_priority).pending:
            return False
        seeds = self._seeds
        try:
            number, tally = self._writer.call(lambda db: look_further(db, self.crawl.source_id, seeds, now())).result()
        except ArsipError as error:
            self._fail(error)
            return False
        if number:
            self._crawl = replace(self.crawl, round=number)
        else:
            self._seeds = None
            self._writer.call(lambda db: add_to_crawl(db, self.crawl.id, tally))
        return bool(number)

    def _heed(self, _done: object) -> None:
        if self._writer.error is not None:
            self._fail(self._writer.error)

    def _fail(self, error: ArsipError) -> None:
        """Lend nothing more: the archive can no longer be written, or read."""
        self.error = self.error or error
        self.failure = self.failure or (Verdict.FAILED, str(error))

    async def hand_in(self, outcome: Outcome) -> Tally:
        """Store an outcome; it is committed when this returns. Raises what the writer raised."""
        try:
            tally = await asyncio.wrap_future(self._writer.record(outcome, self.crawl, self.source.name))
        except ArsipError as error:
            self._fail(error)
            self._out.pop(outcome.lease.id, None)
            raise
        self._out.pop(outcome.lease.id, None)
        self.tally.add(tally)
        outcome.new = tally.new
        await self._lessons.heed(tally)
        if outcome.concerns_host and plain_host(outcome.lease.url) == plain_host(self.source.url):
            self.failure = self.failure or (Verdict.INCOMPLETE, outcome.detail or "")
        if outcome.pause_source_until is not None:
            self._paused_until = outcome.pause_source_until
        return tally

    def take_lost(self) -> list[Lease]:
        """The leases that are still out; asked for when nothing is under way, these were lost on their way."""
        return list(self._out.values())

    def has_more(self) -> bool:
        """True while an address is due now or within a minute."""
        try:
            return self._has_more()
        except sqlite3.Error as error:
            self._fail(explained(error, self.folder.database))
            return False

    def _has_more(self) -> bool:
        if self.failure is not None or self._crawl is None:
            return False
        if self._has_enough():
            return bool(self._out)
        if self._out or (self._buffer and not self._is_paused()):
            return True
        left = standing(self._reader, self.crawl.source_id, self.least_priority)
        soonest = max(filter(None, (left.next_due, left.paused_until)), default=None)
        waiting = left.pending + len(self._buffer)
        if waiting > 0 and (soonest is None or moment(soonest) <= now() + PATIENCE):
            return True
        return self.source.media != "none" and not self._is_paused() and self._has_media()

    def _has_media(self) -> bool:
        """True while a picture or document is due: for those that are due later, no crawl waits."""
        return bool(ready(self._reader, self.crawl.source_id, now(), 1, self._least_media_priority, media=True))

    def _has_enough(self) -> bool:
        return self.most_new > 0 and not self.new_left()

    def _pause(self) -> datetime | None:
        until = standing(self._reader, self.crawl.source_id).paused_until
        return moment(until) if until else None

    def _is_paused(self) -> bool:
        return self._paused_until is not None and now() < self._paused_until

    async def load_robots(self, host: str) -> StoredRobots | None:
        """The rules of a host that are stored and still valid."""
        return load_robots(self._reader, host, now())

    async def save_robots(self, robots: StoredRobots, exchange: Exchange | None) -> None:
        """Store the rules of a host."""
        await asyncio.wrap_future(self._writer.keep_robots(robots, exchange, self.crawl, self.source.name))

    def owner_is_due(self) -> bool:
        """Whether the home page is to be looked at before anything is lent."""
        return owner_of(self._reader, self.crawl.source_id).is_due(now())

    async def save_portrait(self, portrait: Portrait, exchange: Exchange | None) -> None:
        """Store how the home page looks. When it is a stranger's, nothing is lent any more."""
        future = self._writer.keep_portrait(portrait, exchange, self.crawl, self.source.name)
        since = await asyncio.wrap_future(future)
        if since is not None:
            why = (
                f"since {moment(since):%Y-%m-%d} another site stands at this address: nothing was crawled, all is kept"
            )
            self.failure = self.failure or (Verdict.TAKEN_OVER, why)

    async def close(self, stopped: str | None = None) -> tuple[Verdict, str]:
        """End the crawl: unsent addresses go back, the verdict is written, the lock is given free."""
        if stopped is not None and self.failure is None:
            self.failure = (Verdict.INTERRUPTED, stopped)
        try:
            if self._crawl is None:
                return self.failure or (Verdict.FAILED, "it could not begin")
            return await asyncio.wrap_future(self._writer.call(self._end))
        except ArsipError as error:
            return self.failure or (Verdict.FAILED, str(error))
        finally:
            self._leave()

    def _end(self, connection: sqlite3.Connection) -> tuple[Verdict, str]:
        recover(connection, self.crawl.source_id, now())
        if self._has_enough() and self.failure is None:
            left = standing(connection, self.crawl.source_id, self.least_priority).pending
            if left:
                self.failure = (Verdict.LIMITED, f"{self.tally.new} new articles, as asked; {left} addresses wait")
        if self.tally.new or self.tally.revised:
            learn(connection, self.source.name, now())
        verdict, explanation = end_crawl(connection, self.crawl, now(), self.failure)
        note_crawl(connection, self.crawl, verdict, now())
        return verdict, explanation

    def _leave(self) -> None:
        writer, desks = self._writers[self.folder]
        desks.discard(self)
        if desks:
            writer.let_go(self.source.name)
        else:
            del self._writers[self.folder]
            writer.close()
        self._reader.close()
        self._lock.release()
