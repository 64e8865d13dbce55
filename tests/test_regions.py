"""The gazetteer: what it holds, what a name may mean, and the table that archives have of it."""

import re
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.database import open_for_writing
from archive.places.regions import (
    ABROAD,
    codes_of,
    is_a_letter_off,
    is_place,
    is_province,
    near_names,
    province_of,
    regions,
)
from archive.schema import migrations

MEANINGS = (
    ("Purwakarta", ["32.14"]),
    ("PURWAKARTA", ["32.14"]),
    ("Bogor", ["32.01", "32.71"]),
    ("Kota Bogor", ["32.71"]),
    ("Kab. Bogor", ["32.01"]),
    ("Kabupaten Bogor", ["32.01"]),
    ("Banjar", ["32.79", "63.03"]),
    ("Gunung Sindur", ["32.01"]),
    ("Nusakambangan", ["33.01"]),
    ("Tapteng", ["12.01"]),
    ("Ujung Pandang", ["73.71"]),
    ("Jogja", ["34", "34.71"]),
    ("Padang Sidempuan", ["12.77"]),
    ("Padangsidimpuan", ["12.77"]),
    ("Pangkal Pinang", ["19.71"]),
    ("Tanjung Pinang", ["21.72"]),
    ("Pare-Pare", ["73.72"]),
    ("Mentawai", ["13.09"]),
    ("Kotabumi", ["18.03"]),
    ("Wamena", ["95.01"]),
    ("Sorong", ["96.01", "96.71"]),
    ("Riau", ["14"]),
    ("Jateng", ["33"]),
    ("Jakarta", ["31"]),
    ("Kuala Lumpur", [ABROAD]),
    ("Gorontalo", ["75", "75.01", "75.71"]),
    ("Negeri Dongeng", []),
    ("", []),
)


def test_it_holds_38_provinces_and_514_regencies_and_cities() -> None:
    assert Counter(region.kind for region in regions().values()) == {"provinsi": 38, "kabupaten": 416, "kota": 98}


def test_every_row_is_whole() -> None:
    for code, region in regions().items():
        assert re.fullmatch(r"\d\d(\.\d\d)?", code)
        assert province_of(code)
        assert re.fullmatch(r"\d\d(\d\d)?", region.bps_code)
        assert (region.time_zone is not None) == (region.kind == "provinsi")
        assert (region.kind == "kota") == (code[3:] >= "71")
        assert all(name == name.casefold() for name in region.also)


def test_a_code_of_statistics_indonesia_begins_with_that_of_the_province() -> None:
    provinces = {code: region.bps_code for code, region in regions().items() if region.kind == "provinsi"}
    for code, region in regions().items():
        assert region.bps_code[:2] == provinces[code[:2]], region.title


def test_no_two_regions_share_a_code_of_statistics_indonesia_or_a_full_name() -> None:
    for values in (
        [region.bps_code for region in regions().values()],
        [(region.kind, region.title) for region in regions().values()],
    ):
        assert len(values) == len(set(values))


@pytest.mark.parametrize(("name", "codes"), MEANINGS)
def test_what_a_name_may_mean(name: str, codes: list[str]) -> None:
    assert list(codes_of(name)) == codes


def test_every_region_is_found_by_its_full_name() -> None:
    for code, region in regions().items():
        assert code in codes_of(region.title)
        assert code in codes_of(region.name.upper())


def test_a_district_alone_is_no_known_place_and_a_province_no_town() -> None:
    assert [is_place(name) for name in ("Gunung Putri", "Jawa Barat", "Cilacap", "Tokyo", "Jakarta")] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert [is_province(name) for name in ("Jabar", "Indonesia", "Cilacap")] == [True, True, False]


def test_a_name_with_one_wrong_letter_is_found_where_only_one_region_can_be_meant() -> None:
    assert near_names("LAMPYNG UTARA") == ("18.03",)
    assert near_names("Purwakrta") == ("32.14",)
    assert near_names("Batux") == ()
    assert near_names("Purwakarta") == ()


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_being_a_letter_off_goes_both_ways(one: str, other: str) -> None:
    assert is_a_letter_off(one, other) == is_a_letter_off(other, one)


@given(st.text())
def test_any_text_may_be_asked_for(name: str) -> None:
    assert all(code == ABROAD or code in regions() for code in (*codes_of(name), *near_names(name)))


def test_an_archive_has_them_as_a_table_that_articles_refer_to(tmp_path: Path) -> None:
    connection = open_for_writing(tmp_path / "archive.db")
    row = connection.execute("SELECT name, kind, province, parent FROM regions WHERE code = '32.14'").fetchone()
    assert tuple(row) == ("Kabupaten Purwakarta", "kabupaten", "32", "32")
    keys = connection.execute("PRAGMA foreign_key_list(articles)").fetchall()
    assert ("regions", "region", "code") in {(key["table"], key["from"], key["to"]) for key in keys}
    connection.close()


def test_opening_again_writes_nothing_and_an_older_row_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    open_for_writing(path).close()
    connection = open_for_writing(path)
    assert connection.total_changes == 0
    connection.execute("UPDATE regions SET name = 'Kota Lama' WHERE code = '32.14'")
    connection.close()
    connection = open_for_writing(path)
    assert connection.execute("SELECT name FROM regions WHERE code = '32.14'").fetchone()[0] == "Kabupaten Purwakarta"
    assert connection.total_changes == 1
    connection.close()


def test_articles_from_before_stay_and_can_name_a_region(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    before = list(migrations()).index("regions")
    connection = sqlite3.connect(path)
    for script in list(migrations().values())[:before]:
        connection.executescript(script)
    connection.execute(f"PRAGMA user_version = {before}")
    connection.execute("INSERT INTO sources (name, title, url, platform, toml) VALUES ('contoh', '', '', '', '')")
    columns = {row[1]: row for row in connection.execute("PRAGMA table_info(articles)")}
    wanted = {name: "x" for name, row in columns.items() if row[3] and row[4] is None and not row[5]}
    values = wanted | {"public_id": "satu", "source": 1, "headline": "Judul", "place": "Purwakarta", "details": "{}"}
    names = ", ".join(values)
    connection.execute(f"INSERT INTO articles ({names}) VALUES ({', '.join('?' * len(values))})", list(values.values()))
    connection.commit()
    connection.close()
    upgraded = open_for_writing(path)
    row = upgraded.execute("SELECT headline, place, region FROM articles").fetchone()
    assert tuple(row) == ("Judul", "Purwakarta", None)
    upgraded.execute("UPDATE articles SET region = '32.14'")
    with pytest.raises(sqlite3.IntegrityError):
        upgraded.execute("UPDATE articles SET region = '99.99'")
    upgraded.close()
