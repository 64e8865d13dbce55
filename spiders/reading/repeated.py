"""Blocks that a site repeats on its pages, inside of what holds the article: share bars, notes on the site, boxes.

A template says which blocks are repeated; which of them are no part of the article, the page itself says. What stands
among the writer's own paragraphs, in the same kind of element as they, stays, however often a newsroom repeats it: the
closing sentence of a police unit is as the publisher wrote it. A box of its own goes, when all that it says is
repeated; and so does a single paragraph that leads elsewhere.
"""

import re
from collections.abc import Container, Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from archive.changes.templates import Template, digest_of_block
from archive.wording.credit_lines import credits_of_line
from spiders.reading.html_text import is_unread
from spiders.reading.link_lines import is_link_line
from spiders.reading.weights import INLINE, LABEL

BOXES = frozenset({"article", "aside", "center", "div", "footer", "header", "nav", "section"})
MOST_BLOCKS = 400
DIGITS = re.compile(r"\d+")

Block = tuple[HtmlElement, str]


def blocks_in(content: HtmlElement) -> list[Block]:
    """The elements that hold text of their own, each with that text in one line, as they end; at most 400."""
    found: list[Block] = []
    pieces: list[list[str]] = [[]]
    walk = etree.iterwalk(content, events=("start", "end"))
    skipped: HtmlElement | None = None
    for event, element in walk:
        if event == "start":
            if element is not content and (is_unread(element) or is_link_line(element)):
                skipped = element
                walk.skip_subtree()
                continue
            if element.tag not in INLINE:
                pieces.append([])
            pieces[-1].append(" " if element.tag == "br" else element.text or "")
            continue
        if element is not skipped and element.tag not in INLINE:
            text = " ".join("".join(pieces.pop()).split())
            pieces[-1].append(" ")
            if text and len(found) < MOST_BLOCKS:
                found.append((element, text))
        if element is not content:
            pieces[-1].append(element.tail or "")
    return found


def take_out(element: HtmlElement) -> None:
    """Empty an element; what stood before and after a block stays parted."""
    element.clear(keep_tail=True)
    element.tag = "span" if element.tag in INLINE else "div"


def take_out_repeated(content: HtmlElement, blocks: list[Block], template: Template) -> list[Block]:
    """Take the site's own boxes out of `content`, whose blocks these are; the blocks that went with them."""
    boxes = _repeated_boxes(content, blocks, template)
    inside = {element for box in boxes for element in box.iter()}
    for box in boxes:
        take_out(box)
    return [block for block in blocks if block[0] in inside]


def _repeated_boxes(content: HtmlElement, blocks: list[Block], template: Template) -> set[HtmlElement]:
    """The elements of `content` that are no part of the article, since they say only what the template says.

    None on a page that has no prose beside the template.
    """
    repeated = [block for block in blocks if digest_of_block(block[1]) in template.blocks]
    own = [block for block in blocks if digest_of_block(block[1]) not in template.blocks]
    prose = [element for element, text in own if len(text) > LABEL]
    if not prose or not repeated:
        return set()
    kept = _ways(content, [*(element for element, _ in own), *_credited(repeated)])
    of_prose = {_look(element) for element in _ways(content, prose)}
    found = (_box(content, element, kept, of_prose) for element, _ in repeated)
    return {box for box in found if box is not None}


def _credited(blocks: Iterable[Block]) -> Iterator[HtmlElement]:
    """Lines that say who wrote: they stand on many pages, and are no template."""
    return (element for element, text in blocks if any(credits_of_line(text, first=first) for first in (True, False)))


def _ways(content: HtmlElement, elements: Iterable[HtmlElement]) -> set[HtmlElement]:
    """The elements with all that is around them, up to `content`, which is left out."""
    found: set[HtmlElement] = set()
    for element in elements:
        found.update(_way(content, element, found))
    return found


def _way(content: HtmlElement, element: HtmlElement, end: Container[HtmlElement]) -> list[HtmlElement]:
    """The element and what is around it, up to `content` or to one in `end`, which are left out."""
    way: list[HtmlElement] = []
    here: HtmlElement | None = element
    while here is not None and here is not content and here not in end:
        way.append(here)
        here = here.getparent()
    return way


def _look(element: HtmlElement) -> tuple[str, str]:
    """How an element is written: its name and classes, without the numbers in them."""
    return element.tag, DIGITS.sub("", element.get("class") or "")


def _box(
    content: HtmlElement, element: HtmlElement, kept: Container[HtmlElement], of_prose: Container[tuple[str, str]]
) -> HtmlElement | None:
    """The outermost box around a repeated block that is nothing like what the article stands in."""
    way = _way(content, element, kept)
    boxes = [up for up in way if up.tag in BOXES and _look(up) not in of_prose]
    if boxes:
        return boxes[-1]
    return element if way and element.tag == "p" and _leads_elsewhere(element) else None


def _leads_elsewhere(element: HtmlElement) -> bool:
    return any(link.get("href") for link in element.iter("a"))
