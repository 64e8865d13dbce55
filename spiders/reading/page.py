"""A page as it came: the one input of every reader."""

import re
from dataclasses import dataclass
from datetime import datetime

from w3lib.encoding import html_to_unicode

MORE_THAN_ONE_BYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True, slots=True)
class Page:
    """One response.

    `headers` has lower-case names, and only what readers need; `body` has its Content-Encoding undone.
    `captured` is when it was fetched, with its zone: what "2 jam yang lalu" counts from.
    """

    url: str
    status: int
    content_type: str | None
    headers: dict[str, str]
    body: bytes
    captured: datetime | None = None


def text_of(page: Page) -> str:
    """The body as text, by its byte order mark, the HTTP header, its own declaration, or else as UTF-8 or Windows-1252.

    Never raises: what cannot be decoded becomes U+FFFD. NUL characters, which no parser wants, are dropped.
    """
    header = (page.content_type or "").encode("ascii", "ignore").decode()
    encoding, text = html_to_unicode(header or None, page.body, auto_detect_fun=_guess, default_encoding="utf-8")
    return _mended(page.body, encoding, text).replace("\x00", "")


def _mended(body: bytes, encoding: str, text: str) -> str:
    """The text in the encoding that the bytes are in beyond doubt, where another one was declared.

    What is no ASCII and yet valid UTF-8 is UTF-8; what holds nothing but faults as UTF-8 is the Windows encoding.
    """
    if encoding == "cp1252" and not body.isascii() and _guess(body) == "utf-8":
        return body.decode("utf-8")
    if encoding == "utf-8" and "\ufffd" in text and not MORE_THAN_ONE_BYTE.search(body):
        return body.decode("cp1252", errors="replace")
    return text


def _guess(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
