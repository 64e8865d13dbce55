"""The pages on searching: what their tables say is found is found, and what they say is not is not."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import open_for_writing
from archive.search import search
from archive.searching.query import FILTERS, read_query
from archive.searching.search_tables import ABBREVIATIONS, SYNONYMS
from tests.test_search import Story, fill, numbers

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("searching.md", "mencari.md")
ROW = re.compile(r"\| `([^|]+)` \| ([^`|]+) \| ([^`|]+) \|")


def rows(page: str) -> list[tuple[str, str, str]]:
    found = ROW.findall((DOCS / page).read_text(encoding="utf-8"))
    return [
        (words, wanted, other) for words, wanted, other in found if wanted.strip() and not wanted.startswith("also")
    ]


EXAMPLES = [(page, *row) for page in PAGES for row in rows(page)]
TEXTS = list(dict.fromkeys(text for _, _, *texts in EXAMPLES for text in texts))


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(open_for_writing(tmp_path_factory.mktemp("documents") / "archive.db")) as opened:
        fill(opened, tuple(Story(None, f"{text}.") for text in TEXTS))
        yield opened


@pytest.mark.parametrize(("page", "words", "wanted", "other"), EXAMPLES)
def test_the_examples_find_what_they_say(
    connection: sqlite3.Connection, page: str, words: str, wanted: str, other: str
) -> None:
    found = {TEXTS[number] for number in numbers(search(connection, words, limit=len(TEXTS)).hits)}
    assert wanted in found
    assert other not in found


def test_both_pages_have_examples() -> None:
    assert {page: len(rows(page)) >= 15 for page in PAGES} == dict.fromkeys(PAGES, True)


@pytest.mark.parametrize("page", PAGES)
def test_every_filter_is_named_and_each_that_is_named_is_read(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert [name for name in FILTERS if f"{name}:" not in text] == []
    for words in re.findall(r"`((?:[a-z]+:(?:\"[^\"]+\"|[^\s`]+) ?)+)`", text):
        assert read_query(words).filters or read_query(words).fts


def test_the_files_that_change_the_names_are_told() -> None:
    for page in PAGES:
        text = (DOCS / page).read_text(encoding="utf-8")
        assert f"search/{ABBREVIATIONS}" in text
        assert f"search/{SYNONYMS}" in text
