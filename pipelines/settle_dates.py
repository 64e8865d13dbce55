"""SettleDates: the day of the event, as the opening of the text states it; and no date of publication that cannot be.

A missing year comes from the text itself, else from the publication's; a weekday that contradicts the date is a
conflict, and the date stays as written.
"""

import re
from datetime import date

from archive.items import ArticleItem
from archive.vocabulary import Origin
from archive.wording.calendar_words import MONTHS
from archive.wording.relative_days import day_from
from archive.wording.written_days import WrittenDay, date_of, written_days
from pipelines.verb import Verb

FIRST_YEAR, LAST_YEAR = 1990, 2100
OPENING_LINES, MOST_LINES = 6, 30
SENTENCE = 50  # characters: shorter lines are headings, names and what else stands before the text
LONGEST_OPENING, LONGEST_LEAD = 3000, 400
FEWEST_WORDS = 3
NEAR = 7
DAY_LENGTH = 10
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
    """The first day that the opening states; where it has none, its dateline's; else one told from the publication."""
    published = _day(article.published)
    found = _stated(article, published)
    if found is None:
        _fill_from_publication(article, published)
        return
    article.event_date_raw = found.raw
    day, inferred = _settled(found, article.body, published)
    if day is None:
        return
    article.event_date, article.event_date_inferred = day.isoformat(), inferred
    # the weekday belongs to the year that is written, even where another one was taken
    written = found.date or day
    article.event_date_conflict = found.weekday is not None and found.weekday != written.weekday()
    article.origins["event_date"] = Origin.TEXT


def _fill_from_publication(article: ArticleItem, published: date | None) -> None:
    lead = next((line for line in article.body.split("\n", MOST_LINES) if len(line) >= SENTENCE), "")
    found = day_from(lead[:LONGEST_LEAD], published) if published is not None else None
    if found is not None:
        article.event_date_raw, day = found
        article.event_date, article.event_date_inferred = day.isoformat(), True
        article.origins["event_date"] = Origin.TEXT


def _stated(article: ArticleItem, published: date | None) -> WrittenDay | None:
    opening = _opening(article.body)
    for day in written_days(opening):
        if _is_an_event(day, opening, published):
            return day
    dated = (day for day in written_days(article.dateline.raw or "") if day.year is not None or day.bracketed)
    return next(dated, None)


def _opening(body: str) -> str:
    """A text up to the end of its sixth sentence-like line."""
    sentences, lines = 0, body[:LONGEST_OPENING].split("\n", MOST_LINES)[:MOST_LINES]
    for number, line in enumerate(lines, 1):
        sentences += len(line) >= SENTENCE
        if sentences == OPENING_LINES:
            return "\n".join(lines[:number])
    return "\n".join(lines)


def _is_an_event(day: WrittenDay, opening: str, published: date | None) -> bool:
    """True for a day with its weekday or in brackets; without them it must be just before the publication.

    With a clock right after it, or alone on a line, it is the page's own line of when it was published.
    """
    if not day.bracketed and (CLOCK_AFTER.match(opening, day.end) or _is_alone(day, opening)):
        return False
    if day.weekday is not None or day.lately or (day.bracketed and (day.year is not None or not day.named)):
        return True
    written = day.date
    return written is not None and published is not None and 0 <= (published - written).days <= NEAR


def _is_alone(day: WrittenDay, opening: str) -> bool:
    """True for a day on a line of its own, with a place or a clock at most."""
    start, end = opening.rfind("\n", 0, day.start) + 1, opening.find("\n", day.end)
    rest = opening[start : day.start] + " " + opening[day.end : end if end >= 0 else len(opening)]
    return len(re.findall(r"\w+", rest)) < FEWEST_WORDS and (start > 0 or end >= 0)


def _settled(day: WrittenDay, body: str, published: date | None) -> tuple[date | None, bool]:
    """The day, and whether its year was inferred."""
    written = day.date
    if day.year is None:
        pattern = STATED_YEAR.format(day=day.day, month=day.month, names=MONTH_NAMES[day.month])
        stated = re.search(pattern, body, re.IGNORECASE)
        year = int(stated["year"]) if stated else None
        return (date_of(year, day.month, day.day) if year else _nearest(day, published)), True
    if written is None or published is None or not day.weekday_is_wrong:
        return written, False
    meant = _nearest(day, published)
    is_typo = meant is not None and meant.weekday() == day.weekday and abs((meant - published).days) <= NEAR
    return (meant, True) if is_typo else (written, False)


def _nearest(day: WrittenDay, published: date | None) -> date | None:
    """Of the days with this month and day the one nearest to the publication."""
    if published is None:
        return None
    days = [found for shift in (-1, 0, 1) if (found := date_of(published.year + shift, day.month, day.day))]
    return min(days, key=lambda found: abs((found - published).days), default=None)


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:DAY_LENGTH]) if stated and len(stated) >= DAY_LENGTH else None
    except ValueError:
        return None
