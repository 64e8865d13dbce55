"""The text of an HTML page's article."""

import logging
import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, fromstring
from trafilatura import bare_extraction

from spiders.reading.document import Document, ancestors, is_foreign
from spiders.reading.html_text import cleaned_html, plain_text

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
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Body:
    """Plain text in paragraphs, and the same as cleaned markup."""

    text: str = ""
    html: str | None = None


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


def body_in(content: HtmlElement, base: str, headline: str | None) -> Body:
    """The text of a post's own element. Changes `content`."""
    text = without_headline(plain_text(content, is_junk), headline)
    for element in [el for el in content.iterdescendants(etree.Element) if is_junk(el)]:
        if element.getparent() is not None:
            element.drop_tree()
    return Body(text, cleaned_html(content, base))


def extracted_body(document: Document, headline: str | None) -> Body:
    """The text that trafilatura finds on the page, without its comments."""
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
    for element in tree.iter(etree.Element):
        element.tag = HTML_NAMES.get(element.tag, element.tag)
    tree.tag = "div"
    return cleaned_html(fromstring(etree.tostring(tree, encoding="unicode", method="html")), base)


def without_headline(text: str, headline: str | None) -> str:
    """The text without a first paragraph that only repeats the headline."""
    first, _, rest = text.partition("\n\n")
    if headline and WORD.findall(first.casefold()) == WORD.findall(headline.casefold()):
        return rest
    return text
