"""The benchmark of searches: its mix of queries is as published, and it measures an archive that it makes."""

import json
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from archive.searching.query import read_query
from benchmarks.search import main
from benchmarks.search_archive import marked_items
from benchmarks.search_queries import MIX, queries

SENTENCES = (
    "Petugas menahan dua orang di pintu gerbang pada Senin pagi.",
    "Penahanan itu berlangsung singkat dan tanpa perlawanan.",
    "Kepala lapas meninjau dapur dan kamar hunian warga binaan.",
    "Panen sayur tahun ini lebih banyak daripada tahun lalu.",
    "Keluarga mengunjungi kerabat mereka dalam kunjungan terbatas.",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "texts.jsonl"
    rows = [
        {"title": f"Berita {n} hari ini", "text": " ".join(SENTENCES[n % 5 :] + SENTENCES[: n % 3])} for n in range(9)
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_the_queries_are_of_the_published_mix_and_can_be_read(corpus: Path) -> None:
    asked = queries(islice(marked_items(corpus, 60), 60), 40, rare=1.0)
    assert Counter(kind for kind, _ in asked) == {kind: round(share * 40) for kind, share in MIX.items()}
    assert all(read_query(words).fts for _, words in asked)
    assert asked == queries(islice(marked_items(corpus, 60), 60), 40, rare=1.0)


def test_it_measures_an_archive_that_it_makes(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("benchmarks.search.CACHE", tmp_path)
    monkeypatch.setattr("benchmarks.search.SAMPLE", 60)
    monkeypatch.setattr("benchmarks.search.RARE", 1.0)
    assert main([str(corpus), "--articles", "40", "80", "--queries", "20", "--json"]) == 0
    values = {figure["name"]: figure["value"] for figure in json.loads(capsys.readouterr().out)["figures"]}
    assert values["80 articles: median"] > 0
    assert values["40 articles: plain, median"] > 0
    assert (tmp_path / "search" / "80.db").is_file()
