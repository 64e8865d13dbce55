"""Guard: no request leaves for an address that is not public, whoever asks for it."""

import asyncio
from ipaddress import ip_address
from typing import TYPE_CHECKING, Self
from urllib.parse import SplitResult, urlsplit

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from archive.outcomes import Lease
from archive.urls import plain_host
from archive.vocabulary import MEDIA_KINDS
from spiders.download import GuardedResolver, PrivateLookup, refuse_proxy
from spiders.middlewares.addresses import Address, is_public, literal_address
from spiders.middlewares.asker import source_of
from spiders.middlewares.refusals import BadAddress, PrivateAddress
from spiders.middlewares.stopping import StopWatch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Guard:
    """Looks at every request before anything else does, at those for robots.txt and after a redirect too.

    Raises `BadAddress`, `PrivateAddress`, Scrapy's `CannotResolveHostError`, or `Released`.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._watch = StopWatch(crawler)
        self._media_hosts: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass, or raise."""
        refuse_proxy(request)
        host = checked_host(request.url)
        if self._is_of_local_source(request.url) or self._is_media_beside_it(request):
            GuardedResolver.allow(host)
            return
        address = literal_address(host) or await self._resolve(host)
        if not is_public(address):
            raise PrivateAddress(f"{host} is {address}, which is not public")

    def _is_of_local_source(self, url: str) -> bool:
        source = source_of(self._crawler)
        return source is not None and source.local and source.asks(url)

    def _is_media_beside_it(self, request: Request) -> bool:
        """True for a local source's picture or document, and the robots.txt before it, on a media host that may be.

        Those are the hosts that the source file lists; and for a site on this very machine, what lies there too.
        """
        source, host = source_of(self._crawler), plain_host(request.url)
        if source is None or not source.local:
            return False
        lease = request.meta.get("lease")
        if (
            isinstance(lease, Lease)
            and lease.kind in MEDIA_KINDS
            and (host in source.media_hosts or _both_here(source.url, request.url))
        ):
            self._media_hosts.add(host)
        return host in self._media_hosts

    async def _resolve(self, host: str) -> Address:
        from twisted.internet import reactor  # noqa: PLC0415 at the top it would install a reactor of its own choice

        answer: asyncio.Future[str] = asyncio.ensure_future(
            maybe_deferred_to_future(reactor.resolver.getHostByName(host))
        )
        try:
            found = answer.result() if answer.done() else await self._watch.hold(answer)
        except PrivateLookup as error:
            raise PrivateAddress(error.detail) from None
        except DNSLookupError as error:
            raise CannotResolveHostError(str(error)) from error
        return ip_address(found)


def _both_here(*urls: str) -> bool:
    hosts = [urlsplit(url).hostname or "" for url in urls]
    addresses = [literal_address("127.0.0.1" if host == "localhost" else host) for host in hosts]
    return all(address is not None and address.is_loopback for address in addresses)


def checked_host(url: str) -> str:
    """The host of an http address. Raises `BadAddress` for anything that libraries could understand differently."""
    try:
        parts = urlsplit(url)
        fault = _fault(parts)
    except ValueError as error:
        raise BadAddress(f"{url}: {error}") from None
    if fault or not parts.hostname:
        raise BadAddress(f"{parts.scheme}://…{parts.path}: {fault}")
    return parts.hostname


def _fault(parts: SplitResult) -> str | None:
    if parts.scheme not in {"http", "https"}:
        return f"{parts.scheme} is not fetched, only http and https"
    if not parts.hostname:
        return "there is no host"
    if "@" in parts.netloc:
        return "there is a name or password before the host"
    if parts.port == 0:
        return "there is no port 0"
    return None
