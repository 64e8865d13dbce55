"""A calendar of coverage as a drawing: a square a day, as dark as there are articles, marked where something lacks."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from archive.coverage import Day
from archive.crawling.gaps import Gap

SIDE = 12
TOP = 14  # the names of the months
MOST_LEVEL = 4  # 1, 2, 3 to 4, 5 and more


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in its place: the week is the column, the weekday (Monday 0) the row."""

    day: str
    x: int
    y: int
    level: int
    articles: int
    missing: int
    is_gap: bool


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month (`YYYY-MM`) of a source."""

    name: str
    articles: int
    missing: int
    is_gap: bool


def level_of(articles: int) -> int:
    """0 for none, up to `MOST_LEVEL`; each level begins at twice the articles of the one before."""
    return min((articles - 1).bit_length() + 1, MOST_LEVEL) if articles else 0


def year_of_days(year: str, days: Iterable[Day], gaps: Iterable[Gap], today: date) -> list[DayCell]:
    """Every day of a year, up to today."""
    known = {day.day: day for day in days if day.day.startswith(year)}
    open_gaps = [gap for gap in gaps if gap.closed is None]
    first = date(int(year), 1, 1)
    cells = []
    for number in range(366):
        here = first + timedelta(days=number)
        name = here.isoformat()
        if here.year != first.year or (here > today and name not in known):
            break
        day = known.get(name, Day(name))
        week = (number + first.weekday()) // 7
        is_gap = any(gap.from_day <= name <= gap.to_day for gap in open_gaps)
        cells.append(
            DayCell(
                name,
                week * SIDE,
                TOP + here.weekday() * SIDE,
                level_of(day.articles),
                day.articles,
                day.missing,
                is_gap,
            )
        )
    return cells


def month_places(cells: Iterable[DayCell]) -> list[tuple[int, int]]:
    """Where each month begins: its place from the left, and its number."""
    return [(cell.x, int(cell.day[5:7])) for cell in cells if cell.day.endswith("-01")]


def months_of(days: Iterable[Day], gaps: Iterable[Gap]) -> list[MonthCount]:
    """The months on which anything is known, the latest first."""
    articles: dict[str, int] = {}
    missing: dict[str, int] = {}
    for day in days:
        month = day.day[: len("2020-02")]
        articles[month] = articles.get(month, 0) + day.articles
        missing[month] = missing.get(month, 0) + day.missing
    open_gaps = [gap for gap in gaps if gap.closed is None]
    return [
        MonthCount(month, articles[month], missing[month], any(_is_in(month, gap) for gap in open_gaps))
        for month in sorted(articles, reverse=True)
    ]


def _is_in(month: str, gap: Gap) -> bool:
    last = monthrange(int(month[:4]), int(month[5:]))[1]
    return gap.from_day <= f"{month}-{last}" and gap.to_day >= f"{month}-01"
