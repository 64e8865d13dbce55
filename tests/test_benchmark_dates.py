"""The figures on dates: right and wrong answers are counted as such."""

import json
from pathlib import Path

import pytest

from benchmarks.dates import main

FORMS = """exact\tiso\turl\tnote
Kamis (27/2/2020)\t2020-02-27T00:00+07:00\t-\t-
Kamis (27/2/2020)\t2021-02-27T00:00+07:00\t-\twrong label
Rabu (24/10)\t--10-24\t-\t-
Sabtu (22/04)\t2023-04-22T00:00+07:00\t-\t-
Senin, 08 Jan 2024 07:00 WIB\t2024-01-08T07:00+07:00\t-\t-
kemarin\trelative\t-\t-
/kota/25/04/2023/\t2023-04-25\t-\t-
"""
TEXT = "CILEGON - Petugas memeriksa kamar hunian, Kamis (27/2/2020)."
LABELS = {"is_article": True, "event_date": "2020-02-27", "event_date_partial": None, "published": None}
ARTICLE = {"url": "https://a.example/1", "raw_text": TEXT, "labels": LABELS, "meta": {"event_year_from": None}}


def test_right_and_wrong_answers_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dates.tsv").write_text(FORMS, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    for figure in (
        "days in a sentence (2 of 3)",
        "days whose year is inferred (1 of 1)",
        "moments of a line (1 of 1)",
        "days in an address (1 of 1)",
        "no day (1 of 1)",
        "days of events in articles (1 of 1)",
        "'2020-02-27', expected '2021-02-27'",
    ):
        assert figure in printed
