"""HTTP connections that end when a server sends headers without end: Twisted itself would keep them all."""

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory, _LenientHTTP11ClientProtocol
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS, HTTP11ClientProtocol, HTTPClientParser

LONGEST_HEAD = 256 * 1024


class HeadTooLong(Exception):
    """The head of an answer went on and on."""


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Counts what comes before the body, for each answer anew."""

    _counted: HTTPClientParser | None = None
    _bytes = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 Twisted's name
        """Twisted's way to hand over what came."""
        parser = self._parser
        if parser is not None and parser.state in {STATUS, HEADER}:
            self._bytes = len(data) + (self._bytes if parser is self._counted else 0)
            self._counted = parser
            if self._bytes > LONGEST_HEAD:
                self._end()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted has no types there

    def _end(self) -> None:
        error = HeadTooLong(f"its headers alone are longer than {LONGEST_HEAD} bytes")
        self._giveUp(Failure(error))  # type: ignore[no-untyped-call]  # as above
        if self.transport is not None:
            self.transport.abortConnection()


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Builds such connections."""

    def buildProtocol(self, _address: IAddress | None) -> HTTP11ClientProtocol:  # noqa: N802 Twisted's name
        """Twisted's way to make one."""
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]  # as above
