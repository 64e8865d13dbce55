"""SettleDates: the day of the event, as the opening of the text states it; and no date of publication that cannot be.

A strict grammar of day, month and year, in this order. A missing year comes from the text itself, else from the
publication's; a weekday that contradicts the date is a conflict, and the date stays as written.
"""

import re
from collections.abc import Iterator
from datetime import date

from archive.items import ArticleItem
from archive.vocabulary import Origin
from pipelines.verb import Verb

FIRST_YEAR, LAST_YEAR = 1990, 2100
OPENING_LINES = 6
LONGEST_OPENING = 3000
PIVOT, CENTURY = 70, 100
NEAR = 7
DAY_LENGTH = 10
TWO_DIGITS = 10
WEEKDAYS = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6, "ahad": 6}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari pebruari feb peb",
            "maret mar",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt ags",
            "september sept sep",
            "oktober okt",
            "november nopember nov nop",
            "desember des",
        ),
        1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = r"(?P<weekday>senin|selasa|rabu|kamis|jum['’‘`]?at|sabtu|minggu|ahad)"
LATELY = r"(?P<lately>kemarin|tadi|hari ini|lalu)"
HOURS = r"(?:\s+(?:dini\s+hari|pagi|siang|sore|petang|malam)){0,2}"
BEFORE = rf"(?:\b(?:{WEEKDAY}|{LATELY}){HOURS}\s*,?\s*)?"
NUMBERS = re.compile(
    BEFORE + r"\s*(?P<open>\()\s*(?:tanggal\s+)?(?P<day>\d{1,2})\s*(?P<mark>[/.-])/?\s*(?P<month>\d{1,2})"
    r"(?:\s*[/.-]{1,2}\s*(?P<year>\d{4}|\d{2}))?\s*(?:\)|(?=\s[–—-]))",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"\b{WEEKDAY}{HOURS}\s*,?\s*(?:tanggal\s+)?(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
NAMED = re.compile(
    BEFORE + r"(?P<open>\()?\s*(?:(?:pada\s+)?tanggal\s+)?(?<![\d/.,-])(?P<day>\d{1,2})"
    rf"(?:\s*(?:[-–—]|s/d|sampai|hingga)\s*\d{{1,2}})?\s+(?P<month>{MONTH})\b\.?(?:\s+(?P<year>\d{{4}})(?!\d))?(?(open)\s*\)?)",
    re.IGNORECASE,
)
# where the numbers of each stand: to look for them is fifty times as fast as to look for all that may come before
NUMBERS_AT = re.compile(r"\(\s*(?:tanggal\s+)?\d{1,2}\s*[/.-]", re.IGNORECASE)
BARE_AT = re.compile(r"(?<![\d(/])\d{1,2}/\d{1,2}/\d{4}")
NAMED_AT = re.compile(r"(?<![\d/.,-])\d{1,2}(?:\s*(?:[-–—]|s/d|sampai|hingga)\s*\d{1,2})?\s+(?=[A-Za-z])")
PRECEDING = re.compile(
    rf"(?:\b(?:{WEEKDAY}|{LATELY}){HOURS}\s*,?\s*)?\(?\s*(?:(?:pada\s+)?tanggal\s+)?$", re.IGNORECASE
)
LONGEST_BEFORE = 45
CLOCK_AFTER = re.compile(r"[\s|,•-]*\d{1,2}[.:]\d{2}\b")
STATED_YEAR = r"(?<!\d)0?{day}\s*(?:/0?{month}/|\s(?:{names})\s)\s*(?P<year>(?:19|20)\d\d)(?!\d)"
MONTH_NAMES = {
    number: "|".join(name for name, other in MONTHS.items() if other == number) for number in MONTHS.values()
}


class SettleDates(Verb):
    """Asks no clock: what is inferred comes from the item alone, and is marked."""

    def work(self, article: ArticleItem) -> None:
        """Drop dates of publication and change outside 1990 to 2100 (raw forms stay), and fill the event's."""
        _drop_impossible(article)
        if article.event_date is None:
            fill_event(article)


def _drop_impossible(article: ArticleItem) -> None:
    for name in ("published", "modified"):
        value = getattr(article, name)
        if value is None or (value[:4].isdecimal() and FIRST_YEAR <= int(value[:4]) <= LAST_YEAR):
            continue
        if name == "published":
            article.published_raw = article.published_raw or value
            article.published_precision = None
        setattr(article, name, None)
        article.origins.pop(name, None)


def fill_event(article: ArticleItem) -> None:
    """The first day that the opening states; where the opening has none but its dateline, that one."""
    published = _day(article.published)
    raw = article.dateline.raw or ""
    opening, dateline = f"{raw} {_opening(article.body)}", len(raw)
    matches = sorted(_stated(opening, published, dateline), key=lambda match: (match.start() < dateline, match.start()))
    if not matches:
        return
    match = matches[0]
    day, inferred = _settled(match, article.body, published)
    article.event_date_raw = match.group().strip()
    if day is None:
        return
    weekday = _weekday(match)
    article.event_date, article.event_date_inferred = day.isoformat(), inferred
    # the weekday belongs to the year that is written, even where another one was taken
    written = _date(_year(match), day.month, day.day) if match["year"] else day
    article.event_date_conflict = weekday is not None and written is not None and weekday != written.weekday()
    article.origins["event_date"] = Origin.TEXT


def _opening(body: str) -> str:
    """The first lines of a text that are not empty."""
    end = -1
    for _ in range(OPENING_LINES):
        end = body.find("\n", end + 1)
        while body.startswith("\n", end + 1) and end >= 0:
            end += 1
        if end < 0:
            return body[:LONGEST_OPENING]
    return body[: min(end, LONGEST_OPENING)]


def _stated(opening: str, published: date | None, dateline: int) -> Iterator[re.Match[str]]:
    """The days that the opening states, found by their numbers, each with the weekday before it."""
    for match in _matches(NUMBERS, NUMBERS_AT, opening):
        if _is_a_day(match):
            yield match
    for match in _matches(BARE, BARE_AT, opening):
        if _month_and_day(match):
            yield match
    for match in _matches(NAMED, NAMED_AT, opening):
        if _is_an_event(match, published) or (match["year"] and match.end() < dateline and _month_and_day(match)):
            yield match


def _matches(shape: re.Pattern[str], numbers: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for found in numbers.finditer(text):
        first = max(0, found.start() - LONGEST_BEFORE)
        before = PRECEDING.search(text[first : found.start()])
        match = shape.match(text, first + before.start()) if before else None
        if match is not None:
            yield match


def _is_a_day(match: re.Match[str]) -> bool:
    """True for numbers in brackets that can only be a day: a clock time or a fraction has no weekday and no year."""
    if not _month_and_day(match):
        return False
    if match["year"]:
        return True
    two_digits = int(match["day"]) >= TWO_DIGITS or match["month"].startswith("0") or match["day"].startswith("0")
    return match["mark"] == "/" and bool(match["weekday"] or match["lately"] or two_digits)


def _is_an_event(match: re.Match[str], published: date | None) -> bool:
    """True for a written-out date with a weekday; without one it must be in brackets, or just before the publication.

    With a clock right after it, it is the page's own line of when it was published.
    """
    if not _month_and_day(match):
        return False
    if CLOCK_AFTER.match(match.string, match.end()):
        return False
    if match["weekday"] or (match["open"] and match["year"]):
        return True
    day = _date(_year(match), *_numbers(match)) if match["year"] else None
    return day is not None and published is not None and 0 <= (published - day).days <= NEAR


def _month_and_day(match: re.Match[str]) -> bool:
    month, day = _numbers(match)
    return _date(2000, month, day) is not None


def _numbers(match: re.Match[str]) -> tuple[int, int]:
    """Month and day."""
    month = match["month"].casefold()
    return MONTHS.get(month) or int(month), int(match["day"])


def _year(match: re.Match[str]) -> int:
    year = int(match["year"])
    return year if year >= CENTURY else year + (2000 if year < PIVOT else 1900)


def _weekday(match: re.Match[str]) -> int | None:
    name = match["weekday"]
    return WEEKDAYS[re.sub(r"\W", "", name.casefold())] if name else None


def _settled(match: re.Match[str], body: str, published: date | None) -> tuple[date | None, bool]:
    """The day, and whether its year was inferred."""
    month, day = _numbers(match)
    if not match["year"]:
        pattern = STATED_YEAR.format(day=day, month=month, names=MONTH_NAMES[month])
        stated = re.search(pattern, body, re.IGNORECASE)
        year = int(stated["year"]) if stated else None
        return (_date(year, month, day) if year else _nearest(month, day, published)), True
    written = _date(_year(match), month, day)
    weekday = _weekday(match)
    if written is None or weekday is None or published is None or written.weekday() == weekday:
        return written, False
    meant = _nearest(month, day, published)
    is_typo = meant is not None and meant.weekday() == weekday and abs((meant - published).days) <= NEAR
    return (meant, True) if is_typo else (written, False)


def _nearest(month: int, day: int, published: date | None) -> date | None:
    """Of the days with this month and day the one nearest to the publication."""
    if published is None:
        return None
    days = [found for shift in (-1, 0, 1) if (found := _date(published.year + shift, month, day))]
    return min(days, key=lambda found: abs((found - published).days), default=None)


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:DAY_LENGTH]) if stated and len(stated) >= DAY_LENGTH else None
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
