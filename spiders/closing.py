"""The end of a spider whose items come out of `start`, when it is stopped while some are on their way."""

import asyncio
from typing import TYPE_CHECKING, Any

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SOON = 0.05  # seconds: an item counts as under way until shortly after its signal


def close_after_the_last_item(crawler: "Crawler") -> None:
    """Let a stopped crawl end once its items are stored.

    Scrapy 2.19 looks whether it may close after each response, never after an item of `start`: it would wait for ever.
    """

    def look() -> None:
        slot = crawler.engine.scraper.slot if crawler.engine is not None else None
        if slot is None or crawler.spider is None:
            return
        if slot.closing and not slot.closing.called and slot.is_idle():
            slot.closing.callback(crawler.spider)

    def listen(**_told: Any) -> None:
        asyncio.get_running_loop().call_later(SOON, look)

    for signal in (signals.item_scraped, signals.item_error, signals.item_dropped):
        crawler.signals.connect(listen, signal, weak=False)
