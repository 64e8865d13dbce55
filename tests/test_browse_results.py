"""The page of results and its files: each facet, each month and each export is exactly what was asked for."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import archive.search
from archive.browse import exports
from archive.browse import results as shown_results
from archive.browse.remembering import Memory
from archive.database import open_for_writing
from archive.searching.hit_rows import COLUMNS
from tests.browsing import Room, plain, room
from tests.furnished import PURWAKARTA, Furnished, articles, furnish

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    return furnish(tmp_path_factory.mktemp("results") / "arsip")


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


def total(page: str) -> int:
    found = re.search(r"(\d+) (?:artikel ditemukan|articles? found)", plain(page))
    assert found, plain(page)
    return int(found[1])


@pytest.mark.parametrize(
    "query", ["q=razia", "q=razia&source=lapas-contoh", "kind=release", "q=razia&from=2019&to=2020"]
)
def test_every_facet_finds_as_many_as_it_says(pages: Room, query: str) -> None:
    page = pages.text(f"/cari?{query}")
    aside = page[page.index('id="persempit"') :]
    entries = re.findall(
        r'<a href="([^"]*)"( aria-current="true")?[^>]*>([^<]*)</a>\s*<span class="count">(\d+)<', aside
    )
    assert len(entries) >= 10
    for link, chosen, name, count in entries:
        if not chosen:
            assert total(pages.text(unescape(link))) == int(count), name


@pytest.mark.parametrize("query", ["q=razia", "unit=" + PURWAKARTA, "source=lapas-contoh"])
def test_every_month_of_the_timeline_leads_to_its_articles(pages: Room, query: str) -> None:
    page = pages.text(f"/cari?{query}")
    rows = re.findall(r'<th scope="row"><a href="([^"]*)">([^<]*)</a></th><td>(\d+)</td><td>(\d+)</td>', page)
    assert sum(int(found) for _, _, found, _ in rows) == total(page)
    for link, _, found, of_all in rows[::4]:
        assert total(pages.text(unescape(link))) == int(found) <= int(of_all)
    bars = re.findall(r'<rect class="bar" x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', page)
    assert len(bars) == len([row for row in rows if row[2] != "0"])
    assert all(float(y) + float(height) == pytest.approx(96) for y, height in bars)


def test_a_month_with_a_gap_is_hatched_and_said(tmp_path: Path) -> None:
    made = furnish(tmp_path / "arsip")
    with closing(open_for_writing(made.folder.database)) as connection:
        for closed, day in ((None, "2019-03-05"), ("2026-01-01", "2018-05-05")):
            connection.execute(
                "INSERT INTO gaps (source, round, from_day, to_day, why, found, closed) "
                "VALUES ((SELECT id FROM sources WHERE name = 'lapas-contoh'), ?, ?, ?, 'x', 'x', ?)",
                (3 if closed else 2, day, day, closed),
            )
    with room(made.folder.path) as opened:
        page = opened.text("/cari?q=razia")
        assert page.count('fill="url(#celah)"') == 1
        assert "Maret 2019: 1 dari" in page or "Maret 2019: 0 dari" in page
        assert "Arsip ini punya celah pada masa itu" in page
        assert "Lapas Contoh, 5 Maret 2019 sampai 5 Maret 2019" in page
        assert "celah" not in plain(opened.text("/cari?q=razia&source=harian-contoh"))
        assert "Arsip ini punya celah" in opened.text("/cari?q=razia&from=2019-01&to=2019-03&source=lapas-contoh")
        assert "Arsip ini punya celah" in opened.text("/cari?q=tertib&from=2019-03&to=2019-03&source=lapas-contoh")
        assert "Arsip ini punya celah" not in opened.text("/cari?q=razia&from=2019-04&source=lapas-contoh")


def test_hits_can_be_sorted_and_keep_their_question(pages: Room) -> None:
    page = pages.text("/cari?q=razia&kind=release&sort=oldest")
    days = re.findall(r'<p class="meta"><span>([^<]*)</span>', page)
    years = [int(day[-4:]) for day in days]
    assert years == sorted(years)
    newest = re.search(r'<a href="([^"]*)" rel="nofollow">Terbaru</a>', page)
    assert newest
    assert "kind=release" in newest[1]
    assert "sort=newest" in newest[1]
    assert pages.text("/cari?q=razia&sort=acak").count("<mark>") > 20


def test_the_csv_the_json_and_the_bibtex_hold_exactly_what_the_page_found(
    pages: Room, kept: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "CHUNK", 7)
    query = "q=razia&source=lapas-contoh"
    wanted = total(pages.text(f"/cari?{query}"))
    table = pages.get(f"/cari.csv?{query}")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.headers["content-disposition"] == 'attachment; filename="arsip.csv"'
    assert tuple(rows[0]) == COLUMNS
    assert len({row["public_id"] for row in rows}) == len(rows) == wanted == 15
    hits = json.loads(pages.text(f"/cari.json?{query}"))["hits"]
    assert [hit["public_id"] for hit in hits] == [row["public_id"] for row in rows]
    assert all("\x02" not in hit["headline"] for hit in hits)
    entries = re.findall(r"@misc\{arsip-(\w+)-(\d+),", pages.text(f"/cari.bib?{query}"))
    assert [name for name, _ in entries] == [row["public_id"] for row in rows]
    assert (kept.ids[0], "2") in entries


def test_the_feed_is_of_the_newest_and_names_itself(pages: Room) -> None:
    answer = pages.get("/cari.atom?q=razia&lang=en")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    published = [str(entry.findtext(f"{ATOM}published"))[:10] for entry in entries]
    assert published == sorted(published, reverse=True)
    assert len(entries) == 30
    links = {link.get("rel"): str(link.get("href")) for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/cari.atom?q=razia&lang=en")
    assert all(entry.findtext(f"{ATOM}id", "").startswith("urn:arsip:") for entry in entries)


@pytest.mark.parametrize("form", ["csv", "json", "atom", "bib"])
def test_what_cannot_be_searched_is_a_bad_request(pages: Room, form: str) -> None:
    for query in ("", "q=%22%22", "q=razia&from=kemarin", "source=lain", "kind=lain"):
        assert pages.get(f"/cari.{form}?{query}").status_code == 400, query
    assert pages.get(f"/cari.{form}?q=zebra").status_code == 200


def test_what_was_also_searched_for_is_shown_and_can_be_clicked_off_and_on(pages: Room) -> None:
    page = pages.text("/cari?q=gelar")
    assert total(page) == 30
    off = re.search(r'<a class="added" href="([^"]*)"[^>]*><bdi>menggelar</bdi> <span class="count">30<', page)
    assert off
    without = pages.text(unescape(off[1]))
    assert total(without) == 0
    again = re.search(r'<a href="([^"]*)" rel="nofollow"><bdi>menggelar</bdi>', without)
    assert again
    assert total(pages.text(unescape(again[1]))) == 30
    exact = re.search(r'<a href="([^"]*)" rel="nofollow">Cari kata yang persis', page)
    assert exact
    assert total(pages.text(unescape(exact[1]))) == 0
    assert pages.get(unescape(exact[1]).replace("/cari?", "/cari.csv?")).text.count("\n") == 1
    assert "Cari bentuk lainnya juga" in pages.text(unescape(exact[1]))


def test_every_added_word_is_shown_with_its_articles_however_many_there_are(
    tmp_path: Path,
) -> None:
    forms = (
        *("menulis", "ditulis", "tertulis", "tulisan", "tulisannya", "menulisnya", "menulisi", "penulis"),
        *("penulisan", "penulisannya", "penulisnya", "ditulisnya", "ditulisi", "menuliskan", "dituliskan"),
    )
    items = [replace(one, headline=word, body=f"{word} {word}") for one, word in zip(articles(), forms, strict=False)]
    made = furnish(tmp_path / "arsip", items)
    with room(made.folder.path) as opened:
        page = opened.text("/cari?q=tulis")
        off = re.findall(
            r'<a class="added" href="([^"]*)" rel="nofollow"><bdi>(\w+)</bdi> <span class="count">1<', page
        )
        assert total(page) == len(off) > 12
        assert f"dan {len(off) - 12} bentuk lain" in plain(page)
        for link, _ in off[::5]:
            assert total(opened.text(unescape(link))) == len(off) - 1


def test_too_many_to_rank_are_said_with_their_number(pages: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.search, "RANKED_AT_MOST", 10)
    monkeypatch.setattr(shown_results, "RANKED_AT_MOST", 10)
    page = pages.text("/cari?q=petugas&lang=en")
    assert "More than 10, too many to be ranked by how well they match: the newest come first." in plain(page)
    assert "too many" not in plain(pages.text("/cari?q=petugas&source=lapas-contoh&from=2020&lang=en"))


def test_a_misspelt_word_gets_a_better_one(pages: Room) -> None:
    page = pages.text("/cari?q=petugsa")
    meant = re.search(r'Mungkin maksud Anda: <a href="([^"]*)"[^>]*>petugas<', page)
    assert meant, plain(page)
    assert total(pages.text(unescape(meant[1]))) == 30


def test_words_that_narrow_become_filters_of_the_address(pages: Room) -> None:
    answer = pages.get("/cari?q=razia+kind:release+source:lapas-contoh&lang=en")
    assert answer.headers["location"] == "/cari?q=razia&source=lapas-contoh&kind=release&lang=en"
    assert pages.get("/cari?q=kind:release").headers["location"] == "/cari?kind=release"
    for contradiction in ("q=razia+kind:release&kind=news", "q=razia+source:lain"):
        assert "Saringan itu tidak dikenal" in plain(pages.text(f"/cari?{contradiction}"))


def test_an_answer_is_remembered_until_something_is_written(tmp_path: Path) -> None:
    database = tmp_path / "archive.db"
    memory = Memory(database)
    assert memory.recall("a", memory.state()) is None
    memory.keep("a", 1, memory.state())
    assert memory.recall("a", memory.state()) == 1
    database.write_bytes(b"lebih panjang")
    assert memory.recall("a", memory.state()) is None
    young = memory.state()
    memory.keep("a", 2, young)
    assert memory.recall("a", young) is None


def test_a_hidden_article_is_in_no_list_count_or_file(tmp_path: Path) -> None:
    made = furnish(tmp_path / "arsip")
    with room(made.folder.path) as opened:
        before = opened.text("/cari?q=razia")
        with sqlite3.connect(made.folder.database) as connection:
            connection.execute("UPDATE articles SET state = 'hidden' WHERE public_id = ?", (made.ids[7],))
        connection.close()
        assert total(opened.text("/cari?q=razia")) == total(before) - 1 == 29
        assert total(opened.text("/cari?source=harian-contoh")) == 14
        for form in ("csv", "json", "atom", "bib"):
            text = opened.text(f"/cari.{form}?q=razia")
            assert made.ids[7] not in text
            assert made.ids[8] in text
        rows = re.findall(r"</a></th><td>(\d+)</td><td>(\d+)</td>", opened.text("/cari?q=razia"))
        assert sum(int(of_all) for _, of_all in rows) == 29
