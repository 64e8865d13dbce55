"""What a text tells beyond when and where, and the numbers that it states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.wording.stated_numbers import read_number
from archive.wording.telling import Telling, telling_of
from archive.wording.written_days import written_days

TENS = {1: "sepuluh", 2: "dua puluh", 3: "tiga puluh", 4: "empat puluh", 5: "lima puluh", 9: "sembilan puluh"}
ONES = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def tell(text: str, *units: str) -> Telling:
    return telling_of(text, written_days(text), units)


@pytest.mark.parametrize(
    ("written", "number", "words"),
    [
        ("41 napi", 41, 1),
        ("empat puluh satu napi", 41, 3),
        ("lima belas poin", 15, 2),
        ("sebelas orang", 11, 1),
        ("360.000 bibit", 360_000, 1),
        ("360 ribu bibit", 360_000, 2),
        ("1,3 juta warga", 1_300_000, 2),
        ("seribu lima ratus paket", 1500, 3),
        ("dua ratus lima puluh ribu rupiah", 250_000, 5),
        ("dua tiga hari", 2, 1),
    ],
)
def test_a_number_is_one_however_it_is_written(written: str, number: int, words: int) -> None:
    assert read_number(written.split(), 0) == (number, words)


@pytest.mark.parametrize("written", ["puluh", "belas", "ribu", "napi", "4c", "9" * 20])
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_number([written], 0) is None


@given(st.sampled_from(sorted(TENS)), st.integers(0, 9))
def test_tens_and_ones_in_words_are_the_number_in_digits(tens: int, ones: int) -> None:
    if tens == 1 and ones:
        return
    written = f"{TENS[tens]} {ONES[ones]}".split()
    assert read_number(written, 0) == (10 * tens + ones, len(written))


def test_days_hours_places_and_units_are_not_told_by_one_text_only() -> None:
    told = tell(
        "Enam penghuni Lapas Rawa Contoh di Kabupaten Jayapura, Papua, lari lewat atap, Sabtu (28/12) pukul 01.00 WIT.",
        "Lapas Rawa Contoh",
    )
    assert told.words == {"6", "penghuni", "lari", "lewat", "atap"}
    assert told.numbers == {"6"}
    assert {"jayapura", "papua", "rawa", "contoh"} <= told.places
    assert told.times == {"01.00"}


def test_a_sum_of_rupiah_is_one_number_however_it_is_written() -> None:
    assert tell("Dijual Rp55.000 saja.").numbers == tell("Dijual Rp 55 ribu saja.").numbers == {"55000"}


def test_a_common_word_is_no_place_where_it_is_written_small() -> None:
    assert "besar" in tell("Panen besar itu disambut warga.").words
    assert "besar" in tell("Ratusan orang memadati Aceh Besar.").places


def test_a_time_is_one_only_where_the_text_says_so() -> None:
    assert tell("Apel mulai jam 7.30 dan usai 19.00 WIB.").times == {"07.30", "19.00"}
    assert tell("Harganya 12.50 dolar.").times == frozenset()
