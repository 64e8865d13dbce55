"""The concordance: every place where words stand, in the publisher's own text; page, files and command agree."""

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

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive.browse import concordance as page_module
from archive.cli import concordance as command_module
from archive.cli.concordance import concordance_command
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.searching import concordance as module
from archive.searching.concordance import COLUMNS, CONTEXT, Line, concordance
from archive.vocabulary import LineSort
from tests.browsing import Room, plain, room
from tests.furnished import Furnished, articles, furnish

TEXTS = (
    "Dua orang ditahan, dan penahanan itu\n\nberlangsung lama. Masa Penahanan habis.",
    "Para warga binaan menanam cabai; warga  binaan lain memasak.",
    "Ketahanan pangan jadi perhatian <b>warga</b> \x02kota\x03.",
    "Zebra " * 60 + "penahanan " + "alfa " * 60,
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    made = [
        replace(
            articles()[number],
            body=text,
            headline=f"Judul {number}",
            lead_caption=None,
            published=f"2020-0{number + 1}-01",
        )
        for number, text in enumerate(TEXTS)
    ]
    captioned = replace(articles()[9], body="Isi lain.", headline="Soal penahanan", lead_caption="Ruang penahanan baru")
    return furnish(tmp_path_factory.mktemp("concordance") / "arsip", [articles()[8], *made, captioned])


@pytest.fixture(scope="module")
def connection(kept: Furnished) -> Iterator[sqlite3.Connection]:
    with closing(open_for_reading(kept.folder.database)) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


def places(connection: sqlite3.Connection, words: str, sort: LineSort = LineSort.OLDEST) -> list[tuple[str, str, str]]:
    return [(one.left, one.found, one.right) for one in concordance(connection, words, sort=sort).lines]


def test_every_form_is_found_where_it_stands_as_it_was_written(connection: sqlite3.Connection) -> None:
    lines = [
        one for one in concordance(connection, "penahanan", sort=LineSort.OLDEST).lines if one.headline == "Judul 0"
    ]
    assert [(one.left, one.found, one.right) for one in lines] == [
        ("Dua orang ", "ditahan", ", dan penahanan itu berlangsung lama. Masa Penahanan habis."),
        ("Dua orang ditahan, dan ", "penahanan", " itu berlangsung lama. Masa Penahanan habis."),
        ("Dua orang ditahan, dan penahanan itu berlangsung lama. Masa ", "Penahanan", " habis."),
    ]
    assert all("Ketahanan" not in found for _, found, _ in places(connection, "penahanan"))
    assert {found for _, found, _ in places(connection, "=penahanan")} == {"penahanan", "Penahanan"}


def test_phrases_and_words_beside_each_other_are_one_place(connection: sqlite3.Connection) -> None:
    wanted = [
        ("Para ", "warga binaan", " menanam cabai; warga binaan lain memasak."),
        ("Para warga binaan menanam cabai; ", "warga binaan", " lain memasak."),
    ]
    assert places(connection, '"warga binaan"') == wanted
    assert places(connection, "warga binaan")[0] == wanted[0]


def test_headlines_and_captions_are_read_and_say_so(connection: sqlite3.Connection) -> None:
    lines = concordance(connection, "=penahanan").lines
    assert {(one.part, one.left + one.found + one.right) for one in lines if one.part != "body"} == {
        ("headline", "Soal penahanan"),
        ("caption", "Ruang penahanan baru"),
    }


def test_a_context_is_as_long_as_is_said_and_ends_between_words(connection: sqlite3.Connection) -> None:
    ((left, _, right),) = [line for line in places(connection, "=penahanan") if "Zebra" in line[0]]
    assert CONTEXT - 6 <= len(left) <= CONTEXT
    assert CONTEXT - 6 <= len(right) <= CONTEXT
    assert set(left.split()) == {"Zebra"}
    assert set(right.split()) == {"alfa"}


def test_lines_are_sorted_by_day_or_by_the_nearest_words(connection: sqlite3.Connection) -> None:
    newest = [one.published_day or "" for one in concordance(connection, "penahanan").lines]
    assert newest == sorted(newest, reverse=True)
    rights = [right.split()[:1] for _, _, right in places(connection, "=penahanan", LineSort.RIGHT)]
    assert rights == [["alfa"], ["baru"], ["habis."], ["itu"], []]
    lefts = [left.split()[-1:] for left, _, _ in places(connection, "=penahanan", LineSort.LEFT)]
    assert lefts == [["dan"], ["Masa"], ["Ruang"], ["Soal"], ["Zebra"]]


def test_a_page_reads_no_more_than_it_says(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = concordance(connection, "penahanan")
    assert (whole.read, whole.articles) == (3, 3)
    monkeypatch.setattr(module, "MOST_ARTICLES", 2)
    bounded = concordance(connection, "penahanan")
    assert (bounded.read, bounded.articles) == (2, 3)
    assert bounded.lines == whole.lines[: bounded.total]
    monkeypatch.setattr(module, "MOST_LINES", 1)
    monkeypatch.setattr(module, "CHUNK", 1)
    assert concordance(connection, "penahanan").read == 1


@pytest.mark.parametrize("words", ["source:lapas-contoh", '""', "penahanan from:kemarin"])
def test_what_has_no_lines_is_refused(connection: sqlite3.Connection, words: str) -> None:
    with pytest.raises(ArsipError):
        concordance(connection, words)


def shown(page: str) -> list[str]:
    rows = re.findall(r'<tr role="row"><td.*?</tr>', page, re.DOTALL)
    return [" ".join(plain(row).split()[:-1]) for row in rows]


def test_the_page_marks_each_place_and_escapes_what_is_around(pages: Room, kept: Furnished) -> None:
    page = pages.text("/konkordansi?q=warga&lang=en")
    assert page.count("<mark>warga</mark>") == 3
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "\x02" not in page
    links = re.findall(r'<td class="where" role="cell"><a href="/artikel/(\w+)\?lang=en"', page)
    assert set(links) <= set(kept.ids)
    assert "3 lines in 2 articles" in plain(page)


def test_the_page_turns_sorts_and_narrows(pages: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "A_PAGE", 2)
    seen: list[str] = []
    address: str | None = "/konkordansi?q=penahanan&sort=right"
    while address:
        page = pages.text(address)
        seen += re.findall(r"<mark>(\w+)</mark>", page)
        turn = re.search(r'<a class="next" href="([^"]*)"', page)
        address = unescape(turn[1]) if turn else None
    assert len(seen) == 6
    assert "1 baris" in plain(pages.text("/konkordansi?q=penahanan&from=2020-04&to=2020-04"))
    left = re.search(r'<a href="([^"]*)" rel="nofollow">Kata di kiri</a>', pages.text("/konkordansi?q=penahanan"))
    assert left
    assert "sort=left" in left[1]


def test_the_file_the_answer_for_machines_and_the_command_hold_the_same_lines(
    pages: Room, kept: Furnished, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = concordance(connection, "penahanan").lines
    for reads in (page_module, command_module):
        monkeypatch.setattr(reads, "STREAMED", 2)
    rows = list(csv.DictReader(io.StringIO(pages.text("/konkordansi.csv?q=penahanan"))))
    assert tuple(rows[0]) == COLUMNS
    assert [Line(**row) for row in rows] == wanted  # type: ignore[arg-type]  # none of these is empty
    answer = json.loads(pages.text("/api/1/concordance?q=penahanan&size=4"))
    assert [Line(**line) for line in answer["lines"]] == wanted[:4]
    assert (answer["total"], answer["read"]) == (6, 3)
    more = json.loads(pages.text(answer["next"].removeprefix("http://localhost")))
    assert [Line(**line) for line in more["lines"]] == wanted[4:]
    assert more["next"] is None
    run = CliRunner().invoke
    printed = run(concordance_command, ["penahanan", "--format", "csv"], obj=Path(kept.folder.path)).stdout
    assert list(csv.DictReader(io.StringIO(printed))) == rows
    table = run(concordance_command, ["penahanan", "--sort", "oldest", "--limit", "1"], obj=Path(kept.folder.path))
    assert table.stdout.splitlines()[0] == "6 lines in 3 articles for penahanan, the first 1 shown"
    assert "Soal *penahanan*" in table.stdout


def test_what_cannot_be_shown_as_lines_is_said(pages: Room) -> None:
    assert "memerlukan kata" in plain(pages.text("/konkordansi?q=source:lapas-contoh"))
    assert "tidak ada di judul" in plain(pages.text("/konkordansi?q=tidakada"))
    assert "<form" in pages.text("/konkordansi")
    for bad in ("", "q=%22%22", "q=source:lapas-contoh", "q=penahanan&from=kemarin"):
        assert pages.get(f"/konkordansi.csv?{bad}").status_code == 400
        assert pages.get(f"/api/1/concordance?{bad}").status_code == 400


def test_a_hidden_article_has_no_line(tmp_path: Path) -> None:
    made = furnish(tmp_path / "arsip", articles()[:4])
    with closing(sqlite3.connect(made.folder.database)) as connection, connection:
        connection.execute("UPDATE articles SET state = 'hidden' WHERE public_id = ?", (made.ids[2],))
    with room(made.folder.path) as opened:
        for address in ("/konkordansi?q=razia", "/konkordansi.csv?q=razia", "/api/1/concordance?q=razia"):
            text = opened.text(address)
            assert made.ids[2] not in text
            assert made.ids[1] in text


@given(st.text(max_size=300))
def test_contexts_stay_short_and_keep_what_touches_the_word(text: str) -> None:
    right, left = module._beginning_of(text), module._end_of(text)
    assert len(right) <= CONTEXT + 1
    assert len(left) <= CONTEXT + 1
    assert " ".join(text.split()).startswith(right.strip())
    assert " ".join(text.split()).endswith(left.strip())
