"""NamePlacesAndUnits: the prisons and offices that an article names, each as written, with its id in the registry."""

import re
from collections.abc import Iterator

from archive.items import ArticleItem, Dateline, Unit
from archive.places.only_units import find_only_units
from archive.places.unit_lookup import find_names, id_of
from archive.places.unit_names import UnitName
from archive.places.units import units as registered
from archive.vocabulary import Origin, Role
from pipelines.verb import Verb

LONGEST_TEXT = 200_000  # characters: no article is longer, and each costs time while others wait
CREDIT = re.compile(r"(?:\bHO[-/ ]|\b(?:foto|dok|sumber|istimewa)\b\.?\s*[:/]?|/)\s*(?:humas\s+)?", re.IGNORECASE)


class NamePlacesAndUnits(Verb):
    """Reads body and caption, then the credit of a public-relations office, then the headline. Changes no text.

    A unit that is named says which of two regions of one name the dateline means.
    """

    def work(self, article: ArticleItem) -> None:
        """List each spelling of a unit once.

        The headline's spelling, an officer's (`Kalapas Contoh`), and that of a photo's credit only where nothing else
        names that unit; a ministry that only the headline names is none.
        """
        named = list(_named(article))
        units = {unit.raw: unit for unit, by_the_way in named if not by_the_way}
        for unit in (*(unit for unit, by_the_way in named if by_the_way), *_in_headline(article.headline or "")):
            if all(_key(unit) != _key(other) for other in units.values()):
                units[unit.raw] = unit
        units |= _only_ones(article.body, list(units.values()))
        article.units = list(units.values())
        if units:
            article.origins["units"] = Origin.TEXT
            settle_region(article.dateline, article.units)


def _named(article: ArticleItem) -> Iterator[tuple[Unit, bool]]:
    """The units that the texts name, each with whether it is named by the way only: by its office, or as a credit."""
    for name in find_names(article.body[:LONGEST_TEXT]):
        yield _unit(article.body, name), name.office
    caption = article.lead_caption or ""
    is_headline = bool(article.headline) and caption.startswith(article.headline or "")
    credited = {match.end() for match in CREDIT.finditer(caption)}
    for name in find_names(caption[:LONGEST_TEXT]):
        yield _unit(caption, name), name.office or is_headline or name.start in credited
    for credit in article.credits:
        if credit.role is Role.PUBLIC_RELATIONS:
            yield from ((_unit(credit.raw, name), name.office) for name in find_names(credit.raw[:LONGEST_TEXT]))


def _in_headline(headline: str) -> list[Unit]:
    return [_unit(headline, name) for name in find_names(headline[:LONGEST_TEXT]) if name.place or name.grade]


def _only_ones(body: str, named: list[Unit]) -> dict[str, Unit]:
    """Units named by their kind alone, where a Kanwil says in which province; none that the text names otherwise."""
    ids = {unit.id for unit in named}
    text = body[:LONGEST_TEXT]
    found = ((text[name.start : name.end], name.name, unit) for name, unit in find_only_units(text, ids))
    return {
        raw: Unit(raw, usual, unit)
        for raw, usual, unit in found
        if unit not in ids and not any(other.raw.startswith(raw) for other in named)
    }


def settle_region(dateline: Dateline, named: list[Unit]) -> None:
    """Of regions that share the dateline's name, take the one in which the units lie that the article names."""
    there = {registered()[unit.id].region for unit in named if unit.id is not None}
    meant = [code for code in dateline.region_candidates if code in there]
    if dateline.region is None and len(meant) == 1:
        dateline.region, dateline.region_candidates = meant[0], []


def _unit(text: str, name: UnitName) -> Unit:
    return Unit(text[name.start : name.end], name.name, id_of(name))


def _key(unit: Unit) -> str:
    return unit.id or unit.name
