"""Whether two articles speak of one occasion, or the one is the other's text with another day or prison in it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from archive.items import Unit
from archive.likeness.comparable import WORD, Comparable
from archive.likeness.named_units import only_there
from archive.wording.set_phrases import counted_words
from archive.wording.telling import SMALL

ANY_YEAR = "-"
LOOKED_AT = 4  # mentions of days or units in each text
AROUND = 160  # characters of a sentence, before and after
SENTENCE_END = re.compile(r"[.!?”\"]\s+(?=[A-Z“\"])|\n")
SAME_SENTENCE, FEWEST_WORDS = 0.5, 3


def same_days(first: Comparable, second: Comparable) -> int:
    """How many days both name; a day without its year is the same day of any year."""
    if first.event_day is not None and first.event_day == second.event_day:
        return 1
    ones, others = _years_of_days(first.days), _years_of_days(second.days)
    return sum(_is_same(ones[day], others[day]) for day in ones.keys() & others.keys())


def _years_of_days(days: Iterable[str]) -> dict[str, set[str]]:
    years: dict[str, set[str]] = {}
    for day in days:
        years.setdefault(day[-5:], set()).add(day[:-6])
    return years


def _is_same(ones: set[str], others: set[str]) -> bool:
    return not ones.isdisjoint(others) or ANY_YEAR in ones or ANY_YEAR in others


def days_apart(first: Comparable, second: Comparable) -> int | None:
    """The days between the two publications; None where one is unknown."""
    if first.published is None or second.published is None:
        return None
    return abs((date.fromisoformat(first.published) - date.fromisoformat(second.published)).days)


def has_another_day(first: Comparable, second: Comparable) -> bool:
    """True when a sentence of the one that states a day stands, more or less, in the other with a day of its own.

    Where a body states none, the headline is that sentence.
    """
    return _share_a_sentence(_of_days(first), _of_days(second))


def _of_days(article: Comparable) -> list[set[str]]:
    spans = ((day.start, day.end) for day in article.written_days)
    return list(_sentences(article.body, spans)) or [_words(article.headline)]


def has_another_prison(first: Comparable, second: Comparable) -> bool:
    """True when a sentence that names a prison stands, more or less, in the other text with another prison in it.

    Only prisons that the other text names nowhere.
    """
    ones, others = only_there(first, second), only_there(second, first)
    return bool(ones and others) and _share_a_sentence(_of_units(first, ones), _of_units(second, others))


def _of_units(article: Comparable, units: Iterable[Unit]) -> list[set[str]]:
    starts = ((article.body.find(unit.raw), len(unit.raw)) for unit in units)
    return list(_sentences(article.body, ((start, start + length) for start, length in starts if start >= 0)))


def _share_a_sentence(ones: Iterable[set[str]], others: Iterable[set[str]]) -> bool:
    return any(_is_sentence(one, other) for one in ones for other in others)


def _sentences(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[set[str]]:
    """The words of the sentences around the first spans, without the spans and without small words."""
    for start, end in islice(spans, LOOKED_AT):
        before = SENTENCE_END.split(text[max(0, start - AROUND) : start])[-1]
        after = SENTENCE_END.split(text[end : end + AROUND])[0]
        yield _words(before) | _words(after)


def _words(text: str) -> set[str]:
    return {word for word in counted_words([word.casefold() for word in WORD.findall(text)]) if word not in SMALL}


def _is_sentence(words: set[str], other: set[str]) -> bool:
    shared = len(words & other)
    return shared >= FEWEST_WORDS and shared >= SAME_SENTENCE * min(len(words), len(other))
