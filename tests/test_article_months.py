"""The articles counted by month are those that there are, whatever happens to them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.schema import migrate

COUNTED = "SELECT source, month, state, articles FROM article_months WHERE articles <> 0 ORDER BY 1, 2, 3"
THERE = """
SELECT source, coalesce(substr(published_day, 1, 7), ''), state, count(*) FROM articles
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
ARTICLE = """
INSERT INTO articles (id, public_id, source, url, published_day, state, words, body, details, digest, first_seen)
VALUES (?, ?, ?, ?, ?, ?, 0, '', '{}', x'', '')
"""
DAYS = st.sampled_from([None, "2019-12-31", "2020-01-01", "2020-01-15"])
STATES = st.sampled_from(["live", "gone", "hidden"])
KEYS = st.integers(1, 4)
STEPS = st.one_of(
    st.tuples(st.just("add"), KEYS, st.integers(1, 2), DAYS, STATES),
    st.tuples(st.just("set"), KEYS, st.integers(1, 2), DAYS, STATES),
    st.tuples(st.just("drop"), KEYS),
)


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        migrate(opened)
        opened.executemany(
            "INSERT INTO sources (id, name, url, platform, toml, title) VALUES (?, ?, '', '', '', '')",
            [(1, "satu"), (2, "dua")],
        )
        yield opened


@given(st.lists(STEPS, max_size=12))
def test_what_is_counted_is_what_is_there(connection: sqlite3.Connection, steps: list[tuple[object, ...]]) -> None:
    connection.execute("BEGIN")
    for what, key, *values in steps:
        if what == "add" and not connection.execute("SELECT 1 FROM articles WHERE id = ?", (key,)).fetchone():
            source, day, state = values
            connection.execute(ARTICLE, (key, f"a{key}", source, f"u{key}", day, state))
        elif what == "set":
            connection.execute(
                "UPDATE articles SET source = ?, published_day = ?, state = ? WHERE id = ?", (*values, key)
            )
        elif what == "drop":
            connection.execute("DELETE FROM articles WHERE id = ?", (key,))
    counted, there = (connection.execute(query).fetchall() for query in (COUNTED, THERE))
    connection.execute("ROLLBACK")
    assert counted == there
