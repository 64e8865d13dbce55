"""Blogger: by its feed, which holds every post and goes on by `start-index`, or by its sitemap."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from archive.outcomes import Lease
from archive.vocabulary import Look, UrlKind
from spiders.reading import Reading
from spiders.span import Span
from spiders.walk import WalkSpider
from spiders.ways import Way

FEED = "feeds/posts/default"
MOST, NEWEST = 150, 25  # entries a page: Blogger gives no more than 150


class BloggerSpider(WalkSpider):
    """The feed states how many posts there are; a page may hold fewer than were asked for, where they are long.

    Its own link to the next page names Blogger's host instead of the blog's, so the address is made here.
    """

    name = "blogger"
    ways: ClassVar = (
        Way("feed", UrlKind.FEED, (FEED,)),
        Way("sitemap", UrlKind.SITEMAP, ("sitemap.xml", "atom.xml")),
        Way("listing", UrlKind.LISTING, ("", "search?max-results=20")),
    )

    def door_groups(self, way: Way, walk: dict[str, Any]) -> list[list[str]]:
        """The feed has one address, whatever it was asked with at the last look."""
        if way.name == "feed":
            return [] if self._past(way, walk) else [[FEED]]
        return super().door_groups(way, walk)

    def address_of(self, way: Way, address: str, look: Look, span: Span) -> str:
        """Of the feed as many posts as it gives; fewer of the newest, and of a range its days alone."""
        if way.name != "feed":
            return address
        query = {"max-results": str(NEWEST if look is Look.RECENT else MOST)}
        if span.since:
            query["published-min"] = self._midnight(span.since, 0)
        if span.until:
            query["published-max"] = self._midnight(span.until, 1)
        return f"{address}?{urlencode(query)}"

    def _midnight(self, day: str, later: int) -> str:
        """The first moment of a day, or of one `later`, with its offset: `published-max` shuts out what it names."""
        moment = datetime.combine(date.fromisoformat(day), time(), ZoneInfo(self.source.time_zone))
        return (moment + timedelta(days=later)).isoformat()

    def pages_after(self, held: Lease, reading: Reading) -> list[str]:
        """The feed goes on where the entries of this page end, until their total is reached."""
        if held.kind is not UrlKind.FEED:
            return reading.following
        parts = urlsplit(held.url)
        query = dict(parse_qsl(parts.query))
        start = int(query.get("start-index", "1")) + reading.entries
        if not reading.entries or (reading.total is not None and start > reading.total):
            return []
        return [parts._replace(query=urlencode(query | {"start-index": str(start)})).geturl()]
