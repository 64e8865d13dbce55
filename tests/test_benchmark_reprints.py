"""The figures on reprints: groups are judged as they are labelled, copies are as much copied as they say."""

import json
from pathlib import Path
from random import Random

import pytest

from archive.items import ArticleItem
from archive.likeness.comparable import comparable_of
from benchmarks.editing import MOVES, copy_of
from benchmarks.near_pairs import is_reuse
from benchmarks.reprints import main
from benchmarks.sentences import SENTENCES

RELEASE = "Petugas Lapas Kelas IIA Cilegon menggeledah 12 kamar, Kamis (27/2/2020). Sendok besi dan kabel disita lalu "
RELEASE += "dimusnahkan di halaman bersama perwakilan penghuni seusai apel malam."
GROUPS = (
    ("same_release", [RELEASE, RELEASE.replace("12", "lima")]),
    ("same_event_different_text", [RELEASE, RELEASE]),
    ("same_template_different_unit", [RELEASE, RELEASE.replace("Cilegon", "Serang")]),
)


def text(number: int) -> str:
    chosen = Random(number).sample(SENTENCES, 12)
    return " ".join(
        line.format(unit="Lapas Contoh", place="Contoh", person="Sri Contoh", number=number, day="Senin")
        for line in chosen
    )


def article(number: int) -> ArticleItem:
    return ArticleItem(f"https://a.example/{number}", f"https://a.example/{number}", "contoh", body=text(number))


def test_pairs_are_judged_as_they_are_labelled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {
            "group": at,
            "kind": kind,
            "docs": [{"url": "https://a.example/1", "title": None, "text": text} for text in texts],
        }
        for at, (kind, texts) in enumerate(GROUPS)
    ]
    (tmp_path / "duplicates.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "reprint pairs (1 of 1)" in printed
    assert "same-event pairs (0 of 1)" in printed
    assert "none pairs (1 of 1)" in printed
    assert "group 1, 1 and 2: reprint, not same-event" in printed


def test_copies_and_pairs_of_a_corpus_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"url": f"https://a.example/{at}", "outlet": f"o{at % 2}", "title": None, "text": text(at), "date_raw": None}
        for at in range(12)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main([str(tmp_path / "news.jsonl"), "--json"]) == 0
    figures = {figure["name"]: figure["value"] for figure in json.loads(capsys.readouterr().out)["figures"]}
    recall = next(value for name, value in figures.items() if name.startswith("recall"))
    assert recall > 0.9
    assert any(name.startswith("pairs of one topic") for name in figures)


@pytest.mark.parametrize("move", MOVES)
def test_a_copy_is_as_much_copied_as_it_says(move: str) -> None:
    original, other = article(1), article(99)
    copy = copy_of(original, other, 0.5, move, Random(0))
    there, here = set(original.body.split()), copy.item.body.split()
    assert copy.share == pytest.approx(0.5, abs=0.15)
    assert sum(word in there for word in here) / len(here) >= copy.share - 0.1
    assert copy.item.body != original.body


def test_text_that_one_article_took_from_the_other_is_no_pair_of_different_texts() -> None:
    one, other, carrier = (ArticleItem("u", "u", "s", body=body) for body in (text(1), RELEASE, f"{RELEASE} {text(1)}"))
    assert is_reuse(comparable_of(one), comparable_of(carrier))
    assert not is_reuse(comparable_of(one), comparable_of(other))
