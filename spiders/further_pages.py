"""The further pages of an article, fetched while its first page is in hand, so that one outcome holds the whole."""

import logging
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from archive.changes.templates import Template
from archive.items import ArticleItem
from archive.outcomes import Outcome
from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.endings import end_by_error, end_by_status
from spiders.reading import Reading
from spiders.reading.further import join
from spiders.responses import exchange_of, page_of
from spiders.visit import gatekeeper_of, headers_of

if TYPE_CHECKING:
    from spiders.site import SiteSpider

logger = logging.getLogger(__name__)
PATIENT = 2  # so many times the whole article is tried again for a page that cannot be had; then it is stored without


async def take_further_pages(
    spider: "SiteSpider", outcome: Outcome, reading: Reading, source: Source, template: Template | None
) -> None:
    """Fetch the further pages of the article that was read with `template`, and join it.

    A page that is not there ends the article. One that cannot be had now gives the outcome that ending, so that all of
    it is tried again later; after two tries what there is of the article is stored.
    """
    parts: list[ArticleItem] = []
    for url in reading.further:
        ended = Outcome(outcome.lease)
        part = await _part(spider, url, ended, source, template)
        if ended.released or (ended.due is not None and outcome.lease.tries < PATIENT):
            _wait_with(outcome, ended)
            return
        if part is None:
            logger.info("%s goes on without its page %s: %s", outcome.lease.url, url, ended.detail or "no text")
            break
        outcome.further += ended.exchanges
        parts.append(part)
    if parts:
        reading.items = [join(reading.items[0], parts)]


async def _part(
    spider: "SiteSpider", url: str, ended: Outcome, source: Source, template: Template | None
) -> ArticleItem | None:
    """What a further page says; None for an answer that is no page of an article, and `ended` may then say why."""
    request = Request(url, meta={"lease": ended.lease}, dont_filter=True)
    try:
        response: Response = await spider.crawler.engine.download_async(request)
        ended.exchange = exchange_of(request.meta)
        if gatekeeper_of(response) or end_by_status(ended, response.status, headers_of(response), source):
            return None
        read = await spider.readers.read(UrlKind.PAGE, page_of(response), source, template)
    except Exception as error:  # noqa: BLE001 every way in which a page cannot be had is an ending
        end_by_error(ended, error)
        return None
    return read.items[0] if read.items and read.items[0].body else None


def _wait_with(outcome: Outcome, ended: Outcome) -> None:
    """Give the outcome the ending of the page that cannot be had now."""
    outcome.released, outcome.due = ended.released, ended.due
    outcome.reason, outcome.detail = ended.reason, ended.detail
    outcome.pause_source_until = ended.pause_source_until
