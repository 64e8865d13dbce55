"""How well pages are read: Arsip beside trafilatura, newspaper4k, readability, go-readability and news-please.

CORPUS is a folder with `truth.jsonl` (an object a line: `id`, `url`, `title`, `author`, `published`, `body`, and where
known `page_type`, `must` and `must_not`) and a page `<id>.html.gz` for each. Only articles whose text is known are
scored here; `python -m benchmarks.kinds` tells articles from other pages.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from archive.errors import ArsipError
from benchmarks.measure import machine
from benchmarks.page_corpus import TruePage, articles_of, pages_of
from benchmarks.reading_fields import authors_are_right, day_is_right, day_is_wrong, title_is_right
from benchmarks.reading_systems import (
    PEERS,
    Answer,
    Missing,
    read_with_arsip,
    read_with_peer,
    read_with_trafilatura,
    templates_of,
)
from benchmarks.shingles import Match, difference, match, score

OWN, AMONG, BESIDE = "arsip", "arsip among others", "trafilatura"
Rate = Callable[[TruePage, Answer], bool | None]
FIELDS = ("title", "published_day", "wrong_day", "author")
COLUMNS = ("f1", "precision", "recall", "ms_per_page", *FIELDS, "must", "must_not")
SPACE = " "


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the articles of one or more corpora with every system, and print how near each comes to the truth."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+", help="a folder with truth.jsonl and <id>.html.gz")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--only", nargs="+", choices=(OWN, BESIDE, *PEERS), help="these systems alone")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every other page alone: to develop on 0, check on 1")
    chosen = parser.parse_args(arguments)
    try:
        pages = articles_of(pages_of(chosen.corpus))[chosen.half or 0 :: 1 if chosen.half is None else 2]
    except ArsipError as error:
        print(error, file=sys.stderr)
        return 2
    report = measure(pages, chosen.only or (OWN, BESIDE, *PEERS))
    print(json.dumps(report, indent=2, ensure_ascii=False) if chosen.json else as_table(report))
    return 0


def measure(pages: Sequence[TruePage], systems: Sequence[str]) -> dict[str, Any]:
    """The figures of each system, by how much the others are below Arsip, and notes on systems that are missing."""
    figures: dict[str, Any] = {}
    matches: dict[str, list[Match]] = {}
    notes = []
    for system in systems:
        try:
            answers = _read(system, pages)
        except Missing as missing:
            notes.append(f"{system} is skipped, since it is not installed: {missing}")
            continue
        matches[system] = [match(page.body, answer.text) for page, answer in zip(pages, answers, strict=True)]
        figures[system] = _figures(pages, answers, matches[system])
        if system == OWN:
            notes += _refusals(pages, answers)
            if templates := templates_of(pages):
                among = read_with_arsip(pages, templates)
                matches[AMONG] = [match(page.body, answer.text) for page, answer in zip(pages, among, strict=True)]
                figures[AMONG] = _figures(pages, among, matches[AMONG])
                notes += _what_templates_changed(pages, matches[OWN], matches[AMONG])
    differences = {
        other: dict(zip(("f1", "interval_95"), _rounded(difference(matches[OWN], matches[other])), strict=True))
        for other in matches
        if OWN in matches and other != OWN
    }
    report = {"machine": machine(), "pages": len(pages), "systems": figures}
    return {**report, "arsip_above": differences, "notes": notes}


def _read(system: str, pages: Sequence[TruePage]) -> list[Answer]:
    if system == OWN:
        return read_with_arsip(pages)
    return read_with_trafilatura(pages) if system == BESIDE else read_with_peer(system, pages)


def _what_templates_changed(pages: Sequence[TruePage], alone: Sequence[Match], among: Sequence[Match]) -> Iterator[str]:
    """Each page on which a template learned from its site's other pages made a difference; recall should not fall."""
    for page, before, after in zip(pages, alone, among, strict=True):
        if before != after:
            figures = (before.precision or 0.0, after.precision or 0.0, before.recall or 0.0, after.recall or 0.0)
            yield "among others: {}: precision {:.3f} to {:.3f}, recall {:.3f} to {:.3f}".format(page.url, *figures)


def _refusals(pages: Sequence[TruePage], answers: Sequence[Answer]) -> list[str]:
    refused = [f"{page.url} ({answer.refused})" for page, answer in zip(pages, answers, strict=True) if answer.refused]
    return [f"refused by arsip, so that its text counts as missing: {text}" for text in refused]


def _figures(pages: Sequence[TruePage], answers: Sequence[Answer], matches: Sequence[Match]) -> dict[str, float | None]:
    total = score(matches)
    pairs = list(zip(pages, answers, strict=True))
    return {
        "f1": round(total.f1, 4),
        "precision": round(total.precision, 4),
        "recall": round(total.recall, 4),
        "ms_per_page": round(fmean(answer.seconds for answer in answers) * 1000, 2),
        "title": _rate(pairs, title_is_right),
        "published_day": _rate(pairs, day_is_right),
        "wrong_day": _rate(pairs, day_is_wrong),
        "author": _rate(pairs, authors_are_right),
        "must": _share([text in _flat(answer.text) for page, answer in pairs for text in map(_flat, page.must)]),
        "must_not": _share(
            [text not in _flat(answer.text) for page, answer in pairs for text in map(_flat, page.must_not)]
        ),
    }


def _flat(text: str) -> str:
    return SPACE.join(text.split())


def _rate(pairs: Sequence[tuple[TruePage, Answer]], is_right: Rate) -> float | None:
    verdicts = (is_right(page, answer) for page, answer in pairs)
    return _share([verdict for verdict in verdicts if verdict is not None])


def _share(verdicts: Sequence[bool]) -> float | None:
    return round(fmean(verdicts), 4) if verdicts else None


def _rounded(values: tuple[float, float]) -> tuple[float, float]:
    return round(values[0], 4), round(values[1], 4)


def as_table(report: dict[str, Any]) -> str:
    """A line a system; `must` and `must_not` are the shares of snippets that are in the text, and that are not."""
    lines = [f"{report['machine']}, {report['pages']} articles", "", f"{'':18}" + "".join(f"{c:>14}" for c in COLUMNS)]
    for system, figures in report["systems"].items():
        cells = ("–" if figures[name] is None else f"{figures[name]:.4g}" for name in COLUMNS)
        lines.append(f"{system:18}" + "".join(f"{cell:>14}" for cell in cells))
    lines.append("")
    for system, found in report["arsip_above"].items():
        lines.append(f"F1 of arsip above {system}: {found['f1']:+.4f} ± {found['interval_95']:.4f}")
    return "\n".join([*lines, *report["notes"]])


if __name__ == "__main__":
    raise SystemExit(main())
