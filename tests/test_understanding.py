"""What a search adds to the typed words: forms that the index holds, other names; what it offers; how to undo it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.database import open_for_writing
from archive.errors import ArsipError
from archive.search import search
from archive.searching.facets import facets
from archive.searching.hits import END_MARK, MARK
from archive.searching.query import read_query
from archive.searching.understanding import count_words, understand
from archive.vocabulary import Why
from tests.test_search import HARIAN, Story, fill, numbers

TEXTS = (
    "Polisi menahan dua orang, penahanan berlangsung singkat.",
    "Seorang tersangka ditahan di rumah tahanan negara.",
    "Ketahanan pangan daerah meningkat.",
    "Pertahanan negara dibahas di ibu kota.",
    "Lembaga pemasyarakatan Contoh menerima bantuan.",
    "Lapas Contoh menerima kunjungan keluarga narapidana.",
    "Napi LP Cipinang dipindahkan ke pulau lain.",
    "Korban membuat laporan LP/B/12 di kantor polisi.",
    "Lembaga pembinaan anak, bukan urusan pemasyarakatan.",
    "Kementerian Imigrasi dan Pemasyarakatan mengawasi rutan.",
    "Kementerian Hukum dan HAM melayani notaris.",
    "Kemenkum RI melayani notaris.",
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(tmp_path_factory.mktemp("understanding") / "archive.db")) as opened:
        fill(opened, tuple(Story(f"Berita {number}", text) for number, text in enumerate(TEXTS)))
        yield opened


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("penahanan", {0, 1}),
        ("ditahan", {0, 1}),
        ("ketahanan", {2}),
        ('"penahanan"', {0}),
        ("=penahanan", {0}),
        ("penahana*", {0}),
        ("polisi -tahanan", {0, 7}),
        ("title:penahanan", set()),
        ("lapas", {4, 5}),
        ("=lapas", {5}),
        ("lembaga pemasyarakatan", {4, 5, 8}),
        ('"lembaga pemasyarakatan"', {4}),
        ("lapas cipinang", {6}),
        ("LP cipinang", {6}),
        ("LP", {6, 7}),
        ("LP Contoh", set()),
        ("rutan", {1, 9}),
        ("napi", {6}),
        ("~napi", {5, 6}),
        ("Kemenkumham notaris", {10, 11}),
        ("Kemenkumham notaris to:2020", {10}),
        ("Kemenkumham rutan", {9}),
        ("Kemenkumham", {10}),
        ("menahan NEAR/1 penahanan", set()),
        ("menahan NEAR/2 penahanan", {0}),
        ("NEAR(penahanan menahan, 4) polisi", {0}),
    ],
)
def test_what_typed_words_find(connection: sqlite3.Connection, words: str, found: set[int]) -> None:
    results = search(connection, words)
    assert set(numbers(results.hits)) == found
    assert results.total == len(found) == sum(facets(connection, words).sources.values())


def test_each_added_word_is_told_with_its_reason_and_its_articles(connection: sqlite3.Connection) -> None:
    (family,) = understand(connection, "penahanan").expansions
    assert {added.text for added in family.added} == {"menahan", "ditahan", "tahanan"}
    assert {added.why for added in family.added} == {Why.FAMILY}
    (name,) = understand(connection, "Lapas").expansions
    assert (name.typed, [(added.text, added.why) for added in name.added]) == (
        "Lapas",
        [("lembaga pemasyarakatan", Why.NAME)],
    )
    assert count_words(connection, ["ditahan", "lembaga pemasyarakatan", "kata"]) == {
        "ditahan": 1,
        "lembaga pemasyarakatan": 1,
        "kata": 0,
    }


def test_what_is_hidden_is_not_counted(tmp_path: Path) -> None:
    with closing(open_for_writing(tmp_path / "archive.db")) as opened:
        fill(opened, (Story(None, "ditahan"), Story(None, "ditahan lagi")))
        opened.execute("UPDATE articles SET state = 'hidden' WHERE body = 'ditahan'")
        assert count_words(opened, ["ditahan"]) == {"ditahan": 1}


def test_an_added_word_is_marked_in_the_snippet(connection: sqlite3.Connection) -> None:
    snippets = [hit.snippet for hit in search(connection, "penahanan").hits]
    assert any(f"{MARK}ditahan{END_MARK}" in snippet for snippet in snippets)


def test_an_added_word_can_be_switched_off_and_is_still_told_of(connection: sqlite3.Connection) -> None:
    results = search(connection, "penahanan", without=["Ditahan", "tahanan"])
    assert numbers(results.hits) == [0]
    (expansion,) = results.expansions
    assert {added.text for added in expansion.off} == {"ditahan", "tahanan"}
    assert numbers(search(connection, "penahanan", exact=True).hits) == [0]


def test_words_of_a_near_meaning_are_offered_and_not_searched(connection: sqlite3.Connection) -> None:
    results = search(connection, "napi")
    assert [(offer.typed, offer.words) for offer in results.offers] == [("napi", ("narapidana",))]
    assert search(connection, "~napi").offers == ()


@pytest.mark.parametrize(
    ("words", "narrowed"),
    [
        ("kind:release from:2020", {"kind": "release", "since": "2020"}),
        ("napi jenis:rilis", {"kind": "release"}),
        ('lapas tempat:"Jawa Barat" sampai:2021-06', {"place": "Jawa Barat", "until": "2021-06"}),
        ("SITUS:harian-contoh lapas", {"source": "harian-contoh"}),
        ("lapas unit:lapas-cipinang byline:Budi", {"unit": "lapas-cipinang", "byline": "Budi"}),
        ("https://lapas.contoh.example/from:2020", {}),
        ("judul:lapas dari: kami", {}),
    ],
)
def test_filters_in_the_words_are_read(words: str, narrowed: dict[str, str]) -> None:
    query = read_query(words)
    assert dict(query.filters) == narrowed
    again = read_query(query.readable)
    assert (again.fts, dict(again.filters)) == (query.fts, narrowed)


def test_filters_in_the_words_narrow_as_the_options_do(tmp_path: Path) -> None:
    stories = (Story("Razia", "razia lapas"), Story("Razia", "razia rutan", source=HARIAN, day="2021-01-01"))
    with closing(open_for_writing(tmp_path / "archive.db")) as opened:
        fill(opened, stories)
        for words, filters in (
            ("razia source:harian-contoh", {"source": "harian-contoh"}),
            ("razia from:2021", {"since": "2021"}),
        ):
            assert numbers(search(opened, words).hits) == numbers(search(opened, "razia", **filters).hits) == [1]
            assert facets(opened, words) == facets(opened, "razia", **filters)
        assert numbers(search(opened, "situs:harian-contoh").hits) == [1]
        assert search(opened, "from:2020").total == len(stories)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("razia from:kemarin", "'kemarin' is no day"),
        ("razia source:lapas", "no source named 'lapas'"),
        ("razia kind:opini", "no kind of article is named 'opini'"),
        ("razia from:2019 from:2020", "from: stands twice, as '2019' and as '2020': take one"),
        ("razia -source:x", "-source: cannot be left out"),
        ("razia from:2021 to:2020", "wrong way round"),
    ],
)
def test_a_filter_that_makes_no_sense_is_one_line(connection: sqlite3.Connection, words: str, line: str) -> None:
    with pytest.raises(ArsipError, match=line):
        search(connection, words)


def test_words_and_options_that_contradict_are_one_line(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match="since is asked for as '2020' and in the words as '2019'"):
        search(connection, "napi from:2019", since="2020")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lapsa", "lapas"),
        ("pemasyrakatan", "pemasyarakatan"),
        ("ketahanann pangan", "ketahanan pangan"),
        ("rumahtahanan", "rumah tahanan"),
        ("Narapidanna cipnang", "narapidana cipinang"),
        ("xqzw", None),
        ("lapas banjir", None),
        ("1234567", None),
    ],
)
def test_a_slip_is_asked_about(connection: sqlite3.Connection, typed: str, meant: str | None) -> None:
    assert search(connection, typed).meant == meant


def test_too_many_to_rank_come_newest_first_and_it_is_said(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not search(connection, "berita").by_day
    monkeypatch.setattr("archive.search.RANKED_AT_MOST", len(TEXTS) - 1)
    results = search(connection, "berita")
    assert (results.by_day, results.total) == (True, len(TEXTS))
    assert not search(connection, "penahanan").by_day


def test_the_articles_of_a_story_are_folded_under_the_best_of_them(tmp_path: Path) -> None:
    texts = ("razia razia razia", "razia pagi hari", "razia siang hari di blok", "razia lain")
    with closing(open_for_writing(tmp_path / "archive.db")) as opened:
        fill(opened, tuple(Story(None, text) for text in texts))
        opened.execute("INSERT INTO stories (id) VALUES (7)")
        opened.execute("UPDATE articles SET story = 7 WHERE id <= 3")
        opened.execute(
            "INSERT INTO story_articles (article, story, part, outlet, network) "
            "SELECT id, 7, 'reprint', '', '' FROM articles WHERE story = 7"
        )
        folded = search(opened, "razia", fold=True)
        assert [
            (number, hit.story, hit.copies) for number, hit in zip(numbers(folded.hits), folded.hits, strict=True)
        ] == [
            (0, 7, 2),
            (3, None, 0),
        ]
        assert (folded.total, folded.rows) == (4, 2)
        assert numbers(search(opened, "razia", fold=True, limit=1, offset=1).hits) == [3]
        every = search(opened, "razia")
        assert (every.total, every.rows, [hit.copies for hit in every.hits]) == (4, 4, [0] * 4)


def test_the_archivist_can_change_the_names_and_the_near_words(tmp_path: Path) -> None:
    with closing(open_for_writing(tmp_path / "archive.db")) as opened:
        fill(
            opened,
            (Story(None, "Griya Contoh dibuka."), Story(None, "Lembaga pemasyarakatan lama."), Story(None, "GC")),
        )
        assert numbers(search(opened, "GC").hits) == [2]
        tables = tmp_path / "search"
        tables.mkdir()
        (tables / "abbreviations.tsv").write_text("short\tfull\twhen\nGC\tGriya Contoh\t\nLapas\t\t\n")
        (tables / "synonyms.tsv").write_text("words\tremark\nGC;lembaga\tfor this test\n")
        results = search(opened, "GC")
        assert set(numbers(results.hits)) == {0, 2}
        assert results.offers[0].words == ("lembaga",)
        assert search(opened, "lapas").total == 0
        (tables / "abbreviations.tsv").write_text("short\tfull\twhen\nGC\tGriya\tsometimes\n")
        with pytest.raises(ArsipError, match=r"abbreviations\.tsv: 'sometimes' of 'GC' is no condition"):
            search(opened, "GC")


WORDS = st.sampled_from(
    ("penahanan", "tahanan", "lapas", "napi", "LP", "cipinang", "lembaga", "pemasyarakatan", "kata")
)


@given(words=st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_what_is_added_only_finds_more(connection: sqlite3.Connection, words: str) -> None:
    wide, exact = search(connection, words), search(connection, words, exact=True)
    assert set(numbers(exact.hits)) <= set(numbers(wide.hits))
    off = [added.text for expansion in wide.expansions for added in expansion.added]
    assert set(numbers(search(connection, words, without=off).hits)) == set(numbers(exact.hits))
