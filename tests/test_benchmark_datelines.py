"""The figures on datelines: right and wrong answers are counted as such."""

import json
from pathlib import Path

import pytest

from benchmarks.datelines import main

OPENINGS = """exact\tplace_norm\toutlet\turl\tshape
CILEGON - \tCilegon\t-\t-\t-
PANDAN, Contoh.com\\n\tTapanuli Tengah\tContoh.com\t-\t-
BOGOR (Lentera) – \tBogor\tLentera\t-\t-
SERANG - \tSurabaya\t-\t-\t-
(none)\t-\t-\t-\tno dateline
"""
LABELS = {"is_article": True, "dateline_place": "CILEGON", "dateline_place_norm": "Cilegon", "dateline_outlet": None}
ARTICLES = (
    {"url": "https://a.example/1", "raw_text": "CILEGON - Petugas memeriksa kamar hunian.", "labels": LABELS},
    {"url": "https://a.example/2", "raw_text": "Petugas memeriksa.", "labels": {**LABELS, "dateline_place": None}},
    {"url": "https://a.example/3", "raw_text": "Petugas memeriksa kamar hunian.", "labels": LABELS},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "datelines.tsv").write_text(OPENINGS, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    return tmp_path


def test_right_and_wrong_answers_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "places of openings (3 of 4)" in printed
    assert "'SERANG - ': 'Serang', expected 'Surabaya'" in printed
    assert "openings without a dateline (1 of 1)" in printed
    assert "places of articles (1 of 2)" in printed
    assert "articles without a dateline (1 of 1)" in printed


def test_the_figures_are_there_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--json"]) == 0
    assert "outlets of openings (4 of 4)" in json.dumps(json.loads(capsys.readouterr().out))
