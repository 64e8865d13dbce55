"""The difference of two texts, word by word, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from archive.wording.word_kinds import BREAK, Word, tokens_in, words_in

MOST_PAIRS = 9_000_000  # of words: two texts of 3,000; what is longer is compared by paragraphs first
SHORT_ISLAND = 2  # so few words that stand unchanged between longer changes are read with them
Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A passage of both texts that is the same in words, or that is not.

    `old` and `new` are the words and marks of each side; `old_text` and `new_text` the passage as it stands, with the
    space after it. The passages of a difference, one after the other, are each text as a whole.
    """

    same: bool
    old: tuple[Word, ...]
    new: tuple[Word, ...]
    old_text: str
    new_text: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A text, and its words from the number `first` on."""

    text: str
    words: Sequence[Word]
    first: int = 0

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        return tuple(self.words[start - self.first : end - self.first])

    def passage(self, start: int, end: int) -> str:
        """The words `start` to `end` as they stand, up to the next; the first of all begins where the text does."""
        if start == end:
            return ""
        after = end - self.first
        last = self.words[after].start if after < len(self.words) else len(self.text)
        return self.text[self.words[start - self.first].start if start else 0 : last]


def diff(old: str, new: str) -> list[Hunk]:
    """The passages of two texts in reading order; those that differ only in spacing are the same in words."""
    codes = _steps(tokens_in(old), tokens_in(new))
    sides = _Side(old, words_in(old)), _Side(new, words_in(new))
    found = [_hunk(code, *sides) for code in codes]
    return found or ([Hunk(True, (), (), old, new)] if old or new else [])  # noqa: FBT003 the field is its name


def changed_passages(old: str, new: str, old_tokens: Sequence[str], new_tokens: Sequence[str]) -> list[Hunk]:
    """The passages of `diff` that are not the same, for texts whose `tokens_in` are known: quicker for long texts."""
    codes = [code for code in _steps(old_tokens, new_tokens) if code[0] != "equal"]
    if not codes:
        return []
    (_, i1, _, j1, _), (_, _, i2, _, j2) = codes[0], codes[-1]
    sides = _Side(old, words_in(old, i1, i2 + 1), i1), _Side(new, words_in(new, j1, j2 + 1), j1)
    return [_hunk(code, *sides) for code in codes]


def _hunk(code: Opcode, old: _Side, new: _Side) -> Hunk:
    tag, i1, i2, j1, j2 = code
    return Hunk(tag == "equal", old.between(i1, i2), new.between(j1, j2), old.passage(i1, i2), new.passage(j1, j2))


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    return [*_joined(opcodes(old, new), old)]


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """How `old` becomes `new`, as `difflib` says it: (`equal` | `replace` | `insert` | `delete`, i1, i2, j1, j2)."""
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    inner_old, inner_new = old[first : len(old) - last], new[first : len(new) - last]
    inner = _matched(inner_old, inner_new)
    moved = [(tag, i1 + first, i2 + first, j1 + first, j2 + first) for tag, i1, i2, j1, j2 in inner]
    head: list[Opcode] = [("equal", 0, first, 0, first)] if first else []
    tail: list[Opcode] = [("equal", len(old) - last, len(old), len(new) - last, len(new))] if last else []
    return list(_slid([*head, *moved, *tail], old, new))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (word, its) in pairs if word != its), min(len(one), len(other)))


def _matched(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    # difflib leaves out common words of long texts where it may: that is quicker, and still right
    return [*SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > MOST_PAIRS).get_opcodes()]


def _slid(codes: Sequence[Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """The steps with what came or went alone moved, where it can stand in several places, to where a paragraph ends."""
    shift = 0
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        first = (i1 + shift, j1 + shift)
        shift = 0
        if at + 1 < len(codes) and codes[at + 1][0] in {"insert", "delete"}:
            _, a1, a2, b1, b2 = codes[at + 1]
            follows = codes[at + 2][2] - codes[at + 2][1] if at + 2 < len(codes) else 0
            side, start, end = (old, a1, a2) if codes[at + 1][0] == "delete" else (new, b1, b2)
            shift = _shift(side, start, end, min(i2 - first[0], start) if tag == "equal" else 0, follows)
        elif tag in {"insert", "delete"}:
            shift = first[0] - i1
        yield (tag, first[0], i2 + shift, first[1], j2 + shift)


def _shift(words: Sequence[str], start: int, end: int, most_left: int, most_right: int) -> int:
    """By how much the passage `start` to `end` is moved, so that it begins where a paragraph ends; else 0."""
    places = [0]
    while len(places) <= most_left and words[start - len(places)] == words[end - len(places)]:
        places.append(-len(places))
    for by in range(most_right):
        if words[start + by] != words[end + by]:
            break
        places.append(by + 1)
    at_break = [by for by in places if words[start + by] == BREAK]
    return at_break[0] if at_break else 0


def _joined(codes: Sequence[Opcode], old: Sequence[str]) -> Iterator[Opcode]:
    """The steps without short islands: two words that stand in both of two rewritten sentences say nothing."""
    waiting: list[Opcode] = []
    for at, code in enumerate(codes):
        tag, i1, i2, _, _ = code
        is_island = tag == "equal" and i2 - i1 <= SHORT_ISLAND and BREAK not in old[i1:i2]
        if tag != "equal" or (waiting and is_island and at + 1 < len(codes) and _is_wide(codes[at - 1], codes[at + 1])):
            waiting.append(code)
            continue
        yield from _as_one(waiting)
        waiting = []
        yield code
    yield from _as_one(waiting)


def _is_wide(before: Opcode, after: Opcode) -> bool:
    """True for two replacements of more words each than what stands between them."""
    return all(tag == "replace" and min(i2 - i1, j2 - j1) > SHORT_ISLAND for tag, i1, i2, j1, j2 in (before, after))


def _as_one(codes: list[Opcode]) -> Iterator[Opcode]:
    if codes:
        yield ("replace", codes[0][1], codes[-1][2], codes[0][3], codes[-1][4])
