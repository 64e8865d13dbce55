"""Parts that break on purpose, each on one page, and a crawl that is run with them.

`python -m tests.laws.broken_parts ARCHIVE SPIDER SETTINGS-AS-JSON`
"""

import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

from scrapy.exceptions import DropItem
from scrapy.http import Response

from archive.changes.templates import Template
from archive.cli.scrapy_run import Run, run_spiders
from archive.outcomes import Outcome
from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.platforms.wordpress import WordPressSpider
from spiders.reading import Page, Reading
from spiders.reading import read as real_read

MARK = "berita-5/"


def is_marked(item: Any) -> bool:
    return isinstance(item, Outcome) and item.lease.url.endswith(MARK)


class Dropping:
    """A pipeline that drops."""

    def process_item(self, item: Any) -> Any:
        if is_marked(item):
            raise DropItem("tidak suka")
        return item


class Raising:
    """A pipeline with a bug."""

    def process_item(self, item: Any) -> Any:
        return 1 / 0 if is_marked(item) else item


def read_raising(kind: UrlKind, page: Page, source: Source, template: Template | None) -> Reading:
    """A reader with a bug."""
    if page.url.endswith(MARK):
        raise LookupError("pembaca rusak")
    return real_read(kind, page, source, template)


def read_dying(kind: UrlKind, page: Page, source: Source, template: Template | None) -> Reading:
    """A reader that takes its process along."""
    if page.url.endswith(MARK):
        os.kill(os.getpid(), signal.SIGKILL)
    return real_read(kind, page, source, template)


def read_hanging(kind: UrlKind, page: Page, source: Source, template: Template | None) -> Reading:
    """A reader that never answers."""
    if page.url.endswith(MARK):
        time.sleep(600)
    return real_read(kind, page, source, template)


def read_nothing(kind: UrlKind, page: Page, source: Source, template: Template | None) -> Reading | None:
    """A reader that gives nothing at all."""
    return None if page.url.endswith(MARK) else real_read(kind, page, source, template)


class YieldsAndRaises(WordPressSpider):
    """A callback that raises after its outcome."""

    name = "yields-and-raises"

    async def answer(self, response: Response) -> AsyncIterator[Outcome]:
        async for outcome in super().answer(response):
            yield outcome
        if response.url.endswith(MARK):
            raise RuntimeError("sesudah hasil")


class RaisesBefore(WordPressSpider):
    """A callback that raises instead of giving an outcome."""

    name = "raises-before"

    async def answer(self, response: Response) -> AsyncIterator[Outcome]:
        if response.url.endswith(MARK):
            raise RuntimeError("sebelum hasil")
        async for outcome in super().answer(response):
            yield outcome


class GivesNothing(WordPressSpider):
    """A callback that yields nothing."""

    name = "gives-nothing"

    async def answer(self, response: Response) -> AsyncIterator[Outcome]:
        if not response.url.endswith(MARK):
            async for outcome in super().answer(response):
                yield outcome


if __name__ == "__main__":
    folder, spider, extra = sys.argv[1:]
    settings = {"ARSIP_ARCHIVE": folder, "SPIDER_MODULES": ["spiders.platforms", "tests.laws.broken_parts"]}
    settings |= json.loads(extra)
    if pipeline := settings.pop("PIPELINE", None):
        from spiders.settings import ITEM_PIPELINES

        settings["ITEM_PIPELINES"] = {**ITEM_PIPELINES, pipeline: 550}
    run = Run(spider, {"source": "contoh"})
    run_spiders([run], settings)
    if run.error is not None:
        raise run.error
