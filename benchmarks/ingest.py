"""How fast articles enter an archive, beside a plain table with a full-text index, as both grow.

    python -m benchmarks.ingest CORPUS [--rows 50000 500000] [--json]

CORPUS is a `.jsonl` or `.jsonl.gz` file, an object a line with `title` and `text`. Each batch is written to both in
turn, on one core, and the making of the texts counts for neither.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.items import ArticleItem
from archive.keeping import Kept
from archive.known_articles import count_articles
from archive.urls import public_id
from archive.writer import GROUP
from benchmarks.ingest_items import PlantedItems
from benchmarks.ingest_writers import Spent, Write, WriterProcess, into_archive, into_plain_table
from benchmarks.measure import Failed, Figure, as_json, as_table

ROWS = (50_000, 500_000)
BATCH = 16 * GROUP
WINDOW = 20_000
AGAIN = 5_000
RATE = "items/s"
MEGABYTE = 1e6
NOTES = (
    f"one process writes, {GROUP} items a transaction; captures are left out, and texts are made while it waits.",
    f"rates are those of the last {WINDOW:,} items before each mark: by the processor's time, and by the time passed.",
    "plain table: the same rows and full-text index in a file of its own, written in turn with the archive.",
    "near copies have another lead or dateline, or lack their tail; sketches are made while it waits, as in a crawl.",
)


@dataclass(slots=True)
class Side:
    """One of the two ways to write: its process, its file, and what each batch took."""

    name: str
    way: Callable[[sqlite3.Connection], Write]
    database: Path
    spent: list[Spent] = field(default_factory=list)
    process: WriterProcess = field(init=False)

    def __post_init__(self) -> None:
        self.process = WriterProcess(self.way, self.database)

    def write(self, items: list[ArticleItem]) -> None:
        """Write a batch, all of which has to be new."""
        spent = self.process.write(items)
        if spent.results != {Kept.NEW: len(items)}:
            raise Failed(f"{self.name}: {spent.results} of {len(items)} new items")
        self.spent.append(spent)

    @property
    def bytes(self) -> int:
        """The size of its database with its log, which holds the latest transactions."""
        return sum(file.stat().st_size for file in self.database.parent.glob(f"{self.database.name}*"))

    def window(self) -> Spent:
        """The last batches, together `WINDOW` items or a little more, or half of all."""
        chosen: list[Spent] = []
        wanted = min(WINDOW, sum(batch.items for batch in self.spent) // 2)
        while sum(batch.items for batch in chosen) < wanted:
            chosen.append(self.spent[-1 - len(chosen)])
        return _sum(chosen)


def _sum(spent: Sequence[Spent]) -> Spent:
    return Spent(
        sum(one.items for one in spent),
        sum(one.wall for one in spent),
        sum(one.cpu for one in spent),
        max(one.peak_bytes for one in spent),
    )


class Board:
    """The figures in the order in which they came."""

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}

    def add(self, name: str, value: float, unit: str, at_least: float | None = None) -> None:
        """One more figure."""
        self.figures[name] = Figure(name, unit, [value], at_least)

    def add_at_most(self, name: str, value: float, unit: str, at_most: float) -> None:
        """One more figure that should be small."""
        self.figures[name] = Figure(name, unit, [value], at_most=at_most)

    def add_rates(self, name: str, spent: Spent, at_least: float | None = None) -> None:
        """A rate by the processor's time, and one by the time that passed."""
        self.add(f"{name}, processor", spent.items / spent.cpu, RATE, at_least)
        self.add(f"{name}, passed", spent.items / spent.wall, RATE, at_least)

    def compare(self, name: str, of: str, to: str, at_least: float | None = None) -> None:
        """The ratio of two figures."""
        self.add(name, self.figures[of].value / self.figures[to].value, "x", at_least)


def measure(corpus: Path, marks: Sequence[int]) -> Board:
    """Fill an archive and a plain table up to the last mark, with figures at each."""
    board = Board()
    planted = PlantedItems(corpus, marks[-1])
    with tempfile.TemporaryDirectory(prefix="arsip-benchmark-") as temporary:
        archive = Side("archive", into_archive, Path(temporary) / "archive.db")
        plain = Side("plain table", into_plain_table, Path(temporary) / "plain.db")
        try:
            known = _fill(board, planted, marks, archive, plain)
            _keep_again(board, archive, known)
        finally:
            archive.process.close()
            plain.process.close()
        _check(board, archive, planted, marks[-1])
    _compare(board, marks)
    return board


def _fill(board: Board, planted: PlantedItems, marks: Sequence[int], archive: Side, plain: Side) -> list[ArticleItem]:
    """Write up to each mark; return some of the items, spread over all."""
    known: list[ArticleItem] = []
    written = 0
    for mark in marks:
        while written < mark:
            items = planted.take(min(BATCH, mark - written))
            for side in (archive, plain):
                side.write(items)
            known += items[:: max(1, marks[-1] // AGAIN)]
            written += len(items)
        for side in (archive, plain):
            board.add_rates(f"{side.name} at {mark:,} rows", side.window(), 2000 if side is archive else None)
            board.add(f"{side.name} at {mark:,} rows, file", side.bytes / MEGABYTE, "MB")
            board.add(f"{side.name} at {mark:,} rows, peak memory", side.spent[-1].peak_bytes / MEGABYTE, "MB")
        _say(f"{mark:,} rows")
    return known


def _keep_again(board: Board, archive: Side, known: list[ArticleItem]) -> None:
    """Known items as they stand, and with a sentence more."""
    changed = [replace(item, body=f"{item.body}\n\nBerita {item.url} telah diperbarui.") for item in known]
    for name, kept, items in (("unchanged", Kept.SAME, known), ("changed", Kept.REVISED, changed)):
        spent = archive.process.write(items)
        if spent.results != {kept: len(items)}:
            raise Failed(f"kept again {name}: {spent.results} of {len(items)} items")
        board.add_rates(f"known items kept again {name}", spent)


def _check(board: Board, archive: Side, planted: PlantedItems, rows: int) -> None:
    with closing(open_for_reading(archive.database)) as connection:
        stored = count_articles(connection)
        if stored != rows:
            raise Failed(f"the archive holds {stored} of {rows} articles")
        board.add("exact copies found", _share_found(connection, planted.exact), "of all", at_least=0.99)
        board.add("near copies found", _share_found(connection, planted.near), "of all", at_least=0.97)


def _share_found(connection: sqlite3.Connection, addresses: Iterable[str]) -> float:
    ids = [public_id(address) for address in addresses]
    query = "SELECT count(*), count(story) FROM articles WHERE public_id IN (SELECT value FROM json_each(?))"
    stored, found = connection.execute(query, (json.dumps(ids),)).fetchone()
    return float(found / stored) if stored else 0.0


def _compare(board: Board, marks: Sequence[int]) -> None:
    for by in ("processor", "passed"):
        for mark in marks:
            name = f"at {mark:,} rows, {by}"
            board.compare(f"archive / plain table {name}", f"archive {name}", f"plain table {name}")
        for side, at_least in (("archive", 0.7), ("plain table", None)):
            for mark in marks[1:]:
                rates = f"{side} at {mark:,} rows, {by}", f"{side} at {marks[0]:,} rows, {by}"
                board.compare(f"{side}, {mark:,} / {marks[0]:,} rows, {by}", *rates, at_least)


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description="How fast articles are archived.")
    parser.add_argument("corpus", type=Path, help="a .jsonl or .jsonl.gz file with title and text")
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS, help="where the rate is taken (50000 500000)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    options.rows = sorted(set(options.rows))
    if options.rows[0] < GROUP:
        parser.error(f"--rows: at least {GROUP}, the size of a transaction")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and return the exit code: 1 when an item was lost or the corpus is none."""
    options = _options(arguments)
    try:
        board = measure(options.corpus, options.rows)
    except (Failed, ArsipError) as error:
        _say(f"failed: {error}")
        return 1
    show = as_json if options.json else as_table
    print(show(list(board.figures.values()), NOTES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
