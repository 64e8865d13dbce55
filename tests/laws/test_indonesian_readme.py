"""README.id.md says what README.md says: the same commands, the same figures, the same promises, each way a link."""

import re
from itertools import zip_longest

from tests.laws.tracked import ROOT

ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
INDONESIAN = (ROOT / "README.id.md").read_text(encoding="utf-8")
NUMBER = re.compile(r"\d*(?:[.,]\d+)+|\d+")


def typed(text: str) -> list[str]:
    """What one types, without the remarks."""
    return [line.partition("#")[0].strip() for line in re.findall(r"^\$ (.*)$", text, re.MULTILINE)]


def commands(text: str) -> list[str]:
    return re.findall(r"^\| `(arsip [^`]+)` \|", text, re.MULTILINE)


def rows(text: str) -> list[list[str]]:
    return [line.split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]


def figures(row: list[str], grouping: str, point: str) -> list[float]:
    """The numbers of a row's first two cells; English writes 1,000.5 and .5, Indonesian 1.000,5 and 0,5."""
    plain = (one.replace(grouping, "").replace(point, ".") for one in NUMBER.findall(" ".join(row[:2])))
    return sorted(map(float, plain))


def test_the_same_commands_are_told_in_the_same_order() -> None:
    assert typed(INDONESIAN) == typed(ENGLISH)
    assert commands(INDONESIAN) == commands(ENGLISH) != []
    named = re.compile(r"`((?:arsip|pipx|wsl)[^`]*)`")
    assert set(named.findall(INDONESIAN)) == set(named.findall(ENGLISH))


def test_the_same_figures_are_told_and_measured_by_the_same_scripts() -> None:
    measured = [
        [row for row in rows(text) if len(row) == 3 and ("benchmarks." in row[2] or "--memory" in row[2])]
        for text in (ENGLISH, INDONESIAN)
    ]
    assert len(measured[0]) > 5
    for english, indonesian in zip_longest(*measured, fillvalue=["", "", ""]):
        assert figures(indonesian, ".", ",") == figures(english, ",", "."), indonesian
        assert re.findall("`.*`", indonesian[2]) == re.findall("`.*`", english[2])


def test_the_same_promises_are_made() -> None:
    promises = [len(re.findall(r"^- \*\*", text, re.MULTILINE)) for text in (ENGLISH, INDONESIAN)]
    assert promises[0] == promises[1] > 3
    assert len(re.findall("^## ", ENGLISH, re.MULTILINE)) == len(re.findall("^## ", INDONESIAN, re.MULTILINE))


def test_the_catalogue_has_the_same_size_in_both() -> None:
    counted = re.compile(r"\b(\d+) (?:sources|sumber)\b")
    assert set(counted.findall(INDONESIAN)) <= set(counted.findall(ENGLISH.replace("\n", " "))) != set()


def test_each_links_the_other() -> None:
    assert "](README.id.md)" in ENGLISH
    assert "](README.md)" in INDONESIAN
