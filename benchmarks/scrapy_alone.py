"""Scrapy with a callback that does nothing, over the same addresses: what the whole flow is compared with.

Settings are Scrapy's own, but for as many requests at once as Arsip has, no robots.txt, and no more log than Arsip.
`--as-arsip` also takes Arsip's event loop, where users have asyncio's, and its CONCURRENT_ITEMS: Scrapy starts that
many tasks a response, 100 by default, even for a callback that gives nothing, which costs it a third of its speed.
"""

import argparse
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from benchmarks.local_site import LocalSite
from spiders import settings as arsip


class BareSpider(Spider):
    """Asks for every article once."""

    name = "bare"

    def __init__(self, site: LocalSite) -> None:
        super().__init__()
        self._site = site

    async def start(self) -> AsyncIterator[Any]:
        """One request an article."""
        for address in self._site.addresses():
            yield Request(address)

    def parse(self, response: Response) -> None:
        """Do nothing."""


def main() -> None:
    """Fetch every article of a running site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pages", type=int, required=True)
    parser.add_argument("--as-arsip", action="store_true")
    options = parser.parse_args()
    settings: dict[str, Any] = {
        "CONCURRENT_REQUESTS": arsip.CONCURRENT_REQUESTS,
        "CONCURRENT_REQUESTS_PER_DOMAIN": arsip.CONCURRENT_REQUESTS_PER_DOMAIN,
        "ROBOTSTXT_OBEY": False,
        "LOG_LEVEL": arsip.LOG_LEVEL,
    }
    if options.as_arsip:
        settings["ASYNCIO_EVENT_LOOP"] = arsip.ASYNCIO_EVENT_LOOP
        settings["CONCURRENT_ITEMS"] = arsip.CONCURRENT_ITEMS
    process = AsyncCrawlerProcess(settings)
    process.crawl(BareSpider, site=LocalSite(options.port, options.pages, "wordpress"))
    process.start()


if __name__ == "__main__":
    main()
