"""Who signed a page, as the page itself says it."""

import re
from collections.abc import Iterable, Iterator

from archive.items import Credit
from archive.vocabulary import Origin, Role
from spiders.reading.document import Document, is_foreign, text_in
from spiders.reading.linked_data import Thing, names_at

LABEL = re.compile(
    r"^(?:(?:posted|written|ditulis|diposting|diterbitkan)\s+)?(?:by|oleh|penulis|author)\b\s*[:\-–]?\s*", re.IGNORECASE
)
THEMES = (
    "wp-block-post-author__name",
    "wp-block-post-author-name",
    "td-post-author-name",
    "jeg_meta_author",
    "author-name",
    "entry-author",
    "posted-by",
    "byline",
    "vcard",
    "p-author",
)
PROPER = ("fn", "author-name", "url", "n")
LONGEST = 80


def credits_of(document: Document, article: Thing, things: list[Thing]) -> tuple[list[Credit], Origin] | None:
    """The credited names by the best source that has any: JSON-LD, meta tags, microdata, then the theme's byline."""
    linked = [
        Credit(name, _name(name), Role.UNKNOWN if is_org else Role.WRITER)
        for name, is_org in names_at(article, "author", things)
    ]
    sources: tuple[tuple[Iterable[Credit], Origin], ...] = (
        (linked, Origin.JSON_LD),
        (_written(_by_meta(document)), Origin.META),
        (_written(_by_property(document)), Origin.META),
        (_written(_by_theme(document)), Origin.READER),
    )
    for found, origin in sources:
        usable = {credit.name: credit for credit in found if _is_name(credit.name)}
        if usable:
            return list(usable.values()), origin
    return None


def _written(texts: Iterable[str]) -> Iterator[Credit]:
    return (Credit(text, _name(text), Role.WRITER) for text in texts)


def _name(text: str) -> str:
    return LABEL.sub("", text).strip(" ,;|•·–—-")


def _is_name(text: str) -> bool:
    return 1 < len(text) <= LONGEST and "://" not in text and "@" not in text


def _by_meta(document: Document) -> Iterator[str]:
    for name in (
        "author",
        "article:author",
        "article:author_name",
        "dc.creator",
        "parsely-author",
        "sailthru.author",
        "content_author",
    ):
        yield from document.metas.get(name, ())


def _by_property(document: Document) -> Iterator[str]:
    for element in document.props.get("author", ()):
        if not is_foreign(element):
            names = [el for el in element.iter() if "name" in (el.get("itemprop") or "").split()] or [element]
            yield from (el.get("content") or text_in(el) for el in names)


def _by_theme(document: Document) -> Iterator[str]:
    for element in document.with_class(*THEMES):
        links = [
            a for a in element.iter("a") if "author" in (a.get("rel") or "") or "/author/" in (a.get("href") or "")
        ]
        proper = [el for el in element.iter() if not set(PROPER).isdisjoint((el.get("class") or "").split())]
        for part in links or proper[:1] or [element]:
            yield text_in(part)
        return
    for link in document.tags.get("a", ()):
        if "author" in (link.get("rel") or "").split() and not is_foreign(link):
            yield text_in(link)
            return
