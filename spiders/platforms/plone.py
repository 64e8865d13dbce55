"""Plone: by its sitemap, its listings in batches, or the feed of its news folder."""

from typing import ClassVar

from archive.vocabulary import UrlKind
from spiders.platforms.site import AnySiteSpider
from spiders.ways import Way


class PloneSpider(AnySiteSpider):
    """Its sitemap is a gzip file; its listings go on with `?b_start:int=20`; folders have an RSS view."""

    name = "plone"
    ways: ClassVar = (
        Way("sitemap", UrlKind.SITEMAP, ("sitemap.xml.gz", "robots.txt")),
        Way("listing", UrlKind.LISTING, ("news", "berita", "")),
        Way("feed", UrlKind.FEED, ("news/RSS", "news/aggregator/RSS", "RSS", "search_rss?portal_type=News%20Item")),
    )
