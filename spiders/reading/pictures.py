"""The pictures and attached documents of an article, with their captions and credits as written."""

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from archive.items import Image
from spiders.reading.document import Document, absolute, ancestors, one_line, short_text, text_in

ATTACHED = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods)$", re.IGNORECASE)
NO_PICTURE = frozenset({"emoji", "wp-smiley", "avatar"})
CAPTION_CLASS = re.compile(
    r"caption|keterangan|(^|[_-])(ket|txt)[_-]?(foto|photo|gambar|img)|(foto|photo|image|gambar|img)[_-]?(desc|info|text|ket)",
    re.IGNORECASE,
)
FRAME_CLASS = re.compile(
    r"(^|[_-])(wp-caption|photo|foto|figure|image|img|gambar|media|featured|thumbnail|cover|picture)([_-]|$)"
    r"|(foto|photo)$",
    re.IGNORECASE,
)
CREDIT_CLASS = re.compile(
    r"(photo|foto|image|img|media|caption)[_-]*(credit|kredit|source|sumber|by)|^credit$", re.IGNORECASE
)
LONGEST_CAPTION = 600
BEGINNING = 40
PARAGRAPHS = frozenset({"p", "li", "div", "td", "span"})
HEIGHT, BOXES = 5, 3
CREDIT = re.compile(
    r"(?:^|[(\[\s.;|–—-])(?:(?:sumber|kredit|credit) )?(?:foto|photo|dok|dokumentasi|kredit|credit)\s*[.:/]\s*"
    r"(?P<name>[^()\[\]]{2,120}?)\s*[)\]]?\.?\s*$",
    re.IGNORECASE,
)
# an outlet and a name, an office, or a word for a picture that was given, in the last brackets
IN_BRACKETS = re.compile(
    r"[(\[](?P<name>ist(?:imewa)?\.?|dok(?:umentasi|\.)?\s[^()\[\]]{2,80}|humas\s[^()\[\]]{2,80}"
    r"|[^()\[\]/]{2,40}(?<!\d)/(?!\d)[^()\[\]]{2,60})[)\]]\.?\s*$",
    re.IGNORECASE,
)


def pictures_of(content: HtmlElement, base: str, own: set[HtmlElement] | None = None) -> list[Image]:
    """Every picture in `content` in its order, each address once; where `own` is given, only of its elements."""
    images: dict[str, Image] = {}
    for element in content.iter("img"):
        image = picture(element, base) if own is None or element in own else None
        if image is not None:
            images.setdefault(image.url, image)
    return list(images.values())


def picture(element: HtmlElement, base: str) -> Image | None:
    """One `img` as a picture; `None` for emoji, avatars, and what has no address yet."""
    if not NO_PICTURE.isdisjoint((element.get("class") or "").split()):
        return None
    places = (element.get(name) for name in ("data-src", "data-lazy-src", "data-original", "src"))
    url = next((found for place in places if place and (found := absolute(base, place))), None)
    if url is None:
        return None
    frame = frame_of(element)
    caption = (caption_in(frame) if frame is not None else None) or _caption_below(element)
    return Image(url, caption, credit_in(caption) or (_stated_credit(frame) if frame is not None else None))


def frame_of(element: HtmlElement) -> HtmlElement | None:
    """The figure that an `img` stands in, or the box that themes put around it and its caption, and nothing else."""
    frame = element.getparent()
    for _ in range(HEIGHT):
        if frame is None or frame.tag in {"body", "article", "main"}:
            return None
        names = (frame.get("class") or "").split()
        is_box = any(FRAME_CLASS.search(name) for name in names) and bool(short_text(frame, LONGEST_CAPTION))
        if frame.tag == "figure" or "wp-caption" in names or (is_box and caption_in(frame)):
            return frame
        frame = frame.getparent()
    return None


def caption_in(frame: HtmlElement) -> str | None:
    """The text below the picture of a figure."""
    for element in frame.iter("figcaption", "p", "div", "span", "small", "em", "i"):
        names = (element.get("class") or "").split()
        is_caption = element.tag == "figcaption" or any(CAPTION_CLASS.search(name) for name in names)
        if is_caption and (text := short_text(element, LONGEST_CAPTION)):
            return text
    return None


def _caption_below(element: HtmlElement) -> str | None:
    """The text of an element that follows the picture, or the box of it alone, and whose class says what it is."""
    for box in islice(ancestors(element), BOXES):
        following = box.getnext()
        names = f"{following.get('class') or ''} {following.get('id') or ''}".split() if following is not None else []
        if following is not None and any(CAPTION_CLASS.search(name) for name in names):
            return short_text(following, LONGEST_CAPTION) or None
        if following is not None or text_in(box):
            return None
    return None


def credit_in(caption: str | None) -> str | None:
    """Whom a caption credits in its last words: `… (Foto: Humas Lapas Contoh)` gives `Humas Lapas Contoh`."""
    match = (CREDIT.search(caption) or IN_BRACKETS.search(caption)) if caption else None
    return match["name"].strip() if match else None


def _stated_credit(frame: HtmlElement) -> str | None:
    """The credit that stands in an element of its own."""
    for element in frame.iter("span", "div", "p", "small", "cite", "em"):
        names = [*(element.get("class") or "").split(), element.get("itemprop") or ""]
        if any(CREDIT_CLASS.search(name) or name in {"creditText", "copyrightHolder"} for name in names):
            text = text_in(element)
            return credit_in(text) or text or None
    return None


def attachments_of(content: HtmlElement, base: str, own: set[HtmlElement] | None = None) -> list[str]:
    """The addresses of the documents (PDF, Word and the like) that `content` links or embeds, each once.

    Where `own` is given, only of its elements.
    """
    found: dict[str, None] = {}
    for element in content.iter("a", "object", "embed", "iframe"):
        place = element.get("href") or element.get("data") or element.get("src") or ""
        url = absolute(base, place)
        if url and ATTACHED.search(url.partition("?")[0]) and (own is None or element in own):
            found[url] = None
    return list(found)


def box_around(document: Document, text: str) -> HtmlElement | None:
    """What the first and the last paragraph of the article's `text` both stand in, where no element is known for it.

    `text` has its paragraphs parted by a blank line.
    """
    if not text:
        return None
    ends = [
        _paragraph(document, one_line(paragraph))
        for paragraph in (text.split("\n\n", maxsplit=1)[0], text.rsplit("\n\n", maxsplit=1)[-1])
    ]
    boxes = [list(ancestors(end.getparent())) for end in ends if end is not None and end.getparent() is not None]
    if len(boxes) != len(ends):
        return None
    return next((box for box in boxes[0] if box in boxes[1]), None)


def _paragraph(document: Document, text: str) -> HtmlElement | None:
    """The innermost element that has just this text, found by the words that it begins with."""
    for element in document.root.iter(etree.Element):
        beginning = one_line(element.text or "")[:BEGINNING]
        if not beginning or not text.startswith(beginning):
            continue
        for box in islice(ancestors(element), BOXES):
            if box.tag in PARAGRAPHS and short_text(box, len(text)) == text:
                return box
    return None
