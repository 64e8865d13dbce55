"""The pictures and attached documents of an article, with their captions and credits as written."""

import re

from lxml.html import HtmlElement

from archive.items import Image
from spiders.reading.document import Document, absolute, ancestors, one_line, text_in

ATTACHED = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods)$", re.IGNORECASE)
NO_PICTURE = frozenset({"emoji", "wp-smiley", "avatar"})
CAPTIONS = ("wp-caption-text", "caption-text", "image-caption", "photo-caption", "caption")
HEIGHT = 5
CREDIT = re.compile(
    r"(?:^|[(\[\s.;|–—-])(?:(?:sumber|kredit|credit) )?(?:foto|photo|dok|dokumentasi|kredit|credit)\s*[.:/]\s*"
    r"(?P<name>[^()\[\]]{2,120}?)\s*[)\]]?\.?\s*$",
    re.IGNORECASE,
)


def pictures_of(content: HtmlElement, base: str) -> list[Image]:
    """Every picture in `content` in its order, each address once."""
    images: dict[str, Image] = {}
    for element in content.iter("img"):
        image = picture(element, base)
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
    caption = caption_of(element)
    return Image(url, caption, credit_in(caption))


def caption_of(element: HtmlElement) -> str | None:
    """The caption of the figure that an `img` stands in."""
    frame = element.getparent()
    for _ in range(HEIGHT):
        if frame is None or frame.tag == "body":
            return None
        if frame.tag == "figure" or "wp-caption" in (frame.get("class") or "").split():
            return _caption_in(frame)
        frame = frame.getparent()
    return None


def _caption_in(frame: HtmlElement) -> str | None:
    for element in frame.iter("figcaption", "p", "div", "span"):
        if element.tag == "figcaption" or not set(CAPTIONS).isdisjoint((element.get("class") or "").split()):
            return text_in(element) or None
    return None


def credit_in(caption: str | None) -> str | None:
    """Whom a caption credits in its last words: `… (Foto: Humas Lapas Contoh)` gives `Humas Lapas Contoh`."""
    match = CREDIT.search(caption) if caption else None
    return match["name"].strip() if match else None


def attachments_of(content: HtmlElement, base: str) -> list[str]:
    """The addresses of the documents (PDF, Word and the like) that `content` links or embeds, each once."""
    found: dict[str, None] = {}
    for element in content.iter("a", "object", "embed", "iframe"):
        place = element.get("href") or element.get("data") or element.get("src") or ""
        url = absolute(base, place)
        if url and ATTACHED.search(url.partition("?")[0]):
            found[url] = None
    return list(found)


def attachments_beside(document: Document, text: str) -> list[str]:
    """As `attachments_of`, where no element is known to be the article's: in what its first and last paragraph stand.

    `text` is the article's, paragraphs parted by a blank line. A document in a menu or a list beside is none of it.
    """
    links = [link for link in document.tags.get("a", ()) if ATTACHED.search((link.get("href") or "").partition("?")[0])]
    if not links or not text:
        return []
    ends = [
        _paragraph(document, one_line(paragraph))
        for paragraph in (text.split("\n\n", maxsplit=1)[0], text.rsplit("\n\n", maxsplit=1)[-1])
    ]
    boxes = [list(ancestors(end.getparent())) for end in ends if end is not None and end.getparent() is not None]
    if len(boxes) != len(ends):
        return []
    shared = next((box for box in boxes[0] if box in boxes[1]), None)
    return (
        []
        if shared is None
        else [url for link in links if shared in ancestors(link) for url in attachments_of(link, document.base)]
    )


def _paragraph(document: Document, text: str) -> HtmlElement | None:
    """The innermost element that has just this text."""
    found = (el for tag in ("p", "li", "div", "td", "span") for el in document.tags.get(tag, ()) if text_in(el) == text)
    return next(found, None)
