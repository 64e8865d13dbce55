"""A span of days that a crawl is asked for, and what can be told of an address without fetching it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from spiders.reading import Reading
from spiders.reading.dates import date_in_address

FILE_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:-|_|/|&mm=|)(0[1-9]|1[0-2])(?!\d)")
FILE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Span:
    """Local days (`YYYY-MM-DD`) from `since` up to and with `until`; an empty end is open."""

    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, walk: dict[str, Any]) -> "Span":
        """The span that a list is read for."""
        return cls(walk.get("since", ""), walk.get("until", ""))

    @property
    def state(self) -> dict[str, str]:
        """What the walk of a list carries on."""
        return {name: day for name, day in (("since", self.since), ("until", self.until)) if day}

    def holds(self, url: str, reading: Reading) -> bool:
        """False for an address that is known to lie outside: by the list, by itself, or unchanged since before."""
        if day := _day_of(url, reading):
            return self.since <= day and (not self.until or day <= self.until)
        return self.since <= reading.changed.get(url, "9999")

    def holds_file(self, url: str, reading: Reading) -> bool:
        """False for a sitemap whose name is that of another month or year, or that changed last before the span."""
        name = url.rpartition("://")[2].partition("/")[2]
        if match := FILE_MONTH.search(name) or FILE_YEAR.search(name):
            month = "-".join(match.groups())
            if month < self.since[: len(month)] or (self.until and month > self.until[: len(month)]):
                return False
        return self.since <= reading.changed.get(url, "9999")

    def is_over(self, reading: Reading) -> bool:
        """True when a list that begins with the newest has come to what is older, all that is dated on its page."""
        days = [day for url in reading.links if (day := _day_of(url, reading))]
        return bool(self.since and days) and len(days) * 2 >= len(reading.links) and max(days) < self.since


def _day_of(url: str, reading: Reading) -> str | None:
    """The day on which the page was published, as the list or its address says."""
    if url in reading.days:
        return reading.days[url]
    stated = date_in_address(url)
    return stated.value if stated else None


def day_before(moment: str | None) -> str:
    """The day before a stamp's, which is over everywhere; empty where there is none."""
    return (date.fromisoformat(moment[:10]) - timedelta(days=1)).isoformat() if moment else ""
