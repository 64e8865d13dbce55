"""What keeping an item needs to know, and what it comes to."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from archive.clock import stamp
from archive.full_text import Search


class Kept(StrEnum):
    """What keeping an item came to."""

    NEW = "new"
    REVISED = "revised"
    SAME = "same"


class Keep(NamedTuple):
    """What keeping an item came to: the article's row, and whether it has moved to another address.

    `redated`: its date of change is another one, and nothing else is.
    """

    kept: Kept
    article: int
    moved: bool = False
    redated: bool = False


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where and when an item is kept: source and captures are rows' ids, `now` is in UTC.

    `seen` is when its page was captured, where that was not now: another crawler did it.
    """

    connection: sqlite3.Connection
    search: Search
    source: int
    captures: tuple[int, ...]
    now: datetime
    seen: datetime | None = None

    @property
    def observed(self) -> str:
        """The stamp of the moment at which the article stood so."""
        return stamp(self.seen or self.now)
