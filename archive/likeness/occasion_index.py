"""The index of occasions: which articles name one prison on one day.

A release in wholly other words shares no run of words with its source, and so no sketch; but prison, day and facts.
"""

import sqlite3
from collections.abc import Iterator

from archive.likeness.comparable import Comparable
from archive.likeness.named_units import named

MOST = 50
MOST_DAYS = 3  # of a text that states no day of the event: the first in the calendar
ANY_YEAR = "-"


class OccasionIndex:
    """Looks up and keeps which articles are about which occasions, inside of the transaction in hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def candidates(self, article: Comparable, most: int = MOST) -> list[int]:
        """Row ids of the articles that name a prison and a day that this one names too, the newest rows first.

        At most `most`; a day without its year is that day of any year. An article that is in the index is its own
        candidate.
        """
        found: set[int] = set()
        for day, year, unit in _occasions(article):
            found.update(
                row[0]
                for row in self._connection.execute(
                    "SELECT article FROM occasions WHERE day = :day AND unit = :unit "
                    "AND (year IN (:year, '-') OR :year = '-') ORDER BY article DESC LIMIT :most",
                    {"day": day, "unit": unit, "year": year, "most": most},
                )
            )
        return sorted(found, reverse=True)[:most]

    def add(self, row: int, article: Comparable) -> None:
        """Enter an article by its row's id, in the place of what stands there of it."""
        self.remove(row)
        self._connection.executemany(
            "INSERT INTO occasions (day, unit, year, article) VALUES (?, ?, ?, ?)",
            [(day, unit, year, row) for day, year, unit in _occasions(article)],
        )

    def remove(self, row: int) -> None:
        """Take an article out."""
        self._connection.execute("DELETE FROM occasions WHERE article = ?", (row,))


def _occasions(article: Comparable) -> Iterator[tuple[str, str, str]]:
    """Day (`02-27`), year (`2020`, or `-` for none) and id of each registered prison on each day of the article."""
    units = sorted(one.id for one in named(article.units) if one.id)
    if units:
        for day in _days(article):
            for unit in units:
                yield day[-5:], day[:-6].strip("-") or ANY_YEAR, unit


def _days(article: Comparable) -> list[str]:
    """The day of the event; where none is known, the days that the text names, or else that of its publication."""
    if article.event_day is not None:
        return [article.event_day]
    if article.days:
        return sorted(article.days)[:MOST_DAYS]
    return [article.published] if article.published is not None else []
