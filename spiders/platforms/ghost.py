"""Ghost: by its sitemap of posts, its feed page by page, or its home page and those after it."""

from typing import ClassVar

from archive.outcomes import Lease
from archive.vocabulary import UrlKind
from spiders.reading import Reading
from spiders.reading.pager import number_in_address
from spiders.walk import WalkSpider
from spiders.ways import Way


class GhostSpider(WalkSpider):
    """Its sitemap's index names one for posts, and others for pages, tags and authors; `/rss/2/` follows `/rss/`."""

    name = "ghost"
    ways: ClassVar = (
        Way("sitemap", UrlKind.SITEMAP, ("sitemap.xml", "sitemap-posts.xml")),
        Way("feed", UrlKind.FEED, ("rss/",)),
        Way("listing", UrlKind.LISTING, ("",)),
    )

    def pages_after(self, held: Lease, reading: Reading) -> list[str]:
        """The feed's further pages by their number; the lists for people name theirs."""
        if held.kind is not UrlKind.FEED:
            return reading.following
        number = (number_in_feed(held.url) or 1) + 1
        return [self.absolute(f"rss/{number}/")] if reading.links else []


def number_in_feed(url: str) -> int | None:
    """The number of a page of the feed, `/rss/2/`; `None` for the first."""
    return number_in_address(url.replace("/rss/", "/page/"))
