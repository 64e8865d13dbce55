"""The writer: what one job of a group breaks, it alone loses."""

import sqlite3

import pytest

from archive import frontier
from archive.articles import keep
from archive.captures import Capture
from archive.database import open_for_reading
from archive.folder import ArchiveFolder
from archive.full_text import Search
from archive.keeping import Keeping
from archive.search import search
from archive.sources import Source
from archive.writer import Job, Work, Writer
from tests.conftest import NOON
from tests.test_articles import item


def keeping(row: int, *headlines: str, failing: bool = False) -> Work:
    def work(connection: sqlite3.Connection, waiting: Search, _captures: list[Capture]) -> None:
        for number, headline in enumerate(headlines, 1):
            keep(item(number, headline=headline), Keeping(connection, waiting, row, (), NOON))
        if failing:
            raise ValueError("rusak")

    return work


def test_a_job_that_fails_takes_back_its_own_articles_and_their_words_alone(
    folder: ArchiveFolder, source: Source
) -> None:
    writer = Writer(folder)
    row = writer.call(lambda connection: frontier.adopt(connection, source)).result(timeout=10)
    writer._hand_in(Job(keeping(row, "Pertama"))).result(timeout=10)
    writer.in_flight = lambda: 9  # company is on its way: all of these share one transaction
    group = [Job(keeping(row, "Kedua", "Lain", failing=True)), Job(keeping(row, "Ketiga", "Baru"))]
    futures = [writer._hand_in(job) for job in [*group, Job(keeping(row, "Keempat", "Usang", failing=True))]]
    assert futures[1].result(timeout=10) is None
    for future in (futures[0], futures[2]):
        with pytest.raises(ValueError, match="rusak"):
            future.result(timeout=10)
    writer.call(_check_index).result(timeout=10)
    writer.close()
    connection = open_for_reading(folder.database)
    found = {
        word: search(connection, word).total
        for word in ["pertama", "kedua", "ketiga", "keempat", "lain", "baru", "usang"]
    }
    connection.close()
    assert found == {"pertama": 0, "kedua": 0, "ketiga": 1, "keempat": 0, "lain": 0, "baru": 1, "usang": 0}


def _check_index(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
