"""`arsip concordance`: each word found in its place, with what is on the left and on the right of it."""

import csv
import json
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cli.search import FORMATS, narrowing, reading, words_of
from archive.searching.concordance import (
    COLUMNS,
    STREAMED,
    Concordance,
    Line,
    articles_with,
    cells_of,
    concordance,
    lines_in,
)
from archive.vocabulary import LineSort

SIDE = 40  # characters of a line of the table


@click.command(
    "concordance",
    short_help="Print each word found in the middle of its sentence.",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("words", nargs=-1, required=True)
@narrowing
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in LineSort]),
    default="newest",
    show_default=True,
    help="By date, or by the words beside the one found.",
)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 5000), help="How many lines to show.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print them.")
@click.pass_obj
def concordance_command(
    archive: Path | None, /, *, words: tuple[str, ...], sort: str, limit: int, form: str, **chosen: Any
) -> None:
    """Print every place where what arsip search finds stands, as its publisher wrote it, with what surrounds it.

    Headlines, captions and texts are read, attached documents are not. By default the lines of the 1,000 articles
    published last; as csv, all lines there are, by date.

    \b
      arsip concordance penahanan --sort right
      arsip concordance '"warga binaan"' --from 2019 --format csv > lines.csv
    """
    query, order = words_of(words), LineSort(sort)
    with reading(archive) as connection:
        if form == "csv":
            _write(_all_of_them(connection, query, order, chosen))
            return
        found = concordance(connection, query, sort=order, limit=limit, **chosen)
    click.echo(json.dumps(asdict(found), ensure_ascii=False) if form == "json" else _table(found))


def _all_of_them(
    connection: sqlite3.Connection, query: str, order: LineSort, chosen: dict[str, Any]
) -> Iterator[list[Line]]:
    """All lines, some articles at a time."""
    articles = articles_with(connection, query, sort=order, **chosen)
    for first in range(0, len(articles), STREAMED):
        yield lines_in(connection, query, articles[first : first + STREAMED], **chosen)


def _write(pieces: Iterator[list[Line]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for lines in pieces:
        writer.writerows(cells_of(line) for line in lines)


def _table(found: Concordance) -> str:
    start, end = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("*", "*")
    left_out = found.articles - found.read
    shown = f", the first {len(found.lines):,} shown" if len(found.lines) < found.total else ""
    lines = [f"{found.total:,} lines in {found.read:,} articles for {found.query}{shown}"]
    if left_out:
        lines.append(f"  {left_out:,} more articles were not read: narrow it down, or take --format csv")
    for line in found.lines:
        left, right = _printable(line.left)[-SIDE:], _printable(line.right)[:SIDE]
        place = f"{line.published_day or 'no date':10} {line.public_id}"
        lines.append(f"{place}  {left:>{SIDE}}{start}{_printable(line.found)}{end}{right}")
    return "\n".join(lines)


def _printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(sign for sign in text if sign.isprintable())
