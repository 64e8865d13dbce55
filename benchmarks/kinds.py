"""Articles that are refused, and other pages that are taken for one, of a corpus that names the type of each page.

CORPUS is a folder as `python -m benchmarks.reading` takes it, whose rows have a `page_type`.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.errors import ArsipError
from benchmarks.page_corpus import ARTICLE, TruePage, pages_of
from benchmarks.reading_systems import Answer, read_with_arsip

MOST_REFUSED, MOST_TAKEN = 0.05, 0.10
SHOULD_BE_REFUSED = frozenset({"listing", "collection", "product"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Read every page of the corpora with Arsip, and print which share of each type is taken for an article."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kinds", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+", help="a folder with truth.jsonl and <id>.html.gz")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    try:
        pages = pages_of(chosen.corpus)
    except ArsipError as error:
        print(error, file=sys.stderr)
        return 2
    report = measure(pages, read_with_arsip(pages))
    print(json.dumps(report, indent=2, ensure_ascii=False) if chosen.json else as_text(report))
    return 0


def measure(pages: Sequence[TruePage], answers: Sequence[Answer]) -> dict[str, Any]:
    """For each type how many pages there are and how many were taken, and every page that was judged wrongly."""
    total, taken = Counter(page.page_type for page in pages), Counter[str]()
    wrong = []
    for page, answer in zip(pages, answers, strict=True):
        taken[page.page_type] += answer.refused is None
        if (answer.refused is None) != (page.page_type == ARTICLE):
            wrong.append({"url": page.url, "type": page.page_type, "refused": answer.refused})
    types = {name: {"pages": total[name], "taken": taken[name]} for name in total}
    others = SHOULD_BE_REFUSED & total.keys()
    shares = {
        "articles_refused": 1 - taken[ARTICLE] / total[ARTICLE] if total[ARTICLE] else None,
        "lists_and_products_taken": sum(taken[name] for name in others) / sum(total[name] for name in others)
        if others
        else None,
    }
    return {"types": types, **shares, "wrong": wrong}


def as_text(report: dict[str, Any]) -> str:
    """A line a type, the two shares with what they should be, and the pages that were judged wrongly."""
    lines = [f"{name:12} {count['taken']:4} of {count['pages']:4} taken" for name, count in report["types"].items()]
    for name, most in (("articles_refused", MOST_REFUSED), ("lists_and_products_taken", MOST_TAKEN)):
        if report[name] is not None:
            lines.append(f"{name.replace('_', ' '):26} {report[name]:6.1%}, should be at most {most:.0%}")
    return "\n".join(
        [*lines, *(f"{row['type']:10} {row['refused'] or 'taken'}: {row['url']}" for row in report["wrong"])]
    )


if __name__ == "__main__":
    raise SystemExit(main())
