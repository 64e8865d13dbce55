"""Kinds of words: numbers, days and names are told apart, and every word knows its place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vocabulary import WordKind
from archive.wording.word_kinds import BREAK, words_in

TEXT = (
    "CONTOH – Sebanyak 12 warga binaan Lapas Kelas IIB Contoh dipindahkan, Kamis (27/2/2020) pukul 14.30 WIB.\n\n"
    "Menurut Budi Santoso, kerugian Rp15.000 itu ditanggung dua petugas. “Kami siap mengganti,” ujarnya."
)


def kinds(text: str) -> dict[str, WordKind]:
    return {word.text: word.kind for word in words_in(text)}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (WordKind.NUMBER, ["12", "Rp15.000", "dua"]),
        (WordKind.DATE, ["Kamis", "27/2/2020", "pukul", "14.30", "WIB"]),
        (WordKind.NAME, ["CONTOH", "Lapas", "IIB", "Budi", "Santoso"]),
        (WordKind.WORD, ["Sebanyak", "warga", "Menurut", "petugas", "siap", "Kami"]),
        (WordKind.MARK, ["–", "(", ".", BREAK, "“"]),
    ],
)
def test_a_word_is_of_the_kind_of_what_it_states(kind: WordKind, words: list[str]) -> None:
    found = kinds(TEXT)
    assert {word: found[word] for word in words} == dict.fromkeys(words, kind)


def test_words_inside_of_quotation_marks_are_quoted() -> None:
    assert [word.text for word in words_in(TEXT) if word.quoted] == ["“", "Kami", "siap", "mengganti", ",", "”"]
    assert [word.text for word in words_in('Ia berkata "tidak" lalu pergi.') if word.quoted] == ['"', "tidak", '"']


def test_a_name_at_the_beginning_of_a_sentence_is_known_by_what_follows_or_by_its_other_places() -> None:
    assert kinds("Budi Santoso hadir.")["Budi"] is WordKind.NAME
    assert kinds("Petugas hadir. Wesley pergi, kata Wesley.")["Wesley"] is WordKind.NAME
    assert kinds("Petugas hadir.")["Petugas"] is WordKind.WORD


@given(st.text(max_size=200))
def test_every_letter_and_digit_of_a_text_belongs_to_one_word(text: str) -> None:
    words = words_in(text)
    assert all(one.end <= other.start for one, other in pairwise(words))
    covered = {place for word in words for place in range(word.start, word.end)}
    assert all(sign.isspace() for place, sign in enumerate(text) if place not in covered)
