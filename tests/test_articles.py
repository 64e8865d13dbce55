"""Articles: new, revised or the same; nothing twice, nothing forgotten, the index always in step."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import frontier
from archive.articles import keep
from archive.full_text import Search
from archive.items import ArticleItem, Credit, Dateline
from archive.keeping import Keeping, Kept
from archive.known_articles import count_articles
from archive.schema import migrate
from archive.sources import Source
from archive.urls import public_id
from archive.vocabulary import Role
from tests.conftest import NOON

TEXT = "CONTOH – Petugas Lapas Contoh menggeledah kamar hunian, Kamis (27/2/2020). " * 4


def item(number: int = 1, **changes: object) -> ArticleItem:
    url = f"https://lapas.contoh.example/2020/02/27/razia-{number}/"
    made = ArticleItem(
        url=url,
        canonical=url,
        source="lapas-contoh",
        headline=f"Razia Kamar Hunian {number}",
        body=f"{TEXT}{number}",
        lead_caption="Petugas memeriksa kamar",
        published="2020-02-27T14:49:00+07:00",
        dateline=Dateline("CONTOH –", "Contoh"),
        credits=[Credit("Wesley", "Wesley", Role.WRITER)],
        origins={"headline": "rest"},
        reader="html",
        reader_version=1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are those of the item


@pytest.fixture
def at(database: sqlite3.Connection, source: Source) -> Keeping:
    return Keeping(database, Search(), frontier.adopt(database, source), (), NOON)


def found(at: Keeping, words: str) -> list[int]:
    at.search.flush(at.connection)
    at.connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    rows = at.connection.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY 1", (words,))
    return [row[0] for row in rows]


def test_a_new_article_can_be_found_by_headline_caption_and_body(at: Keeping) -> None:
    kept, row, *_ = keep(item(), at)
    assert kept is Kept.NEW
    for words in ("kamar", '"memeriksa kamar"', "digeledah OR menggeledah"):
        assert found(at, words) == [row]


def test_the_same_article_is_not_stored_twice(at: Keeping) -> None:
    _, row, *_ = keep(item(), at)
    again = item(url="https://lapas.contoh.example/2020/02/27/razia-1/?share=wa")
    assert keep(again, at)[:3] == (Kept.SAME, row, False)
    assert count_articles(at.connection) == 1
    assert at.connection.execute("SELECT count(*) FROM revisions").fetchone()[0] == 1


def test_a_revision_says_what_changed_and_keeps_what_stood_before(at: Keeping) -> None:
    _, row, *_ = keep(item(), at)
    kept, again, *_ = keep(item(headline="Razia Dibatalkan", lead_caption=None), at)
    assert (kept, again) == (Kept.REVISED, row)
    first, second = at.connection.execute("SELECT * FROM revisions ORDER BY number").fetchall()
    assert json.loads(second["changed"]) == ["headline", "lead_caption"]
    assert json.loads(first["earlier"]) == {
        "headline": "Razia Kamar Hunian 1",
        "lead_caption": "Petugas memeriksa kamar",
    }
    assert found(at, "dibatalkan") == [row]
    assert found(at, "hunian") == [row]  # the body still has it
    assert found(at, "headline : hunian") == []


def test_a_change_back_is_a_third_revision(at: Keeping) -> None:
    keep(item(), at)
    keep(item(headline="Lain"), at)
    assert keep(item(), at)[0] is Kept.REVISED
    assert at.connection.execute("SELECT revisions FROM articles").fetchone()[0] == 3


def test_a_revision_in_the_same_transaction_as_the_article_leaves_the_index_whole(at: Keeping) -> None:
    at.connection.execute("BEGIN IMMEDIATE")
    _, row, *_ = keep(item(), at)
    keep(item(headline="Judul Baru"), at)
    at.search.flush(at.connection)
    at.connection.execute("COMMIT")
    assert found(at, "baru") == [row]
    assert found(at, "headline : hunian") == []


def test_two_revisions_in_one_transaction_leave_only_the_last_in_the_index(at: Keeping) -> None:
    _, row, *_ = keep(item(), at)
    at.search.flush(at.connection)
    keep(item(headline="Judul Kedua"), at)
    keep(item(headline="Judul Ketiga"), at)
    assert found(at, "ketiga") == [row]
    assert found(at, "headline : (hunian OR kedua)") == []


def test_the_page_of_an_article_known_from_data_fills_only_what_is_unknown(at: Keeping) -> None:
    data = item(reader="wordpress-rest", lead_caption=None, section=None, headline="Judul Asli")
    _, row, *_ = keep(data, at)
    page = item(headline="Judul Asli – Lapas Contoh", section="Berita", origins={"section": "meta"})
    assert keep(page, at)[:3] == (Kept.SAME, row, False)
    stored = at.connection.execute("SELECT * FROM articles").fetchone()
    assert (stored["headline"], stored["section"]) == ("Judul Asli", "Berita")
    assert found(at, '"memeriksa kamar"') == [row]
    assert json.loads(at.connection.execute("SELECT origins FROM revisions").fetchone()[0])["section"] == "meta"
    assert keep(data, at)[:3] == (Kept.SAME, row, False), "what the page filled in is no change of the data"


def test_an_id_is_made_of_the_first_canonical_address_and_stays(at: Keeping) -> None:
    keep(item(), at)
    stored = at.connection.execute("SELECT public_id FROM articles").fetchone()[0]
    assert stored == public_id("https://lapas.contoh.example/2020/02/27/razia-1/")


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.booleans()), max_size=25))
@settings(max_examples=60, deadline=None)
def test_any_order_of_versions_leaves_one_row_an_article_and_a_whole_index(steps: list[tuple[int, int, bool]]) -> None:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.row_factory = sqlite3.Row
    migrate(database)
    source = frontier.adopt(database, Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress"))
    at, current = Keeping(database, Search(), source, (), NOON), {}
    for number, version, ends_a_group in steps:
        kept, _, *_ = keep(item(number, headline=f"versi{version}"), at)
        before = current.get(number)
        assert kept is (Kept.NEW if before is None else Kept.SAME if before == version else Kept.REVISED)
        current[number] = version
        if ends_a_group:
            at.search.flush(database)
    assert count_articles(database) == len(current)
    for version in range(4):
        assert len(found(at, f"versi{version}")) == sum(v == version for v in current.values())


def test_surrogates_and_control_characters_do_not_stop_an_article(at: Keeping, tmp_path: Path) -> None:
    assert keep(item(body="a\x00b \x07 isi"), at)[0] is Kept.NEW


SHORT = "https://lapas.contoh.example/?p=7"
NEW_HOME = "https://lapas.contoh.example/2020/02/27/razia-gabungan/"


def stored(at: Keeping) -> sqlite3.Row:
    (row,) = at.connection.execute("SELECT * FROM articles").fetchall()
    return row


def test_an_article_that_moved_keeps_its_id_and_is_no_revision(at: Keeping) -> None:
    first = item(shortlink=SHORT, reader="wordpress-rest", modified="2020-02-27T14:49:00+07:00")
    _, row, *_ = keep(first, at)
    moved = replace(first, url=NEW_HOME, canonical=NEW_HOME, modified="2020-03-01T08:00:00+07:00")
    assert keep(moved, at)[:3] == (Kept.SAME, row, True)
    assert stored(at)["public_id"] == public_id(first.canonical)
    assert stored(at)["url"] == NEW_HOME
    assert stored(at)["modified"] == "2020-03-01T08:00:00+07:00"
    assert stored(at)["revisions"] == 1


def test_a_page_that_answers_under_two_addresses_does_not_move(at: Keeping) -> None:
    _, row, *_ = keep(item(shortlink=SHORT), at)
    assert keep(item(shortlink=SHORT, url=NEW_HOME, canonical=NEW_HOME), at)[:3] == (Kept.SAME, row, False)
    assert stored(at)["url"] == item().canonical


def test_an_article_that_is_back_is_live_again(at: Keeping) -> None:
    keep(item(), at)
    at.connection.execute("UPDATE articles SET state = 'gone', gone = '2021-01-01T00:00:00.000000Z'")
    assert keep(item(), at).kept is Kept.SAME
    assert (stored(at)["state"], stored(at)["gone"]) == ("live", None)


def test_the_data_of_a_text_that_a_page_gave_first_is_a_better_reading_and_no_revision(at: Keeping) -> None:
    keep(item(section=None), at)
    assert keep(item(section="Berita", reader="wordpress-rest"), at).kept is Kept.SAME
    assert (stored(at)["section"], stored(at)["revisions"]) == ("Berita", 1)
    assert at.connection.execute("SELECT reader FROM revisions").fetchone()[0] == "wordpress-rest"
    assert keep(item(section="Berita", reader="wordpress-rest"), at).kept is Kept.SAME
    assert keep(item(section="Berita", reader="wordpress-rest", body="Lain."), at).kept is Kept.REVISED
