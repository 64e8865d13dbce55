"""The way to the network: names are checked where they are resolved, and a stop does not wait for a slow server."""

import asyncio
from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError
from scrapy.http import Response
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from spiders.bounded_head import BoundedFactory
from spiders.middlewares.addresses import is_public
from spiders.middlewares.asker import source_of
from spiders.middlewares.refusals import BadAddress, BrokenCertificate, PrivateAddress
from spiders.middlewares.stopping import StopWatch
from spiders.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy.crawler import Crawler
    from twisted.internet.defer import Deferred

SECONDS_TO_FINISH = 4.0


class PrivateLookup(PrivateAddress, DNSLookupError):
    """A name that leads to a private address; Twisted lets only its own kind of error pass quietly."""


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver (IPv4), which gives no private address away.

    The guard asks it before a request, and Twisted asks it when it connects: a name whose answer has changed
    in between (DNS rebinding) is refused there. Names of local sources are allowed for the whole process.
    """

    _allowed: ClassVar[set[str]] = set()
    refused: ClassVar[dict[str, str]] = {}

    @classmethod
    def allow(cls, name: str) -> None:
        """Let the host of a local source be private."""
        cls._allowed.add(name.lower())

    def getHostByName(self, name: str, timeout: "Sequence[int]" = ()) -> "Deferred[str]":  # noqa: N802 Twisted's name
        """The IPv4 address of a name. Fails with `DNSLookupError`, or with `PrivateAddress`."""
        return self.look_up(name, timeout).addCallback(self._check, name.lower())

    def look_up(self, name: str, timeout: "Sequence[int]") -> "Deferred[str]":
        """The answer as the system gives it, unchecked."""
        return super().getHostByName(name, timeout)

    def _check(self, address: str, name: str) -> str:
        if name in self._allowed or is_public(ip_address(address)):
            self.refused.pop(name, None)
            return address
        self.refused[name] = address
        raise PrivateLookup(f"{name} is {address}, which is not public")


class PoliteHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https, without proxies, with a time limit and an end.

    `DOWNLOAD_TIMEOUT` bounds a whole response. A broken certificate raises `BrokenCertificate`, unless the source
    accepts any: then its fault is left in the request's meta, as `tls_unverified`. Once the crawl has been stopping
    for four seconds, what is still under way is cut off and raises `Released`.
    """

    def __init__(self, crawler: "Crawler") -> None:
        super().__init__(crawler)
        source = source_of(crawler)
        self._trust = Trust(accept=source is not None and source.any_certificate)
        self._pool._factory = BoundedFactory  # noqa: SLF001 as Scrapy's own handler does
        self._contextFactory = self._trust  # type: ignore[assignment]  # it is, but mypy does not know zope
        self._watch = StopWatch(crawler, SECONDS_TO_FINISH)
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    async def download_request(self, request: Request) -> Response:
        """Fetch one response, its body as it came."""
        refuse_proxy(request)
        self._watch.release_if_stopping()
        request.meta.setdefault("download_timeout", self._timeout)
        host = urlsplit(request.url).hostname or ""
        try:
            response = await self._watch.hold(asyncio.ensure_future(super().download_request(request)))
        except DownloadFailedError:
            if fault := self._trust.refused(host):
                raise BrokenCertificate(host, fault) from None
            raise
        except CannotResolveHostError:
            if address := GuardedResolver.refused.get(host):
                raise PrivateAddress(f"{host} has become {address}, which is not public") from None
            raise
        request.meta["tls_unverified"] = self._trust.fault_of(host, response.certificate)
        return response


def refuse_proxy(request: Request) -> None:
    """Raise `BadAddress` for a request that would go through a proxy: what it connects to cannot be checked."""
    if request.meta.get("proxy"):
        raise BadAddress("a proxy is set, and what it asks cannot be checked: unset it")
