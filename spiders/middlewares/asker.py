"""For which source a request is made, and how fast."""

from typing import TYPE_CHECKING

from archive.source_keys import DEFAULT_PACE
from archive.sources import Source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def source_of(crawler: "Crawler") -> Source | None:
    """The source of a crawler's spider; None for a spider that has none, as in `scrapy shell`."""
    source = getattr(crawler.spider, "source", None)
    return source if isinstance(source, Source) else None


def seconds_between_requests(crawler: "Crawler") -> float:
    """The pace of a crawl: what was asked for on the command line, else what its source states."""
    asked = getattr(crawler.spider, "pace", None)
    if isinstance(asked, float):
        return asked
    source = source_of(crawler)
    return DEFAULT_PACE if source is None else source.seconds_between_requests
