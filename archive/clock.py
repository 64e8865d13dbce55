"""Moments as the archive writes them: UTC, to the microsecond, in a form whose text order is the order of time."""

from datetime import UTC, datetime, timedelta

LONGEST_WAIT = timedelta(days=1)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """`2026-11-24T08:30:05.123456Z`: sorts as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """The moment of a stamp, in UTC."""
    return datetime.fromisoformat(text)
