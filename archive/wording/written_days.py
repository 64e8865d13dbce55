"""Days as newsrooms write them into a text: `Kamis (27/2/2020)`, `Sabtu-Minggu, 5–6 Desember 2020`, `(28/01 –`.

A strict grammar of day, month and year, in this order: fractions, scores, numbers of laws and of telephones are no
days. Whether a day is the event's, and which year is meant where none is written, is for the caller to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from archive.wording.calendar_words import PART_OF_DAY, PASARAN, WEEKDAY, month_of, weekday_of, year_of

TWO_DIGITS = 10
LEAP = 2000
LONGEST_BEFORE = 60
YEAR = r"(?P<year>(?:19|20)\d\d|(?<=['’])\d\d)(?!\d)"
NUMERIC_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
TO = r"\s*(?:[-–—]|s\s?/\s?d|s\.d\.?|sampai(?:\s+dengan)?|hingga|dan|&)\s*"
NO_NUMBER_BEFORE = r"(?<![\w/:-])(?<!\d[.,])(?<!\w\.)"
NOTHING_AFTER = r"(?![\w/%]|[.,:-]\d)"
NAMED = re.compile(
    rf"(?<![\d:-])(?<!\d[./,])(?P<day>\d{{1,2}})(?P<until>(?:\s+(?P<month_of_first>[a-z]{{3,10}}))?{TO}\d{{1,2}})?(?:\s*[-/.]\s*|\s+)?"
    rf"(?:bulan\s+)?(?P<month>[a-z]{{3,10}})\b\.?(?:[\s,/-]{{0,3}}(?:tahun\s+)?['’]?{YEAR})?",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    rf"{NO_NUMBER_BEFORE}(?P<day>\d{{1,2}})(?:(?P<until>{TO}\d{{1,2}})(?=\s?/))?\s?(?P<mark>[/.-])/?\s?(?P<month>\d{{1,2}})"
    rf"(?:\s?[/.-]{{1,2}}\s?['’]?{NUMERIC_YEAR}(?![\d/]))?(?P<last>\s?[-–]\s?\d{{1,2}}/\d{{1,2}}(?:/(?P<last_year>\d{{4}}|\d\d))?)?{NOTHING_AFTER}",
    re.IGNORECASE,
)
SPAN = re.compile(
    NO_NUMBER_BEFORE + r"(?P<day>\d{1,2})(?P<mark>/)(?P<month>\d{1,2})"
    r"(?P<until>\s?[-–]\s?\d{1,2}/\d{1,2}(?:/(?P<year>\d{4}|\d\d))?)(?!\d)"
)
MONTH_FIRST = re.compile(
    r"\b(?P<month>[a-z]{3,9})\b\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
DAY_AND_YEAR = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s*,?\s+(?:19|20)\d\d(?!\d)", re.IGNORECASE)
ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
IN_A_RELEASE_NUMBER = re.compile(r"(?<=/)(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)(?=/)")
LATER_YEAR = re.compile(rf"{TO}\d{{1,2}}\s+[A-Za-z]{{3,10}}\s+{YEAR}", re.IGNORECASE)
PRECEDING = re.compile(
    rf"(?P<open>\(\s*)?(?:\b(?:(?P<weekday>{WEEKDAY})(?:{TO}{WEEKDAY})?|(?P<lately>kemarin|tadi|hari\s+ini|lalu)))"
    rf"(?:\s+{PASARAN})?(?:\s+{PART_OF_DAY}){{0,2}}[\s,.|:]*(?P<open_after>\(\s*)?(?P<label>(?:(?:pada|per)\s+)?(?:tanggal|tgl\.?)\s+)?$",
    re.IGNORECASE,
)
PRECEDING_BARE = re.compile(r"(?P<open>\(\s*)?(?P<label>(?:(?:pada|per)\s+)?(?:tanggal|tgl\.?)\s+)?$", re.IGNORECASE)
# a number that is said to be one: of a law, a case, a house, a version, a sum
NUMBER_OF_SOMETHING = re.compile(
    r"(?:\b(?:no|nomor|nomer|num|pasal|ayat|uu|pp|perpres|perda|permen\w*|sk|reg|lp|perkara|putusan|surat|rt|rw|rt/rw|blok|kamar|versi|v|ip"
    r"|rp|skor|telp|hp|wa|kodim|korem|jalan|jl|km|hal|halaman|bab)\b\.?\s*:?\s*)$",
    re.IGNORECASE,
)
CLOSING = re.compile(r"\s*\)")
DASH_AHEAD = re.compile(r"\s*[–—-]")


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as it is written at `start` to `end` of a text, its weekday and brackets with it.

    `year` is None where none is written; `weekday` (Monday is 0) is what is said, right or wrong. Of a range it is the
    first day. `bracketed`: it stands in brackets; `lately`: after `kemarin` and the like; `labelled`: after `tanggal`;
    `named`: the month is a word; `mark` is what parts numbers.
    """

    raw: str
    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None = None
    bracketed: bool = False
    lately: bool = False
    labelled: bool = False
    named: bool = False
    mark: str = ""

    @property
    def date(self) -> date | None:
        """The day itself, where its year is written."""
        return date_of(self.year, self.month, self.day) if self.year is not None else None

    @property
    def weekday_is_wrong(self) -> bool:
        """True when the day that is written in full was another day of the week."""
        day = self.date
        return self.weekday is not None and day is not None and day.weekday() != self.weekday


def date_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none, as 30 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_days(text: str) -> list[WrittenDay]:
    """Every day that `text` states, in its order."""
    digits = [match.start() for match in DIGITS.finditer(text)]
    found: dict[int, WrittenDay] = {}
    for shape in (SPAN, ISO, IN_A_RELEASE_NUMBER, NUMBERS, NAMED, MONTH_FIRST):
        for match in _matches(shape, text, digits):
            day = _day(match)
            if day is not None and not any(day.start < other.end and other.start < day.end for other in found.values()):
                found[day.start] = day
    return [found[start] for start in sorted(found)]


def _matches(shape: re.Pattern[str], text: str, digits: list[int]) -> Iterator[re.Match[str]]:
    """The matches in a text. All shapes but one begin with the first digit of a number; a search looks everywhere."""
    if shape is MONTH_FIRST:
        if any(DAY_AND_YEAR.match(text, at) for at in digits):
            yield from shape.finditer(text)
        return
    end = 0
    for at in digits:
        if at >= end and (match := shape.match(text, at)) is not None:
            end = match.end()
            yield match


def _day(match: re.Match[str]) -> WrittenDay | None:
    named = match.re in {NAMED, MONTH_FIRST}
    month = _month(match) if named else int(match["month"])
    day, text, start = int(match["day"]), match.string, match.start()
    before = text[max(0, start - LONGEST_BEFORE) : start]
    if month is None or date_of(LEAP, month, day) is None or (not named and NUMBER_OF_SOMETHING.search(before)):
        return None
    context = PRECEDING.search(before) or PRECEDING_BARE.search(before)
    said = context.groupdict() if context else {}
    first = start - len(before[context.start() :].lstrip()) if context else start
    is_open = said.get("open") or said.get("open_after")
    closing = CLOSING.match(text, match.end()) if is_open else None
    end = closing.end() if closing else match.end()
    found = WrittenDay(
        text[first:end],
        first,
        end,
        day,
        month,
        _year(match),
        weekday_of(said["weekday"]) if said.get("weekday") else None,
        bracketed=closing is not None or (bool(is_open) and DASH_AHEAD.match(text, end) is not None),
        lately=bool(said.get("lately")),
        labelled=bool(said.get("label")),
        named=named,
        mark=match.groupdict().get("mark", ""),
    )
    return found if _is_sure(found, match) else None


def _month(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("month_of_first"):
        return month_of(groups["month_of_first"]) if month_of(match["month"]) else None
    return month_of(match["month"])


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("year") or groups.get("last_year"):
        return year_of(groups["year"] or groups["last_year"])
    later = LATER_YEAR.match(match.string, match.end()) if match.re is NAMED else None
    return int(later["year"]) if later else None


def _is_sure(day: WrittenDay, match: re.Match[str]) -> bool:
    """True for what can only be a day: numbers alone could be a fraction, a score or a clock time."""
    if day.named or match.re is ISO:
        return True
    said = day.weekday is not None or day.lately or day.labelled
    if day.year is not None:
        is_short = len(match.groupdict().get("year") or "2000") == len("20")
        return said or day.bracketed or (day.mark == "/" and not is_short) or (not is_short)
    if day.mark != "/":
        return said and day.bracketed and day.mark == "-"
    padded = day.day >= TWO_DIGITS or match["day"].startswith("0") or match["month"].startswith("0")
    is_range = match.groupdict().get("until") is not None
    return said or (day.bracketed and (padded or is_range))
