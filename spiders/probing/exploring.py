"""Exploring a site: what runs it, then every way in that its platform can have, best first."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

from archive.adoption.findings import OpenWay
from archive.vocabulary import UrlKind
from spiders.probing.feeds import find_feeds, open_feed
from spiders.probing.index_pages import find_index
from spiders.probing.listings import find_front_page, find_listings, open_listing
from spiders.probing.signs import platform_of, signs_of
from spiders.probing.sitemaps import find_sitemaps, open_robots_sitemap, open_sitemap
from spiders.probing.survey import Survey
from spiders.probing.wordpress_rest import open_rest
from spiders.reading.portrait import language_of, name_of
from spiders.reading.shell import is_for_scripts

# the ways of each platform beside WordPress's REST interface: name, kind, address; best first
WAYS: dict[str, tuple[tuple[str, UrlKind, str], ...]] = {
    "wordpress": (
        ("sitemap", UrlKind.SITEMAP, "wp-sitemap.xml"),
        ("sitemap-index", UrlKind.SITEMAP, "sitemap_index.xml"),
        ("feed", UrlKind.FEED, "feed/"),
        ("archive", UrlKind.LISTING, ""),
    ),
    "joomla": (
        ("sitemap", UrlKind.SITEMAP, "sitemap.xml"),
        ("listing", UrlKind.LISTING, ""),
        ("feed", UrlKind.FEED, "?format=feed&type=rss"),
    ),
    "blogger": (("feed", UrlKind.FEED, "feeds/posts/default"), ("sitemap", UrlKind.SITEMAP, "sitemap.xml")),
    "ghost": (
        ("sitemap", UrlKind.SITEMAP, "sitemap.xml"),
        ("feed", UrlKind.FEED, "rss/"),
        ("listing", UrlKind.LISTING, ""),
    ),
    "drupal": (
        ("sitemap", UrlKind.SITEMAP, "sitemap.xml"),
        ("listing", UrlKind.LISTING, "node"),
        ("feed", UrlKind.FEED, "rss.xml"),
    ),
    "plone": (
        ("sitemap", UrlKind.SITEMAP, "sitemap.xml.gz"),
        ("listing", UrlKind.LISTING, ""),
        ("feed", UrlKind.FEED, "RSS"),
    ),
}
UNKNOWN, SITE = "unknown", "site"
SITE_ORDER = ("sitemap", "index", "listing", "feed")
FINDS_ITS_LISTINGS = frozenset({"wordpress", "ghost", "blogger"})
STALE = timedelta(days=60)
SAMPLES = 5
FRESHEST = ("feed", "rest", "rest-route", "index", "listing", "archive", "sitemap", "sitemap-index")
WORDS_OF_A_SLUG = 3


async def explore(survey: Survey) -> AsyncIterator[str]:
    """Fill the survey's findings; yields in words what is done next."""
    findings = survey.findings
    findings.title, findings.language = name_of(survey.home), language_of(survey.home)
    signs = signs_of(survey.home, survey.headers, survey.source.hosts)
    known = survey.source.platform
    findings.platform = platform_of(signs) if known == UNKNOWN else known
    findings.evidence += [sign.evidence for sign in signs]
    if is_for_scripts(survey.home, survey.source.hosts):
        findings.evidence.append("its home page is empty until its scripts have run, and Arsip runs none")
    if findings.platform in {None, "wordpress"}:
        yield "asking for a REST interface"
        await open_rest(survey, both=findings.platform is not None)
    if findings.platform in WAYS:
        yield f"asking for the ways into a {findings.platform} site"
        await _ask_platform(survey, findings.platform)
    if not findings.ways or findings.platform not in WAYS:
        async for words in _ask_any(survey):
            yield words
    if findings.platform in FINDS_ITS_LISTINGS:
        findings.listings = []
    findings.order = order_of(findings.ways)


async def _ask_platform(survey: Survey, platform: str) -> None:
    for name, kind, address in WAYS[platform]:
        url = survey.address(address)
        if kind is UrlKind.SITEMAP and not _has_sitemap(survey):
            await open_sitemap(survey, url, name)
        elif kind is UrlKind.FEED:
            await open_feed(survey, url, name)
        elif kind is UrlKind.LISTING:
            _ = await open_listing(survey, url, name) if address else await find_listings(survey, name)
    if not _has_sitemap(survey) and survey.robots_sitemaps:
        await open_robots_sitemap(survey, is_known=platform != "wordpress")
    if platform == "wordpress" and not survey.findings.ways:
        find_front_page(survey, "archive")
    names = ["rest", "rest-route", *(name for name, _, _ in WAYS[platform])]
    survey.findings.ways.sort(key=lambda way: names.index(way.name))


def _has_sitemap(survey: Survey) -> bool:
    return any(way.name.startswith("sitemap") for way in survey.findings.ways)


async def _ask_any(survey: Survey) -> AsyncIterator[str]:
    """Look for whatever a site of no known platform may offer."""
    findings = survey.findings
    if findings.platform in WAYS:
        findings.evidence.append(f"none of the ways into a {findings.platform} site is open: taken as any other site")
    findings.platform = SITE
    yield "looking for feeds"
    await find_feeds(survey)
    yield "looking for sitemaps"
    await find_sitemaps(survey)
    yield "looking for dated index pages"
    await find_index(survey)
    yield "looking for lists that go on"
    await find_listings(survey)
    if not findings.ways:
        find_front_page(survey)
    findings.ways.sort(key=lambda way: SITE_ORDER.index(way.name))


def order_of(ways: list[OpenWay]) -> list[str]:
    """The names of the open ways with those last that are not kept up; empty where the order is right as it is."""
    newest = max((way.newest for way in ways if way.newest), default=None)
    most = max((way.count or 0 for way in ways if way.name == "feed"), default=0)
    lagging = [way for way in ways if _is_stale(way, newest) or _is_poor(way, most)]
    names = list(dict.fromkeys(way.name for way in ways))
    late = [name for name in names if any(way.name == name for way in lagging)]
    ordered = [name for name in names if name not in late] + late
    return ordered if ordered != names else []


def _is_stale(way: OpenWay, newest: str | None) -> bool:
    if way.newest is None or newest is None:
        return False
    return date.fromisoformat(newest) - date.fromisoformat(way.newest) > STALE


def _is_poor(way: OpenWay, entries_of_feed: int) -> bool:
    """True for a sitemap that names less than the feed has: one of a few pages that somebody wrote by hand."""
    return way.name == "sitemap" and way.count is not None and way.count < entries_of_feed


def samples_of(survey: Survey) -> list[str]:
    """Addresses that most likely are articles, at most five: of the freshest way that has any."""
    for name in FRESHEST:
        links = survey.articles.get(name, [])
        if links:
            return sorted(links, key=lambda url: not _is_like_an_article(url))[:SAMPLES]
    return []


def _is_like_an_article(url: str) -> bool:
    last = url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return last.count("-") >= WORDS_OF_A_SLUG or any(
        sign.isdigit() for sign in url.partition("://")[2].partition("/")[2]
    )
