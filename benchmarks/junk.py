"""What of a site's own lines is taken out of a text, and what of the text goes with it."""

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure, as_json, as_table
from pipelines.read_credits import without_credits
from pipelines.tidy_text import tidy_characters, without_foreign_lines

TITLE = "Petugas Lapas Contoh Gelar Panen Raya Kangkung"
BEFORE = "Petugas memeriksa kamar hunian satu per satu pada Kamis pagi."
AFTER = "“Semua aman,” ujar kepala regu jaga seusai apel pagi."


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a folder of forms and labelled articles, and print the share of junk removed and of articles left whole."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.junk", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with junk.tsv (`exact`, `kind`) and articles.jsonl")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    figures, notes = measure(chosen.folder)
    print(as_json(figures, notes) if chosen.json else as_table(figures, notes))
    return 0


def measure(folder: Path) -> tuple[list[Figure], list[str]]:
    """Shares from 0 to 1: forms removed, labelled junk gone from articles, articles that lost nothing else."""
    forms, junk, whole = (
        Figure("forms removed", ""),
        Figure("labelled junk removed", ""),
        Figure("articles left whole", ""),
    )
    rows = list(_forms(folder / "junk.tsv"))
    left = [exact for exact, kind in rows if not is_removed(exact, kind)]
    forms.samples.append(1 - len(left) / max(1, len(rows)))
    articles = list(_articles(folder / "articles.jsonl"))
    labelled = [(row, line) for row in articles for line in row["labels"]["junk"]]
    staying = [f"{row['url']}: {line!r}" for row, line in labelled if not _is_gone(line, row)]
    junk.samples.append(1 - len(staying) / max(1, len(labelled)))
    eaten = [f"{row['url']}: lost {lost!r}" for row in articles if (lost := _lost(row))]
    whole.samples.append(1 - len(eaten) / max(1, len(articles)))
    return [forms, junk, whole], [f"stays: {line!r}" for line in left] + [f"stays: {line}" for line in staying] + eaten


def is_removed(form: str, kind: str) -> bool:
    """True when a form leaves the text, and leaves it whole, where it may stand: within, before or after it."""
    text = f"{BEFORE}\n\n{AFTER}"
    form = form.replace("<judul>", TITLE)
    headline = TITLE
    if kind == "duplicate-title":
        form = TITLE
    places = (f"{BEFORE}\n\n{form}\n\n{AFTER}", f"{form}\n\n{text}", f"{text}\n\n{form}")
    return any(
        without_credits(without_foreign_lines(tidy_characters(place), headline, None))[0] == text for place in places
    )


def _forms(path: Path) -> Iterator[tuple[str, str]]:
    """Each form and its kind; those that are described, not written out, are left out."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            exact = row["exact"].split(" (list ")[0]
            if not exact.startswith("(") or row["kind"] == "duplicate-title":
                yield exact.replace("\\n", "\n"), row["kind"]


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (row for line in lines if (row := json.loads(line))["labels"]["is_article"])


def _read(row: dict[str, Any]) -> str:
    return without_foreign_lines(tidy_characters(row["raw_text"]), row["title"], row["labels"]["photo_caption"])


def _is_gone(junk: str, row: dict[str, Any]) -> bool:
    """True when no line of the junk is a line of the body any more."""
    lines = {" ".join(line.split()) for line in without_credits(_read(row))[0].split("\n")}
    return not any(" ".join(line.split()) in lines for line in junk.split("\n") if line.strip())


def _lost(row: dict[str, Any]) -> str:
    """The first line that went and is labelled as nothing but text; empty when there is none."""
    body = _read(row)
    labels = row["labels"]
    known = [*labels["junk"], row["title"] or "", labels["photo_caption"] or "", *labels["byline"]]
    known_lines = {" ".join(line.split()) for text in known for line in text.split("\n")}
    first = labels["body_first_words"]
    start = row["raw_text"].find(first) if first else 0
    for line in tidy_characters(row["raw_text"][max(0, start) :]).split("\n"):
        plain = " ".join(line.split())
        if plain and plain not in known_lines and plain not in " ".join(body.split()):
            return plain
    return ""


if __name__ == "__main__":
    raise SystemExit(main())
