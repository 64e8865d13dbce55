"""Pace: how soon the next request to a host may start, for all crawls of the archive together."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from archive.folder import ArchiveFolder
from spiders.endings import retry_after
from spiders.middlewares.asker import seconds_between_requests
from spiders.middlewares.host_clock import ASKED_TO_WAIT, HostClock
from spiders.middlewares.stopping import StopWatch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

OVERBURDENED = frozenset({429, 503})
AT_FAULT = 500
ASKED_AT = "pace_asked_at"


class Pace:
    """Lets a request start when its host's turn has come, and heeds how the host answers.

    The distance is the pace of the source (or of this crawl), the Crawl-delay that `Robots` left in the request's meta
    (`crawl_delay`, seconds), or what the host's own answers call for, whichever is the longest. Raises `Released` for
    whoever waits when the crawl stops, and `HostResting` at a host that asked to be left alone for more than a minute.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._watch = StopWatch(crawler)
        archive = crawler.settings.get("ARSIP_ARCHIVE")
        self._folder = ArchiveFolder(Path(archive)).locks if archive else None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the turn."""
        self._watch.release_if_stopping()
        turn = self._clock(request).ask(self._distance(request), ahead=bool(request.meta.get("skip_robots")))
        if turn.done():
            turn.result()
        else:
            await self._watch.hold(turn)
        request.meta[ASKED_AT] = time.monotonic()

    def process_response(self, request: Request, response: Response) -> Response:
        """Slow down at a host that is overburdened or slow, and be quick again once it is well."""
        clock, distance = self._clock(request), self._distance(request)
        if response.status in OVERBURDENED:
            clock.slow_down(distance, request.meta[ASKED_AT])
            if wait := retry_after((response.headers.get("Retry-After") or b"").decode("latin-1")):
                clock.pause(wait.total_seconds(), f"HTTP {response.status}: {ASKED_TO_WAIT}")
        elif response.status < AT_FAULT:
            clock.heed(request.meta.get("download_latency", 0.0) if distance else 0.0)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A host that does not answer in time is overburdened too."""
        if isinstance(exception, DownloadTimeoutError):
            self._clock(request).slow_down(self._distance(request), request.meta[ASKED_AT])

    def _clock(self, request: Request) -> HostClock:
        return HostClock.of(urlparse_cached(request).hostname or "", self._folder)

    def _distance(self, request: Request) -> float:
        crawl_delay: float = request.meta.get("crawl_delay", 0.0)
        return max(seconds_between_requests(self._crawler, request.url), crawl_delay)
