"""Reading stored captures again: the flow of a crawl, entered where a capture is on disk, and without the network."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import Spider

from archive.captures import read_exchange
from archive.changes.rereading import Rereading, StoredCapture, reread, to_reread
from archive.changes.template_snapshots import learn, newest_template
from archive.clock import now
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.full_text import Search
from archive.items import ArticleItem
from archive.outcomes import Lease, Outcome
from archive.sources import Source, parse_source
from archive.vocabulary import UrlKind
from archive.writer import Writer
from spiders.captured_page import page_of
from spiders.closing import close_after_the_last_item
from spiders.readers import Readers
from spiders.reading import Reading
from spiders.reading.feed import date_by_feed
from spiders.reading.further import join
from spiders.site import origin_source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
AT_ONCE = 16
READINGS_KEPT = 8


class RereadingDesk:
    """Where the last pipeline hands in what was read again; a dry run compares and stores nothing.

    While readings are stored, the source's lock is held. Raises `ArsipError` when another process has it.
    """

    def __init__(self, folder: ArchiveFolder, source: Source, *, dry_run: bool) -> None:
        self._source = source.name
        self._lock = None if dry_run else folder.hold(source.name)
        self._writer = None if dry_run else Writer(folder)
        self.reader = open_for_reading(folder.database)
        self.template = newest_template(self.reader, source.name)

    async def hand_in(self, outcome: Outcome) -> None:
        """Compare an article with its new reading, and store that unless this is a dry run."""
        article, items = outcome.lease.id, outcome.items
        if not items:
            return
        if self._writer is None:
            outcome.changes = reread(self.reader, Search(), article, items, now(), apply=False)
        else:
            future = self._writer.search_too(lambda db, search: reread(db, search, article, items, now(), apply=True))
            outcome.changes = await asyncio.wrap_future(future)

    def close(self) -> None:
        """Let go of everything."""
        self.reader.close()
        if self._writer is not None:
            self._writer.call(lambda db: learn(db, self._source, now()))
            self._writer.close()
        if self._lock is not None:
            self._lock.release()


class RereadSpider(Spider):
    """Yields one `Outcome` an article of `source`; its `changes` are there once it has passed the pipelines."""

    name = "reread"
    custom_settings: dict[str, Any] | None = {  # noqa: RUF012 as in Spider
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "CONCURRENT_ITEMS": AT_ONCE,
    }

    def __init__(self, folder: ArchiveFolder, source: Source, readers: Readers, *, dry_run: bool) -> None:
        super().__init__(self.name)
        self.folder = folder
        self.source = source
        self.desk = RereadingDesk(folder, source, dry_run=dry_run)
        self.readers = readers
        self._readings: OrderedDict[int, asyncio.Future[Reading]] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *_args: Any, **kwargs: Any) -> Self:
        """Open the archive of the settings for the source of `source_toml`; `dry_run` stores nothing."""
        setting = crawler.settings.get("ARSIP_ARCHIVE")
        folder = find_archive(Path(setting) if setting else None)
        source = parse_source(kwargs["source_toml"], "the source that is read again")
        seconds = crawler.settings.getfloat("READER_SECONDS")
        readers = Readers.shared(crawler.settings["READER"], crawler.settings.getint("READER_PROCESSES"), seconds)
        spider = cls(folder, source, readers, dry_run=kwargs.get("dry_run") in {True, "1"})
        spider._set_crawler(crawler)
        close_after_the_last_item(crawler)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Read the captures of each article again, several at once."""
        waiting: list[asyncio.Task[Outcome]] = []
        try:
            for article in to_reread(self.desk.reader, self.source.name):
                waiting.append(asyncio.create_task(self._read_article(article)))
                if len(waiting) >= AT_ONCE:
                    yield await waiting.pop(0)
            while waiting:
                yield await waiting.pop(0)
        finally:
            for task in waiting:
                task.cancel()
            self.readers.close()

    def closed(self, _reason: str) -> None:
        """Scrapy calls this when every outcome has passed the pipelines."""
        self.desk.close()

    async def _read_article(self, article: Rereading) -> Outcome:
        outcome = Outcome(Lease(article.article, article.url, UrlKind.PAGE, tries=0, hops=0, round=0, walk={}))
        outcome.source = self.source
        try:
            outcome.items = whole_articles([await self._item(capture) for capture in article.captures])
            for item in (item for item in outcome.items if not item.part):
                date_by_feed(item, article.published, self.source.time_zone)
        except Exception as error:
            logger.exception("%s could not be read again", article.url)
            outcome.detail = f"{type(error).__name__}: {error}"[:300]
        return outcome

    async def _item(self, capture: StoredCapture) -> ArticleItem:
        """What today's reader makes of a capture. Raises `ArsipError` when that no longer holds the article."""
        reading = await self._reading(capture)
        for item in reading.items:
            if (item.part or "") == capture.part:
                # a capture's items are shared by its articles, and the pipelines change them
                return deepcopy(item)
        raise ArsipError(f"{capture.file} at {capture.offset} gives no article {capture.part} any more")

    async def _reading(self, capture: StoredCapture) -> Reading:
        """One reading a capture, however many articles lie in it: they come one after the other."""
        if capture.id not in self._readings:
            self._readings[capture.id] = asyncio.ensure_future(self._read(capture))
            while len(self._readings) > READINGS_KEPT + AT_ONCE:
                self._readings.popitem(last=False)
        return await self._readings[capture.id]

    async def _read(self, capture: StoredCapture) -> Reading:
        exchange = read_exchange(self.folder.warc, capture.file, capture.offset)
        kind = UrlKind.REST if capture.part else UrlKind.PAGE
        source = origin_source(self.source, capture.url)
        return await self.readers.read(kind, page_of(exchange), source, self.desk.template)


def whole_articles(items: list[ArticleItem]) -> list[ArticleItem]:
    """The items of an article's captures: where none is of data, they are its pages, and one article together."""
    if len(items) < 2 or any(item.part for item in items):  # noqa: PLR2004 one is whole
        return items
    first, *others = items
    return [join(first, others)]
