"""For which source a request is made."""

from typing import TYPE_CHECKING

from archive.sources import Source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def source_of(crawler: "Crawler") -> Source | None:
    """The source of a crawler's spider; None for a spider that has none, as in `scrapy shell`."""
    source = getattr(crawler.spider, "source", None)
    return source if isinstance(source, Source) else None
