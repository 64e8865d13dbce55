"""The feeds of a site: those that its pages name, and those at well-known addresses."""

import re
from urllib.parse import urlsplit

from archive.adoption.findings import OpenWay
from archive.vocabulary import UrlKind
from spiders.probing.survey import Survey
from spiders.reading.document import Document, is_own

TYPES = re.compile(r"^(application|text)/((rss|atom|rdf)(\+xml)?|xml|feed\+json)\b", re.IGNORECASE)
LOOKS = re.compile(r"(^|[/?&=._-])(rss|feeds?|atom)([/?&=._-]|$)", re.IGNORECASE)
NO_NEWS = re.compile(r"comments?|komentar|/podcast|oembed", re.IGNORECASE)
WELL_KNOWN = (
    "feed/",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "rss",
    "feed.json",
)  # the platform `site` tries them
MOST_ASKED = 4


def named_feeds(document: Document, hosts: frozenset[str]) -> list[str]:
    """The feeds of news that a page names, those in its head first, on the site's own hosts."""
    links = [
        link
        for link in document.tags.get("link", ())
        if "alternate" in (link.get("rel") or "").lower() and TYPES.match(link.get("type") or "")
    ]
    anchors = [a for a in document.tags.get("a", ()) if LOOKS.search(_tail(a.get("href") or ""))]
    found: dict[str, None] = {}
    for element in (*links, *anchors):
        url = document.absolute(element.get("href") or "")
        if url and is_own(url, hosts) and not NO_NEWS.search(url):
            found[url] = None
    return list(found)


def _tail(href: str) -> str:
    """The path and the query of an address."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}"


async def open_feed(survey: Survey, url: str, name: str = "feed") -> OpenWay | None:
    """Look at one feed; what its content type says does not matter."""
    found = await survey.read(UrlKind.FEED, url)
    if found is None or not found[0].links:
        return None
    reading, page = found
    count = len(reading.links) if reading.total is None else reading.total
    newest = survey.newest(reading)
    says = f"has {count:,} entries" if reading.total is None else f"states {count:,} posts"
    evidence = f"its feed at {page.url} {says}{of_day(newest)}"
    return survey.open(OpenWay(name, page.url, evidence, count, newest), reading.links)


async def find_feeds(survey: Survey) -> None:
    """Look for a feed: what the home page names, then where feeds usually stand.

    It is noted for the source, unless it stands where the platform looks first.
    """
    named = named_feeds(survey.home, survey.source.hosts)
    usual = [survey.address(address) for address in WELL_KNOWN]
    for url in list(dict.fromkeys([*named[:2], *usual]))[:MOST_ASKED]:
        if await open_feed(survey, url) is not None:
            survey.findings.feeds = [] if url == usual[0] else [url]
            return


def of_day(day: str | None) -> str:
    """How a sentence goes on with the newest day, where there is one."""
    return f", the newest of {day}" if day else ""
