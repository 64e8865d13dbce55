"""Dates as they stand on Indonesian pages."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vocabulary import Precision
from spiders.reading.dates import date_in_address, find_date, hides_its_zone, parse_date, wordpress_date

ZONE = "Asia/Jakarta"
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("Kamis (27/2/2020)", "2020-02-27", "day"),
        ("Selasa (11/11/25)", "2025-11-11", "day"),
        ("Rabu (10//4/2024)", "2024-04-10", "day"),
        ("Jum'at 28 Maret 2025", "2025-03-28", "day"),
        ("Rabu, 28 Januari 2026 pukul 11.45 WIB", "2026-01-28T11:45:00+07:00", "minute"),
        ("Pada hari Kamis (28/08/2025) sekitar pukul 10.10 WITA", "2025-08-28T10:10:00+08:00", "minute"),
        ("Sabtu (28/12/2019) dini hari sekira pukul 01.00 Wit", "2019-12-28T01:00:00+09:00", "minute"),
        ("Sabtu, 28 Des 2019 15:17 WIB", "2019-12-28T15:17:00+07:00", "minute"),
        ("Senin, 27 April 2015 - 10:18:09 WIB", "2015-04-27T10:18:09+07:00", "second"),
        ("Kamis | 27/02/2020 14.49 WIB", "2020-02-27T14:49:00+07:00", "minute"),
        ("Jumat, 21 Feb 2025 19:44 0 21 Redaksi", "2025-02-21T19:44:00+07:00", "minute"),
        ("10 Nopember 2021", "2021-11-10", "day"),
        ("Jan 9th, 2026", "2026-01-09", "day"),
        ("Selasa, 7 Septrmber 2021 09:15 WIB", "2021-09-07T09:15:00+07:00", "minute"),
        ("March 3, 2024 at 9:05 PM", "2024-03-03T21:05:00+07:00", "minute"),
        ("2019-11-21T17:23:15+07:00", "2019-11-21T17:23:15+07:00", "second"),
        ("2019-11-21T10:23:15.123Z", "2019-11-21T10:23:15+00:00", "second"),
        ("2019-11-21 17:23", "2019-11-21T17:23:00+07:00", "minute"),
        ("20191121T172315Z", "2019-11-21T17:23:15+00:00", "second"),
        ("Februari 2020", "2020-02", "month"),
        ("3/4/2024", "2024-04-03", "day"),
        ("3/24/2024", "2024-03-24", "day"),
        ("2024/3/5", "2024-03-05", "day"),
        ("2024/03/05 10:15", "2024-03-05T10:15:00+07:00", "minute"),
        ("21 novembre 2019", "2019-11-21", "day"),
    ],
)
def test_a_date_is_read_with_its_precision_and_zone(text: str, value: str, precision: str) -> None:
    stated = parse_date(text, ZONE, "fr" if "novembre" in text else "id")
    assert stated is not None
    assert (stated.value, stated.precision, stated.raw) == (value, Precision(precision), text)


@pytest.mark.parametrize(
    "text",
    [
        "Rabu (24/10)",
        "kemarin",
        "2 jam lalu",
        "30 Februari 2020",
        "31/13/2020",
        "2020",
        "COPYRIGHT © 2021",
        "1/2",
        "RP/III/11.2025",
        "",
        "5.3.2",
    ],
)
def test_what_names_no_full_date_is_unknown(text: str) -> None:
    assert parse_date(text, ZONE) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3/4/2024", "2024-03-04"),
        ("24/3/2024", "2024-03-24"),
        ("3.4.2024", "2024-04-03"),
        ("4 March 2024", "2024-03-04"),
    ],
)
def test_where_months_come_first_only_what_can_mean_both_is_read_so(text: str, value: str) -> None:
    stated = parse_date(text, ZONE, "en", month_first=True)
    assert stated is not None
    assert stated.value == value


def test_a_clock_without_zone_gets_that_of_the_source() -> None:
    stated = parse_date("Kamis, 28 Juli 2022 17:14", "Asia/Makassar")
    assert stated is not None
    assert stated.value == "2022-07-28T17:14:00+08:00"


def test_times_before_the_web_keep_their_day_only() -> None:
    stated = find_date("1899-12-31T10:00:00", ZONE)
    assert stated is not None
    assert (stated.value, stated.precision) == ("1899-12-31", Precision.DAY)


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://contoh.example/2019/11/21/judul/", "2019-11-21"),
        ("https://contoh.example/merauke/25/04/2023/judul", "2023-04-25"),
        ("https://contoh.example/berita/2024-03-05/judul", "2024-03-05"),
        ("https://contoh.example/read/1406053/707/judul-berita-1719702375", "2024-06-30"),
        ("https://contoh.example/read/judul-berita-0719702375", None),
        ("https://contoh.example/2019/13/40/judul/", None),
        ("https://contoh.example/read/20240305123", None),
        ("https://contoh.example/?d=/2019/11/21/", None),
    ],
)
def test_an_address_may_carry_a_day(url: str, value: str | None) -> None:
    stated = date_in_address(url)
    assert (stated.value if stated else None) == value


def test_a_local_clock_set_to_utc_is_suspect_only_elsewhere() -> None:
    stated = wordpress_date("2020-06-01T08:00:00", "2020-06-01T08:00:00", ZONE)
    assert hides_its_zone(stated, ZONE)
    assert not hides_its_zone(stated, "UTC")
    assert not hides_its_zone(find_date("2020-06-01", ZONE), ZONE)


@given(st.integers(0, 250_000_000), st.sampled_from(["WIB", "WITA", "WIT"]))
def test_what_is_written_in_indonesian_is_read_back(minutes: int, zone: str) -> None:
    moment = datetime(1970, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    text = f"Diterbitkan {moment.day} {MONTHS[moment.month - 1]} {moment.year:04} pukul {moment:%H.%M} {zone}"
    stated = find_date(text, ZONE)
    assert stated is not None
    assert stated.moment is not None
    assert stated.moment.replace(tzinfo=UTC) == moment
    assert stated.value.endswith({"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}[zone])


@given(st.text(max_size=60), st.sampled_from(["id", "en", "xx", ""]))
def test_no_text_makes_the_grammar_raise(text: str, language: str) -> None:
    stated = parse_date(text, ZONE, language)
    assert stated is None or stated.raw == text.strip()
