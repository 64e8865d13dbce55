"""The end of a crawl, as something that work can be raced with."""

import asyncio
import time
from typing import TYPE_CHECKING, Any, TypeVar

from spiders.middlewares.refusals import Released

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

T = TypeVar("T")
LOOK_EVERY = 0.2


class StopWatch:
    """Cuts off the work it holds once the crawl has been stopping for `grace` seconds.

    Scrapy sends no signal when it begins to stop, so the engine is looked at five times a second while there is
    work to hold.
    """

    def __init__(self, crawler: "Crawler", grace: float = 0.0) -> None:
        self._crawler = crawler
        self._grace = grace
        self._held: set[asyncio.Future[Any]] = set()
        self._cut: set[asyncio.Future[Any]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._since: float | None = None

    @property
    def is_stopping(self) -> bool:
        """True from the moment the crawl was told to stop."""
        engine = self._crawler.engine
        return engine is None or not engine.running

    def release_if_stopping(self) -> None:
        """Raise `Released` when nothing new should be begun."""
        if self.is_stopping:
            raise Released("the crawl is stopping")

    async def hold(self, work: "asyncio.Future[T]") -> T:
        """The result of `work`. Raises `Released` when the crawl stopped before it was there; it is cancelled then."""
        self._held.add(work)
        self._arm()
        try:
            return await work
        except asyncio.CancelledError:
            if work in self._cut:
                raise Released("the crawl is stopping") from None
            raise
        finally:
            self._held.discard(work)
            self._cut.discard(work)

    def _arm(self) -> None:
        if self._timer is None and self._held:
            self._timer = asyncio.get_running_loop().call_later(LOOK_EVERY, self._look)

    def _look(self) -> None:
        self._timer = None
        if self.is_stopping:
            now = time.monotonic()
            self._since = self._since or now
            if now - self._since >= self._grace:
                self._cut |= {work for work in self._held if work.cancel()}
        self._arm()
