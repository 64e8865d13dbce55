"""What `arsip status` says of articles that were removed lately: of all sources together, and of one."""

import heapq
from collections.abc import Iterator

from archive.changes.sightings import Removed
from archive.cli.show import printable
from archive.completeness.status import Status

MOST = 10


def removed_lately(found: list[Status]) -> Iterator[str]:
    """The latest removals of all sources: when, source, what was seen, id, headline; then how many there are where."""
    removed = [(stands.source, one) for stands in found for one in stands.removed]
    if not removed:
        return
    yield ""
    yield "removed in the last 30 days"
    for source, one in heapq.nlargest(MOST, removed, key=lambda pair: pair[1].missing):
        yield f"  {one.missing[:10]}  {source}  {_told(one)}"
    counts = sorted(((len(stands.removed), stands.source) for stands in found if stands.removed), reverse=True)
    where = ", ".join(f"{count:,} of {source}" for count, source in counts[:MOST]) + ", …" * (len(counts) > MOST)
    yield f"  {len(removed):,} in all: {where}"
    yield "  All of them: arsip status --json; what was seen, and the text: arsip show ID"


def removed_of(stands: Status) -> Iterator[str]:
    """The removals of one source, the latest first: since when, what was seen, id, headline."""
    for number, one in enumerate(stands.removed[:MOST]):
        yield f"  {'' if number else 'removed':<11} {one.missing[:10]}  {_told(one)}"
    if len(stands.removed) > MOST:
        more = f"and {len(stands.removed) - MOST} more in the last 30 days"
        yield f"              {more}: arsip status {stands.source} --json"


def _told(one: Removed) -> str:
    sure = "" if one.gone else ", to be looked at again"
    return f"{one.sighting}{sure}  {one.id}  {printable(one.headline or '')}"
