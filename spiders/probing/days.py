"""The newest day that a feed, a sitemap or a JSON answer states, whatever its dialect."""

import re
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

DATES = re.compile(
    rb"<(?:\w+:)?(?:pubDate|updated|published|date|lastmod|publication_date)\b[^>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]]{8,40})"
    rb'|"(?:date_published|date_modified|date)"\s*:\s*"([^"]{8,40})"',
    re.IGNORECASE,
)
GZIP = b"\x1f\x8b"
LARGEST = 50 * 1024 * 1024  # the protocol's own limit for a sitemap once unpacked
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def newest_day(body: bytes, today: date) -> str | None:
    """The latest day (`YYYY-MM-DD`) that a body, or gzip file, states and that has come; None where it states none."""
    latest = today + timedelta(days=1)  # the publisher's clock may be ahead of ours
    days = [day for match in DATES.finditer(unzipped(body)) for day in _days(match[1] or match[2]) if day <= latest]
    return max(days).isoformat() if days else None


def unzipped(body: bytes) -> bytes:
    """A body's own bytes, of a gzip file at most the first 50 MB; empty where it cannot be unpacked."""
    if not body.startswith(GZIP):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, LARGEST)
    except zlib.error:
        return b""


def _days(written: bytes) -> Iterator[date]:
    text = written.decode("latin-1").strip()
    try:
        if match := ISO.match(text):
            yield date(*(int(part) for part in match.groups()))
        else:
            yield parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return
