"""Pace: how soon the next request to a host may start, for all crawls of the process together."""

import asyncio
import heapq
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, ClassVar, Self

from scrapy import Request
from scrapy.utils.httpobj import urlparse_cached

from spiders.middlewares.asker import source_of
from spiders.middlewares.stopping import StopWatch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

DEFAULT_PACE = 2.0  # seconds, for a spider without a source


@dataclass(order=True, slots=True)
class _Ticket:
    behind: bool
    number: int
    seconds: float = field(compare=False)
    turn: "asyncio.Future[None]" = field(compare=False)


class HostClock:
    """The turns of one host: first come, first served, but whoever asks `ahead` comes before all others."""

    _clocks: ClassVar[dict[str, "HostClock"]] = {}

    def __init__(self) -> None:
        self._queue: list[_Ticket] = []
        self._numbers = count()
        self._last = float("-inf")
        self._paused_until = float("-inf")
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def of(cls, host: str) -> "HostClock":
        """The one clock of a host; with and without `www.` it is the same."""
        return cls._clocks.setdefault(host.lower().removeprefix("www."), cls())

    def ask(self, seconds: float, *, ahead: bool = False) -> "asyncio.Future[None]":
        """A future that is done when a request may start: `seconds` after the last start, or later."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, _Ticket(not ahead, next(self._numbers), seconds, turn))
        self._serve()
        return turn

    def pause(self, seconds: float) -> None:
        """Let nobody start for so long."""
        self._paused_until = max(self._paused_until, time.monotonic() + seconds)

    def _serve(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            first = self._queue[0]
            if not first.turn.done():
                wait = max(self._last + first.seconds, self._paused_until) - time.monotonic()
                if wait > 0:
                    self._timer = asyncio.get_running_loop().call_later(wait, self._serve)
                    return
                self._last = time.monotonic()
                first.turn.set_result(None)
            heapq.heappop(self._queue)


class Pace:
    """Lets a request start when its host's turn has come.

    The distance is the source's pace or the Crawl-delay that `Robots` left in the request's meta
    (`crawl_delay`, seconds), whichever is longer. Raises `Released` for whoever waits when the crawl stops.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._watch = StopWatch(crawler)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the turn."""
        self._watch.release_if_stopping()
        source = source_of(self._crawler)
        pace = DEFAULT_PACE if source is None else source.seconds_between_requests
        seconds = max(pace, request.meta.get("crawl_delay", 0.0))
        clock = HostClock.of(urlparse_cached(request).hostname or "")
        turn = clock.ask(seconds, ahead=bool(request.meta.get("skip_robots")))
        if not turn.done():
            await self._watch.hold(turn)

    def pause(self, host: str, until: datetime) -> None:
        """Start nothing at `host` before `until` (with a time zone): the site asked for it."""
        HostClock.of(host).pause((until - datetime.now(UTC)).total_seconds())
