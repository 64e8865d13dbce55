"""A page as it came: the one input of every reader."""

from dataclasses import dataclass

from w3lib.encoding import html_to_unicode


@dataclass(frozen=True, slots=True)
class Page:
    """One response.

    `headers` has lower-case names, and only what readers need; `body` has its Content-Encoding undone.
    """

    url: str
    status: int
    content_type: str | None
    headers: dict[str, str]
    body: bytes


def text_of(page: Page) -> str:
    """The body as text, by its byte order mark, the HTTP header, its own declaration, or else as UTF-8 or Latin-1.

    Never raises: what cannot be decoded becomes U+FFFD. NUL characters, which no parser wants, are dropped.
    """
    header = (page.content_type or "").encode("ascii", "ignore").decode()
    _, text = html_to_unicode(header or None, page.body, auto_detect_fun=_guess, default_encoding="utf-8")
    return text.replace("\x00", "")


def _guess(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
