"""What stands on a page beside its article's heading: the lines between it and the text, and those just before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from spiders.reading.document import ancestors, short_text, text_in

PAGE_HEAD = re.compile(
    r"top-?(bar|nav)|masthead|navbar|site-header|header-top|today|current-date|hari-ini|cuaca|weather", re.IGNORECASE
)
AUTHOR_PATH = re.compile(
    r"/(authors?|penulis|contributors?|producers|reporter|wartawan|jurnalis|staff|profile|user|u|redaksi)/[^/]+"
)
BY = re.compile(r"(?:by|oleh|penulis|reporter|editor)\b", re.IGNORECASE)  # a link to who wrote it is no headline
NEAR = 3
FARTHEST = 120
MOST_TEXT, LONGEST_LINK, LONG = 400, 300, 120  # characters
CARD_HEIGHT, HEADLINE_WORDS, MOST_LINKS = 4, 5, 20


@dataclass(frozen=True, slots=True)
class Places:
    """Where the page's article stands: its heading, and the box of its text and nothing else; `None` if not known."""

    heading: HtmlElement | None = None
    content: HtmlElement | None = None

    @property
    def around(self) -> set[HtmlElement]:
        """The heading, the box, and all that they stand in."""
        return {box for place in (self.heading, self.content) if place is not None for box in ancestors(place)}


def beside_heading(places: Places) -> Iterator[HtmlElement]:
    """The elements after the heading up to the text, then those just before it."""
    if places.heading is None:
        return
    around = places.around
    for way in (_up_to_the_text(places), _before(places.heading)):
        for element in islice(way, FARTHEST):
            if element not in around and isinstance(element.tag, str):
                yield element


def _up_to_the_text(places: Places) -> Iterator[HtmlElement]:
    """What follows the heading, up to where its text has begun: a first paragraph may be a summary above the date."""
    left = MOST_TEXT
    for element in _after(places.heading) if places.heading is not None else ():
        if element.tag == "p":
            left -= len(short_text(element, MOST_TEXT)) or MOST_TEXT * bool(text_in(element))
        if element is places.content or left <= 0:
            return
        yield element


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
    """True for the head of the whole page, which on many sites shows today's date, and the weather."""
    names = f"{box.get('class') or ''} {box.get('id') or ''}"
    return box.tag in {"nav", "header"} or PAGE_HEAD.search(names) is not None or box.find(".//nav") is not None


def is_in_a_card(element: HtmlElement, around: set[HtmlElement], height: int = CARD_HEIGHT) -> bool:
    """True for what belongs to another post: with it, in the same small box, stands a link of a headline's length.

    A box that holds a text of several long paragraphs is the article's own.
    """
    for box in islice(ancestors(element), height):
        if box in around:
            return False
        if is_card(box):
            return not _holds_a_text(box)
    return False


def _holds_a_text(box: HtmlElement) -> bool:
    paragraphs = islice(box.iter("p"), FARTHEST)
    return sum(len(text_in(paragraph)) >= LONG for paragraph in paragraphs) >= NEAR


def is_card(box: HtmlElement) -> bool:
    """True for a link around other things, or a box with a linked heading, or with a link of a headline's length."""
    if box.tag == "a" and len(box):
        return True
    if any(heading.find(".//a") is not None for heading in islice(box.iter("h2", "h3", "h4", "h5"), MOST_LINKS)):
        return True
    links = (link for link in islice(box.iter("a"), MOST_LINKS) if not AUTHOR_PATH.search(link.get("href") or ""))
    texts = (short_text(link, LONGEST_LINK) for link in links)
    return any(len(text.split()) >= HEADLINE_WORDS and not BY.match(text) for text in texts)
