"""Timetables: the fixed times and the quiet hours that a source's file may state, in its own time zone."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

if TYPE_CHECKING:
    from archive.sources import Source

EVERY = re.compile(r"([1-9]\d{0,4})(m|h|d)")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def parse_every(text: str) -> timedelta:
    """A distance as in "30m", "6h" or "2d". Raises `ValueError` for anything else."""
    match = EVERY.fullmatch(text)
    if match is None:
        raise ValueError('a number of minutes, hours or days, as in "30m", "6h" or "2d"')
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def parse_quiet(text: str) -> tuple[time, time]:
    """Beginning and end of quiet hours, as in "22:00-05:00". Raises `ValueError` for anything else."""
    match = QUIET.fullmatch(text)
    if match is None or match[1] + match[2] == match[3] + match[4]:
        raise ValueError('two different clock times, as in "22:00-05:00"')
    return time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))


def parse_cron(text: str) -> str:
    """A cron expression of five fields. Raises `ValueError` that says which one is wrong."""
    try:
        CronSim(text, datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise ValueError(f'five fields of cron, as in "15 6,18 * * *" ({str(error).lower()})') from None
    return text


def after(source: "Source", moment: datetime) -> datetime | None:
    """The next fixed time after `moment`, in UTC; None for a source that states none.

    With `every` it is so long after `moment`; with `cron` the next time that the expression names. A time that its
    time zone skips or repeats is taken as Debian's cron does.
    """
    if source.cron:
        return next(CronSim(source.cron, moment.astimezone(ZoneInfo(source.time_zone)))).astimezone(UTC)
    return moment + parse_every(source.every) if source.every else None


def is_quiet(source: "Source", moment: datetime) -> bool:
    """True in the quiet hours of a source: from their beginning on, up to their end, which is outside."""
    if not source.quiet:
        return False
    begin, end = parse_quiet(source.quiet)
    clock = moment.astimezone(ZoneInfo(source.time_zone)).time()
    return begin <= clock < end if begin < end else clock >= begin or clock < end


def after_quiet(source: "Source", moment: datetime) -> datetime:
    """`moment` itself, or the end of the quiet hours in which it lies, in UTC."""
    if not is_quiet(source, moment):
        return moment
    end = parse_quiet(source.quiet)[1]
    local = moment.astimezone(ZoneInfo(source.time_zone))
    over = local.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return (over if over > local else over + timedelta(days=1)).astimezone(UTC)
