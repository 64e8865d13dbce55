"""What a page says about its article, each field with where it came from."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.items import ArticleItem
from archive.sources import Source
from archive.urls import canonical_url, host_of
from archive.vocabulary import Origin
from spiders.reading.beside import Places
from spiders.reading.bylines import credits_of
from spiders.reading.date_lines import Clock
from spiders.reading.dates import hides_its_zone
from spiders.reading.document import Document, canonical_or_none, is_own
from spiders.reading.headline import headline_of, main_heading
from spiders.reading.language import language_of, writes_month_first
from spiders.reading.lead import lead_of
from spiders.reading.linked_data import Thing, article_at, articles_among, names_at, text_at, types_of
from spiders.reading.published import modified_of, published_of
from spiders.reading.terms import sections_of, tags_of

PAID_TIERS, FREE_TIERS = frozenset({"locked", "metered", "premium", "paid"}), frozenset({"free"})
SLUG_HYPHENS = 2  # of an article's own name, below a section's
SHORTLINK = re.compile(r"p=[0-9]+")


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
    _fill_lead(item, facts, places)
    if access := access_of(facts):
        item.paywalled, item.origins["paywalled"] = access
    if any("AdvertiserContentArticle" in types_of(thing) for thing in facts.articles[:1]):
        item.advertorial, item.origins["advertorial"] = True, Origin.JSON_LD


def _fill_dates(item: ArticleItem, facts: Facts, places: Places) -> None:
    zone, language = facts.source.time_zone, item.language or facts.source.language
    clock = Clock(zone, facts.document.captured, writes_month_first(facts.document))
    if found := published_of(facts.document, facts.article, clock, language, places):
        stated, origin = found
        item.published, item.published_precision, item.published_raw = stated.value, stated.precision, stated.raw
        item.origins["published"] = origin
        item.zone_suspect = origin is Origin.READER and hides_its_zone(stated, zone)
    if changed := modified_of(facts.document, facts.article, clock, language, places):
        item.modified, item.origins["modified"] = changed[0].value, changed[1]


def _fill_lead(item: ArticleItem, facts: Facts, places: Places) -> None:
    found = lead_of(facts.document, facts.article, facts.things, places)
    if found is None:
        return
    image, origin = found
    item.lead_image, item.lead_caption, item.lead_credit = image.url, image.caption, image.credit
    item.origins["lead_image"] = origin
    for name in ("lead_caption", "lead_credit"):
        if getattr(item, name):
            item.origins[name] = Origin.READER


def access_of(facts: Facts) -> tuple[bool, Origin] | None:
    """Whether the page says that its text is for those who pay; `None` where it says nothing."""
    stated = facts.article.get("isAccessibleForFree")
    if stated is not None:
        return str(stated).lower().rpartition("/")[2] == "false", Origin.JSON_LD
    tier = (facts.document.meta("article:content_tier", "content_tier") or "").lower()
    return (tier in PAID_TIERS, Origin.META) if tier in PAID_TIERS | FREE_TIERS else None


def canonical_of(document: Document, source: Source) -> str:
    """The canonical address that the page states, where it is on an own host and no home page or list; else its own."""
    own = canonical_url(document.url)
    for link in document.tags.get("link", ()):
        if "canonical" not in (link.get("rel") or "").lower().split():
            continue
        stated = document.absolute(link.get("href") or "")
        is_here = stated and (is_own(stated, source.hosts) or host_of(stated) == host_of(own))
        if stated and is_here and not is_home(stated) and not _is_list_above(stated, own):
            return canonical_or_none(stated) or own
    return own


def _is_list_above(stated: str, own: str) -> bool:
    """True for the address of a folder that this page lies in: a list, which some themes state of all its articles.

    The last part of an address may be a page's number or view, or stand for nothing: then it is the article itself.
    """
    above, below = (urlsplit(url).path.rstrip("/") for url in (stated, own))
    rest = below.removeprefix(f"{above}/") if below.startswith(f"{above}/") else ""
    return rest.count("-") >= SLUG_HYPHENS


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


def site_name(document: Document, things: list[Thing]) -> str | None:
    """What the site calls itself."""
    stated = document.meta("og:site_name", "application-name")
    sites = [text_at(thing, "name") for thing in things if "WebSite" in types_of(thing)]
    publishers = [name for thing in things for name, _ in names_at(thing, "publisher", things)]
    return next((name for name in (stated, *sites, *publishers) if name), None)
