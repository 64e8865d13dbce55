"""Articles that name one prison on one day are found, whatever their words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import open_for_writing
from archive.items import ArticleItem, Unit
from archive.likeness.comparable import Comparable, comparable_of
from archive.likeness.occasion_index import OccasionIndex

CILEGON = Unit("Lapas Cilegon", "Lapas Cilegon", "lapas-cilegon")
SERANG = Unit("Lapas Serang", "Lapas Serang", "lapas-serang")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(tmp_path / "archive.db")) as opened:
        opened.execute("PRAGMA foreign_keys = OFF")  # there are no articles
        yield opened


def article(body: str = "", day: str | None = None, published: str | None = None, *units: Unit) -> Comparable:
    item = ArticleItem("u", "u", "s", body=body, event_date=day, published=published, units=list(units))
    return comparable_of(item)


def test_one_prison_on_one_day_is_found_and_no_other(connection: sqlite3.Connection) -> None:
    index = OccasionIndex(connection)
    index.add(1, article("", "2020-02-27", None, CILEGON, SERANG))
    index.add(2, article("", "2020-02-28", None, CILEGON))
    index.add(3, article("", "2021-02-27", None, CILEGON))
    index.add(4, article("", "2020-02-27", None))
    assert index.candidates(article("", "2020-02-27", None, CILEGON)) == [1]
    assert index.candidates(article("", "2020-02-27", None, SERANG)) == [1]
    assert index.candidates(article("", "2020-02-27", None)) == []


def test_a_day_without_its_year_is_that_day_of_any_year(connection: sqlite3.Connection) -> None:
    index = OccasionIndex(connection)
    index.add(1, article("Panen raya, Kamis (27/2).", None, None, CILEGON))
    index.add(2, article("", "2021-02-27", None, CILEGON))
    assert index.candidates(article("", "2020-02-27", None, CILEGON)) == [1]
    assert index.candidates(article("Panen raya, Kamis (27/2).", None, None, CILEGON)) == [2, 1]


def test_a_text_that_names_no_day_is_of_the_day_when_it_was_published(connection: sqlite3.Connection) -> None:
    index = OccasionIndex(connection)
    index.add(1, article("Panen raya.", None, "2020-02-27T08:00:00+07:00", CILEGON))
    assert index.candidates(article("", "2020-02-27", None, CILEGON)) == [1]


def test_an_article_that_changed_is_of_its_new_day_only(connection: sqlite3.Connection) -> None:
    index = OccasionIndex(connection)
    index.add(1, article("", "2020-02-27", None, CILEGON))
    index.add(1, article("", "2020-03-01", None, CILEGON))
    assert index.candidates(article("", "2020-02-27", None, CILEGON)) == []
    assert index.candidates(article("", "2020-03-01", None, CILEGON)) == [1]
    index.remove(1)
    assert index.candidates(article("", "2020-03-01", None, CILEGON)) == []


def test_what_is_rolled_back_is_not_found(connection: sqlite3.Connection) -> None:
    index = OccasionIndex(connection)
    connection.execute("BEGIN IMMEDIATE")
    index.add(1, article("", "2020-02-27", None, CILEGON))
    assert index.candidates(article("", "2020-02-27", None, CILEGON)) == [1]
    connection.rollback()
    assert index.candidates(article("", "2020-02-27", None, CILEGON)) == []


def test_the_newest_come_first_and_no_more_than_are_wanted(connection: sqlite3.Connection) -> None:
    index = OccasionIndex(connection)
    for row in range(1, 8):
        index.add(row, article("", "2020-02-27", None, CILEGON))
    assert index.candidates(article("", "2020-02-27", None, CILEGON), 3) == [7, 6, 5]
