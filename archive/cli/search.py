"""`arsip search`: find articles again."""

import csv
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from archive.database import open_for_reading
from archive.days import readable_day
from archive.folder import find_archive
from archive.search import Hit, Results, marked, search

FORMATS = click.Choice(["table", "json", "csv"])


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--source", metavar="NAME", help="Only articles of this source.")
@click.option("--from", "since", metavar="DAY", help="From this day on: 2019, 2019-06, 2019-06-30 or 30/6/2019.")
@click.option("--to", "until", metavar="DAY", help="Up to and with this day.")
@click.option("--place", help="Only articles whose dateline names this place.")
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
    limit: int,
    form: str,
) -> None:
    """Search headlines, photo captions and texts; the best hits come first.

    Words must all occur; "a phrase" stands in quotes; OR, -not and prefix* work, and so do title: and caption:.
    Days are the publisher's own.

    \b
      arsip search '"warga binaan" remisi' --from 2019 --to 2020
      arsip search 'title:razia -narkoba' --source lapas-contoh --format csv
    """
    connection = open_for_reading(find_archive(archive).database)
    try:
        query = " ".join(_requoted(words))
        found = search(connection, query, source=source, since=since, until=until, place=place, limit=limit)
    finally:
        connection.close()
    click.echo({"table": _table, "json": _json, "csv": _csv}[form](found))


def _requoted(words: tuple[str, ...]) -> list[str]:
    """The shell has taken the quotes of `arsip search "warga binaan"`: one word with a space was a phrase."""
    return [f'"{word}"' if " " in word and not set(word) & set('":*()|') and len(words) > 1 else word for word in words]


def _plain(text: str | None) -> str:
    return marked(text or "", "", "")


def _table(found: Results) -> str:
    start, end = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("*", "*")
    if not found.hits:
        return f"Nothing found for {found.query}. Fewer or shorter words find more; prefix* finds all that begins so."
    lines = [f"{found.total:,} found for {found.query}" + (f" ({found.note})" if found.note else "")]
    for hit in found.hits:
        day = readable_day(hit.published_day) if hit.published_day else "no date"
        lines += [
            "",
            marked(hit.headline or "(untitled)", start, end),
            f"  {day} · {hit.source} · {hit.public_id}",
            f"  {hit.url}",
            f"  {' '.join(marked(hit.snippet, start, end).split())}",
        ]
    return "\n".join(lines)


def _values(hit: Hit) -> dict[str, object]:
    return {
        **asdict(hit),
        "headline": _plain(hit.headline),
        "caption": _plain(hit.caption),
        "snippet": _plain(hit.snippet),
    }


def _json(found: Results) -> str:
    hits = [_values(hit) for hit in found.hits]
    return json.dumps(
        {"query": found.query, "note": found.note, "total": found.total, "hits": hits}, ensure_ascii=False
    )


def _csv(found: Results) -> str:
    rows = [_values(hit) for hit in found.hits]
    text = io.StringIO()
    names = list(rows[0]) if rows else ["public_id", "headline", "url", "source", "published"]
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().rstrip("\n")
