"""Decoding: the body without its Content-Encoding, or a refusal that says what is wrong with it."""

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from spiders.middlewares.refusals import Damaged

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Decoding:
    """Scrapy's own middleware, whose decoders raise whatever their libraries raise.

    Raises `Damaged`, or `IgnoreRequest` for more than `DOWNLOAD_MAXSIZE`.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._decoder = HttpCompressionMiddleware.from_crawler(crawler)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response with a readable body."""
        try:
            return self._decoder.process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as error:  # noqa: BLE001 each library has errors of its own
            encoding = (response.headers.get("Content-Encoding") or b"").decode("latin-1")
            raise Damaged(f"it says that it is in {encoding}, and is not: {error}") from None
