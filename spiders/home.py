"""The look at the home page, before a crawl lends anything, for whose site it is."""

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import HtmlResponse

from archive.outcomes import Lease
from archive.vocabulary import UrlKind
from spiders.responses import exchange_of, page_of
from spiders.workers import ReaderDied, ReaderFailed, ReaderTimedOut

if TYPE_CHECKING:
    from spiders.site import SiteSpider


async def look_at_home(spider: "SiteSpider") -> None:
    """Fetch the home page, and let the archive judge whose it is. What cannot be reached or read says nothing."""
    request = Request(spider.source.url, meta={"lease": _lease(spider.source.url)}, dont_filter=True)
    try:
        response = await spider.crawler.engine.download_async(request)
    except Exception as error:  # noqa: BLE001 the crawl itself finds out what is wrong with the site
        spider.logger.info("the home page was not reached: %s", error)
        return
    if response.status != 200 or not isinstance(response, HtmlResponse):  # noqa: PLR2004 HTTP's own
        return
    try:
        reading = await spider.readers.read(UrlKind.HOME, page_of(response), spider.source)
    except (ReaderDied, ReaderTimedOut, ReaderFailed) as error:
        spider.logger.warning("the home page was not read: %s", error)
        return
    if reading.portrait is not None:
        await spider.desk.save_portrait(reading.portrait, exchange_of(request.meta))


def _lease(url: str) -> Lease:
    return Lease(0, url, UrlKind.HOME, tries=0, hops=0, round=0, walk={})
