"""SettleDates reads the day of an event, says when it inferred or doubts it, and refuses dates that cannot be."""

import pytest

from archive.items import ArticleItem
from archive.vocabulary import Origin, Precision
from pipelines.read_dateline import ReadDateline
from pipelines.settle_dates import SettleDates

FULL = (
    ("Senin (3/2/2025)", "2025-02-03"),
    ("Senin, (3/2/2025)", "2025-02-03"),
    ("senin(03/02/2025)", "2025-02-03"),
    ("Senin (3//2/2025)", "2025-02-03"),
    ("Senin (3/2/25)", "2025-02-03"),
    ("Senin ( 3 / 2 / 2025 )", "2025-02-03"),
    ("Senin (3-2-2025)", "2025-02-03"),
    ("Senin pagi (3/2/2025)", "2025-02-03"),
    ("Senin dini hari (3/2/2025)", "2025-02-03"),
    ("Senin (3/2/2025) malam", "2025-02-03"),
    ("Senin 3/2/2025", "2025-02-03"),
    ("Senin, 3 Februari 2025 pukul 11.45 WIB", "2025-02-03"),
    ("Senin 3 Feb 2025", "2025-02-03"),
    ("hari Senin tanggal 3 Februari 2025", "2025-02-03"),
    ("Jum'at 7 Pebruari 2025", "2025-02-07"),
    ("Jum’at (7/2/2025)", "2025-02-07"),
    ("Ahad (2/2/2025)", "2025-02-02"),
    ("(3/2/2025)", "2025-02-03"),
    ("(3 Februari 2025)", "2025-02-03"),
    ("( 3-5 Februari 2025 )", "2025-02-03"),
    ("Senin, 3–5 Februari 2025", "2025-02-03"),
)
LONG_LINE = "Petugas memeriksa kamar hunian warga binaan di blok itu."
NONE = (
    "Petugas datang pukul (10.30) dan pulang (11.45).",
    "Setengah (1/2) dari mereka hadir.",
    "Skor akhir (3-2) untuk tim lapas.",
    "Ia lahir pada 17 Agustus 1945 di desa.",
    "Aturan (30/13/2025) tidak ada, begitu pula Senin (31/2/2025).",
    "Senin, 3 Februari 2025 08:15 WIB",
    "Jumlahnya 25 Mei, tepat sekali.",
    "Nomor 12/03/2025/CON dibacakan.",
)


def settled(body: str, published: str | None = None) -> ArticleItem:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body)
    item.published = published
    ReadDateline().work(item)
    SettleDates().work(item)
    return item


@pytest.mark.parametrize(("written", "day"), FULL)
def test_days_as_newsrooms_write_them(written: str, day: str) -> None:
    item = settled(f"Petugas memeriksa kamar, {written}, di lapas.")
    assert (item.event_date, item.event_date_inferred, item.event_date_conflict) == (day, False, False)
    assert item.event_date_raw
    assert item.event_date_raw in written
    assert item.origins["event_date"] == Origin.TEXT


@pytest.mark.parametrize("body", NONE)
def test_other_numbers_are_no_day(body: str) -> None:
    item = settled(body, "2025-06-01")
    assert (item.event_date, item.event_date_raw) == (None, None)


@pytest.mark.parametrize(
    ("written", "published", "day"),
    [
        ("Rabu (24/10)", "2018-10-26T09:00:00+07:00", "2018-10-24"),
        ("Sabtu (28/12)", "2020-01-02", "2019-12-28"),
        ("Kamis (2/1)", "2024-12-30", "2025-01-02"),
        ("( 29/2)", "2020-03-01", "2020-02-29"),
        ("kemarin (28/1)", "2025-01-29", "2025-01-28"),
        ("Rabu, 24 Oktober", "2018-10-26", "2018-10-24"),
    ],
)
def test_a_missing_year_comes_from_the_publication_and_is_marked(written: str, published: str, day: str) -> None:
    item = settled(f"Petugas memeriksa kamar, {written}.", published)
    assert (item.event_date, item.event_date_inferred, item.event_date_conflict) == (day, True, False)


def test_the_text_itself_knows_the_year_better() -> None:
    item = settled(
        "Panen Kamis (12/6).\n\nLagi\n\nSatu\n\nDua\n\nTiga\n\nEmpat\n\nPanen itu, Kamis (12/6/2025).", "2024-06-13"
    )
    assert (item.event_date, item.event_date_inferred) == ("2025-06-12", True)


def test_without_any_year_only_what_is_written_is_kept() -> None:
    item = settled("Petugas memeriksa kamar, Rabu (24/10).")
    assert (item.event_date, item.event_date_raw) == (None, "Rabu (24/10)")
    assert "event_date" not in item.origins


def test_a_day_that_does_not_exist_in_these_years_is_unknown() -> None:
    assert settled("Panen (29/2) lalu.", "2022-03-01").event_date is None


def test_a_weekday_that_contradicts_is_a_conflict_and_the_date_stays() -> None:
    item = settled("Petugas memeriksa kamar, Kamis (26/2/2025).")
    assert (item.event_date, item.event_date_conflict) == ("2025-02-26", True)


def test_last_years_number_in_january_is_a_typo() -> None:
    item = settled("Petugas memeriksa kamar, Rabu (18/01/2022) siang.", "2023-01-19")
    assert (item.event_date, item.event_date_inferred, item.event_date_conflict) == ("2023-01-18", True, True)


def test_the_text_counts_before_the_dateline() -> None:
    assert settled("Cilegon, 14 Juni 2025 — Panen digelar Kamis (12/6/2025).").event_date == "2025-06-12"
    assert settled("Cilegon, 14 Juni 2025 — Panen digelar.").event_date == "2025-06-14"
    assert settled("CILEGON (28/01 – Panen digelar.", "2026-01-29").event_date == "2026-01-28"


def test_a_date_without_weekday_must_be_just_before_the_publication() -> None:
    assert settled("Panen digelar pada 5 Juni 2025 di kebun.", "2025-06-07").event_date == "2025-06-05"
    assert settled("Panen digelar pada 5 Juni 2025 di kebun.", "2025-05-01").event_date is None
    assert settled("Panen digelar pada 5 Juni 2025 di kebun.").event_date is None


@pytest.mark.parametrize(
    "line",
    ["Jum. Jan 9th, 2026", "Pasuruan, Selasa 14 November 2023", "• Kamis, 20 November 2025", "Senin, 3 Feb 2025 07:00"],
)
def test_a_day_alone_on_a_line_is_the_pages_own(line: str) -> None:
    assert settled(f"{line}\nPanen digelar Kamis (12/6/2025) di kebun.", "2025-06-13").event_date == "2025-06-12"


def test_headings_before_the_text_do_not_make_it_background() -> None:
    body = "\n\n".join([*["Berita Terkini"] * 9, "Panen digelar di kebun milik lapas itu, Kamis (12/6/2025)."])
    assert settled(body).event_date == "2025-06-12"


def test_a_day_far_down_is_background() -> None:
    body = "\n\n".join([LONG_LINE] * 8 + ["Dulu, Kamis (2/9/2021), hal serupa terjadi."])
    assert settled(body).event_date is None


@pytest.mark.parametrize("impossible", ["0001-01-01", "1970-01-01T07:00:00+07:00", "2999-12-31", "besok"])
def test_a_date_of_publication_that_cannot_be_is_unknown(impossible: str) -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body="Panen.")
    item.published = item.modified = impossible
    item.published_precision, item.origins = Precision.DAY, {"published": "meta", "modified": "meta"}
    SettleDates().work(item)
    assert (item.published, item.published_precision, item.modified) == (None, None, None)
    assert item.published_raw == impossible
    assert item.origins == {}


def test_a_possible_date_of_publication_stays_even_after_the_last_change() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body="Panen.")
    item.published, item.modified = "2025-06-07T08:00:00+07:00", "2025-06-01T08:00:00+07:00"
    SettleDates().work(item)
    assert (item.published, item.modified) == ("2025-06-07T08:00:00+07:00", "2025-06-01T08:00:00+07:00")


def test_an_event_that_is_known_already_stays() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body="Senin (3/2/2025).")
    item.event_date = "2024-01-01"
    SettleDates().work(item)
    assert item.event_date == "2024-01-01"
