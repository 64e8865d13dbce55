"""Drupal: by its sitemap (simple_sitemap, xmlsitemap), its lists of nodes, or its feed."""

from typing import ClassVar

from archive.vocabulary import UrlKind
from spiders.platforms.site import AnySiteSpider
from spiders.ways import Way


class DrupalSpider(AnySiteSpider):
    """`/node` lists what is promoted to the front page; it and the views in the menus go on with `?page=1`."""

    name = "drupal"
    ways: ClassVar = (
        Way("sitemap", UrlKind.SITEMAP, ("robots.txt", "sitemap.xml")),
        Way("listing", UrlKind.LISTING, ("node", "")),
        Way("feed", UrlKind.FEED, ("rss.xml",)),
    )
