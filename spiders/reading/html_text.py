"""Markup as text: paragraphs in reading order, and a cleaned form of the markup for display."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin

import nh3
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from spiders.reading.link_lines import is_link_line

Skip = Callable[[HtmlElement], bool]

# a tree of trafilatura's is read as well: it calls a heading `head`, a list item `item`, a quotation `quote`
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "code", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr"}
    | {"main", "nav", "p", "pre", "quote", "section", "summary", "table", "tbody", "tfoot", "thead"}
)
UNREAD = frozenset(
    {"audio", "button", "canvas", "embed", "form", "graphic", "iframe", "input", "link", "map", "meta", "noscript"}
    | {"object", "option", "script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
LISTS = frozenset({"ul", "ol", "list"})
LINES = frozenset({"li", "item"})
ROWS = frozenset({"tr", "row"})
CELLS = frozenset({"td", "th", "cell"})
BREAKS = frozenset({"br", "lb"})
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|keterangan|(?:ket|txt|teks)[_-]?(?:foto|photo|gambar|img))(?=$|[\s_-])"
    r"|(?:foto|photo|image|gambar|img)[_-]?(?:caption|desc|ket)",
    re.IGNORECASE,
)
PICTURES = "descendant::*[self::img or self::iframe or self::video or self::picture]"
SPACE = re.compile(r"[ \t\r\n\f]+")
NUMBER = re.compile(r"[0-9]{1,5}")
SCHEME = re.compile(r"(https?|mailto):", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]*>")
MOST_ENTITIES = 20_000
CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what no XML holds, and no address
SHOWN_TAGS = (
    {"a", "b", "blockquote", "br", "caption", "code", "dd", "del", "dl", "dt", "em", "figcaption", "figure"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "li", "ol", "p", "pre", "s", "strong"}
    | {"sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
)
SHOWN_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}


class _Text:
    """Collects words into lines, and lines into paragraphs."""

    __slots__ = ("cells", "lines", "lists", "mark", "paragraphs", "words")

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.lines: list[str] = []
        self.words: list[str] = []
        self.lists: list[int | None] = []
        self.cells = 0
        self.mark = ""

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self.mark and text.strip():
            self.words.append(self.mark)
            self.mark = ""
        self.words.append(text)

    def end_line(self) -> bool:
        line = SPACE.sub(" ", "".join(self.words)).strip()
        self.words.clear()
        if line.strip("| \xa0"):
            self.lines.append(line)
        return bool(line)

    def end_paragraph(self) -> None:
        self.end_line()
        if self.lines:
            self.paragraphs.append("\n".join(self.lines))
            self.lines = []

    def end_block(self) -> None:
        if self.cells:
            self.words.append(" ")
        elif self.lists:
            self.end_line()
        else:
            self.end_paragraph()

    def break_line(self) -> None:
        if self.cells:
            self.words.append(" ")
        elif not self.end_line() and not self.lists:
            self.end_paragraph()

    def begin_item(self) -> None:
        self.end_block()
        if self.lists and self.lists[-1] is not None:
            self.mark = f"{self.lists[-1]}. "
            self.lists[-1] += 1
        else:
            self.mark = "- "


def plain_text(root: HtmlElement, skip: Skip | None = None) -> str:
    """The text of `root`: paragraphs parted by a blank line; list items and table rows are lines of one paragraph.

    Captions of pictures, scripts, forms, embedded pages and lines that only link to other articles are left out, and so
    is each element that `skip` names.
    """
    text = _Text()
    layout: set[HtmlElement] = set()
    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in walk:
        if event == "start":
            if element is not root and (
                is_unread(element) or is_link_line(element) or (skip is not None and skip(element))
            ):
                skipped = element
                walk.skip_subtree()
            else:
                _begin(text, element, layout)
                text.add(element.text)
        else:
            if element is not skipped:
                _end(text, element, layout)
            elif element is not None and element.tag in BLOCKS:
                text.end_block()
            if element is not root:
                text.add(element.tail)
    text.end_paragraph()
    return "\n\n".join(text.paragraphs)


def _begin(text: _Text, element: HtmlElement, layout: set[HtmlElement]) -> None:
    tag = element.tag
    if tag in BREAKS:
        text.break_line()
    elif tag in LISTS:
        text.end_block()
        text.lists.append(_first_number(element) if tag == "ol" else None)
    elif tag in LINES:
        text.begin_item()
    elif tag == "table":
        text.end_block()
        if _is_layout(element):
            layout.update(element.iter(*ROWS, *CELLS))
    elif tag in CELLS and element not in layout:
        if element.getprevious() is not None:
            text.words.append(" | ")
        text.cells += 1
    elif tag in ROWS and not text.cells and element not in layout:
        text.end_line()
    elif tag in BLOCKS or element in layout:
        text.end_block()


def _end(text: _Text, element: HtmlElement, layout: set[HtmlElement]) -> None:
    tag = element.tag
    if tag in LISTS:
        text.end_line()
        text.lists.pop()
        text.mark = ""
        if not text.lists:
            text.end_block()
    elif tag in CELLS and element not in layout:
        text.cells -= 1
    elif tag in ROWS and not text.cells and element not in layout:
        text.end_line()
    elif tag in BLOCKS or tag in LINES or element in layout:
        text.end_block()


def _first_number(element: HtmlElement) -> int:
    start = element.get("start") or ""
    return int(start) if NUMBER.fullmatch(start) else 1


def _is_layout(table: HtmlElement) -> bool:
    """True for a table that only places things: no row of several cells, or cells of several paragraphs."""
    rows = [sum(1 for cell in row if cell.tag in CELLS) for row in table.iter(*ROWS)]
    return max(rows, default=0) <= 1 or any(len(cell.findall(".//p")) > 1 for cell in table.iter(*CELLS))


def is_unread(element: HtmlElement) -> bool:
    """True for what is no text: a script, a form, an embedded page, the caption of a picture."""
    classes = element.get("class") or ""
    if element.tag in UNREAD or is_caption(element):
        return True
    if element.tag == "figcaption":
        figure = element.getparent()
        return figure is not None and bool(figure.xpath(PICTURES))
    return bool(classes) and not {"wp-caption-text", "screen-reader-text", "wp-embedded-content"}.isdisjoint(
        classes.split()
    )


def is_caption(element: HtmlElement) -> bool:
    """True for an element that calls itself a caption, right behind the picture or the box of it alone."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " " or CAPTION.search(names) is None:
        return False
    before = element.getprevious()
    if before is None or not isinstance(before.tag, str) or (before.tail or "").strip():
        return False
    return before.tag == "img" or (before.find(".//img") is not None and not (before.text_content() or "").strip())


def fragment(markup: str) -> HtmlElement:
    """A piece of HTML as the content of one `div`. Never raises."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = f"<div>{markup}</div>".replace("\x00", "").encode("utf-8", "replace")
    try:
        return fragment_fromstring(data, create_parent="div", parser=parser)
    except (etree.LxmlError, ValueError):
        element: HtmlElement = fragment_fromstring("<div></div>")
        element.text = unescape(MARKUP.sub(" ", markup))
        return element


def title_text(markup: str) -> str | None:
    """A title as the text that a reader sees, in one line; `None` when there is none."""
    return " ".join(unescape(MARKUP.sub("", markup)).split()) or None


def cleaned_html(root: HtmlElement, base: str) -> str | None:
    """The markup of `root`, its addresses absolute, with nothing left that could run, load or track.

    Lines that only link to other articles are left out, as `plain_text` leaves them out. `None` when it is empty, or a
    flood of entities, which would take the cleaner seconds.
    Changes `root`.
    """
    for element in list(root.iterdescendants("base")):  # lxml applies it all the same, and raises on a broken one
        element.drop_tree()
    for line in [element for element in root.iterdescendants("p") if is_link_line(element)]:
        line.drop_tree()
    _make_absolute(root, base)
    markup = etree.tostring(root, encoding="unicode", method="html", with_tail=False).replace("&nbsp;", "\xa0")
    if markup.count("&") > MOST_ENTITIES:
        return None
    cleaned = nh3.clean(
        markup,
        tags=SHOWN_TAGS,
        attributes=SHOWN_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_absolute_only,
        clean_content_tags={"script", "style", "iframe", "form", "noscript", "template", "svg", "textarea", "select"},
        link_rel="nofollow noopener noreferrer",
    ).strip()
    return re.sub(r"\n{2,}", "\n", cleaned) or None


def _make_absolute(root: HtmlElement, base: str) -> None:
    try:
        root.rewrite_links(lambda address: _joined(base, address), resolve_base_href=False)
    except ValueError:  # an attribute holds what lxml reads but does not write
        for element in root.iter(etree.Element):
            for name in [name for name, value in element.items() if CONTROL.search(value)]:
                del element.attrib[name]
        root.rewrite_links(lambda address: _joined(base, address), resolve_base_href=False)


def _joined(base: str, address: str) -> str | None:
    """The absolute form of an address; `None`, which takes it out, for one that has none."""
    try:
        return urljoin(base, CONTROL.sub("", address).strip())
    except ValueError:
        return None


def _absolute_only(_: str, name: str, value: str) -> str | None:
    """Drop an address that could not be made absolute."""
    return value if name not in {"href", "src"} or SCHEME.match(value) else None
