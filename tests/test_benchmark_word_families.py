"""The benchmark of word families: what it prints, and that Arsip reaches what was asked of it on both judged tables."""

from pathlib import Path

import pytest

from archive.searching.word_families import is_same_family
from benchmarks.word_families import JUDGED, PAIRS_FOUND, measure, read_pairs

AGAIN = JUDGED.with_name("word_families_again.tsv")


@pytest.mark.parametrize("judged", [JUDGED, AGAIN], ids=lambda path: path.stem)
def test_nearly_all_forms_are_found_and_no_other_word_is(judged: Path) -> None:
    pairs = read_pairs(judged)
    wanted = [pair for pair in pairs if pair.is_wanted]
    found = [pair for pair in wanted if is_same_family(pair.typed, pair.other)]
    assert len(found) / len(wanted) >= PAIRS_FOUND
    assert [pair for pair in pairs if not pair.is_wanted and is_same_family(pair.typed, pair.other)] == []


def test_there_are_sixty_queries_and_fifty_traps() -> None:
    pairs = read_pairs(JUDGED)
    assert len({pair.typed for pair in pairs}) >= 60
    assert sum(not pair.is_wanted for pair in pairs) >= 50


def test_each_system_has_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    systems = (("all", lambda _first, _second: True), ("arsip", is_same_family))
    monkeypatch.setattr("benchmarks.word_families._systems", lambda: iter(systems))
    figures, _ = measure(read_pairs(JUDGED))
    values = {figure.name: figure.value for figure in figures}
    assert values["all: recall"] == 1
    assert values["all: traps joined"] == sum(not pair.is_wanted for pair in read_pairs(JUDGED))
    assert all(figure.reached for figure in figures if figure.reached is not None)
