"""Facets: how the articles that a query finds are spread over sources, years, places, units, people."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from archive.places.regions import province_of
from archive.search import TOO_MANY_UNFILTERED
from archive.searching.filters import CLAUSES, Filters, clauses, read_filters, together
from archive.searching.locating import HAS_DOCUMENTS
from archive.searching.understanding import Understood, understand

MOST_LOOKED_INTO = 20_000  # articles whose units and bylines are counted: each takes a look of its own
MOST_VALUES = 100
ALONE = frozenset({"unit", "byline"})  # narrow at once where no words do: then few are left to count

# INDEXED BY: it holds all that is counted, without the texts
FOUND = """
WITH found AS (
    SELECT a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.credits
    FROM articles_fts CROSS JOIN articles a INDEXED BY articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{documents}
)
"""
ALL = """
WITH found AS (
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
Columns = dict[str, tuple[tuple[str, ...], str]]
COLUMNS: Columns = {
    "sources": (("source",), "a.source"),
    "years": (("since", "until"), "substr(a.published_day, 1, 4)"),
    "months": ((), "substr(a.published_day, 1, 7)"),
    "kinds": (("kind",), "a.kind"),
    "regions": (("place",), "a.region"),
    "sections": (("section",), "a.section"),
    "languages": (("language",), "a.language"),
}
TOLD = "SELECT count(*), {columns} FROM found a"
COLUMN = "group_concat(coalesce({value}, ''), char(31))"
UNIT_SEPARATOR = "\x1f"
SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)  # as COLLATE NOCASE has it, by which bylines narrow
# the others take a look of their own at each article, or (`credits`) many values of their own
LOOKED_INTO: Columns = {
    "units": (
        ("unit",),
        (
            "(SELECT group_concat(DISTINCT u.unit) FROM article_units u "  # by commas, which no id has
            "WHERE u.article = a.id AND u.unit IS NOT NULL)"
        ),
    ),
    "credits": (("byline",), "a.credits"),
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
    understood: Understood | None = None,
    **filters: str | None,
) -> Facets:
    """Count what `archive.search.search` finds with the same arguments; raises `ArsipError` as it does.

    Without words, all articles are counted that the filters let through.
    """
    asked = (understood or understand(connection, words, without=without, exact=exact)) if words else None
    narrowed = together(asked.query.filters, filters) if asked else filters
    fts, known = asked.fts if asked else "", read_filters(connection, **narrowed)
    told = _counted(connection, fts, known)
    names = dict(connection.execute("SELECT CAST(id AS TEXT), name FROM sources").fetchall())
    return Facets(
        sources=_commonest({names[source]: count for source, count in told["sources"].items()}, most=None),
        years=dict(sorted(_with_none(told["years"]), key=lambda item: item[0] or "", reverse=True)),
        months={month: count for month, count in sorted(told["months"].items()) if month},
        kinds=_commonest(told["kinds"]),
        provinces=_commonest(_provinces(told["regions"])),
        sections=_commonest(_in_any_case(told["sections"])),
        languages=_commonest({language: count for language, count in told["languages"].items() if language}),
        units=_commonest(_units(told["units"])) if "units" in told else None,
        bylines=_commonest(_bylines(told["credits"])) if "credits" in told else None,
    )


def _counted(connection: sqlite3.Connection, fts: str, filters: Filters) -> dict[str, Counter[str]]:
    """For each of `COLUMNS` how many articles have each value ("": none); of not too many for `LOOKED_INTO`, too."""
    at_once = COLUMNS | LOOKED_INTO if _is_small(connection, fts) else COLUMNS
    total, told = _told(connection, fts, filters, at_once)
    if total > MOST_LOOKED_INTO:
        return {name: told[name] for name in COLUMNS}
    return told if at_once is not COLUMNS else told | _told(connection, fts, filters, LOOKED_INTO)[1]


def _is_small(connection: sqlite3.Connection, fts: str) -> bool:
    """Whether the index says at once that no more than `MOST_LOOKED_INTO` are found: then one pass tells everything."""
    values = {"fts": fts, "most": MOST_LOOKED_INTO}
    return bool(fts) and not connection.execute(TOO_MANY_UNFILTERED, values).fetchone()[0]


def _told(
    connection: sqlite3.Connection, fts: str, filters: Filters, what: Columns
) -> tuple[int, dict[str, Counter[str]]]:
    """How many articles there are under any filter, and for each column how many have each value ("": none)."""
    columns = (_column(value, clauses(filters, *ignored)) for ignored, value in what.values())
    query = found_by(connection, fts, filters) + TOLD.format(columns=", ".join(columns))
    total, *texts = connection.execute(query, {**filters, "fts": fts}).fetchone()
    told = (Counter(text.split(UNIT_SEPARATOR)) if text is not None else Counter[str]() for text in texts)
    return total, dict(zip(what, told, strict=True))


def _column(value: str, narrowing: str) -> str:
    return COLUMN.format(value=value) + (f" FILTER (WHERE 1{narrowing})" if narrowing else "")


def _units(counts: Counter[str]) -> Counter[str]:
    units: Counter[str] = Counter()
    for ids, count in counts.items():
        for unit in filter(None, ids.split(",")):
            units[unit] += count
    return units


def _bylines(counts: Counter[str]) -> Counter[str]:
    """The names of credits, each once an article; of spellings in small and large letters (a to z) the first counts."""
    spelled: dict[str, str] = {}
    bylines: Counter[str] = Counter()
    for text, count in counts.items():
        names = {credit["name"] for credit in json.loads(text)} if text else set()
        for name in filter(None, names):
            key = name.translate(SMALL)
            spelled[key] = min(name, spelled.get(key, name))
        bylines.update(dict.fromkeys({name.translate(SMALL) for name in filter(None, names)}, count))
    return Counter({spelled[key]: count for key, count in bylines.items()})


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
