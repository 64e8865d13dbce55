"""Facets: what a search finds, counted by source and by year, so that one sees what else could be chosen."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from archive.catalogue import holdings, newest
from archive.errors import ArsipError
from archive.facets import Facets, facets
from archive.folder import ArchiveFolder
from archive.search import search
from tests.test_search import STORIES, fill


@pytest.fixture
def connection(folder: ArchiveFolder, database: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    fill(database, STORIES)
    with closing(sqlite3.connect(folder.database)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


SOURCES = {"harian-contoh": 2, "lapas-contoh": 1}
YEARS: dict[str | None, int] = {"2021": 1, "2020": 1, "2019": 1}


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({}, Facets(SOURCES, YEARS)),
        ({"source": "lapas-contoh"}, Facets(SOURCES, {"2020": 1})),
        ({"since": "2020"}, Facets({"harian-contoh": 1, "lapas-contoh": 1}, YEARS)),
        (
            {"since": "2021", "until": "2021", "source": "harian-contoh"},
            Facets({"harian-contoh": 1}, {"2021": 1, "2019": 1}),
        ),
        ({"place": "contoh"}, Facets(SOURCES, YEARS)),
        ({"place": "Lain"}, Facets({}, {})),
    ],
)
def test_each_facet_ignores_its_own_filter_alone(
    connection: sqlite3.Connection, narrowed: dict[str, str], expected: Facets
) -> None:
    found = facets(connection, "razia", **narrowed)
    assert found == expected
    assert list(found.years) == list(expected.years)
    assert list(found.sources) == list(expected.sources)


def test_the_counts_are_what_a_search_finds(connection: sqlite3.Connection) -> None:
    for name, count in facets(connection, "razia", since="2020").sources.items():
        assert search(connection, "razia", source=name, since="2020").total == count


def test_an_article_without_a_date_is_counted_without_a_year(connection: sqlite3.Connection) -> None:
    assert facets(connection, "napi").years == {None: 1}


def test_facets_refuse_what_a_search_refuses(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match="no source named 'lain'"):
        facets(connection, "razia", source="lain")


def test_the_catalogue_knows_what_each_source_holds(connection: sqlite3.Connection) -> None:
    held = {holding.name: (holding.articles, holding.first_day, holding.last_day) for holding in holdings(connection)}
    assert held == {"harian-contoh": (2, "2019-01-01", "2021-06-30"), "lapas-contoh": (3, "2019-12-31", "2020-02-27")}
    days = [entry.published_day for entry in newest(connection, 3)]
    assert days == ["2021-06-30", "2020-02-27", "2019-12-31"]
