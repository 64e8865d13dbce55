"""Whether two articles name the same prisons and offices, by the registry or by what their names have in common."""

from collections.abc import Iterable
from typing import NamedTuple

from archive.items import Unit
from archive.likeness.comparable import WORD, Comparable
from archive.places.units import units as registered
from archive.wording.set_phrases import counted_words

ABOVE = frozenset({"ministry", "directorate", "kanwil"})  # so many articles name them that they tell no unit apart
SPECIAL = frozenset({"narkotika", "perempuan", "wanita", "khusus", "anak", "terbuka", "pemuda"})


class Named(NamedTuple):
    """A unit as it is told apart: by `id`, where the registry knows it, else by the words of its name that count.

    `words` of a registered unit are those of its place; `prison` is false for the police, a court and the like.
    """

    id: str | None
    prison: bool
    words: frozenset[str]


def named(units: Iterable[Unit]) -> frozenset[Named]:
    """The units, without ministries and Kanwil, and without those that are named by their class alone."""
    return frozenset(one for unit in units if (one := _named(unit)) is not None)


def _named(unit: Unit) -> Named | None:
    known = registered().get(unit.id or "")
    if known is not None:
        return None if known.kind in ABOVE else Named(known.id, prison=True, words=_fold(known.place))
    words = counted_words([word.casefold() for word in WORD.findall(unit.name)])
    is_prison = bool(words) and words[0] not in unit.name.casefold().split()[:1]
    return Named(None, is_prison, frozenset(words)) if words else None


def _fold(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(name))


def in_both(first: Comparable, second: Comparable) -> list[Named]:
    """The units of the one that the other names too, of the one with fewer of them."""
    ones, others = named(first.units), named(second.units)
    of_first = [one for one in ones if any(_is_same(one, other) for other in others)]
    of_second = [other for other in others if any(_is_same(one, other) for one in ones)]
    found = min(of_first, of_second, key=len)
    return found or [*_known_by_place(ones, second), *_known_by_place(others, first)][:1]


def _is_same(one: Named, other: Named) -> bool:
    """True for one id, or one name; a name that the registry does not know may be a known unit's without its class."""
    if one.prison != other.prison:
        return False
    if one.id and other.id:
        return one.id == other.id
    if one.id or other.id:
        return one.words - SPECIAL == other.words - SPECIAL
    return one.words <= other.words or other.words <= one.words


def _known_by_place(units: Iterable[Named], other: Comparable) -> list[Named]:
    """Those whose place the other text names, where it names a prison by its class alone and none by its name."""
    nameless = any(unit.id is None and _named(unit) is None for unit in other.units)
    if not nameless or any(one.id for one in named(other.units)):
        return []
    places = other.telling.places | _fold(other.place or "")
    return [one for one in units if one.id and one.words <= places]


def are_others(first: Comparable, second: Comparable) -> bool:
    """True when each names prisons, Kanwil or units of one other kind; asked where no unit is in both.

    A prison that the registry does not know is no other one where the other text has a word of its name.
    """
    ones, others = named(first.units), named(second.units)
    if any(one.id for one in ones) and any(other.id for other in others):
        return True
    if _prisons(ones) and _prisons(others):
        return not (_prisons(ones) & set(second.words) or _prisons(others) & set(first.words))
    return bool(_kinds(first.units, ones) & _kinds(second.units, others)) or _have_other_kanwil(first, second)


def _prisons(units: Iterable[Named]) -> set[str]:
    return {word for one in units if one.prison for word in one.words - SPECIAL}


def _have_other_kanwil(first: Comparable, second: Comparable) -> bool:
    ones, others = ({unit.id for unit in one.units if _kind(unit) == "kanwil"} for one in (first, second))
    return bool(ones and others) and ones.isdisjoint(others)


def _kind(unit: Unit) -> str | None:
    known = registered().get(unit.id or "")
    return known.kind if known is not None else None


def _kinds(units: Iterable[Unit], found: frozenset[Named]) -> set[str]:
    """The first words of the names of what is no prison: `polres`."""
    outside = {one.words for one in found if not one.prison}
    return {unit.name.casefold().split()[0] for unit in units if unit.id is None and _fold(unit.name) in outside}


def only_there(first: Comparable, second: Comparable) -> list[Unit]:
    """The registered prisons, as the first article names them, that the second does not name."""
    others = {one.id for one in named(second.units)}
    return [unit for unit in first.units if (one := _named(unit)) is not None and one.id and one.id not in others]
