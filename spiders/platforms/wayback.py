"""The Wayback Machine, or a web archive that answers like it: what it captured of a site that is gone, moved or closed.

The site itself is never asked. The index says which pages were captured when; each is asked for as it was captured, and
kept under its own address and time.
"""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from scrapy.http import Response

from archive.outcomes import Discovery, Lease, Outcome, Validators
from archive.urls import canonical_url, plain_host
from archive.vocabulary import Fate, Look, Reason, UrlKind
from archive.warc.foreign_warcs import LARGEST
from spiders.captured_page import page_of
from spiders.reading import Reading
from spiders.replay import GZIP, original_of, replayed
from spiders.site import SiteSpider
from spiders.visit import headers_of

WAY = "wayback"
ROWS = 5000
LISTINGS_FIRST = 100
OVERLAP = timedelta(days=60)  # a capture may enter the index long after it was made
NEWEST = "99991231235959"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
QUERY = (
    *(("output", "json"), ("fl", "timestamp,original,mimetype,statuscode,digest")),
    *(("filter", "statuscode:200"), ("filter", "mimetype:text/html"), ("collapse", "digest")),
    *(("showResumeKey", "true"), ("limit", str(ROWS))),
)


class WaybackSpider(SiteSpider):
    """Asks the index for each host of the source, then for the captures that it names."""

    name = "wayback"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._base = self.source.wayback.rstrip("/") + "/"
        self._newest: str | None = None

    async def open(self) -> list[str]:
        """Look up what is known, then begin."""
        self._newest = self.desk.newest_memento()
        return await super().open()

    def address_asked(self, lease: Lease) -> str:
        """A page is asked for as the web archive replays it; the index under its own address."""
        if lease.kind is not UrlKind.PAGE:
            return lease.url
        moment, original = lease.walk.get("memento", NEWEST), lease.walk.get("original", lease.url)
        return f"{self._base}web/{moment}id_/{original}"

    def seeds(self, look: Look, _way: str | None) -> list[Discovery]:
        """The index of each address that the source has and had; for the recent from a while before the newest on.

        It is a list that nothing vanishes from while it is read: there is no second look.
        """
        if look is Look.SECOND:
            return []
        since = self._since() if look is Look.RECENT else None
        walk = {"way": WAY, "look": look, "first": True}
        queries = dict.fromkeys(self._query(url, since) for url in (self.source.url, *self.source.former))
        return [Discovery(query, UrlKind.CDX, priority=LISTINGS_FIRST, walk=walk) for query in queries]

    def _since(self) -> str | None:
        if self._newest is None:
            return None
        return f"{datetime.strptime(self._newest, '%Y%m%d%H%M%S') - OVERLAP:%Y%m%d}"  # noqa: DTZ007 only the day is used

    def _query(self, url: str, since: str | None) -> str:
        path = urlsplit(url).path.rstrip("/")
        scope = [("url", plain_host(url) + path), ("matchType", "prefix" if path else "host")]
        return urljoin(
            self._base, f"cdx/search/cdx?{urlencode([*scope, *QUERY, *([('from', since)] if since else [])])}"
        )

    async def _read_into(self, outcome: Outcome, response: Response) -> None:
        """Read a replay as the page that it is of; whatever else the web archive answers, as of any site."""
        if outcome.lease.kind is UrlKind.PAGE and response.status in REDIRECTS:
            self._follow_redirect(outcome, headers_of(response)["location"])
            return
        if outcome.lease.kind is UrlKind.PAGE and response.status == HTTPStatus.OK and outcome.exchange is not None:
            asked = replayed(outcome.exchange.url) or (outcome.lease.walk.get("memento", NEWEST), outcome.lease.url)
            outcome.exchange = original_of(outcome.exchange, asked[1], asked[0])
            kind = outcome.exchange.content_type or "text/html"
            response = response.replace(url=outcome.lease.url, headers={"Content-Type": kind})
            if response.body.startswith(GZIP):
                response = response.replace(body=page_of(outcome.exchange, LARGEST).body)
        await super()._read_into(outcome, response)
        if outcome.lease.kind is UrlKind.PAGE:
            outcome.validators = Validators()  # they are of one capture, and the next question is about another

    def _take(self, outcome: Outcome, reading: Reading, status: int) -> None:
        """A challenge that the site once put before the web archive keeps nobody out today."""
        if reading.gatekeeper is not None and outcome.captured_by_others is not None:
            outcome.settle(Fate.REFUSED, Reason.NOT_AN_ARTICLE, f"a challenge was captured ({reading.gatekeeper})")
            return
        super()._take(outcome, reading, status)

    def _follow_redirect(self, outcome: Outcome, target: str) -> None:
        """The web archive has the page at another moment, or the site sent on to another page then."""
        memento = replayed(target)
        if memento is not None and canonical_url(memento[1]) == canonical_url(outcome.lease.url):
            outcome.discovered = [Discovery(outcome.lease.url, mementos=(memento,))]
            outcome.settle(Fate.GONE, Reason.NOT_FOUND, f"the web archive has it of {memento[0]}")
        else:
            outcome.settle(Fate.REFUSED, Reason.NOT_AN_ARTICLE, f"it sent on to {target}"[:300])

    def follow(self, outcome: Outcome, reading: Reading) -> None:
        """Note what the index names, and ask for its next page."""
        held = outcome.lease
        if held.kind is not UrlKind.CDX:
            return
        if reading.problem is not None:
            outcome.settle(Fate.FAILED, Reason.UNREADABLE, reading.detail)
            return
        outcome.settle(Fate.LISTING, None, f"{reading.entries} captures")
        outcome.way = WAY
        walk = {"way": WAY, "look": held.walk["look"]}
        outcome.discovered = [
            *(Discovery(url, UrlKind.CDX, priority=LISTINGS_FIRST, walk=walk) for url in reading.following),
            *(
                Discovery(url, mementos=tuple((moment, url) for moment in moments))
                for url, moments in reading.mementos.items()
            ),
        ]
