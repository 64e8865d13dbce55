"""Dates that count back from the moment at which the page was shown: "2 jam yang lalu", "kemarin", "3 hours ago"."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from archive.vocabulary import Precision
from spiders.reading.dates import Stated

UNITS = {
    "detik": timedelta(seconds=1),
    "second": timedelta(seconds=1),
    "menit": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "jam": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "hari": timedelta(days=1),
    "day": timedelta(days=1),
}
NUMBERS = {"se": 1, "satu": 1, "a": 1, "an": 1, "one": 1, "dua": 2, "tiga": 3}
LABEL = r"^\W*(?:(?:dipublikasikan|diterbitkan|diposting|terbit|published|posted|updated)\b\W*)?"
AGO = re.compile(
    LABEL + r"(?P<number>\d{1,3}|satu|dua|tiga|one|an?|se)\s*-?"
    r"(?P<unit>detik|menit|jam|hari|seconds?|min(?:ute)?s?|hours?|days?)"
    r"\s+(?:yang\s+|yg\s+)?(?:lalu|ago)\W*$",
    re.IGNORECASE,
)
JUST_NOW = re.compile(LABEL + r"(?:baru saja|just now|kemarin|yesterday)\W*$", re.IGNORECASE)
MOST_DAYS = 30


def relative_date(text: str, captured: datetime | None, zone: str) -> Stated | None:
    """The date of a line that says nothing but how long ago it was; weeks and months name no day.

    Minutes give a clock time, hours and days a day, both in `zone` (an IANA name); `None` where `captured` is.
    """
    if captured is None:
        return None
    here = captured.astimezone(ZoneInfo(zone))
    if match := AGO.match(text):
        return _back(here, match, text)
    if match := JUST_NOW.match(text):
        days = 1 if match[0].lower().rstrip(" .!").endswith(("kemarin", "yesterday")) else 0
        return Stated((here - timedelta(days=days)).date().isoformat(), Precision.DAY, text)
    return None


def _back(here: datetime, match: re.Match[str], text: str) -> Stated | None:
    number = match["number"].lower()
    unit = UNITS[match["unit"].lower().removesuffix("s")]
    span = unit * (int(number) if number.isdecimal() else NUMBERS[number])
    if span > timedelta(days=MOST_DAYS):
        return None
    then = here - span
    if unit >= timedelta(hours=1):
        return Stated(then.date().isoformat(), Precision.DAY, text)
    return Stated(then.replace(second=0, microsecond=0).isoformat(timespec="seconds"), Precision.MINUTE, text)
