"""Whether two articles are one text (a reprint), tell of one event in other words, or neither; and what says so.

A text is copied when half of it stands in the other; less will do where both speak of one occasion and share what only
one text tells. The same template with another prison or another day is no copy, however alike the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from archive.likeness.comparable import BRIEF, RUN, Comparable, comparable_words, runs_of
from archive.likeness.named_units import are_others, in_both
from archive.likeness.occasions import days_apart, has_another_day, has_another_prison, same_days
from archive.vocabulary import Relation, Sign

COPIED = 0.43  # of one text: half of it, with some names replaced
NEARLY_ALL = 0.8
FEWEST_COPIED, FEWEST_TELLING = 12, 9  # words: of less nobody can say whether it was copied
MANY_COPIED = 40
# the shares of telling words and of runs, added up, that make a copy, of a brief text (true) and of a longer one: about
# one day of one prison, whose news comes from its own releases; with the same numbers on one day; and else
OF_ONE_OCCASION = {True: 0.45, False: 0.95}
WITH_NUMBERS = {True: 0.6, False: 1.15}
OF_ANYTHING = {True: 1.05, False: 1.15}
FEWEST_NUMBERS = 3
HEADLINE = 0.8
FEWEST_HEADLINE = 5
NEAR = 3  # days between the publications of one event
QUOTED = 0.15  # of one text in runs of the other: they quote the same speech
FEWEST_OF_EVENT, FEWEST_OF_NO_DAY = 2, 4  # telling words
TOLD_OF_UNIT, TOLD_WITH_FACTS, TOLD_BRIEFLY, TOLD_AT_LENGTH = 0.12, 0.15, 0.25, 0.3


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
    seen = _Pair(first, second)
    relation = seen.relation()
    return Comparison(relation, *seen.shares, tuple(seen.reasons()))


def share(words: Sequence[str], others: Sequence[str]) -> float:
    """The share (0 to 1) of `words` that stand in `others` in runs of at least four words, or whole; 0 of none."""
    return copied(words, others) / len(words) if words else 0.0


def copied(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of `words` stand in `others` in runs of at least four words; a shorter text must stand there whole."""
    length = min(RUN, len(words))
    if not length or len(others) < length:
        return 0
    return _covered(runs_of(words, length), frozenset(runs_of(others, length)), length)


def _covered(runs: Sequence[str], others: frozenset[str], length: int) -> int:
    covered = end = 0
    for at in compress(range(len(runs)), map(others.__contains__, runs)):
        covered += at + length - max(at, end)
        end = at + length
    return covered


def copied_each_way(first: Comparable, second: Comparable) -> tuple[int, int]:
    """How many words of each of two articles stand in the other, as `copied` counts them."""
    if min(len(first.words), len(second.words)) < RUN:
        return copied(first.words, second.words), copied(second.words, first.words)
    ones, others = (first.runs, first.set_of_runs), (second.runs, second.set_of_runs)
    return _covered(ones[0], others[1], RUN), _covered(others[0], ones[1], RUN)


class _Pair:
    """Two articles, and what is found of them: what is dear only when the cheaper signs leave it open."""

    def __init__(self, first: Comparable, second: Comparable) -> None:
        self.first, self.second = first, second
        self.copied = copied_each_way(first, second)
        self.shares = self._share(0, first), self._share(1, second)
        self.share = max(self.shares)
        self._signs: dict[Sign, str] = {Sign.SHARED_WORDS: f"{self.share:.2f}"}

    def _share(self, side: int, article: Comparable) -> float:
        return self.copied[side] / len(article.words) if article.words else 0.0

    def reasons(self) -> Iterator[str]:
        return (f"{sign}:{figure}" for sign, figure in self._signs.items())

    def relation(self) -> Relation:
        units = in_both(self.first, self.second)
        same_unit = self._note(Sign.SAME_UNIT, len(units))
        if not same_unit and self._note(Sign.OTHER_UNIT, are_others(self.first, self.second)):
            return Relation.NONE
        if not self.share and not same_unit and self._have_other_event_days():
            return Relation.NONE
        same_day = self._note(Sign.SAME_DAY, same_days(self.first, self.second))
        if not same_day and self.first.days and self.second.days:
            self._note(Sign.OTHER_DAY, 1)
            return self._of_other_days()
        is_copied = self._is_copied(same_day=same_day, of_prison=any(unit.prison for unit in units))
        if is_copied and not self._note(Sign.UNIT_EXCHANGED, has_another_prison(self.first, self.second)):
            return Relation.REPRINT
        return Relation.SAME_EVENT if self._is_event(same_day=same_day, same_unit=same_unit) else Relation.NONE

    def _have_other_event_days(self) -> bool:
        one, other = self.first.event_day, self.second.event_day
        return one is not None and other is not None and one != other

    def _of_other_days(self) -> Relation:
        """A text that got a new lead keeps most of its sentences; a template keeps those with the day in them."""
        if self.share < COPIED or not self._is_enough():
            return Relation.NONE
        apart = days_apart(self.first, self.second) or 0
        if self._note(Sign.PUBLISHED_APART, apart if apart > NEAR else 0):
            return Relation.NONE
        exchanged = self._note(Sign.DAY_EXCHANGED, has_another_day(self.first, self.second))
        return Relation.NONE if exchanged else Relation.REPRINT

    def _is_copied(self, *, same_day: bool, of_prison: bool) -> bool:
        if self.share >= COPIED:
            return self._is_enough()
        of_one_occasion = bool(same_day and (of_prison or self._has_same_headline()))
        # all telling words at most are shared: where that is not enough, they need not be looked for
        least = OF_ONE_OCCASION if of_one_occasion else WITH_NUMBERS if same_day else OF_ANYTHING
        if self.share + 1 < least[not (self.first.is_long and self.second.is_long)]:
            return False
        fewest, count, told = self._telling()
        if count < FEWEST_TELLING:
            return False
        wanted = OF_ONE_OCCASION if of_one_occasion else OF_ANYTHING
        if same_day and not of_one_occasion and len(self._shared_numbers()) >= FEWEST_NUMBERS:
            wanted = WITH_NUMBERS
        return self.share + told >= wanted[fewest < BRIEF]

    def _shared_numbers(self) -> frozenset[str]:
        return self.first.telling.numbers & self.second.telling.numbers

    def _is_enough(self) -> bool:
        words = max(self.copied)
        if words >= MANY_COPIED or (self.share >= NEARLY_ALL and words >= FEWEST_COPIED):
            return True
        return words >= FEWEST_COPIED and self._telling()[1] >= FEWEST_TELLING

    def _is_event(self, *, same_day: bool, same_unit: bool) -> bool:
        apart = None if same_day else days_apart(self.first, self.second)
        if apart is not None and apart > NEAR:
            return False
        fewest, count, told = self._telling()
        facts = bool(self._shared_numbers() and self.first.telling.places & self.second.telling.places)
        if not same_day:
            return (same_unit or facts) and count >= FEWEST_OF_NO_DAY and told >= TOLD_AT_LENGTH
        if self.share >= QUOTED or (same_unit and count >= FEWEST_OF_EVENT and told >= TOLD_OF_UNIT):
            return True
        if fewest >= BRIEF:
            return told >= TOLD_AT_LENGTH
        return count >= FEWEST_OF_EVENT and told >= (TOLD_WITH_FACTS if facts else TOLD_BRIEFLY)

    def _telling(self) -> tuple[int, int, float]:
        """The telling words of the shorter text, how many of them the other has, and their share."""
        ones, others = self.first.telling.words, self.second.telling.words
        fewest, count = min(len(ones), len(others)), len(ones & others)
        told = count / fewest if fewest else 0.0
        self._signs[Sign.SHARED_TELLING] = f"{told:.2f}"
        self._note(Sign.SAME_NUMBERS, len(self.first.telling.numbers & self.second.telling.numbers))
        return fewest, count, told

    def _has_same_headline(self) -> bool:
        ones, others = (set(comparable_words(one.headline)) for one in (self.first, self.second))
        alike = len(ones & others) / len(ones | others) if min(len(ones), len(others)) >= FEWEST_HEADLINE else 0.0
        return self._note(Sign.SAME_HEADLINE, alike >= HEADLINE)

    def _note(self, sign: Sign, count: int) -> bool:
        """Keep a sign with its figure, and say whether there is one."""
        if count:
            self._signs[sign] = str(int(count))
        return bool(count)
