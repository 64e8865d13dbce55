"""The benchmark of duplicates, small: copies are planted as it says and found, and a bad corpus is one line."""

import json
from pathlib import Path
from random import Random

import pytest

from benchmarks import duplicates
from benchmarks.duplicate_texts import PlantedTexts, jaccard
from benchmarks.duplicates import main


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "berita.jsonl"
    random = Random(1)
    starts, ends = ("la", "me", "di", "per", "se", "ka"), ("pas", "ban", "tu", "rut")
    words = [start + end for start in starts for end in ends]
    with path.open("w", encoding="utf-8") as file:
        for _ in range(200):
            sentences = [f"Di {' '.join(random.choices(words, k=15))} Contoh." for _ in range(12)]
            file.write(json.dumps({"title": f"Kabar {sentences[0]}", "text": " ".join(sentences)}) + "\n")
    return path


def test_near_copies_are_one_in_ten_and_distant_ones_one_in_fifty(corpus: Path) -> None:
    texts = {planted.number: planted for planted in PlantedTexts(corpus, 3000)}
    assert list(texts) == list(range(1, 3001))
    near = [text for text in texts.values() if text.copy_of is not None and text.similarity is None]
    distant = [text for text in texts.values() if text.similarity is not None]
    assert 200 < len(near) < 400
    assert 30 < len(distant) < 90
    assert all(jaccard(text.words, texts[text.copy_of or 0].words) > 0.3 for text in near)
    for text in distant:
        assert text.similarity == jaccard(text.words, texts[text.copy_of or 0].words)
        assert 0.1 < text.similarity < 0.9


def test_the_whole_benchmark_runs_and_says_what_was_reached(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "LARGE", 300)
    monkeypatch.setattr(duplicates, "LOOKED_UP", 400)
    assert main([str(corpus), "--articles", "900", "300", "--skip", "datasketch", "--json"]) == 0
    told = {figure["name"]: figure for figure in json.loads(capsys.readouterr().out)["figures"]}
    for mark in ("300", "900"):
        assert told[f"Arsip at {mark}, processor"]["value"] > 10
        assert told[f"Arsip at {mark}, longest of all, passed"]["value"] > 0
        assert 100 < told[f"Arsip at {mark}, index"]["value"] < 3000
    found = {name: figure for name, figure in told.items() if ": found of " in name}
    (near,) = (name for name in found if name.endswith("near copies"))
    assert found[near]["value"] > 0.97
    assert 40 < int(near.split()[3]) < 120  # of the 300 and the 400 that were looked up
    assert all("reached" in figure for name, figure in found.items() if not name.endswith("below 0.2"))
    assert told["Arsip, cold: the next 299 look-ups, each"]["value"] > 0


def test_a_corpus_that_is_none_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "tidak-ada.jsonl"), "--skip", "datasketch"]) == 1
    assert capsys.readouterr().err.startswith("failed: ")


def test_fewer_articles_than_a_transaction_are_refused(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(corpus), "--articles", "10"])
    assert "at least 64" in capsys.readouterr().err
