"""What people type without thinking of a query language: commas, question marks, pasted words, half a filter."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from click.testing import CliRunner

from archive.cli.search import search_command
from archive.database import open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, create_archive
from archive.search import search
from archive.searching.query import EXAMPLES, FILTERS, read_query
from tests.test_search import Story, fill, numbers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    made = create_archive(tmp_path_factory.mktemp("typed") / "arsip", Config())
    with closing(open_for_writing(made.database)) as connection:
        fill(connection, (Story(None, "Dua orang ditahan setelah razia."), Story(None, "Petugas menari 1,5 jam.")))
    return made


@pytest.fixture(scope="module")
def connection(folder: ArchiveFolder) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(folder.database)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("razia, penahanan", "razia penahanan"),
        ("razia;penahanan", "razia penahanan"),
        ("+razia +penahanan?", "razia penahanan"),
        ("'razia' `penahanan`!", "razia penahanan"),
        ("{razia} [penahanan]", "razia penahanan"),
        ("*razia", "razia"),
        ("ra\u00adzia \u200bpenahanan", "razia penahanan"),
        ("razia 😀", "razia"),
        ("LP/B/12", "LP/B/12"),
        ("Jum'at", "Jum'at"),
        ("1,5", '"1,5"'),
        ('"razia, penahanan"', '"razia, penahanan"'),
        ("razia NEAR/99999 penahanan", "NEAR(=razia =penahanan, 1000)"),
        ("NEAR(razia penahanan, 99999)", "NEAR(=razia =penahanan, 1000)"),
    ],
)
def test_signs_around_words_are_not_looked_for(words: str, read: str) -> None:
    assert read_query(words).readable == read


def test_a_word_with_a_comma_has_its_other_forms(connection: sqlite3.Connection) -> None:
    assert numbers(search(connection, "penahanan, razia?").hits) == [0]
    assert numbers(search(connection, "1,5").hits) == [1]


@pytest.mark.parametrize("words", ["unit:", 'razia unit:""', "unit: ", 'unit:"', "unit:”"])
def test_half_a_filter_says_what_a_whole_one_looks_like(words: str) -> None:
    with pytest.raises(ArsipError, match='unit: says nothing without a value, as in unit:"Lapas Cipinang"'):
        read_query(words)


def test_each_filter_has_an_example_that_is_right() -> None:
    for example in EXAMPLES.values():
        assert read_query(example).filters
    assert set(EXAMPLES) == set(FILTERS.values())


def test_a_query_of_ten_thousand_letters_is_not_said_back(folder: ArchiveFolder) -> None:
    result = CliRunner().invoke(search_command, ["x" * 10_000], obj=folder.path, standalone_mode=False)
    assert result.stdout.startswith("Nothing found for xxx")
    assert len(result.stdout) < 300
