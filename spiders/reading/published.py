"""When a page says that its article was published and changed; never another post's date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from archive.vocabulary import Origin, Precision
from spiders.reading.dates import Stated, date_in_address, find_date, parse_date
from spiders.reading.document import Document, ancestors, is_foreign, text_in
from spiders.reading.linked_data import Thing, text_at

Dated = tuple[Stated, Origin]

PUBLISHED_META = (
    *("article:published_time", "og:article:published_time", "article:published", "article.published"),
    *("datepublished", "content_publisheddate", "publishdate", "publish-date", "publish_date", "pubdate"),
    *("published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    *("dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "date"),
)
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
CLOCK_CLASSES = (
    "wp-block-post-date",
    "entry-date",
    "published",
    "post-date",
    "posted-on",
    "td-post-date",
    "jeg_meta_date",
    "dt-published",
)
DATE_CLASS = re.compile(r"(^|[_-])(date|time|tanggal|tgl|waktu|published?|posted)([_-]|$)", re.IGNORECASE)
PAGE_HEAD = re.compile(
    r"top-?(bar|nav)|masthead|navbar|site-header|header-top|today|current-date|hari-ini", re.IGNORECASE
)
NEAR = 3
FARTHEST = 80
PARTS = 5
SHORTEST, SHORT, LONG = 6, 100, 150


@dataclass(frozen=True, slots=True)
class Places:
    """Where the page's article stands: its heading, and the box of its text and nothing else; `None` if not known."""

    heading: HtmlElement | None = None
    content: HtmlElement | None = None


def published_of(document: Document, article: Thing, zone: str, language: str, places: Places) -> Dated | None:
    """The date of publication, best evidence first; a day is refined by a later source with the same day's clock."""
    first: Dated | None = None
    for stated, origin in _declared(document, article, zone, language):
        if first is None:
            first = (stated, origin)
        elif _says_more(stated, first[0]):
            return stated, origin
    if first is not None and first[0].precision is not Precision.DAY:
        return first
    if first is None and (in_address := date_in_address(document.url)):
        first = (in_address, Origin.URL)
    for stated in _near(places, zone) if places.heading is not None else _in_date_boxes(document, zone):
        if first is None or _says_more(stated, first[0]):
            return stated, Origin.TEXT
    return first


def _says_more(other: Stated, first: Stated) -> bool:
    """True when `other` states the same day with a clock, or the same moment with the offset of the place."""
    if first.precision is Precision.DAY:
        return other.moment is not None and other.value[:10] == first.value[:10]
    return _is_zulu(first) and not _is_zulu(other) and other.moment is not None and other.moment == first.moment


def _is_zulu(stated: Stated) -> bool:
    return stated.value.endswith("+00:00")


def _declared(document: Document, article: Thing, zone: str, language: str) -> Iterator[Dated]:
    texts: list[tuple[str | None, Origin]] = [
        (text_at(article, "datePublished", "dateCreated"), Origin.JSON_LD),
        *((value, Origin.META) for name in PUBLISHED_META for value in document.metas.get(name, ())),
        *((text, Origin.META) for text in _by_property(document, "datePublished", "dateCreated")),
        *((text, Origin.READER) for text in _by_theme(document)),
    ]
    for text, origin in texts:
        if text and (stated := parse_date(text, zone, language)):
            yield stated, origin


def modified_of(document: Document, article: Thing, zone: str, language: str) -> Dated | None:
    """The date of the last change that the page states."""
    texts = [
        (text_at(article, "dateModified"), Origin.JSON_LD),
        *((value, Origin.META) for name in MODIFIED_META for value in document.metas.get(name, ())),
        *((text, Origin.META) for text in _by_property(document, "dateModified")),
        *(
            (el.get("datetime"), Origin.READER)
            for el in document.with_class("updated", "wp-block-post-date__modified-date")
            # one element for both is a theme's way to print the first date alone, changed or not
            if "published" not in (el.get("class") or "").split()
        ),
    ]
    for text, origin in texts:
        if text and (stated := parse_date(text, zone, language)):
            return stated, origin
    return None


def _by_property(document: Document, *names: str) -> Iterator[str]:
    for name in names:
        for element in document.props.get(name, ()):
            if not is_foreign(element):
                yield element.get("content") or element.get("datetime") or text_in(element)


def _by_theme(document: Document) -> Iterator[str]:
    """The machine-readable times of WordPress themes, and of hAtom and microformats."""
    for element in document.with_class(*CLOCK_CLASSES):
        if "wp-block-post-date__modified-date" in (element.get("class") or ""):
            continue
        for time in [element] if element.tag in {"time", "abbr"} else element.findall(".//time"):
            classes = (time.get("class") or "").split()
            if "updated" not in classes or "published" in classes:
                yield time.get("datetime") or (time.get("title") if time.tag == "abbr" else None) or text_in(time)


def _near(places: Places, zone: str) -> Iterator[Stated]:
    """Dates in short texts after the article's heading, up to its text, and then just before the heading."""
    if places.heading is None:
        return
    around = set() if places.content is None else set(ancestors(places.content))
    for element in islice(_after(places.heading), FARTHEST):
        if element is places.content or (element.tag == "p" and len(text_in(element)) > LONG):
            break
        if element not in around and (stated := _short_date(element, zone)):
            yield stated
    for element in islice(_before(places.heading), FARTHEST):
        if stated := _short_date(element, zone):
            yield stated


def _after(element: HtmlElement) -> Iterator[HtmlElement]:
    for box in ancestors(element):
        for sibling in box.itersiblings():
            yield from sibling.iter()


def _before(element: HtmlElement) -> Iterator[HtmlElement]:
    for box in islice(ancestors(element), NEAR):
        for sibling in box.itersiblings(preceding=True):
            if not _is_page_head(sibling):
                yield from sibling.iter()


def _is_page_head(box: HtmlElement) -> bool:
    """True for the head of the whole page, which on many sites shows today's date."""
    names = f"{box.get('class') or ''} {box.get('id') or ''}"
    return box.tag in {"nav", "header"} or PAGE_HEAD.search(names) is not None or box.find(".//nav") is not None


def _in_date_boxes(document: Document, zone: str) -> Iterator[Stated]:
    """Dates with a clock in boxes whose class speaks of a date, for a page whose heading cannot be told."""
    for name in [name for name in document.classes if DATE_CLASS.search(name)]:
        for element in document.with_class(name):
            if (stated := _short_date(element, zone)) and stated.precision is not Precision.DAY:
                yield stated


def _short_date(element: HtmlElement, zone: str) -> Stated | None:
    if element.tag == "time" and element.get("datetime"):
        return None if is_foreign(element) else find_date(element.get("datetime", ""), zone)
    text = text_in(element) if len(element) <= PARTS else ""
    if not SHORTEST <= len(text) <= SHORT or is_foreign(element) or _is_caption(element):
        return None
    return find_date(text, zone)


def _is_caption(element: HtmlElement) -> bool:
    """True for what stands in a figure, or around one: a caption's date is the photo's."""
    inside = any(el.tag == "figure" or "wp-caption" in (el.get("class") or "").split() for el in ancestors(element))
    return inside or element.find(".//figcaption") is not None
