"""The share of junk that is removed, and of articles that lose nothing else."""

import json
from pathlib import Path

import pytest

from benchmarks.junk import main

TEXT = "CONTOH - Petugas memeriksa kamar hunian.\n\nBaca juga: Panen Raya\n\nLagi pula, semua aman."


def test_it_counts_what_goes_and_what_is_left_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = ["exact\tkind\turl\tnote", "Baca juga: <judul>\trelated-link\tx\tx", "Sebuah kalimat biasa.\tother\tx\tx"]
    (tmp_path / "junk.tsv").write_text("\n".join(forms), encoding="utf-8")
    labels = {"is_article": True, "photo_caption": None, "byline": [], "body_first_words": "Petugas memeriksa"}
    whole = {
        "url": "https://a.example/1",
        "title": None,
        "raw_text": TEXT,
        "labels": labels | {"junk": ["Baca juga: Panen Raya"]},
    }
    eaten = {
        "url": "https://a.example/2",
        "title": None,
        "raw_text": TEXT,
        "labels": labels | {"junk": ["Lagi pula, semua aman."]},
    }
    (tmp_path / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in (whole, eaten)), encoding="utf-8")
    assert main([str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    shares = {figure["name"]: figure["value"] for figure in told["figures"]}
    assert shares == {"forms removed": 0.5, "labelled junk removed": 0.5, "articles left whole": 0.5}
    assert "https://a.example/2: lost 'Baca juga: Panen Raya'" in told["notes"]
