"""Facets: how the articles that a query finds are spread over sources, years, places, units, people."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from archive.filters import CLAUSES, Filters, clauses, read_filters, together
from archive.locating import HAS_DOCUMENTS
from archive.regions import province_of
from archive.understanding import understand

MOST_LOOKED_INTO = 20_000  # articles whose units and bylines are counted: each takes a look of its own
MOST_VALUES = 100
ALONE = frozenset({"unit", "byline"})  # narrow at once where no words do: then few are left to count

# INDEXED BY: it holds all that is counted, without the texts
FOUND = """
WITH found AS {how} (
    SELECT a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.credits
    FROM articles_fts CROSS JOIN articles a INDEXED BY articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{documents}
)
"""
ALL = """
WITH found AS {how} (
    SELECT a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.credits
    FROM articles a INDEXED BY articles_narrow WHERE a.state <> 'hidden'{filters}
)
"""
# articles that only a document finds, as in archive.locating
BY_DOCUMENTS = """
    UNION ALL
    SELECT DISTINCT a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.credits
    FROM documents_fts CROSS JOIN article_media m ON m.url = documents_fts.rowid JOIN articles a ON a.id = m.article
    WHERE documents_fts MATCH :fts AND a.state <> 'hidden'
    AND a.id NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :fts)"""

# Each facet by its name: the filters that it ignores, and its value. All of them are handed over in one pass, as one
# text a facet, and counted from there: half the time of a GROUP BY for each, which sorts all rows every time.
COLUMNS: dict[str, tuple[tuple[str, ...], str]] = {
    "sources": (("source",), "a.source"),
    "years": (("since", "until"), "substr(a.published_day, 1, 4)"),
    "months": ((), "substr(a.published_day, 1, 7)"),
    "kinds": (("kind",), "a.kind"),
    "regions": (("place",), "a.region"),
    "sections": (("section",), "a.section"),
    "languages": (("language",), "a.language"),
}
TOLD = "SELECT count(*), {columns} FROM found a"
COLUMN = "group_concat(coalesce({value}, ''), char(31)) FILTER (WHERE 1{filters})"
UNIT_SEPARATOR = "\x1f"
# the others take a look of their own at each article
LOOKED_INTO: dict[str, tuple[tuple[str, ...], str]] = {
    "units": (
        ("unit",),
        (
            "SELECT 'units', u.unit, count(*) FROM found a CROSS JOIN article_units u ON u.article = a.id "
            "WHERE u.unit IS NOT NULL AND u.raw = (SELECT min(raw) FROM article_units WHERE article = a.id "
            "AND unit = u.unit){filters} GROUP BY 2"
        ),
    ),
    "bylines": (
        ("byline",),
        (
            "SELECT 'bylines', min(json_extract(c.value, '$.name')) AS name, count(DISTINCT a.id) "
            "FROM found a CROSS JOIN json_each(a.credits) c WHERE a.credits IS NOT NULL{filters} "
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
    fts, known = asked.fts if asked else "", read_filters(connection, **narrowed)
    total, told = _told(connection, fts, known)
    looked_into = _looked_into(connection, fts, known) if total <= MOST_LOOKED_INTO else {}
    names = dict(connection.execute("SELECT CAST(id AS TEXT), name FROM sources").fetchall())
    return Facets(
        sources=_commonest({names[source]: count for source, count in told["sources"].items()}, most=None),
        years=dict(sorted(_with_none(told["years"]), key=lambda item: item[0] or "", reverse=True)),
        months={month: count for month, count in sorted(told["months"].items()) if month},
        kinds=_commonest(told["kinds"]),
        provinces=_commonest(_provinces(told["regions"])),
        sections=_commonest(_in_any_case(told["sections"])),
        languages=_commonest({language: count for language, count in told["languages"].items() if language}),
        units=looked_into.get("units"),
        bylines=looked_into.get("bylines"),
    )


def _told(connection: sqlite3.Connection, fts: str, filters: Filters) -> tuple[int, dict[str, Counter[str]]]:
    """How many articles there are under any filter, and for each of `COLUMNS` how many have each value ("": none)."""
    columns = (COLUMN.format(value=value, filters=clauses(filters, *ignored)) for ignored, value in COLUMNS.values())
    query = found_by(connection, fts, filters) + TOLD.format(columns=", ".join(columns))
    total, *texts = connection.execute(query, {**filters, "fts": fts}).fetchone()
    told = (Counter(text.split(UNIT_SEPARATOR)) if text is not None else Counter[str]() for text in texts)
    return total, dict(zip(COLUMNS, told, strict=True))


def _looked_into(connection: sqlite3.Connection, fts: str, filters: Filters) -> dict[str, dict[str, int]]:
    found = found_by(connection, fts, filters, how="MATERIALIZED")
    parts = (text.format(filters=clauses(filters, *ignored)) for ignored, text in LOOKED_INTO.values())
    counts: dict[str, dict[str, int]] = {name: {} for name in LOOKED_INTO}
    for name, value, count in connection.execute(found + " UNION ALL ".join(parts), {**filters, "fts": fts}):
        counts[name][value] = count
    return {name: _commonest(values) for name, values in counts.items()}


def _with_none(counts: Counter[str]) -> Iterator[tuple[str | None, int]]:
    return ((value or None, count) for value, count in counts.items())


def _provinces(regions: Counter[str]) -> Counter[str]:
    provinces: Counter[str] = Counter()
    for region, count in regions.items():
        if province := province_of(region):
            provinces[province.code] += count
    return provinces


def _in_any_case(counts: Counter[str]) -> Counter[str]:
    """The counts of spellings that differ in small and large letters put together, under the first in the alphabet."""
    spelled: dict[str, str] = {}
    merged: Counter[str] = Counter()
    for value in sorted(filter(None, counts)):
        merged[spelled.setdefault(value.casefold(), value)] += counts[value]
    return merged


def found_by(connection: sqlite3.Connection, fts: str, filters: Filters, how: str = "") -> str:
    """The table `found` of a query, to be counted: what `:fts` finds, or without words what the filters leave.

    It holds the columns of the narrow index. Filters still have to be put on it; those that tell most are there already
    where no words are. `how` is empty for a table that is read once, else MATERIALIZED.
    """
    if not fts:
        return ALL.format(how=how, filters=clauses(filters, *(name for name in CLAUSES if name not in ALONE)))
    has_documents = connection.execute(HAS_DOCUMENTS).fetchone()[0]
    return FOUND.format(how=how, documents=BY_DOCUMENTS if has_documents else "")


def _commonest(counts: dict[str, int], most: int | None = MOST_VALUES) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])
