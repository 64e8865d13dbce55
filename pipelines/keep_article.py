"""KeepArticle: hand the outcome to the archive, and wait until it is committed."""

import logging
from typing import TYPE_CHECKING, Any, Self

from archive.errors import ArsipError
from archive.outcomes import Outcome
from archive.vocabulary import Fate, Reason

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class KeepArticle:
    """The last pipeline. What it returns is stored; a failure of one outcome is that outcome's own fate."""

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Store an outcome. When the archive cannot be written, the desk lends nothing more, and the crawl ends."""
        if not isinstance(item, Outcome):
            return item
        desk: Any = getattr(self._crawler.spider, "desk", None)
        if desk is None:
            return item
        try:
            await desk.hand_in(item)
        except ArsipError as error:
            logger.error("not stored: %s: %s", item.lease.url, error)
        except Exception as error:
            logger.exception("an outcome could not be stored: %s", item.lease.url)
            item.items, item.discovered, item.moved_to = [], [], None
            await desk.hand_in(item.settle(Fate.FAILED, Reason.BUG, f"{type(error).__name__}: {error}"[:300]))
        return item
