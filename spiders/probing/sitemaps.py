"""The sitemaps of a site: those in its robots.txt, and those at well-known addresses; gzip files and indexes too."""

import re
from dataclasses import dataclass

from archive.adoption.findings import OpenWay
from archive.vocabulary import UrlKind
from spiders.probing.feeds import of_day
from spiders.probing.survey import Survey

KNOWN_TO_SITE = ("sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz")
WELL_KNOWN = (*KNOWN_TO_SITE, "news-sitemap.xml", "sitemap-news.xml")
MOST_ASKED = 4
MOST_LEVELS = 3
OF_POSTS = re.compile(r"post|article|artikel|berita|news|content|konten|\d{4}", re.IGNORECASE)
NEWS_ONLY = "the last days only"


@dataclass(frozen=True, slots=True)
class _Map:
    url: str
    links: list[str]
    children: list[str]
    newest: str | None
    is_news: bool


async def open_sitemap(survey: Survey, url: str, name: str = "sitemap") -> OpenWay | None:
    """Look at a sitemap; of an index, at the one of its children that most likely names posts."""
    top = await _look(survey, url)
    if top is None or not (top.links or top.children):
        return None
    last = top
    for _ in range(MOST_LEVELS - 1):
        child = await _look(survey, _likeliest(last.children)) if last.children else None
        if child is None:
            break
        last = child
    count = len(last.links) if last is top else None
    way = OpenWay(name, top.url, _sentence(top, last), count, last.newest or top.newest)
    return survey.open(way, last.links)


async def _look(survey: Survey, url: str) -> _Map | None:
    found = await survey.read(UrlKind.SITEMAP, url)
    if found is None:
        return None
    reading, page = found
    return _Map(page.url, reading.links, reading.following, survey.newest(reading), reading.newest_only)


def _likeliest(children: list[str]) -> str:
    """The child that most likely names posts: by its name, the last of them (the newest, where they are numbered)."""
    named = [url for url in children if OF_POSTS.search(url.rpartition("/")[2])]
    return (named or children)[-1]


def _sentence(top: _Map, last: _Map) -> str:
    sort = f"news sitemap ({NEWS_ONLY})" if top.is_news else "sitemap"
    if last is top:
        names = (
            f"{len(top.children):,} sitemaps, of which none answers"
            if top.children
            else f"{len(top.links):,} addresses"
        )
        return f"its {sort} at {top.url} names {names}{of_day(top.newest)}"
    said = f"{len(last.links):,} addresses{of_day(last.newest)}"
    return f"its {sort} at {top.url} names {len(top.children):,} sitemaps; {last.url} among them has {said}"


async def open_robots_sitemap(survey: Survey, *, is_known: bool) -> OpenWay | None:
    """The first open sitemap of those in robots.txt; noted for the source, unless it `is_known` to its platform."""
    for url in survey.robots_sitemaps[:MOST_ASKED]:
        if (way := await open_sitemap(survey, url)) is not None:
            survey.findings.sitemaps = [] if is_known else [url]
            return way
    return None


async def find_sitemaps(survey: Survey) -> None:
    """Look for sitemaps until one names addresses; one of news alone is noted, and the look goes on.

    They are noted for the source where its platform would not find all of them by itself.
    """
    usual = [survey.address(address) for address in WELL_KNOWN]
    named = list(survey.robots_sitemaps)
    found: list[str] = []
    for url in list(dict.fromkeys([*named[:3], *usual]))[:MOST_ASKED]:
        way = await open_sitemap(survey, url)
        if way is not None:
            found.append(url)
        if way is not None and NEWS_ONLY not in way.evidence:
            break
    known = {*named, *usual[: len(KNOWN_TO_SITE)]}
    survey.findings.sitemaps = found if len(found) > 1 or not known.issuperset(found) else []
