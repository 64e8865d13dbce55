"""Facets: how the articles that a query finds are spread over sources, years, places, units, people."""

import sqlite3
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from archive.filters import CLAUSES, Filters, clauses, read_filters, together
from archive.regions import province_of
from archive.search import HAS_DOCUMENTS
from archive.understanding import understand

MOST_LOOKED_INTO = 20_000  # articles whose units and bylines are counted: each takes a look of its own
MOST_VALUES = 100
ALONE = frozenset({"unit", "byline"})  # narrow at once where no words do: then few are left to count

# MATERIALIZED: the index is read once for all. INDEXED BY: it holds all that is counted, without the texts.
FOUND = """
WITH found AS MATERIALIZED (
    SELECT a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.credits
    FROM articles_fts CROSS JOIN articles a INDEXED BY articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{documents}
)
"""
ALL = """
WITH found AS MATERIALIZED (
    SELECT a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.credits
    FROM articles a INDEXED BY articles_narrow WHERE a.state <> 'hidden'{filters}
)
"""
# articles that only a document finds, as in archive.search
BY_DOCUMENTS = """
    UNION ALL
    SELECT DISTINCT a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.credits
    FROM documents_fts CROSS JOIN article_media m ON m.url = documents_fts.rowid JOIN articles a ON a.id = m.article
    WHERE documents_fts MATCH :fts AND a.state <> 'hidden'
    AND a.id NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :fts)"""

# each facet by its name: the filters that it ignores, and how it counts
COUNTED: dict[str, tuple[tuple[str, ...], str]] = {
    "total": (tuple(CLAUSES), "SELECT 'total', NULL, count(*) FROM found a"),
    "sources": (
        ("source",),
        (
            "SELECT 'sources', (SELECT name FROM sources WHERE id = a.source), count(*) FROM found a WHERE 1{filters} "
            "GROUP BY a.source"
        ),
    ),
    "years": (
        ("since", "until"),
        "SELECT 'years', substr(a.published_day, 1, 4), count(*) FROM found a WHERE 1{filters} GROUP BY 2",
    ),
    "months": (
        (),
        "SELECT 'months', substr(a.published_day, 1, 7), count(*) FROM found a WHERE 1{filters} GROUP BY 2",
    ),
    "kinds": (("kind",), "SELECT 'kinds', a.kind, count(*) FROM found a WHERE 1{filters} GROUP BY 2"),
    "regions": (("place",), "SELECT 'regions', a.region, count(*) FROM found a WHERE 1{filters} GROUP BY 2"),
    "sections": (
        ("section",),
        (
            "SELECT 'sections', min(a.section), count(*) FROM found a WHERE a.section IS NOT NULL{filters} "
            "GROUP BY a.section COLLATE NOCASE"
        ),
    ),
    "languages": (
        ("language",),
        "SELECT 'languages', a.language, count(*) FROM found a WHERE a.language IS NOT NULL{filters} GROUP BY 2",
    ),
    # the others take a look of their own at each article
    "units": (
        ("unit",),
        (
            "SELECT 'units', u.unit, count(*) FROM found a CROSS JOIN article_units u ON u.article = a.id "
            "WHERE u.unit IS NOT NULL AND u.raw = (SELECT min(raw) FROM article_units WHERE article = a.id "
            "AND unit = u.unit) AND (SELECT count(*) FROM found) <= :most{filters} GROUP BY 2"
        ),
    ),
    "bylines": (
        ("byline",),
        (
            "SELECT 'bylines', min(json_extract(c.value, '$.name')) AS name, count(DISTINCT a.id) "
            "FROM found a CROSS JOIN json_each(a.credits) c WHERE a.credits IS NOT NULL "
            "AND (SELECT count(*) FROM found) <= :most{filters} "
            "GROUP BY json_extract(c.value, '$.name') COLLATE NOCASE"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Facets:
    """How many articles there are of each value; the most first, but for `years` (the latest first, `None` last).

    `sources` are names, `kinds` of `ArticleKind`, `provinces` codes of regions, `units` ids of the registry, `sections`
    and `bylines` as written (of several spellings in small and large letters one). Each facet ignores the filter of its
    own kind, so that it shows what else could be chosen; `months` (`YYYY-MM`, in their order) ignore none. `units` and
    `bylines` are None for more than `MOST_LOOKED_INTO` articles; of each the `MOST_VALUES` commonest are there.
    """

    sources: dict[str, int]
    years: dict[str | None, int]
    months: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    provinces: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] | None = field(default_factory=dict)
    bylines: dict[str, int] | None = field(default_factory=dict)


def facets(
    connection: sqlite3.Connection,
    words: str,
    *,
    without: Collection[str] = (),
    exact: bool = False,
    **filters: str | None,
) -> Facets:
    """Count what `archive.search.search` finds with the same arguments; raises `ArsipError` as it does.

    Without words, all articles are counted that the filters let through.
    """
    asked = understand(connection, words, without=without, exact=exact) if words else None
    narrowed = together(asked.query.filters, filters) if asked else filters
    counts = _counts(connection, asked.fts if asked else "", read_filters(connection, **narrowed))
    provinces: Counter[str] = Counter()
    for region, count in counts["regions"].items():
        province = province_of(region) if region is not None else None
        if province is not None:
            provinces[province.code] += count
    is_looked_into = sum(counts["total"].values()) <= MOST_LOOKED_INTO
    return Facets(
        sources=_commonest(counts["sources"], most=None),
        years=dict(sorted(counts["years"].items(), key=lambda item: item[0] or "", reverse=True)),
        months={month: n for month, n in sorted(counts["months"].items(), key=lambda item: item[0] or "") if month},
        kinds=_commonest(counts["kinds"]),
        provinces=_commonest(provinces),
        sections=_commonest(counts["sections"]),
        languages=_commonest(counts["languages"]),
        units=_commonest(counts["units"]) if is_looked_into else None,
        bylines=_commonest(counts["bylines"]) if is_looked_into else None,
    )


def _counts(connection: sqlite3.Connection, fts: str, filters: Filters) -> dict[str, dict[Any, int]]:
    """The counts of every facet, by its name and by its values."""
    values = {**filters, "most": MOST_LOOKED_INTO, "fts": fts}
    found = found_by(connection, fts, filters)
    parts = (text.format(filters=clauses(filters, *ignored)) for ignored, text in COUNTED.values())
    counts: dict[str, dict[Any, int]] = {name: {} for name in COUNTED}
    for name, value, count in connection.execute(found + " UNION ALL ".join(parts), values):
        counts[name][value] = count
    return counts


def found_by(connection: sqlite3.Connection, fts: str, filters: Filters) -> str:
    """The table `found` of a query, to be counted: what `:fts` finds, or without words what the filters leave.

    It holds the columns of the narrow index. Filters still have to be put on it; those that tell most are there already
    where no words are.
    """
    if not fts:
        return ALL.format(filters=clauses(filters, *(name for name in CLAUSES if name not in ALONE)))
    has_documents = connection.execute(HAS_DOCUMENTS).fetchone()[0]
    return FOUND.format(documents=BY_DOCUMENTS if has_documents else "")


def _commonest(counts: dict[str, int], most: int | None = MOST_VALUES) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])
