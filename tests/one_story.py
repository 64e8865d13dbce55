"""Articles of our own that are one text, parts of it or other texts; and the groups that the archive makes of them."""

import random
import sqlite3
from dataclasses import replace
from typing import Any

from archive import frontier
from archive.articles import keep
from archive.full_text import Search
from archive.items import ArticleItem, Dateline
from archive.keeping import Keeping
from archive.likeness.likenesses import WritingConnection
from archive.likeness.story_figures import settle_stories
from archive.schema import migrate
from archive.sources import Source
from pipelines.find_duplicates import FindDuplicates
from tests.conftest import NOON

SYLLABLES = [consonant + vowel for consonant in "bcdghjklmnprstw" for vowel in "aiueo"]


def passage(seed: int, sentences: int = 6) -> str:
    """A paragraph of its own for each seed, of words that no other has."""
    choose = random.Random(seed)
    words = [["".join(choose.choices(SYLLABLES, k=3)) for _ in range(14)] for _ in range(sentences)]
    return " ".join(f"{' '.join(sentence).capitalize()}." for sentence in words)


def told(number: int, body: str, **changes: Any) -> ArticleItem:
    """A sketched article of a site of its own, published at noon on 3 March 2026, where `changes` does not say else."""
    source = changes.pop("source", f"koran-{number}")
    url = f"https://{source}.example/berita/{number}/"
    item = ArticleItem(
        url=url,
        canonical=url,
        source=source,
        headline=f"Kabar {number}",
        body=body,
        dateline=Dateline("CONTOH –", "Contoh"),
        published="2026-03-03T12:00:00+07:00",
        published_precision="minute",  # type: ignore[arg-type]  # as a reader gives it
        reader="html",
        reader_version=1,
    )
    item = replace(item, **changes)
    FindDuplicates().work(item)
    return item


class Stories:
    """An archive in memory, into which articles are kept one by one."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None, factory=WritingConnection)
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("PRAGMA foreign_keys = ON")
        migrate(self.connection)
        self.rows: dict[str, int] = {}

    def adopt(self, name: str, **facts: Any) -> int:
        """The row of a source, adopted when it is new."""
        return frontier.adopt(self.connection, Source(name, f"https://{name}.example/", "wordpress", **facts))

    def keep(self, *items: ArticleItem) -> list[int]:
        """Store some items in one transaction; return their rows' ids."""
        known = {row[0] for row in self.connection.execute("SELECT name FROM sources")}
        self.connection.execute("BEGIN IMMEDIATE")
        search, kept = Search(), []
        for item in items:
            source = self.adopt(item.source) if item.source not in known else self._row_of(item.source)
            kept.append(keep(item, Keeping(self.connection, search, source, (), NOON)).article)
            self.rows[item.url] = kept[-1]
        search.flush(self.connection)
        settle_stories(self.connection)
        self.connection.execute("COMMIT")
        return kept

    def _row_of(self, source: str) -> int:
        row = self.connection.execute("SELECT id FROM sources WHERE name = ?", (source,)).fetchone()
        return int(row[0])

    def groups(self) -> set[frozenset[str]]:
        """The addresses of the articles of each story."""
        rows = self.connection.execute("SELECT story, url FROM articles WHERE story IS NOT NULL").fetchall()
        return {frozenset(url for story, url in rows if story == one) for one, _ in rows}

    def row(self, query: str, *values: Any) -> tuple[Any, ...]:
        """The first row of a query."""
        return tuple(self.connection.execute(query, values).fetchone())
