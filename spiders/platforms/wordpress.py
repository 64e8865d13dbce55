"""WordPress: by its REST interface where that is open, else by its sitemap, its feed, or its archive pages."""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from archive.outcomes import Discovery, Lease, Outcome
from archive.vocabulary import Fate, Look, Reason, UrlKind
from spiders.reading import Reading
from spiders.site import SiteSpider, is_first_page

EVERYTHING = "per_page=100&orderby=id&order=asc&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&page=1"
NEWEST = "per_page=20&orderby=modified&order=desc&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&page=1"
ADDRESSES = "per_page=100&orderby=id&order=asc&_fields=id%2Clink&page=1"
POSTS = {Look.RECENT: NEWEST, Look.SECOND: ADDRESSES}
LISTINGS_FIRST = 100
PAST_THE_END = 400
MONTH = re.compile(r"/(?:19|20)\d\d(?:/\d\d)?/?$|[?&]m=\d+$")
FINAL = frozenset({Reason.FORBIDDEN, Reason.ROBOTS})


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a WordPress site: the address that opens it, relative to the site's own."""

    name: str
    kind: UrlKind
    address: str


WAYS = (
    Way("rest", UrlKind.REST, "wp-json/wp/v2/posts?"),
    Way("rest-route", UrlKind.REST, "?rest_route=/wp/v2/posts&"),
    Way("sitemap", UrlKind.SITEMAP, "wp-sitemap.xml"),
    Way("sitemap-index", UrlKind.SITEMAP, "sitemap_index.xml"),
    Way("feed", UrlKind.FEED, "feed/"),
    Way("archive", UrlKind.LISTING, ""),
)
NUMBERS = {way.name: number for number, way in enumerate(WAYS)}


class WordPressSpider(SiteSpider):
    """Tries the ways in order; a way that is closed opens the next, in the transaction that says so."""

    name = "wordpress"

    def seeds(self, look: Look, way: str | None) -> list[Discovery]:
        """The best way in; for the recent, and for a second look, the one that was open last."""
        known = NUMBERS.get(way or "", 0) if look in {Look.RECENT, Look.SECOND} else 0
        return [self._opening(known, look, is_known=known > 0)]

    def _opening(self, number: int, look: Look, *, is_known: bool = False) -> Discovery:
        way = WAYS[number]
        address = way.address + (POSTS.get(look, EVERYTHING) if way.kind is UrlKind.REST else "")
        walk = {"way": number, "look": look, "first": True} | ({"known": True} if is_known else {})
        return Discovery(urljoin(self.source.url, address), way.kind, priority=LISTINGS_FIRST, walk=walk)

    def follow(self, outcome: Outcome, reading: Reading) -> None:
        """Go on from what was read: further listings, the pages that a listing names."""
        held = outcome.lease
        if held.kind is UrlKind.PAGE:
            return
        if reading.problem is not None:
            outcome.items = []
            outcome.settle(Fate.FAILED, Reason.UNREADABLE, reading.detail)
            self.closed_way(outcome)
            return
        outcome.settle(Fate.LISTING, None, reading.detail)
        outcome.fetch_pages = self.source.capture == "page"
        outcome.way = WAYS[held.walk["way"]].name if is_first_page(held) else None
        again = held.walk["look"] == Look.REFRESH and held.kind is not UrlKind.REST
        outcome.discovered = [
            *self._listings_after(held, reading),
            *(Discovery(url, again=again) for url in reading.links),
        ]

    def _listings_after(self, held: Lease, reading: Reading) -> list[Discovery]:
        """The further pages of a list: the parts of a sitemap, the next page of a paged list."""
        if held.kind is UrlKind.SITEMAP:
            return [self._listing(held, url) for url in reading.following]
        if held.kind is UrlKind.REST:
            return [self._listing(held, url) for url in _rest_pages(held, reading)]
        said = _digest(reading.links)
        if said == held.walk.get("said"):
            return []
        if held.kind is UrlKind.FEED:
            pages = [_with(held.url, "paged", _number(held, "paged") + 1)] if reading.links else []
        elif is_first_page(held) and not reading.following:
            return [self._listing(held, url, always=True) for url in _sections(held, reading)]
        else:
            pages = reading.following
        return [self._listing(held, url, said=said) for url in pages]

    def _listing(self, held: Lease, url: str, *, always: bool = False, **state: str) -> Discovery:
        walk = {"way": held.walk["way"], "look": held.walk["look"], **state}
        news = held.walk["look"] == Look.RECENT and held.kind is not UrlKind.SITEMAP and not always
        return Discovery(url, held.kind, priority=LISTINGS_FIRST, walk=walk, if_news=news)

    def closed_way(self, outcome: Outcome) -> None:
        """Open the next way when the address by which one is tried gave no listing."""
        held = outcome.lease
        if not is_first_page(held) and _is_past_the_end(outcome):
            outcome.settle(Fate.LISTING, None, "past the last page")
        if not is_first_page(held) or outcome.fate in {None, Fate.MOVED, Fate.LISTING}:
            return
        following = self._next_way(held, outcome.reason)
        if following is not None:
            outcome.discovered = [self._opening(following, Look(held.walk["look"]))]
            outcome.settle(Fate.REFUSED, Reason.WAY_CLOSED, outcome.detail or str(outcome.reason))

    def _next_way(self, held: Lease, reason: Reason | None) -> int | None:
        """The next way to try; all of them, where the one that was open last is closed now.

        Where the REST interface is forbidden, its other spelling is not tried.
        """
        if held.walk.get("known"):
            return 0
        number = int(held.walk["way"])
        rest = range(number + 1, len(WAYS))
        if reason in FINAL and WAYS[number].kind is UrlKind.REST:
            return next((n for n in rest if WAYS[n].kind is not UrlKind.REST), None)
        return next(iter(rest), None)


def _sections(held: Lease, reading: Reading) -> list[str]:
    """The lists that a front page without pages of its own links to; for what is recent only the newest month's."""
    months = [url for url in reading.sections if MONTH.search(url)]
    if held.walk["look"] != Look.RECENT:
        return reading.sections
    return [url for url in reading.sections if url not in months or url == max(months)]


def _rest_pages(held: Lease, reading: Reading) -> list[str]:
    """The further pages of a REST list: from the first all that it announces, from each other the one after it.

    Of the newest, which change while they are read, always the next page alone.
    """
    number, last = _number(held, "page"), reading.total_pages or 1
    if not is_first_page(held) or held.walk["look"] == Look.RECENT:
        last = min(last, number + 1)
    return [_with(held.url, "page", page) for page in range(number + 1, last + 1)]


def _number(held: Lease, name: str) -> int:
    value = dict(parse_qsl(urlsplit(held.url).query)).get(name, "1")
    return int(value) if value.isdecimal() else 1


def _with(url: str, name: str, number: int) -> str:
    """The same address with another number in its query."""
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != name]
    return urlunsplit(parts._replace(query=urlencode([*query, (name, str(number))])))


def _digest(links: list[str]) -> str:
    """Tells whether a page of a list says what the page before it said: some answer any number with the same."""
    return hashlib.blake2b("\n".join(links).encode(), digest_size=8).hexdigest()


def _is_past_the_end(outcome: Outcome) -> bool:
    held, exchange = outcome.lease, outcome.exchange
    if exchange is None:
        return False
    if held.kind is UrlKind.REST:
        return exchange.status == PAST_THE_END
    return held.kind in {UrlKind.FEED, UrlKind.LISTING} and outcome.fate is Fate.GONE
