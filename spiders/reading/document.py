"""One parse of a page, and an index over it, shared by all that read the page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from archive.urls import canonical_url, host_of
from spiders.reading.page import Page, text_of

# what stands on a page beside its own article: comments, widgets, lists of other posts
FOREIGN = re.compile(
    r"^(comments?(-.*|_.*)?|respond|wp-block-comments?.*|wp-block-query|wp-block-post-template|wp-block-latest-.*"
    r"|wp-block-post-navigation-link|widgets?|widget_.*|widget-area|sidebar|secondary|tertiary|site-footer|colophon"
    r"|post-navigation|nav-links|navigation|nav-(above|below|single)|(recent|popular|latest|trending|more)-?posts?.*|terpopuler|terkait.*"
    r"|.*related.*|yarpp.*|.*author-?(box|bio|info).*|disqus_thread|masthead)$",
    re.IGNORECASE,
)
FOREIGN_TAGS = frozenset({"aside", "nav"})
MOST_IN_A_LINE, MOST_BLANKS = 40, 2000  # elements, and characters between the words of indented markup
DEEPEST, LOOK_EVERY = 1000, 100
LONGEST_NAME = 5000  # characters of a class or an id, which are looked at from everything within
END_TAGS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


@dataclass(slots=True)
class Document:
    """A parsed page. `classes`, `props` and `tags` list its elements by class, itemprop and tag, in page order."""

    url: str
    base: str
    root: HtmlElement
    captured: datetime | None = None
    depth: int = 0
    classes: dict[str, list[HtmlElement]] = field(default_factory=lambda: defaultdict(list))
    props: dict[str, list[HtmlElement]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[str, list[HtmlElement]] = field(default_factory=lambda: defaultdict(list))
    metas: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def with_class(self, *names: str) -> list[HtmlElement]:
        """The page's own elements of any of these classes; the first name's come first."""
        return [el for name in names for el in self.classes.get(name, ()) if not is_foreign(el)]

    def meta(self, *names: str) -> str | None:
        """The first non-empty `content` of these meta names or properties, in the order of the names."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), None)

    def body_classes(self) -> frozenset[str]:
        """The classes of the body element."""
        return frozenset(class_ for body in self.tags.get("body", ())[:1] for class_ in body.get("class", "").split())

    def absolute(self, address: str) -> str | None:
        """The absolute http(s) form of an address on this page, or `None`."""
        return absolute(self.base, address)


def parse(page: Page) -> Document | None:
    """The page as a tree; `None` when it holds no element at all, or is nested deeper than any real page.

    Script, style and text are kept, comments are not.
    """
    text = text_of(page)
    if not text.strip():
        return None
    # libxml2 stops at 256 levels without huge_tree, and unclosed tags of real pages go deeper
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(_whole(text).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    depth = _depth(root)
    if depth > DEEPEST:
        return None
    document = Document(page.url, page.url, root, page.captured, depth)
    _index(document)
    for base in document.tags.get("base", ())[:1]:
        document.base = absolute(page.url, base.get("href") or "") or page.url
    return document


def _whole(text: str) -> str:
    """The markup without the end tags of its page where more comes after them: there libxml2 would stop reading."""
    end = END_TAGS.search(text)
    return END_TAGS.sub("", text) if end is not None and "<" in END_TAGS.sub("", text[end.end() :]) else text


def _depth(root: HtmlElement) -> int:
    """About how many levels the tree has; what looks up from each element takes the square of that."""
    looked_at = islice(root.iter(), 0, None, LOOK_EVERY)
    return max(sum(1 for _ in element.iterancestors()) for element in looked_at)


def _index(document: Document) -> None:
    for element in document.root.iter(etree.Element):
        document.tags[element.tag].append(element)
        attributes = element.attrib
        for name in ("class", "id"):
            if len(attributes.get(name, "")) > LONGEST_NAME:
                del attributes[name]
        for class_ in attributes.get("class", "").split():
            document.classes[class_].append(element)
        for prop in attributes.get("itemprop", "").split():
            document.props[prop].append(element)
        if element.tag == "meta" and "content" in attributes:
            name = attributes.get("property") or attributes.get("name") or ""
            document.metas[name.lower()].append(one_line(attributes["content"]))


def absolute(base: str, address: str) -> str | None:
    """The absolute http(s) form of `address` as it stands on a page at `base`, without its fragment, or `None`."""
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    return joined.partition("#")[0]


def is_own(url: str, hosts: frozenset[str]) -> bool:
    """True when the absolute `url` lies on one of `hosts`, as `Source.hosts` spells them."""
    scheme, _, rest = url.partition("://")
    host = host_of(url) if rest else ""
    return host.removesuffix({"http": ":80", "https": ":443"}.get(scheme.lower(), "")) in hosts


def canonical_or_none(url: str) -> str | None:
    """The canonical form of an address that a page gave; `None` for one that has none."""
    try:
        return canonical_url(url)
    except ValueError:
        return None


def ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element, then what it stands in, up to but without body."""
    while element is not None and element.tag not in {"body", "html"}:
        yield element
        element = element.getparent()


def is_foreign(element: HtmlElement) -> bool:
    """True when the element belongs to a comment, a widget or another post, and not to the page's own article."""
    return any(
        el.tag in FOREIGN_TAGS
        or any(FOREIGN.match(name) for name in f"{el.get('class', '')} {el.get('id', '')}".split())
        for el in ancestors(element)
    )


def one_line(text: str) -> str:
    """The text with each run of white space as one space, none at its ends."""
    return " ".join(text.split())


def text_in(element: HtmlElement) -> str:
    """All text of an element, in one line."""
    return one_line("".join(element.itertext()))


def short_text(element: HtmlElement, most: int, *, parted: str = "") -> str:
    """The text of an element that has at most `most` characters and a few elements in it; of any other, nothing.

    So a box around a whole page costs no more than a line. `parted` stands between the texts of neighbouring elements.
    """
    pieces: list[str] = []
    for number, part in enumerate(element.iter()):
        pieces += [part.text or ""] if isinstance(part.tag, str) else []
        pieces += [part.tail or ""] if part is not element else []
        if number > MOST_IN_A_LINE or sum(map(len, pieces)) > most + MOST_BLANKS:
            return ""
    text = one_line(parted.join(pieces))
    return text if len(text) <= most else ""


def spaced_text(element: HtmlElement, most: int) -> str:
    """As `short_text`, with a space between the texts of neighbouring elements."""
    return short_text(element, most, parted=" ")
