"""Search: whatever a person types is safe; what is found holds the words, in the right order, with the right marks."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive import frontier
from archive.articles import keep
from archive.database import open_for_reading, open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, create_archive
from archive.full_text import Search
from archive.items import ArticleItem, Dateline
from archive.keeping import Keeping
from archive.search import search
from archive.searching.hits import END_MARK, MARK, Hit, Results, marked
from archive.searching.query import MOST_WORDS, read_query
from archive.sources import Source
from archive.vocabulary import Sort
from tests.conftest import NOON

LAPAS = Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress")
HARIAN = Source("harian-contoh", "https://harian.contoh.example/", "wordpress")
FILLER = "Kegiatan berjalan tertib dan aman sampai selesai. " * 12


@dataclass(frozen=True)
class Story:
    """An article to be searched; its number in `STORIES` is in its address."""

    headline: str | None
    body: str
    caption: str | None = None
    day: str | None = "2020-02-27"
    place: str | None = "Contoh"
    source: Source = LAPAS
    region: str | None = None


STORIES = (
    Story("Razia Kamar Hunian", f"{FILLER}Petugas menyita telepon.\n\n{FILLER}", "Petugas memeriksa kamar"),
    Story(
        "Lapas Contoh Banjir",
        f"{FILLER}Warga binaan dipindahkan ke aula.",
        day="2019-12-31",
        place="CONTOH BARU",
        region="32.14",
    ),
    Story(None, "Pelatihan warga yang binaan lembaga ini ikuti soal razia.", day="2019-01-01", source=HARIAN),
    Story("Razia Narkoba", "Jum\u2019at pagi, narapidana di Rutan Contoh diperiksa.", day="2021-06-30", source=HARIAN),
    Story("Kafé Napi Dibuka", "Hasil karya pe\u0301tani dijual \x02bebas\x03, kata kepala.", day=None, place=None),
)


def item(number: int, story: Story) -> ArticleItem:
    url = f"{story.source.url}{number}/"
    made = ArticleItem(url, url, story.source.name, headline=story.headline, body=story.body)
    published = f"{story.day}T23:30:00+07:00" if story.day else None
    return replace(
        made,
        lead_caption=story.caption,
        published=published,
        dateline=Dateline(story.place, story.place, region=story.region),
        reader="html",
    )


def fill(connection: sqlite3.Connection, stories: tuple[Story, ...]) -> None:
    waiting = Search()
    for number, story in enumerate(stories):
        keep(item(number, story), Keeping(connection, waiting, frontier.adopt(connection, story.source), (), NOON))
    waiting.flush(connection)


def filled(path: Path) -> ArchiveFolder:
    """A new archive with `STORIES`."""
    made = create_archive(path, Config())
    with closing(open_for_writing(made.database)) as connection:
        fill(connection, STORIES)
    return made


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    return filled(tmp_path_factory.mktemp("search") / "arsip")


@pytest.fixture(scope="module")
def connection(stored: ArchiveFolder) -> Iterator[sqlite3.Connection]:
    with closing(open_for_reading(stored.database)) as opened:
        yield opened


def numbers(hits: list[Hit]) -> list[int]:
    return [int(hit.url.rstrip("/").rpartition("/")[2]) for hit in hits]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("razia", {0, 2, 3}),
        ("RAZIA narkoba", {3}),
        ('"warga binaan"', {1}),
        ("“warga binaan”", {1}),
        ("warga binaan", {1, 2}),
        ("razia -narkoba", {0, 2}),
        ("razia NOT narkoba", {0, 2}),
        ("-narkoba razia", {0, 2}),
        ("razia -(narkoba OR pelatihan)", {0}),
        ("razia (-narkoba)", {0, 2}),
        ("banjir OR narkoba", {1, 3}),
        ("banjir OR razia narkoba", {1, 3}),
        ("(banjir OR razia) contoh", {1, 3}),
        ("nar*", {3}),
        ('"warga bin"*', {1}),
        ("title:razia", {0, 3}),
        ("TITLE: razia", {0, 3}),
        ("caption:kamar", {0}),
        ("caption:hunian", set()),
        ("title:(razia OR banjir) -narkoba", {0, 1}),
        ("razia -title:razia", {2}),
        ("jum'at", {3}),
        ("kafe", {4}),
        ("petani", {4}),
        ("telepon.", {0}),
        ("lapas - banjir", {1}),
        ("or", set()),
    ],
)
def test_the_query_language(connection: sqlite3.Connection, words: str, expected: set[int]) -> None:
    results = search(connection, words)
    assert set(numbers(results.hits)) == expected
    assert results.total == len(expected)


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("razia narkoba", "razia narkoba"),
        ('"warga binaan', '"warga binaan"'),
        ("razia OR", "razia"),
        ("OR OR razia OR NOT", "razia"),
        ("razia AND AND 😀 narkoba", "razia narkoba"),
        (") razia ) OR ( narkoba", "razia OR narkoba"),
        ("((((razia))", "razia"),
        ("razia razia", "razia"),
        ("- razia", "razia"),
        ("razia --narkoba", "razia -narkoba"),
        ("razia NOT -narkoba", "razia -narkoba"),
        ("https://lapas.contoh.example/a", '"https://lapas.contoh.example/a"'),
        ('"OR"', '"OR"'),
        ("razia\0narkoba", "razia narkoba"),
        ("razia\udce9narkoba", "razia narkoba"),
        ("title:caption:razia", "caption:razia"),
        ("a OR b c", "a OR (b c)"),
        ("orang-orang", "orang-orang"),
    ],
)
def test_what_was_understood_is_told(words: str, understood: str) -> None:
    assert read_query(words).readable == understood


@pytest.mark.parametrize(
    "words", ["", " ", "?!", "😀", "\0", "OR", "AND NOT", "()", '""', "title:", "*", "- - -", "( OR )"]
)
def test_without_a_word_it_says_so_with_an_example(connection: sqlite3.Connection, words: str) -> None:
    with pytest.raises(ArsipError, match=r"no word to look for.*as in: lapas"):
        search(connection, words)


@pytest.mark.parametrize("words", ["-napi", "NOT napi", "-napi -lapas", "-(napi OR lapas)", "lapas OR -napi"])
def test_an_exclusion_alone_says_that_a_word_is_needed(connection: sqlite3.Connection, words: str) -> None:
    with pytest.raises(ArsipError, match="only excludes: say also which word"):
        search(connection, words)


def test_an_unclosed_phrase_is_remarked_on(connection: sqlite3.Connection) -> None:
    results = search(connection, '"warga binaan')
    assert numbers(results.hits) == [1]
    assert results.note is not None
    assert search(connection, '"warga binaan"').note is None
    assert search(connection, 'binaan "').note is None


@pytest.mark.parametrize(
    "words",
    [
        "a " * 5000,
        "(" * 10_000,
        "(" * 5000 + "razia" + ")" * 5000,
        "-" * 10_000 + "razia",
        "title:" * 2000 + "razia",
        '"' * 9999,
        "a-" * 5000,
        "(razia -" * 1000,
        "a OR (b AND (c NOT " * 500,
        "x" * 10_000,
        " ".join(f"kata{number}" for number in range(1250)),
        " OR ".join(f"kata{number}" for number in range(MOST_WORDS)),
        " -".join(f"kata{number}" for number in range(MOST_WORDS)),
        "(razia OR " + "(narkoba -" * 30,
    ],
    ids=lambda words: words[:12],
)
def test_ten_thousand_characters_do_no_harm(connection: sqlite3.Connection, words: str) -> None:
    searched(connection, words)


SIGNS = (
    st.sampled_from('"()-*:^+{“,;😀éꟹ \0\ud800\u0301\x02\U0001e900')
    | st.sampled_from(
        ("OR", "AND", "NOT", "NEAR(", "title:", "caption:", "body:", "--", "'", "razia", "narkoba", "lapas")
    )
    | st.sampled_from(
        ("=", "~", "NEAR/", "2020", "unit:", "from:", "to:", "kind:", "source:", "dari:", "byline:", "place:")
    )
)


def searched(connection: sqlite3.Connection, words: str) -> Results | None:
    """The results, or None for what was refused in one short line."""
    try:
        return search(connection, words)
    except ArsipError as refusal:
        line = str(refusal)
    assert len(line) < 300
    assert "\n" not in line
    return None


@example(words="razia * - ( NOT")
@given(words=st.text(max_size=60) | st.lists(SIGNS, max_size=40).map("".join) | st.lists(SIGNS).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_search(connection: sqlite3.Connection, words: str) -> None:
    results = searched(connection, words)
    assert results is None or results.total == len(results.hits)


@given(words=st.text(max_size=60) | st.lists(SIGNS, max_size=40).map(" ".join))
@example(words='"0* ')
@example(words='"0* *  ')
@settings(max_examples=300, deadline=None)
def test_what_is_told_reads_back_as_the_same_query(words: str) -> None:
    try:
        query = read_query(words)
    except ArsipError:
        return
    assert read_query(query.readable).fts == query.fts


VOCABULARY = ("lapas", "rutan", "napi", "razia", "banjir")
Holds = Callable[[str], bool]


def _either(parts: tuple[tuple[str, Holds], tuple[str, Holds]]) -> tuple[str, Holds]:
    (left, holds_left), (right, holds_right) = parts
    return f"({left} OR {right})", lambda text: holds_left(text) or holds_right(text)


def _both(parts: tuple[tuple[str, Holds], tuple[str, Holds]]) -> tuple[str, Holds]:
    (left, holds_left), (right, holds_right) = parts
    return f"({left} {right})", lambda text: holds_left(text) and holds_right(text)


def _without(parts: tuple[tuple[str, Holds], tuple[str, Holds]]) -> tuple[str, Holds]:
    (left, holds_left), (right, holds_right) = parts
    return f"({left} -{right})", lambda text: holds_left(text) and not holds_right(text)


def _word(word: str) -> tuple[str, Holds]:
    return word, lambda text: word in text.split()


def _prefix(word: str) -> tuple[str, Holds]:
    return f"{word[:2]}*", lambda text: any(other.startswith(word[:2]) for other in text.split())


def _phrase(words: tuple[str, str]) -> tuple[str, Holds]:
    return f'"{words[0]} {words[1]}"', lambda text: words in set(pairwise(text.split()))


WORDS = st.sampled_from(VOCABULARY)
LEAVES = WORDS.map(_word) | WORDS.map(_prefix) | st.tuples(WORDS, WORDS).map(_phrase)
QUERIES = st.recursive(
    LEAVES,
    lambda deeper: st.tuples(deeper, deeper).flatmap(
        lambda parts: st.sampled_from((_either, _both, _without)).map(lambda join: join(parts))
    ),
    max_leaves=8,
)
TEXTS = tuple(
    " ".join(VOCABULARY[(number >> shift) % len(VOCABULARY)] for shift in range(1 + number % 4)) for number in range(80)
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(tmp_path_factory.mktemp("many") / "archive.db")) as connection:
        fill(connection, tuple(Story(None, text) for text in TEXTS))
        yield connection


@given(query=QUERIES)
@settings(max_examples=300, deadline=None)
def test_exactly_the_articles_that_hold_the_words_are_found(many: sqlite3.Connection, query: tuple[str, Holds]) -> None:
    words, holds = query
    results = search(many, words, limit=len(TEXTS))
    assert sorted(numbers(results.hits)) == [number for number, text in enumerate(TEXTS) if holds(text)]
    assert results.total == len(results.hits)


def test_pages_of_hits_are_disjoint_and_know_the_total(many: sqlite3.Connection) -> None:
    whole = search(many, "lapas", limit=1000)
    pages = [search(many, "lapas", limit=7, offset=start) for start in range(0, whole.total + 7, 7)]
    assert [hit.public_id for page in pages for hit in page.hits] == [hit.public_id for hit in whole.hits]
    assert {page.total for page in pages} == {whole.total}
    assert search(many, "lapas", offset=10_000).total == whole.total


def test_a_headline_weighs_more_than_a_caption_and_a_caption_more_than_the_text(tmp_path: Path) -> None:
    stories = (
        Story("Lain", "razia pagi di kota ini", caption="foto kota"),
        Story("Lain", "kabar pagi di kota ini", caption="foto razia"),
        Story("Razia", "kabar pagi di kota ini", caption="foto kota"),
    )
    with closing(open_for_writing(tmp_path / "archive.db")) as connection:
        fill(connection, stories)
        hits = search(connection, "razia").hits
    assert numbers(hits) == [2, 1, 0]
    assert hits[0].score > hits[1].score > hits[2].score > 0


def test_the_words_found_are_marked_in_the_original_text(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "telepon kamar").hits
    assert hit.headline == f"Razia {MARK}Kamar{END_MARK} Hunian"
    assert hit.caption == f"Petugas memeriksa {MARK}kamar{END_MARK}"
    assert f"Petugas menyita {MARK}telepon{END_MARK}." in hit.snippet
    assert hit.snippet.startswith("…")
    assert "\n" not in hit.snippet
    assert marked(hit.headline, "<b>", "</b>") == "Razia <b>Kamar</b> Hunian"


def test_accents_of_the_publisher_stay_in_what_is_shown(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "kafe petani").hits
    assert hit.headline == f"{MARK}Kafé{END_MARK} Napi Dibuka"
    assert f"{MARK}pe\u0301tani{END_MARK}" in hit.snippet


def test_a_hit_in_the_headline_alone_shows_how_the_text_begins(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "title:banjir").hits
    assert hit.snippet.startswith("Kegiatan berjalan tertib")
    assert MARK not in hit.snippet


def test_marks_in_a_text_are_not_taken_for_ours(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "dijual").hits
    assert f"{MARK}dijual{END_MARK} bebas, kata kepala." in hit.snippet
    assert hit.snippet.count(MARK) == hit.snippet.count(END_MARK) == 1


def test_a_hit_without_headline_caption_or_day_has_none(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "pelatihan").hits
    assert (hit.headline, hit.caption) == (None, None)
    (undated,) = search(connection, "kafe").hits
    assert (undated.published, undated.published_day, undated.place) == (None, None, None)


def test_what_is_hidden_is_not_found_and_what_is_gone_from_its_site_is(tmp_path: Path) -> None:
    with closing(open_for_writing(tmp_path / "archive.db")) as connection:
        fill(connection, STORIES)
        connection.execute("UPDATE articles SET state = 'gone'")
        connection.execute("UPDATE articles SET state = 'hidden' WHERE headline = 'Razia Narkoba'")
        results = search(connection, "razia")
    assert (set(numbers(results.hits)), results.total) == ({0, 2}, 2)


@pytest.mark.parametrize(
    ("narrowing", "expected"),
    [
        ({"source": "harian-contoh"}, {2, 3}),
        ({"since": "2020"}, {0, 3}),
        ({"until": "2019"}, {1, 2}),
        ({"until": "2019-12"}, {1, 2}),
        ({"since": "2019-12-31", "until": "27/2/2020"}, {0, 1}),
        ({"since": "2020-02-27", "until": "2020-02-27"}, {0}),
        ({"place": "contoh baru"}, {1}),
        ({"place": "Contoh"}, {0, 2, 3}),
        ({"place": "32.14"}, {1}),
        ({"place": "Purwakarta"}, {1}),
        ({"place": "32"}, {1}),
        ({"place": "Jabar"}, {1}),
        ({"place": "Jateng"}, set()),
        ({"place": "\ud800\0"}, set()),
        ({"source": "lapas-contoh", "place": "contoh", "since": "2019"}, {0}),
    ],
)
def test_hits_are_narrowed_by_source_day_and_place(
    connection: sqlite3.Connection, narrowing: dict[str, str], expected: set[int]
) -> None:
    results = search(connection, "razia OR banjir OR kafe", **narrowing)  # type: ignore[arg-type]  # all are texts
    assert set(numbers(results.hits)) == expected
    assert results.total == len(expected)


def test_ranking_and_filters_read_no_text_of_an_article(stored: ArchiveFolder) -> None:
    run: list[str] = []
    with closing(open_for_reading(stored.database)) as traced:
        traced.set_trace_callback(run.append)
        search(traced, "lapas", source="lapas-contoh", since="2019", until="2021", place="Contoh")
        traced.set_trace_callback(None)
        asked = [statement for statement in run if "bm25" in statement or "highlight" in statement]
        plans = [[row["detail"] for row in traced.execute(f"EXPLAIN QUERY PLAN {one}")] for one in asked]
    (ranking, _), looked_up = (
        asked,
        [step for plan in plans for step in plan if step.startswith(("SEARCH a", "SCAN a"))],
    )
    assert "articles_narrow a" in ranking
    assert "articles a" not in ranking
    assert {step for step in looked_up if "VIRTUAL TABLE" not in step} == {
        "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)"
    }


@pytest.mark.parametrize(("sort", "expected"), [(Sort.NEWEST, [3, 0, 1, 2, 4]), (Sort.OLDEST, [2, 1, 0, 3, 4])])
def test_hits_can_come_by_their_day_undated_ones_last(
    connection: sqlite3.Connection, sort: Sort, expected: list[int]
) -> None:
    assert numbers(search(connection, "razia OR banjir OR kafe", sort=sort).hits) == expected
    assert numbers(search(connection, "razia OR banjir OR kafe", sort=sort, limit=2, offset=1).hits) == expected[1:3]


def test_days_the_wrong_way_round_are_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match=r"from '2020' to '2019-05' is the wrong way round"):
        search(connection, "razia", since="2020", until="2019-05")


def test_an_unknown_source_names_the_known_ones(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match="no source named 'lapas-conto' in this archive; there is lapas-contoh"):
        search(connection, "razia", source="lapas-conto")
