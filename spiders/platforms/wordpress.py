"""WordPress: by its REST interface where that is open, else by its sitemap, else by its archive pages."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from archive.outcomes import Discovery, Lease, Outcome
from archive.vocabulary import Fate, Reason, UrlKind
from spiders.reading import Reading
from spiders.site import SiteSpider, is_first_page

POSTS = "per_page=100&orderby=id&order=asc&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&page=1"
LISTINGS_FIRST = 100
PAST_THE_END = 400


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a WordPress site: the address that opens it, relative to the site's own."""

    name: str
    kind: UrlKind
    address: str


WAYS = (
    Way("rest", UrlKind.REST, f"wp-json/wp/v2/posts?{POSTS}"),
    Way("rest", UrlKind.REST, f"?rest_route=/wp/v2/posts&{POSTS}"),
    Way("sitemap", UrlKind.SITEMAP, "wp-sitemap.xml"),
    Way("sitemap", UrlKind.SITEMAP, "sitemap_index.xml"),
    Way("archive", UrlKind.LISTING, ""),
)
FINAL = frozenset({Reason.FORBIDDEN, Reason.ROBOTS})


class WordPressSpider(SiteSpider):
    """Tries the ways in order; a way that is closed opens the next, in the transaction that says so."""

    name = "wordpress"

    def seeds(self) -> list[Discovery]:
        """The best way in."""
        return [self._opening(0)]

    def _opening(self, number: int) -> Discovery:
        way = WAYS[number]
        url = urljoin(self.source.url, way.address)
        return Discovery(url, way.kind, priority=LISTINGS_FIRST, walk={"way": number, "first": True})

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
        outcome.settle(Fate.LISTING)
        outcome.fetch_pages = self.source.capture == "page"
        outcome.discovered = [
            *(self._listing(held, url) for url in [*reading.following, *_other_pages(held, reading)]),
            *(Discovery(url) for url in reading.links),
        ]

    def _listing(self, held: Lease, url: str) -> Discovery:
        return Discovery(url, held.kind, priority=LISTINGS_FIRST, walk={"way": held.walk.get("way", 0)})

    def closed_way(self, outcome: Outcome) -> None:
        """Open the next way when the address by which one is tried gave no listing."""
        held = outcome.lease
        if held.kind is UrlKind.REST and not is_first_page(held) and _is_past_the_end(outcome):
            outcome.settle(Fate.LISTING, None, "past the last page")
        if not is_first_page(held) or outcome.fate in {None, Fate.MOVED, Fate.LISTING}:
            return
        following = self._next_way(held, outcome.reason)
        if following is not None:
            outcome.discovered = [self._opening(following)]
            outcome.settle(Fate.REFUSED, Reason.WAY_CLOSED, outcome.detail or str(outcome.reason))

    def _next_way(self, held: Lease, reason: Reason | None) -> int | None:
        """The next way to try. Where the REST interface is forbidden, its other spelling is not tried."""
        number = int(held.walk["way"])
        rest = range(number + 1, len(WAYS))
        if reason in FINAL:
            rest_names = {WAYS[number].name}
            return next((n for n in rest if WAYS[n].name not in rest_names), None)
        return next(iter(rest), None)


def _other_pages(held: Lease, reading: Reading) -> list[str]:
    """The further pages of a REST list, known from its first."""
    if held.kind is not UrlKind.REST or not is_first_page(held):
        return []
    parts = urlsplit(held.url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "page"]
    return [
        urlunsplit(parts._replace(query=urlencode([*query, ("page", str(number))])))
        for number in range(2, (reading.total_pages or 1) + 1)
    ]


def _is_past_the_end(outcome: Outcome) -> bool:
    return outcome.exchange is not None and outcome.exchange.status == PAST_THE_END
