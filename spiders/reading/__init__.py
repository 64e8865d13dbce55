"""Page in, item out: pure functions without network, clock or global state."""

from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.reading.article import read_page
from spiders.reading.feed import read_feed
from spiders.reading.home import read_home
from spiders.reading.listing import read_listing
from spiders.reading.page import Page, text_of
from spiders.reading.reading import Reading
from spiders.reading.rest import read_rest
from spiders.reading.sitemap import read_sitemap

__all__ = ["Page", "Reading", "read", "text_of"]


def read(kind: UrlKind, page: Page, source: Source) -> Reading:
    """Read one response as what its address promised to be.

    A page that is no article is an item with a reason; a listing, sitemap or REST answer that is none of these is a
    `problem`. Nothing is raised for anything that a site may answer.
    """
    match kind:
        case UrlKind.REST:
            return read_rest(page, source)
        case UrlKind.SITEMAP:
            return read_sitemap(page, source)
        case UrlKind.FEED:
            return read_feed(page, source)
        case UrlKind.LISTING:
            return read_listing(page, source)
        case UrlKind.HOME:
            return read_home(page, source)
        case UrlKind.PAGE:
            return Reading(items=[read_page(page, source)])
