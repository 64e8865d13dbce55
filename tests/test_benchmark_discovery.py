"""The figures of discovery."""

import json

import pytest

from benchmarks.discovery import main


def test_it_says_what_share_of_a_site_is_found_and_at_what_cost(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kind", "Blogger", "--articles", "12", "--json"]) == 0
    good, faulty = json.loads(capsys.readouterr().out)
    assert (good["faulty"], faulty["faulty"]) == (0.0, 0.2)
    for figures in (good, faulty):
        assert (figures["recall"], figures["precision"]) == (1.0, 1.0)
    assert 12 < good["requests"] < 40
    assert good["again"] < 6


def test_it_says_which_kinds_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--kind", "Geocities"]) == 2
    assert "Joomla" in capsys.readouterr().err
