"""Whether a site proves who it is: every certificate is verified, and a fault is noted even where it is accepted."""

from collections.abc import Callable
from functools import cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import certifi
from OpenSSL import SSL, crypto
from service_identity.exceptions import CertificateError, VerificationError
from service_identity.hazmat import DNS_ID, IPAddress_ID, ServiceID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]  # it has no types

if TYPE_CHECKING:
    from twisted.internet.ssl import Certificate

OP_LEGACY_SERVER_CONNECT = 0x4  # servers of before 2010, which cannot renegotiate safely; we never renegotiate
OTHER_HOST = "it is made out to another host"
# https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/
FAULTS = {
    9: "it is not valid yet",
    10: "it has expired",
    18: "it is signed by itself",
    19: "its chain ends in an authority that is not trusted",
    20: "its chain is incomplete, or its authority is not known",
    21: "its chain is incomplete, or its authority is not known",
    26: "it is not meant for a site",
    66: "its key is too weak",
    67: "the key of its authority is too weak",
    68: "it is signed in a way that is too weak",
}


@cache
def _context() -> SSL.Context:
    """What all connections of the process begin with: TLS 1.2 at least, the system's authorities and Mozilla's."""
    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.set_options(OP_LEGACY_SERVER_CONNECT)
    context.set_mode(SSL.MODE_RELEASE_BUFFERS)
    context.set_default_verify_paths()
    context.load_verify_locations(certifi.where())
    return context


@implementer(IPolicyForHTTPS)
class Trust:
    """The certificates of one crawl. With `accept` a broken one is let through; its fault is known either way."""

    def __init__(self, *, accept: bool) -> None:
        self._accept = accept
        self._faults: dict[tuple[str, str], str] = {}
        self._refused: dict[str, str] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> "_Connector":  # noqa: N802, ARG002 Twisted's names
        """Twisted's way to ask how to connect to a host."""
        return _Connector(self, hostname.decode("ascii"))

    def fault_of(self, host: str, certificate: "Certificate | None") -> str | None:
        """What is wrong with the certificate that a host has shown; None for a good one, and without TLS."""
        return None if certificate is None else self._faults.get((host, _digest(certificate)))

    def refused(self, host: str) -> str | None:
        """Why the last connection to a host was refused, asked for once; None when not for its certificate."""
        return self._refused.pop(host, None)

    def judge(self, host: str, certificate: crypto.X509 | None, fault: str | None) -> bool:
        """Note what came of a verification, with the host's own certificate; True when the connection may go on."""
        if certificate is not None:
            key = (host, _digest(certificate))
            self._faults.pop(key, None)
            if fault is not None:
                self._faults[key] = fault
        if fault is not None and not self._accept:
            self._refused[host] = fault
        return fault is None or self._accept


@implementer(IOpenSSLClientConnectionCreator)
class _Connector:
    """Makes the connections to one host."""

    def __init__(self, trust: Trust, host: str) -> None:
        self._trust = trust
        self._host = host

    def clientConnectionForTLS(self, _protocol: Any) -> SSL.Connection:  # noqa: N802 Twisted's name
        """A connection that verifies what the host shows."""
        connection = SSL.Connection(_context())
        who = _identity(self._host)
        if isinstance(who, DNS_ID):
            connection.set_tlsext_host_name(self._host.encode("ascii"))
        connection.set_verify(SSL.VERIFY_PEER, self._verifier(who))
        return connection

    def _verifier(self, who: ServiceID) -> Callable[[SSL.Connection, crypto.X509, int, int, int], bool]:
        """What OpenSSL asks about each certificate, from the authority's down to the site's own (depth 0).

        The first fault counts: those that follow it are its consequences.
        """
        faults: list[str] = []

        def verify(_connection: SSL.Connection, shown: crypto.X509, error: int, depth: int, good: int) -> bool:
            if not good:
                faults.append(FAULTS.get(error, f"it does not hold (error {error} of OpenSSL)"))
            if depth == 0 and good and not _names(shown, who):
                faults.append(OTHER_HOST)
            return self._trust.judge(self._host, None if depth else shown, faults[0] if faults else None)

        return verify


def _digest(certificate: "Certificate | crypto.X509") -> str:
    digest: bytes = certificate.digest("sha256")
    return digest.decode()


def _identity(host: str) -> ServiceID:
    try:
        ip_address(host)
    except ValueError:
        return DNS_ID(host)
    return IPAddress_ID(host)


def _names(certificate: crypto.X509, who: ServiceID) -> bool:
    try:
        verify_service_identity(extract_patterns(certificate), [who], [])
    except (CertificateError, VerificationError, ValueError):
        return False
    return True
