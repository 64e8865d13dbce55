"""The count of units that are rightly found in labelled articles."""

import json
from pathlib import Path

import pytest

from benchmarks.units import main


def labelled(text: str, *units: str) -> dict[str, object]:
    labels = {"units": units, "photo_caption": None}
    return {"url": "https://a.example/1", "title": None, "raw_text": text, "labels": labels}


def test_it_counts_units_by_meaning_and_by_spelling(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = [
        labelled("Mereka dibawa ke Lapas Kelas II B Slawi.", "Lapas Slawi"),
        labelled("Mereka dibawa ke Rutan Depok dari Rutan Wates.", "Rutan Depok", "PN Contoh"),
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in articles), encoding="utf-8")
    assert main([str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    shares = {figure["name"]: figure["value"] for figure in told["figures"]}
    assert shares["precision, by the unit meant"] == pytest.approx(2 / 3, abs=0.01)
    assert shares["recall, by the unit meant"] == pytest.approx(2 / 3, abs=0.01)
    assert shares["precision, by the spelling"] == pytest.approx(1 / 3, abs=0.01)
    assert sorted(told["notes"]) == ["missed: pn contoh", "wrong: rutan-wates"]
