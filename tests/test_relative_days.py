"""Days told from the publication: the right ones, none in a quotation, none where the text states a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem
from archive.wording.calendar_words import WEEKDAYS
from archive.wording.relative_days import day_from
from pipelines.settle_dates import SettleDates

THURSDAY = date(2025, 2, 6)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("kemarin", "2025-02-05"),
        ("kemarin malam", "2025-02-05"),
        ("hari ini", "2025-02-06"),
        ("tadi pagi", "2025-02-06"),
        ("siang tadi", "2025-02-06"),
        ("tadi malam", "2025-02-05"),
        ("Senin lalu", "2025-02-03"),
        ("Senin malam lalu", "2025-02-03"),
        ("Rabu kemarin", "2025-02-05"),
        ("Kamis lalu", "2025-01-30"),
        ("Jum'at pekan lalu", "2025-01-31"),
        ("Senin pekan lalu", "2025-01-27"),
        ("hari Minggu lalu", "2025-02-02"),
    ],
)
def test_a_day_is_counted_from_the_publication(written: str, day: str) -> None:
    assert day_from(f"Petugas memeriksa kamar hunian, {written}, bersama polisi.", THURSDAY) == (
        written,
        date.fromisoformat(day),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Kamar itu hingga hari ini kosong.",
        "“Kami periksa kemarin,” ujar kalapas.",
        "Ia datang kemarin lusa.",
        "Lomba digelar Senin depan.",
        "Kamar diperiksa kemarin (5/2).",
        "Kalapas berkata tadi.",
        "Kamar itu diperiksa dua minggu lalu.",
        "Lomba digelar akhir pekan kemarin.",
        "Napi di kamar yang kemarin digeledah.",
        "Setiap Senin ada apel.",
    ],
)
def test_what_names_no_day_is_left_alone(text: str) -> None:
    assert day_from(text, THURSDAY) is None


@given(st.dates(date(1990, 1, 9), date(2090, 1, 1)), st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_gone_by_is_one_of_the_seven_days_before(published: date, weekday: str) -> None:
    found = day_from(f"Apel digelar {weekday} lalu di lapas.", published)
    if found is not None:  # an abbreviation needs its full stop
        assert found[1].weekday() == WEEKDAYS[weekday]
        assert timedelta(1) <= published - found[1] <= timedelta(7)


def settled(body: str, published: str | None) -> ArticleItem:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body)
    item.published = published
    SettleDates().work(item)
    return item


def test_it_is_marked_as_inferred_and_only_taken_where_the_opening_states_no_day() -> None:
    item = settled("Petugas memeriksa kamar hunian, kemarin, bersama polisi.", "2025-02-06T08:00:00+07:00")
    assert (item.event_date, item.event_date_raw, item.event_date_inferred) == ("2025-02-05", "kemarin", True)
    stated = settled("Kemarin sepi. Petugas memeriksa kamar, Senin (3/2/2025).", "2025-02-06T08:00:00+07:00")
    assert (stated.event_date, stated.event_date_inferred) == ("2025-02-03", False)
    later = settled("Petugas memeriksa semua kamar hunian di blok barat itu.\n\nKemarin ada apel.", "2025-02-06")
    assert later.event_date is None
    assert settled("Petugas memeriksa kamar hunian kemarin.", None).event_date is None
