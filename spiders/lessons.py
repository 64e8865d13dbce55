"""Lessons: while the pages of a source are stored, its template is learned anew now and then."""

import asyncio
import sqlite3

from archive.changes.template_snapshots import SAMPLE, learn, newest_template
from archive.clock import now
from archive.crawling.crawls import Tally
from archive.writer import Writer

FIRST_LESSON = 4  # articles


class Lessons:
    """The newest template of one source, and when to learn the next: after 4, 8, 16 … articles, then after each 32."""

    def __init__(self, writer: Writer, connection: sqlite3.Connection, source: str) -> None:
        self.template = newest_template(connection, source)
        self._source = source
        self._writer = writer
        self._kept = 0
        self._due = FIRST_LESSON

    async def heed(self, tally: Tally) -> None:
        """Count what an outcome of the source brought, and learn when it is time to."""
        self._kept += tally.new + tally.revised
        if self._kept >= self._due:
            self._due = self._kept + min(self._kept, SAMPLE)
            lesson = self._writer.call(lambda db: learn(db, self._source, now()))
            self.template = await asyncio.wrap_future(lesson) or self.template
