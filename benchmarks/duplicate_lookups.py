"""The two that find near-duplicates: Arsip's index in an archive, and datasketch's in memory; what each text took."""

import json
import os
import subprocess
import sys
import time
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.database import open_for_writing
from archive.likeness.sketch_index import SketchIndex
from archive.likeness.sketches import sketch
from archive.writer import GROUP
from benchmarks.duplicate_texts import Planted
from benchmarks.environments import Environment
from benchmarks.measure import ROOT

ENVIRONMENT = Environment("datasketch-2.0.0", "datasketch.txt")
SCRIPT = "benchmarks/datasketch_alone.py"
ARSIP_CANDIDATES = 20
TABLES = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'sketch%'"


@dataclass(slots=True)
class Taken:
    """Seconds of each text, by the processor and by the clock, those of a commit with the last text before it."""

    cpu: "array[float]" = field(default_factory=lambda: array("d"))
    wall: "array[float]" = field(default_factory=lambda: array("d"))


class ArsipLookups:
    """The index in a database of its own, 64 texts a transaction: each is sketched, looked up and stored."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.taken = Taken()
        self.connection = open_for_writing(database)
        self.connection.execute("PRAGMA foreign_keys = OFF")  # there are no articles beside the sketches
        self._index = SketchIndex(self.connection)
        self._in_group = 0

    def look_up(self, planted: Planted) -> list[int]:
        """The candidates for a text, best first; then it is one of them."""
        wall, cpu = time.perf_counter(), time.process_time()
        self._begin()
        digest = sketch(planted.words)
        found = []
        if digest is not None:
            found = [article for article, _ in self._index.candidates(digest, most=ARSIP_CANDIDATES)]
            self._index.add(planted.number, digest)
        self._end()
        self.taken.cpu.append(time.process_time() - cpu)
        self.taken.wall.append(time.perf_counter() - wall)
        return found

    def store_all(self, texts: Iterable[Planted]) -> None:
        """Let texts be in the index without a look-up, and without a note of what that took."""
        for planted in texts:
            self._begin()
            digest = sketch(planted.words)
            if digest is not None:
                self._index.add(planted.number, digest)
            self._end()

    def _begin(self) -> None:
        if not self._in_group:
            self.connection.execute("BEGIN IMMEDIATE")

    def _end(self) -> None:
        self._in_group += 1
        if self._in_group == GROUP:
            self.commit()

    def commit(self) -> None:
        """End the transaction, if there is one."""
        if self._in_group:
            self.connection.execute("COMMIT")
            self._in_group = 0

    def bytes(self) -> int:
        """The size of the index's tables."""
        return int(self.connection.execute(TABLES).fetchone()[0])

    def cold(self, texts: Sequence[Planted]) -> list[float]:
        """Seconds of the clock of each look-up after the file has left the system's memory."""
        self.commit()
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()
        _forget(self.database)
        self.connection = open_for_writing(self.database)
        self._index = SketchIndex(self.connection)
        seconds = []
        for planted in texts:
            digest = sketch(planted.words)
            started = time.perf_counter()
            if digest is not None:
                self._index.candidates(digest, most=ARSIP_CANDIDATES)
            seconds.append(time.perf_counter() - started)
        return seconds


def _forget(path: Path) -> None:
    """Let the system drop what it holds of a file in memory."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


class DatasketchLookups:
    """datasketch's `MinHash` and `MinHashLSH` in memory, in a process and an environment of their own."""

    def __init__(self) -> None:
        ENVIRONMENT.make()
        self.taken = Taken()
        self._process = subprocess.Popen(
            [str(ENVIRONMENT.python), SCRIPT], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def look_up(self, planted: Planted) -> list[int]:
        """The candidates for a text, in no order; then it is one of them."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"number": planted.number, "words": planted.words}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        self.taken.cpu.append(answer["cpu"])
        self.taken.wall.append(answer["wall"])
        found: list[int] = answer["found"]
        return found

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)


def say(what: str) -> None:
    """A line for whoever waits."""
    print(what, file=sys.stderr, flush=True)
