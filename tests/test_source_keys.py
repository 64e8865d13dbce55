"""A source file with mistakes: each is told with its file, line and key, all of them at once."""

from dataclasses import fields
from pathlib import Path

import pytest

from archive.adoption.source_keys import KEYS
from archive.errors import ArsipError
from archive.places.regions import find_province, province_of, provinces
from archive.sources import Source, load_source, load_sources, parse_source, source_text

GOOD = """\
name = "lapas-contoh"
url = "https://lapas.example/"
platform = "wordpress"
"""


def complaint(text: str) -> str:
    with pytest.raises(ArsipError) as caught:
        parse_source(text, "sources/lapas-contoh.toml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('pace = "fast"', 'pace = "fast": should be a number'),
        ("pace = -1", "pace = -1: should be a number of seconds, 0 or more"),
        ("pace = nan", "pace = nan: should be a number of seconds, 0 or more"),
        ("pace = true", "pace = true: should be a number"),
        ('colour = "red"', "unknown key 'colour'"),
        ('[walk]\nways = ["feed"]', "unknown key 'walk'"),
        ('place = "Bandung"', 'place = "Bandung": should be a Kemendagri code'),
        ('place = "32.1"', 'place = "32.1": should be a Kemendagri code'),
        ('place = "20.01"', 'place = "20.01": names no province: there is none with the code 20'),
        ("place = 32", 'place = 32: should be a text, in "…"'),
        ('time_zone = "WIB"', 'time_zone = "WIB": is unknown; Asia/Jakarta'),
        ('time_zone = ""', 'time_zone = "": is unknown'),
        ('language = "bahasa indonesia"', 'language = "bahasa indonesia": should be the code of a language'),
        ('kind = "penjara"', 'kind = "penjara": should be one of ministry'),
        ('kind = ""', 'kind = "": should be one of ministry'),
        ('capture = "all"', 'capture = "all": should be one of page, data'),
        ('media = "all"', 'media = "all": should be one of lead, none'),
        ('media_hosts = ["https://cdn.example/"]', "'https://cdn.example/' should be the name of a host"),
        ('media_hosts = [""]', "'' should be the name of a host"),
        ("checked = 2026-01-31T10:00:00", "checked = 2026-01-31 10:00:00: should be a day"),
        ('press_council = "factual"', "press_council and press_council_on belong together"),
        ("press_council_on = 2026-01-31", "press_council and press_council_on belong together"),
        ('former = "http://lama.example/"', 'former = "http://lama.example/": should be a list of texts'),
        ('former = ["lama.example"]', "'lama.example' is not an http address"),
        ('active = "no"', 'active = "no": should be true or false'),
        ("local = 1", "local = 1: should be true or false"),
        ('checked = "2026-01-31"', 'checked = "2026-01-31": should be a day'),
        ('feeds = ["my feed"]', "'my feed' should be an address, whole or relative to url"),
        ('sitemaps = ["ftp://lapas.example/map.xml"]', "'ftp://lapas.example/map.xml' is not an http address"),
        ('listings = [""]', "'' should be an address"),
        ('index = "/indeks?date={year}-{month}"', "should be an address with {year}, {month} and {day} in it"),
        ('index = "/indeks/{tanggal}"', "should be an address with {year}, {month} and {day} in it"),
        ('index = "/indeks/{year}/{month}/{day"', "should be an address with {year}, {month} and {day} in it"),
        ('only = ["berita/*"]', "'berita/*' should be a pattern of path and query that begins with / or *"),
        ('only = [""]', "'' should be a pattern of path and query"),
        ('ways = ["the feed"]', "'the feed' should be the name of a way"),
        ('every = "6 hours"', 'every = "6 hours": should be a number of minutes, hours or days'),
        ('every = "0h"', 'every = "0h": should be a number of minutes'),
        ('cron = "15 25 * * *"', 'cron = "15 25 * * *": should be five fields of cron'),
        ('every = "6h"\ncron = "15 6 * * *"', "cron and every exclude each other: keep one"),
        ('quiet = "22-5"', 'quiet = "22-5": should be two different clock times'),
        ('quiet = "24:00-05:00"', 'quiet = "24:00-05:00": should be two different clock times'),
        ('quiet = "05:00-05:00"', 'quiet = "05:00-05:00": should be two different clock times'),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(line: str, told: str) -> None:
    words = complaint(f"# a remark\n{GOOD}\n{line}\n")
    where, _, problem = words.partition(": ")
    last = line.count("\n") if "exclude" in told else 0
    assert where == f"sources/lapas-contoh.toml:{6 + last}"
    assert told in problem
    assert "\n" not in words


@pytest.mark.parametrize(
    "line",
    [
        'place = "32"',
        'place = "94.04"',
        'language = "in-ID"',
        'language = ""',
        'index = "https://indeks.example/{year}/{month}/{day}/"',
        'index = "indeks?tgl={day}&bln={month}&thn={year}"',
        'only = ["/berita/*", "*page=*"]',
        'cron = "15 6,18 * * mon-fri"',
        'quiet = "22:00-05:00"',
        'every = "90m"',
        "pace = 2",
        'feeds = ["feed/", "https://feeds.example/lapas"]',
        'media_hosts = ["cdn.example", "127.0.0.1:8080"]',
        'press_council = "terverifikasi faktual"\npress_council_on = 2026-01-31',
        'former = ["http://lama.example/"]',
        'title = "Lapas \\"Contoh\\""',
    ],
)
def test_what_is_right_is_not_complained_of(line: str) -> None:
    source = parse_source(f"{GOOD}{line}\n", "this")
    assert parse_source(source_text(source), "this") == source


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_its_lines() -> None:
    text = 'url = "ftp://lapas.example"\npace = "fast"\n\nevidence = [\n  "pace = 1",\n]\nlocal = 1\n'
    assert [line.split(": ")[0] for line in complaint(text).splitlines()] == [
        *("sources/lapas-contoh.toml:1", "sources/lapas-contoh.toml:1", "sources/lapas-contoh.toml:1"),
        *("sources/lapas-contoh.toml:2", "sources/lapas-contoh.toml:7"),
    ]
    assert "the key 'name' is missing" in complaint(text)


def test_a_key_inside_a_text_of_several_lines_is_not_taken_for_the_key() -> None:
    assert complaint(f'{GOOD}title = """\npace = 1\n"""\npace = "fast"\n').startswith(
        "sources/lapas-contoh.toml:7: pace"
    )


def test_what_is_no_toml_is_told_with_its_line() -> None:
    assert complaint(f"{GOOD}pace = \n") == "sources/lapas-contoh.toml:4: not valid TOML: Invalid value"
    assert complaint(f'{GOOD}name = "twice"\n').startswith(
        "sources/lapas-contoh.toml:4: not valid TOML: Cannot overwrite"
    )


def test_a_file_of_the_first_arsip_still_loads(tmp_path: Path) -> None:
    path = tmp_path / "harian-contoh.toml"
    path.write_text(
        'name = "harian-contoh"\nurl = "http://127.0.0.1:8081/"\nplatform = "wordpress"\ntitle = "Harian Contoh"\n'
        'time_zone = "Asia/Makassar"\nlanguage = "id"\ncapture = "data"\npace = 5\nlocal = true\n'
    )
    assert load_source(path).time_zone == "Asia/Makassar"


def test_the_mistakes_of_all_files_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/satu.toml").write_text(GOOD)
    (tmp_path / "sources/dua.toml").write_bytes(b'title = "\xff"')
    (tmp_path / "sources/lapas-contoh.toml").write_text(f'{GOOD}pace = "fast"\n')
    with pytest.raises(ArsipError) as caught:
        load_sources(tmp_path / "sources")
    assert str(caught.value).splitlines() == [
        "sources/dua.toml:1: not UTF-8: save it as such",
        'sources/lapas-contoh.toml:4: pace = "fast": should be a number',
        "sources/satu.toml:1: name = \"lapas-contoh\": should be the file's name, 'satu'",
    ]


def test_the_name_of_single_pages_is_kept_for_them() -> None:
    assert complaint(GOOD.replace("lapas-contoh", "saved")).startswith("sources/lapas-contoh.toml:1: name")


def test_every_key_of_a_source_is_checked_and_no_other() -> None:
    assert list(KEYS) == [f.name for f in fields(Source)]


def test_the_provinces_are_38_and_found_by_code_name_and_abbreviation() -> None:
    assert len(provinces()) == 38
    names = [name for province in provinces().values() for name in (province.name.casefold(), *province.also)]
    assert len(names) == len(set(names))
    jabar = find_province("Jawa  Barat")
    assert jabar
    assert {find_province(text) for text in ("32", "jabar", "JAWA BARAT")} == {jabar}
    assert province_of("32.14") == jabar
    assert province_of("20") is None
    assert find_province("atlantis") is None
