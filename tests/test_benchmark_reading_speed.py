"""The figures of speed: both systems read every page, and the ratios are of what was measured."""

import json
from pathlib import Path

import pytest

from benchmarks.reading_speed import main
from tests.test_benchmark_reading import corpus


def test_both_are_timed_over_the_same_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus(tmp_path)), "--rounds", "1", "--json"]) == 0
    figures = {figure["name"]: figure for figure in json.loads(capsys.readouterr().out)["figures"]}
    rates = figures["Arsip, two processes"]["value"], figures["trafilatura, one process"]["value"]
    assert min(rates) > 0
    assert figures["pages/s, Arsip / trafilatura"]["value"] == pytest.approx(rates[0] / rates[1], rel=0.01)
    assert figures["Arsip, processor"]["value"] > 0
    assert "reached" in figures["processor, Arsip / trafilatura"]


def test_a_folder_of_another_form_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "truth.jsonl" in capsys.readouterr().err
