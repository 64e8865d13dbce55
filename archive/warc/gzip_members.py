"""The gzip members of a WARC file, one a record: reading one, and finding where the last whole one ends."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

READ_BYTES = 1 << 15
PIECE_BYTES = 1 << 20
WINDOW_BYTES = 1 << 16
MAGIC = b"\x1f\x8b\x08"
FIRST_WORD = b"WARC/1."
WARC_TYPE = re.compile(rb"\r\nWARC-Type: (\w+)\r\n", re.IGNORECASE)
LONGEST_GZIP_HEAD = 4096


class GzipMember:
    """One member of a seekable file, inflated piece by piece, so that its memory is bounded.

    `end` is the offset right behind it, once all pieces were read. `pieces` raises `EOFError` when the file ends
    first, and `zlib.error` for bytes that are no gzip or do not match their checksum.
    """

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file = file
        self._offset = offset
        self.end = offset

    def pieces(self) -> Iterator[bytes]:
        """The content, in pieces of at most 1 MiB."""
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._file.seek(self._offset)
        while not inflate.eof:
            data = inflate.unconsumed_tail or self._file.read(READ_BYTES)
            if not data:
                raise EOFError("it ends in the middle of a record")
            yield inflate.decompress(data, PIECE_BYTES)
        self.end = self._file.tell() - len(inflate.unused_data)

    def measure(self) -> int:
        """Read it through, and return its end. Raises like `pieces`, and `zlib.error` if it holds no WARC record."""
        beginning = b""
        for piece in self.pieces():
            beginning = beginning if len(beginning) >= len(FIRST_WORD) else beginning + piece
        if not beginning.startswith(FIRST_WORD):
            raise zlib.error("no WARC record")
        return self.end


def last_whole_end(file: BinaryIO, start: int, size: int) -> int:
    """Where the last whole record ends, looking from `start`, which must be the end of a record or 0.

    Bytes that make no sense are stepped over when whole records follow them: they are damage, not a torn end.
    """
    good = position = start
    while position < size:
        try:
            good = position = GzipMember(file, position).measure()
        except (EOFError, zlib.error) as error:
            torn = isinstance(error, EOFError) and position == good
            position = size if torn else _find(file, position + 1, size)
    return good


def record_types(file: BinaryIO, start: int, stop: int) -> Iterator[str]:
    """The WARC types of the whole records from `start`, the beginning of one, up to `stop`; damage ends them."""
    while start < stop:
        member = GzipMember(file, start)
        try:
            beginning = next(pieces := member.pieces(), b"")
            for _ in pieces:
                pass
        except (EOFError, zlib.error):
            return
        start = member.end
        if found := WARC_TYPE.search(beginning):
            yield found[1].decode()


def ends_whole(file: BinaryIO, size: int) -> bool:
    """True if the file is empty or its very end is the end of a whole record; reads little more than that record."""
    end = size
    while end > 0:
        start = max(0, end - WINDOW_BYTES)
        file.seek(start)
        window = file.read(end - start + len(MAGIC) - 1)
        at = window.rfind(MAGIC)
        while at >= 0:
            if _holds_record(file, start + at):
                return _reaches(file, start + at, size)
            at = window.rfind(MAGIC, 0, at + len(MAGIC) - 1)
        end = start
    return size == 0


def next_record(file: BinaryIO, position: int, size: int) -> int:
    """The offset of the next member from `position` on that holds a WARC record; `size` if none does."""
    while (position := _find(file, position, size)) < size and not _holds_record(file, position):
        position += 1
    return position


def _find(file: BinaryIO, position: int, size: int) -> int:
    """The offset of the next bytes from `position` on that look like the beginning of a member; `size` if none do."""
    while position < size:
        file.seek(position)
        window = file.read(WINDOW_BYTES + len(MAGIC) - 1)
        at = window.find(MAGIC)
        if at >= 0:
            return position + at
        position += WINDOW_BYTES
    return size


def _holds_record(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        return inflate.decompress(file.read(LONGEST_GZIP_HEAD), len(FIRST_WORD)) == FIRST_WORD
    except zlib.error:
        return False


def _reaches(file: BinaryIO, offset: int, size: int) -> bool:
    try:
        return GzipMember(file, offset).measure() == size
    except (EOFError, zlib.error):
        return False
