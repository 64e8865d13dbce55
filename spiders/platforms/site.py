"""Any other site: by its sitemaps, its dated index, its lists for people, or its feeds."""

from datetime import date
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from archive.clock import now
from archive.outcomes import Discovery, Lease, Outcome, Validators
from archive.vocabulary import Fate, Look, Reason, UrlKind
from spiders.day_index import DayState, address_of_day, is_first_of_day, is_time_archive
from spiders.reading import Reading
from spiders.site import is_first_page
from spiders.span import Span, day_before
from spiders.walk import WalkSpider, digest
from spiders.ways import Way, stated_addresses

SECTIONS_DEEP = 2  # a section's own sections, and no further
INDEX = "index"


class AnySiteSpider(WalkSpider):
    """Walks a site of which nothing is known but what it offers to everybody."""

    name = "site"
    ways: ClassVar[tuple[Way, ...]] = (
        Way(
            "sitemap",
            UrlKind.SITEMAP,
            ("robots.txt", "sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz", "sitemap-index.xml", "sitemap.txt"),
        ),
        Way(INDEX, UrlKind.LISTING, ()),
        Way("listing", UrlKind.LISTING, ("",)),
        Way("feed", UrlKind.FEED, ("feed/", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss", "feed.json")),
    )

    def door_groups(self, way: Way, walk: dict[str, Any]) -> list[list[str]]:
        """The index has a door where the source states its template."""
        if way.name == INDEX:
            return [[self.source.index]] if self.source.index and not self._past(way, walk) else []
        return super().door_groups(way, walk)

    def openings(self, way: Way, look: Look, *, attempt: int = 0, **state: Any) -> list[Discovery]:
        """An index is opened at the newest day of the look."""
        if way.name != INDEX:
            return super().openings(way, look, attempt=attempt, **state)
        span = self.span if look is Look.RANGE else Span()
        today = now().astimezone(ZoneInfo(self.source.time_zone)).date()
        newest = min(today, date.fromisoformat(span.until)) if span.until else today
        return super().openings(way, look, attempt=attempt, **DayState(newest).walk, **state)

    def address_of(self, way: Way, address: str, look: Look, span: Span) -> str:
        """Of the index the newest day's list."""
        if way.name != INDEX:
            return super().address_of(way, address, look, span)
        today = now().astimezone(ZoneInfo(self.source.time_zone)).date()
        return address_of_day(address, min(today, date.fromisoformat(span.until)) if span.until else today)

    def listings_after(self, held: Lease, reading: Reading) -> list[Discovery]:
        """Of the index the day before; of the first lists for people their sections too."""
        if held.walk["way"] == INDEX:
            return self._days_after(held, reading)
        further = super().listings_after(held, reading)
        if held.kind is not UrlKind.LISTING:
            return further
        return further + self._sections(held, reading)

    def _sections(self, held: Lease, reading: Reading) -> list[Discovery]:
        depth = held.walk.get("depth", 0)
        may_lead = is_first_page(held) or held.walk.get("section")
        deepest = 1 if held.walk.get("check") else SECTIONS_DEEP
        if not may_lead or depth >= deepest or (self.source.listings and stated_addresses(self.source, LISTING)):
            return []
        check = bool(held.walk.get("check"))
        deeper = {url: depth + (not self._is_beside(held.url, url)) for url in reading.sections}
        return [self.listing(held, url, always=check, section=True, depth=deep) for url, deep in deeper.items()]

    @staticmethod
    def _is_beside(url: str, other: str) -> bool:
        """True for two lists by year or month: one leads to the other, in whatever order a site has them."""
        newest = now().year
        return is_time_archive(url, newest) and is_time_archive(other, newest)

    def _days_after(self, held: Lease, reading: Reading) -> list[Discovery]:
        said = digest(reading.links) if reading.links else ""
        pages = [self.listing(held, url, always=True, **self._page_of_day(held, said)) for url in reading.following]
        if not is_first_of_day(held):
            return pages if said != held.walk.get("said") else []
        state = DayState.of(held.walk).after(said)
        if state.empty:
            pages = []
        return pages + self._next_day(held, state)

    def _page_of_day(self, held: Lease, said: str) -> dict[str, Any]:
        return {"page": int(held.walk.get("page", 1)) + 1, "day": held.walk["day"], "said": said}

    def _next_day(self, held: Lease, state: DayState) -> list[Discovery]:
        if state.is_over(Span.of(held.walk), newest=self._newest_days(held)):
            return []
        url = self.absolute(address_of_day(self.source.index, state.day))
        return [self.listing(held, url, always=not held.walk.get("check"), **state.walk)]

    def _newest_days(self, held: Lease) -> str:
        """The first of the days that a look reads, where these are but the newest."""
        if held.walk["look"] == Look.RECENT:
            return self.looked_before
        is_again = held.walk["look"] == Look.SECOND and not held.walk.get("check")
        return day_before(self.desk.look_began()) if is_again else ""

    def follow(self, outcome: Outcome, reading: Reading) -> None:
        """A day without articles is no closed way; an index that knows nothing about days is one."""
        held = outcome.lease
        if held.kind is UrlKind.PAGE or held.walk["way"] != INDEX:
            super().follow(outcome, reading)
            return
        if reading.problem is not None:
            reading.problem, reading.links, reading.following = None, [], []
            reading.detail = "no articles on this day"
        super().follow(outcome, reading)
        outcome.validators = Validators()  # a day that has not changed says nothing of the days before
        self._close_index(outcome, reading)

    def closed_way(self, outcome: Outcome) -> None:
        """A day that the site does not find is a day without articles."""
        held = outcome.lease
        if held.kind is UrlKind.LISTING and held.walk["way"] == INDEX and outcome.fate is Fate.GONE:
            self.follow(outcome, Reading(detail="no list of this day"))
            return
        super().closed_way(outcome)

    def _close_index(self, outcome: Outcome, reading: Reading) -> None:
        """Open the next way where the index turns out to be none: always the same list, or never one."""
        held = outcome.lease
        if not is_first_of_day(held) or held.walk["look"] in {Look.RANGE, Look.RECENT, Look.SECOND}:
            return
        state = DayState.of(held.walk).after(digest(reading.links) if reading.links else "")
        if state.is_barren:
            outcome.discovered += self._openings_after(held, None)
            why = "the index answers every day alike" if state.said else "the index names nothing"
            outcome.settle(Fate.REFUSED, Reason.WAY_CLOSED, why)


LISTING = next(way for way in AnySiteSpider.ways if way.name == "listing")
