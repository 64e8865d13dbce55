"""`arsip search`: find articles again."""

import csv
import io
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.database import explained, open_for_reading
from archive.days import readable_day
from archive.folder import find_archive
from archive.known_articles import count_articles
from archive.search import RANKED_AT_MOST, search
from archive.searching.finding import find_all
from archive.searching.hit_rows import COLUMNS, cells_of, values_of
from archive.searching.hit_texts import hits_at
from archive.searching.hits import END_MARK, MARK, Hit, Results, marked
from archive.searching.query_tree import OPERATORS
from archive.searching.understanding import MOST_COUNTED, count_words
from archive.vocabulary import ArticleKind, Sort

LONGEST_QUERY = 160
SHOWN_IN_TABLE = 20
PIECE = 500
FORMATS = click.Choice(["table", "json", "csv"])
NARROWING = (
    click.option("--source", metavar="NAME", help="Only articles of this source."),
    click.option("--network", metavar="NAME", help="Only articles of the sources of this network."),
    click.option("--from", "since", metavar="DAY", help="From this day on: 2019, 2019-06, 2019-06-30 or 30/6/2019."),
    click.option("--to", "until", metavar="DAY", help="Up to and with this day."),
    click.option("--place", help="Only articles dated from this place: as written, or a region by name or code."),
    click.option("--unit", help="Only articles that name this prison or office: its id, name or another name of it."),
    click.option(
        "--kind", type=click.Choice([kind.value for kind in ArticleKind]), help="Only what its publisher marks as such."
    ),
    click.option("--byline", metavar="NAME", help="Only articles that credit this person, as written there."),
    click.option("--exact", is_flag=True, help="Only the typed words: no other forms, no other names."),
    click.option("--without", multiple=True, metavar="WORD", help="Do not add this word; may be given several times."),
)


def narrowing(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which articles, for each command that takes words."""
    for option in reversed(NARROWING):
        command = option(command)
    return command


# no -h here: it would be read out of -hukum
@click.command(
    "search",
    short_help="Find articles by their words.",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("words", nargs=-1, required=True)
@narrowing
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    default="relevance",
    show_default=True,
    help="What comes first.",
)
@click.option("--fold", is_flag=True, help="Of each story only the best article, with how many others were found.")
@click.option("--limit", type=click.IntRange(1), help="How many at most: of a table 20 unless you say so, else all.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True, help="How to print them.")
@click.pass_obj
def search_command(
    archive: Path | None, /, *, words: tuple[str, ...], sort: str, limit: int | None, form: str, **chosen: Any
) -> None:
    """Search headlines, photo captions, texts and attached PDFs; the best hits come first.

    Words must all occur, in any form: penahanan finds ditahan. "A phrase" and =word are taken as they stand; OR, -not,
    prefix*, NEAR, title: and caption: work, and so do the options as words: place:Bandung from:2019 kind:release.
    ~napi also finds what is near in meaning. An address alone finds the article there. Days are the publisher's own.

    \b
      arsip search '"warga binaan" remisi' --from 2019 --to 2020
      arsip search 'title:razia -narkoba' --source lapas-contoh --format csv
      arsip search remisi --unit 'Lapas Purwakarta' --sort newest
    """
    query = words_of(words)
    shown = limit or (SHOWN_IN_TABLE if form == "table" else None)
    with reading(archive) as connection:
        found = search(connection, query, sort=Sort(sort), limit=shown or 1, **chosen)
        if not found.total and not count_articles(connection):
            click.echo("The archive is empty so far: arsip source add, then arsip crawl", err=True)
        hits = iter(found.hits) if shown else _all_hits(connection, query, Sort(sort), chosen)
        added = [added.text for expansion in found.expansions for added in expansion.added]
        articles = count_words(connection, added) if form != "csv" else {}
        for text in {"table": _table, "json": _json, "csv": _csv}[form](found, hits, articles):
            click.echo(text)


def _all_hits(connection: sqlite3.Connection, query: str, sort: Sort, chosen: dict[str, Any]) -> Iterator[Hit]:
    """Every hit, read in pieces."""
    ways = {name: chosen[name] for name in ("without", "exact", "fold")}
    filters = {name: value for name, value in chosen.items() if name not in ways and value is not None}
    found = find_all(connection, query, filters, sort=sort, **ways)
    for start in range(0, len(found.located.ids), PIECE):
        yield from hits_at(connection, found.fts, found.located, start, start + PIECE)


@contextmanager
def reading(archive: Path | None) -> Iterator[sqlite3.Connection]:
    """The archive to read in; a database's error becomes one line."""
    database = find_archive(archive).database
    connection = open_for_reading(database)
    try:
        yield connection
    except sqlite3.Error as error:
        raise explained(error, database) from error
    finally:
        connection.close()


def words_of(words: tuple[str, ...]) -> str:
    """The words as one query; a mistyped option among them is refused."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word.partition("=")[0])
    return " ".join(_requoted(words))


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


def _table(found: Results, hits: Iterator[Hit], articles: dict[str, int]) -> Iterator[str]:
    start, end = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("*", "*")
    yield from (_summary(found), *_explained(found, articles))
    for hit in hits:
        first, *others = (marked(_printable(line), start, end) for line in _lines(hit))
        yield from ("", first, *(f"  {line}" for line in others))


def _summary(found: Results) -> str:
    query = found.query if len(found.query) <= LONGEST_QUERY else f"{found.query[:LONGEST_QUERY]}…"
    if not found.hits:
        hint = f"Did you mean {found.meant}?" if found.meant else "Fewer or shorter words find more"
        return f"Nothing found for {query}. {hint}{'' if found.meant else '; prefix* finds all that begins so.'}"
    stories = f" in {found.rows:,} stories" if found.rows < found.total else ""
    first = "the newest" if found.by_day else "the best"
    few = f", {first} {len(found.hits):,} shown" if len(found.hits) < found.rows else ""
    return f"{found.total:,} found{stories} for {query}{few}" + (f" ({found.note})" if found.note else "")


def _explained(found: Results, articles: dict[str, int]) -> Iterator[str]:
    """What was searched for beside the typed words, and what could be."""
    if found.by_day:
        yield f"  more than {RANKED_AT_MOST:,}, too many to rank by their words: the newest come first"
    for expansion in found.expansions:
        added = ", ".join(f"{one.text} ({_at_least(articles.get(one.text, 0))})" for one in expansion.added)
        if added:
            yield f"  {expansion.typed} also as {added}"
    for offer in found.offers:
        yield f"  not searched for: {', '.join(offer.words)}; ~{offer.typed} does"
    if found.meant and found.hits:
        yield f"  did you mean {found.meant}?"


def _at_least(count: int) -> str:
    return f"{count:,}{'+' if count >= MOST_COUNTED else ''}"


def _lines(hit: Hit) -> Iterator[str]:
    yield hit.headline or "(untitled)"
    day = readable_day(hit.published_day) if hit.published_day else "no date"
    copies = f" · {hit.copies:,} more of this story" if hit.copies else ""
    yield f"{day} · {hit.source} · {hit.public_id}{copies}"
    yield hit.url
    if hit.caption and MARK in hit.caption:
        yield f"caption: {hit.caption}"
    if hit.attachment:
        yield f"in its attachment {hit.attachment}"
    yield hit.snippet


def _json(found: Results, hits: Iterator[Hit], articles: dict[str, int]) -> Iterator[str]:
    values = {name: value for name, value in asdict(found).items() if name not in {"hits", "next"}}
    for expansion in values["expansions"]:
        for added in expansion["added"]:
            added["articles"] = articles[added["text"]]
    yield f'{json.dumps(values, ensure_ascii=False)[:-1]}, "hits": ['
    first = next(hits, None)
    if first is not None:
        yield json.dumps(values_of(first), ensure_ascii=False)
    for hit in hits:
        yield f",{json.dumps(values_of(hit), ensure_ascii=False)}"
    yield "]}"


def _csv(_found: Results, hits: Iterator[Hit], _articles: dict[str, int]) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="")
    writer.writeheader()
    yield text.getvalue()
    for hit in hits:
        text.seek(0)
        text.truncate()
        writer.writerow(cells_of(hit))
        yield text.getvalue()
