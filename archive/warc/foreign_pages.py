"""A foreign record as an exchange of our own: its HTTP head, and its payload without Transfer-Encoding."""

import re
from dataclasses import dataclass

from w3lib.url import safe_url_string

from archive.outcomes import Exchange
from archive.vocabulary import NotTaken
from archive.warc.foreign_warcs import BadRecord, ForeignRecord

HEAD_END = re.compile(rb"\r?\n\r?\n")
STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?: |$)")
HTML = re.compile(r"^\s*(text/html|application/xhtml\+xml)\b", re.IGNORECASE)
CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}")
OK, NOT_MODIFIED = 200, 304


@dataclass(frozen=True, slots=True)
class Message:
    """An HTTP answer: the lines of its head without their ends, and its payload."""

    lines: list[bytes]
    payload: bytes

    @property
    def status(self) -> int:
        """The status code; 0 where the head has none."""
        found = STATUS_LINE.match(self.lines[0])
        return int(found[1]) if found else 0

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        for line in self.lines[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name.encode():
                return value.strip().decode("latin-1")
        return None


def message_of(record: ForeignRecord) -> Message:
    """The answer in a record; one of a `resource`, which has no head, gets the plainest. Raises `BadRecord`."""
    block = record.block()
    if record.kind == "resource":
        return Message([b"HTTP/1.1 200 OK", f"Content-Type: {record.type}".encode()], block)
    end = HEAD_END.search(block)
    head = block[: end.start()] if end else block
    message = Message(head.replace(b"\r\n", b"\n").split(b"\n"), block[end.end() :] if end else b"")
    if not message.status:
        raise BadRecord(NotTaken.DAMAGED)
    return message


def exchange_of(record: ForeignRecord, message: Message) -> Exchange:
    """What is stored of a page that is taken. Raises `BadRecord` for what is no page of text."""
    if message.status != OK:
        raise BadRecord(NotTaken.NO_PAGE)
    check_type(message)
    if record.moment is None:
        raise BadRecord(NotTaken.BAD_DATE)
    lines, payload = _unchunked(message)
    return Exchange(
        url=safe_url_string(record.url),
        fetched_at=record.moment,
        request_head=b"",
        response_head=b"\r\n".join([*lines, b"", b""]),
        payload=payload,
        status=OK,
        content_type=message.header("content-type"),
        ip=record.ip,
        retrieved_from=record.file.retrieved_from,
    )


def check_type(message: Message) -> None:
    """Raise `BadRecord` for an answer whose type says that it is no page; one without a type may be one."""
    if not HTML.match(message.header("content-type") or "text/html"):
        raise BadRecord(NotTaken.NOT_HTML)


def answered_again(revisit: Message, original: Message) -> Message:
    """The answer that a revisit stands for: its own head, unless that only says "not modified", and the payload."""
    if revisit.status == NOT_MODIFIED or revisit.header("content-type") is None:
        return original
    return Message(revisit.lines, original.payload)


def _unchunked(message: Message) -> tuple[list[bytes], bytes]:
    """Head and payload with a chunked Transfer-Encoding undone; many crawlers have undone it, and left the header."""
    if "chunked" not in (message.header("transfer-encoding") or "").lower():
        return message.lines, message.payload
    payload = _joined_chunks(message.payload)
    if payload is None:
        payload = message.payload
    framing = (b"transfer-encoding:", b"content-length:")
    lines = [line for line in message.lines if not line.lower().startswith(framing)]
    return [*lines, b"Content-Length: %d" % len(payload)], payload


def _joined_chunks(data: bytes) -> bytes | None:
    """The content of chunks (RFC 9112, 7.1), or None where `data` is not in chunks."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\r\n", at)
        size = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not CHUNK_SIZE.fullmatch(size):
            return None
        length = int(size, 16)
        if length == 0:
            return b"".join(pieces)
        at = end + 2 + length
        if data[at : at + 2] != b"\r\n":
            return None
        pieces.append(data[end + 2 : at])
        at += 2
