"""Days as people type them, and as they read them: the publisher's local days, without clock or zone."""

import re
from calendar import monthrange
from datetime import date

from archive.errors import ArsipError

YEAR = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
DECEMBER = 12
LONGEST_SHOWN = 40
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def first_day(text: str) -> str:
    """The first day (`YYYY-MM-DD`) of the year, month or day that `text` names.

    `2019`, `2019-06`, `2019-06-27` and `27/6/2019` are understood. Raises `ArsipError` with the text and these forms.
    """
    year, month, day = _parts(text)
    return _day(year, month or 1, day or 1, text)


def last_day(text: str) -> str:
    """The last day (`YYYY-MM-DD`) of the year, month or day that `text` names; else as `first_day`."""
    year, month, day = _parts(text)
    month = month or DECEMBER
    try:
        return _day(year, month, day or monthrange(year, month)[1], text)
    except (ValueError, IndexError):  # monthrange refuses the month before the calendar can
        raise _not_a_day(text) from None


def readable_day(day: str) -> str:
    """`2020-02-27` as a person writes it in Indonesian: `27 Februari 2020`; any other text as it stands."""
    try:
        known = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{known.day} {MONTHS[known.month - 1]} {known.year}"


def _parts(text: str) -> tuple[int, int | None, int | None]:
    if match := YEAR.fullmatch(text.strip()):
        year, month, day = (int(part) if part else None for part in match.groups())
    elif match := DAY_FIRST.fullmatch(text.strip()):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise _not_a_day(text)
    if not year or month == 0 or day == 0:
        raise _not_a_day(text)
    return year, month, day


def _day(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise _not_a_day(text) from None


def _not_a_day(text: str) -> ArsipError:
    shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return ArsipError(f"{shown!r} is no day, month or year: write 2019, 2019-06, 2019-06-27 or 27/6/2019")
