"""The archive that searches are measured on: made-up articles with sections and people, kept as a crawl keeps them."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

from archive import frontier
from archive.articles import keep
from archive.clock import now
from archive.full_text import Search, merge
from archive.items import ArticleItem, Credit
from archive.keeping import Keeping
from archive.sources import Source
from archive.vocabulary import Role
from benchmarks.texts import TextMaker

SECTIONS = ("Hukum", "Daerah", "Nasional", "Politik", "Ekonomi", "Olahraga", "Pemasyarakatan", "Peristiwa")
REPORTERS = tuple(
    f"{first} {last}" for first in ("Ani", "Budi", "Citra", "Dodi") for last in ("Contoh", "Misal", "Umpama")
)
GROUP = 1_000
MERGE_SECONDS = 600.0  # what the crawls that fill such an archive do at their ends


def marked_items(corpus: Path, count: int) -> Iterator[ArticleItem]:
    """Articles of a `TextMaker`, each with a section and a reporter; one in twelve is marked as a release."""
    random = Random(3)
    for item in TextMaker(corpus).items(count):
        name = random.choice(REPORTERS)
        yield replace(
            item,
            section=random.choice(SECTIONS),
            credits=[Credit(f"({name})", name, Role.REPORTER)],
            release_marked=random.random() < 1 / 12 or None,
        )


def fill(connection: sqlite3.Connection, items: Iterator[ArticleItem]) -> None:
    """Keep all items, `GROUP` a transaction, index them, and merge the index as the end of a crawl does."""
    sources: dict[str, int] = {}
    while group := list(islice(items, GROUP)):
        search = Search()
        connection.execute("BEGIN IMMEDIATE")
        for item in group:
            if item.source not in sources:
                adopted = Source(item.source, f"https://{item.source}.example/", "wordpress")
                sources[item.source] = frontier.adopt(connection, adopted)
            keep(item, Keeping(connection, search, sources[item.source], (), now()))
        search.flush(connection)
        connection.execute("COMMIT")
    merge(connection, MERGE_SECONDS)
