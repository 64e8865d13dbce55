"""Scope: which addresses of a site are worth a visit, and under which spelling.

Sites have more addresses than pages: mirrors, print views, sessions, sort orders, calendars without an end. What is
certain from the address alone is decided here; what has to be learned from the answers, in `archive.crawling.patterns`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from archive.crawling.patterns import GAMBLING, shape_of
from archive.outcomes import Discovery
from archive.sources import Source, hosts_of
from archive.urls import AMP_VIEW, TRACKING, plain_host
from archive.vocabulary import Reason, UrlKind
from archive.wording.spam import is_suspect

SESSION = re.compile(
    r"^(phpsessid|jsessionid|aspsessionid\w*|osc?sid|zenid|cftoken|cfid|session_?id|s)$", re.IGNORECASE
)
SESSION_VALUE = re.compile(r"[0-9a-f]{16,}|[0-9a-z]{24,}", re.IGNORECASE)
SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
VIEWS = {"print": None, "printable": None, "tmpl": "component", "format": "pdf", "layout": "print", "view": "print"}
FILES = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|ico|bmp|tiff?|mp[34]|m4[av]|avi|mov|wm[av]|webm|flv|ogg|wav|pdf|docx?|xlsx?|pptx?|odt|ods"
    r"|rtf|zip|rar|7z|gz|tgz|exe|apk|css|js|woff2?|ttf|eot|xml|rss|atom|json)$",
    re.IGNORECASE,
)
NO_PAGES = re.compile(
    r"/(wp-login\.php|wp-admin|wp-json|xmlrpc\.php|feed|rss|trackback|cdn-cgi|cart|keranjang|checkout|login|logout|signin"
    r"|signup|register|daftar|search|cari|pencarian|print|cetak|share|email|mailto:[^/]*)(/|$)",
    re.IGNORECASE,
)
ORDERS = frozenset(
    {"sort", "sortby", "order", "orderby", "order_by", "dir", "direction", "filter", "perpage", "per_page", "display"}
)
SEARCHES = frozenset({"s", "q", "search", "cari", "keyword", "kata_kunci", "query"})
YEAR = re.compile(r"(?:^|[/=_-])((?:1[0-9]|2[0-9])\d\d)(?=$|[/&_-])")
CALENDAR = re.compile(
    r"calendar|kalender|events?|agenda|jadwal|(^|[?&])(month|bulan|tahun|year|ical|tribe-bar-date)=", re.IGNORECASE
)
DATED_PATH = re.compile(r"/([12]\d\d\d)/(?:0[1-9]|1[0-2])(?=/|$)")
FIRST_YEAR = 1990
LAST = -500  # of what is fetched when nothing else is left
LONGEST = 1000
DEEPEST = 12
MOST_PARAMETERS = 6
MOST_REPEATS = 3


def in_scope(source: Source, discoveries: Iterable[Discovery], by: UrlKind, today: date) -> Iterator[Discovery]:
    """The discoveries of an answer of the kind `by`, as this source spells them.

    Those that get no visit carry the reason; those of which there may be no end carry the pattern of their address.
    What is no http address is left out.
    """
    hosts, main = source.hosts, hosts_of(source.url)
    for discovery in discoveries:
        try:
            url = _spelled(source, discovery.url, hosts, main)
            reason = refusal(source, url, discovery.kind, today)
        except ValueError:
            continue
        changes = _pattern(url, discovery, by)
        if url != discovery.url or reason is not None or changes:
            yield replace(discovery, url=url, refused=reason, **changes)
        else:
            yield discovery


def _pattern(url: str, discovery: Discovery, by: UrlKind) -> dict[str, Any]:
    """The pattern whose budget the address is fetched on: of what a page lists, and of what looks like spam."""
    if discovery.kind is UrlKind.PAGE and is_suspect(unquote(urlsplit(url).path)):
        return {"pattern": GAMBLING, "priority": min(discovery.priority, LAST)}
    if by is UrlKind.LISTING and discovery.kind in {UrlKind.PAGE, UrlKind.LISTING}:
        return {"pattern": shape_of(url)}
    return {}


def spelled(source: Source, url: str) -> str:
    """The address as the source itself spells it.

    On the source's main host whichever mirror (`m.`, `amp.`, `www.`) it was seen on, with its scheme; without session,
    tracking, and what asks for a print or AMP view of the same page. An address of another host stays as it is.
    """
    return _spelled(source, url, source.hosts, hosts_of(source.url))


def _spelled(source: Source, url: str, hosts: frozenset[str], main: frozenset[str]) -> str:
    host = plain_host(url)
    if host not in hosts:
        return url
    parts = urlsplit(url.strip())
    home = urlsplit(source.url)
    scheme, netloc = (home.scheme, home.netloc) if host in main else (parts.scheme, parts.netloc)
    path = _without_view(SESSION_IN_PATH.sub("", parts.path)) if parts.path else "/"
    return urlunsplit((scheme, netloc, path, _clean_query(parts.query), ""))


def _without_view(path: str) -> str:
    """The path of the page itself, where this is that of its AMP view."""
    return AMP_VIEW.sub("/" if path.rstrip("/").endswith("/amp") else "", path)


def _clean_query(query: str) -> str:
    """The query without its noise; as it was written where it has none."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if not _is_noise(key, value)]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _is_noise(key: str, value: str) -> bool:
    name = key.lower()
    if TRACKING.match(key) or (name in VIEWS and VIEWS[name] in {None, value.lower()}):
        return True
    return bool(SESSION.match(name) and (name != "s" or SESSION_VALUE.fullmatch(value)))


def refusal(source: Source, url: str, kind: UrlKind, today: date) -> tuple[Reason, str] | None:
    """Why the address gets no visit; None when it may be fetched. Lists are narrowed by traps alone, not by `only`."""
    if kind in {UrlKind.PAGE, UrlKind.LISTING} and (trap := trap_in(url, today)) is not None:
        return Reason.TRAP, trap
    return _no_article(source, url) if kind is UrlKind.PAGE else None


def _no_article(source: Source, url: str) -> tuple[Reason, str] | None:
    """Why the address can hold no article of this source."""
    parts = urlsplit(url)
    if FILES.search(parts.path):
        return Reason.NOT_TEXT, "a file, by its name"
    if NO_PAGES.search(parts.path) or SEARCHES & {key.lower() for key, _ in parse_qsl(parts.query)}:
        return Reason.NOT_AN_ARTICLE, "a form, a search or another view, by its address"
    return None if fits(source, url) else (Reason.OUT_OF_SCOPE, f"fits none of {', '.join(source.only)}")


def fits(source: Source, url: str) -> bool:
    """True when the path (with query) of an address fits one of the source's `only`, or when there are none."""
    if not source.only:
        return True
    parts = urlsplit(url)
    place = parts.path + (f"?{parts.query}" if parts.query else "")
    return any(fnmatchcase(place, pattern) for pattern in source.only)


def trap_in(url: str, today: date) -> str | None:
    """What makes an address one of endlessly many; None when nothing does."""
    parts = urlsplit(url)
    names = [name for name in parts.path.split("/") if name]
    keys = [key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)]
    signs = (
        (len(url) > LONGEST, f"longer than {LONGEST} characters"),
        (len(names) > DEEPEST, f"deeper than {DEEPEST} folders"),
        (any(names.count(name) >= MOST_REPEATS for name in names if not name.isdecimal()), "its path repeats itself"),
        (len(keys) > MOST_PARAMETERS or len(keys) != len(set(keys)), "it has too many parameters"),
        (bool(ORDERS & {key.partition("[")[0] for key in keys}), "another order of the same list"),
        (_is_far_calendar(parts.path, parts.query, today), "a calendar outside of the years that news are from"),
    )
    return next((words for is_trap, words in signs if is_trap), None)


def _is_far_calendar(path: str, query: str, today: date) -> bool:
    place = f"{path}?{query}"
    years = YEAR.findall(place) if CALENDAR.search(place) else DATED_PATH.findall(path)
    return any(not FIRST_YEAR <= int(year) <= today.year + 1 for year in years)
