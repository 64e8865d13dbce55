"""Importing other crawlers' captures: the flow of a crawl, entered at "capture", and without the network."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Spider

from archive.crawling.importing import Page, Sifter
from archive.errors import CRAWL_ERROR
from archive.folder import find_archive
from archive.outcomes import Lease, Outcome
from archive.sources import Source, load_sources, parse_source
from archive.vocabulary import Fate, Reason, UrlKind
from archive.warc.foreign_warcs import LARGEST
from spiders.captured_page import page_of
from spiders.closing import close_after_the_last_item
from spiders.import_desk import ImportDesk
from spiders.readers import Readers
from spiders.workers import ReaderDied, ReaderFailed, ReaderTimedOut

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
AT_ONCE = 16
TRIES = 2
SECONDS_BETWEEN_SURVEYS = 0.5
STOPPED = {"shutdown": "it was stopped: import the same files again, and it goes on"}
FAILURES = ((ReaderTimedOut, Reason.READER_TIMEOUT), (ReaderDied, Reason.READER_DIED), (ReaderFailed, Reason.BUG))


class ImportSpider(Spider):
    """Yields one `Outcome` a page that is taken, and now and then the `Survey` of all there is in the files."""

    name = "import"
    custom_settings: dict[str, Any] | None = {  # noqa: RUF012 as in Spider
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "CONCURRENT_ITEMS": AT_ONCE,
    }

    def __init__(self, desk: ImportDesk, readers: Readers, paths: list[Path], other: Source | None) -> None:
        super().__init__(self.name)
        self.desk = desk
        self.readers = readers
        self.sifter = Sifter(paths, load_sources(desk.folder.sources), other, desk.is_known)
        self.sifter.survey.kept = desk.tallies
        self._told = time.monotonic()
        self._error: BaseException | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *_args: Any, **kwargs: Any) -> Self:
        """Open the archive of the settings for `files`, a JSON list of paths.

        `source_toml` is the source that takes what belongs to no adopted one, or empty.
        """
        setting = crawler.settings.get("ARSIP_ARCHIVE")
        folder = find_archive(Path(setting) if setting else None)
        paths = [Path(path) for path in json.loads(kwargs["files"])]
        toml = kwargs.get("source_toml")
        other = parse_source(toml, "the source that takes the rest") if toml else None
        seconds = crawler.settings.getfloat("READER_SECONDS")
        readers = Readers(crawler.settings["READER"], crawler.settings.getint("READER_PROCESSES"), seconds)
        spider = cls(ImportDesk(folder, ", ".join(path.name for path in paths)), readers, paths, other)
        spider._set_crawler(crawler)
        close_after_the_last_item(crawler)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Read the pages of the files, several at once; each is handed on in the order of the files."""
        yield self.sifter.survey
        waiting: list[asyncio.Task[Outcome]] = []
        try:
            for page in self.sifter.pages():
                if page is not None:
                    await self.desk.take(page.source)
                    waiting.append(asyncio.create_task(self._read(page)))
                if len(waiting) >= AT_ONCE:
                    await self.desk.room()
                    yield await waiting.pop(0)
                if self._is_time():
                    await asyncio.sleep(0)
                    yield self.sifter.survey
                if self.desk.error is not None:
                    break
            while waiting and self.desk.error is None:
                await self.desk.room()
                yield await waiting.pop(0)
            yield self.sifter.survey
        except Exception as error:
            self._error = error
            raise
        finally:
            for task in waiting:
                task.cancel()
            self.readers.close()

    def _is_time(self) -> bool:
        """True twice a second: somebody may want to know how far it is, or stop it."""
        if time.monotonic() - self._told < SECONDS_BETWEEN_SURVEYS:
            return False
        self._told = time.monotonic()
        return True

    def closed(self, reason: str) -> None:
        """Scrapy calls this when every outcome has passed the pipelines."""
        self.sifter.survey.stopped = STOPPED.get(reason)
        self.desk.close(self.sifter.survey.stopped)
        error = self._error or self.desk.error
        if error is not None and self.crawler.stats is not None:
            self.crawler.stats.set_value(CRAWL_ERROR, error)

    async def _read(self, page: Page) -> Outcome:
        """The outcome of a page. One that could not be read keeps no capture, so that another import tries it again."""
        exchange = page.exchange
        lease = Lease(0, exchange.url, UrlKind.PAGE, tries=0, hops=0, round=0, walk={"source": page.source.name})
        outcome = Outcome(lease, exchange=exchange)
        try:
            content = page_of(exchange, LARGEST)
        except ValueError as error:
            reason = Reason.TOO_LARGE if str(error).startswith("too large") else Reason.UNREADABLE
            return outcome.settle(Fate.REFUSED, reason, str(error)[:300])
        source = outcome.source = source_for(page.source, exchange.url)
        for _ in range(TRIES):
            try:
                template = self.desk.template(page.source.name)
                outcome.items = (await self.readers.read(UrlKind.PAGE, content, source, template)).items
            except (ReaderDied, ReaderTimedOut, ReaderFailed) as error:
                logger.error("%s could not be read: %s", exchange.url, error)
                reason = next(reason for kind, reason in FAILURES if isinstance(error, kind))
                outcome.settle(Fate.FAILED, reason, str(error)[:300])
            else:
                outcome.fate = outcome.reason = outcome.detail = None
                return outcome
        outcome.exchange = None
        return outcome


def source_for(source: Source, url: str) -> Source:
    """The source as which a page is read: one of a host that is not its own is of a site of its own."""
    if source.owns(url):
        return source
    parts = urlsplit(url)
    return replace(source, url=f"{parts.scheme}://{parts.netloc}/")
