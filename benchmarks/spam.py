"""News texts that are taken for advertising: of a corpus in which there is none, each is a mistake."""

import argparse
import gzip
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from archive.wording.spam import is_spam, is_suspect
from benchmarks.measure import Figure, as_json, as_table


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a corpus of news, and print how many of its texts and addresses are taken for advertising."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spam", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a file of JSON lines (.gz too) with `title`, `text` and `url`")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    figures, notes = measure(chosen.corpus)
    print(as_json(figures, notes) if chosen.json else as_table(figures, notes))
    return 0


def measure(corpus: Path) -> tuple[list[Figure], list[str]]:
    """Counts of texts, and microseconds a text."""
    texts, spam, suspect = (
        Figure("news texts", ""),
        Figure("taken for spam", ""),
        Figure("addresses that are fetched last", ""),
    )
    rows = list(_rows(corpus))
    began = time.process_time()
    taken = [row["title"] for row in rows if is_spam(row.get("title"), row.get("text") or "")]
    spent = Figure("processor time a text", "us")
    spent.samples.append((time.process_time() - began) / max(1, len(rows)) * 1_000_000)
    texts.samples.append(len(rows))
    spam.samples.append(len(taken))
    suspect.samples.append(sum(is_suspect(row.get("url") or "") for row in rows))
    return [texts, spam, suspect, spent], [f"taken for spam: {title}" for title in taken[:20]]


def _rows(corpus: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(corpus, "rt") if corpus.suffix == ".gz" else corpus.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    raise SystemExit(main())
