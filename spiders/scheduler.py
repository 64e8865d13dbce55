"""The scheduler: it reads the frontier and nothing else."""

import asyncio
import logging
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from archive.outcomes import Lease, Outcome
from archive.vocabulary import LISTING_KINDS, Fate, Look, Reason
from spiders.desk import Desk
from spiders.files import LARGEST

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from spiders.site import SiteSpider

logger = logging.getLogger(__name__)


class FrontierScheduler(BaseScheduler):
    """Builds each request from its row; nothing is pickled, nothing filtered, nothing kept in memory but leases."""

    def __init__(self) -> None:
        self._spider: SiteSpider | None = None
        self._sweeping: set[asyncio.Task[None]] = set()

    @classmethod
    def from_crawler(cls, _crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls()

    def open(self, spider: "Spider") -> None:
        """Scrapy calls this before the first request."""
        self._spider = spider  # type: ignore[assignment]  # SiteSpider alone names this scheduler

    @property
    def _desk(self) -> Desk:
        if self._spider is None:
            raise RuntimeError("the scheduler is not open")
        return self._spider.desk

    def enqueue_request(self, request: Request) -> bool:
        """Refuse: addresses enter through an outcome's discoveries, in the transaction that stores it."""
        logger.error("a request was yielded instead of an outcome, and is not fetched: %s", request.url)
        return False

    def next_request(self) -> Request | None:
        """The next address that is due, as a request."""
        spider = self._spider
        if spider is None or (lease := self._desk.borrow()) is None:
            return None
        return Request(
            spider.address_asked(lease),
            callback=spider.answer,
            errback=spider.miss,
            headers=headers_for(lease),
            meta={"lease": lease, **({"download_maxsize": LARGEST[lease.kind]} if lease.kind in LARGEST else {})},
            dont_filter=True,
        )

    def has_pending_requests(self) -> bool:
        """Whether there is, or soon will be, something to fetch.

        The engine asks only when nothing is under way: a lease that is out then was lost between the callback
        and the archive (an item pipeline dropped it, a bug swallowed it), and gets its fate here.
        """
        for lease in self._desk.take_lost():
            outcome = Outcome(lease).settle(Fate.FAILED, Reason.DROPPED, "its outcome never reached the archive")
            task = asyncio.ensure_future(self._settle(outcome))
            self._sweeping.add(task)
            task.add_done_callback(self._sweeping.discard)
        return bool(self._sweeping) or self._desk.has_more()

    async def _settle(self, outcome: Outcome) -> None:
        logger.error("lost and settled as failed: %s", outcome.lease.url)
        await self._desk.hand_in(outcome)


def headers_for(lease: Lease) -> dict[str, str]:
    """The headers of its own that a request carries. Of a picture whatever form is wanted that the site has it in."""
    return {"Accept": "*/*"} if lease.kind in LARGEST else conditions(lease)


def conditions(lease: Lease) -> dict[str, str]:
    """The headers of a conditional GET, for an address that has validators and whose listing is not needed whole.

    A weak ETag goes only where there is no date: behind gzip nginx weakens WordPress's own, which then never matches,
    and a server that is given both must find both unchanged (RFC 9110, 13.2.2).
    """
    known = lease.validators
    if known is None or (lease.kind in LISTING_KINDS and lease.walk.get("look") != Look.RECENT):
        return {}
    if known.last_modified and (known.etag or "W/").startswith("W/"):
        return {"If-Modified-Since": known.last_modified}
    both = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in both.items() if value}
