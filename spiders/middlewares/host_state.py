"""What all processes of an archive know of one host: when it was asked last, and how soon it may be asked again."""

import fcntl
import logging
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from urllib.parse import quote

logger = logging.getLogger(__name__)
LONGEST_QUEUE = 900.0
LONGEST_PAUSE = 86_400.0
FORM = struct.Struct("<4d")


@dataclass(slots=True)
class HostState:
    """Moments of the machine's monotonic clock, which all its processes share and nobody can set.

    `started`: the last request. `booked`: the last turn that some process has taken for itself. `paused_until`: the
    host asked for that. `slowed`: seconds between two requests that its own answers call for; 0 while it is well.
    """

    started: float = float("-inf")
    booked: float = float("-inf")
    paused_until: float = float("-inf")
    slowed: float = 0.0

    def is_of_this_boot(self) -> bool:
        """False when the moments cannot be of this clock: the machine was started anew since."""
        now = time.monotonic()
        furthest = (now, now + LONGEST_QUEUE, now + LONGEST_PAUSE)
        return all(map(float.__le__, astuple(self)[:3], furthest))


class HostFile:
    """The state of a host in a file of some thirty bytes, which one process at a time holds for some microseconds.

    A process that dies leaves a whole state behind: it is written in one piece. Where the file cannot be written (no
    room, no right), the process keeps to its own memory, and says so once.
    """

    def __init__(self, folder: Path, host: str) -> None:
        self._path = folder / f"{quote(host, safe='[]:', errors='replace')}.pace"
        self._is_broken = False

    @contextmanager
    def held(self, own: HostState) -> Iterator[HostState]:
        """The state, while no other process has it; what is done to it is written. Without a file it is `own`."""
        file = self._open()
        if file is None:
            yield own
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            before = os.pread(file, FORM.size, 0)
            state = _unpack(before)
            state.started = max(state.started, own.started)
            yield state
            after = FORM.pack(*astuple(state))
            if after != before:
                self._write(file, after)
        finally:
            os.close(file)

    def _open(self) -> int | None:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self._path, flags, 0o644)
        except FileNotFoundError:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, flags, 0o644)
        except OSError as error:
            self._complain(error)
            return None

    def _write(self, file: int, data: bytes) -> None:
        try:
            os.pwrite(file, data, 0)
        except OSError as error:
            self._complain(error)

    def _complain(self, error: OSError) -> None:
        if not self._is_broken:
            logger.warning("%s: other processes cannot know when this host is asked: %s", self._path, error.strerror)
        self._is_broken = True


def _unpack(data: bytes) -> HostState:
    if len(data) != FORM.size:
        return HostState()
    state = HostState(*FORM.unpack(data))
    return state if state.is_of_this_boot() else HostState()
