"""One HTML page as one item: an article, or a page that is none with the reason."""

import re

from lxml.html import HtmlElement

from archive.changes.templates import Template
from archive.items import ArticleItem
from archive.sources import Source
from archive.urls import canonical_url
from archive.vocabulary import Origin, PageKind, Reason
from spiders.reading.body import Body, body_in, content_of, extracted_body, found_content, whole_body
from spiders.reading.document import Document, is_foreign, parse
from spiders.reading.further import further_pages
from spiders.reading.kind import Refusal, kind_of
from spiders.reading.language import language_in
from spiders.reading.linked_data import things_of
from spiders.reading.looks import reads_as_article, refusal_by_looks
from spiders.reading.metadata import Facts, fill
from spiders.reading.page import Page
from spiders.reading.pictures import attachments_of, box_around, pictures_of
from spiders.reading.reading import Reading
from spiders.reading.shell import is_for_scripts

READER = "html"
READER_VERSION = 6
BEGINNING = 2000
MOST_TAGS = 95_000  # the largest real pages have some tens of thousands; so many take two seconds to read
WRONGLY_SET = frozenset({"id", "en"})  # what themes and content systems come set to
NOT_TEXT = re.compile(
    rb"^(%PDF-|\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04|RIFF|\x1f\x8b|\xd0\xcf\x11\xe0|\x00\x00\x00.ftyp)", re.DOTALL
)
CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])  # WHATWG MIME Sniffing, "binary data byte"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# a feed, a sitemap or JSON, whatever its type says; XHTML too may begin with an XML declaration
DATA = re.compile(
    rb"^[\xef\xbb\xbf\s]*([\[{]|(<\?xml[^>]*>\s*)?(<\?[^>]*>\s*|<!--.*?-->\s*)*<(rss|feed|rdf:RDF|urlset|sitemapindex)\b)",
    re.DOTALL,
)
TEXT_TYPES = re.compile(r"^\s*(text/|application/(xhtml|xml|json|.*\+xml|octet-stream)|$)", re.IGNORECASE)


def challenge_item(page: Page, source: Source) -> ArticleItem:
    """What stands for a page that a gatekeeper keeps back."""
    return _refused(_blank(page, source), Refusal(PageKind.CHALLENGE, Reason.CHALLENGE)).items[0]


def _blank(page: Page, source: Source) -> ArticleItem:
    return ArticleItem(page.url, canonical_url(page.url), source.name, reader=READER, reader_version=READER_VERSION)


def read_article(page: Page, source: Source, template: Template | None = None) -> Reading:
    """Read `page` as the page of one article, or the first of several; blocks that `template` has are no part of it."""
    document = parse(page) if _is_markup(page) else None
    further = further_pages(document, source) if document is not None else []  # before the text is freed from its pager
    reading = _read_item(page, document, source, template)
    reading.further = further if reading.items[0].is_article else []
    return reading


def read_page(page: Page, source: Source, template: Template | None = None) -> ArticleItem:
    """Read `page` as the page of one article."""
    return read_article(page, source, template).items[0]


def _is_markup(page: Page) -> bool:
    """False for data, for what is no text, and for a page of too many elements."""
    return not DATA.match(page.body[:BEGINNING]) and not _is_no_text(page) and not _is_overgrown(page)


def _is_overgrown(page: Page) -> bool:
    return page.body.count(b"<") > MOST_TAGS


def _is_no_text(page: Page) -> bool:
    return bool(NOT_TEXT.match(page.body) or _is_binary(page) or not TEXT_TYPES.match(page.content_type or ""))


def _read_item(page: Page, document: Document | None, source: Source, template: Template | None) -> Reading:
    item = _blank(page, source)
    item.template_snapshot = template.id if template is not None else None
    if DATA.match(page.body[:BEGINNING]):
        return _refused(item, Refusal(PageKind.OTHER, Reason.NOT_AN_ARTICLE))
    if _is_no_text(page):
        return _refused(item, Refusal(PageKind.OTHER, Reason.NOT_TEXT))
    if _is_overgrown(page):
        return _refused(item, Refusal(PageKind.OTHER, Reason.TOO_LARGE))
    if document is None:
        return _refused(item, Refusal(PageKind.OTHER, Reason.UNREADABLE if page.body.strip() else Reason.EMPTY))
    kind = kind_of(document)
    facts = Facts(document, things_of(document), source)
    content = content_of(document) if kind.certain else None
    fill(item, facts, content, wordpress=kind.certain)
    if kind.refusal is not None and kind.refusal[0] is not PageKind.STATIC:
        return _refused(item, kind.refusal)
    _fill_body(item, document, content, template)
    if item.language in WRONGLY_SET and (language := language_in(item.body)):
        item.language = language
    # a static page is read in full all the same: who thinks it is an article can see what it says
    static = kind.refusal if kind.refusal is None or not reads_as_article(facts, item) else None
    refusal = static or (None if kind.certain or kind.refusal else refusal_by_looks(facts, item))
    if refusal is not None and not kind.refusal and is_for_scripts(document, source.hosts):
        refusal = Refusal(PageKind.OTHER, Reason.NEEDS_SCRIPT)
    return Reading(items=[item]) if refusal is None else _refused(item, refusal)


def _is_binary(page: Page) -> bool:
    """True when more than one in twenty of the first bytes are control characters that no text has."""
    beginning = page.body[:BEGINNING]
    is_utf_16 = beginning[:2] in UTF_16 or "utf-16" in (page.content_type or "").lower()
    return not is_utf_16 and len(beginning.translate(None, CONTROLS)) < len(beginning) * 0.95


def _refused(item: ArticleItem, refusal: Refusal) -> Reading:
    item.kind, item.reason = refusal.kind, refusal.reason
    return Reading(items=[item], detail=refusal.look)


def _fill_body(item: ArticleItem, document: Document, content: HtmlElement | None, template: Template | None) -> None:
    """The text: a WordPress post's own element where there is one, else what our own reading finds, or trafilatura."""
    item.origins["body"] = Origin.READER
    found = content if content is not None else found_content(document)
    body = Body()
    if found is not None:
        _fill_pictures(item, document, found)
        body = (body_in if content is not None else whole_body)(found, document.base, item.headline, template)
    if not body.text and content is None:
        body = extracted_body(document, item.headline)
        _fill_beside(item, document, body.text)
    item.body, item.body_html = body.text, body.html
    item.blocks, item.left_out = body.blocks, body.left_out


def _fill_pictures(item: ArticleItem, document: Document, content: HtmlElement) -> None:
    item.images = pictures_of(content, document.base)
    item.attachments = attachments_of(content, document.base)
    if item.lead_image is None and item.images:
        lead = item.images[0]
        item.lead_image, item.lead_caption, item.lead_credit = lead.url, lead.caption, lead.credit
        known = [name for name in ("lead_image", "lead_caption", "lead_credit") if getattr(item, name)]
        item.origins |= dict.fromkeys(known, Origin.READER)


def _fill_beside(item: ArticleItem, document: Document, text: str) -> None:
    """Pictures and documents of what the text stands in; one in a menu or a list beside is none of it."""
    box = box_around(document, text)
    if box is not None:
        own = {el for el in box.iter("a", "object", "embed", "iframe", "img") if not is_foreign(el)}
        item.images = pictures_of(box, document.base, own)
        item.attachments = attachments_of(box, document.base, own)
