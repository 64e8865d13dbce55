"""The benchmark of writing, small: both ways write everything, copies are found, and a loss gives no figure."""

import gzip
import json
from pathlib import Path

import pytest

from archive.database import open_for_writing
from benchmarks.ingest import Side, main
from benchmarks.ingest_items import PlantedItems
from benchmarks.ingest_writers import into_archive, into_plain_table
from benchmarks.measure import Failed
from tests.one_story import passage


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "berita.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for seed in range(800):
            text = passage(seed, 12)
            file.write(json.dumps({"title": f"Kabar {text[:40]}", "text": text}) + "\n")
    return path


def test_one_in_fifty_is_word_for_word_at_a_second_address(corpus: Path) -> None:
    planted = PlantedItems(corpus, 2000)
    items = {item.url: item for item in [*planted.take(700), *planted.take(5000)]}
    assert len(items) == 2000
    assert 20 <= len(planted.exact) <= 60
    for address in planted.exact:
        first = items[address[: address.rindex("salinan-")]]
        assert items[address].body == first.body
        assert items[address].source == first.source


def test_the_plain_table_is_indexed_too(corpus: Path, tmp_path: Path) -> None:
    connection = open_for_writing(tmp_path / "plain.db")
    write = into_plain_table(connection)
    planted = PlantedItems(corpus, 130)
    for _ in range(2):
        write(planted.take(65))
    (found,) = connection.execute("SELECT count(*) FROM plain_fts WHERE plain_fts MATCH 'kabar'").fetchone()
    connection.execute("INSERT INTO plain_fts(plain_fts, rank) VALUES ('integrity-check', 1)")
    connection.close()
    assert found == 130


def test_the_whole_benchmark_runs_and_says_what_was_reached(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus), "--rows", "700", "300", "--json"]) == 0
    told = {figure["name"]: figure for figure in json.loads(capsys.readouterr().out)["figures"]}
    for name in ("archive at 300 rows", "plain table at 700 rows", "known items kept again changed"):
        by_processor, passed = told[f"{name}, processor"], told[f"{name}, passed"]
        assert by_processor["unit"] == passed["unit"] == "items/s"
        assert by_processor["value"] > 10
        assert passed["value"] > 10
    assert told["exact copies found"]["value"] == 1
    assert told["near copies found"]["value"] > 0.9
    assert told["archive at 1,500 rows, file"]["value"] > told["archive at 300 rows, file"]["value"] > 1
    assert 20 < told["archive at 1,500 rows, peak memory"]["value"] < 250
    assert {name for name, figure in told.items() if "reached" in figure} == {
        *(f"archive at {rows} rows, {by}" for rows in ("500", "1,500") for by in ("processor", "passed")),
        *(f"archive, 1,500 / 500 rows, {by}" for by in ("processor", "passed")),
        "exact copies found",
    }


def test_items_that_are_not_new_give_no_figure(corpus: Path, tmp_path: Path) -> None:
    side = Side("archive", into_archive, tmp_path / "archive.db")
    items = PlantedItems(corpus, 10).take(10)
    try:
        side.write(items)
        with pytest.raises(Failed, match=r"archive: .*same.* of 10 new items"):
            side.write(items)
    finally:
        side.process.close()


def test_a_corpus_that_is_none_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "tidak-ada.jsonl")]) == 1
    assert capsys.readouterr().err.startswith("failed: ")


def test_fewer_rows_than_a_transaction_are_refused(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(corpus), "--rows", "10"])
    assert "at least 64" in capsys.readouterr().err
