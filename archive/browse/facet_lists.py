"""The facets of a page of results as lists of links: each narrows the question, a chosen one widens it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from archive.browse.asking import Asked
from archive.browse.page import Visit
from archive.browse.words import say
from archive.facets import Facets
from archive.regions import regions
from archive.units import units

AT_ONCE, MOST = 8, 40
SOME_VALUE = "0-0"  # in the place of any: the addresses of one list differ in nothing else
ALWAYS = frozenset({"source", "year"})


@dataclass(frozen=True, slots=True)
class FacetList:
    """One facet: the key of its name, the entries shown at once, and those that are folded away."""

    key: str
    entries: list[dict[str, Any]]
    more: list[dict[str, Any]]


def facet_lists(here: Visit, asked: Asked, spread: Facets, titles: Mapping[str, str]) -> list[FacetList]:
    """The facets in the order in which they are read; one that all articles share stands only for source and year."""
    lists = [
        _list(here, asked, "source", spread.sources, lambda name: titles.get(name, name)),
        _list(here, asked, "kind", spread.kinds, lambda kind: say(f"kind.{kind}", here.language)),
        _years(here, asked, spread.years),
        _list(here, asked, "place", spread.provinces, region_title),
        _list(here, asked, "unit", spread.units or {}, unit_name),
        _list(here, asked, "section", spread.sections, str),
        _list(here, asked, "byline", spread.bylines or {}, str),
        _list(here, asked, "language", spread.languages, lambda code: language_name(code, here.language)),
    ]
    total = sum(spread.months.values())
    return [one for one in lists if one.entries and (one.key in ALWAYS or _is_choice(one, total))]


def _is_choice(one: FacetList, total: int) -> bool:
    first = one.entries[0]
    return bool(len(one.entries) > 1 or first["chosen"] or first["count"] < total)


def _list(here: Visit, asked: Asked, name: str, counts: Mapping[str, int], title: Callable[[str], str]) -> FacetList:
    own = asked.filters.get(name)
    without, narrowed = (here.link("/cari", **asked.query(**{name: value})) for value in (None, SOME_VALUE))
    entries = []
    for value, count in list(counts.items())[:MOST]:
        chosen = own is not None and own.casefold() == value.casefold()
        link = without if chosen else narrowed.replace(f"{name}={SOME_VALUE}", f"{name}={quote_plus(value)}")
        entries.append({"name": title(value), "count": count, "chosen": chosen, "link": link})
    entries.sort(key=lambda entry: not entry["chosen"])
    return FacetList(name, entries[:AT_ONCE], entries[AT_ONCE:])


def _years(here: Visit, asked: Asked, years: Mapping[str | None, int]) -> FacetList:
    entries = []
    for year, count in years.items():
        chosen = year is not None and asked.filters.get("since") == asked.filters.get("until") == year
        span = None if chosen else year
        link = here.link("/cari", **asked.query(from_=span, to=span)) if year else None
        entries.append({"name": year, "count": count, "chosen": chosen, "link": link})
    return FacetList("year", entries[:AT_ONCE], entries[AT_ONCE:])


def unit_name(unit: str) -> str:
    """The name of a unit by its id; another text as it stands."""
    known = units().get(unit)
    return known.name if known else unit


def region_title(place: str) -> str:
    """The title of a region by its code; another text as it stands."""
    known = regions().get(place)
    return known.title if known else place


def language_name(code: str, language: str) -> str:
    """The name of a language by its code; the code itself for one that is seldom met."""
    return say(f"language.{code}", language) if code in {"id", "en"} else code
