"""Paged listings of a site: its home page and its sections, and whether a second page goes on from the first."""

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from archive.adoption.findings import OpenWay
from archive.vocabulary import UrlKind
from spiders.probing.survey import Survey
from spiders.reading import read
from spiders.reading.document import Document, ancestors, is_own, parse, text_in
from spiders.reading.reading import Reading

FEWEST = 3  # links that make a list
MOST_SECTIONS = 2  # that are asked
MOST_SECTIONS_ALONE = 4
SECTION = re.compile(
    r"/(category|kategori|rubrik|kanal|section|topik|berita|news|artikel|siaran-pers|terkini|terbaru|index-berita)(/[\w-]+){0,2}/?$"
    r"|[?&](view=category|layout=blog)\b",
    re.IGNORECASE,
)
INDEX = re.compile(r"/(indeks|index|arsip|archive)\b", re.IGNORECASE)  # of days, and no list that goes on
NEWS_WORDS = re.compile(r"berita|news|artikel|terkini|terbaru|siaran pers|daerah|kabar", re.IGNORECASE)
MENUS = re.compile(r"menu|nav|kanal|rubrik", re.IGNORECASE)
PAGED = re.compile(
    r"[?&](page|p|hal|halaman|paged|start|limitstart|offset|b_start:int|start-index)=\d+|/(page|halaman|hal)[/-]\d+"
)
TO_GUESS = ("page/2/", "?page=2")


async def find_listings(survey: Survey, name: str = "listing") -> OpenWay | None:
    """Look whether the home page goes on, else at its sections.

    Lists that the platform would not find on the home page by itself are noted for the source. Where nothing else is
    open, more sections are asked; one that goes on speaks for those with addresses of its form.
    """
    most = MOST_SECTIONS if survey.findings.ways else MOST_SECTIONS_ALONE
    sections = sections_of(survey.home, survey.source.hosts)
    found: list[str] = []
    way = None
    for url in [survey.page.url, *sections[:most]]:
        opened = await open_listing(survey, url, name) if url not in found else None
        if opened is None:
            continue
        way = way or opened
        found += [url, *(other for other in sections if _form(url) is not None and _form(other) == _form(url))]
        if url == survey.page.url or _form(url) is not None:
            break
    known = {survey.page.url, *read(UrlKind.LISTING, survey.page, survey.source).sections}
    survey.findings.listings = [] if known.issuperset(found) else list(dict.fromkeys(found))
    return way


async def open_listing(survey: Survey, url: str, name: str) -> OpenWay | None:
    """Look at a list, and at the page that follows it: the way is open where that one names others."""
    first = await _listing(survey, url)
    if first is None or len(first[0].links) < FEWEST:
        return None
    reading, document = first
    for following in _next_pages(url, reading, document):
        second = await _listing(survey, following)
        if second is not None and len(set(second[0].links) - set(reading.links)) >= FEWEST:
            evidence = f"its list at {url} has {len(reading.links)} entries, and goes on at {following}"
            return survey.open(OpenWay(name, url, evidence, None), reading.links)
    return None


def find_front_page(survey: Survey, name: str = "listing") -> OpenWay | None:
    """The home page as a list that does not go on, or that leads to sections only: the last way in."""
    reading = read(UrlKind.LISTING, survey.page, survey.source)
    if not reading.links and not reading.sections:
        return None
    named = f"{len(reading.links)} entries and {len(reading.sections)} sections"
    evidence = f"its home page names {named}, and no page that goes on was found"
    return survey.open(OpenWay(name, survey.page.url, evidence), reading.links)


async def _listing(survey: Survey, url: str) -> tuple[Reading, Document] | None:
    found = await survey.read(UrlKind.LISTING, url)
    document = parse(found[1]) if found is not None else None
    return (found[0], document) if found is not None and document is not None else None


def _next_pages(url: str, reading: Reading, document: Document) -> list[str]:
    """Where the list goes on: what its links say, else what is usual, which is tried at the home page alone."""
    linked = [found for a in document.tags.get("a", ()) if (found := document.absolute(a.get("href") or ""))]
    numbered = [found for found in linked if PAGED.search(found) and _stem(found) == _stem(url)]
    said = list(dict.fromkeys([*reading.following, *numbered]))
    is_home = urlsplit(url).path in {"", "/"}
    return said[:1] or ([urljoin(url, address) for address in TO_GUESS] if is_home else [])


def _stem(url: str) -> str:
    """An address without what numbers its page."""
    return PAGED.sub("", url).rstrip("/?&")


def sections_of(home: Document, hosts: frozenset[str]) -> list[str]:
    """The sections that a home page links to, those whose words are about news first."""
    found: dict[str, bool] = {}
    for link in home.tags.get("a", ()):
        url = home.absolute(link.get("href") or "")
        if not url or not is_own(url, hosts) or PAGED.search(url) or INDEX.search(url):
            continue
        if SECTION.search(url) or (_is_in_menu(link) and _is_short(url)):
            found.setdefault(url, bool(NEWS_WORDS.search(f"{text_in(link)} {url}")))
    return sorted(found, key=lambda url: not found[url])


def _is_in_menu(link: HtmlElement) -> bool:
    return any(
        up.tag == "nav" or MENUS.search(f"{up.get('class') or ''} {up.get('id') or ''}") for up in ancestors(link)
    )


def _is_short(url: str) -> bool:
    parts = [part for part in urlsplit(url).path.split("/") if part]
    return len(parts) == 1 and parts[0].count("-") < FEWEST and "." not in parts[0]


def _form(url: str) -> tuple[str, ...] | None:
    """What the addresses of a site's sections share; None for one whose address shows nothing of the kind."""
    parts = urlsplit(url)
    names = [part for part in parts.path.split("/") if part]
    keys = sorted(re.findall(r"(?:^|&)([\w:]+)=", parts.query))
    return (*names[:-1], str(len(names)), *keys) if len(names) > 1 or keys else None
