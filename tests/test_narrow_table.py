"""What a search filters by and counts is what the articles say, whatever happens to them."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.places.units import units
from archive.places.units_kept import fill_units
from archive.schema import migrate
from archive.searching.facets import IGNORED
from archive.searching.found import FACETS

ARTICLE = """
INSERT INTO articles (id, public_id, source, url, published_day, state, section, credits, kind,
    words, body, details, digest, first_seen)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '', '{}', x'', '')
"""
SET = "UPDATE articles SET source = ?, published_day = ?, state = ?, section = ?, credits = ?, kind = ? WHERE id = ?"
COLUMNS = "id, source, published_day, place, region, section, language, kind"
THERE = f"SELECT {COLUMNS} FROM articles WHERE state <> 'hidden' ORDER BY id"
NARROW = f"SELECT {COLUMNS} FROM articles_narrow ORDER BY id"
TOLD = """
SELECT n.id, f.facet, f.value FROM articles_narrow n JOIN article_facets f ON f.article = n.id ORDER BY n.id, f.facet
"""
CODES = "SELECT id, codes FROM articles_narrow ORDER BY id"
UNITS = [*list(units())[:3], None]
PEOPLE = [
    None,
    json.dumps(
        [{"raw": "(wes/zak)", "name": "wes", "role": "writer"}, {"raw": "(wes/zak)", "name": "zak", "role": "editor"}]
    ),
    json.dumps([{"raw": "x", "name": None, "role": "unknown"}]),
]
KEYS = st.integers(1, 4)
VALUES = st.tuples(
    st.integers(1, 2),
    st.sampled_from([None, "2019-12-31", "2020-01-01", "2020-01-15"]),
    st.sampled_from(["live", "gone", "hidden"]),
    st.sampled_from([None, "", "Hukum", "HUKUM", "\U0001f4f0"]),
    st.sampled_from(PEOPLE),
    st.sampled_from(["news", "release"]),
)
STEPS = st.one_of(
    st.tuples(st.just("add"), KEYS, VALUES),
    st.tuples(st.just("set"), KEYS, VALUES),
    st.tuples(st.just("drop"), KEYS, st.none()),
    st.tuples(st.just("link"), KEYS, st.sampled_from(UNITS)),
    st.tuples(st.just("unlink"), KEYS, st.none()),
)


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        opened.row_factory = sqlite3.Row
        migrate(opened)
        fill_units(opened)
        opened.row_factory = None
        opened.executemany(
            "INSERT INTO sources (id, name, url, platform, toml, title) VALUES (?, ?, '', '', '', '')",
            [(1, "satu"), (2, "dua")],
        )
        yield opened


@given(st.lists(STEPS, max_size=12))
def test_the_narrow_table_says_what_the_articles_say(
    connection: sqlite3.Connection, steps: list[tuple[str, int, tuple[object, ...]]]
) -> None:
    connection.execute("BEGIN")
    for what, key, values in steps:
        _take(connection, what, key, values)
    told = [connection.execute(query).fetchall() for query in (NARROW, THERE, TOLD)]
    decoded = _decoded(connection)
    connection.execute("ROLLBACK")
    narrow, there, facets = told
    assert narrow == there
    assert decoded == facets


def _take(connection: sqlite3.Connection, what: str, key: int, values: tuple[object, ...]) -> None:
    is_there = connection.execute("SELECT 1 FROM articles WHERE id = ?", (key,)).fetchone()
    if what == "add" and not is_there:
        connection.execute(ARTICLE, (key, f"a{key}", values[0], f"u{key}", *values[1:]))
    elif what == "set":
        connection.execute(SET, (*values, key))
    elif what == "drop":
        connection.execute("DELETE FROM article_units WHERE article = ?", (key,))
        connection.execute("DELETE FROM articles WHERE id = ?", (key,))
    elif what == "link" and is_there:
        connection.execute("INSERT OR IGNORE INTO article_units VALUES (?, ?, 'Lapas', ?)", (key, str(values), values))
    elif what == "unlink":
        connection.execute("DELETE FROM article_units WHERE article = ?", (key,))


def _decoded(connection: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """The values that the letters of each article stand for."""
    values = {(facet, code): value for facet, code, value in connection.execute("SELECT * FROM facet_values")}
    rows = connection.execute(CODES).fetchall()
    assert all(len(codes) == len(FACETS) for _, codes in rows)
    return [
        (row, facet, values[facet, ord(letter)])
        for row, codes in rows
        for facet, letter in zip(FACETS, codes, strict=True)
    ]


def test_the_facets_are_in_the_order_of_their_letters() -> None:
    assert list(FACETS) == sorted(FACETS) == list(IGNORED)


@pytest.mark.parametrize(
    ("taken", "next_one"),
    [(55_295, 57_344), (65_533, 65_536), (57_344, 57_345), (1_114_109, 1_114_110), (1_114_110, 1_114_111)],
)
def test_a_letter_is_one_that_a_text_can_hold(connection: sqlite3.Connection, taken: int, next_one: int) -> None:
    connection.execute("BEGIN")
    connection.execute("INSERT INTO facet_values VALUES ('section', ?, 'the last so far')", (taken,))
    connection.execute(ARTICLE, (1, "a1", 1, "u1", None, "live", "Baru", None, "news"))
    ((codes,),) = connection.execute("SELECT codes FROM articles_narrow").fetchall()
    known = connection.execute("SELECT code FROM facet_values WHERE value = 'Baru'").fetchall()
    connection.execute("ROLLBACK")
    assert ord(codes[FACETS.index("section")]) == next_one
    assert known == ([(next_one,)] if next_one < 1_114_111 else [])  # the last stands for all that came too late
