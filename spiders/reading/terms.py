"""The section and the tags under which a page files its article."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from archive.vocabulary import Origin
from spiders.reading.document import Document, one_line, text_in
from spiders.reading.language import COMMON
from spiders.reading.linked_data import Thing, as_list

SECTIONS = (
    "taxonomy-category",
    "cat-links",
    "category-links",
    "post-categories",
    "td-category",
    "jeg_meta_category",
    "entry-categories",
)
TAGS = (
    "taxonomy-post_tag",
    "tags-links",
    "tag-links",
    "post-tags",
    "td-tags",
    "jeg_post_tags",
    "entry-tags",
    "tagcloud",
    "post_tags",
)
LONGEST, MANY = 80, 8
COMMON_WORDS = frozenset().union(*COMMON.values())

Found = tuple[list[str], Origin]


def sections_of(document: Document, article: Thing) -> Found | None:
    """The sections, the first the main one: from the theme's own line, else from JSON-LD, else from meta tags."""
    linked = [name for name in as_list(article.get("articleSection")) if isinstance(name, str)]
    return _first(
        (_links_in(document.with_class(*SECTIONS)), Origin.READER),
        (linked, Origin.JSON_LD),
        (document.metas.get("article:section", []), Origin.META),
        (_links_of(document, "category"), Origin.READER),
    )


def tags_of(document: Document, article: Thing) -> Found | None:
    """The tags: from the theme's own line, else from JSON-LD, else from meta tags."""
    return _first(
        (_links_in(document.with_class(*TAGS)), Origin.READER),
        (_split(as_list(article.get("keywords"))), Origin.JSON_LD),
        (document.metas.get("article:tag", []), Origin.META),
        (_links_of(document, "tag"), Origin.READER),
        (_keywords(document), Origin.META),
    )


def _first(*sources: tuple[Iterable[str], Origin]) -> Found | None:
    for names, origin in sources:
        found = list(dict.fromkeys(name for text in names if 0 < len(name := one_line(text)) <= LONGEST))
        if found:
            return found, origin
    return None


def _split(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield from value.split(",")


def _keywords(document: Document) -> list[str]:
    """The keywords of the meta tags; none where they are the words of a sentence, as some systems fill them in."""
    words = [
        one_line(word) for word in _split(document.metas.get("news_keywords") or document.metas.get("keywords", []))
    ]
    is_a_sentence = len(words) >= MANY and all(word.islower() and word.isalpha() for word in words)
    return [] if is_a_sentence or any(word.casefold() in COMMON_WORDS for word in words) else words


def _links_in(places: Iterable[HtmlElement]) -> Iterator[str]:
    return (text_in(link) for place in places for link in place.iter("a"))


def _links_of(document: Document, rel: str) -> Iterator[str]:
    """The links of the page's one post that WordPress marks as `category tag` or as `tag`."""
    posts = [el for el in document.tags.get("article", ()) if "hentry" in (el.get("class") or "").split()]
    for link in posts[0].iter("a") if len(posts) == 1 else ():
        if (link.get("rel") or "").split()[:1] == [rel]:
            yield text_in(link)
