"""Labelled formats as a folder: `datelines.tsv`, `dates.tsv` and the like, and whole articles in `articles.jsonl`."""

import argparse
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, as_json, as_table

Measure = Callable[[Path], tuple[list[Figure], list[str]]]


@dataclass(slots=True)
class Share:
    """How many answers are right, of all that were asked; `misses` say what was expected and what came."""

    name: str
    right: int = 0
    asked: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, subject: str, found: object, *expected: object) -> None:
        """Count one answer: right when it is one of `expected`."""
        self.asked += 1
        if found in expected:
            self.right += 1
        else:
            self.misses.append(f"{self.name}: {subject!r}: {found!r}, expected {expected[0]!r}")

    def figure(self) -> Figure:
        """The share of right answers in percent; 100 where nothing was asked."""
        figure = Figure(f"{self.name} ({self.right} of {self.asked})", "%")
        figure.samples.append(100 * self.right / self.asked if self.asked else 100)
        return figure


def report(name: str, about: str | None, measure: Measure, arguments: Sequence[str] | None = None) -> int:
    """Measure a folder of labelled formats as the command line says, print figures and notes, and return 0."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=about)
    parser.add_argument(
        "folder", type=Path, help="a folder with articles.jsonl and the tables of labelled forms (.tsv)"
    )
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    figures, notes = measure(chosen.folder)
    print(as_json(figures, notes) if chosen.json else as_table(figures, notes))
    return 0


def share_of(name: str, share: float) -> Figure:
    """A share from 0 to 1 as a figure."""
    return Figure(name, "", [share])


def table(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file by the names of its first line; `\\n` in a cell is a line's end."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {key: (value or "").replace("\\n", "\n") for key, value in row.items()}


def articles(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles: `url`, `raw_text`, and `labels`."""
    with (folder / "articles.jsonl").open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)
