"""What a page says about its article, each field with where it came from."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.items import ArticleItem, Image
from archive.sources import Source
from archive.urls import canonical_url, host_of
from archive.vocabulary import Origin
from spiders.reading.beside import Places
from spiders.reading.bylines import credits_of
from spiders.reading.date_lines import Clock
from spiders.reading.dates import hides_its_zone
from spiders.reading.document import Document, canonical_or_none, is_own
from spiders.reading.headline import headline_of, main_heading
from spiders.reading.linked_data import Thing, article_at, articles_among, as_list, names_at, text_at, types_of
from spiders.reading.pictures import picture
from spiders.reading.published import modified_of, published_of
from spiders.reading.terms import sections_of, tags_of

FEATURED = ("wp-block-post-featured-image", "post-thumbnail", "wp-post-image", "featured-image", "jeg_featured")
SHORTLINK = re.compile(r"p=[0-9]+")
LANGUAGE = re.compile(r"^[a-z]{2,3}(?=[-_]|$)", re.IGNORECASE)


class Facts:
    """The statements of one page: its JSON-LD, its canonical address and its main heading, found once."""

    def __init__(self, document: Document, things: list[Thing], source: Source) -> None:
        self.document = document
        self.source = source
        self.things = things
        self.canonical = canonical_of(document, source)
        self.articles = articles_among(things)
        own = article_at(self.articles, {self.canonical, document.url})
        self.describes_itself = own is not None
        self.article: Thing = own or next(iter(self.articles), {})
        self.site = site_name(document, things)
        self.heading = main_heading(document, self.site)


def fill(item: ArticleItem, facts: Facts, content: HtmlElement | None, *, wordpress: bool) -> None:
    """Put every statement of the page into `item`, with its origin.

    `wordpress` marks the page of a WordPress post; `content` is the box of its text, where known.
    """
    document = facts.document
    item.canonical = facts.canonical
    item.shortlink = shortlink_of(document, facts.source)
    item.language = language_of(document) or facts.source.language
    found = headline_of(document, facts.article, facts.heading, facts.site, wordpress=wordpress)
    if found:
        item.headline, item.origins["headline"] = found
    places = Places(facts.heading, content)
    _fill_dates(item, facts, places)
    if signed := credits_of(document, facts.article, facts.things, facts.site, places):
        item.credits, item.origins["credits"] = signed
    if sections := sections_of(document, facts.article):
        item.section, item.origins["section"] = sections[0][0], sections[1]
    if tags := tags_of(document, facts.article):
        item.tags, item.origins["tags"] = tags
    _fill_lead(item, facts)
    paid = facts.article.get("isAccessibleForFree")
    if paid is not None:
        item.paywalled, item.origins["paywalled"] = str(paid).lower() == "false", Origin.JSON_LD


def _fill_dates(item: ArticleItem, facts: Facts, places: Places) -> None:
    zone, language = facts.source.time_zone, item.language or facts.source.language
    if found := published_of(facts.document, facts.article, Clock(zone, facts.document.captured), language, places):
        stated, origin = found
        item.published, item.published_precision, item.published_raw = stated.value, stated.precision, stated.raw
        item.origins["published"] = origin
        item.zone_suspect = origin is Origin.READER and hides_its_zone(stated, zone)
    if changed := modified_of(facts.document, facts.article, zone, language):
        item.modified, item.origins["modified"] = changed[0].value, changed[1]


def _fill_lead(item: ArticleItem, facts: Facts) -> None:
    found = lead_of(facts)
    if found is None:
        return
    image, origin = found
    item.lead_image, item.lead_caption, item.lead_credit = image.url, image.caption, image.credit
    item.origins["lead_image"] = origin
    for name in ("lead_caption", "lead_credit"):
        if getattr(item, name):
            item.origins[name] = Origin.READER


def canonical_of(document: Document, source: Source) -> str:
    """The canonical address that the page states, where it is on an own host and no home page; else its own."""
    own = canonical_url(document.url)
    for link in document.tags.get("link", ()):
        if "canonical" not in (link.get("rel") or "").lower().split():
            continue
        stated = document.absolute(link.get("href") or "")
        if stated and not is_home(stated) and (is_own(stated, source.hosts) or host_of(stated) == host_of(own)):
            return canonical_or_none(stated) or own
    return own


def shortlink_of(document: Document, source: Source) -> str | None:
    """The short address that WordPress gives each post, `/?p=ID`, where the page states it on an own host."""
    for link in document.tags.get("link", ()):
        stated = document.absolute(link.get("href") or "") if link.get("rel") == "shortlink" else None
        if stated and is_own(stated, source.hosts) and SHORTLINK.fullmatch(urlsplit(stated).query):
            return canonical_or_none(stated)
    return None


def is_home(url: str) -> bool:
    """True for the front page of a host."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query


def language_of(document: Document) -> str | None:
    """The first subtag of the page's own language tag, in lower case."""
    match = LANGUAGE.match(document.root.get("lang") or "")
    return match[0].lower() if match else None


def site_name(document: Document, things: list[Thing]) -> str | None:
    """What the site calls itself."""
    stated = document.meta("og:site_name", "application-name")
    sites = [text_at(thing, "name") for thing in things if "WebSite" in types_of(thing)]
    publishers = [name for thing in things for name, _ in names_at(thing, "publisher", things)]
    return next((name for name in (stated, *sites, *publishers) if name), None)


def lead_of(facts: Facts) -> tuple[Image, Origin] | None:
    """The lead picture: the theme's featured image with its caption, else what the page declares."""
    document = facts.document
    for place in document.with_class(*FEATURED):
        for element in place.iter("img"):
            image = picture(element, document.base)
            if image is not None:
                return image, Origin.READER
    declared = [
        (_address_at(facts.article.get("image"), facts.things), Origin.JSON_LD),
        (document.meta("og:image", "og:image:url", "twitter:image"), Origin.META),
    ]
    for address, origin in declared:
        url = document.absolute(address) if address else None
        if url:
            return _shown(document, url) or Image(url), origin
    return None


def _address_at(value: object, things: list[Thing]) -> str | None:
    for image in as_list(value):
        if isinstance(image, str):
            return image
        if isinstance(image, dict):
            known = next(
                (thing for thing in things if image.get("@id") and thing.get("@id") == image["@id"] and "url" in thing),
                image,
            )
            address = known.get("url") or known.get("contentUrl")
            if isinstance(address, str):
                return address
    return None


def _shown(document: Document, url: str) -> Image | None:
    """The picture as the page shows it, whose figure may have a caption."""
    name = re.sub(r"-\d+x\d+(?=\.\w+$)", "", urlsplit(url).path.rpartition("/")[2])
    for element in document.tags.get("img", ()):
        if name and name.rpartition(".")[0] in (element.get("src") or element.get("data-src") or ""):
            image = picture(element, document.base)
            if image is not None and image.caption:
                return Image(url, image.caption, image.credit)
    return None
