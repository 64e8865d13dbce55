"""Capture: each response as it came over the wire, beside its request, for the WARC."""

from datetime import UTC, datetime
from http.client import responses
from urllib.parse import SplitResult, urlsplit

from scrapy import Request
from scrapy.http import Headers, Response

from archive.outcomes import Exchange

SECRETS = frozenset({b"authorization", b"proxy-authorization", b"cookie"})
DEFAULT_PORTS = {"http": ":80", "https": ":443"}
REFRAMED = frozenset({b"transfer-encoding", b"content-length"})


class Capture:
    """Leaves an `Exchange` in `request.meta["exchange"]`.

    Its order is the highest of all, so that it meets the body before it is decompressed.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        """Note the exchange; the response goes on unchanged."""
        content_type = response.headers.get(b"Content-Type")
        request.meta["exchange"] = Exchange(
            url=response.url,
            fetched_at=datetime.now(UTC),
            request_head=request_head(request),
            response_head=response_head(response),
            payload=response.body,
            status=response.status,
            content_type=content_type.decode("latin-1") if content_type else None,
            ip=str(response.ip_address) if response.ip_address else None,
            tls_unverified=request.meta.get("tls_unverified"),
        )
        return response


def request_head(request: Request) -> bytes:
    """The head that was sent, without what is secret."""
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    first = f"{request.method} {target} HTTP/1.1\r\n".encode("latin-1")
    return first + _lines(request.headers, SECRETS) + f"Host: {_host(parts)}\r\n\r\n".encode("latin-1")


def _host(parts: SplitResult) -> str:
    host = parts.netloc.rpartition("@")[2]
    return host.removesuffix(DEFAULT_PORTS[parts.scheme])


def response_head(response: Response) -> bytes:
    """The head that came, with the length of the payload in the place of any transfer encoding."""
    first = f"HTTP/1.1 {response.status} {responses.get(response.status, '')}\r\n".encode("latin-1")
    length = b"Content-Length: %d\r\n\r\n" % len(response.body)
    return first + _lines(response.headers, REFRAMED) + length


def _lines(headers: Headers, without: frozenset[bytes]) -> bytes:
    return b"".join(
        b"%b: %b\r\n" % (name, value)
        for name, values in headers.items()
        if name.lower() not in without
        for value in values
    )
