"""Facets: how the articles that a query finds are spread over sources, years, places, units, people."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase

from archive.places.regions import province_of
from archive.searching.filters import Filters, clauses, read_filters, together
from archive.searching.found import count_letters, letters_for, letters_of, values_of
from archive.searching.understanding import Understood, understand

MOST_VALUES = 100
# each facet of `archive.searching.found` with the filters that it ignores
IGNORED: dict[str, tuple[str, ...]] = {
    "credits": ("byline",),
    "kind": ("kind",),
    "language": ("language",),
    "month": (),
    "region": ("place",),
    "section": ("section",),
    "source": ("source",),
    "units": ("unit",),
}
TAKEN_OUT = 8
YEARS = ("since", "until")  # what the months ignore where years are counted
SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)  # as COLLATE NOCASE has it, by which bylines narrow


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
    units: dict[str, int] = field(default_factory=dict)
    bylines: dict[str, int] = field(default_factory=dict)


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
    counted = _counted(connection, fts, known)
    names = dict(connection.execute("SELECT CAST(id AS TEXT), name FROM sources").fetchall())
    return Facets(
        sources=_commonest({names[source]: count for source, count in counted["source"].items()}, most=None),
        years=dict(sorted(_years(counted["year"]).items(), key=lambda item: item[0] or "", reverse=True)),
        months={month: count for month, count in sorted(counted["month"].items()) if month},
        kinds=_commonest(counted["kind"]),
        provinces=_commonest(_provinces(counted["region"])),
        sections=_commonest(_in_any_case(counted["section"])),
        languages=_commonest({language: count for language, count in counted["language"].items() if language}),
        units=_commonest(_units(counted["units"])),
        bylines=_commonest(_bylines(counted["credits"])),
    )


def _counted(connection: sqlite3.Connection, fts: str, filters: Filters) -> dict[str, dict[str, int]]:
    """For each facet how many articles have each value, as `facet_values` has it; `year` are months of any year."""
    narrowed = {name: clauses(filters, *without) for name, without in {**IGNORED, "year": YEARS}.items()}
    letters = letters_of(connection, fts, filters, narrowed.values())
    wanted = {name: ("month" if name == "year" else name, only) for name, only in narrowed.items()}
    counts = {
        (facet, only): _valued(connection, facet, letters_for(facet, letters[only]))
        for facet, only in set(wanted.values())
    }
    return {name: counts[key] for name, key in wanted.items()}


def _valued(connection: sqlite3.Connection, facet: str, letters: str) -> dict[str, int]:
    counts = count_letters(letters)
    return {value: counts[letter] for letter, value in values_of(connection, facet, counts).items()}


def _years(months: dict[str, int]) -> Counter[str | None]:
    years: Counter[str | None] = Counter()
    for month, count in months.items():
        years[month[: len("2020")] or None] += count
    return years


def _units(counts: dict[str, int]) -> Counter[str]:
    units: Counter[str] = Counter()
    for ids, count in counts.items():
        units.update(dict.fromkeys(json.loads(ids), count))
    return units


def _bylines(counts: dict[str, int]) -> Counter[str]:
    """The names of credits, each once an article; of spellings in small and large letters (a to z) the first counts."""
    spelled: dict[str, str] = {}
    bylines: Counter[str] = Counter()
    for text, count in counts.items():
        names = {name for name, _ in json.loads(text) if name}
        for name in names:
            key = name.translate(SMALL)
            spelled[key] = min(name, spelled.get(key, name))
        bylines.update(dict.fromkeys({name.translate(SMALL) for name in names}, count))
    return Counter({spelled[key]: count for key, count in bylines.items()})


def _provinces(regions: dict[str, int]) -> Counter[str]:
    provinces: Counter[str] = Counter()
    for region, count in regions.items():
        if province := province_of(region):
            provinces[province.code] += count
    return provinces


def _in_any_case(counts: dict[str, int]) -> Counter[str]:
    """The counts of spellings that differ in small and large letters put together, under the first in the alphabet."""
    spelled: dict[str, str] = {}
    merged: Counter[str] = Counter()
    for value in sorted(filter(None, counts)):
        merged[spelled.setdefault(value.casefold(), value)] += counts[value]
    return merged


def _commonest(counts: dict[str, int], most: int | None = MOST_VALUES) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])
