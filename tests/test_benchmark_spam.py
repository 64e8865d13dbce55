"""The count of news that are taken for advertising."""

import json
from pathlib import Path

import pytest

from benchmarks.spam import main

NEWS = {"title": "Lapas Contoh Gelar Razia", "text": "Petugas merazia kamar hunian.", "url": "https://a.example/razia"}
ADVERTISEMENT = {
    "title": "Slot Gacor Maxwin",
    "text": "Situs slot gacor dan rtp live, link alternatif, togel, mahjong ways, bonus new member.",
    "url": "https://a.example/slot-gacor",
}


def test_it_counts_what_is_taken_for_advertising(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "news.jsonl"
    corpus.write_text("\n".join(json.dumps(row) for row in (NEWS, ADVERTISEMENT, NEWS)), encoding="utf-8")
    assert main([str(corpus)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["taken", "for", "spam", "1"] in lines
    assert ["addresses", "that", "are", "fetched", "last", "1"] in lines
