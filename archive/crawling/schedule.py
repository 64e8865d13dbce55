"""The schedule as a person sees it: what runs, what is next, and how each source went last."""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from archive.clock import stamp
from archive.crawling.crawls import Report, last_report
from archive.crawling.polls import NEVER, Poll, load_polls, next_due
from archive.database import open_for_reading
from archive.folder import ArchiveFolder
from archive.sources import Source

DAEMON = ".schedule"  # no source can have this name


@dataclass(frozen=True, slots=True)
class Planned:
    """One adopted source. Moments are stamps in UTC; `next` is None for one that waits for a person, `interval` in s.

    `running` is the number of the process that crawls it now. The `last` facts are of the last crawl that has ended.
    """

    source: str
    running: int | None
    next: str | None
    paused: str | None
    interval: float
    failures: int
    last_ended: str | None
    last_verdict: str | None
    last_explanation: str | None
    last_new: int | None

    def as_dict(self) -> dict[str, Any]:
        """The facts as plain values."""
        return asdict(self)


LAST = """
SELECT s.name, c.ended, c.verdict, c.explanation, c.new,
(SELECT max(id) FROM crawls WHERE source = s.id AND ended IS NULL) AS open
FROM sources s LEFT JOIN crawls c ON c.id = (SELECT max(id) FROM crawls WHERE source = s.id AND ended IS NOT NULL)
"""


def planned(
    connection: sqlite3.Connection, folder: ArchiveFolder, sources: Iterable[Source], now: datetime
) -> list[Planned]:
    """What runs first, then the soonest, those that wait for a person last."""
    polls = load_polls(connection)
    last = {row["name"]: row for row in connection.execute(LAST)}
    found = []
    for source in sources:
        poll, row = polls.get(source.name, NEVER), last.get(source.name)
        due = next_due(source, poll, now)
        found.append(
            Planned(
                source=source.name,
                running=folder.held_by(source.name) if row and row["open"] else None,
                next=stamp(due) if due else None,
                paused=stamp(poll.paused) if poll.paused else None,
                interval=poll.interval.total_seconds(),
                failures=poll.failures,
                last_ended=row["ended"] if row else None,
                last_verdict=row["verdict"] if row else None,
                last_explanation=row["explanation"] if row else None,
                last_new=row["new"] if row else None,
            )
        )
    return sorted(found, key=lambda one: (one.running is None, one.next is None, one.next or "", one.source))


class Timetable:
    """The polls as the daemon sees them, read again only when something was written."""

    def __init__(self, folder: ArchiveFolder) -> None:
        self._connection = open_for_reading(folder.database)
        self._version = -1
        self.polls: dict[str, Poll] = {}

    def look(self) -> bool:
        """Read the polls when another connection (of a crawl, of a command) has written; True when one had."""
        version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        if version == self._version:
            return False
        self._version = version
        self.polls = load_polls(self._connection)
        return True

    def due(self, source: Source, now: datetime) -> datetime | None:
        """When a source is due; None when it waits for a person."""
        return next_due(source, self.polls.get(source.name, NEVER), now)

    def is_walked(self, source: Source) -> bool:
        """True when only what is recent is left to look for."""
        return self.polls.get(source.name, NEVER).walked

    def is_wanted(self, source: Source) -> bool:
        """True when a person wants a source at once, in quiet hours too."""
        return self.polls.get(source.name, NEVER).wanted is not None

    def is_paused(self, source: Source) -> bool:
        """True when a person has paused a source."""
        return self.polls.get(source.name, NEVER).paused is not None

    def report(self, source: Source) -> Report | None:
        """How the last crawl of a source went."""
        return last_report(self._connection, source.name)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
