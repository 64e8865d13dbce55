"""Paragraphs that are nothing but a link to another article: headlines that a site slips between its own paragraphs.

A heading or an item of a list that is a link is a part of the text: collections and reviews are made so.
"""

import re
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

SLUG = re.compile(r"(?:[a-z0-9]+-){3,}[a-z0-9]+")
FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|webp|mp[34])$", re.IGNORECASE)
FEWEST_WORDS = 6
MOST_INNER = 12  # elements in a line of links: their emphasis, line breaks, icons
NEAR = 8  # so that a page of nothing but such lines is looked at once
SENTENCE_ENDS = frozenset(".:;,…”")


def is_link_line(element: HtmlElement) -> bool:
    """True for a paragraph that only links to other articles by their headlines, beside paragraphs of text."""
    return element.tag == "p" and _only_links(element) and _has_text_beside(element)


def _only_links(element: HtmlElement) -> bool:
    inner = list(islice(element.iterdescendants(etree.Element), MOST_INNER + 1))
    links = [part for part in inner if part.tag == "a" and part.get("href")]
    if not links or len(inner) > MOST_INNER:
        return False
    texts = [" ".join(link.text_content().split()) for link in links]
    return "".join(texts).replace(" ", "") == "".join(element.text_content().split()) and all(
        len(text.split()) >= FEWEST_WORDS and text[-1] not in SENTENCE_ENDS and _is_an_articles(link.get("href", ""))
        for text, link in zip(texts, links, strict=True)
    )


def _is_an_articles(href: str) -> bool:
    """True for an address whose last part is a headline's slug; a document's is not."""
    try:
        path = urlsplit(href.strip()).path.rstrip("/")
    except ValueError:
        return False
    return FILES.search(path) is None and SLUG.search(path.rpartition("/")[2].lower()) is not None


def _has_text_beside(element: HtmlElement) -> bool:
    """True where a paragraph near it in the same box is none of these: a page of links alone is what it is."""
    near = chain(islice(element.itersiblings("p"), NEAR), islice(element.itersiblings("p", preceding=True), NEAR))
    return any(other.text_content().strip() and not _only_links(other) for other in near)
