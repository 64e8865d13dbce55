"""What a web archive replays, as what the site once answered: its head, its time, its own address."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from archive.outcomes import Exchange

PREFIX = b"x-archive-orig-"
FRAMING = frozenset({b"content-encoding", b"content-length", b"transfer-encoding", b"connection"})
GZIP = b"\x1f\x8b"
REPLAYED = re.compile(r"/web/(\d{14})(?:id_)?/(https?:/.*)$")


def original_of(exchange: Exchange, url: str, moment: str) -> Exchange:
    """The exchange that the web archive has captured, of a replay without its own additions (`id_`).

    Where the archive gives the head that the site sent (`X-Archive-Orig-…`), that is the head; else the archive's own
    is. How the body is packed is as this answer says, in either case. The time is that of `Memento-Datetime`, else
    `moment` (`yyyymmddhhmmss`, UTC).
    """
    first, *lines = exchange.response_head.rstrip(b"\r\n").split(b"\r\n")
    headers = [(name.strip(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    own = [(name[len(PREFIX) :], value) for name, value in headers if name.lower().startswith(PREFIX)]
    head = [(name, value) for name, value in own or headers if name.lower() not in FRAMING]
    given = {name.lower(): value for name, value in reversed(headers)}
    if not any(name.lower() == b"content-type" for name, _ in head) and b"content-type" in given:
        head.append((b"Content-Type", given[b"content-type"]))
    if packing := _packing(given, exchange.payload):
        head.append((b"Content-Encoding", packing))
    head.append((b"Content-Length", b"%d" % len(exchange.payload)))
    content_type = next((value for name, value in head if name.lower() == b"content-type"), None)
    return replace(
        exchange,
        url=url,
        fetched_at=_moment(given.get(b"memento-datetime"), moment),
        request_head=b"",
        response_head=b"\r\n".join([first, *(b"%b: %b" % header for header in head), b"", b""]),
        content_type=content_type.decode("latin-1") if content_type else None,
        ip=None,
        retrieved_from=exchange.url,
    )


def _packing(given: dict[bytes, bytes], payload: bytes) -> bytes | None:
    """How the body is packed; some replays leave it packed as the site sent it, and do not say so."""
    if encoding := given.get(b"content-encoding"):
        return encoding
    once = given.get(PREFIX + b"content-encoding", b"").lower()
    return once if payload.startswith(GZIP) and once in {b"gzip", b"x-gzip"} else None


def _moment(stated: bytes | None, moment: str) -> datetime:
    try:
        return parsedate_to_datetime((stated or b"").decode("latin-1")).astimezone(UTC)
    except (TypeError, ValueError):
        return datetime.strptime(moment, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def replayed(url: str) -> tuple[str, str] | None:
    """The moment and the address that a replay is of; None for any other address."""
    found = REPLAYED.search(url)
    return (found[1], found[2]) if found else None
