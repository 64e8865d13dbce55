"""Joomla: by its sitemap where an extension makes one, by the lists of com_content, or by its feeds."""

from typing import ClassVar

from archive.vocabulary import UrlKind
from spiders.platforms.site import AnySiteSpider
from spiders.ways import Way


class JoomlaSpider(AnySiteSpider):
    """The categories in its menus are lists of ten or so a page (`?start=10`); each has a feed beside it.

    JSitemap and OSMap, the extensions that most use, answer at the addresses of the first way.
    """

    name = "joomla"
    ways: ClassVar = (
        Way(
            "sitemap",
            UrlKind.SITEMAP,
            (
                "robots.txt",
                "sitemap.xml",
                "index.php?option=com_osmap&view=xml&id=1",
                "index.php?option=com_jmap&view=sitemap&format=xml",
            ),
        ),
        Way("listing", UrlKind.LISTING, ("",)),
        Way("feed", UrlKind.FEED, ("?format=feed&type=rss", "?format=feed&type=atom")),
    )
