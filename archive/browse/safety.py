"""Text from the web, made fit to be shown: no control signs, nothing that turns the page around, marks as elements."""

import re
from dataclasses import fields, is_dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from archive.searching.hits import END_MARK, MARK

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they reach over the end of their text
# control signs but for tab and line feed, halves of signs, and what turns a line round
STEERING = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(TURNING))}]")
FOUND = re.compile(f"{MARK}([^{END_MARK}]*){END_MARK}")


def shown(value: Any) -> Any:
    """The same text, or the same lists, dicts and dataclasses (as dicts) of texts, without what steers a reader."""
    if isinstance(value, str):
        return value if isinstance(value, Markup) or not STEERING.search(value) else STEERING.sub("", value)
    if isinstance(value, dict):
        return {key: shown(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [shown(inner) for inner in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: shown(getattr(value, field.name)) for field in fields(value)}
    return value


def highlighted(text: str) -> Markup:
    """A text of a `Hit` as HTML: escaped, with `<mark>` around each word found."""
    pieces = [str(escape(shown(piece))) for piece in FOUND.split(text)]  # plain, found, plain, found, …, plain
    pieces[1::2] = [f"<mark>{piece}</mark>" for piece in pieces[1::2]]
    return Markup("".join(pieces))  # noqa: S704 each piece is escaped


def web_address(text: str | None) -> str | None:
    """The address, if following it can do no more than open a page on the web."""
    try:
        return text if text and urlsplit(text).scheme in {"http", "https"} else None
    except ValueError:
        return None
