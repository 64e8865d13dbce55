"""What a page says about its article, each field with where it came from."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.items import ArticleItem, Image
from archive.sources import Source
from archive.urls import canonical_url, host_of
from archive.vocabulary import Origin
from spiders.reading.bylines import credits_of
from spiders.reading.date_lines import Clock, Places
from spiders.reading.dates import hides_its_zone
from spiders.reading.document import Document, canonical_or_none, is_foreign, is_own, one_line, text_in
from spiders.reading.linked_data import Thing, article_at, articles_among, as_list, names_at, text_at, types_of
from spiders.reading.pictures import picture
from spiders.reading.published import modified_of, published_of
from spiders.reading.terms import sections_of, tags_of

HEADINGS = {"h1": 0.5, "h2": 0.8, "h3": 0.8}  # with the share of words in common that makes it the page's own
TITLES = (
    "wp-block-post-title",
    "entry-title",
    "post-title",
    "td-post-title",
    "jeg_post_title",
    "single-title",
    "p-name",
)
FEATURED = ("wp-block-post-featured-image", "post-thumbnail", "wp-post-image", "featured-image", "jeg_featured")
PARTING = re.compile(r"\s+[|–—\-:·»•]+\s+")
WORD = re.compile(r"\w+")
UNTITLED = frozenset(
    {"untitled", "tanpa judul", "(no title)", "(tanpa judul)"}
)  # what themes print for a post without a title
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
        self.heading = main_heading(document)


def fill(item: ArticleItem, facts: Facts, content: HtmlElement | None, *, wordpress: bool) -> None:
    """Put every statement of the page into `item`, with its origin.

    `wordpress` marks the page of a WordPress post; `content` is the box of its text, where known.
    """
    document = facts.document
    item.canonical = facts.canonical
    item.shortlink = shortlink_of(document, facts.source)
    item.language = language_of(document) or facts.source.language
    found = headline_of(facts, wordpress=wordpress)
    if found:
        item.headline, item.origins["headline"] = found
    _fill_dates(item, facts, Places(facts.heading, content))
    if signed := credits_of(document, facts.article, facts.things):
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


def main_heading(document: Document) -> HtmlElement | None:
    """The heading of the page's own article.

    A theme's title class or microdata says which; else it is the `h1`, or failing that the lower heading, whose words
    the page's title shares. A site's name or a section's, which is often an `h1` too, is not taken.
    """
    themed = [el for el in document.with_class(*TITLES) if el.tag in HEADINGS]
    marked = [el for el in document.props.get("headline", ()) if el.tag in HEADINGS and not is_foreign(el)]
    certain = [el for el in themed if el.tag == "h1"] or marked
    if certain:
        return certain[0]
    words = _title_words(document)
    for tag, enough in HEADINGS.items():
        scored = [(_share(el, words), -n, el) for n, el in enumerate(document.tags.get(tag, ())) if not is_foreign(el)]
        best = max(scored, default=None)
        if best is not None and best[0] >= enough:
            return best[2]
    return None


def _title_words(document: Document) -> set[str]:
    """The words of the page's titles, each without the shorter part that names the site or the section."""
    titles = [text_in(el) for el in document.tags.get("title", ())[:1]] + document.metas.get("og:title", [])[:1]
    return {word for title in titles for word in WORD.findall(max(PARTING.split(title), key=len).casefold())}


def _share(heading: HtmlElement, words: set[str]) -> float:
    """How many of the heading's words the title has, for a heading of at least three words; else 0."""
    own = set(WORD.findall(text_in(heading).casefold()))
    return len(own & words) / len(own) * min(1, len(own) / 3) if own else 0.0


def headline_of(facts: Facts, *, wordpress: bool) -> tuple[str, Origin] | None:
    """The article's headline. A WordPress post without a heading of its own has none; its `title` names the site."""
    shown = text_in(facts.heading) if facts.heading is not None else None
    stated = text_at(facts.article, "headline", "name")
    shared = _without_site(facts.document.meta("og:title", "twitter:title"), facts.site)
    titles = facts.document.tags.get("title", ())
    named = _without_site(text_in(titles[0]) if titles else None, facts.site)
    choice: tuple[tuple[str | None, Origin], ...]
    if wordpress:
        shown = None if shown and shown.casefold() in UNTITLED else shown
        choice = ((shown, Origin.READER), (stated, Origin.JSON_LD), (shared, Origin.META))
    else:
        choice = ((shown, Origin.READER), (stated, Origin.JSON_LD), (shared, Origin.META), (named, Origin.META))
    return next(((text, origin) for text, origin in choice if text), None)


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the site's name at its end or beginning."""
    parts = PARTING.split(title) if title else []
    if not title or not site or len(parts) == 1:
        return title
    if parts[-1].casefold() == site.casefold():
        return one_line(title[: -len(parts[-1])].rstrip(" |–—-:·»•"))
    if parts[0].casefold() == site.casefold():
        return one_line(title[len(parts[0]) :].lstrip(" |–—-:·»•"))
    return title


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
