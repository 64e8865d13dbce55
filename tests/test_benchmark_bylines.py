"""The share of bylines that are read exactly."""

import json
from pathlib import Path

import pytest

from benchmarks.bylines import main


def test_it_counts_forms_and_articles_that_are_read_exactly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = ["exact\tparsed\turl\tplace_note", "(wis/zar)\twis:unknown; zar:unknown (initials)\tx\tx"]
    forms += ["Editor: Ani Contoh\tAni Contoh:editor\tx\tx", "Oleh siapa saja\tBudi:writer\tx\tx"]
    (tmp_path / "bylines.tsv").write_text("\n".join(forms), encoding="utf-8")
    article = {
        "url": "https://a.example/1",
        "title": None,
        "raw_text": "Petugas memeriksa kamar. (wis)",
        "labels": {"byline": ["wis"], "photo_caption": None},
    }
    (tmp_path / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert main([str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    shares = {figure["name"]: figure["value"] for figure in told["figures"]}
    assert shares["forms read exactly"] == pytest.approx(2 / 3, abs=0.01)
    assert shares["articles' bylines read exactly"] == 1
    assert len(told["notes"]) == 1
