"""Whether two articles speak of one occasion: the same day, the same unit; or one took the place of the other's."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from archive.comparable import WORD, Comparable
from archive.items import Unit
from archive.set_phrases import counted_words
from archive.telling import SMALL
from archive.units import units as registered

ABOVE = frozenset({"ministry", "directorate", "kanwil"})  # so many articles name them that they tell no unit apart
SPECIAL = frozenset({"narkotika", "perempuan", "wanita", "khusus", "anak", "terbuka", "pemuda"})
ANY_YEAR = "--"
LOOKED_AT = 4  # mentions of days or units in each text
AROUND = 160  # characters of a sentence, before and after
SENTENCE_END = re.compile(r"[.!?”\"]\s+(?=[A-Z“\"])|\n")
SAME_SENTENCE, FEWEST_WORDS = 0.5, 3


def same_days(first: Comparable, second: Comparable) -> int:
    """How many days both name; a day without its year is the same day of any year."""
    if first.event_day is not None and first.event_day == second.event_day:
        return 1
    return len({day[-5:] for day in first.days for other in second.days if _is_same(day, other)})


def _is_same(day: str, other: str) -> bool:
    return day[-5:] == other[-5:] and (day == other or ANY_YEAR in {day[:2], other[:2]})


def other_days(first: Comparable, second: Comparable) -> bool:
    """True when each names days, and none of the other's."""
    return bool(first.days and second.days) and not same_days(first, second)


def same_units(first: Comparable, second: Comparable) -> int:
    """How many units both name, by the registry or by the words of their names; ministries and Kanwil are none."""
    ones, others = _keys(first.units), _keys(second.units)
    matched = min(_matched(ones, others), _matched(others, ones))
    return matched or int(_is_named_by_place(ones, second) or _is_named_by_place(others, first))


def other_units(first: Comparable, second: Comparable) -> bool:
    """True when each names prisons of the registry, or units of one kind outside it, and none of the other's."""
    ones, others = _keys(first.units), _keys(second.units)
    if _matched(ones, others):
        return False
    prisons = any(key.sure for key in ones) and any(key.sure for key in others)
    kinds = {key.words[0] for key in ones if not key.sure} & {key.words[0] for key in others if not key.sure}
    return prisons or bool(kinds)


class _Key(NamedTuple):
    """What tells a unit apart: of a registered one (`sure`) its id before the words of its place, else its name's."""

    sure: bool
    words: tuple[str, ...]


def _keys(named: Iterable[Unit]) -> set[_Key]:
    found = set()
    for unit in named:
        known = registered().get(unit.id or "")
        words = _words_of(unit)
        if known is not None and known.kind not in ABOVE:
            found.add(_Key(True, (known.id, *WORD.findall(known.place.casefold()))))  # noqa: FBT003 a field of a tuple
        elif known is None and words:
            found.add(_Key(False, tuple(words)))  # noqa: FBT003 a field of a tuple
    return found


def _matched(keys: set[_Key], others: set[_Key]) -> int:
    return sum(any(_is_unit(key, other) for other in others) for key in keys)


def _is_named_by_place(keys: set[_Key], other: Comparable) -> bool:
    """True when the other text names a prison by its class alone, and the place of one of these."""
    nameless = any(not _words_of(unit) for unit in other.units)
    if not nameless or any(key.sure for key in _keys(other.units)):
        return False
    places = other.telling.places | {word.casefold() for word in WORD.findall(other.place or "")}
    return any(key.sure and places.issuperset(key.words[1:]) for key in keys)


def _words_of(unit: Unit) -> list[str]:
    """The words of a unit's name without its kind and class."""
    return counted_words([word.casefold() for word in WORD.findall(unit.name)])


def _is_unit(key: _Key, other: _Key) -> bool:
    """True for one id, or one name; a name that the registry does not know may be a known unit's without its class."""
    if key.sure and other.sure:
        return key.words[0] == other.words[0]
    one, another = set(key.words[key.sure :]), set(other.words[other.sure :])
    if key.sure or other.sure:
        return bool(one) and one - SPECIAL == another - SPECIAL
    return one <= another or another <= one


def put_in_its_place(first: Comparable, second: Comparable) -> bool:
    """True when a sentence of the one that states a day stands, more or less, in the other with a day of its own."""
    others = _looked_at(second)
    return any(_is_sentence(words, other) for words in _looked_at(first) for other in others)


def _looked_at(article: Comparable) -> list[set[str]]:
    """The words of the sentences that state the first days, without small words."""
    found = [_sentence(article.body, day.start, day.end) for day in article.written_days[:LOOKED_AT]]
    return found or [_words(article.headline)]


def _sentence(text: str, start: int, end: int) -> set[str]:
    before = SENTENCE_END.split(text[max(0, start - AROUND) : start])[-1]
    after = SENTENCE_END.split(text[end : end + AROUND])[0]
    return _words(before) | _words(after)


def _words(text: str) -> set[str]:
    return {word for word in counted_words([word.casefold() for word in WORD.findall(text)]) if word not in SMALL}


def _is_sentence(words: set[str], other: set[str]) -> bool:
    shared = len(words & other)
    return shared >= FEWEST_WORDS and shared >= SAME_SENTENCE * min(len(words), len(other))


def days_apart(first: Comparable, second: Comparable) -> int | None:
    """The days between the two publications; None where one is unknown."""
    if first.published is None or second.published is None:
        return None
    return abs((date.fromisoformat(first.published) - date.fromisoformat(second.published)).days)
