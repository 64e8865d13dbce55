"""Hanging: a crawl that has had no outcome for too long is ended, and its verdict says so."""

import asyncio
import faulthandler
import logging
import time
from typing import TYPE_CHECKING, ClassVar, Self

from scrapy import signals

from archive.vocabulary import Verdict

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
SECONDS_TO_END = 60.0
LOOKS = 10  # how often it is looked within the time that a crawl is given


class HangGuard:
    """Ends a crawl that has had no outcome for `HANG_SECONDS`.

    Where the loop is stuck, or the crawl will not end, nothing can be ended in good order: after twice that time and a
    minute the process ends hard, with a traceback of each thread on standard error and exit code 1; the next crawl goes
    on from what was stored.
    """

    _running: ClassVar[set["HangGuard"]] = set()

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._seconds = crawler.settings.getfloat("HANG_SECONDS")
        self._last = 0.0
        self._ending: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        guard = cls(crawler)
        crawler.signals.connect(guard.begin, signals.spider_opened)
        crawler.signals.connect(guard.note, signals.item_scraped)
        crawler.signals.connect(guard.end, signals.spider_closed)
        return guard

    def begin(self) -> None:
        """Begin to look."""
        self._running.add(self)
        self.note()
        self._look()

    def note(self) -> None:
        """Something came of an address."""
        self._last = time.monotonic()

    def end(self) -> None:
        """Look no more."""
        self._running.discard(self)
        if self._timer is not None:
            self._timer.cancel()
        if not self._running:
            faulthandler.cancel_dump_traceback_later()

    def _look(self) -> None:
        faulthandler.dump_traceback_later(2 * self._seconds + SECONDS_TO_END, exit=True)
        if time.monotonic() - self._last >= self._seconds:
            self._ending = asyncio.ensure_future(self._give_up())
        else:
            self._timer = asyncio.get_running_loop().call_later(self._seconds / LOOKS, self._look)

    async def _give_up(self) -> None:
        why = f"nothing came of any address for {self._seconds / 60:g} minutes: it hung, and was ended"
        desk = getattr(self._crawler.spider, "desk", None)
        if desk is not None:
            desk.failure = desk.failure or (Verdict.FAILED, why)
        logger.error(why)
        await self._crawler.stop_async()
