"""A timeline: what was found per month as a share of all that the archive has of it, and where it has gaps."""

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.crawling.gaps import Gap, gaps_of
from archive.searching.filters import clauses, read_filters

MOST_MONTHS = 240  # a longer time is shown by years
MONTHS_A_YEAR = 12
MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")
# what is counted already: per source, and of all of them
COUNTED = frozenset({"source"})
COUNTED_BY_MONTH = """
SELECT a.month, sum(a.articles) FROM article_months a
WHERE a.state <> 'hidden' AND a.month <> ''{filters} GROUP BY 1 HAVING sum(a.articles) > 0
"""
ALL_BY_MONTH = """
SELECT substr(a.published_day, 1, 7), count(*) FROM articles_narrow a
WHERE a.published_day IS NOT NULL{filters} GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A month (`YYYY-MM`) or a year (`YYYY`): articles found, all articles under the same filters, the gaps in it."""

    name: str
    found: int
    all: int
    gaps: tuple[Gap, ...] = ()

    @property
    def share(self) -> float:
        """What was found as a share of all, 0 where there is none."""
        return self.found / self.all if self.all else 0.0


def all_by_month(connection: sqlite3.Connection, **filters: str | None) -> dict[str, int]:
    """How many articles there are per month, with the same filters but for the days; those without a day are left out.

    Raises `ArsipError` as `read_filters` does.
    """
    known = read_filters(connection, **{**filters, "since": None, "until": None})
    is_counted = {name for name, value in filters.items() if value is not None} <= COUNTED
    query = COUNTED_BY_MONTH if is_counted else ALL_BY_MONTH
    return dict(connection.execute(query.format(filters=clauses(known)), known).fetchall())


def open_gaps(connection: sqlite3.Connection, sources: Iterable[str]) -> list[Gap]:
    """The gaps of these sources that no later look has closed."""
    return [gap for source in sources for gap in gaps_of(connection, source) if gap.closed is None]


def timeline(
    found: Mapping[str, int], of_all: Mapping[str, int], gaps: Iterable[Gap], most: int = MOST_MONTHS
) -> list[Span]:
    """Every month from the first to the last of `found`, without a hole; years where these are more than `most`.

    `found` and `of_all` are articles by month (`YYYY-MM`); what is no month is passed over, and of far too many years
    the last are there.
    """
    found = {name: count for name, count in found.items() if MONTH.fullmatch(name)}
    if not found:
        return []
    names = _months(min(found), max(found))
    letters = len("2020-02")
    if len(names) > most:
        letters = len("2020")
        names = list(dict.fromkeys(name[:letters] for name in names))[-most:]
    counted, every, known = _summed(found, letters), _summed(of_all, letters), list(gaps)
    return [Span(name, counted.get(name, 0), every.get(name, 0), _in(name, known)) for name in names]


def _months(first: str, last: str) -> list[str]:
    begin, end = (int(year) * MONTHS_A_YEAR + int(month) - 1 for year, month in (first.split("-"), last.split("-")))
    return [f"{count // MONTHS_A_YEAR:04d}-{count % MONTHS_A_YEAR + 1:02d}" for count in range(begin, end + 1)]


def _summed(months: Mapping[str, int], letters: int) -> Mapping[str, int]:
    if letters == len("2020-02"):
        return months
    sums: dict[str, int] = {}
    for month, count in months.items():
        sums[month[:letters]] = sums.get(month[:letters], 0) + count
    return sums


def _in(name: str, gaps: list[Gap]) -> tuple[Gap, ...]:
    return tuple(gap for gap in gaps if gap.from_day[: len(name)] <= name <= gap.to_day[: len(name)])
