"""Which passages two texts share, word by word, also where one has them in another order; and what is left of each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

SHORTEST = 4  # words of a passage, wherever it stands
SHORTEST_BETWEEN = 2  # in a gap that two texts have at the same place
LONGEST_GAP = 40  # words of such a gap: in more of them the same two words are chance
MOST_PLACES = 32  # a run that stands more often in a text is a list's or a refrain's, and begins no passage


class Passage(NamedTuple):
    """`length` words that are the same in both texts, from the word `first` of the one and `second` of the other."""

    first: int
    second: int
    length: int


class Difference(NamedTuple):
    """Words of the first text, from `first` up to, not with, `first_end`, and of the second, that are in no passage.

    Both are given where the one took the place of the other, between two passages that follow each other in both
    texts: changed. Else one range is empty: cut from the first text, or added to the second.
    """

    first: int
    first_end: int
    second: int
    second_end: int


def align(first_words: Sequence[str], second_words: Sequence[str]) -> list[Passage]:
    """The shared passages, in the order of the first text; the longest are taken first, and none overlaps another.

    A passage has at least four words; a short one between two that follow each other in both texts, or between one and
    the texts' ends, has two.
    """
    if list(first_words) == list(second_words):
        return [Passage(0, 0, len(first_words))] if first_words else []
    passages = _longest(first_words, second_words, SHORTEST)
    return sorted([*passages, *_between(passages, first_words, second_words)])


def _between(passages: Sequence[Passage], first: Sequence[str], second: Sequence[str]) -> Iterator[Passage]:
    """Shorter passages, in what little lies between two that follow each other in both texts, or at the ends."""
    for gap in _common_gaps(_bounds(passages, len(first), len(second))) if passages else ():
        ones, others = first[gap.first : gap.first_end], second[gap.second : gap.second_end]
        if 0 < len(ones) <= LONGEST_GAP and 0 < len(others) <= LONGEST_GAP:
            for found in _longest(ones, others, SHORTEST_BETWEEN):
                yield Passage(gap.first + found.first, gap.second + found.second, found.length)


def differences(passages: Sequence[Passage], first: int, second: int) -> list[Difference]:
    """What two texts of `first` and `second` words have beside their passages (`align`'s), in the order of the first.

    What was added stands after the passage that it follows in the second text, and so does what was cut.
    """
    gaps = _common_gaps(_bounds(passages, first, second))
    found = [gap for gap in gaps if gap.first < gap.first_end or gap.second < gap.second_end]
    in_first, in_second = {gap.first for gap in found}, {gap.second for gap in found}
    ends = {one.first + one.length: one.second + one.length for one in passages}
    for start, end in _gaps([(one.first, one.length) for one in passages], first):
        if start not in in_first:
            found.append(Difference(start, end, ends.get(start, 0), ends.get(start, 0)))
    ends = {to: at for at, to in ends.items()}
    for start, end in _gaps(sorted((one.second, one.length) for one in passages), second):
        if start not in in_second:
            found.append(Difference(ends.get(start, 0), ends.get(start, 0), start, end))
    return sorted(found)


def _gaps(taken: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The ranges of a text between its passages (each a start and a length, in order) that are not empty."""
    end = 0
    for start, many in taken:
        if start > end:
            yield end, start
        end = start + many
    if length > end:
        yield end, length


def _bounds(passages: Sequence[Passage], first: int, second: int) -> list[Passage]:
    """The passages between two empty ones: where the texts begin, and where they end."""
    return [Passage(0, 0, 0), *passages, Passage(first, second, 0)]


def _common_gaps(passages: Sequence[Passage]) -> Iterator[Difference]:
    """What lies between two passages that follow each other in both texts."""
    order = sorted(range(len(passages)), key=lambda at: (passages[at].second, passages[at].length, at))
    place = {at: position for position, at in enumerate(order)}
    for at, (one, other) in enumerate(pairwise(passages)):
        if place[at + 1] == place[at] + 1:
            yield Difference(one.first + one.length, other.first, one.second + one.length, other.second)


def _longest(first: Sequence[str], second: Sequence[str], shortest: int) -> list[Passage]:
    """Passages of at least `shortest` words, the longest taken first, in the order of the first text."""
    taken_first, taken_second = bytearray(len(first)), bytearray(len(second))
    passages: list[Passage] = []
    for run in sorted(_runs(first, second, shortest), key=lambda run: (-run.length, run.first, run.second)):
        for passage in _free_parts(run, taken_first, taken_second, shortest):
            taken_first[passage.first : passage.first + passage.length] = b"\1" * passage.length
            taken_second[passage.second : passage.second + passage.length] = b"\1" * passage.length
            passages.append(passage)
    return sorted(passages)


def _runs(first: Sequence[str], second: Sequence[str], shortest: int) -> Iterator[Passage]:
    """Every run of equal words that can be made no longer on either side."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, run in enumerate(_tuples(second, shortest)):
        places[run].append(at)
    ends: dict[int, int] = {}  # how far the last run reaches, by how far its places in the two texts lie apart
    for at, run in enumerate(_tuples(first, shortest)):
        there = places.get(run, ())
        if len(there) > MOST_PLACES:
            continue
        for to in there:
            if at >= ends.get(at - to, 0):
                found = _extended(first, second, at, to, shortest)
                ends[at - to] = found.first + found.length
                yield found


def _tuples(words: Sequence[str], length: int) -> "zip[tuple[str, ...]]":
    return zip(*(words[at:] for at in range(length)), strict=False)


def _extended(first: Sequence[str], second: Sequence[str], at: int, to: int, length: int) -> Passage:
    most = min(len(first) - at, len(second) - to)
    while length < most and first[at + length] == second[to + length]:
        length += 1
    while at and to and first[at - 1] == second[to - 1]:
        at, to, length = at - 1, to - 1, length + 1
    return Passage(at, to, length)


def _free_parts(run: Passage, taken_first: bytearray, taken_second: bytearray, shortest: int) -> Iterator[Passage]:
    """The parts of a run, still long enough, whose words belong to no passage yet in either text."""
    start, end = 0, run.length
    while start < end:
        stop = min(_next(taken_first, run.first, start, end), _next(taken_second, run.second, start, end))
        if stop - start >= shortest:
            yield Passage(run.first + start, run.second + start, stop - start)
        start = stop + 1


def _next(taken: bytearray, offset: int, start: int, end: int) -> int:
    """The first word of a run, from `start` on, that is taken; `end` for none."""
    found = taken.find(1, offset + start, offset + end)
    return found - offset if found >= 0 else end
