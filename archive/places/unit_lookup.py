"""Which unit of the registry a name means, by its kind, class and place."""

import re
from collections import defaultdict
from functools import cache

from archive.places.office_names import find_office_names
from archive.places.regions import find_province, is_a_letter_off, is_place, is_province
from archive.places.unit_names import UnitName, find_prison_names
from archive.places.units import units

NO_LETTER = re.compile(r"[^a-z]+")
OTHER_PLACES = frozenset({"metrojaya", "kpk", "polri"})
SHORTEST_MISSPELT = 6
Index = dict[tuple[str, str], tuple[str, ...]]


def find_names(text: str) -> list[UnitName]:
    """Every unit that a text names, in the order of the text; a name within a longer one is none of its own."""
    names = [*find_prison_names(text, is_known_place), *find_office_names(text)]
    found: list[UnitName] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not found or name.start >= found[-1].end:
            found.append(name)
    return found


def id_of(name: UnitName) -> str | None:
    """The registry's id for a name; None for a unit that it does not have, and where two fit and nothing decides."""
    if name.kind in units():
        return name.kind
    if name.kind.startswith("kanwil-"):
        province = find_province(name.place or "")
        return _kanwil().get((name.kind, province.code)) if province is not None else None
    fitting = _fitting(name.kind, _key(name.place or "")) or _misspelt(name.kind, name.place or "")
    if len(fitting) > 1 and name.grade is not None:
        fitting = tuple(unit for unit in fitting if units()[unit].grade == name.grade)
    return fitting[0] if len(fitting) == 1 else None


def find_unit(written: str) -> str | None:
    """The id of the unit that a person means by its id, its name or another name of it; None for an unknown one."""
    folded = " ".join(written.split()).casefold()
    if folded in units():
        return folded
    for unit in units().values():
        if folded in {unit.name.casefold(), *(alias.casefold() for alias in unit.aliases)}:
            return unit.id
    names = find_names(written) or find_names(written.title())
    return id_of(names[0]) if len(names) == 1 else None


def is_known_place(text: str) -> bool:
    """True for a place that the registry or the list of places knows."""
    return _key(text) in _places() or is_place(text) or is_province(text)


def _fitting(kind: str, place: str) -> tuple[str, ...]:
    """The units of this kind at the place; for a plain prison also the special ones, where there is no plain one."""
    return _index().get((kind, place)) or _index().get((f"{kind}-*", place)) or ()


def _misspelt(kind: str, place: str) -> tuple[str, ...]:
    """The units of this kind at the one place whose name differs from `place` in a letter; none for a known place."""
    if len(place) < SHORTEST_MISSPELT or is_known_place(place):
        return ()
    near = {known for of, known in _index() if of == kind and is_a_letter_off(_key(place), known)}
    return _index()[kind, near.pop()] if len(near) == 1 else ()


@cache
def _index() -> Index:
    index: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit in units().values():
        for kind, place in _ways_to(unit.id):
            family = f"{kind.partition('-')[0]}-*"
            for key in ((kind, place), (family, place)):
                if unit.id not in index[key]:
                    index[key].append(unit.id)
    return {key: tuple(found) for key, found in index.items()}


def _ways_to(unit_id: str) -> list[tuple[str, str]]:
    unit = units()[unit_id]
    names = [name for alias in unit.aliases for name in find_prison_names(alias, _any_place)]
    return [(unit.kind, _key(unit.place)), *((name.kind, _key(name.place or "")) for name in names)]


def _any_place(_: str) -> bool:
    return True


@cache
def _places() -> frozenset[str]:
    return OTHER_PLACES | {place for unit in units() for _, place in _ways_to(unit)}


def _key(place: str) -> str:
    return NO_LETTER.sub("", place.casefold())


@cache
def _kanwil() -> dict[tuple[str, str], str]:
    kanwil = (unit for unit in units().values() if unit.kind == "kanwil")
    return {(f"kanwil-{unit.parent}", unit.region): unit.id for unit in kanwil}
