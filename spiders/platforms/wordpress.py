"""WordPress: by its REST interface where that is open, else by its sitemap, its feed, or its archive pages."""

import re
from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from archive.outcomes import Discovery, Lease, Outcome
from archive.vocabulary import Look, Reason, UrlKind
from spiders.reading import Reading
from spiders.site import is_first_page
from spiders.span import Span
from spiders.walk import WalkSpider
from spiders.ways import Way

EVERYTHING = "per_page=100&orderby=id&order=asc&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&page=1"
NEWEST = "per_page=20&orderby=modified&order=desc&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&page=1"
ADDRESSES = "per_page=100&orderby=id&order=asc&_fields=id%2Clink&page=1"
POSTS = {Look.RECENT: NEWEST, Look.SECOND: ADDRESSES}
PAST_THE_END = 400
MONTH = re.compile(r"/(?:19|20)\d\d(?:/\d\d)?/?$|[?&]m=\d+$")
FINAL = frozenset({Reason.FORBIDDEN, Reason.ROBOTS, Reason.CHALLENGE})


class WordPressSpider(WalkSpider):
    """Asks for posts a hundred at a time; where that is closed, for addresses."""

    name = "wordpress"
    ways: ClassVar = (
        Way("rest", UrlKind.REST, ("wp-json/wp/v2/posts?",)),
        Way("rest-route", UrlKind.REST, ("?rest_route=/wp/v2/posts&",)),
        Way("sitemap", UrlKind.SITEMAP, ("wp-sitemap.xml",)),
        Way("sitemap-index", UrlKind.SITEMAP, ("sitemap_index.xml",)),
        Way("feed", UrlKind.FEED, ("feed/",)),
        Way("archive", UrlKind.LISTING, ("",)),
    )

    def address_of(self, way: Way, address: str, look: Look, span: Span) -> str:
        """Of the REST interface what the look needs: everything, the newest changes, addresses alone, or some days."""
        if way.kind is not UrlKind.REST:
            return address
        return address + POSTS.get(look, EVERYTHING) + _between(span)

    def pages_after(self, held: Lease, reading: Reading) -> list[str]:
        """The further pages of REST lists and feeds by their number; the others name theirs."""
        if held.kind is UrlKind.REST:
            return _rest_pages(held, reading)
        if held.kind is UrlKind.FEED:
            return [_with(held.url, "paged", _number(held, "paged") + 1)] if reading.links else []
        return reading.following

    def listings_after(self, held: Lease, reading: Reading) -> list[Discovery]:
        """A front page without pages of its own leads to lists by month and section."""
        if held.kind is UrlKind.LISTING and is_first_page(held) and not reading.following:
            return [self.listing(held, url, always=True) for url in _sections(held, reading)]
        return super().listings_after(held, reading)

    def is_past_the_end(self, outcome: Outcome) -> bool:
        """REST answers HTTP 400 past its last page."""
        if outcome.lease.kind is UrlKind.REST:
            return outcome.exchange is not None and outcome.exchange.status == PAST_THE_END
        return super().is_past_the_end(outcome)

    def may_try(self, way: Way, closed: Way | None, reason: Reason | None) -> bool:
        """Where the REST interface is forbidden, its other spelling is not tried."""
        return not (reason in FINAL and closed is not None and closed.kind is way.kind is UrlKind.REST)


def _between(span: Span) -> str:
    """What asks the REST interface for the posts of a span; its `after` and `before` shut out the moments they name."""
    after = f"&after={_day(span.since, -1)}T23:59:59" if span.since else ""
    return after + (f"&before={_day(span.until, 1)}T00:00:00" if span.until else "")


def _day(day: str, later: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=later)).isoformat()


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
