"""NamePlacesAndUnits: the prisons and offices that an article names, each as written, with its id in the registry."""

from archive.items import ArticleItem, Dateline, Unit
from archive.unit_lookup import find_names, id_of
from archive.unit_names import UnitName
from archive.units import units as registered
from archive.vocabulary import Origin, Role
from pipelines.verb import Verb

LONGEST_TEXT = 200_000  # characters: no article is longer, and each costs time while others wait


class NamePlacesAndUnits(Verb):
    """Reads body and caption, then the credit of a public-relations office, then the headline. Changes no text.

    A unit that is named says which of two regions of one name the dateline means.
    """

    def work(self, article: ArticleItem) -> None:
        """List each spelling of a unit once.

        The headline's spelling, and an officer's (`Kalapas Contoh`), only where nothing else names that unit; a
        ministry that only the headline names is none.
        """
        releases = [credit.raw for credit in article.credits if credit.role is Role.PUBLIC_RELATIONS]
        units: dict[str, Unit] = {}
        offices: list[Unit] = []
        for text in (article.body, article.lead_caption or "", *releases):
            for name in find_names(text[:LONGEST_TEXT]):
                unit = _unit(text, name)
                if name.office:
                    offices.append(unit)
                else:
                    units[unit.raw] = unit
        headline = article.headline or ""
        offices += [_unit(headline, name) for name in find_names(headline[:LONGEST_TEXT]) if name.place or name.grade]
        for unit in offices:
            if all(_key(unit) != _key(other) for other in units.values()):
                units[unit.raw] = unit
        article.units = list(units.values())
        if units:
            article.origins["units"] = Origin.TEXT
            settle_region(article.dateline, article.units)


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
