"""The lines of a page that a reader would take for its article's date: beside the heading, or labelled as such."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from archive.vocabulary import Precision
from spiders.reading.beside import PAGE_HEAD, Places, beside_heading, is_in_a_card
from spiders.reading.dates import Stated, find_date
from spiders.reading.document import Document, ancestors, is_foreign, text_in
from spiders.reading.relative import relative_date

DATE_CLASS = re.compile(r"(^|[_-])(date|time|tanggal|tgl|waktu|published?|posted)([_-]|$)", re.IGNORECASE)
WAS = r"(?:(?:this|berita|artikel|tulisan)\s+(?:article|story|ini)\s+(?:was|telah|sudah)?\s*)?"
LABELLED = re.compile(
    rf"^\W*(?:{WAS}(?:(?:first|originally|pertama kali)\s+)?)?"
    r"(?:published|posted|publish date|date published|date|diterbitkan|dipublikasikan|dipublish|diposting"
    r"|diunggah|terbit|tanggal terbit|tanggal|tayang|ditayangkan|dirilis)\b(?:\s+(?:on|pada|at))?\s*:?\s*",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(r"©|\(c\)|copyright|hak cipta|all rights", re.IGNORECASE)
CHANGED = re.compile(
    r"^\W*(?:last |terakhir )?"
    r"(?:updated?|modified|edited|reviewed|fact.?checked|diperbarui|diperbaharui|diubah|pembaruan)\b",
    re.IGNORECASE,
)
PARTS = 5
SHORTEST, SHORT = 6, 100
LABEL_TAGS = ("p", "span", "div", "li", "small", "time", "td", "dd", "em", "strong", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a bare clock time and "2 jam yang lalu" count from: the source's zone, and when the page was captured."""

    zone: str
    captured: datetime | None = None


def dates_beside(places: Places, clock: Clock) -> Iterator[Stated]:
    """Dates in short texts after the article's heading, up to its text, and then just before the heading."""
    for element in beside_heading(places):
        if (stated := _short_date(element, clock)) and not is_in_a_card(element, places.around):
            yield stated


def labelled_dates(document: Document, zone: str) -> Iterator[Stated]:
    """Dates in short texts that say that they are the publication's: "Published on 3 May 2024", "Tayang: …"."""
    for tag in LABEL_TAGS:
        for element in document.tags.get(tag, ()):
            if len(element) > PARTS:
                continue
            text = text_in(element)
            if len(text) > SHORT or not (label := LABELLED.match(text)):
                continue
            stated = find_date(text[label.end() :], zone) or _in_the_next(element, label.end() == len(text), zone)
            if stated and not is_foreign(element):
                yield stated


def _in_the_next(element: HtmlElement, is_alone: bool, zone: str) -> Stated | None:  # noqa: FBT001 one caller, one fact
    """The date of the element after a label that stands alone."""
    following = element.getnext() if is_alone else None
    text = text_in(following) if following is not None else ""
    return find_date(text, zone) if SHORTEST <= len(text) <= SHORT else None


def dates_in_boxes(document: Document, clock: Clock) -> Iterator[Stated]:
    """Dates with a clock in boxes whose class speaks of a date, for a page whose heading cannot be told."""
    for name in [name for name in document.classes if DATE_CLASS.search(name)]:
        for element in document.with_class(name):
            if (stated := _short_date(element, clock)) and stated.precision is not Precision.DAY:
                yield stated


def _short_date(element: HtmlElement, clock: Clock) -> Stated | None:
    if element.tag == "time" and element.get("datetime"):
        return _machine_date(element, clock.zone)
    text = text_in(element) if len(element) <= PARTS else ""
    if not SHORTEST <= len(text) <= SHORT or _is_none_of_its_own(element):
        return None
    if COPYRIGHT.search(text) or CHANGED.match(text):
        return None
    return find_date(text, clock.zone) or relative_date(text, clock.captured, clock.zone)


def _machine_date(time: HtmlElement, zone: str) -> Stated | None:
    """The date of a `time`, unless the words before it say that it is the last change."""
    box = time.getparent()
    words = text_in(box) if box is not None else ""
    if _is_none_of_its_own(time) or (len(words) <= SHORT and CHANGED.match(words)):
        return None
    return find_date(time.get("datetime", ""), zone)


def _is_none_of_its_own(element: HtmlElement) -> bool:
    """True for what belongs to another post, to the page's head, or to a photo: a caption's date is the photo's."""
    if is_foreign(element) or element.find(".//figcaption") is not None:
        return True
    return any(
        el.tag == "figure"
        or "wp-caption" in (el.get("class") or "").split()
        or PAGE_HEAD.search(f"{el.get('class') or ''} {el.get('id') or ''}")
        for el in ancestors(element)
    )
