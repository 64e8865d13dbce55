"""Days as newsrooms write them into a text, and numbers that are none."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.days import MONTHS as MONTH_NAMES
from archive.wording.calendar_words import MONTHS, month_of
from archive.wording.written_days import WrittenDay, date_of, written_days

DAYS = (
    ("Minggu, 01 Mei 2022 | 15:24 WITA", "2022-05-01"),
    ("Selasa Legi, 3 Maret 2020", "2020-03-03"),
    ("tanggal 5 s/d 7 Agustus 2021", "2021-08-05"),
    ("(Sabtu, 12/03/22)", "2022-03-12"),
    ("Rabu malam (4/3)", "--03-04"),
    ("Kamis, 27-02-2020", "2020-02-27"),
    ("27 Pebruari 2020", "2020-02-27"),
    ("Jum’at 28/02/2020 pukul 09.30 Wib", "2020-02-28"),
    ("Senin-Selasa (3-4/2)", "--02-03"),
    ("Sabtu dan Minggu (5-6/12/2020)", "2020-12-05"),
    ("Sabtu-Minggu, 5-6 Desember 2020", "2020-12-05"),
    ("Jumat-Minggu (31/1-2/2)", "--01-31"),
    ("Jumat-Minggu (31/1-12/2/2021)", "2021-01-31"),
    ("28 Februari - 1 Maret 2020", "2020-02-28"),
    ("28 s.d. 30 Septrmber 2021", "2021-09-28"),
    ("Kamis (27 Februari 2020)", "2020-02-27"),
    ("(27 Feb 2020)", "2020-02-27"),
    ("(27/2)", "--02-27"),
    ("Kamis 27/2", "--02-27"),
    ("tgl 27/02/2020", "2020-02-27"),
    ("pada tanggal 27 Februari", "--02-27"),
    ("17 Ags 2021", "2021-08-17"),
    ("17 Agt. 2021", "2021-08-17"),
    ("10 Nopember 2021", "2021-11-10"),
    ("Ahad, 2 Februari 2025", "2025-02-02"),
    ("Ahad Pon (2/2/2025)", "2025-02-02"),
    ("Jum'at Kliwon, 7 Maret 2025", "2025-03-07"),
    ("Juma't (7/3/2025)", "2025-03-07"),
    ("Selasa, 3/3/2020", "2020-03-03"),
    ("Selasa 3-3-2020", "2020-03-03"),
    ("Selasa (3-3-2020)", "2020-03-03"),
    ("Selasa (3.3.2020)", "2020-03-03"),
    ("03.03.2020", "2020-03-03"),
    ("Selasa, 03 Maret 2020.", "2020-03-03"),
    ("3 Maret '20", "2020-03-03"),
    ("Senin, 3 Febuari 2025", "2025-02-03"),
    ("Senin 3 Desmber 2020", "2020-12-03"),
    ("2020-02-27", "2020-02-27"),
    ("Feb 27, 2020", "2020-02-27"),
    ("Rabu (4/3) siang", "--03-04"),
    ("kemarin (28/1)", "--01-28"),
    ("hari ini, Selasa (11/11/25)", "2025-11-11"),
    ("Senin (20/10) dan Selasa (21/10)", "--10-20"),
    ("Sabtu (23/07/2022), pukul 21.30 WIB s/d Minggu (24/07/2022)", "2022-07-23"),
    ("1 Syawal 1444 H/21 April 2023", "2023-04-21"),
    ("3 mei", "--05-03"),
    ("Rabu (4/3/20) malam", "2020-03-04"),
    ("pada Kamis 27 Februari 2020 lalu", "2020-02-27"),
    ("Minggu pagi, 1 Maret 2020", "2020-03-01"),
    ("Sabtu malam Minggu, 29 Februari 2020", "2020-02-29"),
    ("KAMIS, 27 FEBRUARI 2020", "2020-02-27"),
    ("Kamis,27 Februari 2020", "2020-02-27"),
    ("Kamis,27/2/2020", "2020-02-27"),
    ("Kamis(27/2)", "--02-27"),
    ("Selasa( 3/3 )", "--03-03"),
    ("Kamis ( 27 / 2 / 2020 )", "2020-02-27"),
    ("Kamis (27/2/2020 )", "2020-02-27"),
    ("Kamis, (27 Pebruari 2020)", "2020-02-27"),
    ("Kamis [27/2/2020]", "2020-02-27"),
    ("27 s/d 29 Februari 2020", "2020-02-27"),
    ("27 hingga 29 Februari 2020", "2020-02-27"),
    ("30 Desember 2019 s/d 2 Januari 2020", "2019-12-30"),
    ("Jumat tgl. 6 Maret 2020", "2020-03-06"),
    ("Jumat tanggal 06-03-2020", "2020-03-06"),
    ("Rabu Pahing, 4 Maret 2020", "2020-03-04"),
    ("Rabu Wage malam (4/3/2020)", "2020-03-04"),
    ("tadi siang (4/3)", "--03-04"),
    ("Rabu lalu (4/3)", "--03-04"),
    ("Rabu kemarin (4/3)", "--03-04"),
    ("hari ini (4/3)", "--03-04"),
    ("5 Oktobr 2020", "2020-10-05"),
    ("5 Nopenber 2020", "2020-11-05"),
    ("5 Agsutus 2020", "2020-08-05"),
    ("5 Sept. 2020", "2020-09-05"),
    ("5-Des-2020", "2020-12-05"),
    ("5/Des/2020", "2020-12-05"),
    ("05.Des.2020", "2020-12-05"),
    ("1 Ramadan 1441 H (24 April 2020)", "2020-04-24"),
    ("24 April 2020 M", "2020-04-24"),
    ("24April 2020", "2020-04-24"),
    ("Rabu, 4 Mar 2020", "2020-03-04"),
    ("Rabu (04/Maret/2020)", "2020-03-04"),
    ("Rabu(4/3/2020)siang", "2020-03-04"),
    ("Rabu : 4 Maret 2020", "2020-03-04"),
    ("Hari/tgl : Rabu/4 Maret 2020", "2020-03-04"),
    ("Rabu siang tadi (4/3)", "--03-04"),
    ("pada Rabu tanggal 4/3/2020", "2020-03-04"),
    ("mulai 4 Maret sampai 7 Maret 2020", "2020-03-04"),
    ("4-7/3/2020", "2020-03-04"),
    ("Rabu (4/3) - Sabtu (7/3)", "--03-04"),
    ("Senin 3 Febrauri 2020", "2020-02-03"),
    ("3 Agst 2020", "2020-08-03"),
    ("3 Juny 2020", "2020-06-03"),
    ("Kamis, 27/02-2020", "2020-02-27"),
    ("Kamis (27/ 02/2020)", "2020-02-27"),
    ("Kamis (27//02//2020)", "2020-02-27"),
    ("28 Februari 2020 / 4 Rajab 1441 H", "2020-02-28"),
)
NUMBERS = (
    "4 Rajab 1441 H",
    "Rp 27/2",
    "kelas 3/4",
    "15/16 tahun",
    "pukul 10.00-12.00",
    "A-10/2020",
    "usia 20-30 tahun",
    "Rabu 3 orang",
    "Senin 10.30",
    "Sabtu 2 napi kabur",
    "27th February 2020",
    "1 Muharram 1445 H",
    "17 Ramadhan 1445",
    "Pasal 5/2020",
    "UU No. 12/1995",
    "2/3 masa pidana",
    "Rp 2.500",
    "IP 10.2.3",
    "IP 10.2.30.1",
    "nomor 7/2013",
    "Nomor 12/03/2025/CON",
    "0812-3456-7890",
    "telepon 021-12-1998",
    "skor 3-2",
    "(3-2)",
    "pukul 10.30",
    "(10.30)",
    "1/2",
    "setengah (1/2)",
    "24/7",
    "RT 05/02",
    "RT 13/05",
    "Kodim 0212/TS",
    "12 orang",
    "medio Maret 2019",
    "Maret 2019",
    "awal 2020",
    "30 Februari 2020",
    "31/13/2020",
    "5 desa 2020",
    "10 juta",
    "20 market 2020",
    "W10.PAS.PAS5-PR.01.01-1234",
    "Rp 1.500.000",
    "12,5 persen",
    "8-10 orang",
    "30-31 orang",
    "2 x 24 jam",
    "tahun 2019/2020",
    "LP/B/12/III/2020",
    "7 (tujuh)",
    "pukul 08.00-10.00 WIB",
    "SE-12.PK.01.2020",
    "Pasal 27/2/2020 ayat 1",
    "3/4 anggaran",
    "pangkat III/a",
    "UU Nomor 22 Tahun 2022",
    "Perkara No. 12/Pid.B/2020/PN Cbn",
    "Lapas Kelas 2 dan 3",
    "jarak 3,5 km",
    "suhu 36.5-37.2 derajat",
    "kamar 12/13",
    "nilai 9.10.20",
    "menit 2:3",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SHAPES = (
    "{weekday} ({d}/{m}/{y})",
    "{weekday}, {d} {month} {y}",
    "{weekday} {d} {month} {y}",
    "{weekday} ({d:02}/{m:02}/{y}) malam",
    "{weekday} pagi, {d:02}-{m:02}-{y}",
    "({weekday}, {d}/{m}/{y})",
    "{weekday}({d} {month} {y})",
    "tanggal {d} {month} {y}",
)


def spelled(day: WrittenDay) -> str:
    return f"{day.year or '-'}-{day.month:02}-{day.day:02}"


@pytest.mark.parametrize("sentence", ["{}", "Petugas memeriksa kamar, {}, di lapas.", "Kamar diperiksa. {}. Lagi."])
@pytest.mark.parametrize(("written", "day"), DAYS)
def test_a_day_is_read_in_a_sentence_and_alone(written: str, day: str, sentence: str) -> None:
    text = sentence.format(written)
    found = written_days(text)
    assert found
    assert spelled(found[0]) == day
    assert text[found[0].start : found[0].end] == found[0].raw
    assert found[0].raw in text


@pytest.mark.parametrize("sentence", ["{}", "Petugas memeriksa kamar, {}, di lapas."])
@pytest.mark.parametrize("written", NUMBERS)
def test_other_numbers_are_no_day(written: str, sentence: str) -> None:
    assert written_days(sentence.format(written)) == []


def test_what_is_said_beside_a_day_is_kept_with_it() -> None:
    raw = "Kamis Pon malam, tanggal 27 Februari 2020"
    (day,) = written_days(f"Lomba digelar hari ini, {raw} di aula.")
    assert (day.raw, day.weekday, day.labelled, day.named) == (raw, 3, True, True)
    (day,) = written_days("Lomba digelar kemarin (27/02) di aula.")
    assert (day.raw, day.weekday, day.lately, day.bracketed) == ("kemarin (27/02)", None, True, True)


def test_a_day_may_be_glued_to_the_sentence_before() -> None:
    assert spelled(written_days("Kamar diperiksa.Sabtu(22/04/2023)petugas pulang.")[0]) == "2023-04-22"


def test_a_wrong_weekday_is_seen_where_the_year_is_written() -> None:
    assert written_days("Kamis (26/2/2025)")[0].weekday_is_wrong
    assert not written_days("Rabu (26/2/2025)")[0].weekday_is_wrong
    assert not written_days("Kamis (26/2)")[0].weekday_is_wrong


def test_days_come_in_the_order_of_the_text() -> None:
    found = written_days("Senin (3/2/2025), lalu 4 Februari 2025, lalu 2025-02-05, lalu (06/02).")
    assert [spelled(day) for day in found] == ["2025-02-03", "2025-02-04", "2025-02-05", "--02-06"]


@pytest.mark.parametrize(
    ("word", "month"),
    [("Pebruari", 2), ("Septrmber", 9), ("Agutus", 8), ("Desmber", 12), ("ags", 8), ("Nop", 11), ("Jnui", None)]
    + [(word, None) for word in ("market", "karet", "orang", "desa", "juta", "menit", "hari", "Syawal", "Ramadan", "")],
)
def test_a_month_may_be_misspelt_where_only_one_can_be_meant(word: str, month: int | None) -> None:
    assert month_of(word) == month


@given(st.sampled_from(sorted(MONTHS)), st.integers(0, 8), st.sampled_from("aeikmnrstu"))
def test_one_wrong_letter_never_makes_another_month_of_a_long_name(name: str, at: int, letter: str) -> None:
    if len(name) > len("january") and 0 < at < len(name):
        assert month_of(name[:at] + letter + name[at + 1 :]) in {MONTHS[name], None}


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)), st.sampled_from(SHAPES))
def test_every_day_is_read_back_from_every_shape(day: date, shape: str) -> None:
    month = MONTH_NAMES[day.month - 1]
    written = shape.format(weekday=WEEKDAYS[day.weekday()], d=day.day, m=day.month, y=day.year, month=month)
    (found,) = written_days(f"Petugas memeriksa kamar {written} bersama polisi.")
    assert found.date == day
    assert not found.weekday_is_wrong


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)), st.integers(1, 6))
def test_a_range_is_its_first_day(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    names = f"{first.day} {MONTH_NAMES[first.month - 1]} - {last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
    (found,) = written_days(f"Lomba itu berlangsung {names} di aula.")[:1]
    assert (found.day, found.month) == (first.day, first.month)


PIECES = "Kamis| (|27|/|2|2020|)| |-|Februari|s/d|tanggal |.|,|(|kemarin"
pieces = st.sampled_from(PIECES.split("|"))


@given(st.one_of(st.text(max_size=120), st.lists(pieces, max_size=20).map("".join)))
def test_any_text_gives_days_that_exist_where_it_says(text: str) -> None:
    end = 0
    for day in written_days(text):
        assert date_of(2000, day.month, day.day)
        assert text[day.start : day.end] == day.raw
        assert day.start >= end
        end = day.end
