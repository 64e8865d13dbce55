"""An exchange as WARC 1.1 records, one gzip member each, and back."""

import hashlib
import uuid
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import punctuation
from typing import BinaryIO
from urllib.parse import quote

from fastwarc.stream_io import GzipWriter

from archive.clock import moment, now, stamp
from archive.errors import ArsipError
from archive.outcomes import Exchange
from archive.warc.gzip_members import GzipMember

GZIP_LEVEL = 6
BUFFER_BYTES = 1 << 16
NEW_LINE = b"\r\n"
BLANK_LINE = b"\r\n\r\n"
TLS_UNVERIFIED = "Arsip-TLS-Unverified"  # a field of our own, as the standard allows
RETRIEVED_FROM = "Arsip-Retrieved-From"  # the standard names no field for it, and allows others


@dataclass(frozen=True, slots=True)
class PackedExchange:
    """The bytes to append to a file: the response's record (`length` bytes), then the request's."""

    data: bytes
    length: int
    payload_sha256: str


def pack_exchange(exchange: Exchange) -> PackedExchange:
    """Both records of an exchange. An address is written in printable ASCII, whatever it came as."""
    buffer = BytesIO()
    gzip = _gzip_into(buffer)
    response_id = _record_id()
    payload_sha256 = hashlib.sha256(exchange.payload).hexdigest()
    fields = {"WARC-Target-URI": quote(exchange.url, safe=punctuation, errors="replace")}
    if exchange.ip:
        fields["WARC-IP-Address"] = exchange.ip
    if exchange.tls_unverified:
        fields[TLS_UNVERIFIED] = exchange.tls_unverified
    if exchange.retrieved_from:
        fields[RETRIEVED_FROM] = " ".join(exchange.retrieved_from.split())
    about_payload = {"WARC-Record-ID": response_id, "WARC-Payload-Digest": f"sha256:{payload_sha256}"}
    about_request = {"WARC-Record-ID": _record_id(), "WARC-Concurrent-To": response_id}
    date = stamp(exchange.fetched_at)
    _write_http(gzip, "response", date, fields | about_payload, exchange.response_head, exchange.payload)
    length = buffer.tell()
    if exchange.request_head:
        _write_http(gzip, "request", date, fields | about_request, exchange.request_head)
    return PackedExchange(buffer.getvalue(), length, payload_sha256)


def pack_info(filename: str, info: dict[str, str]) -> bytes:
    """The `warcinfo` record that opens a file; `info` has the fields that the standard names, `software` and so on."""
    buffer = BytesIO()
    block = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in info.items()).encode()
    fields = {"WARC-Record-ID": _record_id(), "WARC-Filename": filename, "Content-Type": "application/warc-fields"}
    _write_record(_gzip_into(buffer), "warcinfo", stamp(now()), fields, block)
    return buffer.getvalue()


def _gzip_into(buffer: BytesIO) -> GzipWriter:
    return GzipWriter(buffer, compression_level=GZIP_LEVEL, buffer_size=BUFFER_BYTES)


def _record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _write_http(gzip: GzipWriter, kind: str, date: str, fields: dict[str, str], *parts: bytes) -> None:
    block_digest = hashlib.sha256()
    for part in parts:
        block_digest.update(part)
    about_block = {
        "WARC-Block-Digest": f"sha256:{block_digest.hexdigest()}",
        "Content-Type": f"application/http; msgtype={kind}",
    }
    _write_record(gzip, kind, date, fields | about_block, *parts)


def _write_record(gzip: GzipWriter, kind: str, date: str, fields: dict[str, str], *parts: bytes) -> None:
    head = [f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: {date}\r\n"]
    head += [f"{name}: {value}\r\n" for name, value in fields.items()]
    head.append(f"Content-Length: {sum(map(len, parts))}\r\n\r\n")
    gzip.write("".join(head).encode())
    for part in parts:
        gzip.write(part)
    gzip.write(BLANK_LINE)
    gzip.finish()


def read_exchange(folder: Path, file: str, offset: int) -> Exchange:
    """The exchange whose response record begins at `offset` of `file` (relative to `folder`).

    The payload is checked against its digest. `request_head` is empty where the request's record does not
    follow. Raises `ArsipError` naming file and offset when it is missing or damaged.
    """
    try:
        with (folder / file).open("rb") as stream:
            response, end = _read_record(stream, offset)
            exchange = _as_exchange(response, _request_head(stream, end, response.fields["warc-record-id"]))
    except OSError as error:
        raise ArsipError(f"the capture in {file} at {offset} cannot be read: {error.strerror}") from error
    except (EOFError, ValueError, LookupError, zlib.error) as error:
        raise ArsipError(f"the capture in {file} at {offset} is missing or damaged: {error}") from error
    return exchange


@dataclass(frozen=True, slots=True)
class _Record:
    """The fields of a record, names in lower case, and the two parts of its HTTP block."""

    fields: dict[str, str]
    http_head: bytes
    payload: bytes


def _read_record(stream: BinaryIO, offset: int) -> tuple[_Record, int]:
    member = GzipMember(stream, offset)
    data = b"".join(member.pieces())
    block = data.index(BLANK_LINE) + len(BLANK_LINE)
    fields = _fields(data[:block], "utf-8")
    end = block + int(fields["content-length"])
    if not data.startswith(b"WARC/1.") or data[end:] != BLANK_LINE:
        raise ValueError("it is no WARC record")
    payload = data.index(BLANK_LINE, block, end) + len(BLANK_LINE)
    return _Record(fields, data[block:payload], data[payload:end]), member.end


def _fields(head: bytes, encoding: str) -> dict[str, str]:
    lines = (line.partition(":") for line in head.decode(encoding).split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _request_head(stream: BinaryIO, offset: int, response_id: str) -> bytes:
    try:
        request, _ = _read_record(stream, offset)
    except (EOFError, ValueError, LookupError, zlib.error):
        return b""
    return request.http_head if request.fields.get("warc-concurrent-to") == response_id else b""


def _as_exchange(response: _Record, request_head: bytes) -> Exchange:
    fields = response.fields
    if fields["warc-type"] != "response":
        raise ValueError(f"a {fields['warc-type']} record stands there, no response")
    if fields["warc-payload-digest"] != f"sha256:{hashlib.sha256(response.payload).hexdigest()}":
        raise ValueError("the payload does not match its digest")
    return Exchange(
        url=fields["warc-target-uri"],
        fetched_at=moment(fields["warc-date"]),
        request_head=request_head,
        response_head=response.http_head,
        payload=response.payload,
        status=int(response.http_head.split(None, 2)[1]),
        content_type=_fields(response.http_head, "latin-1").get("content-type"),
        ip=fields.get("warc-ip-address"),
        tls_unverified=fields.get(TLS_UNVERIFIED.lower()),
        retrieved_from=fields.get(RETRIEVED_FROM.lower()),
    )
