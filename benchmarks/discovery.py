"""How completely, how exactly and at what cost each kind of site is walked, and the same with faults on.

The sites are the stand-ins of the tests: small servers on loopback that answer as the software does.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.crawling import crawl
from tests.stand_ins.blogger import Blogger
from tests.stand_ins.drupal import Drupal
from tests.stand_ins.ghost import Ghost
from tests.stand_ins.joomla import Joomla
from tests.stand_ins.newsroom import StandIn, serve, stories
from tests.stand_ins.plain import FeedOnly, JsonFeedOnly, SitemapsOnly
from tests.stand_ins.plone import Plone
from tests.stand_ins.portal import DatedIndex, LoadMore, PagedByP, PagedByPath, PagedByQuery, PagedByStart, SlashedIndex
from tests.stand_ins.traps import TrapHouse
from tests.walking import archive_of, stored

KINDS: tuple[type[StandIn], ...] = (
    *(Joomla, Blogger, Ghost, Drupal, Plone),
    *(DatedIndex, SlashedIndex, SitemapsOnly, FeedOnly, JsonFeedOnly),
    *(PagedByPath, PagedByQuery, PagedByStart, PagedByP, LoadMore, TrapHouse),
)
FAULTY = 0.2
WIDTHS = (6, 7, 9, 8, 10, 10)


@dataclass(frozen=True, slots=True)
class Walked:
    """One site, walked once: shares of its articles that are stored and of what is stored that is one, and requests.

    `again` is what the next crawl asks for when nothing is new.
    """

    kind: str
    faulty: float
    articles: int
    recall: float
    precision: float
    requests: int
    again: int

    @property
    def a_piece(self) -> float:
        """Requests an article, of the first crawl."""
        return self.requests / self.articles


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk, print, and end with 1 when an article is missing or something else is stored."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.discovery", description=__doc__)
    parser.add_argument("--articles", type=int, default=60, help="how many articles each site has")
    parser.add_argument("--kind", action="append", help="only this stand-in (may be given more than once)")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    kinds = [kind for kind in KINDS if not chosen.kind or kind.__name__ in chosen.kind]
    if not kinds:
        print(f"discovery: no such kind; there are {', '.join(kind.__name__ for kind in KINDS)}", file=sys.stderr)
        return 2
    walks = [walk(kind, chosen.articles, faulty) for kind in kinds for faulty in (0.0, FAULTY)]
    print(json.dumps([asdict(one) | {"a_piece": one.a_piece} for one in walks]) if chosen.json else table(walks))
    return int(any(one.recall < 1 or one.precision < 1 for one in walks))


def walk(kind: type[StandIn], count: int, faulty: float) -> Walked:
    """Crawl one stand-in twice."""
    with serve(kind(stories(count), faulty=faulty)) as site, tempfile.TemporaryDirectory() as folder:
        archive = archive_of(site, Path(folder) / "arsip")
        crawl(archive)
        requests = site.asked.total()
        kept, published = stored(archive), site.published
        site.asked.clear()
        crawl(archive)
        right = len(kept & published)
        return Walked(
            kind.__name__,
            faulty,
            count,
            recall=right / len(published),
            precision=right / max(1, len(kept)),
            requests=requests,
            again=site.asked.total(),
        )


def table(walks: Sequence[Walked]) -> str:
    """The figures, a line each."""
    names = ("faults", "recall", "precision", "requests", "an article", "next crawl")
    head = f"{'site':14} " + " ".join(
        f"{name:>{max(width, len(name))}}" for name, width in zip(names, WIDTHS, strict=True)
    )
    lines = (
        f"{one.kind:14} {one.faulty:>6.0%} {one.recall:>7.1%} {one.precision:>9.1%} {one.requests:>8,} "
        f"{one.a_piece:>10.2f} {one.again:>10,}"
        for one in walks
    )
    return "\n".join((head, *lines))


if __name__ == "__main__":
    raise SystemExit(main())
