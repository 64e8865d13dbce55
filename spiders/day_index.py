"""A dated index ("indeks"): one list a day, read from the newest day backwards; and lists by month and year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from archive.outcomes import Lease
from spiders.span import Span

FIRST_DAY = date(1995, 1, 1)
EMPTY_DAYS = 60  # so many days in a row without an article end a walk
TIME_PATH = re.compile(r"/((?:19|20)\d\d)(?:/(?:0[1-9]|1[0-2]))?/?$")


@dataclass(frozen=True, slots=True)
class DayState:
    """How a walk through the days stands: the day it is at, and what it has met.

    `empty` counts the days without an article of their own since the last that had one: those that name nothing, or
    what the day before named too (the popular ones in a side column, or an index that does not know about days).
    `has_found` once two days had different articles. `said` is the digest of the last list.
    """

    day: date
    empty: int = 0
    has_found: bool = False
    said: str = ""

    @classmethod
    def of(cls, walk: dict[str, Any]) -> "DayState":
        """The state in the walk of a list."""
        day = date.fromisoformat(walk["day"])
        return cls(day, walk.get("empty", 0), walk.get("has_found", False), walk.get("said", ""))

    @property
    def walk(self) -> dict[str, Any]:
        """The state as a walk carries it."""
        return {
            "day": self.day.isoformat(),
            "empty": self.empty,
            "has_found": self.has_found,
            "said": self.said,
        }

    def after(self, said: str) -> "DayState":
        """The state at the day before, once this one's list has said `said` (empty: nothing)."""
        day = self.day - timedelta(days=1)
        if not said or said == self.said:
            return DayState(day, self.empty + 1, self.has_found, said)
        return DayState(day, 0, self.has_found or bool(self.said), said)

    @property
    def is_barren(self) -> bool:
        """True for an index that has answered so many days alike, or with nothing, that it is none."""
        return not self.has_found and self.empty >= EMPTY_DAYS

    def is_over(self, span: Span, *, newest: str = "") -> bool:
        """True when the walk has come to its end: the first day that is wanted, or too many without an article."""
        first = max(FIRST_DAY.isoformat(), span.since, newest)
        return self.day.isoformat() < first or (self.empty >= EMPTY_DAYS and not span.since)


def address_of_day(template: str, day: date) -> str:
    """The address of a day's list: `{year}`, `{month}`, `{day}` are padded, `{m}`, `{d}` are not."""
    values = {
        "{year}": f"{day.year:04}",
        "{month}": f"{day.month:02}",
        "{day}": f"{day.day:02}",
        "{m}": str(day.month),
        "{d}": str(day.day),
    }
    for mark, value in values.items():
        template = template.replace(mark, value)
    return template


def is_first_of_day(held: Lease) -> bool:
    """True for the first page of a day's list."""
    return "page" not in held.walk


def is_time_archive(url: str, newest: int) -> bool:
    """True for the address of a list by year, or by month, up to the year `newest`: there are not many of these."""
    parts = urlsplit(url)
    year = TIME_PATH.search(parts.path)
    return year is not None and not parts.query and FIRST_DAY.year <= int(year[1]) <= newest
