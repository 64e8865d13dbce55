"""How much a change of an article matters: cosmetic, a correction, or of substance, with the old words and the new.

Pure. A passage that differs is judged by its own words; a whole revision by the gravest of its changes.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory  # type: ignore[import-untyped]  # it has no types

from archive.changes.word_diff import Hunk, changed_passages
from archive.vocabulary import ChangeKind, ChangeSign, WordKind
from archive.wording.word_kinds import Word, tokens_in

KIND_OF = {
    ChangeSign.SPACING: ChangeKind.COSMETIC,
    ChangeSign.PUNCTUATION: ChangeKind.COSMETIC,
    ChangeSign.RELATED: ChangeKind.COSMETIC,
    ChangeSign.TEMPLATE: ChangeKind.COSMETIC,
    ChangeSign.PICTURE_ADDRESS: ChangeKind.COSMETIC,
    ChangeSign.FILING: ChangeKind.COSMETIC,
    ChangeSign.LETTER_CASE: ChangeKind.CORRECTION,
    ChangeSign.SPELLING: ChangeKind.CORRECTION,
    ChangeSign.SMALL_WORDS: ChangeKind.CORRECTION,
    ChangeSign.QUOTATION_MARKS: ChangeKind.CORRECTION,
    ChangeSign.MOVED: ChangeKind.CORRECTION,
}
GRAVITY = list(ChangeKind)
TEXTS = ("headline", "lead_caption", "body", "dateline", "lead_credit")
ALWAYS_KNOWN = frozenset({"headline", "body"})
DAYS = ("published", "event_date")
LONGEST_SHOWN = 300  # characters of the old and the new words each; the revisions themselves hold all of them
MOST_CHANGES = 60
SHORTEST_MISSPELT, LONG = 4, 8  # letters
# paragraphs that a page puts into or after its text
RELATED = re.compile(
    r"\W*(?:baca|simak|lihat|tonton|cek)(?:\s+\w+)?\s*(?:juga|selengkapnya|:)"
    r"|\W*(?:berita|artikel|video)\s+(?:terkait|lainnya|populer|pilihan)\b"
    r"|\W*(?:bagikan|sebarkan|share|komentar|tags?|topik|editor'?s? pick|rekomendasi)\b.{0,80}$"
    r"|\W*(?:ikuti|dapatkan|follow|unduh|download|gabung|klik)\b.{0,60}\b(?:berita|kami|channel|saluran|google news"
    r"|whatsapp|telegram|aplikasi|update|info)\b"
    r"|\W*(?:artikel|berita) ini (?:telah|sudah|pernah) (?:tayang|terbit)",
    re.IGNORECASE,
)
NEGATIONS = frozenset({"tidak", "tak", "bukan", "belum", "jangan", "tanpa", "batal"})
FUNCTION_WORDS = """
adalah akan atas bagi bahwa dalam dan dari dengan di guna hal ini itu jadi juga karena ke kepada kini lah lalu
maka merupakan nya oleh pada para per pun saat sang secara sebagai sejumlah serta si tadi telah tentang
terhadap tersebut untuk yaitu yakni yang
"""
SMALL_WORDS = frozenset(FUNCTION_WORDS.split())
DOUBLE_QUOTES = frozenset('"“”„«»')
THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
SIZE_OF_PICTURE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|thumb|rotated)(?=\.\w+$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in which field, what it is about, and the words before and after."""

    field: str
    sign: ChangeSign
    old: str
    new: str

    @property
    def kind(self) -> ChangeKind:
        """How much it matters."""
        return KIND_OF.get(self.sign, ChangeKind.SUBSTANCE)

    def as_dict(self) -> dict[str, str]:
        """The change as plain values, with at most 300 characters of the words of each side."""
        words = {"old": self.old[:LONGEST_SHOWN], "new": self.new[:LONGEST_SHOWN]}
        return {"field": self.field, "kind": str(self.kind), "sign": str(self.sign), **words}

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Change":
        """The change of which these are the plain values."""
        return cls(values["field"], ChangeSign(values["sign"]), values["old"], values["new"])


def gravest(changes: Sequence[Change]) -> ChangeKind:
    """The kind of all these changes together: that of the one that matters most; cosmetic for none."""
    return max((change.kind for change in changes), key=GRAVITY.index, default=ChangeKind.COSMETIC)


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Every change between two states of an article, given by the columns of `articles`; those that matter most first.

    What was unknown before, or is now, was read otherwise, and not changed by the publisher, but for the text itself.
    """
    texts = (name for name in TEXTS if name in ALWAYS_KNOWN or (old[name] and new[name]))
    found = [change for name in texts for change in text_changes(*_texts(old, new, name), name)]
    found += [change for name in DAYS for change in _day_changes(old[name], new[name], name)]
    found += _credit_changes(old["credits"], new["credits"])
    found += _picture_changes(old["lead_image"], new["lead_image"])
    if not found and any(old[name] != value for name, value in new.items() if name != "modified"):
        found = [Change("details", ChangeSign.FILING, "", "")]
    return sorted(found, key=lambda change: -GRAVITY.index(change.kind))[:MOST_CHANGES]


def _day_changes(old: str | None, new: str | None, field: str) -> Iterator[Change]:
    if old and new and old != new:
        yield Change(field, ChangeSign.DATE if old[:10] != new[:10] else ChangeSign.FILING, old, new)


def _credit_changes(old: str | None, new: str | None) -> Iterator[Change]:
    """By the JSON of the column; one that only came or went was read otherwise."""
    before, after = ([credit["name"] for credit in json.loads(column or "[]")] for column in (old, new))
    if set(before) - set(after) and set(after) - set(before):
        yield from text_changes(", ".join(before), ", ".join(after), "credits")


def _texts(old: Mapping[str, Any], new: Mapping[str, Any], name: str) -> tuple[str, str]:
    """A text as it was and is. A line of credits that a reading has left in the body is no change of it."""
    before, after = old[name] or "", new[name] or ""
    if name == "body" and before != after and old["credits"] != new["credits"]:
        raws = {credit["raw"] for side in (old, new) for credit in json.loads(side["credits"] or "[]")} - {""}
        for raw in sorted(raws, key=len, reverse=True):
            if (raw in before) != (raw in after):
                before, after = before.replace(raw, ""), after.replace(raw, "")
    return before, after


def _picture_changes(old: str | None, new: str | None) -> Iterator[Change]:
    if old and new and old != new:
        same = _file_name(old) == _file_name(new)
        yield Change("lead_image", ChangeSign.PICTURE_ADDRESS if same else ChangeSign.PICTURE, old, new)


def _file_name(url: str) -> str:
    """The name of a picture's file, without what says in which size it is."""
    return SIZE_OF_PICTURE.sub("", urlsplit(url).path.rpartition("/")[2]).casefold().rpartition(".")[0]


def text_changes(old: str, new: str, field: str = "body") -> list[Change]:
    """The changes between two states of a text, in reading order."""
    if old == new:
        return []
    old_tokens, new_tokens = tokens_in(old), tokens_in(new)
    hunks = changed_passages(old, new, old_tokens, new_tokens)
    if not hunks:
        return [Change(field, ChangeSign.SPACING, "", "")]
    common = {token.casefold() for token in old_tokens} & {token.casefold() for token in new_tokens}
    moved = _moved(hunks)
    return [_change(hunk, field, common, moved) for hunk in hunks]


def _moved(hunks: Sequence[Hunk]) -> set[tuple[str, ...]]:
    """Passages that went out in one place and came in word for word in another."""
    return {_plain(hunk.old) for hunk in hunks} & {_plain(hunk.new) for hunk in hunks} - {()}


def _plain(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.text for word in words if word.kind is not WordKind.MARK)


def _change(hunk: Hunk, field: str, common: set[str], moved: set[tuple[str, ...]]) -> Change:
    sides = (_plain(hunk.old), _plain(hunk.new))
    sign = ChangeSign.MOVED if moved & set(sides) else sign_of(hunk, common)
    if field == "headline" and sign in {ChangeSign.SMALL_WORDS, ChangeSign.NAME}:  # every word has its capital there
        sign = ChangeSign.WORDING
    return Change(field, sign, hunk.old_text.strip(), hunk.new_text.strip())


def sign_of(hunk: Hunk, common: set[str]) -> ChangeSign:
    """What a passage that differs is about; `common` are the (folded) words that stand in both of the whole texts."""
    old, new = _bare(hunk.old), _bare(hunk.new)
    if [_folded(word) for word in old] == [_folded(word) for word in new] or _run(old) == _run(new):
        return _sign_of_same_words(hunk, old, new)
    if (paragraphs := _paragraph_sign(hunk, old, new)) is not None:
        return paragraphs
    if _is_spelling(old, new, common):
        return ChangeSign.SPELLING
    return _sign_of_words(_only(old, new) + _only(new, old))


def _bare(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.kind is not WordKind.MARK]


def _folded(word: Word) -> str:
    """A word as it is compared: one number, one day however its parts are parted."""
    text = word.text.casefold()
    if word.kind is WordKind.DATE:
        return re.sub(r"[/.:-]", "/", text)
    return THOUSANDS.sub("", text)


def _run(words: Sequence[Word]) -> str:
    """All letters and digits of a passage, as if nothing parted its words."""
    return re.sub(r"['’‘`-]", "", "".join(_folded(word) for word in words))


def _sign_of_same_words(hunk: Hunk, old: Sequence[Word], new: Sequence[Word]) -> ChangeSign:
    before, after = [word.text for word in old], [word.text for word in new]
    if _quotes(hunk.old) != _quotes(hunk.new):
        return ChangeSign.QUOTATION_MARKS
    if before == after:
        is_break = all(word.is_break for word in (*hunk.old, *hunk.new) if word.kind is WordKind.MARK)
        return ChangeSign.SPACING if is_break else ChangeSign.PUNCTUATION
    if [word.casefold() for word in before] == [word.casefold() for word in after]:
        return ChangeSign.LETTER_CASE
    if len(before) == len(after):
        return ChangeSign.PUNCTUATION
    return ChangeSign.SPACING if any(word.kind is WordKind.NUMBER for word in old) else ChangeSign.SPELLING


def _quotes(words: Sequence[Word]) -> int:
    return sum(word.text in DOUBLE_QUOTES for word in words)


def _paragraph_sign(hunk: Hunk, old: Sequence[Word], new: Sequence[Word]) -> ChangeSign | None:
    """The sign of a passage that is whole paragraphs on one side and nothing on the other; None for any other."""
    if old and new:
        return None
    side = hunk.old if old else hunk.new
    if not any(word.is_break for word in side):
        return None
    text = hunk.old_text if old else hunk.new_text
    if all(RELATED.match(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()):
        return ChangeSign.RELATED
    return ChangeSign.PARAGRAPH_REMOVED if old else ChangeSign.PARAGRAPH_ADDED


def _only(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    """The words that the other side has not, as often as it has them not."""
    left = [_folded(word) for word in others]
    found = []
    for word in words:
        if (folded := _folded(word)) in left:
            left.remove(folded)
        else:
            found.append(word)
    return found


def _sign_of_words(words: Sequence[Word]) -> ChangeSign:
    """What words that came or went are about: days before numbers, numbers before names, names before quoted words."""
    kinds = {word.kind for word in words}
    for kind, sign in (
        (WordKind.DATE, ChangeSign.DATE),
        (WordKind.NUMBER, ChangeSign.NUMBER),
        (WordKind.NAME, ChangeSign.NAME),
    ):
        if kind in kinds:
            return sign
    if any(word.quoted for word in words):
        return ChangeSign.QUOTATION
    is_small = all(word.text.casefold() in SMALL_WORDS for word in words)
    return ChangeSign.SMALL_WORDS if is_small else ChangeSign.WORDING


def _is_spelling(old: Sequence[Word], new: Sequence[Word], common: set[str]) -> bool:
    """True for the same words in another spelling: as many on both sides, each a letter or two off."""
    if len(old) != len(new):
        return False
    pairs = [(one, other) for one, other in zip(old, new, strict=True) if _folded(one) != _folded(other)]
    return all(_is_misspelt(one, other, common) for one, other in pairs)


def _is_misspelt(one: Word, other: Word, common: set[str]) -> bool:
    """True when one of two words must be a slip for the other: near in letters, and not both words of their own."""
    if {one.kind, other.kind} & {WordKind.NUMBER, WordKind.DATE, WordKind.NAME}:
        return False
    old, new = _folded(one), _folded(other)
    shorter = min(len(old), len(new))
    if shorter < SHORTEST_MISSPELT or {old, new} & (NEGATIONS | common) or {old, new} <= roots():
        return False
    return distance(old, new) <= (1 if shorter < LONG else 2)


@cache
def roots() -> frozenset[str]:
    """The roots of Indonesian words, as PySastrawi has them: two of them are two words, however near."""
    return frozenset(StemmerFactory().get_words())


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out, changed or swapped with the next to make `one` of `other`."""
    before, row = list(range(len(other) + 1)), list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at] + [0] * len(other)
        for place, wanted in enumerate(other, 1):
            row[place] = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != wanted))
            is_swap = at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == wanted
            if is_swap:
                row[place] = min(row[place], earlier[place - 2] + 1)
    return row[-1]
