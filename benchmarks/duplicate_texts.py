"""What the benchmark of duplicates looks up: made-up articles, one in ten a near copy, one in fifty a distant one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from archive.likeness.sketches import RUN
from benchmarks.texts import TextMaker

DISTANT = 0.02
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Planted:
    """A text's casefolded words, and of which earlier text it is a copy; `number` counts from 1.

    `similarity` is the Jaccard similarity of the runs of words of both, where the copy is a distant one.
    """

    number: int
    words: list[str]
    copy_of: int | None = None
    similarity: float | None = None


class PlantedTexts:
    """Any number of a `TextMaker`'s articles, one in ten of them the maker's own near copy of an earlier one.

    One in fifty is a distant copy: an earlier text, whole, within one up to five times as long, or half of it within
    one as long.
    """

    def __init__(self, corpus: Path, count: int) -> None:
        self._maker = TextMaker(corpus)
        self._count = count
        self._random = Random(2)
        self._earlier: list[Planted] = []

    def __iter__(self) -> Iterator[Planted]:
        replaced: set[int] = set()
        for number, item in enumerate(self._maker.items(self._count), 1):
            words = item.body.casefold().split()
            original = self._maker.copies.pop(item.url, None)
            if original is not None:
                copy_of = _number(original)
                yield Planted(number, words, None if copy_of in replaced else copy_of)
            elif self._earlier and self._random.random() < DISTANT:
                replaced.add(number)
                yield self._distant(number, words)
            else:
                yield self._remember(Planted(number, words))

    def _remember(self, planted: Planted) -> Planted:
        if len(self._earlier) < REMEMBERED:
            self._earlier.append(planted)
        else:
            self._earlier[int(self._random.random() * REMEMBERED)] = planted
        return planted

    def _distant(self, number: int, words: list[str]) -> Planted:
        """An earlier text within this one, which is stretched or cut to measure."""
        draw = self._random.random
        earlier = self._earlier[int(draw() * len(self._earlier))]
        copied = earlier.words
        if draw() < 0.5:
            room = int(len(copied) * (1 + 3 * draw()))
            longer = [*words, *self._earlier[int(draw() * len(self._earlier))].words]
            text = [*longer[: room // 2], *copied, *longer[room // 2 : room]]
        else:
            half = len(copied) // 2
            start = int(draw() * half)
            text = [*words[: half // 2], *copied[start : start + half], *words[half // 2 : half]]
        return Planted(number, text, earlier.number, jaccard(text, copied))


def _number(url: str) -> int:
    """Which of the maker's articles stands at this address, counted from 1."""
    return int(url.rstrip("/").rpartition("-")[2]) + 1


def jaccard(first: list[str], second: list[str]) -> float:
    """The share of the runs of words of both texts that stand in both."""
    runs, others = _runs(first), _runs(second)
    return len(runs & others) / max(1, len(runs | others))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
