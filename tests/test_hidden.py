"""What the archivist has hidden is nowhere: no page, list, count, file, feed, answer, suggestion, table or query."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.browsing import Room, plain, room
from tests.every_page import files_of, pages_of
from tests.exhibit import HARIAN, HIDDEN, Exhibit, exhibit

LISTS = (
    "/",
    "/situs/harian-contoh",
    "/satuan",
    "/wilayah",
    "/nama",
    "/perubahan",
    "/hilang",
    "/cari?source=harian-contoh",
)
TABLES = ("/archive", "/archive/articles", "/archive/articles/1", "/archive/revisions", "/archive?sql=select+1")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exhibit:
    return exhibit(tmp_path_factory.mktemp("hidden") / "arsip")


@pytest.fixture(scope="module")
def opened(made: Exhibit) -> Iterator[Room]:
    with room(made.path) as pages:
        yield pages


def test_no_page_list_or_file_names_it(made: Exhibit, opened: Room) -> None:
    texts = {path: opened.get(path).text for path in [*pages_of(made).values(), *files_of(made), *LISTS]}
    assert all(texts.values())
    told = {path for path, text in texts.items() if HIDDEN.lower() in text.lower() or made.hidden in text}
    assert told == set()
    assert {
        path for path, text in texts.items() if re.search("2021-02|Februari 2021|February 2021|>2021<", text)
    } == set()
    for path in ("/wilayah", "/satuan", "/api/1/sources"):
        assert "ambon" not in texts[path].lower()
        assert "Maluku" not in texts[path]


@pytest.mark.parametrize("way", ["", "/perubahan", ".bib", ".ris"])
def test_its_own_addresses_lead_nowhere(made: Exhibit, opened: Room, way: str) -> None:
    assert opened.get(f"/artikel/{made.hidden}{way}").status_code == 404
    assert opened.get(f"/api/1/article/{made.hidden}").status_code == 404
    assert opened.get(f"/kelompok/{made.hidden}").status_code == 404


@pytest.mark.parametrize("query", ["q=zarqun", "q=zarqon", "q=zarq*", "byline=Ani+Zarqun", "section=Rubrik+Zarqun"])
def test_a_search_neither_finds_nor_suggests_it(opened: Room, query: str) -> None:
    page = plain(opened.text(f"/cari?{query}"))
    assert "0 artikel ditemukan" in page
    assert "Mungkin maksud Anda" not in page
    assert opened.text(f"/cari.csv?{query}").count("\n") == 1
    assert json.loads(opened.text(f"/api/1/search?{query}"))["total"] == 0


def test_no_count_has_it(made: Exhibit, opened: Room) -> None:
    with closing(sqlite3.connect(made.folder.database)) as connection:
        shown = "SELECT count(*), max(published_day) FROM articles WHERE state <> 'hidden' AND source = 2"
        ((count, last),) = connection.execute(shown).fetchall()
    source = json.loads(opened.text(f"/api/1/source/{HARIAN.name}"))
    (listed,) = [one for one in json.loads(opened.text("/api/1/sources"))["sources"] if one["name"] == HARIAN.name]
    assert source["articles"] == listed["articles"] == count
    assert max(day["day"] for day in source["days"] if day["articles"]) == last < "2021"
    assert sum(day["articles"] for day in source["days"]) == count
    assert f"{count} artikel ditemukan" in plain(opened.text(f"/cari?source={HARIAN.name}"))
    assert f"Artikel {count} (1 " in plain(opened.text(f"/situs/{HARIAN.name}"))


@pytest.mark.parametrize("path", TABLES)
def test_tables_and_sql_are_closed_while_anything_is_hidden(made: Exhibit, opened: Room, path: str) -> None:
    assert "Tabel sedang ditutup" in opened.text(path, 403)
    data = path.replace("?", ".json?") if "?" in path else f"{path}.json"
    assert opened.get(data).status_code == 403
    assert opened.get(data.replace(".json", ".csv")).status_code in {403, 404}


def test_tables_are_open_where_nothing_is(made: Exhibit, opened: Room) -> None:
    with closing(sqlite3.connect(made.folder.database)) as connection, connection:
        connection.execute("UPDATE articles SET state = 'live' WHERE state = 'hidden'")
    try:
        assert HIDDEN in opened.text("/archive/articles?_sort_desc=id")
        assert HIDDEN in opened.text("/")
    finally:
        with closing(sqlite3.connect(made.folder.database)) as connection, connection:
            connection.execute("UPDATE articles SET state = 'hidden' WHERE public_id = ?", (made.hidden,))
    assert HIDDEN not in opened.text("/")
