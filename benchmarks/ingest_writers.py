"""Two ways to write the same articles, each in a process of its own: into an archive, and into a plain table.

The plain table is the measure of the machine: no revisions, no look-ups, no index but the full-text one.
"""

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from archive import frontier
from archive.articles import keep
from archive.clock import now
from archive.database import open_for_writing
from archive.full_text import Search
from archive.items import ArticleItem
from archive.keeping import Keeping
from archive.likeness.story_figures import settle_stories
from archive.sources import Source
from archive.writer import GROUP
from benchmarks.measure import peak_bytes

PLAIN = """
CREATE TABLE plain (id INTEGER PRIMARY KEY, url TEXT, headline TEXT, lead_caption TEXT, body TEXT, published TEXT);
CREATE VIRTUAL TABLE plain_fts USING fts5(
    headline, lead_caption, body, content='plain', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
"""
INDEX_PLAIN = (
    "INSERT INTO plain_fts (rowid, headline, lead_caption, body) "
    "SELECT id, headline, lead_caption, body FROM plain WHERE id > (SELECT max(id) - ? FROM plain)"
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What it took to write `items` articles: `wall` and `cpu` in seconds; `peak_bytes` the process's memory so far.

    `results` counts what became of them, by name.
    """

    items: int
    wall: float
    cpu: float
    peak_bytes: int
    results: dict[str, int] = field(default_factory=dict)


Write = Callable[[list[ArticleItem]], Counter[str]]


def into_archive(connection: sqlite3.Connection) -> Write:
    """`keep`, and the index at the end of a transaction, as the archive's writer does it; without captures."""
    sources: dict[str, int] = {}

    def write(group: list[ArticleItem]) -> Counter[str]:
        search = Search()
        connection.execute("BEGIN IMMEDIATE")
        results: Counter[str] = Counter()
        for item in group:
            if item.source not in sources:
                adopted = Source(item.source, f"https://{item.source}.example/", "wordpress")
                sources[item.source] = frontier.adopt(connection, adopted)
            at = Keeping(connection, search, sources[item.source], (), now())
            connection.execute("SAVEPOINT job")
            results[keep(item, at)[0]] += 1
            connection.execute("RELEASE job")
        search.flush(connection)
        settle_stories(connection)
        connection.execute("COMMIT")
        return results

    return write


def into_plain_table(connection: sqlite3.Connection) -> Write:
    """The text of the same articles in one table with a full-text index, in transactions of the same size."""
    connection.executescript(PLAIN)

    def write(group: list[ArticleItem]) -> Counter[str]:
        rows = [(item.url, item.headline, item.lead_caption, item.body, item.published) for item in group]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT INTO plain (url, headline, lead_caption, body, published) VALUES (?, ?, ?, ?, ?)", rows
        )
        connection.execute(INDEX_PLAIN, (len(rows),))
        connection.execute("COMMIT")
        return Counter(new=len(rows))

    return write


class WriterProcess:
    """A process that opens `database` as the archive does, writes what it is given, and says what it took.

    It reads its orders while no clock runs, and waits in between: nothing else is counted than the writing.
    """

    def __init__(self, way: Callable[[sqlite3.Connection], Write], database: Path) -> None:
        context = get_context("spawn")
        self._orders, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(way, database, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def write(self, items: list[ArticleItem]) -> Spent:
        """Write these items in groups; `EOFError` when the process has died."""
        self._orders.send(items)
        spent = self._orders.recv()
        assert isinstance(spent, Spent)
        return spent

    def close(self) -> None:
        """Let it end, and its connection close."""
        self._orders.close()
        self._process.join()


def _serve(way: Callable[[sqlite3.Connection], Write], database: Path, orders: Connection) -> None:
    with closing(open_for_writing(database)) as connection:
        write = way(connection)
        while True:
            try:
                items = orders.recv()
            except EOFError:
                return
            orders.send(_timed(write, items))


def _timed(write: Write, items: list[ArticleItem]) -> Spent:
    results: Counter[str] = Counter()
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(items), GROUP):
        results += write(items[start : start + GROUP])
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Spent(len(items), wall, cpu, peak_bytes(os.getpid()), dict(results))
