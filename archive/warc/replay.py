"""A stored capture, taken out of its file again to be looked at."""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from w3lib.encoding import html_to_unicode

from archive.captures import decode_payload, read_exchange
from archive.errors import ArsipError
from archive.history import Provenance

LARGEST = 4_000_000  # bytes of a decoded payload
SHORTEST_DIGEST = 16
CAPTURES = """
SELECT c.url, c.fetched, c.status, c.payload_sha256, f.path AS warc_file, c.warc_offset, c.tls_unverified,
    c.retrieved_from, rc.part
FROM revisions r JOIN revision_captures rc ON rc.revision = r.id JOIN captures c ON c.id = rc.capture
JOIN warc_files f ON f.id = c.warc_file
WHERE r.article = :article AND substr(c.payload_sha256, 1, :letters) = :digest
AND NOT EXISTS (
    SELECT 1 FROM revision_captures other JOIN revisions o ON o.id = other.revision JOIN articles a ON a.id = o.article
    WHERE other.capture = c.id AND a.state = 'hidden'
)
ORDER BY c.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a capture holds: HTML, or the plain text of anything else (of a data interface, this article's part)."""

    is_html: bool
    text: str


def find_capture(connection: sqlite3.Connection, article: int, digest: str) -> Provenance:
    """The capture of an article (its row's id) whose payload's SHA-256 begins with `digest`.

    Raises `ArsipError` for one that there is not, and for one that shows a hidden article too.
    """
    values = {"article": article, "digest": digest, "letters": len(digest)}
    found = connection.execute(CAPTURES, values).fetchone() if len(digest) >= SHORTEST_DIGEST else None
    if found is None:
        raise ArsipError(f"no capture of this article has the digest {digest!r}")
    return Provenance(**dict(found))


def stored_page(warc: Path, capture: Provenance) -> Stored:
    """Read a capture. Raises `ArsipError` when its file is missing or damaged, or it holds too much or no text."""
    exchange = read_exchange(warc, capture.warc_file, capture.warc_offset)
    head = exchange.response_head.decode("latin-1").lower()
    encodings = [line.partition(":")[2] for line in head.split("\r\n") if line.startswith("content-encoding:")]
    try:
        payload = decode_payload(exchange.payload, ",".join(encodings), LARGEST)
    except ValueError as error:
        raise ArsipError(f"the capture cannot be shown: {error}") from None
    kind = (exchange.content_type or "").lower()
    text = html_to_unicode(exchange.content_type, payload)[1]
    if "html" in kind:
        return Stored(is_html=True, text=text)
    if "json" in kind:
        return Stored(is_html=False, text=_part(text, capture.part))
    if "xml" in kind or kind.startswith("text/"):
        return Stored(is_html=False, text=text)
    raise ArsipError(f"the capture cannot be shown: it is {exchange.content_type or 'of no known type'}")


def _part(text: str, part: str) -> str:
    """The entry of a JSON list with this id, set out; else all as it came."""
    try:
        known: Any = json.loads(text)
    except ValueError:
        return text
    if isinstance(known, list) and part:
        known = next((one for one in known if isinstance(one, dict) and str(one.get("id")) == part), known)
    return json.dumps(known, ensure_ascii=False, indent=2)
