"""The sorted levels of the index of sketches: how entries are kept, found, and moved down, a little at a time.

An entry is a number of a sketch above the row id of an article, in 64 bits. A level is, for each place of the sketch, a
sorted run of entries, cut into chunks of a few kilobytes: a row each, named by its level, its place and its lowest
number. New entries come into the first level; once that is full, the chunk whose turn it is moves into the second,
which is many times as large, and so on. So each entry is written a few times in all, however large the index grows, and
no step rewrites more than a small part of a level.
"""

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

ARTICLE_BITS = 32
MOST_ARTICLES = 1 << ARTICLE_BITS
ARTICLES = slice(0, None, 2) if sys.byteorder == "little" else slice(1, None, 2)  # of the halves of entries
PLACE_SHIFT = 32
LEVEL_SHIFT = 40
PLACES = 1 << (LEVEL_SHIFT - PLACE_SHIFT)
FULL = (2_000_000, 64_000_000)  # entries of the first level and of the second; the last one takes what comes
LEVELS = len(FULL) + 1
CHUNK = 400  # entries, at most: 3 kB
FIND_BETWEEN = """
SELECT id, entries FROM sketch_chunks WHERE id <= :last AND id >= coalesce(
    (SELECT max(id) FROM sketch_chunks WHERE id <= :first AND id >= :base), :first) ORDER BY id
"""
WRITE = """
INSERT INTO sketch_chunks (id, entries) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET entries = excluded.entries
"""
FIND_NEXT = "SELECT id, entries FROM sketch_chunks WHERE id >= ? AND id < ? ORDER BY id LIMIT 1"


@cache
def _find_all(keys: int) -> str:
    """The query for the chunks of so many numbers of a level at once: thrice as quick as one query each."""
    lowest = f"keys.id >> {PLACE_SHIFT} << {PLACE_SHIFT}"
    find = f"SELECT entries FROM sketch_chunks WHERE id BETWEEN {lowest} AND keys.id ORDER BY id DESC LIMIT 1"  # noqa: S608 no words but these
    values = ", ".join(f"(?{number})" for number in range(1, keys + 1))
    return f"WITH keys (id) AS (VALUES {values}) SELECT ({find}) FROM keys"  # noqa: S608 no words but these


class SketchLevels:
    """The levels in an open database; everything happens inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, most_shared: int) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._cursor.row_factory = None  # plain tuples are quicker
        self._most_shared = most_shared

    def articles(self, values: Sequence[int]) -> list[list[int]]:
        """The row ids under the number of each place; of a number that very many share, perhaps not all.

        One that was entered under the same number more than once may be there as often.
        """
        found: list[list[int]] = [[] for _ in values]
        for level in range(self._depth()):
            keys = [level << LEVEL_SHIFT | place << PLACE_SHIFT | value for place, value in enumerate(values)]
            rows = self._cursor.execute(_find_all(len(keys)), keys)
            for value, there, (blob,) in zip(values, found, rows, strict=True):
                if blob is not None:
                    entries = memoryview(blob)
                    numbers = entries.cast("Q")
                    start = bisect_left(numbers, value << ARTICLE_BITS)
                    end = bisect_left(numbers, value + 1 << ARTICLE_BITS, start)
                    if start < end:
                        there.extend(entries.cast("I")[2 * start : 2 * end][ARTICLES].tolist())
        return found

    def _depth(self) -> int:
        row = self._connection.execute("SELECT max(id) FROM sketch_chunks").fetchone()
        return 0 if row[0] is None else (row[0] >> LEVEL_SHIFT) + 1

    def put(self, place: int, entries: Sequence[int]) -> None:
        """Take in new entries of a place, sorted; then let full levels give a part of theirs to the next."""
        self._merge(0, place, entries)
        for level, full in enumerate(FULL):
            while self._size(level) > full:
                self._move_down(level)

    def _size(self, level: int) -> int:
        row = self._connection.execute("SELECT entries FROM sketch_levels WHERE level = ?", (level,)).fetchone()
        return 0 if row is None else int(row[0])

    def _move_down(self, level: int) -> None:
        """Merge the chunk whose turn it is into the next level."""
        base = level << LEVEL_SHIFT
        (cursor,) = self._connection.execute("SELECT turn FROM sketch_levels WHERE level = ?", (level,)).fetchone()
        row = self._chunk_from(cursor, base) or self._chunk_from(base, base)
        if row is None:
            raise RuntimeError(f"level {level} of the sketches is counted wrongly")
        entries = memoryview(row[1]).cast("Q").tolist()
        self._connection.execute("DELETE FROM sketch_chunks WHERE id = ?", (row[0],))
        self._connection.execute(
            "UPDATE sketch_levels SET entries = entries - ?, turn = ? WHERE level = ?",
            (len(entries), row[0] + 1, level),
        )
        self._merge(level + 1, row[0] >> PLACE_SHIFT & PLACES - 1, entries)

    def _chunk_from(self, start: int, base: int) -> tuple[int, bytes] | None:
        found: tuple[int, bytes] | None = self._connection.execute(
            FIND_NEXT, (start, base + (1 << LEVEL_SHIFT))
        ).fetchone()
        return found

    def _merge(self, level: int, place: int, entries: Sequence[int]) -> None:
        """Write sorted entries into a place of a level, chunk by chunk."""
        grown = 0
        base = level << LEVEL_SHIFT | place << PLACE_SHIFT
        changed: list[tuple[int, bytes]] = []
        for row_id, there, new in self._by_chunk(base, entries):
            merged = self._cut(sorted(there + new))  # two sorted runs: a merge
            grown += len(merged) - len(there)
            for number, part in enumerate(_parts(merged)):
                first = row_id if number == 0 else base | part[0] >> ARTICLE_BITS
                changed.append((first, array("Q", part).tobytes()))
        self._connection.executemany(WRITE, changed)
        self._connection.execute(
            "INSERT INTO sketch_levels (level, entries) VALUES (?, ?) "
            "ON CONFLICT (level) DO UPDATE SET entries = entries + excluded.entries",
            (level, grown),
        )

    def _by_chunk(self, base: int, entries: Sequence[int]) -> Iterator[tuple[int, list[int], list[int]]]:
        """For each chunk that gets entries: its row, what is in it (nothing for a new row), what it gets."""
        first, last = (base | entry >> ARTICLE_BITS for entry in (entries[0], entries[-1]))
        rows = self._cursor.execute(FIND_BETWEEN, {"base": base, "first": first, "last": last}).fetchall()
        if not rows or rows[0][0] > first:
            rows.insert(0, (first, b""))
        start = 0
        for (row_id, blob), (following, _) in pairwise([*rows, (base + (1 << PLACE_SHIFT), b"")]):
            end = bisect_left(entries, (following - base) << ARTICLE_BITS, start)
            if start < end:
                yield row_id, memoryview(blob).cast("Q").tolist(), list(entries[start:end])
            start = end

    def _cut(self, entries: list[int]) -> list[int]:
        """Each entry once; and of a key that far too many articles share, one more than would be looked at."""
        entries = list(dict.fromkeys(entries))
        many = self._most_shared
        if not any(_same_key(entries[i], entries[i + many]) for i in range(0, len(entries) - many, many // 2)):
            return entries
        kept: list[int] = []
        for entry in entries:
            if len(kept) <= many or not _same_key(kept[-1 - many], entry):
                kept.append(entry)
        return kept


def _same_key(first: int, second: int) -> bool:
    return first >> ARTICLE_BITS == second >> ARTICLE_BITS


def _parts(entries: list[int]) -> Iterator[list[int]]:
    """Chunks of about the same size, cut between two keys."""
    many = -(-len(entries) // CHUNK)
    start = 0
    for part in range(1, many + 1):
        end = max(start, len(entries) * part // many)
        while start < end < len(entries) and _same_key(entries[end - 1], entries[end]):
            end += 1
        if end > start:
            yield entries[start:end]
        start = end
