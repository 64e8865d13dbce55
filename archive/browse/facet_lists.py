"""The facets of a page of results as lists of links: each narrows the question, a chosen one widens it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from archive.browse.asking import Asked
from archive.browse.page import Visit
from archive.browse.words import name_of, say
from archive.places.regions import regions
from archive.places.units import units
from archive.searching.facets import Facets

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
        _list(here, asked, "unit", spread.units, unit_name),
        _list(here, asked, "section", spread.sections, str),
        _list(here, asked, "byline", spread.bylines, str),
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


def filter_names(here: Visit, filters: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, str]:
    """What each filter is called on a page, by its name in an address; both ends of a time are one, `from_`."""
    names: dict[str, Callable[[str], str]] = {
        "source": lambda name: titles.get(name, name),
        "network": str,
        "from_": str,
        "place": region_title,
        "unit": unit_name,
        "kind": lambda kind: name_of("kind", kind, here.language),
        "section": str,
        "byline": str,
        "language": lambda code: language_name(code, here.language),
    }
    since, until = filters.get("since"), filters.get("until")
    days = " – ".join(dict.fromkeys(day or "…" for day in (since, until)))
    values = {**filters, "from_": days} if since or until else filters
    return {name: write(values[name]) for name, write in names.items() if name in values}


def chosen_filters(here: Visit, asked: Asked, titles: Mapping[str, str], path: str) -> list[dict[str, str]]:
    """Each filter in force by its name, with the address of the same question on the page at `path` without it."""
    names = filter_names(here, asked.filters, titles)
    # the two ends of a time go together
    without: dict[str, dict[str, None]] = {name: {name: None} for name in names} | {
        "from_": {"from_": None, "to": None}
    }
    return [{"name": name, "link": here.link(path, **asked.query(**without[key]))} for key, name in names.items()]


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
