"""The desk of an import: where the last pipeline hands in what other crawlers captured."""

import asyncio
import hashlib
import sqlite3

from archive.captures import repair
from archive.changes.template_snapshots import learn
from archive.changes.templates import Template
from archive.clock import now
from archive.crawling.crawls import NO_ROUND, Crawl, Tally, begin_crawl, end_crawl
from archive.crawling.importing import is_captured
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, SourceLock
from archive.frontier import adopt
from archive.outcomes import Exchange, Outcome
from archive.record import known_ends
from archive.sources import Source
from archive.vocabulary import Verdict
from archive.writer import Writer
from spiders.lessons import Lessons

MOST_OUT = 64


class ImportDesk:
    """One import. It holds the lock of each source from the first page on that the source takes.

    `name` says in the archive's list of crawls what was imported.
    """

    def __init__(self, folder: ArchiveFolder, name: str) -> None:
        self.folder = folder
        self.error: ArsipError | None = None
        self.tallies: dict[str, Tally] = {}
        self._name = name
        self._room = asyncio.Semaphore(MOST_OUT)
        self._locks: dict[str, SourceLock] = {}
        self._crawls: dict[str, Crawl] = {}
        self._lessons: dict[str, Lessons] = {}
        self._writer = Writer(folder)
        self._reader = open_for_reading(folder.database)

    def is_known(self, exchange: Exchange) -> bool:
        """True for a capture that an earlier import, or a crawl, has stored."""
        return is_captured(self._reader, exchange, hashlib.sha256(exchange.payload).hexdigest())

    async def take(self, source: Source) -> None:
        """Begin to write for a source. Raises `SourceBusy` while another process does."""
        if source.name in self._crawls:
            return
        self._locks[source.name] = self.folder.hold(source.name)
        self._crawls[source.name] = await asyncio.wrap_future(self._writer.call(lambda db: self._begin(db, source)))
        self.tallies[source.name] = Tally()
        self._lessons[source.name] = Lessons(self._writer, self._reader, source.name)

    def _begin(self, connection: sqlite3.Connection, source: Source) -> Crawl:
        repair(self.folder.warc, known_ends(connection, source.name), source.name)
        return begin_crawl(connection, adopt(connection, source), source, NO_ROUND, now())

    def template(self, source: str) -> Template | None:
        """What has been learned from the pages of a source that was taken, so far."""
        return self._lessons[source].template

    async def room(self) -> None:
        """Take a place among what is under way to the disk, before one is yielded; Scrapy takes in any number."""
        await self._room.acquire()

    async def hand_in(self, outcome: Outcome) -> None:
        """Store an imported page; it is committed when this returns. Raises what the writer raised."""
        name = outcome.lease.walk["source"]
        try:
            recorded = self._writer.record(outcome, self._crawls[name], name, imported=True)
            tally = await asyncio.wrap_future(recorded)
        except ArsipError as error:
            self.error = self.error or error
            raise
        finally:
            self._room.release()
        self.tallies[name].add(tally)
        outcome.new = tally.new
        await self._lessons[name].heed(tally)

    def _end(self, connection: sqlite3.Connection, verdict: tuple[Verdict, str]) -> None:
        for name, crawl in self._crawls.items():
            learn(connection, name, now())
            end_crawl(connection, crawl, now(), verdict)

    def close(self, stopped: str | None) -> None:
        """Write how it ended (`stopped` says why, when it was stopped), and let go of everything."""
        if self.error is None:
            verdict = Verdict.INTERRUPTED if stopped else Verdict.COMPLETE
            words = stopped or f"captures were imported from {self._name}"
            self._writer.call(lambda db: self._end(db, (verdict, words)))
        self._writer.close()
        self._reader.close()
        for lock in self._locks.values():
            lock.release()
