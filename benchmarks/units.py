"""How well units are found in labelled articles: by their spelling, and by the unit that the spelling means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.items import ArticleItem, Unit
from archive.places.unit_lookup import find_names, id_of
from benchmarks.formats import articles, report, share_of
from benchmarks.measure import Figure
from pipelines.name_places_and_units import NamePlacesAndUnits
from pipelines.read_credits import ReadCredits
from pipelines.read_dateline import ReadDateline
from pipelines.tidy_text import TidyText

VERBS = (TidyText(), ReadDateline(), ReadCredits(), NamePlacesAndUnits())


@dataclass(slots=True)
class Score:
    """Counts over all articles: what was rightly found, wrongly found, and missed."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, found: set[str], expected: set[str]) -> None:
        """Count one article."""
        self.right += len(found & expected)
        self.wrong += sorted(found - expected)
        self.missed += sorted(expected - found)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + len(self.wrong)) if self.right or self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the labels that was found; 1 where there is none."""
        return self.right / (self.right + len(self.missed)) if self.right or self.missed else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a folder of labelled articles, and print precision and recall of `units`."""
    return report("units", __doc__, measure, arguments)


def measure(folder: Path) -> tuple[list[Figure], list[str]]:
    """Shares from 0 to 1; the notes list each unit (not each spelling) that was wrongly found or missed."""
    spellings, meanings = Score(), Score()
    for row in articles(folder):
        article = read(row)
        labels = row["labels"]["units"]
        spellings.add({_plain(unit.raw) for unit in article.units}, {_plain(label) for label in labels})
        meanings.add({_meaning(unit) for unit in article.units}, set(_meanings(labels, article)))
    figures = [
        share_of("precision, by the unit meant", meanings.precision),
        share_of("recall, by the unit meant", meanings.recall),
        share_of("precision, by the spelling", spellings.precision),
        share_of("recall, by the spelling", spellings.recall),
    ]
    notes = [f"wrong: {unit}" for unit in meanings.wrong] + [f"missed: {unit}" for unit in meanings.missed]
    return figures, notes


def read(row: dict[str, Any]) -> ArticleItem:
    """An article of the corpus as the pipelines leave it."""
    article = ArticleItem(row["url"], row["url"], "corpus", headline=row["title"], body=row["raw_text"])
    article.lead_caption = row["labels"]["photo_caption"]
    for verb in VERBS:
        verb.work(article)
    return article


def _meanings(labels: Iterable[str], article: ArticleItem) -> Iterator[str]:
    """What each label means, there or by itself; the label itself where it means nothing to the grammar."""
    there = {_plain(unit.raw): _meaning(unit) for unit in article.units}
    for label in labels:
        names = find_names(label)
        alone = (id_of(names[0]) or _plain(names[0].name)) if names else _plain(label)
        yield there.get(_plain(label), alone)


def _meaning(unit: Unit) -> str:
    return unit.id or _plain(unit.name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


if __name__ == "__main__":
    raise SystemExit(main())
