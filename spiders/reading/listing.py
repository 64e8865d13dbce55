"""Pages that list posts: the home page, and the archives by month, section or tag."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.sources import Source
from archive.vocabulary import Reason
from spiders.reading.document import Document, ancestors, is_foreign, is_own, parse, text_in
from spiders.reading.metadata import is_home
from spiders.reading.page import Page
from spiders.reading.reading import Reading

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
NEXT_CLASSES = (
    "wp-block-query-pagination-next",
    "next",
    "nav-previous",
    "older-posts",
    "next-page",
    "pagination-next",
    "nextpostslink",
)
NEXT_WORDS = re.compile(
    r"^\W*(older( posts| entries)?|next( page| posts)?|selanjutnya|berikutnya|halaman (berikutnya|selanjutnya)"
    r"|(pos|tulisan|posting|berita)-?\w* (lama|sebelumnya|lebih lama|berikutnya)|lebih lama|muat lebih)\W*$",
    re.IGNORECASE,
)
ASIDE = frozenset(
    {"widget", "widget-area", "sidebar", "secondary", "comments", "comment-list", "site-footer", "colophon"}
)
CONTENTS = frozenset({"entry-content", "wp-block-post-content", "entry-summary", "wp-block-post-excerpt"})
FEWEST = 3  # headings with links of their own that make a page a list


def read_listing(page: Page, source: Source) -> Reading:
    """Read one page of a list: the addresses of its entries, and the next page."""
    document = parse(page)
    if document is None:
        return Reading(problem=Reason.WAY_CLOSED, detail="an empty page")
    links = _own(_entry_links(document), document, source)
    following = _following(document, source)
    sections = [url for url in _own(document.tags.get("a", ()), document, source) if _is_section(url)]
    reading = Reading(
        links=[url for url in links if url not in following and url not in sections],
        following=following,
        sections=sections,
    )
    if not reading.links and not sections:
        reading.problem, reading.detail = Reason.WAY_CLOSED, "no entries"
    return reading


def _is_section(url: str) -> bool:
    """True for the address of a list by month, year or section; a day's belongs to a month's."""
    parts = urlsplit(url)
    return SECTION_PATHS.search(parts.path) is not None or SECTION_QUERY.fullmatch(parts.query) is not None


def _own(links: Iterable[HtmlElement], document: Document, source: Source) -> list[str]:
    found: dict[str, None] = {}
    hosts = source.hosts
    for link in links:
        url = document.absolute(link.get("href") or "")
        if url and is_own(url, hosts) and url != document.url and not is_home(url):
            found[url] = None
    return list(found)


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
    if "#respond" in href or "#comment" in href or TERM_PATHS.search(_path_of(href)):
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


def _following(document: Document, source: Source) -> list[str]:
    """The next page, by `rel=next`, by a theme's class, or by the words of its link."""
    declared = [
        el
        for tag in ("link", "a")
        for el in document.tags.get(tag, ())
        if "next" in (el.get("rel") or "").lower().split()
    ]
    themed = [link for name in NEXT_CLASSES for el in document.classes.get(name, ()) for link in el.iter("a")]
    worded = (a for a in document.tags.get("a", ()) if NEXT_WORDS.match(text_in(a)))
    for links in (declared, themed, worded):
        found = _own(links, document, source)
        if found:
            return found[:1]
    return []
