"""What of an article is compared with others: the words of its text that count, and what it names.

The text is the body that the pipelines left: dateline, credits and junk have gone from it.
"""

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from archive.items import ArticleItem, Unit
from archive.wording.set_phrases import counted_words, set_phrases
from archive.wording.telling import SHORTEST, Telling, seldom_telling, telling_of
from archive.wording.written_days import WrittenDay, written_days

WORD = re.compile(r"\w+")
RUN = 4  # words in a row that are no chance
BRIEF = 45  # telling words: in longer texts two reporters share a third of them, and a fifth of the runs
CERTAINLY_LONG = BRIEF + 15  # words of which any but a few, as a misspelt month, is a telling one
DAY_LENGTH = len("2020-02-27")


class Place(NamedTuple):
    """A word that counts, and where it stands in the text: characters from `start` up to, not with, `end`."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Comparable:
    """An article as it is compared.

    `words` are the words of the body that count, case folded; `event_day` and `published` are days (`YYYY-MM-DD`) or
    None; `place` is the dateline's; `units` are the prisons and offices that the text names. What is dearer to find is
    found when it is asked for, once.
    """

    headline: str = field(repr=False)
    body: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    event_day: str | None = None
    published: str | None = None
    place: str | None = None
    units: tuple[Unit, ...] = ()

    @cached_property
    def written_days(self) -> list[WrittenDay]:
        """Every day that the body states, in its order."""
        return written_days(self.body)

    @cached_property
    def days(self) -> frozenset[str]:
        """The days that headline and body name: `2020-02-27`, or `--02-27` where no year is given."""
        named = {_named(day) for day in (*self.written_days, *written_days(self.headline))}
        return frozenset(named | {self.event_day} if self.event_day else named)

    @cached_property
    def runs(self) -> list[str]:
        """Every four words in a row."""
        return runs_of(self.words, RUN)

    @cached_property
    def set_of_runs(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.runs)

    @cached_property
    def is_long(self) -> bool:
        """True when the text certainly has `BRIEF` telling words, without looking for them."""
        of_units = {word for unit in self.units for word in tokens_of(unit.raw)}
        words = {*self.words} - seldom_telling() - of_units
        return sum(word.isalpha() and len(word) >= SHORTEST for word in words) >= CERTAINLY_LONG

    @cached_property
    def telling(self) -> Telling:
        """What the body tells beyond days, places and units."""
        return telling_of(self.body, self.written_days, (unit.raw for unit in self.units))


def comparable_of(item: ArticleItem) -> Comparable:
    """An item, after the pipelines, as it is compared."""
    return Comparable(
        item.headline or "",
        item.body,
        comparable_words(item.body),
        item.event_date,
        _day(item.published),
        item.dateline.place,
        tuple(item.units),
    )


def comparable_of_row(row: "sqlite3.Row | Mapping[str, Any]") -> Comparable:
    """A row of `articles`, with its `headline`, `body`, `event_date`, `published` and `details`."""
    details = json.loads(row["details"])
    return Comparable(
        row["headline"] or "",
        row["body"],
        comparable_words(row["body"]),
        row["event_date"],
        _day(row["published"]),
        details.get("dateline", {}).get("place"),
        tuple(Unit(**unit) for unit in details.get("units", ())),
    )


def comparable_words(text: str) -> tuple[str, ...]:
    """The words of a text that count, case folded: without titles of office, the ministry's names and its mottos."""
    return tuple(counted_words(tokens_of(text)))


def comparable_places(text: str) -> list[Place]:
    """The same words, each with its place in the text; a phrase that counts as one word has the place of the phrase."""
    matches = list(WORD.finditer(text))
    tokens = [match[0].casefold() for match in matches]
    places: list[Place] = []
    at = 0
    for phrase in set_phrases(tokens):
        places += [Place(tokens[n], *matches[n].span()) for n in range(at, phrase.first)]
        if phrase.word:
            places.append(Place(phrase.word, matches[phrase.first].start(), matches[phrase.end - 1].end()))
        at = phrase.end
    return places + [Place(tokens[n], *matches[n].span()) for n in range(at, len(tokens))]


def runs_of(words: Sequence[str], length: int) -> list[str]:
    """Every so many words in a row, with blanks between them: no word has one."""
    return list(map(" ".join, zip(*(words[at:] for at in range(length)), strict=False)))


def tokens_of(text: str) -> list[str]:
    """The words of a text, case folded."""
    folded = text.casefold()
    if len(folded) == len(text):  # each letter is still one letter, so that words begin and end where they did
        return WORD.findall(folded)
    return [word.casefold() for word in WORD.findall(text)]


def _day(published: str | None) -> str | None:
    return published[:DAY_LENGTH] if published and len(published) >= DAY_LENGTH else None


def _named(day: WrittenDay) -> str:
    return f"{day.year or '-'}-{day.month:02}-{day.day:02}"
