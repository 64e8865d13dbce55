"""The ways into a site: what a platform offers, and which of these a source chooses."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.errors import ArsipError
from archive.sources import Source
from archive.vocabulary import UrlKind


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a site: its name, what answers there, and the addresses that may open it.

    The addresses are relative to the site's own; they are tried in order until one is open.
    """

    name: str
    kind: UrlKind
    addresses: tuple[str, ...]


def chosen_ways(source: Source, ways: Sequence[Way]) -> tuple[Way, ...]:
    """The ways that a source names, in its order; all of them where it names none.

    Raises `ArsipError` for a name that its platform does not have, with those that it has.
    """
    named = {way.name: way for way in ways}
    for name in source.ways:
        if name not in named:
            raise ArsipError(
                f"source {source.name}: ways = {name!r}, but the ways of the platform {source.platform!r} "
                f"are {', '.join(named)}"
            )
    return tuple(named[name] for name in source.ways) or tuple(ways)


def stated_addresses(source: Source, way: Way) -> tuple[str, ...]:
    """The addresses that the source itself states for a way of this kind, all of which are read."""
    match way.kind:
        case UrlKind.SITEMAP:
            return source.sitemaps
        case UrlKind.FEED:
            return source.feeds
        case UrlKind.LISTING if way.name != "index":
            return source.listings
    return ()
