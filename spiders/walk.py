"""Walking a site: the ways into it, tried in order, and what follows from each list that a way leads through."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urljoin

from archive.clock import now, stamp
from archive.crawling.ways import NEWS_ALONE, PAST_THE_END
from archive.outcomes import Discovery, Lease, Outcome, Validators
from archive.vocabulary import Fate, Look, Reason, UrlKind
from spiders.home import look_at_home
from spiders.reading import Reading
from spiders.reading.pager import twice_as_far
from spiders.site import SiteSpider, is_first_page
from spiders.span import Span, day_before
from spiders.ways import Way, chosen_ways, stated_addresses

LISTS, PAGES = 100, 10  # the priorities of lists of data and of pages; lists for people come after the pages they name
DEEPEST = 4  # levels of sitemaps below sitemaps
ONE_PAGE_AFTER_ANOTHER = frozenset({UrlKind.FEED, UrlKind.LISTING})
INHERITED = ("way", "look", "check", "since", "until", "depth")
ROBOTS = "/robots.txt"
NEWS_HOLDS = timedelta(hours=48)  # what Google asks of a news sitemap: the articles of two days
FEEDS_SUFFICE = timedelta(days=1)


class WalkSpider(SiteSpider):
    """Tries the ways in order; a way that is closed opens the next, in the transaction that says so.

    A platform states its `ways`, and says by `address_of` and `pages_after` what is special in its addresses. In the
    second look the other ways are read too, as a check of the first: what only they name is found by them.
    """

    ways: ClassVar[tuple[Way, ...]] = ()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.entrances = chosen_ways(self.source, self.ways)
        self.doors: dict[str, list[str]] = {}
        self.looked_before = ""
        self.read_today: set[str] = set()

    async def open(self) -> list[str]:
        """Open the desk; learn which addresses were open at the last look, and when that was; see whose site it is."""
        self.doors = self.desk.known_doors()
        yesterday = stamp(now() - FEEDS_SUFFICE)
        self.read_today = {way for way, read in self.desk.last_reads().items() if read > yesterday}
        self.looked_before = day_before(self.desk.last_look())
        self.desk.is_held = True
        notes = await super().open()
        try:
            if self.desk.owner_is_due():
                await look_at_home(self)
        finally:
            self.desk.is_held = False
        return notes

    def way_named(self, name: str | None) -> Way | None:
        """The way of that name, where the platform has it and the source wants it."""
        return next((way for way in self.entrances if way.name == name), None)

    def address_of(self, _way: Way, address: str, _look: Look, _span: Span) -> str:
        """The address that opens a way for a look; the span is empty but for a range."""
        return address

    def pages_after(self, _held: Lease, reading: Reading) -> list[str]:
        """The further pages of a list, as the page itself names them."""
        return reading.following

    # where a look begins

    def seeds(self, look: Look, way: str | None) -> list[Discovery]:
        """The best way in; for the recent, and for a second look, the one that was open last.

        The recent are seen in a feed that was open, where the way itself was read within a day; where that feed meets
        nothing that is known, the way is read all the same. A second look checks by all the others.
        """
        known = self.way_named(way) if look in {Look.RECENT, Look.SECOND, Look.RANGE} else None
        first = known or self.entrances[0]
        if look is Look.RECENT and known is not None and (feed := self._feed_for(known)) is not None:
            return self.openings(feed, look, known=True, poll_for=known.name)
        is_known = known is not None and (known is not self.entrances[0] or known.name in self.doors)
        seeds = self.openings(first, look, **({"known": True} if is_known else {}))
        if look is Look.SECOND:
            others = (way for way in self.entrances if way is not first and self.checks(way, first))
            seeds += [seed for way in others for seed in self.openings(way, look, check=True)]
        return seeds

    def _feed_for(self, known: Way) -> Way | None:
        """The feed in which the newest can be seen, for a way that costs more."""
        if known.kind in {UrlKind.REST, UrlKind.FEED} or known.name not in self.read_today:
            return None
        return next((way for way in self.entrances if way.kind is UrlKind.FEED and self.doors.get(way.name)), None)

    def checks(self, way: Way, first: Way) -> bool:
        """Whether reading a way can tell what the first has missed."""
        return way.kind is not UrlKind.REST and way.name != first.name

    def door_groups(self, way: Way, walk: dict[str, Any]) -> list[list[str]]:
        """The addresses that may open a way, in groups: those of one are opened together, the next if it is closed.

        `walk` says whether the way is known, and which way's address is `past`, closed already.
        """
        if walk.get("known") and self.doors.get(way.name):
            return [self.doors[way.name]]
        stated = [list(stated_addresses(self.source, way))]
        groups = stated if stated[0] else [[address] for address in way.addresses]
        past = self._past(way, walk)
        return [group for group in groups if past is None or self.absolute(group[0]) != past]

    def _past(self, way: Way, walk: dict[str, Any]) -> str | None:
        """The address of this way that was closed when it was tried as the known one."""
        name, address = walk.get("past", (None, None))
        return address if name == way.name else None

    def openings(self, way: Way, look: Look, *, attempt: int = 0, **state: Any) -> list[Discovery]:
        """The addresses by which a way is tried for the `attempt`th time; none where it has no more."""
        groups = self.door_groups(way, state)
        if attempt >= len(groups):
            return []
        span = self.span if look is Look.RANGE else Span()
        walk = {"way": way.name, "look": look, "first": True, "try": attempt, **span.state, **state}
        if len(groups[attempt]) > 1:
            walk["beside"] = True
        addresses = (self.address_of(way, address, look, span) for address in groups[attempt])
        return [
            Discovery(self.absolute(address), way.kind, priority=self.priority_of(way.kind), walk=walk)
            for address in addresses
        ]

    def priority_of(self, kind: UrlKind) -> int:
        """Lists of data first, then pages, then lists for people."""
        first = {UrlKind.PAGE: PAGES, UrlKind.LISTING: 0}
        return max(0, self.desk.least_priority) + first.get(kind, LISTS)

    def absolute(self, address: str) -> str:
        """An address relative to the site's own."""
        return urljoin(self.source.url, address)

    # what follows from a list

    def follow(self, outcome: Outcome, reading: Reading) -> None:
        """Go on from what was read: further lists, the pages that a list names."""
        held = outcome.lease
        if held.kind is UrlKind.PAGE:
            return
        if reading.problem is not None:
            self._unreadable(outcome, reading)
            return
        outcome.settle(Fate.LISTING, None, NEWS_ALONE if reading.newest_only else reading.detail)
        outcome.holds = NEWS_HOLDS if reading.newest_only and held.kind is UrlKind.SITEMAP else None
        if held.kind is UrlKind.SITEMAP and not reading.changed.keys() >= set(reading.following):
            outcome.validators = Validators()  # unchanged, it would hide what is new in the sitemaps that it names
        outcome.fetch_pages = self.source.capture == "page"
        outcome.stated_total = reading.total if held.walk["look"] != Look.RANGE else None
        if is_first_page(held):
            self._note_door(outcome)
        outcome.discovered = [*self.listings_after(held, reading), *self.pages_in(held, reading)]
        if (below := self.way_named(held.walk.get("poll_for"))) is not None:
            seeds = self.openings(below, Look.RECENT, known=True)
            outcome.discovered += [replace(seed, if_missed=True) for seed in seeds]
        is_alone = is_first_page(held) and not held.walk.get("beside")
        if reading.newest_only and is_alone and held.walk["look"] in {Look.WHOLE, Look.REFRESH}:
            outcome.discovered += self._openings_after(held, None)

    def _unreadable(self, outcome: Outcome, reading: Reading) -> None:
        held = outcome.lease
        outcome.items = []
        if held.kind is UrlKind.LISTING and not is_first_page(held):
            outcome.settle(Fate.LISTING, None, f"{reading.detail}: the end of the list")
            return
        outcome.settle(Fate.FAILED, Reason.UNREADABLE, reading.detail)
        self.closed_way(outcome)

    def _note_door(self, outcome: Outcome) -> None:
        """Remember the address by which a way was open."""
        held = outcome.lease
        if held.url.endswith(ROBOTS):
            return
        doors = self.doors.setdefault(held.walk["way"], [])
        if held.kind is not UrlKind.REST and held.url not in doors:
            doors.append(held.url)
        if not held.walk.get("check") and not held.walk.get("poll_for"):
            outcome.way = held.walk["way"]

    def pages_in(self, held: Lease, reading: Reading) -> list[Discovery]:
        """The pages that a list names; in a range those alone that may lie in it."""
        span = Span.of(held.walk)
        again = held.walk["look"] == Look.REFRESH and held.kind is not UrlKind.REST
        links = (url for url in reading.links if span.holds(url, reading))
        priority = self.priority_of(UrlKind.PAGE)
        return [Discovery(url, priority=priority, again=again, walk=reading.said_of(url)) for url in links]

    def listings_after(self, held: Lease, reading: Reading) -> list[Discovery]:
        """The further pages of a list; of one that is read page after page, none once a page says what the last did."""
        if held.kind is UrlKind.SITEMAP:
            return self._sitemaps_after(held, reading)
        if held.kind not in ONE_PAGE_AFTER_ANOTHER:
            return [self.listing(held, url) for url in self.pages_after(held, reading)]
        said = digest(reading.links)
        if said == held.walk.get("said") or Span.of(held.walk).is_over(reading):
            return []
        if held.walk.get("check"):
            return self._checked_pages(held, reading, said)
        return [self.listing(held, url, said=said) for url in self.pages_after(held, reading)]

    def _sitemaps_after(self, held: Lease, reading: Reading) -> list[Discovery]:
        """The sitemaps of an index, or of a robots.txt; for the recent, not those that say they have not changed."""
        depth = held.walk.get("depth", 0) + 1
        if depth > DEEPEST:
            return []
        if held.url.endswith(ROBOTS):
            state = {"try": held.walk["try"], "first": True} | ({"beside": True} if len(reading.following) > 1 else {})
            return [self.listing(held, url, **state) for url in reading.following]
        span = Span.of(held.walk)
        others = self._other_doors(held)
        named = [url for url in reading.following if span.holds_file(url, reading) and url not in others]
        if held.walk["look"] == Look.RECENT:
            least = min(self.looked_before, max(reading.changed.values(), default=""))
            named = [url for url in named if reading.changed.get(url, "9999") >= least]
        return [self.listing(held, url, depth=depth) for url in named]

    def _other_doors(self, held: Lease) -> set[str]:
        """What opens another way: an index of sitemaps may name the site's feed, which is read by its own way."""
        others = (way for way in self.entrances if way.name != held.walk["way"])
        return {self.absolute(address) for way in others for group in self.door_groups(way, {}) for address in group}

    def _checked_pages(self, held: Lease, reading: Reading, said: str) -> list[Discovery]:
        """The pages of a list that a check reads: it hops further and further ahead, as a way may know but the newest.

        Where a page has news, the list is read on from there to its end, and back to what is known.
        """
        following = self.pages_after(held, reading)
        if held.walk.get("deep"):
            return [self.listing(held, url, said=said, deep=True) for url in following]
        if held.walk.get("back"):
            return [self.listing(held, url, back=True) for url in reading.previous]
        pages = [self.listing(held, url, said=said, deep=True) for url in following]
        is_front = is_first_page(held) or held.walk.get("section")
        if not is_front:
            pages += [self.listing(held, url, back=True) for url in reading.previous]
        ahead = (reading.numbered or following)[-1:] if is_front else twice_as_far(held.url)
        return pages + [self.listing(held, url, always=True, said=said) for url in ahead]

    def listing(self, held: Lease, url: str, *, always: bool = False, **state: Any) -> Discovery:
        """A further page of the list that `held` belongs to.

        Of the newest, and in a check, the next page is asked for only when this one has news, unless it is `always`.
        """
        walk = {name: held.walk[name] for name in INHERITED if name in held.walk} | state
        checks = held.walk.get("check", False) and not held.walk.get("deep")
        only_newest = held.walk["look"] == Look.RECENT or checks
        news = only_newest and held.kind is not UrlKind.SITEMAP and not always
        onward = held.kind in ONE_PAGE_AFTER_ANOTHER and not always
        priority = self.priority_of(held.kind)
        return Discovery(url, held.kind, priority=priority, walk=walk, if_news=news, continues=onward)

    # where a way ends, and where the next begins

    def is_past_the_end(self, outcome: Outcome) -> bool:
        """True for the answer that says that there are no further pages."""
        return outcome.lease.kind in ONE_PAGE_AFTER_ANOTHER and outcome.fate is Fate.GONE

    def closed_way(self, outcome: Outcome) -> None:
        """Open the next way when the address by which one is tried gave no listing."""
        held = outcome.lease
        if held.kind is UrlKind.PAGE:
            return
        if not is_first_page(held) and self.is_past_the_end(outcome):
            outcome.settle(Fate.LISTING, None, PAST_THE_END)
        if outcome.fate in {None, Fate.MOVED, Fate.LISTING}:
            return
        if is_first_page(held):
            outcome.discovered = self._openings_after(held, outcome.reason)
        if not outcome.is_challenge and (outcome.discovered or held.walk.get("check")):
            outcome.settle(Fate.REFUSED, Reason.WAY_CLOSED, outcome.detail or str(outcome.reason))

    def _openings_after(self, held: Lease, reason: Reason | None) -> list[Discovery]:
        """The next address of this way, else the next way; all of them, where the one open last is closed now."""
        look, tried = Look(held.walk["look"]), self.way_named(held.walk["way"])
        state = {name: held.walk[name] for name in ("check", "past") if name in held.walk}
        if held.walk.get("known"):
            left, state = list(self.entrances), {"past": [held.walk["way"], held.url]}
        else:
            again = self.openings(tried, look, attempt=int(held.walk.get("try", 0)) + 1, **state) if tried else []
            if again or held.walk.get("check"):
                return again
            left = list(self.entrances[self.entrances.index(tried) + 1 :] if tried else self.entrances)
        openings = (self.openings(way, look, **state) for way in left if self.may_try(way, tried, reason))
        return next((found for found in openings if found), [])

    def may_try(self, _way: Way, _closed: Way | None, _reason: Reason | None) -> bool:
        """Whether a way may be tried after another was closed for a reason."""
        return True


def digest(links: list[str]) -> str:
    """Tells whether a page of a list says what the page before it said: some answer any number with the same."""
    return hashlib.blake2b("\n".join(links).encode(), digest_size=8).hexdigest()
