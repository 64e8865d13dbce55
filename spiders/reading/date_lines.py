"""The lines of a page that a reader would take for its article's date: beside the heading, or labelled as such."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from archive.vocabulary import Precision
from spiders.reading.beside import PAGE_HEAD, Places, beside_heading, is_in_a_card
from spiders.reading.dates import Stated, find_date
from spiders.reading.document import Document, ancestors, is_foreign, short_text
from spiders.reading.relative import relative_date

DATE_CLASS = re.compile(r"(^|[_-])(date|time|tanggal|tgl|waktu|published?|posted)([_-]|$)", re.IGNORECASE)
WAS = r"(?:(?:this|berita|artikel|tulisan)\s+(?:article|story|ini)\s+(?:was|telah|sudah)?\s*)?"
LABELLED = re.compile(
    rf"^\W*(?:{WAS}(?:(?:first|originally|pertama kali)\s+)?)?"
    r"(?:published|posted|publish date|date published|date|diterbitkan|dipublikasikan|dipublish|diposting"
    r"|diunggah|terbit|tanggal terbit|tanggal|tayang|ditayangkan|dirilis)\b(?:\s+(?:on|pada|at))?\s*:?\s*",
    re.IGNORECASE,
)
# lines whose date is of a copyright, or of the day on which the page is shown: the weather, the times of prayer
OF_THE_PAGE = re.compile(
    r"©|\(c\)|copyright|hak cipta|all rights|\d\s?°"
    r"|\b(?:cuaca|weather|prakiraan|imsak|jadwal s[ha]+lat|hari ini)\b",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"^\W*(?:last |terakhir )?"
    r"(?:updated?|modified|edited|reviewed|fact.?checked|diperbarui|diperbaharui|diubah|pembaruan)\b",
    re.IGNORECASE,
)
# the first date of a line that begins with something else: "Written by Budi, updated 3 May 2024"
CHANGED_WITHIN = re.compile(
    r"^\D*?(?:updated|diperbarui|diperbaharui)\b\W*(?:(?:on|pada)\b\W*)?(?:[^\W\d]{3,9}\W{1,3}){0,2}\d",
    re.IGNORECASE,
)
PARTS = 5
SHORTEST, SHORT = 6, 100
LABEL_TAGS = ("p", "span", "div", "li", "small", "time", "td", "dd", "em", "strong", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Clock:
    """How a page's dates are to be read: the source's zone, when the page was captured, and what 3/4/2024 means."""

    zone: str
    captured: datetime | None = None
    month_first: bool = False

    def find(self, text: str) -> Stated | None:
        """The first date in `text` that the strict grammar knows."""
        return find_date(text, self.zone, month_first=self.month_first)


def dates_beside(places: Places, clock: Clock) -> Iterator[Stated]:
    """Dates in short texts after the article's heading, up to its text, and then just before the heading."""
    for element in beside_heading(places):
        if (stated := _short_date(element, clock)) and not is_in_a_card(element, places.around):
            yield stated


def changes_beside(places: Places, clock: Clock) -> Iterator[Stated]:
    """Dates in lines beside the heading that say that they are the last change's: "Diperbarui", "Updated"."""
    for element in beside_heading(places):
        text = short_text(element, SHORT) if len(element) <= PARTS else ""
        if not (label := CHANGED.match(text)) or is_foreign(element) or is_in_a_card(element, places.around):
            continue
        if stated := clock.find(text[label.end() :]):
            yield stated


def labelled_dates(document: Document, clock: Clock) -> Iterator[Stated]:
    """Dates in short texts that say that they are the publication's: "Published on 3 May 2024", "Tayang: …"."""
    for tag in LABEL_TAGS:
        for element in document.tags.get(tag, ()):
            if len(element) > PARTS:
                continue
            text = short_text(element, SHORT)
            if not (label := LABELLED.match(text)):
                continue
            stated = clock.find(text[label.end() :]) or _in_the_next(element, label.end() == len(text), clock)
            if stated and not _is_none_of_its_own(element) and not _is_in_a_link(element):
                yield stated


def _is_in_a_link(element: HtmlElement) -> bool:
    """True for what stands in a link, which speaks of the page that it leads to."""
    return next(element.iterancestors("a"), None) is not None


def _in_the_next(element: HtmlElement, is_alone: bool, clock: Clock) -> Stated | None:  # noqa: FBT001 one caller, one fact
    """The date of the element after a label that stands alone."""
    following = element.getnext() if is_alone else None
    text = short_text(following, SHORT) if following is not None else ""
    return clock.find(text) if len(text) >= SHORTEST else None


def dates_in_boxes(document: Document, clock: Clock) -> Iterator[Stated]:
    """Dates with a clock in boxes whose class speaks of a date, for a page whose heading cannot be told."""
    for name in [name for name in document.classes if DATE_CLASS.search(name)]:
        for element in document.with_class(name):
            if (stated := _short_date(element, clock)) and stated.precision is not Precision.DAY:
                yield stated


def _short_date(element: HtmlElement, clock: Clock) -> Stated | None:
    if element.tag == "time" and element.get("datetime"):
        return _machine_date(element, clock.zone)
    text = short_text(element, SHORT) if len(element) <= PARTS else ""
    if len(text) < SHORTEST or _is_none_of_its_own(element):
        return None
    if OF_THE_PAGE.search(text) or CHANGED.match(text) or CHANGED_WITHIN.match(text):
        return None
    return clock.find(text) or relative_date(text, clock.captured, clock.zone)


def _machine_date(time: HtmlElement, zone: str) -> Stated | None:
    """The date of a `time`, unless the words before it say that it is the last change."""
    box = time.getparent()
    words = short_text(box, SHORT) if box is not None else ""
    if _is_none_of_its_own(time) or CHANGED.match(words):
        return None
    return find_date(time.get("datetime", ""), zone)


def _is_none_of_its_own(element: HtmlElement) -> bool:
    """True for what belongs to another post, to the page's head, or to a photo: a caption's date is the photo's."""
    box = element.getparent()
    if box is not None and OF_THE_PAGE.search(short_text(box, SHORT)):
        return True
    if is_foreign(element) or element.find(".//figcaption") is not None:
        return True
    tags = [el.tag for el in ancestors(element)]
    if "footer" in tags and "article" not in tags[tags.index("footer") :]:
        return True
    return any(
        el.tag == "figure"
        or "wp-caption" in (el.get("class") or "").split()
        or PAGE_HEAD.search(f"{el.get('class') or ''} {el.get('id') or ''}")
        for el in ancestors(element)
    )
