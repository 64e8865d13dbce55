"""Which addresses of the internet may be asked: the public ones."""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def literal_address(host: str) -> Address | None:
    """The address that `host` spells, or None for a name.

    Every spelling that the system's resolver takes is understood: `127.1`, `2130706433`, `0x7f.0.0.1`, `017700000001`.
    """
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def is_public(address: Address) -> bool:
    """True when an address is one host's, reachable from anywhere, by the registries of IANA.

    An IPv6 address that wraps an IPv4 address (mapped, 6to4, NAT64) is judged by what it wraps.
    """
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = _wrapped(address)
        if wrapped is not None:
            return is_public(wrapped)
        return address in GLOBAL_UNICAST and address.is_global
    return address.is_global and not address.is_multicast and not address.is_reserved


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
