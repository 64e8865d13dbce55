"""Other crawlers' files: WARC as they wrote it (plain, gzip, zstd, lz4), and WACZ, record after record.

Everything is read as a stream, and nothing that a file claims is believed: a record is held in memory only up to
`LARGEST` bytes, whatever it unpacks to, and damage ends a file with a word about where.
"""

import base64
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from archive.clock import now
from archive.errors import ArsipError
from archive.vocabulary import NotTaken
from archive.warc.gzip_members import ends_whole, next_record

LARGEST = 32 * 1024 * 1024  # bytes of a record, as much as a crawl accepts of a page
WANTED = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit | WarcRecordType.warcinfo
GZIP, WARC, RECORD_END = b"\x1f\x8b", b"WARC/", b"\r\n\r\n"
IN_WACZ = re.compile(r"^archive/[^/]+\.warc(\.gz|\.zst)?$")
SOFTWARE = re.compile(rb"^software:\s*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
LONGEST_SOFTWARE = 100


@dataclass(slots=True)
class ForeignFile:
    """One WARC, alone or inside a WACZ: its `name` for people, how far it was read, and what is wrong with it.

    `size` and `position` are bytes of the file that was given. `software` is the crawler, as the file names it.
    """

    name: str
    size: int
    position: int = 0
    records: int = 0
    software: str = ""
    problem: str | None = None

    @property
    def retrieved_from(self) -> str:
        """What is noted with each capture that is taken from here."""
        return f"{self.name} ({self.software})" if self.software else self.name


@dataclass(frozen=True, slots=True)
class ForeignRecord:
    """A response, resource or revisit, before its content is read; `moment` is None where the date is no date.

    `keys` are the names under which a revisit may point at this payload, for a revisit those that it points at.
    """

    file: ForeignFile
    kind: str
    url: str
    moment: datetime | None
    ip: str | None
    type: str
    length: int
    truncated: bool
    keys: tuple[str, ...]
    _record: WarcRecord | None = field(repr=False)

    def block(self) -> bytes:
        """The whole content. Raises `BadRecord`; may be called once, before the next record is asked for."""
        if self.truncated or self._record is None:
            raise BadRecord(NotTaken.CUT_SHORT)
        if self.length > LARGEST:
            raise BadRecord(NotTaken.TOO_LARGE)
        try:
            block = self._record.reader.read(self.length) if self.length else b""
        except OSError:
            raise BadRecord(NotTaken.DAMAGED) from None
        if len(block) < self.length:
            raise BadRecord(NotTaken.CUT_SHORT)
        if not _digest_fits(self._record.headers.get("WARC-Block-Digest"), block):
            raise BadRecord(NotTaken.DAMAGED)
        return block

    def without_content(self) -> "ForeignRecord":
        """What can be kept for later."""
        return replace(self, _record=None)


class BadRecord(Exception):
    """A record that cannot be taken, and why."""

    def __init__(self, why: NotTaken) -> None:
        super().__init__(why)
        self.why = why


def foreign_files(path: Path) -> Iterator[tuple[ForeignFile, BinaryIO]]:
    """The WARCs in a file: itself, or those of a WACZ; each is open until the next one is asked for.

    Raises `ArsipError` for a zip file that is no WACZ, or is damaged.
    """
    check_readable(path)
    if not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            yield ForeignFile(path.name, path.stat().st_size), stream
        return
    try:
        with zipfile.ZipFile(path) as wacz:
            members = [info for info in wacz.infolist() if IN_WACZ.match(info.filename) and info.file_size]
            if not members:
                raise ArsipError(f"{path} is a zip file without archive/*.warc.gz: no WACZ")
            for info in members:
                with wacz.open(info) as stream:
                    yield ForeignFile(f"{path.name}/{info.filename}", info.file_size), stream  # type: ignore[misc]  # ZipExtFile reads and seeks
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ArsipError(f"{path} is damaged, or packed in a way that cannot be read: {error}") from None


def check_readable(path: Path) -> None:
    """Raise `ArsipError` in one line for a file that is missing, empty or not to be read."""
    try:
        with path.open("rb") as stream:
            if not stream.read(1):
                raise ArsipError(f"{path} is empty")
    except OSError as error:
        raise ArsipError(f"{path} cannot be read: {error.strerror}") from None


def records(file: ForeignFile, stream: BinaryIO) -> Iterator[ForeignRecord]:
    """The pages of a WARC in its order; `file` is brought up to date on the way.

    Damage is stepped over where whole gzip members follow it, and noted as the file's problem.
    """
    start = 0
    while start < file.size:
        try:
            stream.seek(start)
            for record in ArchiveIterator(stream, record_types=WANTED, parse_http=False):
                start = record.stream_pos
                if record.record_type == WarcRecordType.warcinfo:
                    file.software = _software(record) or file.software
                else:
                    file.records += 1
                    yield _foreign(file, record)
                file.position = min(stream.tell(), file.size)
            start = file.size
        except (OSError, IndexError, zlib.error, zipfile.BadZipFile, EOFError) as error:
            file.problem = file.problem or f"damaged at byte {start} or behind it: {error}"
            start = _beyond(stream, start, file.size)
    file.position = file.size
    if file.problem is None and _is_torn(stream, file.size):
        file.problem = "it ends in the middle of a record"


def _beyond(stream: BinaryIO, start: int, size: int) -> int:
    """Where the next whole record may begin; the end of the file where its damage cannot be stepped over."""
    try:
        return next_record(stream, start + 1, size)
    except (OSError, zlib.error, zipfile.BadZipFile, EOFError):
        return size


def _is_torn(stream: BinaryIO, size: int) -> bool:
    stream.seek(0)
    if stream.read(len(GZIP)) == GZIP:
        return not ends_whole(stream, size)
    stream.seek(0)
    if stream.read(len(WARC)) != WARC:
        return False
    stream.seek(max(0, size - len(RECORD_END)))
    return stream.read() != RECORD_END


def _software(record: WarcRecord) -> str:
    """The crawler, as a `warcinfo` record names it; else as another archive's WARC says whose it is."""
    found = SOFTWARE.search(record.reader.read(1 << 16))
    return found[1].decode("utf-8", "replace").strip()[:LONGEST_SOFTWARE] if found else ""


def _foreign(file: ForeignFile, record: WarcRecord) -> ForeignRecord:
    headers = record.headers
    url = (headers.get("WARC-Target-URI") or "").strip("<> ")
    kind = str(record.record_type)
    if kind == "revisit":
        digest, place = (
            headers.get("WARC-Payload-Digest"),
            (
                (headers.get("WARC-Refers-To-Target-URI") or "").strip("<> "),
                headers.get("WARC-Refers-To-Date") or "",
            ),
        )
    else:
        digest, place = headers.get("WARC-Payload-Digest"), (url, headers.get("WARC-Date") or "")
    keys = (digest.lower() if digest else "", " ".join(place) if all(place) else "")
    return ForeignRecord(
        file=file,
        kind=kind,
        url=url,
        moment=_moment(headers.get("WARC-Date")),
        ip=headers.get("WARC-IP-Address"),
        type=headers.get("Content-Type") or "",
        length=record.content_length,
        truncated=headers.get("WARC-Truncated") is not None,
        keys=tuple(filter(None, keys)),
        _record=record,
    )


def _moment(text: str | None) -> datetime | None:
    """The moment of a WARC date, in UTC; None for what is none, or lies in the future."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC) if moment <= now() else None


def _digest_fits(stated: str | None, block: bytes) -> bool:
    """False where a digest is stated (in base 32 or hex) that is not the block's; of an unknown kind says nothing."""
    name, _, value = (stated or "").partition(":")
    name = name.lower().replace("-", "")
    if name not in {"sha1", "sha256", "sha512", "md5"}:
        return True
    digest = hashlib.new(name, block, usedforsecurity=False).digest()
    return value.strip().rstrip("=").lower() in {digest.hex(), base64.b32encode(digest).decode().rstrip("=").lower()}
