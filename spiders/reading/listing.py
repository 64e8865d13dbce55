"""Pages that list posts: the home page, and the archives by month, section or tag."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.sources import Source
from archive.vocabulary import Reason
from spiders.reading.document import Document, ancestors, is_foreign, parse, text_in
from spiders.reading.list_days import days_of
from spiders.reading.page import Page
from spiders.reading.pager import own_links, pager_of
from spiders.reading.reading import Reading
from spiders.reading.story_links import FILES, is_in_menu, story_links

ENTRIES = ("wp-block-post", "hentry", "type-post", "h-entry", "jeg_post", "td_module_wrap", "post-item", "post")
BLOCKS = frozenset({"article", "li", "div", "section"})
TERMS = frozenset({"tag", "category", "author", "nofollow", "home", "prev", "next"})
TERM_PATHS = re.compile(
    r"/(category|tag|author|kategori|topik|page|feed|wp-admin|wp-login\.php|wp-content|wp-json|comments)(/|$)"
)
SECTION_PATHS = re.compile(
    r"/(?:(?:category|kategori|rubrik)/[^/]+(?:/[^/]+)*|(?:19|20)\d\d(?:/(?:0[1-9]|1[0-2]))?)/?$"
)
SECTION_QUERY = re.compile(r"(?:cat=\d+|m=(?:19|20)\d\d(?:0[1-9]|1[0-2])?)")
# what a menu may lead to beside lists: pages about the site, its tools, and lists of no use
NO_SECTION = re.compile(
    r"/(tags?|topi[ck]s?|label|author|penulis|users?|search|cari|feed|rss|login|masuk|register|daftar|wp-[\w-]+|comments"
    r"|about|about-us|tentang[\w-]*|redaksi[\w-]*|kontak[\w-]*|contact[\w-]*|hubungi[\w-]*|disclaimer|privacy[\w-]*|kebijakan[\w-]*|pedoman[\w-]*"
    r"|kode-etik[\w-]*|info-iklan|iklan|karir|sitemap|terms[\w-]*|syarat[\w-]*|cart|shop|live|video|foto|galeri|gallery)(\.\w+)?(/|$)",
    re.IGNORECASE,
)
ADDRESS_DEPTH, SECTION_WORDS = 3, 4
ASIDE = frozenset(
    {"widget", "widget-area", "sidebar", "secondary", "comments", "comment-list", "site-footer", "colophon"}
)
CONTENTS = frozenset({"entry-content", "wp-block-post-content", "entry-summary", "wp-block-post-excerpt"})
FEED_TYPES = ("rss", "atom", "feed+json")
FEWEST = 3  # headings with links of their own that make a page a list


def read_listing(page: Page, source: Source) -> Reading:
    """Read one page of a list: the addresses of its entries with their days, where it goes on, and what else it lists.

    The entries are what a theme marks as such, and what looks like the link to an article.
    """
    document = parse(page)
    if document is None:
        return Reading(problem=Reason.WAY_CLOSED, detail="an empty page")
    pager = pager_of(document, source)
    links = own_links(_entry_links(document), document, source) + story_links(document, source)
    reading = Reading(following=pager.following, previous=pager.previous, numbered=pager.numbered)
    reading.feeds = own_links(_feed_links(document), document, source)
    lists = {*pager.following, *pager.numbered}
    reading.sections = [url for url in _sections(document, source, {*links, *lists}) if url not in lists]
    lists.update(reading.sections)
    reading.links = [url for url in dict.fromkeys(links) if url not in lists]
    reading.days = days_of(document, source, reading.links)
    if not reading.links and not reading.sections:
        reading.problem, reading.detail = Reason.WAY_CLOSED, "no entries"
    return reading


def _feed_links(document: Document) -> Iterator[HtmlElement]:
    """The feeds of the site that a page declares; not those of the comments on it."""
    for link in document.tags.get("link", ()):
        kind = (link.get("type") or "").lower()
        named = f"{link.get('href')} {link.get('title')}".lower()
        is_feed = "alternate" in (link.get("rel") or "").lower().split() and any(word in kind for word in FEED_TYPES)
        if is_feed and "comment" not in named and "komentar" not in named:
            yield link


def _sections(document: Document, source: Source, others: set[str]) -> list[str]:
    """Lists of other kinds: by month, year or category, wherever they stand; and short links of the menus."""
    anchors = document.tags.get("a", ())
    shaped = [url for url in own_links(anchors, document, source) if _is_section(url)]
    in_menus = own_links((a for a in anchors if _is_menu_entry(a)), document, source)
    menu = (url for url in in_menus if url not in others and may_be_section(url))
    return list(dict.fromkeys([*shaped, *menu]))


def _is_menu_entry(link: HtmlElement) -> bool:
    text = text_in(link)
    return 0 < len(text.split()) <= SECTION_WORDS and is_in_menu(link)


def may_be_section(url: str) -> bool:
    """False for the address of what a menu leads to that is surely no list of articles."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return not (NO_SECTION.search(f"{path}/") or FILES.search(path) or path.count("/") > ADDRESS_DEPTH)


def _is_section(url: str) -> bool:
    """True for the address of a list by month, year or section; a day's belongs to a month's."""
    parts = urlsplit(url)
    return SECTION_PATHS.search(parts.path) is not None or SECTION_QUERY.fullmatch(parts.query) is not None


def _entry_links(document: Document) -> Iterator[HtmlElement]:
    """The links of the page's entries, else those of its headings."""
    entries = _entries(document)
    if entries:
        return (link for entry in entries for link in entry.iter("a") if _leads_to_the_post(link))
    headings = [
        link
        for tag in ("h2", "h3", "h1", "h4")
        for heading in document.tags.get(tag, ())
        for link in _heading_links(heading)
    ]
    marked = [a for a in document.tags.get("a", ()) if "bookmark" in (a.get("rel") or "").split()]
    return iter([*marked, *(headings if len(headings) >= FEWEST else ())])


def _entries(document: Document) -> list[HtmlElement]:
    """The outermost boxes of entries by the first class that has any; else the articles."""
    for name in ENTRIES:
        found = [el for el in document.classes.get(name, ()) if el.tag in BLOCKS and not _is_aside(el)]
        if found:
            return found
    articles = [el for el in document.tags.get("article", ()) if not _is_aside(el)]
    return articles if len(articles) > 1 else []


def _is_aside(element: HtmlElement) -> bool:
    """True inside a widget or comment; a block theme's query is the list itself here."""
    return any(_is_beside(up) for up in ancestors(element))


def _is_beside(element: HtmlElement) -> bool:
    """True for what is beside the list: side columns, widgets, comments, footers."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return element.tag in {"aside", "nav", "footer"} or not ASIDE.isdisjoint(names)


def _leads_to_the_post(link: HtmlElement) -> bool:
    """True for title, date, picture and "read more" links; false for terms, authors, comments, links in the text."""
    href = link.get("href") or ""
    if not TERMS.isdisjoint((link.get("rel") or "").split()) and "bookmark" not in (link.get("rel") or ""):
        return False
    if "#respond" in href or "#comment" in href or TERM_PATHS.search(f"/{_path_of(href)}"):
        return False
    return not any(_is_content(up) for up in ancestors(link)) or "more-link" in (link.get("class") or "").split()


def _is_content(element: HtmlElement) -> bool:
    return not CONTENTS.isdisjoint((element.get("class") or "").split())


def _path_of(href: str) -> str:
    """The path of an address, empty where it has none that can be read."""
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


def _heading_links(heading: HtmlElement) -> list[HtmlElement]:
    if is_foreign(heading):
        return []
    inside = list(heading.iter("a"))
    around = heading.getparent()
    return inside or ([around] if around is not None and around.tag == "a" else [])
