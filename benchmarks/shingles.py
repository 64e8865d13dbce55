"""How near one text is to another, as the article-extraction benchmark measures it.

Its `evaluate.py` (github.com/scrapinghub/article-extraction-benchmark, MIT) defines the figures: texts are compared by
the runs of four words that they share; what is right, too much and missing is a share of a page's own total, so that
long texts do not count for more; precision and recall are means over pages, F1 is made of the two means.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, stdev

WORD = re.compile(r"\w+")
LENGTH = 4
ROUNDS = 1000
NORMAL_95 = 1.96


@dataclass(frozen=True, slots=True)
class Match:
    """Shares of a page's shingles: found and right, found but foreign, missing; they add up to 1, or are all 0."""

    right: float
    foreign: float
    missing: float

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; `None` when nothing was found."""
        found = self.right + self.foreign
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of what there is that was found; `None` when there is nothing."""
        there = self.right + self.missing
        return self.right / there if there else None


@dataclass(frozen=True, slots=True)
class Score:
    """Mean precision and recall over pages, and their harmonic mean."""

    f1: float
    precision: float
    recall: float


def match(true: str, found: str) -> Match:
    """Compare a text with the true one."""
    expected, actual = _shingles(true), _shingles(found)
    right = (expected & actual).total()
    total = (expected | actual).total()
    if not total:
        return Match(0, 0, 0)
    return Match(right / total, (actual.total() - right) / total, (expected.total() - right) / total)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[n : n + LENGTH]) for n in range(max(1, len(words) - LENGTH + 1)) if words)


def score(matches: Sequence[Match]) -> Score:
    """The figures of one system over all pages."""
    precision = _mean([match.precision for match in matches])
    recall = _mean([match.recall for match in matches])
    both = precision + recall
    return Score(2 * precision * recall / both if both else 0.0, precision, recall)


def _mean(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return fmean(known) if known else 0.0


def difference(one: Sequence[Match], other: Sequence[Match], seed: int = 0) -> tuple[float, float]:
    """By how much F1 of `one` is above that of `other` on the same pages, and half its 95 % interval.

    A paired bootstrap: pages are drawn with replacement, a thousand times, the same ones for both.
    """
    random = Random(seed)
    differences = []
    for _ in range(ROUNDS):
        drawn = random.choices(range(len(one)), k=len(one))
        differences.append(score([one[n] for n in drawn]).f1 - score([other[n] for n in drawn]).f1)
    return score(one).f1 - score(other).f1, NORMAL_95 * stdev(differences)
