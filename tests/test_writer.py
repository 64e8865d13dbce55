"""The writer: what one job of a group breaks, it alone loses."""

import sqlite3
from contextlib import closing

import pytest

from archive import frontier
from archive.articles import keep
from archive.captures import Capture
from archive.database import open_for_reading, open_for_writing
from archive.folder import ArchiveFolder
from archive.full_text import Search, merge
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


PIECES = "SELECT count(DISTINCT segid) FROM articles_fts_idx"


def test_a_writer_leaves_the_index_in_few_pieces(folder: ArchiveFolder, source: Source) -> None:
    writer = Writer(folder)
    row = writer.call(lambda connection: frontier.adopt(connection, source)).result(timeout=10)
    for number in range(1, 7):
        writer._hand_in(Job(_keeping_one(row, number))).result(timeout=10)
    before: int = writer.call(lambda connection: connection.execute(PIECES).fetchone()[0]).result(timeout=10)
    writer.close()
    with closing(sqlite3.connect(folder.database)) as connection:
        ((after,),) = connection.execute(PIECES)
        _check_index(connection)
        connection.row_factory = sqlite3.Row
        found = [search(connection, f"nomor{number}").total for number in range(1, 7)]
    assert before > after
    assert after <= 2
    assert found == [1] * 6


def test_without_time_the_index_stays_as_it_is(folder: ArchiveFolder, source: Source) -> None:
    with closing(open_for_writing(folder.database)) as connection:
        row = frontier.adopt(connection, source)
        for number in (1, 2, 3):
            search_too = Search()
            _keeping_one(row, number)(connection, search_too, [])
            search_too.flush(connection)
        pieces = connection.execute(PIECES).fetchone()[0]
        merge(connection, 0.0)
        assert connection.execute(PIECES).fetchone()[0] == pieces
        merge(connection, 10.0)
        assert connection.execute(PIECES).fetchone()[0] < pieces


def _keeping_one(row: int, number: int) -> Work:
    def work(connection: sqlite3.Connection, waiting: Search, _captures: list[Capture]) -> None:
        keep(item(number, headline=f"nomor{number}"), Keeping(connection, waiting, row, (), NOON))

    return work


def _check_index(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
