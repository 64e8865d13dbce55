"""How well forms of a word are found by one of them, and other words kept apart: Arsip beside stemmers and none.

    python -m benchmarks.word_families [JUDGED] [--json]

JUDGED is a table of typed words with the forms that belong to them and the words that do not, as
`benchmarks/word_families.tsv`, which is the default, has them.
"""

import argparse
import csv
import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.searching.word_families import is_same_family
from benchmarks.measure import CACHE, Figure, as_json, as_table

JUDGED = Path(__file__).with_name("word_families.tsv")
SNOWBALL = "snowballstemmer==3.0.1"
PAIRS_FOUND = 0.95
Joins = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words, and whether who types the first wants the second."""

    typed: str
    other: str
    is_wanted: bool


def read_pairs(path: Path) -> list[Pair]:
    """The judged pairs of a table, in its order."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [pair for row in csv.DictReader(lines, delimiter="\t") for pair in _pairs(row)]


def _pairs(row: dict[str, str]) -> Iterator[Pair]:
    for column, is_wanted in (("same", True), ("other", False)):
        for word in (row[column] or "").split():
            yield Pair(row["query"], word, is_wanted)


def measure(pairs: Sequence[Pair]) -> tuple[list[Figure], list[str]]:
    """Recall, precision and the number of traps joined, for each system; the notes name what Arsip gets wrong."""
    figures, notes = [], []
    for name, joins in _systems():
        found = [pair for pair in pairs if joins(pair.typed, pair.other)]
        right = sum(pair.is_wanted for pair in found)
        wanted = sum(pair.is_wanted for pair in pairs)
        is_ours = name == "arsip"
        figures += [
            Figure(f"{name}: recall", "", [right / wanted], PAIRS_FOUND if is_ours else None),
            Figure(f"{name}: precision", "", [right / len(found) if found else 1.0]),
            Figure(
                f"{name}: traps joined",
                f"of {len(pairs) - wanted}",
                [len(found) - right],
                at_most=0 if is_ours else None,
            ),
        ]
        if is_ours:
            notes += [f"missed: {pair.typed}, {pair.other}" for pair in pairs if pair.is_wanted and pair not in found]
            notes += [f"joined: {pair.typed}, {pair.other}" for pair in found if not pair.is_wanted]
    return figures, notes


def _systems() -> Iterator[tuple[str, Joins]]:
    yield "no stemming", lambda first, second: first == second
    yield "Snowball Indonesian", _by_stem(_snowball().stemWord)
    factory: Any = importlib.import_module("Sastrawi.Stemmer.StemmerFactory")
    yield "PySastrawi", _by_stem(factory.StemmerFactory().create_stemmer().stem)
    yield "arsip", is_same_family


def _by_stem(stem: Callable[[str], str]) -> Joins:
    return lambda first, second: stem(first) == stem(second)


def _snowball() -> Any:
    """The stemmer, installed beside the other peers at the first run."""
    place = CACHE / "snowball"
    if not place.exists():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(place), SNOWBALL]
        subprocess.run(command, check=True)
    sys.path.append(str(place))
    try:
        return importlib.import_module("snowballstemmer").stemmer("indonesian")
    finally:
        sys.path.remove(str(place))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; always 0, for the figures say what they should be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.word_families", description=__doc__)
    parser.add_argument("judged", type=Path, nargs="?", default=JUDGED, help="a table with query, same, other")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    figures, notes = measure(read_pairs(options.judged))
    print((as_json if options.json else as_table)(figures, notes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
