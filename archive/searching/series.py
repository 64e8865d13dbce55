"""A few questions on one timeline: what each found per month, of how many articles, and where the archive has gaps."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.crawling.gaps import Gap
from archive.errors import ArsipError
from archive.searching.counting import Key, tally, whole_of
from archive.searching.filters import together
from archive.searching.timeline import MONTH, Span, open_gaps, timeline
from archive.searching.understanding import Expansion, Understood, understand
from archive.vocabulary import Fold

MOST_SERIES = 4
COLUMNS = ("when", "query", "found", "all", "share", "gap")
Counts = Mapping[tuple[Key, ...], int]


@dataclass(frozen=True, slots=True)
class Series:
    """One question over time, of `MOST_SERIES` at most that share their months (or years, where these are too many).

    `found` articles in all, `undated` of them in no span for want of a day. `gaps` are open ones of the sources that
    it found something in (or of the one that it names), also outside of the spans. `by_source` are articles by the
    source's name, the most first.
    """

    query: str
    understood: str
    expansions: tuple[Expansion, ...]
    found: int
    undated: int
    by_source: dict[str, int]
    spans: list[Span]
    gaps: list[Gap]


def compare(
    connection: sqlite3.Connection,
    questions: Sequence[str],
    *,
    fold: Fold | None = None,
    without: Collection[str] = (),
    exact: bool = False,
    **filters: str | None,
) -> list[Series]:
    """Count each question by month, with the figures of `archive.searching.counting.count` and the same arguments.

    Every month from the first to the last in which any of them found something is there. Raises `ArsipError` for more
    than `MOST_SERIES` questions, and as `count` does.
    """
    if len(questions) > MOST_SERIES:
        raise ArsipError(f"{len(questions)} questions are too many to compare: {MOST_SERIES} is the most")
    asked = [understand(connection, words, without=without, exact=exact) for words in questions]
    narrowed = [together(one.query.filters, filters) for one in asked]
    found = [
        tally(connection, one.fts, ["month", "source"], own, fold) for one, own in zip(asked, narrowed, strict=True)
    ]
    months = [month for counts in found for month, _ in counts if month and MONTH.fullmatch(month)]
    ends = dict.fromkeys((min(months), max(months)), 0) if months else {}
    wholes: dict[tuple[tuple[str, str | None], ...], dict[str, int]] = {}
    series = []
    for words, one, own, counts in zip(questions, asked, narrowed, found, strict=True):
        whole = whole_of(one, filters)
        key = tuple(sorted(whole.items()))
        of_all = wholes.get(key) or wholes.setdefault(key, _by_month(tally(connection, "", ["month"], whole, fold)))
        gaps = open_gaps(connection, [named] if (named := own.get("source")) else sorted(_by_source(counts)))
        series.append(_series(words, one, counts, timeline({**ends, **_by_month(counts)}, of_all, gaps), gaps))
    return series


def rows_of(series: Sequence[Series]) -> Iterator[dict[str, object]]:
    """The figures as rows by the names in `COLUMNS`: a span after the other, in it a question after the other."""
    for spans in zip(*(one.spans for one in series), strict=True):
        for one, span in zip(series, spans, strict=True):
            yield {
                "when": span.name,
                "query": one.query,
                "found": span.found,
                "all": span.all,
                "share": round(span.share, 6),
                "gap": bool(span.gaps),
            }


def _by_month(counts: Counts) -> dict[str, int]:
    months: Counter[str] = Counter()
    for (month, *_), articles in counts.items():
        months[month or ""] += articles
    return dict(months)


def _by_source(counts: Counts) -> dict[str, int]:
    sources: Counter[str] = Counter()
    for (_, source), articles in counts.items():
        sources[source or ""] += articles
    return dict(sources.most_common())


def _series(words: str, asked: Understood, counts: Counts, spans: list[Span], gaps: list[Gap]) -> Series:
    return Series(
        query=words,
        understood=asked.query.readable,
        expansions=asked.expansions,
        found=sum(counts.values()),
        undated=_by_month(counts).get("", 0),
        by_source=_by_source(counts),
        spans=spans,
        gaps=gaps,
    )
