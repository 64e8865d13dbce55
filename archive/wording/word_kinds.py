"""Kinds of words: what in a news text states a number, a day or an hour, or a name, and what is quoted.

Pure; made for comparing two texts, so that what matters most is named first.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from archive.vocabulary import WordKind
from archive.wording.calendar_words import MONTHS, WEEKDAYS
from archive.wording.written_days import written_days

# what parts digits belongs to their number, a hyphen or an apostrophe to its word; a blank line is a sign of its own
TOKEN = re.compile(r"\n[^\S\n]*\n\s*|\w+(?:(?:['’‘`-]|(?<=\d)[.,:/](?=\d))\w+)*|[^\w\s]")
BREAK = "\n\n"
HOUR = re.compile(
    r"\b(?:pukul|jam)\s+\d{1,2}(?:[.:]\d\d)?(?:\s+wi(?:b|ta|t)\b)?|\b\d{1,2}[.:]\d\d\s+wi(?:b|ta|t)\b", re.IGNORECASE
)
YEAR = re.compile(r"\s+(?:19|20)\d\d\b")
MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})$", re.IGNORECASE)
LONGEST_MONTH = max(map(len, MONTHS))
LATELY = frozenset({"kemarin", "besok", "lusa"})
FULL_WEEKDAY = 4  # letters: shorter ones are abbreviations, and words of their own
SAID_NUMBERS = """
nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas belasan puluh puluhan seratus
ratus ratusan seribu ribu ribuan juta jutaan miliar miliaran triliun setengah separuh seorang sebuah kedua
ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh
"""
NUMBER_WORDS = frozenset(SAID_NUMBERS.split())
NO_NAMES = frozenset({"wib", "wita", "wit", "rp"})
# words that often begin a sentence before a name, and belong to none
OPENING_WORDS = """
ada adapun adalah akan antara atas bagi bahkan bahwa baik banyak beberapa berdasarkan bersama dalam dan dari
dengan demikian di dia hal hanya hingga ia ini itu jika juga kami karena kata kemudian kepada ketika kini ke
lalu melalui menurut mereka namun oleh para pada padahal pihak sebab sebagai sebelum sebelumnya sedangkan
sejak selain selama semua seperti serta setelah siang sementara saat saya tetapi tidak terkait terhadap tujuan
ujar untuk usai yang kita kata tak the
"""
OPENERS = frozenset(OPENING_WORDS.split())
SENTENCE_ENDS = frozenset({*".!?:…–—", BREAK})
OPENING_MARKS = frozenset("\"“”„«(['‘*•-–—")
QUOTES = re.compile(r"[“„«]([^”»“\n]*(?:\n(?!\s*\n)[^”»“\n]*)*)[”»]|\"([^\"\n]+)\"")


class Word(NamedTuple):
    """A word or a mark at `start` to `end` of its text; `quoted` when it stands inside of quotation marks."""

    text: str
    start: int
    end: int
    kind: WordKind
    quoted: bool = False

    @property
    def is_break(self) -> bool:
        """True for the blank line between two paragraphs."""
        return self.text == BREAK


def tokens_in(text: str) -> list[str]:
    """The texts of the words and marks alone."""
    return [BREAK if token[0] == "\n" else token for token in TOKEN.findall(text)]


def words_in(text: str, first: int = 0, end: int | None = None) -> list[Word]:
    """Every word and mark of a text in its order, each with its kind; a blank line is a mark whose text is `BREAK`.

    Or only those from the number `first` up to, not with, `end`.
    """
    tokens = tokens_in(text)
    dates = _covered(_dates(text))
    quoted = _covered(match.span() for match in QUOTES.finditer(text))
    named = names_among(tokens)
    places = (match.span() for match in islice(TOKEN.finditer(text), first, end))
    return [
        Word(token, *place, _kind(token, is_date=place[0] in dates, is_name=is_name), place[0] in quoted)
        for token, is_name, place in zip(tokens[first:end], named[first:end], places, strict=True)
    ]


def _kind(token: str, *, is_date: bool, is_name: bool) -> WordKind:
    kind = _kind_alone(token)
    if is_date and kind is not WordKind.MARK:
        return WordKind.DATE
    return WordKind.NAME if is_name and kind is WordKind.WORD else kind


@lru_cache(maxsize=16384)
def _kind_alone(token: str) -> WordKind:
    """What a word or mark is wherever it stands."""
    if not token[0].isalnum() and not token[-1].isalnum():
        return WordKind.MARK
    folded = token.casefold()
    if folded in LATELY or (folded in WEEKDAYS and len(token) > FULL_WEEKDAY and token[0].isupper()):
        return WordKind.DATE
    if folded in NUMBER_WORDS or any(sign.isdigit() for sign in token):
        return WordKind.NUMBER
    return WordKind.WORD


def _dates(text: str) -> Iterator[tuple[int, int]]:
    yield from ((day.start, day.end) for day in written_days(text))
    yield from (match.span() for match in HOUR.finditer(text))
    for year in YEAR.finditer(text):  # a search for the month would look at every word
        month = MONTH_BEFORE.search(text, max(0, year.start() - LONGEST_MONTH), year.start())
        if month is not None:
            yield month.start(), year.end()


def _covered(spans: Iterator[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def names_among(tokens: list[str]) -> list[bool]:
    """Which of the words and marks are (part of) names: by their capital letters.

    At the beginning of a sentence a word counts where it has a capital letter elsewhere too, or before another name.
    """
    starts = [False] * len(tokens)
    at_start = True
    for at, token in enumerate(tokens):
        starts[at] = at_start
        at_start = token in SENTENCE_ENDS or (at_start and token in OPENING_MARKS)
    capital = [token[0].isupper() and token.casefold() not in NO_NAMES for token in tokens]
    inside = {token for at, token in enumerate(tokens) if capital[at] and not starts[at]}
    named = [
        capital[at] and (not starts[at] or token in inside or _is_acronym(token)) for at, token in enumerate(tokens)
    ]
    for at, token in enumerate(tokens[:-1]):
        if capital[at] and starts[at] and named[at + 1] and token.casefold() not in OPENERS:
            named[at] = True
    return named


def _is_acronym(token: str) -> bool:
    return len(token) > 1 and token.isupper()
