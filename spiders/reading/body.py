"""The text of an HTML page's article."""

import logging
import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, fromstring
from trafilatura import bare_extraction

from archive.changes.templates import Template, digest_of_block
from spiders.reading.document import Document, ancestors, is_foreign, text_in
from spiders.reading.html_text import cleaned_html, plain_text
from spiders.reading.prose import place_of
from spiders.reading.repeated import Block, blocks_in, take_out, take_out_repeated

# the box that holds a post's text and nothing else, by theme: core, tagDiv, JNews, Elementor, microformats
CONTENTS = (
    "wp-block-post-content",
    "entry-content",
    "td-post-content",
    "elementor-widget-theme-post-content",
    "content-inner",
    "post-content",
    "the-content",
    "single-content",
    "e-content",
)
JUNK = re.compile(
    r"^(sharedaddy|sd-.*|jp-relatedposts|.*related.*|addtoany.*|a2a_.*|heateor.*|.*(share|social)[-_]?(buttons?|icons?|links?|bar|this|list|wrapper|box).*"
    r"|yarpp.*|wp-block-query|wp-block-latest-posts.*|.*author-?(box|bio).*|abh_box.*|ez-toc.*|toc_container|lwptoc.*|post-nav-links|page-links?|pagination"
    r"|post-views.*|post-ratings.*|wpp-.*|code-block|adsbygoogle|.*-ads?|ads?-.*|advert.*|comments?(-area|-list|-respond)?|respond|wp-block-comments"
    r"|edit-link|entry-footer|entry-meta|post-tags|tags-links|cat-links|newsletter.*|subscribe.*|jnews_inline_related_post.*|jeg_share.*"
    r"|kk-star-ratings|wp-block-jetpack.*|likes-.*|screen-reader-text|noprint|tptn_.*|crp_.*|post-navigation|navigation)$",
    re.IGNORECASE,
)
HTML_NAMES = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "del": "s",
}
HEADINGS = ("h1", "h2", "h3")
WORD = re.compile(r"\w+")
DEEPEST = 400
LONG = 80  # characters: shorter lines may well come twice


@dataclass(frozen=True, slots=True)
class Body:
    """Plain text in paragraphs, and the same as cleaned markup; `blocks` are all of the page."""

    text: str = ""
    html: str | None = None
    blocks: tuple[bytes, ...] = ()
    left_out: tuple[bytes, ...] = ()


def content_of(document: Document) -> HtmlElement | None:
    """The element that holds the text of a WordPress post, when exactly one can be it."""
    for name in CONTENTS:
        found = [el for el in document.classes.get(name, ()) if not is_foreign(el)]
        outer = [el for el in found if not any(other is not el and other in list(ancestors(el)) for other in found)]
        if len(outer) == 1:
            return outer[0]
        if outer:
            return _of_this_post(document, outer)
    return None


def _of_this_post(document: Document, found: list[HtmlElement]) -> HtmlElement | None:
    """Of several, the one inside the element whose id is the post's own."""
    ids = {f"post-{name.removeprefix('postid-')}" for name in document.body_classes() if name.startswith("postid-")}
    own = [
        el
        for el in found
        if any(up.get("id") in ids or not ids.isdisjoint((up.get("class") or "").split()) for up in ancestors(el))
    ]
    return own[0] if len(own) == 1 else None


def is_junk(element: HtmlElement) -> bool:
    """True for what plug-ins put into a post's text: buttons, related posts, tables of contents, advertisements."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(JUNK.match(name) for name in names)


def body_in(content: HtmlElement, base: str, headline: str | None, template: Template | None = None) -> Body:
    """The text of an article's own element. Changes `content`."""
    for element in [el for el in content.iterdescendants(etree.Element) if is_junk(el)]:
        take_out(element)
    return whole_body(content, base, headline, template)


def whole_body(content: HtmlElement, base: str, headline: str | None, template: Template | None = None) -> Body:
    """The text of an element with nothing foreign in it but what the page or the site says again. Changes `content`."""
    _drop_repeats(content, headline)
    blocks = blocks_in(content)
    left_out = take_out_repeated(content, blocks, template) if template is not None else []
    text = without_headline(plain_text(content), headline)
    return Body(text, cleaned_html(content, base), _digests(blocks), _digests(left_out))


def _digests(blocks: list[Block]) -> tuple[bytes, ...]:
    return tuple(digest_of_block(text) for _, text in blocks)


def _drop_repeats(content: HtmlElement, headline: str | None) -> None:
    """Drop a first heading that repeats the headline, and long paragraphs that were there before."""
    first = next(content.iter(*HEADINGS), None)
    if first is not None and first is not content and headline and _words(text_in(first)) == _words(headline):
        take_out(first)
    seen: set[str] = set()
    for element in list(content.iterdescendants("p")):
        text = text_in(element)
        if len(text) < LONG:
            continue
        if text in seen:
            take_out(element)
        seen.add(text)


def found_content(document: Document) -> HtmlElement | None:
    """A copy of the element in which our own reading finds the article's text, without what is no part of it."""
    found = place_of(document.root)
    if found is None:
        return None
    place, without = found
    content = deepcopy(place)
    content.tail = None
    for element in [twin for el, twin in zip(place.iter(), content.iter(), strict=True) if el in without]:
        take_out(element)
    return content


def extracted_body(document: Document, headline: str | None) -> Body:
    """The text that trafilatura finds on the page, without comments; none where depth would make that take minutes."""
    if document.depth > DEEPEST:
        return Body()
    try:
        found = bare_extraction(document.root, include_comments=False, with_metadata=False)
    except Exception:
        logging.getLogger(__name__).info("no text could be extracted from %s", document.url, exc_info=True)
        return Body()
    tree = getattr(found, "body", None)
    if tree is None:
        return Body()
    text = without_headline(plain_text(tree), headline)
    return Body(text, _as_html(tree, document.base))


def _as_html(tree: etree._Element, base: str) -> str | None:
    for element in tree.iter(*HTML_NAMES):
        element.tag = HTML_NAMES[element.tag]
    tree.tag = "div"
    return cleaned_html(fromstring(etree.tostring(tree, encoding="unicode", method="html")), base)


def without_headline(text: str, headline: str | None) -> str:
    """The text without a first paragraph that only repeats the headline."""
    first, _, rest = text.partition("\n\n")
    return rest if headline and _words(first) == _words(headline) else text


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
