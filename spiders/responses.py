"""What is taken from a response: what a reader needs, what was captured of it, what to ask with next time."""

from datetime import datetime
from typing import Any

from scrapy.http import Response

from archive.clock import now
from archive.outcomes import Exchange, Validators
from spiders.reading import Page
from spiders.reading.challenge import GATE_HEADERS

READ_HEADERS = ("content-type", "x-wp-total", "x-wp-totalpages", "link", *GATE_HEADERS)


def validators_of(response: Response) -> Validators:
    """What the server says to ask with next time."""
    etag, changed = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    return Validators(*(value.decode("latin-1") if value else None for value in (etag, changed)))


def page_of(response: Response, captured: datetime | None = None) -> Page:
    """What a reader needs of a response; it is `captured` now where nothing else is said."""
    headers = {key: value.decode("latin-1") for key in READ_HEADERS if (value := response.headers.get(key)) is not None}
    return Page(response.url, response.status, headers.get("content-type"), headers, response.body, captured or now())


def exchange_of(meta: dict[str, Any]) -> Exchange | None:
    """The exchange that the capture middleware left with the request."""
    exchange = meta.get("exchange")
    return exchange if isinstance(exchange, Exchange) else None
