"""Whether a page without hard evidence looks like one article: by what it declares, its address, and its text.

`python -m benchmarks.kinds` measures it on any corpus that names the type of its pages.
"""

import re
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from archive.items import ArticleItem
from archive.vocabulary import Origin, PageKind, Reason
from spiders.reading.document import Document, is_foreign, text_in
from spiders.reading.kind import Refusal
from spiders.reading.linked_data import types_of
from spiders.reading.metadata import Facts, is_home
from spiders.reading.own_pages import INSTITUTION, SERVICES, asks_to_act, is_about_the_site, is_named_as_own_page
from spiders.reading.weights import weigh

OTHER_THINGS = {
    "CollectionPage": PageKind.LISTING,
    "ItemList": PageKind.LISTING,
    "SearchResultsPage": PageKind.SEARCH,
    "ProfilePage": PageKind.LISTING,
    "DiscussionForumPosting": PageKind.OTHER,
    "QAPage": PageKind.OTHER,
    "Product": PageKind.OTHER,
    "LocalBusiness": PageKind.STATIC,
    "Service": PageKind.STATIC,
    "ContactPage": PageKind.STATIC,
    "AboutPage": PageKind.STATIC,
}
GOODS = re.compile(r"^(product|ebay-objects|profile$|video\.other$)", re.IGNORECASE)
LISTS = re.compile(
    r"/(tags?|categor(y|ies)|kategori|topik|topics?|label|author|penulis|indeks|index|search|cari|page|arsip|collections|shop|products?|cat)"
    r"/[^/]+(/(page/)?\d{1,4})?/?$"
    r"|/(index(-\d{1,4})?|indeks|news|blog|berita|artikel|archives?|arsip|terbaru|terpopuler|popular|search|cari|tags?|categories|kategori)"
    r"(\.html?)?/?$"
    r"|^/(.*/)?(19|20)\d\d(/(0[1-9]|1[0-2]))?/?$",
    re.IGNORECASE,
)
FORUMS = re.compile(
    r"/(threads?|topic|t|questions|forums?)(/|$)|(viewtopic|showthread)\.php|[?&]topic=\d", re.IGNORECASE
)
FOR_SALE = (
    "add-to-cart",
    "add_to_cart",
    "single_add_to_cart_button",
    "product-price",
    "price",
    "product-form",
    "add-to-bag",
)
DATED = frozenset(
    {Origin.JSON_LD, Origin.META, Origin.URL, Origin.TEXT}
)  # a date that was found by looking is no statement
PRICE = re.compile(r"(?:[$€£]|\bRp\.?|\bIDR|\bUSD)\s?\d")
MANY_PRICES = 15
PRICES = ("product:price:amount", "og:price:amount")
SEARCH_KEYS = frozenset({"s", "q", "search", "keyword", "kata_kunci"})
LONG = 100
MANY = 3
MANY_HEADINGS = 8
ENOUGH_SAID, MUCH_SAID = 1000, 5000  # characters in paragraphs
MOST_LINKS, A_SHOPS_LINKS, A_LISTS_LINKS = 0.6, 0.4, 0.15
MOST_PROSE = 0.7
HEADLINE_WORDS, FEW_WORDS = 4, 20


def refusal_by_looks(facts: Facts, item: ArticleItem) -> Refusal | None:
    """Why the page is no article, by its looks, and by which of them; `None` when it may be one."""
    if is_named_as_own_page(item.headline):
        return Refusal(PageKind.STATIC, look="its headline is a page's about the site")
    if claims_to_be_one(facts):
        return None if item.body or item.lead_image else Refusal(PageKind.OTHER, Reason.EMPTY)
    found = _declared(facts) or _by_address(facts.document.url) or _by_entries(facts.document)
    if found is not None or not item.body:
        return found or Refusal(PageKind.OTHER, Reason.EMPTY)
    return None if item.origins.get("published") in DATED else _undated(facts.document, item)


def _undated(document: Document, item: ArticleItem) -> Refusal | None:
    """Why a page that states no date is no article; one that says that it is one is refused for an offer alone."""
    offer = _offer(document)
    if offer is not None or (document.meta("og:type") or "").lower() == "article":
        return offer
    found = _by_text(document, item.body)
    return found if found and not _is_short_news(document, item) else None


def reads_as_article(facts: Facts, item: ArticleItem) -> bool:
    """True for a page that WordPress calls static, and whose text is one all the same.

    It says that it is an article, or it has paragraphs enough, is no page of links, and its address has a name of
    several words, and none under which an office describes itself.
    """
    url = facts.document.url
    if _by_address(url) is not None or INSTITUTION.search(urlsplit(url).path) or is_named_as_own_page(item.headline):
        return False
    if claims_to_be_one(facts):
        return bool(item.body)
    offer = None if item.origins.get("published") in DATED else _offer(facts.document)
    looks = (_declared(facts), offer, _by_text(facts.document, item.body))
    return "-" in urlsplit(url).path and not any(looks)


def claims_to_be_one(facts: Facts) -> bool:
    """True when the page's JSON-LD describes one article, and not the many of a list."""
    return facts.describes_itself or 0 < len(facts.articles) < MANY


def _declared(facts: Facts) -> Refusal | None:
    if len(facts.articles) >= MANY:
        return Refusal(PageKind.LISTING, look=f"it declares {len(facts.articles)} articles")
    goods = facts.document.meta("og:type") or ""
    if GOODS.search(goods):
        return Refusal(PageKind.OTHER, look=f"it declares itself {goods}")
    names = (name for thing in facts.things for name in types_of(thing))
    other = next((name for name in names if name in OTHER_THINGS), None)
    return Refusal(OTHER_THINGS[other], look=f"it declares itself {other}") if other is not None else None


def _by_address(url: str) -> Refusal | None:
    parts = urlsplit(url)
    if is_home(url):
        return Refusal(PageKind.LISTING, look="it is a front page")
    if parts.path in {"", "/"} and SEARCH_KEYS & {key for key, _ in parse_qsl(parts.query)}:
        return Refusal(PageKind.SEARCH, look="its address is a search's")
    if is_about_the_site(parts.path):
        return Refusal(PageKind.STATIC, look="its address is a page's about the site")
    if LISTS.search(parts.path):
        return Refusal(PageKind.LISTING, look="its address is a list's")
    is_forum = FORUMS.search(f"{parts.path}?{parts.query}") is not None
    return Refusal(PageKind.OTHER, look="its address is a forum's") if is_forum else None


def _by_entries(document: Document) -> Refusal | None:
    """A list, where several entries stand under headings that lead elsewhere, and no heading of the page's own."""
    if any(text_in(heading) and _own_link(heading) is None for heading in document.tags.get("h1", ())):
        return None
    entries = [el for el in document.tags.get("article", ()) if not is_foreign(el)]
    led_to = {href for entry in entries if (href := _heading_link(entry))}
    if len(led_to) < MANY or len(led_to) * 2 <= len(entries):
        return None
    return Refusal(PageKind.LISTING, look=f"{len(led_to)} entries lead elsewhere")


def _heading_link(entry: HtmlElement) -> str | None:
    heading = next(entry.iter("h1", "h2", "h3"), None)
    return _own_link(heading) if heading is not None else None


def _own_link(heading: HtmlElement) -> str | None:
    """The address to which a heading leads, from within it or around it."""
    link = next((el for el in (*heading.iter("a"), *heading.iterancestors("a"))), None)
    return link.get("href") if link is not None else None


def _offer(document: Document) -> Refusal | None:
    """A page of services, told by its address and by what it asks the reader to do."""
    if SERVICES.search(urlsplit(document.url).path):
        return Refusal(PageKind.STATIC, look="its address is a service's")
    return Refusal(PageKind.STATIC, look="it asks to order, to enrol or to call") if asks_to_act(document) else None


def _by_text(document: Document, body: str) -> Refusal | None:
    """What a page is that states neither a date nor that it is an article: goods, or a list, unless it says enough."""
    if any(name in document.classes or name in document.props for name in FOR_SALE) or document.meta(*PRICES):
        return Refusal(PageKind.OTHER, look="it sells something")
    said = [len(line) for line in body.split("\n") if len(line) >= LONG]
    page = weigh(document.root)[document.root]
    whole = max(1, page.prose + page.other + page.links)
    if page.links > A_SHOPS_LINKS * whole and len(PRICE.findall(document.root.text_content())) >= MANY_PRICES:
        return Refusal(PageKind.OTHER, look="it lists prices")
    if page.links > A_LISTS_LINKS * whole and _linked_headings(document) >= MANY_HEADINGS:
        return Refusal(PageKind.LISTING, look="its headings lead elsewhere")
    if page.links > MOST_LINKS * whole and sum(said) < MUCH_SAID:
        return Refusal(PageKind.LISTING, look="most of it are links")
    says_little = len(said) < MANY and sum(said) < ENOUGH_SAID and page.prose < MOST_PROSE * whole
    return Refusal(PageKind.LISTING, look="it says little in sentences") if says_little or not said else None


def _is_short_news(document: Document, item: ArticleItem) -> bool:
    """True for what says little, but under a headline of its own, with a date beside it: a release of a few lines."""
    if item.published is None or len((item.headline or "").split()) < HEADLINE_WORDS:
        return False
    page = weigh(document.root)[document.root]
    is_of_links = page.links > MOST_LINKS * max(1, page.prose + page.other + page.links)
    return len(item.body.split()) >= FEW_WORDS and not is_of_links and not _linked_headings(document)


def _linked_headings(document: Document) -> int:
    """To how many other pages headings lead, where most of the headings do; else 0."""
    headings = [el for tag in ("h2", "h3", "h4") for el in document.tags.get(tag, ()) if not is_foreign(el)]
    led_to = {href for heading in headings if (href := _own_link(heading)) and not href.startswith("#")}
    return len(led_to) if len(led_to) * 2 > len(headings) else 0
