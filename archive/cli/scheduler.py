"""The daemon behind `arsip schedule run`: it crawls what is due until it is stopped.

The table of polls is the schedule, so there is nothing to keep but what runs right now. A source whose whole walk has
ended is polled in this process; any other gets a process of its own.
"""

import asyncio
import contextlib
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from archive.cli.scrapy_run import Run, spider_process
from archive.clock import now
from archive.crawling.polls import note_death
from archive.crawling.schedule import Timetable
from archive.crawling.timetable import is_quiet
from archive.database import open_for_writing
from archive.errors import ArsipError, SourceBusy
from archive.folder import ArchiveFolder
from archive.sources import Source, load_source
from archive.vocabulary import EXIT_CODES, Exit

TICK_SECONDS = 1.0
SECONDS_BETWEEN_FILES = 15.0
SECONDS_TO_END = 60.0
BUSY = timedelta(minutes=1)
ARSIP = (sys.executable, "-c", "from archive.cli import main; main()")
Say = Callable[[str], None]


class SourceFiles:
    """The adopted sources, read again when their files change. A file with a mistake leaves its source as it was."""

    def __init__(self, folder: Path, say: Say) -> None:
        self._folder = folder
        self._say = say
        self._states: dict[str, tuple[int, int]] = {}
        self.sources: dict[str, Source] = {}

    def look(self) -> None:
        """Read what has changed."""
        paths = {path.stem: path for path in sorted(self._folder.glob("*.toml"))}
        self.sources = {name: source for name, source in self.sources.items() if name in paths}
        for name, path in paths.items():
            state = path.stat()
            if self._states.get(name) != (state.st_mtime_ns, state.st_size):
                self._states[name] = (state.st_mtime_ns, state.st_size)
                self._read(name, path)

    def _read(self, name: str, path: Path) -> None:
        try:
            self.sources[name] = load_source(path)
        except (ArsipError, OSError, UnicodeDecodeError) as error:
            self._say(f"{error}; until that is mended, {name} is {'as it was' if name in self.sources else 'left out'}")


@dataclass(slots=True)
class UnderWay:
    """A crawl under way: by a spider in this process (`run`), or by a process of its own.

    One that was `wanted` goes on in quiet hours, also once nothing is left of that wish but its end.
    """

    wanted: bool
    run: Run | None = None
    process: "subprocess.Popen[bytes] | None" = None
    stopped: bool = False

    async def stop(self) -> None:
        """Ask it to end in good order."""
        if self.stopped:
            return
        self.stopped = True
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
        elif self.run is not None and self.run.crawler is not None:
            await self.run.crawler.stop_async()


class Scheduler:
    """Crawls what is due, at most `at_once` sources at a time, of which a quarter (at least one) by own processes."""

    def __init__(self, folder: ArchiveFolder, at_once: int, say: Say) -> None:
        self._folder = folder
        self._at_once = at_once
        self._own_at_once = max(1, at_once // 4)
        self._say = say
        self._files = SourceFiles(folder.sources, say)
        self._under_way: dict[str, UnderWay] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._not_before: dict[str, datetime] = {}
        self._next: datetime | None = None
        self._timetable = Timetable(folder)
        settings = {"ARSIP_ARCHIVE": str(folder.path), "LOG_FILE": str(folder.log), "LOG_LEVEL": "WARNING"}
        self._spiders = spider_process(settings)

    def run(self) -> None:
        """Run until a signal comes; whatever is under way then is ended in good order."""
        try:
            self._spiders.start_with(self._main)
        finally:
            self._timetable.close()

    async def _main(self) -> None:
        loop, looked = asyncio.get_running_loop(), float("-inf")
        while not self._spiders.stopping.is_set():
            is_time = self._next is not None and self._next <= now()
            if loop.time() - looked >= SECONDS_BETWEEN_FILES:
                looked, is_time = loop.time(), True
                self._files.look()
            if self._timetable.look() or is_time:
                await self._look(now())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._spiders.stopping.wait(), TICK_SECONDS)
        for under_way in self._under_way.values():
            await under_way.stop()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _look(self, moment: datetime) -> None:
        """End what must rest, begin what is due, and note when there is something to do next."""
        for name, under_way in self._under_way.items():
            source = self._files.sources.get(name)
            if source is not None and self._must_rest(source, under_way, moment):
                await under_way.stop()
        waiting = sorted(self._waiting(moment), key=lambda item: item[0])
        for due, source in waiting:
            if due <= moment and self._has_room(source):
                self._begin(source)
        self._next = min((due for due, source in waiting if due > moment), default=None)

    def _must_rest(self, source: Source, under_way: UnderWay, moment: datetime) -> bool:
        return self._timetable.is_paused(source) or (not under_way.wanted and is_quiet(source, moment))

    def _waiting(self, moment: datetime) -> list[tuple[datetime, Source]]:
        found = []
        for name, source in self._files.sources.items():
            due = None if name in self._under_way else self._timetable.due(source, moment)
            if due is not None:
                found.append((max(due, self._not_before.get(name, due)), source))
        return found

    def _has_room(self, source: Source) -> bool:
        own = sum(under_way.process is not None for under_way in self._under_way.values())
        has_room = len(self._under_way) < self._at_once
        return has_room and (self._timetable.is_walked(source) or own < self._own_at_once)

    def _begin(self, source: Source) -> None:
        under_way = self._under_way[source.name] = UnderWay(self._timetable.is_wanted(source))
        if self._timetable.is_walked(source):
            under_way.run = Run(source.platform, {"source": source.name})
            work = self._poll(source, under_way.run)
        else:
            command = [*ARSIP, "--archive", str(self._folder.path), "crawl", source.name, "--json"]
            # a session of its own: a Ctrl-C is for the scheduler, which ends its crawls itself
            quiet = subprocess.DEVNULL
            process = subprocess.Popen(command, stdin=quiet, stdout=quiet, start_new_session=True)  # noqa: S603 this program
            under_way.process = process
            work = self._await(source, process)
            self._say(f"{source.name}: its whole walk has begun, by process {process.pid}")
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _poll(self, source: Source, run: Run) -> None:
        await self._spiders.run(run)
        self._end(source, run.error)

    async def _await(self, source: Source, process: "subprocess.Popen[bytes]") -> None:
        code = await asyncio.to_thread(process.wait)
        error: BaseException | None = None
        if code == EXIT_CODES[Exit.BUSY]:
            error = SourceBusy(f"{source.name} is being crawled by another process")
        elif code not in {EXIT_CODES[known] for known in (Exit.OK, Exit.INCOMPLETE, Exit.INTERRUPTED)}:
            error = ArsipError(f"its process ended with the code {code}")
        self._end(source, error)

    def _end(self, source: Source, error: BaseException | None) -> None:
        """Say in one line how a crawl went. One that could not begin, or died, is noted as a failure."""
        under_way = self._under_way.pop(source.name)
        moment = now()
        self._not_before.pop(source.name, None)
        if isinstance(error, SourceBusy):
            self._not_before[source.name] = moment + BUSY
            self._say(f"{source.name}: another process is crawling it; it is looked at again in a minute")
            return
        if under_way.stopped:
            error = None  # it was asked to end, and may not have got so far as to hear that
        if error is not None:
            connection = open_for_writing(self._folder.database)
            note_death(connection, source, moment)
            connection.close()
        self._timetable.look()
        self._next = moment  # there is room now
        self._say(self._sentence(source, error, moment))

    def _sentence(self, source: Source, error: BaseException | None, moment: datetime) -> str:
        due = self._timetable.due(source, moment)
        following = f"next {max(due, moment).astimezone():%Y-%m-%d %H:%M}" if due else "paused"
        report = self._timetable.report(source)
        if error is not None or report is None:
            return f"{source.name}: failed: {error or 'it could not begin'}; {following}"
        tally = report.tally
        return (
            f"{source.name}: {report.verdict}: {report.explanation}; {tally.asked} requests, {tally.new} new, "
            f"{tally.revised} revised; {following}"
        )
