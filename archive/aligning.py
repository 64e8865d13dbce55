"""Which passages two texts share, word by word, also where one has them in another order."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

SHORTEST = 4  # words of a passage
MOST_PLACES = 32  # a run that stands more often in a text is a list's or a refrain's, and begins no passage


class Passage(NamedTuple):
    """`length` words that are the same in both texts, from the word `first` of the one and `second` of the other."""

    first: int
    second: int
    length: int


def align(first_words: Sequence[str], second_words: Sequence[str]) -> list[Passage]:
    """The shared passages, in the order of the first text; the longest are taken first, and none overlaps another."""
    if list(first_words) == list(second_words):
        return [Passage(0, 0, len(first_words))] if first_words else []
    taken_first, taken_second = bytearray(len(first_words)), bytearray(len(second_words))
    passages: list[Passage] = []
    for run in sorted(_runs(first_words, second_words), key=lambda run: (-run.length, run.first, run.second)):
        for passage in _free_parts(run, taken_first, taken_second):
            taken_first[passage.first : passage.first + passage.length] = b"\1" * passage.length
            taken_second[passage.second : passage.second + passage.length] = b"\1" * passage.length
            passages.append(passage)
    return sorted(passages)


def _runs(first: Sequence[str], second: Sequence[str]) -> list[Passage]:
    """Every run of equal words that can be made no longer on either side."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, run in enumerate(_tuples(second)):
        places[run].append(at)
    found: list[Passage] = []
    for at, run in enumerate(_tuples(first)):
        there = places.get(run, ())
        if len(there) <= MOST_PLACES:
            found += [_extended(first, second, at, to) for to in there if not _goes_on_before(first, second, at, to)]
    return found


def _tuples(words: Sequence[str]) -> "zip[tuple[str, ...]]":
    return zip(*(words[at:] for at in range(SHORTEST)), strict=False)


def _goes_on_before(first: Sequence[str], second: Sequence[str], at: int, to: int) -> bool:
    return at > 0 and to > 0 and first[at - 1] == second[to - 1]


def _extended(first: Sequence[str], second: Sequence[str], at: int, to: int) -> Passage:
    length = SHORTEST
    most = min(len(first) - at, len(second) - to)
    while length < most and first[at + length] == second[to + length]:
        length += 1
    return Passage(at, to, length)


def _free_parts(run: Passage, taken_first: bytearray, taken_second: bytearray) -> list[Passage]:
    """The parts of a run, still long enough, whose words belong to no passage yet in either text."""
    parts: list[Passage] = []
    start = 0
    for at in range(run.length + 1):
        if at == run.length or taken_first[run.first + at] or taken_second[run.second + at]:
            if at - start >= SHORTEST:
                parts.append(Passage(run.first + start, run.second + start, at - start))
            start = at + 1
    return parts
