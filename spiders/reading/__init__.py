"""Page in, item out: pure functions without network, clock or global state."""

from collections.abc import Callable

from archive.changes.templates import Template
from archive.sources import Source
from archive.vocabulary import MEDIA_KINDS, Reason, UrlKind
from spiders.reading.article import challenge_item, read_article
from spiders.reading.cdx import read_cdx
from spiders.reading.challenge import gatekeeper
from spiders.reading.feed import read_feed
from spiders.reading.home import read_home
from spiders.reading.listing import read_listing
from spiders.reading.page import Page, text_of
from spiders.reading.pdf import read_pdf
from spiders.reading.reading import Reading
from spiders.reading.rest import read_rest
from spiders.reading.sitemap import read_sitemap

__all__ = ["Page", "Reading", "gatekeeper", "read", "text_of"]


def read(kind: UrlKind, page: Page, source: Source, template: Template | None = None) -> Reading:
    """Read one response as what its address promised to be.

    A page that is no article is an item with a reason; a listing, sitemap or REST answer that is none of these is a
    `problem`. `template` is what was learned from the source's other pages. Nothing is raised for anything that a site
    may answer.
    """
    keeper = gatekeeper(page.headers, page.body) if kind not in MEDIA_KINDS else None
    if keeper is not None:
        return _challenge(kind, page, source, keeper)
    if kind is UrlKind.PAGE:
        return read_article(page, source, template)
    return READERS[kind](page, source)


def _challenge(kind: UrlKind, page: Page, source: Source, keeper: str) -> Reading:
    if kind is UrlKind.PAGE:
        return Reading(items=[challenge_item(page, source)], gatekeeper=keeper)
    return Reading(problem=Reason.CHALLENGE, detail=f"a challenge ({keeper})", gatekeeper=keeper)


def _read_document(page: Page, _source: Source) -> Reading:
    return Reading(text=read_pdf(page.body))


READERS: dict[UrlKind, Callable[[Page, Source], Reading]] = {
    UrlKind.REST: read_rest,
    UrlKind.SITEMAP: read_sitemap,
    UrlKind.FEED: read_feed,
    UrlKind.LISTING: read_listing,
    UrlKind.CDX: read_cdx,
    UrlKind.HOME: read_home,
    UrlKind.DOCUMENT: _read_document,
}
