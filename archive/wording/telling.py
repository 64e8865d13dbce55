"""What a text tells beyond when and where: its telling words, without days, clock times, places and small words.

Two reporters of one event name the same day, hour, place and unit; whoever copies has the same telling words as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archive.places.regions import place_words
from archive.wording.calendar_words import MONTHS, WEEKDAYS
from archive.wording.set_phrases import set_phrases
from archive.wording.stated_numbers import NUMBER_WORDS, begins_number, read_number
from archive.wording.written_days import WrittenDay

TOKEN = re.compile(r"[Rr][Pp](?=\d)|\w+(?:(?<=\d)[.,](?=\d)\d+)*")
CLOCK = re.compile(r"(\d\d?)[.:](\d{2})(?!\d)(?P<zone>\s*wi(?:b|ta|t)\b)?", re.IGNORECASE)
PART_OF_NUMBER = re.compile(r"[\d.,:]\Z")
HOUR = re.compile(r"\b(?:pukul|jam)\s+$", re.IGNORECASE)
LONGEST_BEFORE = 8  # characters of `pukul` and its blanks
SMALL_WORDS = (
    "yang dan di ke dari untuk dengan pada itu ini dalam juga akan oleh para adalah sebagai karena ada ia dia nya "
    "kami kita saya mereka kamu anda saat ketika telah sudah belum lebih paling serta hingga sampai guna bagi se "
    "agar supaya bahwa atau tersebut secara antara atas bawah lalu kemudian masih bisa dapat harus mampu lain satu "
    "kata ujar ucap jelas ungkap tutur imbuh terang tegas sebut papar beber tambah lanjut pungkas kata katanya "
    "ujarnya ucapnya jelasnya ungkapnya tuturnya imbuhnya terangnya tegasnya sebutnya paparnya bebernya tambahnya "
    "lanjutnya pungkasnya menurut menurutnya seusai usai setelah sesudah sebelum sementara sekitar sekira "
    "pukul jam wib wita wit pagi siang sore petang malam dini hari tanggal melalui kepada terhadap hanya saja "
    "sehingga namun tetapi tapi melainkan sambil seperti jika bila maka pun lah kah yakni yaitu tak tidak bukan "
    "rp selain sendiri sangat begitu demikian banyak beberapa setiap semua seluruh sebuah seorang terkait the of and"
)
SMALL = frozenset(SMALL_WORDS.split())
SHORTEST = 2  # letters: a shorter word is an initial


@dataclass(frozen=True, slots=True)
class Telling:
    """The telling words of a text (numbers in digits), the numbers among them, its places, and its clock times."""

    words: frozenset[str]
    numbers: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]


def telling_of(text: str, days: Iterable[WrittenDay], named: Iterable[str]) -> Telling:
    """What `text` tells beside the `days` that it states; the words of `named`, its units, are counted as places."""
    plain = _without(((day.start, day.end) for day in days), text)
    clocks = [match for match in CLOCK.finditer(plain) if _is_clock(match)]
    times = frozenset(f"{int(match[1]):02}.{match[2]}" for match in clocks)
    written = TOKEN.findall(_without((match.span() for match in clocks), plain))
    tokens = [token.casefold() for token in written]
    of_units = {token.casefold() for name in named for token in TOKEN.findall(name)}
    places_known = place_words()
    words: set[str] = set()
    numbers: set[str] = set()
    places: set[str] = set()
    end = 0
    for at, word in _counted(tokens):
        if at < end or word in SMALL:
            continue
        if begins_number(word) and (number := read_number(tokens, at)) is not None:
            end = number[1]
            numbers.add(str(number[0]))
        elif word in of_units or (word in places_known and written[at][0].isupper()):
            places.add(word)
        elif len(word) >= SHORTEST:
            words.add(word)
    return Telling(frozenset(words | numbers), frozenset(numbers), frozenset(places), times)


@cache
def seldom_telling() -> frozenset[str]:
    """Words, case folded, that may be part of a day, a clock time, a number or a place, and small ones."""
    return SMALL | place_words() | MONTHS.keys() | WEEKDAYS.keys() | NUMBER_WORDS


def _without(spans: Iterable[tuple[int, int]], text: str) -> str:
    """The text with a blank in the place of each span."""
    parts, end = [], 0
    for start, stop in spans:
        parts += [text[end:start], " "]
        end = stop
    return "".join((*parts, text[end:]))


def _is_clock(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - LONGEST_BEFORE) : match.start()]
    if PART_OF_NUMBER.search(before):  # asked here, since a search for digits alone is quick
        return False
    return match["zone"] is not None or HOUR.search(before) is not None


def _counted(tokens: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The words that count, each with the number of its (first) token."""
    at = 0
    for phrase in set_phrases(tokens):
        yield from enumerate(tokens[at : phrase.first], at)
        if phrase.word:
            yield phrase.first, phrase.word
        at = phrase.end
    yield from enumerate(tokens[at:], at)
