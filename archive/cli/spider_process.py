"""A process in which spiders run, begun one by one while others are under way. Imports Scrapy: see `scrapy_run`."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler

from archive.cli.scrapy_run import Run
from archive.errors import CRAWL_ERROR


class SpiderProcess(AsyncCrawlerProcess):
    """Runs `main`, which runs spiders; one reactor is all that a process can have, so it starts once.

    A first SIGINT or SIGTERM stops every crawl, and `main` is to end then: `stopping` is set. A second ends it hard.
    """

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self.stopping = asyncio.Event()
        self._main: asyncio.Task[None] | None = None

    async def run(self, run: Run) -> None:
        """Run one spider to its end; what kept it from beginning or from going on is its `error`."""
        crawler = run.crawler = self.create_crawler(run.spider)
        if run.on_item is not None:
            crawler.signals.connect(_listener(run.on_item), signals.item_scraped, weak=False)
        try:
            await self.crawl(crawler, **run.arguments)
        except Exception as error:  # noqa: BLE001 whatever it is, who asked for the run decides
            run.error = error
        else:
            run.error = _error_of(crawler)
        run.crawler = None

    def start_with(self, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run `main` to its end, or to the end that a signal brings about. Raises what `main` raises."""
        self._main = asyncio.get_event_loop().create_task(main())
        self._main.add_done_callback(self._stop_reactor)
        self.start(stop_after_crawl=False)
        if not self._main.cancelled():
            self._main.result()

    async def stop(self) -> None:
        """End every crawl and `main`; Scrapy calls this when a signal comes, and when the reactor ends."""
        self.stopping.set()
        await super().stop()
        if self._main is not None and not self._main.done():
            await asyncio.wait([self._main])


def _error_of(crawler: Crawler) -> BaseException | None:
    error: BaseException | None = crawler.stats.get_value(CRAWL_ERROR) if crawler.stats is not None else None
    return error


def _listener(function: Callable[[Any], None]) -> Callable[..., None]:
    def listen(item: Any) -> None:
        function(item)

    return listen
