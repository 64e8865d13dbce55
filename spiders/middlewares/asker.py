"""For which source a request is made, and how fast."""

from typing import TYPE_CHECKING

from archive.adoption.source_keys import DEFAULT_PACE
from archive.sources import Source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def source_of(crawler: "Crawler") -> Source | None:
    """The source of a crawler's spider; None for a spider that has none, as in `scrapy shell`."""
    source = getattr(crawler.spider, "source", None)
    return source if isinstance(source, Source) else None


def seconds_between_requests(crawler: "Crawler", url: str) -> float:
    """The pace at an address: what was asked for on the command line (of the source's own hosts), else the source's."""
    source = source_of(crawler)
    if source is None:
        return DEFAULT_PACE
    asked = getattr(crawler.spider, "pace", None)
    return asked if isinstance(asked, float) and source.owns(url) else source.seconds_between_requests
