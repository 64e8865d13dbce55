"""`arsip search`: find articles again."""

import csv
import io
import json
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from archive.articles import count_articles
from archive.database import explained, open_for_reading
from archive.days import readable_day
from archive.folder import find_archive
from archive.hit_rows import values_of
from archive.query_tree import OPERATORS
from archive.search import END_MARK, MARK, Hit, Results, marked, search

FORMATS = click.Choice(["table", "json", "csv"])


# no -h here: it would be read out of -hukum
@click.command(
    "search",
    short_help="Find articles by their words.",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("words", nargs=-1, required=True)
@click.option("--source", metavar="NAME", help="Only articles of this source.")
@click.option("--from", "since", metavar="DAY", help="From this day on: 2019, 2019-06, 2019-06-30 or 30/6/2019.")
@click.option("--to", "until", metavar="DAY", help="Up to and with this day.")
@click.option("--place", help="Only articles dated from this place: as written, or a region by name or code.")
@click.option("--unit", help="Only articles that name this prison or office: its id, name or another name of it.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many to show.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print them.")
@click.pass_obj
def search_command(
    archive: Path | None,
    *,
    words: tuple[str, ...],
    source: str | None,
    since: str | None,
    until: str | None,
    place: str | None,
    unit: str | None,
    limit: int,
    form: str,
) -> None:
    """Search headlines, photo captions, texts and attached PDFs; the best hits come first.

    Words must all occur; "a phrase" stands in quotes; OR, -not and prefix* work, and so do title: and caption:.
    Days are the publisher's own.

    \b
      arsip search '"warga binaan" remisi' --from 2019 --to 2020
      arsip search 'title:razia -narkoba' --source lapas-contoh --format csv
      arsip search remisi --unit 'Lapas Purwakarta'
    """
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word.partition("=")[0])
    database = find_archive(archive).database
    connection = open_for_reading(database)
    try:
        query = " ".join(_requoted(words))
        found = search(connection, query, source=source, since=since, until=until, place=place, unit=unit, limit=limit)
        is_empty = not found.total and not count_articles(connection)
    except sqlite3.Error as error:
        raise explained(error, database) from error
    finally:
        connection.close()
    if is_empty:
        click.echo("The archive is empty so far: arsip source add, then arsip crawl", err=True)
    click.echo({"table": _table, "json": _json, "csv": _csv}[form](found))


def _requoted(words: tuple[str, ...]) -> list[str]:
    """The shell has taken the quotes of `arsip search "warga binaan" remisi`: one word with a space was a phrase."""
    return [f'"{word}"' if len(words) > 1 and _was_phrase(word) else word for word in words]


def _was_phrase(word: str) -> bool:
    parts = word.split()
    signs = set(word) & set('":*()') or OPERATORS & set(parts) or any(part.startswith("-") for part in parts)
    return len(parts) > 1 and not signs


def _printable(text: str) -> str:
    """The text without what could steer a terminal; marks stay."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable() or sign in {MARK, END_MARK})


def _table(found: Results) -> str:
    start, end = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("*", "*")
    if not found.hits:
        return f"Nothing found for {found.query}. Fewer or shorter words find more; prefix* finds all that begins so."
    few = f", the best {len(found.hits):,} shown" if len(found.hits) < found.total else ""
    lines = [f"{found.total:,} found for {found.query}{few}" + (f" ({found.note})" if found.note else "")]
    for hit in found.hits:
        first, *others = (marked(_printable(line), start, end) for line in _lines(hit))
        lines += ["", first, *(f"  {line}" for line in others)]
    return "\n".join(lines)


def _lines(hit: Hit) -> Iterator[str]:
    yield hit.headline or "(untitled)"
    day = readable_day(hit.published_day) if hit.published_day else "no date"
    yield f"{day} · {hit.source} · {hit.public_id}"
    yield hit.url
    if hit.caption and MARK in hit.caption:
        yield f"caption: {hit.caption}"
    if hit.attachment:
        yield f"in its attachment {hit.attachment}"
    yield hit.snippet


def _json(found: Results) -> str:
    hits = [values_of(hit) for hit in found.hits]
    return json.dumps(
        {"query": found.query, "note": found.note, "total": found.total, "hits": hits}, ensure_ascii=False
    )


def _csv(found: Results) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, [column.name for column in fields(Hit)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(values_of(hit) for hit in found.hits)
    return text.getvalue().rstrip("\n")
