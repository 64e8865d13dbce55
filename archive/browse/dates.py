"""Days and moments as a page says them: `Kamis, 27 Februari 2020, pukul 08.15 WIB (+07.00)`."""

from datetime import date, datetime, tzinfo

from archive.browse.words import DAYS, MONTHS
from archive.clock import moment
from archive.vocabulary import Precision

DAY_LETTERS = len("2020-02-27")
CLOCK_LETTERS = len("2020-02-27T08:15:07")
ZONES = {"+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT"}


def say_day(day: str | None, language: str, *, weekday: bool = True) -> str | None:
    """`2020-02-27` as `Kamis, 27 Februari 2020` or `Thursday, 27 February 2020`; any other text as it stands."""
    try:
        known = date.fromisoformat(day or "")
    except ValueError:
        return day
    named = f"{known.day} {MONTHS[language][known.month - 1]} {known.year}"
    return f"{DAYS[language][known.weekday()]}, {named}" if weekday else named


def say_span(name: str, language: str) -> str:
    """`2020-02` as `Februari 2020` or `February 2020`; a year as it stands."""
    year, _, month = name.partition("-")
    return f"{MONTHS[language][int(month) - 1]} {year}" if month else year


def say_published(stated: str | None, precision: str | None, language: str) -> str | None:
    """A publisher's date (ISO 8601 with its offset) as finely as it was stated; any other text as it stands."""
    try:
        known = datetime.fromisoformat(stated or "")
    except ValueError:
        return stated
    if precision == Precision.MONTH:
        return f"{MONTHS[language][known.month - 1]} {known.year}"
    said = say_day(known.date().isoformat(), language)
    has_clock = precision != Precision.DAY and len(stated or "") > DAY_LETTERS
    return f"{said}, {_clock(known, language)}" if has_clock else said


def say_moment(stamp: str, zone: tzinfo, language: str) -> str:
    """A stamp of the archive (UTC) on the clock of `zone`, to the second."""
    here = moment(stamp).astimezone(zone)
    return f"{say_day(here.date().isoformat(), language, weekday=False)}, {_clock(here, language, seconds=True)}"


def _clock(known: datetime, language: str, *, seconds: bool = False) -> str:
    clock = known.strftime("%H:%M:%S" if seconds else "%H:%M")
    if language == "id":
        clock = f"pukul {clock.replace(':', '.')}"
    if known.tzinfo is None:
        return clock
    offset = known.isoformat(timespec="seconds")[CLOCK_LETTERS:]
    return f"{clock} {ZONES[offset]} ({offset})" if offset in ZONES else f"{clock} ({offset})"
