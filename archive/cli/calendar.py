"""A calendar on the terminal: one line a month, one character a day."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from archive.coverage import Day
from archive.crawling.gaps import Gap

MONTHS_BY_DAY = 12  # the latest; earlier years have a line each, of a character a month
LONGEST_MONTH = 31
WIDEST_NUMBERS = 34
MISSING_OF_A_MONTH = 0.1

Total = tuple[int, int]  # articles, and what is missing


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters of a calendar: `levels` for 1, 2, 3 to 4, 5 to 8 … articles, and those of other days."""

    levels: str
    nothing: str
    missing: str
    gap: str
    legend: str

    def of(self, articles: int, missing: int) -> str:
        """The character of a day, or of a longer time."""
        if missing:
            return self.missing
        if not articles:
            return self.nothing
        return self.levels[min((articles - 1).bit_length(), len(self.levels) - 1)]


BLOCKS = Marks("▁▂▃▄▅▆▇█", "·", "×", "░", "▁▂▃▄▅▆▇█ 1, 2, 4 … 128 articles   · none   × something is missing   ░ gap")
PLAIN = Marks(".:-=+*#@", "_", "x", "?", ".:-=+*#@ 1, 2, 4 ... 128 articles   _ none   x something is missing   ? gap")


def marks_for(encoding: str | None) -> Marks:
    """Blocks where the terminal can write them, else plain ASCII."""
    try:
        BLOCKS.legend.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return BLOCKS


def calendar(days: Iterable[Day], gaps: Iterable[Gap], today: date, marks: Marks, width: int) -> Iterator[str]:
    """The lines of a calendar: one for each earlier year, then one for each of the latest months that hold anything.

    Empty months between those, and up to `today`, share a line. Days of an open gap are marked as such, unless it is
    known what is missing on them. Where `width` is narrow, the numbers at the end of the lines are left out.
    """
    known = {day.day: day for day in days}
    open_gaps = [gap for gap in gaps if gap.closed is None]
    months = sorted({day[:7] for day in known})
    latest = months[-MONTHS_BY_DAY:]
    with_numbers = width >= len("2026-01  ") + LONGEST_MONTH + WIDEST_NUMBERS
    for year in sorted({month[:4] for month in months[:-MONTHS_BY_DAY]}):
        totals = [None if (name := f"{year}-{n:02d}") in latest else _total(known, name) for n in range(1, 13)]
        text = "".join(_month_mark(total, marks) for total in totals)
        yield _line(year, text, [total for total in totals if total], with_numbers=with_numbers)
    for is_there, group in groupby(_months(latest, today), key=lambda month: month in latest):
        names = list(group)
        if not is_there:
            yield f"{names[0]}  nothing" + (f" until {names[-1]}" if len(names) > 1 else "")
            continue
        for name in names:
            text = _days(known, open_gaps, name, today, marks)
            yield _line(name, text, [_total(known, name)], with_numbers=with_numbers)


def _months(latest: list[str], today: date) -> Iterator[str]:
    """Every month from the first of `latest` to the last of them, or to today's."""
    if latest:
        first, last = (int(year) * 12 + int(month) - 1 for year, month in (latest[0].split("-"), latest[-1].split("-")))
        for count in range(first, max(last, today.year * 12 + today.month - 1) + 1):
            yield f"{count // 12:04d}-{count % 12 + 1:02d}"


def _month_mark(total: Total | None, marks: Marks) -> str:
    """A month among others: missing where more than a tenth of it is; a blank where it has a line of its own."""
    if total is None:
        return " "
    articles, missing = total
    return marks.of(articles, missing if missing > (articles + missing) * MISSING_OF_A_MONTH else 0)


def _days(known: dict[str, Day], gaps: list[Gap], month: str, today: date, marks: Marks) -> str:
    length = monthrange(int(month[:4]), int(month[5:]))[1]
    return "".join(_day_mark(f"{month}-{day + 1:02d}", known, gaps, today, marks) for day in range(length))


def _day_mark(name: str, known: dict[str, Day], gaps: list[Gap], today: date, marks: Marks) -> str:
    day = known.get(name, Day(name))
    if not day.missing and any(gap.from_day <= name <= gap.to_day for gap in gaps):
        return marks.gap
    return marks.of(day.articles, day.missing) if name in known or name <= today.isoformat() else " "


def _total(known: dict[str, Day], month: str) -> Total:
    there = [day for name, day in known.items() if name.startswith(month)]
    return sum(day.articles for day in there), sum(day.missing for day in there)


def _line(name: str, text: str, totals: list[Total], *, with_numbers: bool) -> str:
    articles, missing = (sum(total[n] for total in totals) for n in (0, 1))
    line = f"{name:<7}  {text:<{LONGEST_MONTH}}"
    if with_numbers:
        line += f"  {articles:,} article{'s' * (articles != 1)}" + (f", {missing:,} missing" if missing else "")
    return line.rstrip()
