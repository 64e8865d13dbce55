"""Addresses: their canonical form, and the public id that is made from it."""

import base64
import hashlib
import ipaddress
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|igshid|mc_[ce]id|ref|ref_src|share|replytocom|amp|nb|tag_from|_ga)$", re.IGNORECASE
)
DEFAULT_PORTS = {"http": 80, "https": 443}


def plain_host(url: str) -> str:
    """Host and port of an address as its canonical form has them: lower case, no default port, no user.

    Raises `ValueError` for what is no http(s) address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not an http address: {url!r}")
    return _netloc(parts)


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in {None, DEFAULT_PORTS[parts.scheme]} else f"{host}:{parts.port}"


def canonical_url(url: str) -> str:
    """The form under which an address is known: one spelling for one resource.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters (`utm_…`, `fbclid`,
    `replytocom`, `share`, `amp` and the like), parameters sorted, percent-escapes normalised. The path keeps
    its trailing slash: to many servers it is another address. Raises `ValueError` for what is no http(s) address.
    """
    parts = urlsplit(safe_url_string(url.strip()))
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not an http address: {url!r}")
    netloc = _netloc(parts)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)]
    return canonicalize_url(urlunsplit((parts.scheme, netloc, parts.path or "/", urlencode(query), "")))


def other_scheme(url: str) -> str:
    """The same http(s) address under the other of the two schemes."""
    scheme, _, rest = url.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"


def public_id(canonical: str) -> str:
    """The id of the article first known under `canonical`: 16 characters of base 32, 80 bits of its SHA-256."""
    digest = hashlib.sha256(canonical.encode()).digest()[:10]
    return base64.b32encode(digest).decode().lower()


def host_of(url: str) -> str:
    """Host and port of an address, as in `example.co.id` or `127.0.0.1:8081`, in lower case."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def is_local_address(url: str) -> bool:
    """True when an address typed by hand plainly names this machine or a private network.

    `localhost`, or a literal loopback or private IP address; other names are not resolved.
    """
    host = (urlsplit(url).hostname or "").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback
