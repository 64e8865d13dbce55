"""Where on a page the text of its article stands: our own reading, by how much prose each element holds.

From the root it goes down to the child that holds most of the prose, as long as one child holds three quarters of it;
then it takes in again what stands beside the way and is of the same kind: a lead paragraph, a further part.
"""

from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from spiders.reading.margins import beside
from spiders.reading.weights import INLINE, LABEL, Weight, weigh

ENOUGH = 0.75
LEVELS = 4
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TEXTS = frozenset({"blockquote", "ol", "p", "pre", "table", "ul"})
WHOLE = INLINE | TEXTS | {"dl", "tbody", "tr"}  # never entered: a text is more than its longest line


def place_of(root: HtmlElement) -> tuple[HtmlElement, set[HtmlElement]] | None:
    """The element that holds the article's text, and those within it that are no part of it; `None` without prose."""
    without = beside(root, weigh(root))
    weights = weigh(root, without)
    if not weights[root].prose:
        return None
    place = _widened(_fullest(root, weights), weights, without)
    return place, without | set(_title(place, weights))


def _fullest(root: HtmlElement, weights: Mapping[HtmlElement, Weight]) -> HtmlElement:
    here = root
    while True:
        inner = [child for child in here if child in weights and child.tag not in WHOLE]
        best = max(inner, key=lambda child: weights[child].prose, default=None)
        if best is None or not weights[best].prose or weights[best].prose < ENOUGH * weights[here].prose:
            return here
        here = best


def _widened(place: HtmlElement, weights: Mapping[HtmlElement, Weight], without: set[HtmlElement]) -> HtmlElement:
    """The place with what is akin to it beside the way up; what else stands there joins `without`."""
    best, inner = place, place
    for _ in range(LEVELS):
        up = inner.getparent()
        if up is None or up not in weights or up.tag in {"body", "html"}:
            break
        akin = {el for el in up if el is not inner and el in weights and _is_akin(el, place, weights[el])}
        if akin:
            without.update(_beside_the_way(best, inner))
            without.update(el for el in up if el is not inner and el not in akin and el.tag not in HEADINGS)
            best = up
        inner = up
    return best


def _is_akin(element: HtmlElement, place: HtmlElement, weight: Weight) -> bool:
    if not weight.prose or weight.links * 3 > weight.prose:
        return False
    name = place.get("class")
    return element.tag in TEXTS or bool(name and element.tag == place.tag and element.get("class") == name)


def _beside_the_way(low: HtmlElement, high: HtmlElement) -> Iterator[HtmlElement]:
    """All that stands beside the way from `high` down to `low`."""
    while low is not high:
        up = low.getparent()
        if up is None:
            return
        yield from (el for el in up if el is not low)
        low = up


def _title(place: HtmlElement, weights: Mapping[HtmlElement, Weight]) -> list[HtmlElement]:
    """The main heading, and the labels, dates and names above it, where it stands before the first prose."""
    above: list[HtmlElement] = []
    for element in place.iter():
        weight = weights.get(element)
        if weight is None or element.tag in INLINE:
            continue
        if weight.own > LABEL:
            return []
        if not weight.prose and (weight.own or weight.own_links):
            above.append(element)
        if element.tag == "h1":
            return above
    return []
