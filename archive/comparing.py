"""Whether two articles are one text (a reprint), tell of one event in other words, or neither; and what says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from archive.comparable import Comparable
from archive.vocabulary import Relation, Sign

RUN = 4  # words in a row that are no chance
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two articles are to each other.

    The shares (0 to 1) are exact: of the words of each that count, those that stand in the other in runs of at least
    four. `reasons` are the signs, each with its figure: `same-day:1`.
    """

    relation: Relation
    share_of_first: float
    share_of_second: float
    reasons: tuple[str, ...]


def compare(first: Comparable, second: Comparable) -> Comparison:
    """Compare two articles; swapping them swaps the shares and changes nothing else."""
    shares = share(first.words, second.words), share(second.words, first.words)
    same_unit = first.units & second.units
    same_day = first.days & second.days
    reasons = [f"{Sign.SHARED_WORDS}:{max(shares):.2f}"]
    if same_unit:
        reasons.append(f"{Sign.SAME_UNIT}:{len(same_unit)}")
    if same_day:
        reasons.append(f"{Sign.SAME_DAY}:{len(same_day)}")
    if max(shares) >= HALF:
        relation = Relation.REPRINT
    elif same_unit and same_day:
        relation = Relation.SAME_EVENT
    else:
        relation = Relation.NONE
    return Comparison(relation, *shares, tuple(reasons))


def share(words: Sequence[str], others: Sequence[str]) -> float:
    """The share (0 to 1) of `words` that stand in `others` in runs of at least four words, or whole; 0 of none."""
    length = min(RUN, len(words))
    if not length or len(others) < length:
        return 0.0
    runs = set(zip(*(others[at:] for at in range(length)), strict=False))
    covered, end = 0, 0
    for at, run in enumerate(zip(*(words[at:] for at in range(length)), strict=False)):
        if run in runs:
            covered += at + length - max(at, end)
            end = at + length
    return covered / len(words)
