"""Starting spiders by name, so that the command line depends on no spider."""

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

SETTINGS = "spiders.settings"


@dataclass(slots=True)
class Run:
    """One spider to run: its name, its arguments, and who is told of each item."""

    spider: str
    arguments: dict[str, Any]
    on_item: Callable[[Any], None] | None = None
    error: BaseException | None = field(default=None, init=False)


def run_spiders(runs: list[Run], settings: dict[str, Any]) -> None:
    """Run spiders side by side until all have ended; an error at the start of one is left in its `error`.

    One reactor is all that a process can have: this can be called once.
    """
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", SETTINGS)
    project = get_project_settings()
    project.setdict({"LOG_LEVEL": "WARNING", **settings}, priority="cmdline")
    process = AsyncCrawlerProcess(project)
    # Scrapy filters what it logs at the very end, after each record has been made: two for every page
    logging.getLogger("scrapy").setLevel(project["LOG_LEVEL"])
    tasks: list[asyncio.Task[None]] = []
    for run in runs:
        crawler = process.create_crawler(run.spider)
        if run.on_item is not None:
            crawler.signals.connect(_listener(run.on_item), signals.item_scraped, weak=False)
        tasks.append(process.crawl(crawler, **run.arguments))
    process.start()
    for run, task in zip(runs, tasks, strict=True):
        if task.done() and not task.cancelled():
            run.error = task.exception()


def _listener(function: Callable[[Any], None]) -> Callable[..., None]:
    def listen(item: Any) -> None:
        function(item)

    return listen
