"""What well-known libraries find on a page where our own reading of date and author found nothing."""

import logging
import re
from collections import defaultdict
from copy import deepcopy
from itertools import islice

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.metadata import extract_author

from archive.vocabulary import Precision
from archive.wording.calendar_words import MONTHS
from spiders.reading.beside import CARD_HEIGHT, PAGE_HEAD, is_card
from spiders.reading.date_lines import CHANGED, DATE_CLASS, OF_THE_PAGE, SHORT
from spiders.reading.dates import Stated
from spiders.reading.document import FOREIGN, Document, ancestors, short_text

logger = logging.getLogger(__name__)
SEVERAL = 3
MONTH_BEHIND = re.compile(rf"\s+(?:{'|'.join(MONTHS)})$", re.IGNORECASE)
LINES = frozenset({"div", "p", "span", "li", "small", "td"})
BESIDE = frozenset({"nav", "footer", "meta"})  # what meta tags say was read, and the dates of others are not its own
FIRST_OF_JANUARY = "-01-01"  # what htmldate says of a page that names no more than a year


def library_date(document: Document, heading: HtmlElement | None) -> Stated | None:
    """The day that htmldate finds in what is left of the page without widgets, comments, and other posts."""
    try:
        found = find_date(_own_part(document, heading), extensive_search=False, original_date=True, url=document.url)
    except Exception:
        logger.info("htmldate failed on %s", document.url, exc_info=True)
        return None
    if not found or found.endswith(FIRST_OF_JANUARY):
        return None
    return Stated(found, Precision.DAY, found)


def library_author(document: Document, heading: HtmlElement | None) -> str | None:
    """Whom trafilatura finds credited there, without the month of a date of which it drops the numbers."""
    try:
        return MONTH_BEHIND.sub("", extract_author(_own_part(document, heading)) or "") or None
    except Exception:
        logger.info("trafilatura failed on the author of %s", document.url, exc_info=True)
        return None


def _own_part(document: Document, heading: HtmlElement | None) -> HtmlElement:
    """A copy of the page without what is beside its own article."""
    around = set() if heading is None else set(ancestors(heading))
    copy = deepcopy(document.root)
    originals = list(document.root.iter(etree.Element))
    copies = list(copy.iter(etree.Element))
    listed = _listed_dates(originals)
    for original, twin in zip(originals, copies, strict=True):
        if twin.getparent() is None or original in around:
            continue
        if original in listed or _is_beside(original, around):
            twin.drop_tree()
    return copy


def _listed_dates(elements: list[HtmlElement]) -> set[HtmlElement]:
    """Elements for dates of which the page has several alike: those of a list, each of another post."""
    alike: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
    for element in elements:
        names = element.get("class") or ""
        if element.tag == "time" or DATE_CLASS.search(names):
            alike[element.tag, names].append(element)
    return {element for found in alike.values() if len(found) >= SEVERAL for element in found}


def _is_beside(element: HtmlElement, around: set[HtmlElement]) -> bool:
    if element.tag in BESIDE or (element.tag == "time" and _is_of_another(element, around)):
        return True
    line = short_text(element, SHORT) if element.tag in LINES else ""
    if OF_THE_PAGE.search(line) or CHANGED.match(line):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(FOREIGN.match(name) for name in names.split()) or PAGE_HEAD.search(names) is not None


def _is_of_another(time: HtmlElement, around: set[HtmlElement]) -> bool:
    return any(box not in around and is_card(box) for box in islice(ancestors(time), CARD_HEIGHT))
