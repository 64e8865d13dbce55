"""How well bylines and sign-offs are read: each form at the end or the beginning of a text, and in whole articles."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.vocabulary import Role
from benchmarks.formats import articles, report, share_of, table
from benchmarks.measure import Figure
from pipelines.read_credits import without_credits
from pipelines.tidy_text import tidy_characters, without_foreign_lines

TEXT = "Petugas memeriksa kamar hunian satu per satu.\n\n“Semua aman,” pungkasnya."
EXPLAINED = re.compile(r"\s*(?:\([^()]*\)|=.*)\s*")
ROLES = {
    "author": Role.WRITER,
    "writer": Role.WRITER,
    "columnist": Role.WRITER,
    "reporter": Role.REPORTER,
    "editor": Role.EDITOR,
    "contributor": Role.CONTRIBUTOR,
    "source office": Role.PUBLIC_RELATIONS,
}
PAID = "adv"
Names = list[tuple[str, Role | None]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a folder of forms and labelled articles, and print which share is read exactly."""
    return report("bylines", __doc__, measure, arguments)


def measure(folder: Path) -> tuple[list[Figure], list[str]]:
    """Shares from 0 to 1; the notes list what was read otherwise than it is labelled."""
    read, notes = 0, list[str]()
    rows = list(_forms(folder))
    for exact, expected in rows:
        tries = [_read(f"{TEXT}\n\n{exact}"), _read(f"{exact}\n\n{TEXT}")]
        if any(_agrees(found, expected) for found in tries):
            read += 1
        else:
            notes.append(f"{exact!r}: {tries[0] or tries[1]} for {expected}")
    labelled = list(_articles(folder))
    wrong = [f"{url}: {found} for {expected}" for url, found, expected in labelled if sorted(found) != sorted(expected)]
    forms = share_of("forms read exactly", read / max(1, len(rows)))
    whole = share_of("articles' bylines read exactly", 1 - len(wrong) / max(1, len(labelled)))
    return [forms, whole], notes + wrong


def _read(body: str) -> Names:
    found = without_credits(without_foreign_lines(tidy_characters(body), None, None))[1]
    return [(credit.name, credit.role) for credit in found]


def _agrees(found: Names, expected: Names) -> bool:
    """True for the names that are expected, in any order, each with its role where one is expected."""
    return sorted(found) == sorted((name, dict(found).get(name) if role is None else role) for name, role in expected)


def _forms(folder: Path) -> Iterator[tuple[str, Names]]:
    for row in table(folder, "bylines.tsv"):
        yield row["exact"], list(_expected(row["parsed"]))


def _expected(parsed: str) -> Iterator[tuple[str, Role | None]]:
    """`wes:unknown; zak:unknown` as names and roles; a mark of paid text and an empty label are nobody."""
    for part in parsed.split(";"):
        name, _, roles = EXPLAINED.sub("", part.strip()).partition(":")
        for role in roles.split(" and ") if name and name != PAID else ():
            yield name.strip(), ROLES.get(role.strip())


def _articles(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    for row in articles(folder):
        body = without_foreign_lines(tidy_characters(row["raw_text"]), row["title"], row["labels"]["photo_caption"])
        found = list(dict.fromkeys(credit.name for credit in without_credits(body)[1]))
        labels = [name for label in row["labels"]["byline"] for name in label.split("/") if name != PAID]
        yield row["url"], found, labels


if __name__ == "__main__":
    raise SystemExit(main())
