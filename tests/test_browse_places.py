"""The pages of sites, units, regions, people and of what happened lately: each says what the archive holds of it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.browse.days_chart import SIDE, level_of, month_places, months_of, year_of_days
from archive.browse.words import WORDS
from archive.changes.lately import CHANGED, REMOVED
from archive.completeness.recall import IN_WORDS
from archive.coverage import Day
from archive.crawling.gaps import Gap
from archive.database import open_for_reading
from archive.places.units import units
from archive.vocabulary import ArticleKind, Health, Sort, SourceKind
from tests.browsing import Room, plain, room
from tests.furnished import PURWAKARTA, Furnished, furnish
from tests.test_browse_results import total

LISTS = ("/situs", "/satuan", "/wilayah", "/nama", "/perubahan", "/hilang", "/tentang")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    made = furnish(tmp_path_factory.mktemp("places") / "arsip")
    with closing(sqlite3.connect(made.folder.database)) as connection, connection:
        connection.execute(
            "UPDATE articles SET state = 'gone', gone = '2026-11-01T03:00:00.000000Z' WHERE public_id = ?",
            (made.ids[4],),
        )
        connection.execute("UPDATE articles SET state = 'hidden' WHERE public_id = ?", (made.ids[5],))
        connection.execute(
            "INSERT INTO gaps (source, round, from_day, to_day, why, found) "
            "VALUES ((SELECT id FROM sources WHERE name = 'lapas-contoh'), 2, '2020-02-28', '2020-03-02', 'x', 'x')"
        )
    return made


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


@pytest.mark.parametrize(
    "address", [*LISTS, "/situs/lapas-contoh", f"/satuan/{PURWAKARTA}", "/wilayah/32", "/wilayah/51.71"]
)
def test_every_page_is_there_in_both_languages_and_its_links_lead_somewhere(pages: Room, address: str) -> None:
    indonesian, english = pages.text(address), pages.text(f"{address}?lang=en")
    assert '<html lang="id">' in indonesian
    assert '<html lang="en">' in english
    assert indonesian.count("<h1") == english.count("<h1") == 1
    links = {unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', indonesian)}
    for link in sorted(link for link in links if not link.startswith(("/arsip/", "/archive", "/api"))):
        assert pages.get(link).status_code in {200, 302}, link


def test_a_sites_page_says_how_it_stands_and_where_it_lacks(pages: Room) -> None:
    page = pages.text("/situs/lapas-contoh?year=2020")
    assert re.search(r'<span class="verdict ([a-z-]+)">', page)
    assert page.count('fill="url(#celah-hari)"') == 4
    assert "28 Februari 2020 sampai 2 Maret 2020" in plain(page)
    days = [unescape(link) for link in re.findall(r'<a href="(/cari[^"]*)" tabindex="-1"><rect class="day', page)]
    assert days
    assert total(pages.text(days[0])) >= 1
    assert pages.get("/situs/lain").status_code == 404
    assert 'fill="url(#celah-hari)"' not in pages.text("/situs/lapas-contoh?year=2018")


def test_a_units_page_has_its_names_its_lineage_and_its_articles(pages: Room) -> None:
    page = pages.text(f"/satuan/{PURWAKARTA}")
    assert "Semua 5 artikel" in plain(page)
    assert '<a href="/wilayah/32.14">Kabupaten Purwakarta</a>' in page
    assert "Lapas Purwakarta" in plain(page)
    ministry = plain(pages.text("/satuan/kemenkumham"))
    assert "Sebelumnya: Departemen Hukum" in ministry
    assert "Sesudahnya: Kementerian Imigrasi" in ministry
    assert pages.get("/satuan/tidak-ada").status_code == 404


def test_counts_of_lists_are_what_their_links_find(pages: Room) -> None:
    entry = re.compile(r'<a href="(/cari\?byline[^"]*)"[^>]*>[^<]*</a>(?:(?!</li>).)*class="count">(\d+)<', re.DOTALL)
    people = entry.findall(pages.text("/nama"))
    assert [int(count) for _, count in people] == [29, 29]
    for link, count in people:
        assert total(pages.text(unescape(link))) == int(count)
    for address in ("/satuan", "/wilayah"):
        entries = re.findall(r'<li><a href="([^"]*)">[^<]*</a> <span class="count">(\d+)</span>', pages.text(address))
        assert entries
        for link, count in entries:
            assert f"Semua {count} artikel" in plain(pages.text(link))


def test_what_happened_lately_is_listed_and_what_is_hidden_is_not(pages: Room, kept: Furnished) -> None:
    changed, removed = pages.text("/perubahan"), pages.text("/hilang")
    assert re.findall(r'<h2><a href="/artikel/(\w+)"', changed) == [kept.ids[0]]
    assert f"/artikel/{kept.ids[0]}/perubahan?old=1&amp;new=2" in changed
    assert re.findall(r'<h2><a href="/artikel/(\w+)"', removed) == [kept.ids[4]]
    for address in (*LISTS, "/situs/harian-contoh", f"/satuan/{PURWAKARTA}", "/wilayah/32.14", "/"):
        assert kept.ids[5] not in pages.text(address)


def test_what_happened_lately_is_found_by_an_index(kept: Furnished) -> None:
    with closing(open_for_reading(kept.folder.database)) as connection:
        for query in (CHANGED, REMOVED):
            plan = [str(row["detail"]) for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", (10, 0))]
            assert not any("TEMP B-TREE" in step for step in plan), plan


def test_every_closed_list_has_its_words() -> None:
    for prefix, members in {
        "health": Health,
        "health_says": Health,
        "source_kind": SourceKind,
        "kind": ArticleKind,
        "sort": Sort,
        "unit_kind": {unit.kind for unit in units().values()},
        "way": IN_WORDS,
    }.items():
        assert {f"{prefix}.{member}" for member in members} <= set(WORDS)


def test_a_calendar_ends_today_and_marks_what_lacks() -> None:
    days = [Day("2020-02-27", articles=3, missing=1), Day("2019-12-31", articles=9)]
    gaps = [Gap("s", "2020-02-28", "2020-02-29", "why", "", None), Gap("s", "2020-01-01", "2020-01-09", "why", "", "x")]
    cells = year_of_days("2020", days, gaps, date(2020, 3, 1))
    assert [cells[0].day, cells[-1].day, len(cells)] == ["2020-01-01", "2020-03-01", 61]
    assert [(cell.day, cell.level, cell.missing, cell.is_gap) for cell in cells[57:60]] == [
        ("2020-02-27", 3, 1, False),
        ("2020-02-28", 0, 0, True),
        ("2020-02-29", 0, 0, True),
    ]
    assert [(month.name, month.articles, month.is_gap) for month in months_of(days, gaps)] == [
        ("2020-02", 3, True),
        ("2019-12", 9, False),
    ]


@given(st.integers(1990, 2060))
def test_no_two_days_share_a_place(year: int) -> None:
    cells = year_of_days(str(year), [], [], date(2070, 1, 1))
    assert len({(cell.x, cell.y) for cell in cells}) == len(cells) in {365, 366}
    assert max(cell.x for cell in cells) <= 53 * SIDE
    places = month_places(cells)
    assert [month for _, month in places] == list(range(1, 13))
    assert all(later - x >= 4 * SIDE for (x, _), (later, _) in pairwise(places))


@given(st.integers(0, 500), st.integers(0, 500))
def test_more_articles_are_never_paler(few: int, many: int) -> None:
    assert level_of(min(few, many)) <= level_of(max(few, many))
    assert (level_of(few) == 0) is (few == 0)
