"""Another crawler's captures take their place in an article's history, and never change its current state."""

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import frontier
from archive.articles import keep
from archive.captures import Capture
from archive.changes.hindsight import keep_retrieved
from archive.crawling.discovering import discover
from archive.full_text import Search
from archive.history import state_at
from archive.items import ArticleItem
from archive.keeping import Keep, Keeping, Kept
from archive.outcomes import Discovery, Exchange
from archive.record import add_capture
from archive.schema import migrate
from archive.sources import Source
from tests.test_articles import item

START = datetime(2019, 3, 1, 5, tzinfo=UTC)
URL = item().url


def empty() -> Keeping:
    """A new database in memory, with one source."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrate(connection)
    source = frontier.adopt(connection, Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress"))
    return Keeping(connection, Search(), source, (), START)


def on_day(at: Keeping, day: int) -> Keeping:
    """The same archive with a capture of that day in hand."""
    moment = START + timedelta(days=day)
    number = at.connection.execute("SELECT count(*) FROM captures").fetchone()[0]
    exchange = Exchange(URL, moment, b"", b"", b"", 200, retrieved_from="berita.warc.gz")
    row = add_capture(at.connection, at.source, exchange, Capture("lapas-contoh/a.warc.gz", number, 1, f"{number:064}"))
    return replace(at, captures=(row,), seen=moment)


def seen_by_others(at: Keeping, day: int, state: int, **changes: Any) -> Keep:
    return keep_retrieved(state_of(state, **changes), on_day(at, day))


def seen_by_us(at: Keeping, day: int, state: int, **changes: Any) -> Keep:
    """A crawl of that day: the article, its capture, and the mark at its address."""
    here = on_day(at, day)
    kept = keep(state_of(state, **changes), replace(here, now=START + timedelta(days=day), seen=None))
    discover(at.connection, at.source, [Discovery(URL)], number=1, now=here.now)
    at.connection.execute(
        "UPDATE urls SET state = 'settled', fate = 'stored', article = ?, seen = ?",
        (kept.article, replace(here, now=START + timedelta(days=day)).observed),
    )
    return kept


def state_of(state: int, **changes: Any) -> ArticleItem:
    return item(**{"headline": f"Razia, versi {state}", **changes})


def history(at: Keeping) -> list[tuple[int, int]]:
    """Day and state of every revision, and that everything about them fits together."""
    article = at.connection.execute("SELECT * FROM articles").fetchone()
    rows = at.connection.execute("SELECT * FROM revisions ORDER BY number").fetchall()
    assert [row["number"] for row in rows] == list(range(1, article["revisions"] + 1))
    states = [state_at(at.connection, article, row["number"]) for row in rows]
    for row, before, after in zip(rows[1:], states, states[1:], strict=False):
        assert json.loads(row["changed"]) == [name for name in ("headline",) if before[name] != after[name]]
    assert rows[0]["changed"] is None
    assert rows[-1]["earlier"] is None
    unproved = "SELECT count(*) FROM revisions WHERE id NOT IN (SELECT revision FROM revision_captures)"
    assert at.connection.execute(unproved).fetchone()[0] == 0
    assert article["first_seen"] == rows[0]["observed"]
    return [(_day(row), int(state["headline"].split()[-1])) for row, state in zip(rows, states, strict=True)]


def _day(row: sqlite3.Row) -> int:
    return (datetime.fromisoformat(row["observed"]) - START).days


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3)), min_size=1, max_size=9, unique_by=lambda one: one[0]))
@settings(max_examples=200, deadline=None)
def test_captures_in_any_order_give_the_same_history(captures: list[tuple[int, int]]) -> None:
    at = empty()
    for day, state in captures:
        seen_by_others(at, day, state)
    told: list[tuple[int, int]] = []
    for day, state in sorted(captures):
        if not told or told[-1][1] != state:
            told.append((day, state))
    assert history(at) == told
    (newest,) = at.connection.execute("SELECT headline FROM articles").fetchone()
    assert newest == f"Razia, versi {told[-1][1]}"


def test_an_old_capture_becomes_an_earlier_revision_and_the_current_text_stays() -> None:
    at = empty()
    seen_by_us(at, 2000, 2)
    assert seen_by_others(at, 3, 1).kept is Kept.REVISED
    assert history(at) == [(3, 1), (2000, 2)]
    assert at.connection.execute("SELECT headline FROM articles").fetchone()[0] == "Razia, versi 2"


def test_an_old_capture_of_the_current_state_only_says_since_when_it_stood() -> None:
    at = empty()
    seen_by_us(at, 2000, 1)
    assert seen_by_others(at, 3, 1).kept is Kept.SAME
    assert seen_by_others(at, 3, 1).kept is Kept.SAME
    assert history(at) == [(3, 1)]


def test_a_capture_from_between_two_looks_of_ours_does_not_become_the_newest() -> None:
    at = empty()
    seen_by_us(at, 10, 1)
    seen_by_us(at, 30, 1)
    seen_by_others(at, 20, 2)
    assert history(at) == [(10, 1), (20, 2), (30, 1)]


def test_a_capture_that_is_newer_than_every_look_is_the_newest() -> None:
    at = empty()
    seen_by_us(at, 10, 1)
    assert seen_by_others(at, 20, 2).kept is Kept.REVISED
    assert history(at) == [(10, 1), (20, 2)]
    assert seen_by_us(at, 30, 3).kept is Kept.REVISED
    assert history(at) == [(10, 1), (20, 2), (30, 3)]


def test_an_old_page_with_the_words_that_the_data_interface_gave_is_no_revision() -> None:
    at = empty()
    seen_by_us(at, 2000, 1, reader="wordpress-rest", section="Berita", credits=[])
    assert seen_by_others(at, 3, 1).kept is Kept.SAME
    assert history(at) == [(3, 1)]
    assert seen_by_others(at, 2, 2).kept is Kept.REVISED


@pytest.mark.parametrize(("day", "state"), [(5, "gone"), (50, "live")])
def test_an_old_capture_does_not_bring_back_what_is_gone(day: int, state: str) -> None:
    at = empty()
    seen_by_us(at, 1, 1)
    at.connection.execute("UPDATE articles SET state = 'gone', gone = ?", (on_day(at, 20).observed,))
    seen_by_others(at, day, 2)
    assert at.connection.execute("SELECT state FROM articles").fetchone()[0] == state


def test_the_number_that_a_site_gives_a_post_is_not_believed_across_the_years() -> None:
    at = empty()
    seen_by_us(at, 2000, 1, shortlink="https://lapas.contoh.example/?p=5")
    other = "https://lapas.contoh.example/2012/01/02/donor-darah/"
    kept = seen_by_others(at, 1, 2, url=other, canonical=other, shortlink="https://lapas.contoh.example/?p=5")
    assert kept.kept is Kept.NEW


def test_http_and_https_are_one_article() -> None:
    at = empty()
    seen_by_us(at, 2000, 1)
    plain = URL.replace("https:", "http:")
    assert seen_by_others(at, 1, 1, url=plain, canonical=plain).kept is Kept.SAME
