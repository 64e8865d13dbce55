"""Who had a text first: what the dates of articles allow to say, and nothing beyond.

A date is a span of time: as long as its precision is coarse, and reaching back where its offset may be wrong. One
article is earlier than another only where its whole span lies before the other's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from archive.vocabulary import Precision

LENGTHS = {
    Precision.SECOND: timedelta(seconds=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.DAY: timedelta(days=1),
    Precision.MONTH: timedelta(days=31),
}
FARTHEST_ZONE = timedelta(hours=9)  # a clock of eastern Indonesia that calls itself UTC
EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dated:
    """What is known of the time at which an article appeared.

    `name` (a public id) parts what is otherwise equal. `published` is ISO 8601 with the publisher's offset, and
    `first_seen` a stamp in UTC: when the archive's oldest capture of it was made.
    """

    name: str
    published: str | None
    precision: str | None
    first_seen: str
    zone_suspect: bool = False

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when (UTC, the end excluded) it may have appeared; without a date, before it was first seen."""
        stated = _moment(self.published)
        if stated is None:
            return EVER, datetime.fromisoformat(self.first_seen)
        reaching_back = FARTHEST_ZONE if self.zone_suspect else timedelta()
        return stated - reaching_back, stated + LENGTHS.get(Precision(self.precision or "day"), timedelta(days=1))


def _moment(published: str | None) -> datetime | None:
    """The moment with which a date begins; a month begins with its first day, and what has no offset is UTC."""
    if not published:
        return None
    try:
        stated = datetime.fromisoformat(published if len(published) > len("2020-02") else f"{published}-01")
    except ValueError:
        return None
    stated = stated if stated.tzinfo else stated.replace(tzinfo=UTC)
    return stated.astimezone(UTC) if stated.year > 1 else None


@dataclass(frozen=True, slots=True)
class Earliest:
    """The article that had it first, and the others that the dates do not rule out; empty when it is certain."""

    first: str
    rivals: tuple[str, ...]


def earliest(articles: Sequence[Dated]) -> Earliest:
    """The first of some articles (at least one), whatever their order.

    It is the one that was certainly out before the others were; where that is open, the one whose date ends
    earliest, with its rivals named.
    """
    spans = {article.name: article.span for article in articles}
    first = min(articles, key=lambda article: (_is_undated(article), spans[article.name][::-1], article.name)).name
    end = spans[first][1]
    rivals = [name for name, (start, _) in spans.items() if name != first and start < end]
    return Earliest(first, tuple(sorted(rivals)))


def _is_undated(article: Dated) -> bool:
    return _moment(article.published) is None


def hours_between(first: Dated, later: Dated) -> float | None:
    """After how many hours an article followed the first; None where their dates do not say that it followed.

    Between dates to the minute it is exact; where one of them is a day, it is the least that it can have been.
    """
    if _is_undated(first) or _is_undated(later):
        return None
    (start, end), (later_start, _) = first.span, later.span
    if later_start < end:
        return None
    fine = {Precision.SECOND, Precision.MINUTE}
    since = start if {first.precision, later.precision} <= fine else end
    return round((later_start - since) / timedelta(hours=1), 2)
