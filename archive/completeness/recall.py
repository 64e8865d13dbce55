"""Recall: what share of the articles that a site is known to have is in the archive, by each way into it.

A way that states its total, or that was read to its end, is a list to measure against. How many articles no list names
can only be estimated, and only from two lists that fail independently of each other.
"""

import math
import sqlite3
from collections import Counter
from dataclasses import dataclass, fields
from typing import Any

from archive.completeness.capture_recapture import FEWEST_IN_BOTH, chapman
from archive.crawling.ways import ASKED, newest_only

MOST_HOPS = 10
EXAMPLES = 3
IN_WORDS = {
    "rest": "its REST interface",
    "rest-route": "its REST interface",
    "sitemap": "its sitemap",
    "sitemap-index": "its sitemap",
    "feed": "its feed",
    "archive": "its archive pages",
    "index": "its index by day",
    "listing": "its lists",
    ASKED: "what was asked for by hand",
    "import": "what was imported",
    "wayback": "the web archive's list",
}
# lists from outside, each with the reason why it fails independently of the site's own ways; those never do of each
# other, see ONE_DATABASE
OUTSIDE = {
    ASKED: "a person named these, from links and clippings, not from the site's lists",
    "import": "another crawler captured these, by its own seeds and on its own days",
    "wayback": "a web archive captured these, by its own seeds and on its own days",
}
ONE_DATABASE = "every way into a site is fed by its one database: what one lacks, the others lack too"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way into a site, and how much of what it names is here.

    `total` is what the way itself states (at `total_at`, UTC). `named` counts what it ever named: an article with
    several addresses once, and an address that sends on as the one that it leads to; but an address that was joined
    to an article for its text by itself, since the site counts it so. Of those `stored` are in the
    archive, `missing` are not and should be, `no_article` turned out to be none or are gone. `unnamed` is by how much
    the stated total exceeds what was named. `share` = `stored` / (`stored` + `missing` + `unnamed`), or None:
    `why_not` then says why.
    """

    way: str
    opened: str | None
    walked: bool
    total: int | None
    total_at: str | None
    named: int
    stored: int
    missing: int
    no_article: int
    unnamed: int
    share: float | None
    why_not: str | None
    examples: tuple[str, ...]

    @property
    def expected(self) -> int:
        """How many articles should be here by this way."""
        return self.stored + self.missing + self.unnamed

    def sentence(self) -> str:
        """The measure in one line."""
        what = IN_WORDS.get(self.way, f"its {self.way}")
        if self.share is None:
            return f"not measurable by {what}: {self.why_not}"
        verb = "names" if self.total is None else "states"
        lacks = [f"{self.missing + self.unnamed:,} missing"]
        lacks += [f"{self.no_article:,} more gave no article"] if self.no_article else []
        examples = f": {', '.join(self.examples)}" if self.examples else ""
        return (
            f"{percent(self.share)} of the {self.expected:,} articles that {what} {verb} ({', '.join(lacks)}{examples})"
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many articles the site has, estimated from two independent lists: Chapman's estimator.

    `own` articles are stored that the site's own ways named, `outside` that the list from outside (`way`) named, `both`
    that both did. `articles` is the estimate, `low` and `high` its 95 % confidence interval.
    """

    way: str
    own: int
    outside: int
    both: int
    articles: int
    low: int
    high: int
    reason: str

    def sentence(self) -> str:
        """The estimate in one line."""
        return (
            f"about {self.articles:,} articles in all (95 %: {self.low:,} to {self.high:,}), estimated from "
            f"{IN_WORDS[self.way]} ({self.outside:,}, of which its own ways named {self.both:,})"
        )


@dataclass(frozen=True, slots=True)
class Recall:
    """All that is measured of one source; `estimate` is None where `no_estimate` says why there is none."""

    ways: list[WayIn]
    estimate: Estimate | None
    no_estimate: str | None

    @property
    def best(self) -> WayIn | None:
        """The measure to go by: of the ways that can be measured the one that expects the most articles."""
        measured = [way for way in self.ways if way.share is not None]
        return max(measured, key=lambda way: way.expected, default=None)

    def sentence(self) -> str:
        """The recall in one line, or why it is not measurable."""
        if self.best is not None:
            return self.best.sentence()
        if not self.ways:
            return "not measurable: no way into the site has been open yet"
        return self.ways[0].sentence()

    def as_dict(self) -> dict[str, Any]:
        """The recall as plain values."""
        estimate = {f.name: getattr(self.estimate, f.name) for f in fields(Estimate)} if self.estimate else None
        return {
            "sentence": self.sentence(),
            "best": self.best.way if self.best else None,
            "ways": [{f.name: getattr(way, f.name) for f in fields(WayIn)} for way in self.ways],
            "estimate": estimate,
            "no_estimate": self.no_estimate,
        }


@dataclass(slots=True)
class _Named:
    """An article, or an address that may be one, and the bits of the ways that named it under any address."""

    url: str
    ends: str  # stored, missing or no_article
    is_gone: bool
    ways: int = 0
    listed: int = 0


def recall_of(connection: sqlite3.Connection, row: int) -> Recall:
    """What is measured of the source in the row `row`."""
    named = _named(connection, row)
    known = connection.execute("SELECT * FROM ways WHERE source = ? ORDER BY number", (row,)).fetchall()
    bits = {way["name"]: 1 << way["number"] for way in known}
    newest = newest_only(connection, row)
    ways = [
        _measure(way, [one for one in named if one.ways & bits[way["name"]]], is_newest=way["name"] in newest)
        for way in known
        if way["opened"]
    ]
    own = sum(bit for name, bit in bits.items() if name not in OUTSIDE)
    return Recall(ways, *_estimate(named, own, {name: bit for name, bit in bits.items() if name in OUTSIDE}))


def _named(connection: sqlite3.Connection, row: int) -> list[_Named]:
    """Everything that some way named, each article once, whatever its addresses; what sends on is what it leads to."""
    rows = {one["id"]: one for one in connection.execute(NAMED, (row,))}
    found: dict[tuple[bool, int], _Named] = {}
    for one in rows.values():
        if one["ways"]:
            last = _end_of(one, rows)
            is_article = last["article"] is not None and not last["is_joined"]
            key = (is_article, last["article"] if is_article else last["id"])
            named = found.setdefault(key, _Named(last["url"], last["ends"], bool(last["is_gone"])))
            named.ways |= one["ways"]
            named.listed = max(named.listed, one["listed"])
    return list(found.values())


NAMED = """
SELECT u.id, u.url, u.ways, u.listed, u.article, u.moved_to,
EXISTS (SELECT 1 FROM joined_addresses j JOIN articles own ON own.id = j.article WHERE j.canonical = u.canonical
    AND j.source = u.source AND j.undone IS NULL AND own.url <> j.canonical) AS is_joined,
CASE WHEN u.article IS NULL THEN coalesce(u.fate = 'gone', 0) ELSE a.id IS NOT NULL END AS is_gone,
CASE WHEN u.article IS NOT NULL OR u.fate = 'stored' THEN 'stored'
WHEN u.state <> 'settled' OR u.fate IN ('failed', 'blocked') THEN 'missing' ELSE 'no_article' END AS ends
FROM urls u LEFT JOIN articles a INDEXED BY articles_now_gone ON a.id = u.article AND a.state = 'gone'
WHERE u.source = ? AND u.kind = 'page' ORDER BY u.id
"""


def _end_of(one: sqlite3.Row, rows: dict[int, sqlite3.Row]) -> sqlite3.Row:
    for _ in range(MOST_HOPS):
        if one["article"] is not None or one["moved_to"] not in rows:
            break
        one = rows[one["moved_to"]]
    return one


def _measure(way: sqlite3.Row, named: list[_Named], *, is_newest: bool) -> WayIn:
    ends = Counter(one.ends for one in named)
    stored, missing, total = ends["stored"], ends["missing"], way["total"]
    unnamed = max(0, total - sum(not one.is_gone for one in named)) if total is not None else 0
    why_not = _why_not(way, named, stored + missing + unnamed, is_newest=is_newest)
    return WayIn(
        way=way["name"],
        opened=way["opened"],
        walked=bool(way["walked"]),
        total=total,
        total_at=way["total_at"],
        named=len(named),
        stored=stored,
        missing=missing,
        no_article=ends["no_article"],
        unnamed=unnamed,
        share=None if why_not else stored / (stored + missing + unnamed),
        why_not=why_not,
        examples=tuple(one.url for one in named if one.ends == "missing")[:EXAMPLES],
    )


def _why_not(way: sqlite3.Row, named: list[_Named], expected: int, *, is_newest: bool) -> str | None:
    """Why the share of a way says nothing; None where it does."""
    if way["total"] is None and is_newest:
        newest = max((one.listed for one in named), default=0)
        return f"it holds only the newest {sum(one.listed == newest for one in named):,}"
    if way["total"] is None and not way["walked"]:
        return "it has not been read to its end"
    return None if expected else "it names no article"


def _estimate(named: list[_Named], own: int, outside: dict[str, int]) -> tuple[Estimate | None, str | None]:
    """The estimate by the list from outside that shares most with the site's own, or why there is none."""
    stored = [one.ways for one in named if one.ends == "stored"]
    found = [
        (way, sum(bool(w & bit) for w in stored), sum(bool(w & bit and w & own) for w in stored))
        for way, bit in outside.items()
    ]
    way, captured, both = max(found, key=lambda one: one[2], default=("", 0, 0))
    if not captured:
        return None, ONE_DATABASE
    if both < FEWEST_IN_BOTH:
        return None, f"{IN_WORDS[way]} shares {both} articles with the site's own ways; {FEWEST_IN_BOTH} are needed"
    n_own = sum(bool(w & own) for w in stored)
    articles, low, high = chapman(n_own, captured, both)
    return Estimate(way, n_own, captured, both, articles, low, high, OUTSIDE[way]), None


def percent(share: float) -> str:
    """A share in per cent, rounded down: nothing is whole while something is missing."""
    return f"{math.floor(share * 1000) / 10:.1f} %"
