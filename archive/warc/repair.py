"""Cutting off what a kill or a power cut tore: after it, every WARC file that nobody writes ends in a whole record."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.warc.files import ENDING, explained, lock
from archive.warc.gzip_members import last_whole_end


@dataclass(frozen=True, slots=True)
class Repair:
    """What was cut off: `file` relative to the folder, and how many bytes stayed and went."""

    file: str
    kept_bytes: int
    cut_bytes: int


def repair(folder: Path, known_good: Mapping[str, int], source: str = "") -> list[Repair]:
    """Cut the torn end off every WARC file under `folder` (of one source, or of all) that nobody holds; tell what was.

    `known_good` has, for a file's name relative to `folder`, an offset at which a record is known to end (the
    last capture in the database): looking begins there, so that a healthy file costs next to nothing; a file
    that is not named is read from its beginning, and so is every file before it is cut.

    A file without one whole record stays, with 0 bytes, and is continued later: taking it away could take it
    from a process that is just opening it. Only the length changes, so a kill in the middle leaves a file that
    the next call mends. Damage that whole records follow is left alone. Raises `ArsipError` in one line.
    """
    repairs = []
    try:
        for path in sorted((folder / source).rglob(f"*{ENDING}")):
            file = path.relative_to(folder).as_posix()
            done = _repair_file(path, file, known_good.get(file, 0))
            if done is not None:
                repairs.append(done)
    except OSError as error:
        raise explained(error, folder) from error
    return repairs


def _repair_file(path: Path, file: str, known_good: int) -> Repair | None:
    with path.open("r+b") as stream:
        if not lock(stream.fileno()):
            return None
        size = stream.seek(0, os.SEEK_END)
        if known_good <= size and last_whole_end(stream, known_good, size) == size:
            return None
        kept = last_whole_end(stream, 0, size)
        if kept < size:
            os.ftruncate(stream.fileno(), kept)
            os.fsync(stream.fileno())
    return Repair(file, kept, size - kept) if kept < size else None
