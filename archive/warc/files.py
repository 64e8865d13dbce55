"""WARC files on disk: which one a process may write, and how it is held, appended to, synced and cut."""

import contextlib
import errno
import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import ArchiveFull, ArsipError
from archive.warc.gzip_members import ends_whole

ENDING = ".warc.gz"


class HeldFile:
    """A file that nobody else writes until it is closed: the lock is an flock on the file itself.

    `end` is where the next record goes, `synced` how much of the file is known to be on disk.
    """

    def __init__(self, path: Path, descriptor: int, *, new: bool = False) -> None:
        self.path = path
        self.end = self.synced = os.fstat(descriptor).st_size
        self._descriptor = descriptor
        self._new = new

    def append(self, data: bytes) -> None:
        """Hand `data` to the operating system. After an `OSError` the file may have a torn end: `cut` it."""
        rest = memoryview(data)
        while rest:
            written = os.pwrite(self._descriptor, rest, self.end)
            self.end += written
            rest = rest[written:]

    def sync(self) -> None:
        """Return once everything appended is on disk, and so is the name of a new file."""
        if self.synced != self.end:
            os.fdatasync(self._descriptor)
            self.synced = self.end
        if self._new:
            for folder in (self.path.parent, self.path.parent.parent):
                _sync_folder(folder)
            self._new = False

    def cut(self) -> None:
        """Take back everything since the last sync; the file is to be closed then."""
        os.ftruncate(self._descriptor, self.synced)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


def hold_file(folder: Path, source: str, max_bytes: int) -> HeldFile:
    """The newest file of a source that is below `max_bytes`, ends well and is held by nobody; else a new one.

    A file with a torn end is left to `repair`. Raises `OSError`.
    """
    own = folder / source
    own.mkdir(parents=True, exist_ok=True)
    paths = sorted(own.glob(f"*{ENDING}"), reverse=True)
    for path in paths:
        if path.stat().st_size < max_bytes and (held := _hold_again(path, max_bytes)) is not None:
            return held
    serial = 1 + max(map(_serial, paths), default=-1)
    while (made := _make(own, source, serial)) is None:
        serial += 1
    return made


def lock(descriptor: int) -> bool:
    """True if this descriptor now has the file for itself."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def explained(error: OSError, folder: Path) -> ArsipError:
    """What a person needs to know of a failed write, in one line."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ArchiveFull(f"no room left in {folder}: free some space, then run the same command again")
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return ArsipError(f"{folder} cannot be written to: check its owner, rights and mount")
    return ArsipError(f"{folder} cannot be written to: {error.strerror}")


def _hold_again(path: Path, max_bytes: int) -> HeldFile | None:
    with contextlib.ExitStack() as stack:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        stack.callback(os.close, descriptor)
        if lock(descriptor) and _has_room(descriptor, max_bytes):
            stack.pop_all()
            return HeldFile(path, descriptor)
    return None


def _has_room(descriptor: int, max_bytes: int) -> bool:
    """True for a file below `max_bytes` that ends well; asked anew under the lock."""
    with os.fdopen(descriptor, "rb", closefd=False) as file:
        size = file.seek(0, os.SEEK_END)
        return size < max_bytes and ends_whole(file, size)


def _make(own: Path, source: str, serial: int) -> HeldFile | None:
    """A new file, or `None` where another process was quicker with the same name."""
    path = own / f"{source}-{datetime.now(UTC):%Y%m%d%H%M%S}-{serial:05}{ENDING}"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    except FileExistsError:
        return None
    if lock(descriptor):
        return HeldFile(path, descriptor, new=True)
    os.close(descriptor)
    return None


def _serial(path: Path) -> int:
    digits = path.name.removesuffix(ENDING).rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
