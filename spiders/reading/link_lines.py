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
MOST_INNER = 6  # elements in a line that is a link: its emphasis, a line break, an icon
NEAR = 8  # so that a page of nothing but such lines is looked at once
SENTENCE_ENDS = frozenset(".:;,…”")


def is_link_line(element: HtmlElement) -> bool:
    """True for a paragraph that only links to another article by its headline, beside paragraphs of text."""
    return element.tag == "p" and _only_links(element) and _has_text_beside(element)


def _only_links(element: HtmlElement) -> bool:
    inner = list(islice(element.iterdescendants(etree.Element), MOST_INNER + 1))
    links = [part for part in inner if part.tag == "a" and part.get("href")]
    if len(links) != 1 or len(inner) > MOST_INNER:
        return False
    text = " ".join(links[0].text_content().split())
    if text != " ".join(element.text_content().split()) or len(text.split()) < FEWEST_WORDS:
        return False
    return text[-1] not in SENTENCE_ENDS and _is_an_articles(links[0].get("href", ""))


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
