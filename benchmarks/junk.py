"""What of a site's own lines is taken out of a text, and what of the text goes with it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.formats import articles, report, share_of, table
from benchmarks.measure import Figure
from pipelines.read_credits import without_credits
from pipelines.tidy_text import tidy_characters, without_foreign_lines

TITLE = "Petugas Lapas Contoh Gelar Panen Raya Kangkung"
BEFORE = "Petugas memeriksa kamar hunian satu per satu pada Kamis pagi."
AFTER = "“Semua aman,” ujar kepala regu jaga seusai apel pagi."


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a folder of forms and labelled articles, and print the share of junk removed and of articles left whole."""
    return report("junk", __doc__, measure, arguments)


def measure(folder: Path) -> tuple[list[Figure], list[str]]:
    """Shares from 0 to 1: forms removed, labelled junk gone from articles, articles that lost nothing else."""
    rows = list(_forms(folder))
    left = [exact for exact, kind in rows if not is_removed(exact, kind)]
    whole = [row for row in articles(folder) if row["labels"]["is_article"]]
    labelled = [(row, line) for row in whole for line in row["labels"]["junk"]]
    staying = [f"{row['url']}: {line!r}" for row, line in labelled if not _is_gone(line, row)]
    eaten = [f"{row['url']}: lost {lost!r}" for row in whole if (lost := _lost(row))]
    figures = [
        share_of("forms removed", 1 - len(left) / max(1, len(rows))),
        share_of("labelled junk removed", 1 - len(staying) / max(1, len(labelled))),
        share_of("articles left whole", 1 - len(eaten) / max(1, len(whole))),
    ]
    return figures, [f"stays: {line!r}" for line in left] + [f"stays: {line}" for line in staying] + eaten


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


def _forms(folder: Path) -> Iterator[tuple[str, str]]:
    """Each form and its kind; those that are described, not written out, are left out."""
    for row in table(folder, "junk.tsv"):
        exact = row["exact"].split(" (list ")[0]
        if not exact.startswith("(") or row["kind"] == "duplicate-title":
            yield exact, row["kind"]


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
