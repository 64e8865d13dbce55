"""Counting: what is counted is what a search finds, by any combination, as a share of all that there is."""

import csv
import io
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli.count import count_command
from archive.database import open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, create_archive
from archive.search import search
from archive.searching.counting import BY, FACETS, count
from tests.test_search import HARIAN, LAPAS, Story, fill

RADAR = replace(HARIAN, name="radar-contoh", url="https://radar.contoh.example/", network="Radar")
STORIES = (
    Story(None, "Razia kamar hunian.", day="2019-01-05", region="32.14"),
    Story(None, "Petugas merazia blok.", day="2019-01-20", source=RADAR, region="32.73"),
    Story(None, "Razia gabungan.", day="2019-02-01", source=RADAR, region="33"),
    Story(None, "Panen raya.", day="2019-01-07", source=RADAR, region="33"),
    Story(None, "Razia lagi.", day=None, source=LAPAS),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    made = create_archive(tmp_path_factory.mktemp("counting") / "arsip", Config())
    with closing(open_for_writing(made.database)) as connection:
        fill(connection, STORIES)
    return made


@pytest.fixture
def connection(folder: ArchiveFolder) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(folder.database)) as opened:
        yield opened


def counted(connection: sqlite3.Connection, words: str, by: str, **filters: str) -> list[tuple[object, ...]]:
    counts = count(connection, words, by.split(), without=(), exact=False, **filters)
    return [(*one.values, one.found, one.all) for one in counts]


def test_articles_are_counted_by_each_value_beside_all_there_are(connection: sqlite3.Connection) -> None:
    assert counted(connection, "razia", "month") == [("2019-01", 2, 3), ("2019-02", 1, 1), (None, 1, 1)]
    assert counted(connection, "razia", "network") == [("Radar", 2, 3), (None, 2, 2)]
    assert counted(connection, "razia", "province") == [("32", 2, 2), ("33", 1, 2), (None, 1, 1)]


def test_articles_are_counted_by_combinations(connection: sqlite3.Connection) -> None:
    assert counted(connection, "razia", "source province") == [
        ("lapas-contoh", "32", 1, 1),
        ("lapas-contoh", None, 1, 1),
        ("radar-contoh", "32", 1, 1),
        ("radar-contoh", "33", 1, 2),
    ]


def test_filters_narrow_what_a_share_is_of(connection: sqlite3.Connection) -> None:
    assert counted(connection, "razia", "year", source="radar-contoh") == [("2019", 2, 3)]
    assert counted(connection, "razia place:32.73", "year") == [("2019", 1, 1)]


@pytest.mark.parametrize("name", BY)
def test_the_counts_add_up_to_what_a_search_finds(connection: sqlite3.Connection, name: str) -> None:
    assert sum(one.found for one in count(connection, "razia", [name])) == search(connection, "razia").total


@pytest.mark.parametrize("name", FACETS)
@pytest.mark.parametrize("words", ["razia", "razia OR panen", "source:radar-contoh"])
def test_facets_tell_what_sql_counts(connection: sqlite3.Connection, words: str, name: str) -> None:
    days: Counter[str | None] = Counter()
    for one in count(connection, words, [name, "day"]):  # no facet has the day: SQL counts
        days[one.values[0]] += one.found
    assert {one.values[0]: one.found for one in count(connection, words, [name])} == days


def test_what_cannot_be_counted_by_is_said(connection: sqlite3.Connection) -> None:
    with pytest.raises(ArsipError, match="articles are not counted by 'cuaca', but by year, month"):
        count(connection, "razia", ["cuaca"])


def run(folder: ArchiveFolder, *arguments: str) -> str:
    return CliRunner().invoke(count_command, arguments, obj=Path(folder.path), standalone_mode=False).stdout


def test_the_command_prints_a_table_csv_and_json(folder: ArchiveFolder) -> None:
    rows = list(csv.DictReader(io.StringIO(run(folder, "razia", "--by", "month,source", "--format", "csv"))))
    assert rows[0] == {"month": "2019-01", "source": "lapas-contoh", "found": "1", "all": "1", "share": "1.0"}
    assert run(folder, "razia", "--by", "network").splitlines() == [
        "network  found    share",
        "Radar        2   66.67%",
        "-            2  100.00%",
    ]
    values = json.loads(run(folder, "razia", "--exact", "--by", "year", "--format", "json"))
    assert values == {
        "by": ["year"],
        "counts": [
            {"year": "2019", "found": 2, "all": 4, "share": 0.5},
            {"year": None, "found": 1, "all": 1, "share": 1.0},
        ],
    }
