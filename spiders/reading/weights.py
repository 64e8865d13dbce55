"""How much prose, other text and link text stands in each element of a page."""

from collections.abc import Container
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
    }
    | {
        "ins",
        "kbd",
        "mark",
        "picture",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
    }
    | {"u", "var", "wbr"}
)
UNSEEN = frozenset(
    {
        "audio",
        "canvas",
        "embed",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "noscript",
        "object",
        "option",
        "script",
    }
    | {"select", "style", "svg", "template", "textarea", "title", "video"}
)
LABEL = 60  # characters: as much as a heading, a label or a button says


@dataclass(slots=True)
class Weight:
    """Characters in an element and all within it.

    `prose` counts, of each block with more plain text than links, what goes beyond a label; `other` the rest of the
    plain text; `links` the text of links. `own` is plain text that stands in the element itself and in no block of its
    own within it, `own_links` what of that is linked.
    """

    prose: int = 0
    other: int = 0
    links: int = 0
    own: int = 0
    own_links: int = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        """Count a piece of text, without the space around it."""
        length = len(text.strip()) if text else 0
        if linked:
            self.own_links += length
        else:
            self.own += length

    def close(self) -> None:
        """Count a block's own text, now that all of it is known."""
        self.links += self.own_links
        if self.own > LABEL and self.own >= self.own_links:
            self.prose += self.own - LABEL
        elif self.own > self.own_links:
            self.other += self.own

    def take(self, inner: "Weight", *, inline: bool) -> None:
        """Count what an element within this one holds."""
        self.prose += inner.prose
        self.other += inner.other
        self.links += inner.links
        if inline:
            self.own += inner.own
            self.own_links += inner.own_links


def weigh(root: HtmlElement, without: Container[HtmlElement] = ()) -> dict[HtmlElement, Weight]:
    """The weight of `root` and of each element in it, but for `without` and what is never seen, with all within."""
    weights: dict[HtmlElement, Weight] = {}
    open_weights = [Weight()]
    links = 0
    skipped: HtmlElement | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not root and (element.tag in UNSEEN or element in without):
                skipped = element
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            open_weights.append(Weight())
            open_weights[-1].add(element.text, linked=links > 0)
            continue
        if element is skipped:
            skipped = None
        else:
            links -= element.tag == "a"
            weights[element] = _closed(open_weights, inline=element.tag in INLINE)
        if element is not root:
            open_weights[-1].add(element.tail, linked=links > 0)
    return weights


def _closed(open_weights: list[Weight], *, inline: bool) -> Weight:
    weight = open_weights.pop()
    if not inline:
        weight.close()
    open_weights[-1].take(weight, inline=inline)
    return weight
