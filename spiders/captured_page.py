"""A page as it lies in a capture."""

from archive.captures import decode_payload
from archive.outcomes import Exchange
from spiders.reading import Page
from spiders.responses import READ_HEADERS

LARGEST = 256 * 1024 * 1024  # bytes of a page that was accepted once, unpacked


def page_of(exchange: Exchange, largest: int = LARGEST) -> Page:
    """What a reader needs of a capture: as of a live response, with its Content-Encoding undone.

    Raises `ValueError` for what unpacks to more than `largest` bytes, or cannot be unpacked.
    """
    lines = (line.partition(":") for line in exchange.response_head.decode("latin-1").split("\r\n")[1:])
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    body = decode_payload(exchange.payload, headers.get("content-encoding"), largest)
    wanted = {name: value for name, value in headers.items() if name in READ_HEADERS}
    return Page(exchange.url, exchange.status, exchange.content_type, wanted, body, exchange.fetched_at)
