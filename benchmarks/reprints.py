"""How well reprints are told from the same event and from other texts: labelled groups, made-up copies, hard pairs."""

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from archive.errors import ArsipError
from archive.items import ArticleItem
from archive.likeness.aligning import align
from archive.likeness.comparable import Comparable, comparable_of
from archive.likeness.comparing import compare
from archive.vocabulary import Relation
from archive.wording.written_days import written_days
from benchmarks.editing import MOVES, Copy, copy_of
from benchmarks.measure import Figure, as_json, as_table
from benchmarks.near_pairs import chance_pairs, is_reuse, pairs_of_one_outlet, topic_pairs
from pipelines.name_places_and_units import NamePlacesAndUnits
from pipelines.read_credits import ReadCredits
from pipelines.read_dateline import ReadDateline
from pipelines.settle_dates import SettleDates
from pipelines.tidy_text import TidyText

VERBS = (TidyText(), ReadDateline(), ReadCredits(), SettleDates(), NamePlacesAndUnits())
GROUPS = "duplicates.jsonl"
MEANT = {
    "same_release": Relation.REPRINT,
    "same_event_different_text": Relation.SAME_EVENT,
    "same_template_different_unit": Relation.NONE,
}
SHORTEST, LONGEST = 80, 2000  # words of an article that copies are made of
TENTHS = range(1, 10)
HALF = 0.5
LONG, ROUNDS = 1500, 9


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what each corpus allows: groups in a folder, copies and pairs of a file of articles."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reprints", description=__doc__)
    parser.add_argument(
        "corpus", type=Path, nargs="+", help="a folder with duplicates.jsonl, or a .jsonl[.gz] of articles"
    )
    parser.add_argument("--articles", type=int, default=2000, help="how many articles copies and pairs are made of")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    figures: list[Figure] = []
    notes: list[str] = []
    for corpus in chosen.corpus:
        found = measure_groups(corpus / GROUPS) if corpus.is_dir() else measure_articles(corpus, chosen.articles)
        figures += found[0]
        notes += found[1]
    print(as_json(figures, notes) if chosen.json else as_table(figures, notes))
    return 0


def read(url: str, outlet: str, headline: str | None, text: str, published: str | None = None) -> ArticleItem:
    """A text as the pipelines leave it."""
    item = ArticleItem(url, url, outlet, headline=headline, body=text, published=published)
    return _worked_on(item)


def _worked_on(item: ArticleItem) -> ArticleItem:
    for verb in VERBS:
        verb.work(item)
    return item


def measure_groups(path: Path) -> tuple[list[Figure], list[str]]:
    """Shares of the labelled pairs that are judged as labelled; the notes list the others."""
    right: Counter[Relation] = Counter()
    asked: Counter[Relation] = Counter()
    notes = []
    joined = 0
    for group in _rows(path):
        meant = MEANT[group["kind"]]
        texts = [comparable_of(read(doc["url"], "", doc["title"], doc["text"])) for doc in group["docs"]]
        for one, other in combinations(range(len(texts)), 2):
            found = compare(texts[one], texts[other])
            asked[meant] += 1
            right[meant] += found.relation is meant
            joined += found.relation is Relation.REPRINT and meant is not Relation.REPRINT
            if found.relation is not meant:
                signs = " ".join(found.reasons)
                notes.append(
                    f"group {group['group']}, {one + 1} and {other + 1}: {found.relation}, not {meant}: {signs}"
                )
    figures = [
        _share(f"{meant} pairs ({right[meant]} of {asked[meant]})", right[meant], asked[meant]) for meant in asked
    ]
    false = Figure("other pairs taken for reprints", "pairs", [joined], at_most=0)
    return [*figures, false], notes


@dataclass(slots=True)
class _Made:
    """What became of the copies: by tenths of the text, by move, and of those of which half or more is copied."""

    found: Counter[object] = field(default_factory=Counter)
    asked: Counter[object] = field(default_factory=Counter)

    def add(self, copy: Copy, relation: Relation) -> None:
        keys: list[object] = [round(copy.share * 10)]
        if copy.share >= HALF:
            keys += [copy.move, HALF]
        for key in keys:
            self.asked[key] += 1
            self.found[key] += relation is Relation.REPRINT

    def figure(self, key: object, name: str, at_least: float | None = None) -> Figure:
        return _share(f"{name} ({self.asked[key]} copies)", self.found[key], self.asked[key], at_least)


def measure_articles(path: Path, many: int) -> tuple[list[Figure], list[str]]:
    """Recall by the share copied and by the editor's move, precision against three kinds of pairs, and times."""
    random = Random(0)
    rows = [row for row in _rows(path) if row["text"] and SHORTEST <= len(row["text"].split()) <= LONGEST]
    rows = random.sample(rows, min(many, len(rows)))
    items = [read(row["url"] or "", row["outlet"], row["title"], row["text"], _day(row["date_raw"])) for row in rows]
    texts = [comparable_of(item) for item in items]
    made = _Made()
    copies: list[tuple[Comparable, Comparable]] = []
    for number, item in enumerate(items):
        other = items[number - len(items) // 2]
        for move in random.sample(list(MOVES), 2):
            copy = copy_of(item, other, random.choice(TENTHS) / 10, move, random)
            copied = comparable_of(_worked_on(copy.item))
            made.add(copy, compare(texts[number], copied).relation)
            copies.append((texts[number], copied))
    drawn = _pairs(items, texts, random)
    pairs = {kind: [pair for pair in of if not is_reuse(*_both(texts, pair))] for kind, of in drawn.items()}
    found = {kind: {pair: compare(*_both(texts, pair)).relation for pair in of} for kind, of in pairs.items()}
    false = {kind: [pair for pair in of if of[pair] is Relation.REPRINT] for kind, of in found.items()}
    events = {kind: sum(relation is Relation.SAME_EVENT for relation in of.values()) for kind, of in found.items()}
    wrong, right = sum(map(len, false.values())), made.found[HALF]
    figures = [
        made.figure(HALF, "recall, half of the text or more copied", 0.97),
        _share(f"precision ({right} copies, {wrong} pairs)", right, right + wrong, 0.99),
        *(made.figure(tenth, f"found with {tenth * 10} % copied") for tenth in TENTHS),
        *(made.figure(move, f"found, {move}") for move in MOVES),
        *(
            _share(f"{kind} taken for reprints ({len(of)} pairs)", len(false[kind]), len(of))
            for kind, of in pairs.items()
        ),
        *(_share(f"{kind} taken for one event", events[kind], len(of)) for kind, of in pairs.items()),
        _time("a comparison with a copy", copies),
        _time("a comparison of one topic", [_both(texts, pair) for pair in pairs["pairs of one topic"]]),
        _time_of_aligning([word for text in texts for word in text.words]),
    ]
    notes = [
        f"{kind}: {len(of) - len(pairs[kind])} of {len(of)} share text, and are left out" for kind, of in drawn.items()
    ]
    notes += [
        f"{_name(items[one])} and {_name(items[other])} taken for reprints"
        for of in false.values()
        for one, other in of
    ]
    return figures, notes


def _name(item: ArticleItem) -> str:
    return item.url or item.headline or "?"


def _pairs(
    items: Sequence[ArticleItem], texts: Sequence[Comparable], random: Random
) -> dict[str, list[tuple[int, int]]]:
    return {
        "pairs by chance": chance_pairs(len(items), len(items), random),
        "pairs of one outlet": pairs_of_one_outlet([item.source for item in items], len(items), random),
        "pairs of one topic": topic_pairs([text.words for text in texts], len(items), random),
    }


def _both(texts: Sequence[Comparable], pair: tuple[int, int]) -> tuple[Comparable, Comparable]:
    return texts[pair[0]], texts[pair[1]]


def _time(name: str, pairs: Sequence[tuple[Comparable, Comparable]]) -> Figure:
    """Processor time of comparing two articles; what is dear to find of the second is found anew, as of a candidate."""
    anew = [(one, _anew(other)) for one, other in pairs]
    began = time.process_time()
    for one, other in anew:
        compare(one, other)
    return Figure(name, "us", [(time.process_time() - began) / max(1, len(pairs)) * 1e6])


def _time_of_aligning(words: Sequence[str]) -> Figure:
    """Processor time of aligning two long articles that share a half, in another order."""
    long, partly = words[:LONG], [*words[LONG : LONG + LONG // 2], *words[: LONG // 2]]
    figure = Figure(f"aligning two articles of {len(long)} words", "ms", at_most=20)
    for _ in range(ROUNDS):
        began = time.process_time()
        align(long, partly)
        figure.samples.append((time.process_time() - began) * 1e3)
    return figure


def _anew(text: Comparable) -> Comparable:
    return Comparable(text.headline, text.body, text.words, text.event_day, text.published, text.place, text.units)


def _day(stated: str | None) -> str | None:
    days = (day.date for day in written_days(stated or ""))
    return next((day.isoformat() for day in days if day is not None), None)


def _share(name: str, part: int, whole: int, at_least: float | None = None) -> Figure:
    return Figure(name, "", [part / whole if whole else 1.0], at_least)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except (OSError, EOFError, ValueError) as error:
        raise ArsipError(f"{path}: one JSON object a line is wanted: {error!r}") from None


if __name__ == "__main__":
    raise SystemExit(main())
