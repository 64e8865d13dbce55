"""Sitemaps: an index gives further sitemaps, a set of addresses gives what may be articles."""

import re
import zlib
from datetime import timedelta

from lxml import etree

from archive.sources import Source
from archive.vocabulary import Reason
from spiders.reading.document import absolute, is_own
from spiders.reading.metadata import is_home
from spiders.reading.page import Page
from spiders.reading.reading import Reading

GZIP = b"\x1f\x8b"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
NEWS_HOLDS = timedelta(hours=48)  # as Google asks: articles of the last two days
LARGEST = 50 * 1024 * 1024  # the protocol's own limit for a sitemap once unpacked
# children that hold no posts: WordPress core's pages, terms and users, and Yoast's, Rank Math's and All in One SEO's
NO_POSTS = re.compile(
    r"/(wp-sitemap-(posts-(page|attachment|product)|taxonomies-\w[\w-]*|users)-\d+\.xml"
    r"|(page|category|post_tag|post-tag|tag|author|attachment|post_format|product|product_cat|elementor_library|e-landing-page"
    r"|elementor-hf|portfolio_category)-sitemap\d*\.xml(\.gz)?)$"
)


def read_sitemap(page: Page, source: Source) -> Reading:
    """Read a sitemap or an index of sitemaps; either may be a gzip file. Addresses on other hosts are left out."""
    try:
        root = _root(page.body)
    except (etree.LxmlError, ValueError, zlib.error) as error:
        return Reading(problem=Reason.WAY_CLOSED, detail=f"no sitemap: {error}"[:200])
    kind = etree.QName(root).localname.lower()
    if kind not in {"urlset", "sitemapindex"}:
        return Reading(problem=Reason.WAY_CLOSED, detail=f"no sitemap: its root is <{kind}>")
    addresses = _addresses(root, page.url, "url" if kind == "urlset" else "sitemap", source)
    if kind == "sitemapindex":
        return Reading(
            following=[url for url in addresses if not NO_POSTS.search(url.partition("?")[0]) and url != page.url]
        )
    return Reading(
        links=[url for url in addresses if not is_home(url)], holds=NEWS_HOLDS if _is_of_news(root) else None
    )


def _is_of_news(root: etree._Element) -> bool:
    """True for a news sitemap: each of its entries has Google's `news`, or it has none and declares that namespace."""
    entries = list(root.iterchildren("{*}url"))
    marked = all(any(child.tag.startswith(NEWS) for child in entry.iterchildren()) for entry in entries)
    return marked and (bool(entries) or NEWS[1:-1] in root.nsmap.values())


def _root(body: bytes) -> etree._Element:
    data = _unpacked(body).lstrip(b"\xef\xbb\xbf \t\r\n\x00")
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


def _addresses(root: etree._Element, base: str, entry: str, source: Source) -> list[str]:
    """The `loc` of each entry, in order, each once, on the source's own hosts. Extensions' own `loc`s are not read."""
    found: dict[str, None] = {}
    hosts = source.hosts
    for element in root.iterchildren(f"{{*}}{entry}"):
        place = next((child for child in element.iterchildren("{*}loc") if _is_plain(child)), None)
        url = absolute(base, "".join(str(text) for text in place.itertext())) if place is not None else None
        if url and is_own(url, hosts):
            found[url] = None
    return list(found)


def _is_plain(element: etree._Element) -> bool:
    namespace = etree.QName(element).namespace or ""
    return not namespace.startswith(("http://www.google.com/", "https://www.google.com/"))
