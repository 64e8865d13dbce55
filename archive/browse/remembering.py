"""Answers that cost much and stay the same while nobody writes: kept until the database's files change."""

import sqlite3
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

MOST = 200
YOUNGEST = 0.05  # seconds: a file's clock is too coarse to tell two changes in one moment apart
Files = tuple[tuple[int, int], ...]
Answer = TypeVar("Answer")


class Memory:
    """The newest `MOST` answers over one state of a database; several threads may ask it."""

    def __init__(self, database: Path) -> None:
        self._files = (database, database.with_name(f"{database.name}-wal"))
        self._state: Files = ()
        self._answers: dict[Hashable, Any] = {}
        self._dated: dict[Hashable, tuple[float, Any]] = {}
        self._lock = Lock()

    def state(self) -> Files:
        """What tells one state of the database from another: when its files were written, and how long they are."""
        return tuple((found.st_mtime_ns, found.st_size) for file in self._files if (found := _stat(file)))

    def recall(self, key: Hashable, state: Files) -> Any:
        """The answer that was given in this very state, or None."""
        with self._lock:
            return self._answers.get(key) if state == self._state else None

    def keep(self, key: Hashable, answer: Any, state: Files) -> None:
        """Keep an answer that was asked for after `state` had been seen."""
        if any(time.time() - written / 1e9 < YOUNGEST for written, _ in state):
            return
        with self._lock:
            if state != self._state:
                self._state, self._answers = state, {}
            if len(self._answers) >= MOST:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = answer

    def recall_dated(self, key: Hashable, seconds: float) -> Any:
        """The answer that was given at most so long ago, whatever was written since, or None."""
        given, answer = self._dated.get(key, (float("-inf"), None))
        return answer if time.monotonic() - given <= seconds else None

    def keep_dated(self, key: Hashable, answer: Any) -> None:
        """Keep an answer for `recall_dated`; the keys are few, and no reader makes them up."""
        self._dated[key] = (time.monotonic(), answer)


@dataclass(frozen=True, slots=True)
class Recall:
    """Several questions in one turn of a reading connection, each answered from the memory where it can be."""

    connection: sqlite3.Connection
    memory: Memory
    state: Files

    def __call__(self, key: Hashable, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """The answer that this key got before, if nothing was written since, else a new one."""
        known: Answer | None = self.memory.recall(key, self.state)
        if known is None:
            known = question(self.connection)
            self.memory.keep(key, known, self.state)
        return known


def _stat(file: Path) -> Any:
    try:
        return file.stat()
    except OSError:
        return None
