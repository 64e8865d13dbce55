"""Captures: what was asked and answered, kept as WARC 1.1 under `<folder>/<source>/`, read again, and repaired."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from archive.outcomes import Exchange
from archive.warc.content_encoding import decode_payload
from archive.warc.files import HeldFile, explained, hold_file
from archive.warc.records import pack_exchange, pack_info, read_exchange
from archive.warc.repair import Repair, repair

__all__ = ["Capture", "CaptureWriter", "Repair", "decode_payload", "read_exchange", "repair"]

MAX_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a response's record lies.

    `file` is relative to the folder of all captures; `offset` and `length` are bytes of the compressed file;
    `payload_sha256` is in hex.
    """

    file: str
    offset: int
    length: int
    payload_sha256: str


class CaptureWriter:
    """Appends the exchanges of one source to a file that no other process writes; for one thread.

    The newest unfinished file goes on; once a file has reached `max_bytes` the next write begins another. `info`
    goes into the `warcinfo` record that opens a file. When `write` or `sync` fails, everything since the last
    `sync` has been cut off again, so that the files stay valid, and the error is an `ArsipError` in one line,
    `ArchiveFull` when the disk or the quota is full.
    """

    def __init__(self, folder: Path, source: str, info: dict[str, str], *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._source = source
        self._info = info
        self._max_bytes = max_bytes
        self._files: list[HeldFile] = []

    def write(self, exchange: Exchange) -> Capture:
        """Append the response and the request; they are with the operating system, and on disk after `sync`."""
        packed = pack_exchange(exchange)
        try:
            file = self._file_with_room()
            if file.end == 0:
                file.append(pack_info(file.path.name, self._info))
            offset = file.end
            file.append(packed.data)
        except OSError as error:
            self._take_back()
            raise explained(error, self._folder) from error
        return Capture(f"{self._source}/{file.path.name}", offset, packed.length, packed.payload_sha256)

    def _file_with_room(self) -> HeldFile:
        if not self._files or self._files[-1].end >= self._max_bytes:
            self._files.append(hold_file(self._folder, self._source, self._max_bytes))
        return self._files[-1]

    def sync(self) -> None:
        """Return once everything written is on disk; files that are full are let go."""
        try:
            for file in self._files:
                file.sync()
        except OSError as error:
            self._take_back()
            raise explained(error, self._folder) from error
        while len(self._files) > 1:
            self._files.pop(0).close()

    def rollback(self) -> None:
        """Take back everything since the last `sync`, and let go of the files. Raises `OSError`."""
        with contextlib.ExitStack() as stack:
            for file in self._files:
                stack.callback(file.close)
                stack.callback(file.cut)
            self._files = []

    def _take_back(self) -> None:
        """Roll back after an error that matters more: a file that cannot be cut is left for `repair`."""
        with contextlib.suppress(OSError):
            self.rollback()

    def close(self) -> None:
        """Sync what was written, and let go of the files; the next write would open one again."""
        self.sync()
        while self._files:
            self._files.pop().close()
