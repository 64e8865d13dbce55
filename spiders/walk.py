"""Walking a site: the ways into it, tried in order, and what follows from each list that a way leads through."""

import hashlib
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urljoin

from archive.outcomes import Discovery, Lease, Outcome
from archive.vocabulary import Fate, Look, Reason, UrlKind
from spiders.home import look_at_home
from spiders.reading import Reading
from spiders.site import SiteSpider, is_first_page

LISTINGS_FIRST = 100
ONE_PAGE_AFTER_ANOTHER = frozenset({UrlKind.FEED, UrlKind.LISTING})


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a site: its name, what answers there, and the address that opens it, relative to the site's own."""

    name: str
    kind: UrlKind
    address: str


class WalkSpider(SiteSpider):
    """Tries the ways in order; a way that is closed opens the next, in the transaction that says so.

    A platform states its `ways`, and says by `address_of` and `pages_after` what is special in its addresses.
    """

    ways: ClassVar[tuple[Way, ...]] = ()

    async def open(self) -> list[str]:
        """Open the desk, and look at the home page first, once a day, for whose site it is."""
        self.desk.is_held = True
        notes = await super().open()
        try:
            if self.desk.owner_is_due():
                await look_at_home(self)
        finally:
            self.desk.is_held = False
        return notes

    def way_named(self, name: str | None) -> Way | None:
        """The way of that name, where the platform has it."""
        return next((way for way in self.ways if way.name == name), None)

    def address_of(self, way: Way, _look: Look) -> str:
        """The address that opens a way for a look, relative to the site's own."""
        return way.address

    def pages_after(self, _held: Lease, reading: Reading) -> list[str]:
        """The further pages of a list, as the page itself names them."""
        return reading.following

    def seeds(self, look: Look, way: str | None) -> list[Discovery]:
        """The best way in; for the recent, and for a second look, the one that was open last."""
        known = self.way_named(way) if look in {Look.RECENT, Look.SECOND} else None
        is_known = known is not None and known is not self.ways[0]
        return [self._opening(known or self.ways[0], look, is_known=is_known)]

    def _opening(self, way: Way, look: Look, *, is_known: bool = False) -> Discovery:
        walk = {"way": way.name, "look": look, "first": True} | ({"known": True} if is_known else {})
        address = urljoin(self.source.url, self.address_of(way, look))
        return Discovery(address, way.kind, priority=LISTINGS_FIRST, walk=walk)

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
        outcome.holds = reading.holds
        outcome.fetch_pages = self.source.capture == "page"
        outcome.way = held.walk["way"] if is_first_page(held) else None
        again = held.walk["look"] == Look.REFRESH and held.kind is not UrlKind.REST
        outcome.discovered = [
            *self.listings_after(held, reading),
            *(Discovery(url, again=again) for url in reading.links),
        ]

    def listings_after(self, held: Lease, reading: Reading) -> list[Discovery]:
        """The further pages of a list; of one that is read page after page, none once a page says what the last did."""
        if held.kind not in ONE_PAGE_AFTER_ANOTHER:
            return [self.listing(held, url) for url in self.pages_after(held, reading)]
        said = _digest(reading.links)
        if said == held.walk.get("said"):
            return []
        return [self.listing(held, url, said=said) for url in self.pages_after(held, reading)]

    def listing(self, held: Lease, url: str, *, always: bool = False, **state: str) -> Discovery:
        """A further page of the list that `held` belongs to.

        Of the newest, the next page is asked for only when this one has news, unless it is `always` to be.
        """
        walk = {"way": held.walk["way"], "look": held.walk["look"], **state}
        news = held.walk["look"] == Look.RECENT and held.kind is not UrlKind.SITEMAP and not always
        onward = held.kind in ONE_PAGE_AFTER_ANOTHER and not always
        return Discovery(url, held.kind, priority=LISTINGS_FIRST, walk=walk, if_news=news, continues=onward)

    def is_past_the_end(self, outcome: Outcome) -> bool:
        """True for the answer that says that there are no further pages."""
        return outcome.lease.kind in ONE_PAGE_AFTER_ANOTHER and outcome.fate is Fate.GONE

    def closed_way(self, outcome: Outcome) -> None:
        """Open the next way when the address by which one is tried gave no listing."""
        held = outcome.lease
        if held.kind is UrlKind.PAGE:
            return
        if not is_first_page(held) and self.is_past_the_end(outcome):
            outcome.settle(Fate.LISTING, None, "past the last page")
        if not is_first_page(held) or outcome.fate in {None, Fate.MOVED, Fate.LISTING}:
            return
        following = self._next_way(held, outcome.reason)
        if following is not None:
            outcome.discovered = [self._opening(following, Look(held.walk["look"]))]
            outcome.settle(Fate.REFUSED, Reason.WAY_CLOSED, outcome.detail or str(outcome.reason))

    def _next_way(self, held: Lease, reason: Reason | None) -> Way | None:
        """The next way to try; all of them, where the one that was open last is closed now."""
        if held.walk.get("known"):
            return self.ways[0]
        tried = self.way_named(held.walk["way"])
        rest = self.ways[self.ways.index(tried) + 1 :] if tried else self.ways
        return next((way for way in rest if self.may_try(way, tried, reason)), None)

    def may_try(self, _way: Way, _closed: Way | None, _reason: Reason | None) -> bool:
        """Whether a way may be tried after another was closed for a reason."""
        return True


def _digest(links: list[str]) -> str:
    """Tells whether a page of a list says what the page before it said: some answer any number with the same."""
    return hashlib.blake2b("\n".join(links).encode(), digest_size=8).hexdigest()
