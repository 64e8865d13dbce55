"""`arsip count`: how often words are found, by month, source, province, network."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import click

from archive.cli.search import FORMATS, narrowing, reading, words_of
from archive.searching.counting import BY, Count, count
from archive.searching.hit_rows import as_cell
from archive.vocabulary import Fold


@click.command(
    "count",
    short_help="Count what words find, by month, source, place.",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("words", nargs=-1, required=True)
@narrowing
@click.option("--by", default="year", show_default=True, help=f"Names parted by commas, of {', '.join(BY)}.")
@click.option(
    "--fold",
    type=click.Choice([fold.value for fold in Fold]),
    help="Count the reprints of a text once: in each outlet, in each network, or in all.",
)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print them.")
@click.pass_obj
def count_command(
    archive: Path | None, /, *, words: tuple[str, ...], by: str, fold: str | None, form: str, **chosen: Any
) -> None:
    """Count what arsip search finds with the same words and options, absolute and as a share of all articles.

    A share is of the articles that the options let through: of the same month, source and place. Words that only
    narrow are a share of all of these.

    \b
      arsip count pelarian --by year
      arsip count 'lapas remisi' --by month,source --from 2019 --format csv
      arsip count remisi --by month --fold network
      arsip count unit:lapas-purwakarta --by year
    """
    names = [name.strip() for name in by.split(",") if name.strip()]
    with reading(archive) as connection:
        counts = count(connection, words_of(words), names, fold=Fold(fold) if fold else None, **chosen)
    click.echo({"table": _table, "json": _json, "csv": _csv}[form](names, counts))


def _table(names: list[str], counts: list[Count]) -> str:
    rows = [[*(value or "-" for value in one.values), f"{one.found:,}", f"{one.share:.2%}"] for one in counts]
    heads = [*names, "found", "share"]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join(_line(row, widths, len(names)) for row in [heads, *rows])


def _line(row: list[str], widths: list[int], named: int) -> str:
    cells = zip(row, widths, strict=True)
    return "  ".join(f"{cell:<{width}}" if at < named else f"{cell:>{width}}" for at, (cell, width) in enumerate(cells))


def _json(names: list[str], counts: list[Count]) -> str:
    rows = [{**dict(zip(names, one.values, strict=True)), **_figures(one)} for one in counts]
    return json.dumps({"by": names, "counts": rows}, ensure_ascii=False)


def _csv(names: list[str], counts: list[Count]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*names, "found", "all", "share"])
    writer.writerows([*map(as_cell, one.values), *_figures(one).values()] for one in counts)
    return text.getvalue().rstrip("\n")


def _figures(one: Count) -> dict[str, float]:
    return {"found": one.found, "all": one.all, "share": round(one.share, 6)}
