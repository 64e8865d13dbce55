"""Dates as publishers write them: ISO 8601, Indonesian and English date lines, and what dateparser knows besides."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from dateparser.data.languages_info import language_order  # type: ignore[import-untyped]  # it ships no types
from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # it ships no types

from archive.vocabulary import Precision
from archive.wording.calendar_words import MONTHS, month_of, year_of

ZONES = {"wib": 7, "wita": 8, "wit": 9, "utc": 0, "gmt": 0, "z": 0}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
LONGEST = 200
QUARTER = 15 * 60
FIRST_YEAR = 1970  # before it, zones have offsets to the second, and no web page has a clock time
FARTHEST = 14 * 3600

ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[T ]+(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?"
    r" ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}(?!\d)|[+-]\d{2}(?!\d))?)?(?!\d)",
    re.IGNORECASE,
)
# as in 2024/3/5, of scholarly meta tags
YEAR_FIRST = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})(?![\d/])")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?$")
NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s./-]*\b({MONTH})\b\.?[\s.,/-]*(\d{{4}}|\d{{2}})(?![\d:])", re.IGNORECASE
)
MISSPELT = re.compile(r"(?<!\d)(\d{1,2})[\s./-]+([a-z]{5,10})\b\.?[\s.,/-]*(\d{4})(?!\d)", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b({MONTH})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2}) ?[/.-]{1,2} ?(\d{1,2}) ?[/.-]{1,2} ?(\d{4}|\d{2})(?![\d/])")
MONTH_ONLY = re.compile(rf"^({MONTH})\.?\s+(\d{{4}})$", re.IGNORECASE)
CLOCK = re.compile(
    r"^\D{0,40}?(?<!\d)(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?!\d)\s*(am|pm)?\s*\(?(WIB|WITA|WIT|UTC|GMT)?\b(?:\s*([+-]\d{1,2})(?::?00)?)?",
    re.IGNORECASE,
)
# what is worth asking dateparser: short, with a year of four digits and a word
FOREIGN = re.compile(r"(?=.*\d{4})(?=.*[^\W\d]).{8,60}")
PATHS = (
    re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{2})/(?P<d>\d{2})(?=/|$|-)"),
    re.compile(r"/(?P<d>\d{2})/(?P<m>\d{2})/(?P<y>(?:19|20)\d{2})(?=/|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d{2})-(?P<m>\d{2})-(?P<d>\d{2})(?=/|$|-)"),
    re.compile(r"/(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})(?=/|$|-)"),
)
UNIX_TIME = re.compile(r"-(1[0-9]{9})/?$")  # September 2001 to 2033
WIB = timezone(timedelta(hours=7))
MAILED = re.compile(r"\d \w{3,9} \d{2,4} [\d:]+ (GMT|UT|[+-]\d{4})\s*$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as a publisher stated it: `value` in ISO 8601 (a clock time carries its offset), and as written."""

    value: str
    precision: Precision
    raw: str

    @property
    def moment(self) -> datetime | None:
        """The instant, for a date with a clock time."""
        return datetime.fromisoformat(self.value) if "T" in self.value else None


def parse_date(text: str, zone: str, language: str = "id", *, month_first: bool = False) -> Stated | None:
    """The date that `text` states, by the grammar, else by dateparser; `None` when it names no full day or month.

    `zone` (an IANA name) is the offset of a clock time that has none of its own.
    """
    text = text.strip()
    return find_date(text, zone, month_first=month_first) or _month_only(text) or _by_dateparser(text, zone, language)


def find_date(text: str, zone: str, *, month_first: bool = False) -> Stated | None:
    """The first date in `text` that the strict grammar knows, with the clock time that follows it.

    `month_first` says how 3/4/2024 is meant; 3/24/2024 can mean one thing only.
    """
    if len(text) > LONGEST:
        return None
    if match := COMPACT.match(text) or ISO.search(text):
        return _from_iso(match, text, zone)
    patterns = (YEAR_FIRST, NAMED, MONTH_FIRST, NUMERIC)
    found = [match for pattern in patterns if (match := pattern.search(text))]
    for match in (*sorted(found, key=lambda m: m.start()), *MISSPELT.finditer(text)):
        day = _day_of(match, month_first=month_first)
        if day is not None:
            return _with_clock(day, text, match, zone)
    return None


def _from_iso(match: re.Match[str], text: str, zone: str) -> Stated | None:
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        stated = date(int(year), int(month), int(day))
        if hour is None:
            return Stated(stated.isoformat(), Precision.DAY, text)
        clock = time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    precision = Precision.SECOND if second else Precision.MINUTE
    return _stated(datetime.combine(stated, clock), _offset(offset), precision, text, zone)


def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text.lower() in ZONES:
        return timezone(timedelta(hours=ZONES[text.lower()]))
    size = timedelta(hours=int(text[1:3]), minutes=int(text[3:].lstrip(":") or 0))
    return timezone(-size if text[0] == "-" else size) if size.total_seconds() <= FARTHEST else None


def _stated(moment: datetime, offset: tzinfo | None, precision: Precision, raw: str, zone: str) -> Stated:
    day = Stated(moment.date().isoformat(), Precision.DAY, raw)
    if offset is None and moment.year < FIRST_YEAR:
        return day
    try:
        return Stated(moment.replace(tzinfo=offset or ZoneInfo(zone)).isoformat(timespec="seconds"), precision, raw)
    except OverflowError:
        return day


def _day_of(match: re.Match[str], *, month_first: bool) -> date | None:
    first, second, year = match.groups()
    if match.re is MONTH_FIRST:
        return _date(year, first, second)
    if match.re is YEAR_FIRST:
        return _date(first, second, year)
    if match.re is not NUMERIC or "." in match[0] or len(year) < len("2024"):
        return _date(year, second, first)
    orders = [(second, first), (first, second)]
    found = (_date(year, month, day) for month, day in (reversed(orders) if month_first else orders))
    return next((day for day in found if day), None)


def _date(year: str, month: str, day: str) -> date | None:
    number = month_of(month) or (int(month) if month.isdecimal() else 0)
    try:
        return date(year_of(year), number, int(day))
    except ValueError:
        return None


def _with_clock(day: date, text: str, match: re.Match[str], zone: str) -> Stated:
    plain = Stated(day.isoformat(), Precision.DAY, text)
    clock = CLOCK.match(text[match.end() :])
    if clock is None:
        return plain
    hour, minute, second, half, name, hours = clock.groups()
    number = int(hour) % 12 + (12 if half.lower() == "pm" else 0) if half else int(hour)
    try:
        moment = datetime.combine(day, time(number, int(minute), int(second or 0)))
    except ValueError:
        return plain
    offset = timezone(timedelta(hours=ZONES[name.lower()])) if name else None
    if name and hours and abs(int(hours)) * 3600 <= FARTHEST:
        offset = timezone(timedelta(hours=int(hours)))
    return _stated(moment, offset, Precision.SECOND if second else Precision.MINUTE, text, zone)


def _month_only(text: str) -> Stated | None:
    match = MONTH_ONLY.match(text)
    return Stated(f"{match[2]}-{MONTHS[match[1].lower()]:02}", Precision.MONTH, text) if match else None


def _by_dateparser(text: str, zone: str, language: str) -> Stated | None:
    """What dateparser reads: only full dates, and never by today's date."""
    if not FOREIGN.fullmatch(text):
        return None
    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RELATIVE_BASE": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        "RETURN_TIME_AS_PERIOD": True,
    }
    try:
        languages = [name for name in dict.fromkeys((language, "id", "en")) if name in language_order]
        found = DateDataParser(languages=languages, settings=settings).get_date_data(text)
    except (ValueError, OverflowError, TypeError, AttributeError, KeyError):
        return None
    if found.date_obj is None:
        return None
    if found.period != "time":
        return Stated(found.date_obj.date().isoformat(), Precision.DAY, text)
    precision = Precision.SECOND if found.date_obj.second else Precision.MINUTE
    return _stated(found.date_obj, found.date_obj.tzinfo, precision, text, zone)


def date_in_address(url: str) -> Stated | None:
    """The day that an address carries in its path: `/2019/11/21/`, or a Unix time at its end (the day in WIB)."""
    path = url.partition("?")[0]
    if (stamp := UNIX_TIME.search(path)) is not None:
        return Stated(datetime.fromtimestamp(int(stamp[1]), WIB).date().isoformat(), Precision.DAY, stamp[1])
    for pattern in PATHS:
        match = pattern.search(path)
        if match is not None:
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            return Stated(day.isoformat(), Precision.DAY, match[0])
    return None


def wordpress_date(local: str | None, gmt: str | None, zone: str) -> Stated | None:
    """A date of the REST interface: `local` is the site's clock, `gmt` the same moment in UTC without saying so.

    Their difference is the offset; where it is none that a place could have, the clock of `zone` is taken.
    """
    stated = find_date(local, zone) if local else None
    moment = stated.moment if stated else None
    if stated is None or moment is None:
        return stated
    universal = find_date(gmt, "UTC") if gmt else None
    utc = universal.moment if universal else None
    clock = moment.replace(tzinfo=None)
    offset = None
    if utc is not None:
        seconds = (clock - utc.replace(tzinfo=None)).total_seconds()
        offset = timezone(timedelta(seconds=seconds)) if seconds % QUARTER == 0 and abs(seconds) <= FARTHEST else None
    return _stated(clock, offset, stated.precision, stated.raw, zone)


def hides_its_zone(stated: Stated | None, zone: str) -> bool:
    """True for a clock time with offset zero on a site whose zone is another: it may be a local clock set to UTC."""
    moment = stated.moment if stated else None
    if moment is None or moment.utcoffset():
        return False
    try:
        return bool(moment.replace(tzinfo=ZoneInfo(zone)).utcoffset())
    except OverflowError:
        return False


def listed_date(text: str, zone: str) -> Stated | None:
    """A date of a feed, a sitemap or a list; that of RFC 822, as RSS has it, with its own offset."""
    if (moment := _mailed(text)) is not None:
        return Stated(moment.isoformat(timespec="seconds"), Precision.SECOND, text)
    return find_date(text.strip(), zone)


def local_day(text: str, zone: str) -> str | None:
    """The day (`YYYY-MM-DD`) in `zone` that a date of a feed, a sitemap or a list stands for; `None` for no date."""
    stated = listed_date(text, zone)
    if stated is None:
        return None
    moment = stated.moment
    return (moment.astimezone(ZoneInfo(zone)).date() if moment else date.fromisoformat(stated.value)).isoformat()


def _mailed(text: str) -> datetime | None:
    """The moment of a date in the form of RFC 822, which RSS has; `None` for another form, or one without offset."""
    try:
        moment = parsedate_to_datetime(text.strip()) if MAILED.search(text) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
