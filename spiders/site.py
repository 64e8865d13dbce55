"""What all spiders of a source share: a desk to borrow from, a pool to read with, one outcome a response."""

import logging
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Spider, signals
from scrapy.http import Response

from archive.clock import now
from archive.crawling.scope import fits, in_scope
from archive.errors import CRAWL_ERROR, ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.outcomes import Discovery, Lease, Outcome
from archive.sources import Source, load_source, saved_source
from archive.vocabulary import MEDIA_KINDS, Fate, Look, Reason, UrlKind, Verdict
from spiders.desk import Desk
from spiders.endings import end_by_challenge, end_by_error, end_by_status, lease_of, reader_failure
from spiders.files import miss_file, take_file
from spiders.further_pages import take_further_pages
from spiders.readers import Readers
from spiders.reading import Reading
from spiders.reading.feed import date_by_feed
from spiders.responses import exchange_of, page_of, validators_of
from spiders.span import Span
from spiders.visit import gatekeeper_of, headers_of
from spiders.workers import ReaderDied, ReaderFailed, ReaderTimedOut

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)
STOPPED = {"shutdown": "it was stopped: the next crawl goes on from here"}


class SiteSpider(Spider):
    """Walks one source. A platform adds its seeds, and what follows from a reading."""

    custom_settings: dict[str, Any] | None = {"SCHEDULER": "spiders.scheduler.FrontierScheduler"}  # noqa: RUF012 as in Spider

    def __init__(
        self, desk: Desk, readers: Readers, *, refresh: bool = False, span: Span | None = None, **arguments: Any
    ) -> None:
        super().__init__(self.name, **arguments)
        self.desk = desk
        self.refresh = refresh
        self.span = span or Span()
        self.source: Source = desk.source
        self.pace = desk.pace
        self.readers = readers
        self.notes: list[str] = []
        self.error: BaseException | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Open the desk of `-a source=NAME`; `-a refresh=1` looks at everything again, `-a pace=SECONDS` sets the pace.

        `since` and `until` (`YYYY-MM-DD`) ask for a span of days, `limit` for at most so many new articles.

        Raises `ArsipError` when the source is unknown, busy, or not allowed.
        """
        name = kwargs.pop("source", None)
        if not name:
            raise ArsipError(f"which source? scrapy crawl {cls.name} -a source=NAME")
        setting = crawler.settings.get("ARSIP_ARCHIVE")
        folder = find_archive(Path(setting) if setting else None)
        source = chosen_source(folder, name)
        config = folder.config()
        if not config.contact and not source.local:
            raise ArsipError(
                f"{folder.path / 'arsip.toml'} names no contact: without one only local sources are crawled"
            )
        crawler.settings.set("USER_AGENT", config.user_agent, priority="spider")
        crawler.settings.set("ARSIP_ARCHIVE", str(folder.path), priority="spider")
        pace = float(kwargs.pop("pace")) if "pace" in kwargs else None
        desk = Desk(folder, source, most_new=int(kwargs.pop("limit", 0)), pace=pace)
        size = crawler.settings.getint("READER_PROCESSES", os.cpu_count() or 1)
        readers = Readers.shared(crawler.settings["READER"], size, crawler.settings.getfloat("READER_SECONDS"))
        refresh = kwargs.pop("refresh", "") in {"1", True}
        span = Span(kwargs.pop("since", ""), kwargs.pop("until", ""))
        spider = cls(desk, readers, *args, refresh=refresh, span=span, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.finish, signals.spider_closed)
        return spider

    def address_asked(self, lease: Lease) -> str:
        """Where the answer to an address is asked for: there, unless another archive has it."""
        return lease.url

    def source_of(self, _lease: Lease) -> Source:
        """The source as which an address is read."""
        return self.source

    def seeds(self, look: Look, way: str | None) -> list[Discovery]:
        """Where a look begins; `way` is the way into the site that was open last."""
        raise NotImplementedError

    def follow(self, outcome: Outcome, reading: Reading) -> None:
        """Add to the outcome what follows from what was read: discoveries, the listing's fate."""
        raise NotImplementedError

    def closed_way(self, outcome: Outcome) -> None:
        """Look at an ending that came without a reading; a platform may open another way in."""

    async def open(self) -> list[str]:
        """Open the desk; return what a person should be told."""
        span = (self.span.since, self.span.until) if self.span != Span() else None
        return await self.desk.open(self.seeds, refresh=self.refresh, span=span)

    async def start(self) -> AsyncIterator[Any]:
        """Open the desk; everything else comes from the frontier."""
        try:
            self.notes = await self.open()
        except Exception as error:
            self.error = error
            raise
        for note in self.notes:
            logger.warning("%s: %s", self.source.name, note)
        nothing: tuple[Any, ...] = ()
        for item in nothing:
            yield item

    async def answer(self, response: Response) -> AsyncIterator[Outcome]:
        """Turn a response into its one outcome."""
        if response.request is None:
            raise ValueError("a response without its request")
        outcome = Outcome(lease_of(response.request.meta), exchange=exchange_of(response.request.meta))
        try:
            await self._read_into(outcome, response)
        except Exception as error:
            logger.exception("a bug met %s", response.url)
            outcome.items, outcome.discovered = [], []
            outcome.settle(Fate.FAILED, Reason.BUG, f"{type(error).__name__}: {error}"[:300])
        yield outcome

    async def _read_into(self, outcome: Outcome, response: Response) -> None:
        outcome.validators = validators_of(response)
        if response.status == HTTPStatus.NOT_MODIFIED and outcome.lease.validators is not None:
            outcome.unchanged, outcome.validators = True, outcome.lease.validators
            outcome.settle(Fate.STORED if outcome.lease.kind is UrlKind.PAGE else Fate.LISTING, None, "not modified")
            return
        if outcome.lease.kind in MEDIA_KINDS:
            await take_file(outcome, response, self.desk.media_scope(outcome.lease), self.readers)
            return
        source = self.source_of(outcome.lease)
        if response.status != HTTPStatus.OK and (keeper := gatekeeper_of(response)):
            end_by_challenge(outcome, response.status, keeper)
            self.closed_way(outcome)
            return
        if end_by_status(outcome, response.status, headers_of(response), source):
            self.closed_way(outcome)
            return
        try:
            captured = outcome.exchange.fetched_at if outcome.exchange is not None else None
            template = self.desk.template
            reading = await self.readers.read(outcome.lease.kind, page_of(response, captured), source, template)
        except (ReaderDied, ReaderTimedOut) as error:
            reason = Reason.READER_TIMEOUT if isinstance(error, ReaderTimedOut) else Reason.READER_DIED
            reader_failure(outcome, error, reason)
        except ReaderFailed as error:
            logger.error("the reader failed on %s: %s", response.url, error)
            outcome.settle(Fate.FAILED, Reason.BUG, str(error)[:300])
        else:
            outcome.source = source
            if reading.further and outcome.captured_by_others is None:
                await take_further_pages(self, outcome, reading, source, template)
            if not outcome.has_ended:
                self._take(outcome, reading, response.status)

    def _take(self, outcome: Outcome, reading: Reading, status: int) -> None:
        if reading.gatekeeper is not None:
            end_by_challenge(outcome, status, reading.gatekeeper)
            self.closed_way(outcome)
            return
        outcome.items, outcome.detail = reading.items, reading.detail
        if outcome.lease.kind is UrlKind.PAGE:
            for item in outcome.items:
                date_by_feed(item, outcome.lease.walk.get("published"), self.source.time_zone)
        self.follow(outcome, reading)
        self._narrow(outcome)

    def _narrow(self, outcome: Outcome) -> None:
        """Leave out what lies outside of the source's scope, or is a trap."""
        found = in_scope(self.source, outcome.discovered, outcome.lease.kind, now().date())
        outcome.discovered = list(found)
        for item in outcome.items:
            if item.is_article and not fits(self.source, item.url):
                item.reason = Reason.OUT_OF_SCOPE

    async def miss(self, failure: "Failure") -> AsyncIterator[Outcome]:
        """Turn a request that got no response into its one outcome."""
        request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        error = failure.value or RuntimeError("a failure without its error")
        outcome = Outcome(lease_of(request.meta))
        if outcome.lease.kind in MEDIA_KINDS:
            miss_file(outcome, error, self.desk.media_scope(outcome.lease))
        elif end_by_error(outcome, error).fate is not None and not outcome.concerns_host:
            self.closed_way(outcome)
        yield outcome

    async def finish(self, reason: str) -> None:
        """Write the verdict and leave."""
        self.readers.close()
        self.error = self.error or self.desk.error
        if self.error is not None and self.crawler.stats is not None:
            self.crawler.stats.set_value(CRAWL_ERROR, self.error)
        verdict, explanation = await self.desk.close(STOPPED.get(reason))
        level = logging.INFO if verdict is Verdict.COMPLETE else logging.WARNING
        logger.log(level, "%s: %s: %s", self.source.name, verdict, explanation)


def chosen_source(folder: ArchiveFolder, name: str) -> Source:
    """The adopted source of that name, or what single pages are saved under.

    Raises `ArsipError` that says which there are.
    """
    path = folder.sources / f"{name}.toml"
    if (saved := saved_source(name)) is not None:
        return saved
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in folder.sources.glob("*.toml"))) or "none yet: arsip source add URL"
        raise ArsipError(f"no source named {name!r}; adopted are: {there}")
    return load_source(path)


def origin_source(source: Source, url: str) -> Source:
    """The source as which the page at `url` is read: what was saved as a single page is of a site of its own."""
    if saved_source(source.name) is None:
        return source
    parts = urlsplit(url)
    return replace(source, url=f"{parts.scheme}://{parts.netloc}/")


def is_first_page(lease: Lease) -> bool:
    """True for the address by which a way into the site is tried."""
    return bool(lease.walk.get("first")) and lease.kind is not UrlKind.PAGE
