"""SettleDates: read the day of the event from the text, and refuse dates that cannot be."""

import re
from datetime import date

from archive.items import ArticleItem
from archive.vocabulary import Origin
from pipelines.verb import Verb

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
DAY_NAME = r"(?P<name>senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)"
TIME_OF_DAY = r"(?:\s+(?:pagi|siang|sore|petang|malam))?"
NUMBERS = r"\(\s*(?P<day>\d{1,2})\s*/{1,2}\s*(?P<month>\d{1,2})(?:\s*/{1,2}\s*(?P<year>\d{4}|\d{2}))?\s*\)"
WORDS = rf"\(?(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})(?:\s+(?P<year>\d{{4}}))?\)?"
SHAPES = tuple(re.compile(rf"\b{DAY_NAME}{TIME_OF_DAY},?\s*{rest}", re.IGNORECASE) for rest in (NUMBERS, WORDS))
OPENING = 1200
DAY_LENGTH, CENTURY, DAYS_AHEAD = 10, 100, 7
FIRST_YEAR, LAST_YEAR = 1990, 2100


class SettleDates(Verb):
    """Needs no clock: a missing year is inferred from the day of publication, and said to be."""

    def work(self, article: ArticleItem) -> None:
        """Fill the event's date, and drop a date of publication outside 1990 to 2100 (its raw form stays)."""
        for name in ("published", "modified"):
            value = getattr(article, name)
            if value is not None and not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR:
                setattr(article, name, None)
        if article.published is None:
            article.published_precision = None
        if article.event_date is None:
            read_event(article)


def read_event(article: ArticleItem) -> None:
    """The first weekday with a date in the opening of the text."""
    opening = article.body[:OPENING]
    matches = [match for shape in SHAPES if (match := shape.search(opening))]
    if not matches:
        return
    match = min(matches, key=lambda found: found.start())
    text = article.published or ""
    published = date.fromisoformat(text[:DAY_LENGTH]) if len(text) >= DAY_LENGTH else None
    day = day_of(match, published)
    article.event_date_raw = match.group().strip()
    if day is None:
        return
    article.event_date = day.isoformat()
    article.event_date_inferred = match["year"] is None
    article.event_date_conflict = DAYS[day.weekday()] != weekday(match["name"])
    article.origins["event_date"] = Origin.TEXT


def weekday(name: str) -> str:
    """The usual spelling of a weekday: jum'at is jumat, ahad is minggu."""
    plain = name.lower().replace("'", "").replace("’", "")
    return "minggu" if plain == "ahad" else plain


def day_of(match: "re.Match[str]", published: date | None) -> date | None:
    """The day that a match states; without a year, the last such day up to a week after publication."""
    month = match["month"].lower()
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    if match["year"]:
        year = int(match["year"])
        return _date(year if year >= CENTURY else 2000 + year, number, int(match["day"]))
    if published is None:
        return None
    candidates = [_date(published.year + shift, number, int(match["day"])) for shift in (1, 0, -1)]
    return next((day for day in candidates if day and (day - published).days <= DAYS_AHEAD), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
