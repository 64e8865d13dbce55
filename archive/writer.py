"""The one writer of a process: a thread that commits in groups, captures first.

The order is WARC record, fdatasync, COMMIT: a row never points at a capture that is not on disk. Whoever hands
something in gets a future that is done once it is committed, so that a kill can only take back what nobody was
told of.
"""

import contextlib
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from archive.captures import Capture, CaptureWriter
from archive.clock import now
from archive.crawling.crawls import Crawl, Tally, add_to_crawl
from archive.crawling.keep_import import keep_import
from archive.crawling.ownership import Portrait, note_portrait
from archive.crawling.robots import StoredRobots, save_robots
from archive.database import explained, open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder
from archive.full_text import Search, merge
from archive.likeness.story_figures import settle_stories
from archive.outcomes import Exchange, Outcome
from archive.record import Entry, add_captures, record

GROUP = 64
LINGER_SECONDS = 0.02
MERGE_SECONDS = 2.0
GROUP_ERRORS = (sqlite3.OperationalError, sqlite3.DatabaseError)  # of the disk and of the file, not of what is stored
T = TypeVar("T")
logger = logging.getLogger(__name__)


Work = Callable[[sqlite3.Connection, Search, list[Capture]], Any]


@dataclass(slots=True)
class Job:
    """Something to do inside the group's transaction, after its exchanges (if any) were captured for a source."""

    work: Work
    exchanges: Sequence[Exchange] = ()
    source: str = ""
    crawl: Crawl | None = None
    future: "Future[Any]" = field(default_factory=Future)
    captures: list[Capture] = field(default_factory=list)


class Writer:
    """Opens the archive for writing, and writes it until it is closed.

    After an error that hits the whole group (a full disk, say) nothing of the group is stored, every future gets
    that error, and so does whatever is handed in later.
    """

    def __init__(self, folder: ArchiveFolder) -> None:
        self.folder = folder
        self.in_flight: Callable[[], int] = lambda: 0
        self.error: ArsipError | None = None
        self._connection = open_for_writing(folder.database)
        self._captures: dict[str, CaptureWriter] = {}
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._info = self._warc_info()
        self._thread = threading.Thread(target=self._run, name="archive writer", daemon=True)
        self._thread.start()

    def _warc_info(self) -> dict[str, str]:
        config = self.folder.config()
        info = {"software": "Arsip/0.1", "format": "WARC file version 1.1"}
        if config.institution:
            info["operator"] = config.institution
        if config.contact:
            info["http-header-from"] = config.contact
        return info

    def call(self, function: Callable[[sqlite3.Connection], T]) -> "Future[T]":
        """Run `function(connection)` inside the next transaction; the future has its answer once committed."""
        return self._hand_in(Job(lambda connection, _search, _captures: function(connection)))

    def search_too(self, function: Callable[[sqlite3.Connection, Search], T]) -> "Future[T]":
        """As `call`, for a function that changes what can be searched."""
        return self._hand_in(Job(lambda connection, search, _captures: function(connection, search)))

    def record(self, outcome: Outcome, crawl: Crawl, source: str, *, imported: bool = False) -> "Future[Tally]":
        """Store an outcome with its captures; the future has what it came to once committed."""

        def work(connection: sqlite3.Connection, search: Search, captures: list[Capture]) -> Tally:
            entry = Entry(connection, search, crawl, now())
            return keep_import(outcome, captures, entry) if imported else record(outcome, captures, entry)

        return self._hand_in(Job(work, outcome.exchanges, source, crawl))

    def keep_robots(self, robots: StoredRobots, exchange: Exchange | None, crawl: Crawl, source: str) -> "Future[None]":
        """Store a host's robots.txt with its capture."""
        exchanges = [exchange] if exchange is not None else []

        def work(connection: sqlite3.Connection, _search: Search, captures: list[Capture]) -> None:
            rows = add_captures(connection, crawl.source_id, exchanges, captures)
            save_robots(connection, robots, next(iter(rows), None))

        return self._hand_in(Job(work, exchanges, source))

    def let_go(self, source: str) -> None:
        """Close the files of a source that is not crawled any more, once what was handed in is written."""
        self.call(lambda _connection: self._close_captures(source))

    def _close_captures(self, source: str) -> None:
        if captures := self._captures.pop(source, None):
            captures.close()

    def keep_portrait(
        self, portrait: Portrait, exchange: Exchange | None, crawl: Crawl, source: str
    ) -> "Future[str | None]":
        """Store a look at the home page with its capture; the future has since when the domain is somebody else's."""
        exchanges = [exchange] if exchange is not None else []

        def work(connection: sqlite3.Connection, _search: Search, captures: list[Capture]) -> str | None:
            add_captures(connection, crawl.source_id, exchanges, captures)
            return note_portrait(connection, crawl.source_id, portrait, now())

        return self._hand_in(Job(work, exchanges, source))

    def _hand_in(self, job: Job) -> "Future[Any]":
        if self.error is not None:
            job.future.set_exception(self.error)
        else:
            self._jobs.put(job)
        return job.future

    def close(self) -> None:
        """Commit what is waiting, and let go of every file."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()

    def _run(self) -> None:
        open_ = True
        while open_:
            group, open_ = self._gather()
            if group:
                self._write(group)
        self._merge()
        for captures in self._captures.values():
            with contextlib.suppress(ArsipError, OSError):
                captures.close()
        self._connection.close()

    def _merge(self) -> None:
        """Leave an index that is quick to search."""
        if self.error is None:
            try:
                merge(self._connection, MERGE_SECONDS)
            except sqlite3.Error as error:
                self._connection.rollback()
                logger.warning("the full-text index stays in pieces: %s", self._explain(error))

    def _gather(self) -> tuple[list[Job], bool]:
        """Wait for a job, then for its company: until the group is full, its time is up, or nothing is under way."""
        group: list[Job] = []
        deadline = 0.0
        while len(group) < GROUP:
            if group and self._jobs.empty() and self._stands_alone(group):
                break
            try:
                wait = None if not group else max(0.0, deadline - time.monotonic())
                job = self._jobs.get(timeout=wait)
            except queue.Empty:
                break
            if job is None:
                return group, False
            if not group:
                deadline = time.monotonic() + LINGER_SECONDS
            group.append(job)
        return group, True

    def _stands_alone(self, group: list[Job]) -> bool:
        return self.in_flight() <= sum(job.crawl is not None for job in group)

    def _write(self, group: list[Job]) -> None:
        if self.error is not None:
            return _fail(group, self.error)
        try:
            self._write_captures(group)
            answers = self._commit(group)
        except (ArsipError, sqlite3.Error, OSError) as error:
            self.error = self._explain(error)
            logger.error("the archive cannot be written: %s", self.error)
            return _fail(group, self.error)
        for job, answer in answers:
            if isinstance(answer, Exception):
                job.future.set_exception(answer)
            else:
                job.future.set_result(answer)
        return None

    def _write_captures(self, group: list[Job]) -> None:
        touched = set()
        for job in group:
            if job.exchanges:
                captures = self._captures.get(job.source) or self._open_captures(job.source)
                job.captures = [captures.write(exchange) for exchange in job.exchanges]
                touched.add(job.source)
        for source in touched:
            self._captures[source].sync()

    def _open_captures(self, source: str) -> CaptureWriter:
        captures = CaptureWriter(self.folder.warc, source, self._info)
        self._captures[source] = captures
        return captures

    def _commit(self, group: list[Job]) -> list[tuple[Job, Any]]:
        search = Search()
        self._connection.execute("BEGIN IMMEDIATE")
        answers = [(job, self._within(job, search)) for job in group]
        for crawl, tally in _tallies(answers).items():
            add_to_crawl(self._connection, crawl, tally)
        search.flush(self._connection)
        settle_stories(self._connection)
        self._connection.execute("COMMIT")
        return answers

    def _within(self, job: Job, search: Search) -> object:
        """Do one job in a savepoint of its own: its failure is its own, unless the disk or the file is at fault."""
        self._connection.execute("SAVEPOINT job")
        try:
            answer = job.work(self._connection, search, job.captures)
        except Exception as error:
            if type(error) in GROUP_ERRORS:
                raise
            self._connection.execute("ROLLBACK TO job")
            answer = error
        self._connection.execute("RELEASE job")
        return answer

    def _explain(self, error: Exception) -> ArsipError:
        with contextlib.suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        for captures in self._captures.values():
            with contextlib.suppress(ArsipError, OSError):
                captures.rollback()
        if isinstance(error, sqlite3.Error):
            return explained(error, self.folder.database)
        return error if isinstance(error, ArsipError) else ArsipError(f"{self.folder.path}: {error}")


def _fail(group: list[Job], error: ArsipError) -> None:
    for job in group:
        job.future.set_exception(error)


def _tallies(answers: list[tuple[Job, Any]]) -> dict[int, Tally]:
    sums: dict[int, Tally] = {}
    for job, answer in answers:
        if isinstance(answer, Tally) and job.crawl is not None:
            sums.setdefault(job.crawl.id, Tally()).add(answer)
    return sums
