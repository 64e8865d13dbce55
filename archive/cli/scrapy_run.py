"""Starting spiders by name, so that the command line depends on no spider."""

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.errors import ArsipError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from archive.cli.spider_process import SpiderProcess

SETTINGS = "spiders.settings"
AT_ONCE = 16


@dataclass(slots=True)
class Run:
    """One spider to run: its name, its arguments, and who is told of each item; `crawler` while it runs."""

    spider: str
    arguments: dict[str, Any]
    on_item: Callable[[Any], None] | None = None
    error: BaseException | None = field(default=None, init=False)
    crawler: "Crawler | None" = field(default=None, init=False)


def spider_process(settings: dict[str, Any]) -> "SpiderProcess":
    """A process for spiders with these settings. Raises `ArsipError` when its log cannot be written."""
    # most commands need no crawler: without Scrapy they start in a third of the time
    from scrapy.utils.project import get_project_settings  # noqa: PLC0415 see above

    from archive.cli.spider_process import SpiderProcess  # noqa: PLC0415 see above

    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", SETTINGS)
    logging.raiseExceptions = False  # on a full disk the crawl says so in one line, not in one for each line of its log
    project = get_project_settings()
    project.setdict({"LOG_LEVEL": "WARNING", **settings}, priority="cmdline")
    try:
        process = SpiderProcess(project)
    except OSError as error:
        raise ArsipError(f"the log cannot be written: {error.strerror}: {error.filename}") from None
    # Scrapy filters what it logs at the very end, after each record has been made: two for every page
    logging.getLogger("scrapy").setLevel(project["LOG_LEVEL"])
    return process


def run_spiders(runs: list[Run], settings: dict[str, Any]) -> None:
    """Run spiders, 16 at once, until all have ended; what kept one from beginning or from going on is its `error`.

    One reactor is all that a process can have: this can be called once.
    """
    process = spider_process(settings)
    places = asyncio.Semaphore(AT_ONCE)

    async def run_in_turn(run: Run) -> None:
        async with places:
            if not process.stopping.is_set():
                await process.run(run)

    async def run_all() -> None:
        await asyncio.gather(*(run_in_turn(run) for run in runs))

    process.start_with(run_all)
