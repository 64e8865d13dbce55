"""Addresses: their canonical form, and the public id that is made from it."""

import hashlib
import ipaddress
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, safe_url_string

TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mibextid"
    r"|mc_[ce]id|mkt_tok|hsa_\w+|mtm_\w+|pk_\w+|_ga|_gl|_x_tr_\w+|at_medium|at_campaign|fb_action_ids|fb_comment_id"
    r"|ref|ref_src|ref_url|share|replytocom|like_comment|amp|noamp|amp_markup|nb|tag_from|lgn_method|google_btn"
    r"|tracking_page\w*)$",
    re.IGNORECASE,
)
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # RFC 4648, base 32
TWO_DIGITS = [one + other for one in LETTERS for other in LETTERS]
PAGE_KEYS = frozenset({"page", "halaman", "hal"})
PAGE_NUMBER = re.compile(r"(?:/(?:page/|halaman/)?)?(?:[2-9]|[1-9]\d)")
MIRROR = re.compile(r"^(?:www|m|mobile|amp|wap)\.")
AMP_VIEW = re.compile(r"/amp(?:\.html)?/?$|\.amp(?=\.html?$)")
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


def spellings(canonical: str) -> list[str]:
    """The ways in which one article may be addressed, the one that is given first.

    Under http and https, with and without a slash at the end, on the site's own name, with `www.` and on its mirrors
    (`m.`, `amp.`), and as the AMP view of a page (`/amp/`, `.amp.html`).
    """
    parts = urlsplit(canonical)
    path = AMP_VIEW.sub("", parts.path).rstrip("/")
    bare = MIRROR.sub("", parts.netloc)
    hosts = dict.fromkeys((parts.netloc, bare, f"www.{bare}"))
    paths = dict.fromkeys((parts.path, path or "/", f"{path}/"))
    schemes = dict.fromkeys((parts.scheme, "https", "http"))
    return [urlunsplit((scheme, host, p, parts.query, "")) for host in hosts for p in paths for scheme in schemes]


def is_further_page(url: str, article: str) -> bool:
    """True for the address of a further page, from 2 on, of the article at the address `article`."""
    own, base = urlsplit(canonical_url(url)), urlsplit(article)
    path, above = own.path.rstrip("/"), base.path.rstrip("/")
    if own.netloc != base.netloc or not path.startswith(above):
        return False
    asked = dict(parse_qsl(own.query)).items() - dict(parse_qsl(base.query)).items()
    numbers = [value for key, value in asked if key.lower() in PAGE_KEYS] if path == above else [path[len(above) :]]
    return any(PAGE_NUMBER.fullmatch(number) for number in numbers)


def public_id(canonical: str) -> str:
    """The id of the article first known under `canonical`: 16 characters of base 32, 80 bits of its SHA-256."""
    number = int.from_bytes(hashlib.sha256(canonical.encode()).digest()[:10])
    return "".join([TWO_DIGITS[number >> shift & 1023] for shift in range(70, -1, -10)])


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
