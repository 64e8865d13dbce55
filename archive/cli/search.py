"""`arsip search`: find articles by their words."""

import csv
import io
import json
import shutil
import sqlite3
import sys
import textwrap
from pathlib import Path
from typing import Any

import click

from archive.database import explained, open_for_reading
from archive.days import readable_day
from archive.folder import find_archive
from archive.search import END_MARK, MARK, Hit, Results, marked, search

COLUMNS = (
    "public_id",
    "headline",
    "published",
    "published_day",
    "source",
    "place",
    "url",
    "caption",
    "snippet",
    "score",
)
WIDEST = 100
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
KEEP_WORDS: Any = {"break_long_words": False, "break_on_hyphens": False}


# without -h: it would be read out of -hukum
@click.command("search", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", nargs=-1, required=True)
@click.option("--source", metavar="NAME", help="Only articles of this source.")
@click.option("--from", "since", metavar="DAY", help="The first day: 2019, 2019-06, 2019-06-27 or 27/6/2019.")
@click.option("--to", "until", metavar="DAY", help="The last day, itself included; 2019 is up to 31 December 2019.")
@click.option("--place", metavar="PLACE", help="Only articles whose dateline names this place.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "csv")),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.pass_obj
def search_command(
    archive: Path | None,
    *,
    words: tuple[str, ...],
    source: str | None,
    since: str | None,
    until: str | None,
    place: str | None,
    limit: int,
    form: str,
) -> int:
    """Find articles by the words in headline, caption and text; the best come first.

    All words must occur. OR, -word, a beginning*, (groups), title:word and caption:word work too, and so do
    "phrases": put the whole query into single quotes, so that the shell leaves it alone. Days are the publisher's
    own. The words found are bold on a terminal, and stand between *asterisks* elsewhere.

    \b
      arsip search lapas banjir --from 2019 --to 2020-06
      arsip search '"warga binaan" (pelatihan OR kerja) -rutan' --format csv
      arsip search 'title:razia tahan*' --source lapas-contoh
    """
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word.partition("=")[0])
    database = find_archive(archive).database
    connection = open_for_reading(database)
    try:
        results = search(connection, " ".join(words), source=source, since=since, until=until, place=place, limit=limit)
    except sqlite3.Error as error:
        raise explained(error, database) from error
    finally:
        connection.close()
    if results.note is not None:
        click.echo(f"note: {results.note}", err=True)
    click.echo(WRITERS[form](results), nl=False)
    return 0


def _table(results: Results) -> str:
    if not results.hits:
        return f"No article for {results.query} – fewer words, a beginning (tahan*), OR, or wider days may find some.\n"
    blocks = [_block(number, hit) for number, hit in enumerate(results.hits, 1)]
    shown = f"{len(results.hits):,} of {results.total:,}" if len(results.hits) < results.total else f"{results.total:,}"
    return "\n".join([*blocks, f"{shown} article{'' if results.total == 1 else 's'} for {results.query}\n"])


def _block(number: int, hit: Hit) -> str:
    """One hit in a few lines; bold and folded for a terminal, plain lines elsewhere."""
    day = readable_day(hit.published_day) if hit.published_day else "undated"
    lines = [hit.headline or "(no headline)", " · ".join([day, *([hit.place] if hit.place else []), hit.source])]
    if hit.caption and MARK in hit.caption:
        lines.append(f"caption: {hit.caption}")
    lines += [hit.snippet, hit.url, hit.public_id]
    margin = " " * len(f"{number}. ")
    terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, WIDEST) if terminal else sys.maxsize
    folded = [
        textwrap.fill(_printable(line), width, initial_indent=margin, subsequent_indent=margin, **KEEP_WORDS)
        for line in lines
        if line
    ]
    block = f"{number}. {chr(10).join(folded).lstrip()}\n"
    return marked(block, BOLD, PLAIN) if terminal else marked(block, "*", "*")


def _printable(text: str) -> str:
    """The text without what could steer a terminal; marks stay."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable() or sign in {MARK, END_MARK})


def _json(results: Results) -> str:
    table = {"query": results.query, "total": results.total, "hits": [_row(hit) for hit in results.hits]}
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _csv(results: Results) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(hit) for hit in results.hits)
    return text.getvalue()


def _row(hit: Hit) -> dict[str, Any]:
    """A hit for a script: headline and caption as they stand, asterisks in the snippet alone."""
    row = {name: getattr(hit, name) for name in COLUMNS}
    for name in ("headline", "caption"):
        row[name] = marked(row[name], "", "") if row[name] else None
    row["snippet"] = marked(hit.snippet, "*", "*")
    return row


WRITERS = {"table": _table, "json": _json, "csv": _csv}
