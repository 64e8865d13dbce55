"""Whose outlet an article stands in: the outlet, and the network that several outlets belong to."""

import sqlite3
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from archive.sources import SAVED, SAVED_LOCAL
from archive.urls import plain_host
from archive.vocabulary import SourceKind

if TYPE_CHECKING:
    from tldextract import TLDExtract


@cache
def _extractor() -> "TLDExtract":
    from tldextract import TLDExtract  # noqa: PLC0415 it imports an HTTP client, which few commands should wait for

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)  # the list it ships with


@cache
def domain_of(host: str) -> str:
    """The domain that was registered, of which a host is a part: `contoh.co.id` of `solo.contoh.co.id:8080`.

    Where a service lets its customers have names below its own (blogspot.com), it is the customer's.
    """
    found = _extractor()(host)
    if found.top_domain_under_public_suffix or found.ipv4 or found.ipv6 or not found.subdomain:
        return found.top_domain_under_public_suffix or host
    return ".".join(host.split(".")[-2:])  # below an ending that the list does not know


@cache
def _source(toml: str) -> dict[str, Any]:
    return tomllib.loads(toml)


def kind_of(toml: str) -> str:
    """The kind that a source's file states."""
    return str(_source(toml).get("kind", SourceKind.OUTLET))


def outlet_of(source: str, url: str) -> str:
    """The outlet of an article: its source; for a page that was saved by itself, its host."""
    return plain_host(url).removeprefix("www.") if source in {SAVED, SAVED_LOCAL} else source


def network_of(toml: str, url: str) -> str:
    """The network of an article: what its source's file states as `network`, else the domain of its address."""
    return str(_source(toml).get("network") or "") or domain_of(plain_host(url))


def networks(connection: sqlite3.Connection) -> dict[int, str]:
    """The network that each source's file states, by the source's row; a source of none is left out."""
    files = connection.execute("SELECT id, toml FROM sources ORDER BY id").fetchall()
    return {row[0]: str(network) for row in files if (network := _source(row[1]).get("network"))}
