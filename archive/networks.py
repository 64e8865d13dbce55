"""Whose outlet an article stands in: the outlet, and the network that several outlets belong to."""

import tomllib
from functools import cache

from tldextract import TLDExtract

from archive.sources import SAVED, SAVED_LOCAL
from archive.urls import plain_host

_domain = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)  # the list it ships with


@cache
def domain_of(host: str) -> str:
    """The domain that was registered, of which a host is a part: `contoh.co.id` of `solo.contoh.co.id:8080`.

    Where a service lets its customers have names below its own (blogspot.com), it is the customer's.
    """
    found = _domain(host)
    if found.top_domain_under_public_suffix or found.ipv4 or found.ipv6 or not found.subdomain:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])  # below an ending that the list does not know


@cache
def _stated(toml: str) -> str:
    network = tomllib.loads(toml).get("network", "")
    return network if isinstance(network, str) else ""


def outlet_of(source: str, url: str) -> str:
    """The outlet of an article: its source; for a page that was saved by itself, its host."""
    return plain_host(url).removeprefix("www.") if source in {SAVED, SAVED_LOCAL} else source


def network_of(toml: str, url: str) -> str:
    """The network of an article: what its source's file states as `network`, else the domain of its address."""
    return _stated(toml) or domain_of(plain_host(url))
