"""Up to where each WARC file is known to be whole: found by the last capture of each file, not by reading all rows."""

import sqlite3

from archive import frontier
from archive.captures import Capture
from archive.record import add_capture, known_ends
from archive.sources import Source
from tests.exchanges import exchange

CAPTURES = {"a/1.warc.gz": [(0, 120), (120, 80), (1_000, 7)], "a/2.warc.gz": [(40, 60)]}


def fill(database: sqlite3.Connection, source: Source, captures: dict[str, list[tuple[int, int]]]) -> None:
    row = frontier.adopt(database, source)
    for file, places in captures.items():
        for offset, length in places:
            add_capture(database, row, exchange(), Capture(file, offset, length, "0" * 64))


def test_each_file_ends_where_its_last_capture_ends(database: sqlite3.Connection, source: Source) -> None:
    assert known_ends(database, "a") == {}
    fill(database, source, CAPTURES)
    assert known_ends(database, "a") == {"a/1.warc.gz": 1_007, "a/2.warc.gz": 100}


def test_the_cost_follows_the_files_and_not_the_captures(database: sqlite3.Connection, source: Source) -> None:
    database.execute("BEGIN")
    fill(database, source, {f"a/{number}.warc.gz": [(n * 10, 10) for n in range(1_000)] for number in range(5)})
    steps = [0]
    database.set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 100)
    assert set(known_ends(database, "a").values()) == {10_000}
    database.set_progress_handler(None, 0)
    assert steps[0] < 10, "some hundred steps of SQLite's machine for five files"
