"""Listing sources: the adopted ones and those of the catalogue, with what state each is in, and filters over them."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from archive.places.regions import Region, province_of
from archive.sources import Source
from archive.vocabulary import SourceState


@dataclass(frozen=True, slots=True)
class Listed:
    """A source and all the states it is in, the most telling first."""

    source: Source
    states: tuple[SourceState, ...]

    def as_dict(self) -> dict[str, Any]:
        """The keys of its file as plain values, and its states."""
        return {**asdict(self.source), "states": [str(state) for state in self.states]}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be listed; None leaves that open."""

    kind: str | None = None
    province: Region | None = None
    platform: str | None = None
    state: SourceState | None = None

    def fits(self, listed: Listed) -> bool:
        """True when a source is wanted."""
        source = listed.source
        return (
            self.kind in {None, source.kind}
            and (self.province is None or province_of(source.place) == self.province)
            and self.platform in {None, source.platform}
            and (self.state is None or self.state in listed.states)
        )


def crawled_sources(connection: sqlite3.Connection) -> frozenset[str]:
    """The names of the sources that were ever crawled."""
    rows = connection.execute("SELECT DISTINCT s.name FROM crawls c JOIN sources s ON s.id = c.source")
    return frozenset(row[0] for row in rows)


def list_sources(
    sources: Iterable[Source], adopted: Iterable[str], crawled: Iterable[str], wanted: Wanted
) -> list[Listed]:
    """The wanted ones of these sources, in their order; `adopted` and `crawled` are names."""
    known, visited = frozenset(adopted), frozenset(crawled)
    listed = [Listed(source, tuple(states_of(source, known, visited))) for source in sources]
    return [one for one in listed if wanted.fits(one)]


def states_of(source: Source, adopted: frozenset[str], crawled: frozenset[str]) -> Iterator[SourceState]:
    """Every state that a source is in, the most telling first."""
    if not source.active:
        yield SourceState.INACTIVE
    if source.name not in adopted:
        yield SourceState.AVAILABLE
    elif source.name in crawled:
        yield SourceState.CRAWLED
    else:
        yield SourceState.NEVER_CRAWLED
    if source.name in adopted:
        yield SourceState.ADOPTED
    if source.checked is None:
        yield SourceState.UNCHECKED
