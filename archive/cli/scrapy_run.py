"""Starting spiders by name, so that the command line depends on no spider."""

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.errors import CRAWL_ERROR, ArsipError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SETTINGS = "spiders.settings"


@dataclass(slots=True)
class Run:
    """One spider to run: its name, its arguments, and who is told of each item."""

    spider: str
    arguments: dict[str, Any]
    on_item: Callable[[Any], None] | None = None
    error: BaseException | None = field(default=None, init=False)


def run_spiders(runs: list[Run], settings: dict[str, Any]) -> None:
    """Run spiders side by side until all have ended; what kept one from beginning or from going on is its `error`.

    One reactor is all that a process can have: this can be called once.
    """
    # most commands need no crawler: without Scrapy they start in a third of the time
    from scrapy import signals  # noqa: PLC0415 see above
    from scrapy.crawler import AsyncCrawlerProcess  # noqa: PLC0415 see above
    from scrapy.utils.project import get_project_settings  # noqa: PLC0415 see above

    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", SETTINGS)
    logging.raiseExceptions = False  # on a full disk the crawl says so in one line, not in one for each line of its log
    project = get_project_settings()
    project.setdict({"LOG_LEVEL": "WARNING", **settings}, priority="cmdline")
    try:
        process = AsyncCrawlerProcess(project)
    except OSError as error:
        raise ArsipError(f"the log cannot be written: {error.strerror}: {error.filename}") from None
    # Scrapy filters what it logs at the very end, after each record has been made: two for every page
    logging.getLogger("scrapy").setLevel(project["LOG_LEVEL"])
    started: list[tuple[Run, Crawler, asyncio.Task[None]]] = []
    for run in runs:
        crawler = process.create_crawler(run.spider)
        if run.on_item is not None:
            crawler.signals.connect(_listener(run.on_item), signals.item_scraped, weak=False)
        started.append((run, crawler, process.crawl(crawler, **run.arguments)))
    process.start()
    for run, crawler, task in started:
        if task.done() and not task.cancelled():
            run.error = task.exception()
        if run.error is None and crawler.stats is not None:
            run.error = crawler.stats.get_value(CRAWL_ERROR)


def _listener(function: Callable[[Any], None]) -> Callable[..., None]:
    def listen(item: Any) -> None:
        function(item)

    return listen
