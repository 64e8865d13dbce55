"""What editors do to a text that they take over: a made-up copy of an article, with the share that is copied."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from archive.items import ArticleItem, Dateline
from benchmarks.sentences import PEOPLE

SENTENCE = re.compile(r"[^\s].*?(?:[.!?][”\"]?(?=\s|$)|$)", re.MULTILINE)
WORD = re.compile(r"\w+")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+(?= [a-z(])")
MOST_NAMES = 3
PER_PARAGRAPH = 2


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy made of an article, how it was made, and the share (0 to 1) of its own words that are the article's."""

    item: ArticleItem
    move: str
    share: float


Move = Callable[[list[str], list[str], Random], list[str]]


def sentences(text: str) -> list[str]:
    """The sentences of a text, in its order."""
    return [match[0].strip() for match in SENTENCE.finditer(text)]


def copy_of(article: ArticleItem, other: ArticleItem, wanted: float, move: str, random: Random) -> Copy:
    """A text as long as `article`, of which about `wanted` (0 to 1) is copied from it, and the rest from `other`."""
    lines, foreign = sentences(article.body), sentences(other.body)
    length = _words(lines)
    taken = _tail(lines, wanted * length) if move == "new lead" else _head(lines, wanted * length)
    added = _head(foreign, length - _words(taken))
    share = _words(taken) / max(1, _words(taken) + _words(added))
    made = MOVES[move](taken, added, random)
    body = "\n\n".join(" ".join(made[at : at + PER_PARAGRAPH]) for at in range(0, len(made), PER_PARAGRAPH))
    item = replace(article, headline=other.headline, body=body, dateline=Dateline(), units=[], event_date=None)
    return Copy(item, move, share)


def _new_lead(taken: list[str], added: list[str], _: Random) -> list[str]:
    return [*added, *taken]


def _cut_tail(taken: list[str], added: list[str], _: Random) -> list[str]:
    return [*taken, *added]


def _merged(taken: list[str], added: list[str], random: Random) -> list[str]:
    """The paragraphs of two releases in turn, each in its own order."""
    left, right = _paragraphs(taken), _paragraphs(added)
    merged: list[str] = []
    while left or right:
        merged += (
            left if left and (not right or random.random() < len(left) / (len(left) + len(right))) else right
        ).pop(0)
    return merged


def _reordered(taken: list[str], added: list[str], random: Random) -> list[str]:
    paragraphs = _paragraphs([*taken, *added])
    random.shuffle(paragraphs)
    return [line for paragraph in paragraphs for line in paragraph]


def _renamed(taken: list[str], added: list[str], random: Random) -> list[str]:
    """Another dateline, and other people's names in the place of the first ones."""
    text = "\n".join(taken)
    names = list(dict.fromkeys(NAME.findall(text)))[:MOST_NAMES]
    for name, person in zip(names, random.sample(PEOPLE, len(names)), strict=True):
        text = text.replace(name, person)
    return [
        f"Contoh Raya, Kabar Contoh – {line}" if not at else line for at, line in enumerate(text.split("\n"))
    ] + added


MOVES: dict[str, Move] = {
    "new lead": _new_lead,
    "cut tail": _cut_tail,
    "merged": _merged,
    "reordered": _reordered,
    "renamed": _renamed,
}


def _paragraphs(lines: Sequence[str]) -> list[list[str]]:
    return [list(lines[at : at + PER_PARAGRAPH]) for at in range(0, len(lines), PER_PARAGRAPH)]


def _head(lines: Sequence[str], words: float) -> list[str]:
    """The first sentences, as many as come nearest to a number of words."""
    taken: list[str] = []
    left = words
    for line in lines:
        length = _words([line])
        if length / 2 > left:
            break
        taken.append(line)
        left -= length
    return taken


def _tail(lines: Sequence[str], words: float) -> list[str]:
    return _head(lines[::-1], words)[::-1]


def _words(lines: Sequence[str]) -> int:
    return sum(len(WORD.findall(line)) for line in lines)
