"""Sitemaps: an index gives further sitemaps, a set of addresses gives what may be articles."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from archive.sources import Source
from archive.vocabulary import Reason
from spiders.reading.dates import local_day
from spiders.reading.document import absolute, is_own
from spiders.reading.feed import read_feed
from spiders.reading.metadata import is_home
from spiders.reading.page import Page
from spiders.reading.reading import Reading

GZIP = b"\x1f\x8b"
LARGEST = 50 * 1024 * 1024  # the protocol's own limit for a sitemap once unpacked
# children that hold no posts: WordPress core's pages, terms and users, and Yoast's, Rank Math's and All in One SEO's
NO_POSTS = re.compile(
    r"/(wp-sitemap-(posts-(page|attachment|product)|taxonomies-\w[\w-]*|users)-\d+\.xml"
    r"|(page|category|post_tag|post-tag|tag|author|attachment|post_format|product|product_cat|elementor_library|e-landing-page"
    r"|elementor-hf|portfolio_category)-sitemap\d*\.xml(\.gz)?|sitemap-(pages|tags|authors)(-\d+)?\.xml)$"
)
FILES = re.compile(r"\.(jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|mp[34])$", re.IGNORECASE)
LINES = re.compile(rb"\s*https?://\S+\s*(\r?\n|\r|$)")
ROBOTS_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


FEEDS = frozenset({"rss", "feed", "rdf"})


def read_sitemap(page: Page, source: Source) -> Reading:
    """Read a sitemap, an index of sitemaps, a list of addresses one a line, or what a robots.txt says of sitemaps.

    Each may be a gzip file. Addresses on other hosts are left out.
    """
    try:
        data = _unpacked(page.body).lstrip(b"\xef\xbb\xbf \t\r\n\x00")
        if page.url.endswith("/robots.txt"):
            return _read_robots(data, page, source)
        if LINES.match(data):
            return Reading(links=_texts(data.decode("utf-8", "replace").split(), page.url, source))
        root = _root(data)
    except (etree.LxmlError, ValueError, zlib.error) as error:
        return Reading(problem=Reason.WAY_CLOSED, detail=f"no sitemap: {error}"[:200])
    return _read_root(root, page, source)


def _read_root(root: etree._Element, page: Page, source: Source) -> Reading:
    kind = etree.QName(root).localname.lower()
    if kind == "sitemapindex":
        return _read_index(root, page, source)
    if kind == "urlset":
        return _read_set(root, page, source)
    if kind in FEEDS:  # the protocol lets a feed stand for a sitemap
        return replace(read_feed(page, source), following=[])
    return Reading(problem=Reason.WAY_CLOSED, detail=f"no sitemap: its root is <{kind}>")


def _read_robots(data: bytes, page: Page, source: Source) -> Reading:
    named = _texts(ROBOTS_LINE.findall(data.decode("utf-8", "replace")), page.url, source)
    if not named:
        return Reading(problem=Reason.WAY_CLOSED, detail="its robots.txt names no sitemap")
    return Reading(following=named)


def _texts(texts: list[str], base: str, source: Source) -> list[str]:
    found = (absolute(base, text) for text in texts)
    return list(dict.fromkeys(url for url in found if url and is_own(url, source.hosts) and not is_home(url)))


def _read_index(root: etree._Element, page: Page, source: Source) -> Reading:
    reading = Reading()
    for url, element in _entries(root, page.url, "sitemap", source):
        if not NO_POSTS.search(url.partition("?")[0]) and url != page.url and url not in reading.following:
            reading.following.append(url)
            _note(reading.changed, url, element, "lastmod", source)
    return reading


def _read_set(root: etree._Element, page: Page, source: Source) -> Reading:
    reading = Reading()
    seen: set[str] = set()
    news = 0
    for url, element in _entries(root, page.url, "url", source):
        if url in seen or is_home(url) or FILES.search(url.partition("?")[0]):
            continue
        seen.add(url)
        reading.links.append(url)
        _note(reading.changed, url, element, "lastmod", source)
        news += _note(reading.days, url, element, "news/publication_date", source)
    reading.newest_only = 0 < len(reading.links) == news
    return reading


def _root(data: bytes) -> etree._Element:
    # no entities, no DTD, no network: a sitemap needs none of them
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser=parser) if data else None
    if root is None:
        raise ValueError("it is empty")
    return root


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(GZIP):
        return body
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    data = unpacker.decompress(body, LARGEST)
    if unpacker.unconsumed_tail:
        raise ValueError(f"it unpacks to more than {LARGEST} bytes")
    return data


def _entries(root: etree._Element, base: str, entry: str, source: Source) -> Iterator[tuple[str, etree._Element]]:
    """The `loc` of each entry, in order, on the source's own hosts. Extensions' own `loc`s are not read."""
    hosts = source.hosts
    for element in root.iterchildren(f"{{*}}{entry}"):
        place = next((child for child in element.iterchildren("{*}loc") if _is_plain(child)), None)
        url = absolute(base, "".join(str(text) for text in place.itertext())) if place is not None else None
        if url and is_own(url, hosts):
            yield url, element


def _note(days: dict[str, str], url: str, element: etree._Element, path: str, source: Source) -> bool:
    """Note the day that a child of an entry states; False where there is none."""
    found = element.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    day = local_day(found.text or "", source.time_zone) if found is not None else None
    if day:
        days[url] = day
    return day is not None


def _is_plain(element: etree._Element) -> bool:
    namespace = etree.QName(element).namespace or ""
    return not namespace.startswith(("http://www.google.com/", "https://www.google.com/"))
