"""Every place where words stand, with what is on the left and on the right of it, as the publisher wrote it."""

import json
import re
import secrets
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields

from archive.errors import ArsipError
from archive.searching.filters import clauses, read_filters, together
from archive.searching.hit_rows import as_cell
from archive.searching.understanding import Expansion, Understood, understand
from archive.vocabulary import LineSort

CONTEXT = 100  # characters on each side
MOST_ARTICLES, MOST_LINES = 1_000, 5_000  # that one page of sorted lines is made of
CHUNK, STREAMED = 250, 2_000  # articles at a time: of a page, of a file
WORD = re.compile(r"\w+")
PARTS = ("headline", "caption", "body")
# the narrow table finds and sorts
ARTICLES = """
WITH found AS MATERIALIZED (
    SELECT a.id, a.published_day
    FROM articles_fts CROSS JOIN articles_narrow a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts{filters}
)
SELECT id, (SELECT count(*) FROM found) AS total FROM found
ORDER BY published_day {order} NULLS LAST, id {order} LIMIT :limit OFFSET :offset
"""
# Only the texts of the articles that are read are marked. The plus: one walk through all that is found costs less than
# to look for each of them, which begins every prefix and every added word anew.
TEXTS = """
SELECT a.id, a.public_id, a.url, a.published_day, a.headline AS title, s.name AS source,
    highlight(articles_fts, 0, :mark, :end_mark) AS headline,
    highlight(articles_fts, 1, :mark, :end_mark) AS caption,
    highlight(articles_fts, 2, :mark, :end_mark) AS body
FROM articles_fts CROSS JOIN articles a ON a.id = articles_fts.rowid CROSS JOIN sources s ON s.id = a.source
WHERE articles_fts MATCH :fts AND +articles_fts.rowid IN (SELECT value FROM json_each(:ids)) AND a.state <> 'hidden'
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One place where words stand: in the headline, the caption or the body (`part`) of an article.

    `left` and `right` are up to `CONTEXT` characters, white space drawn together; `found` as it is written there.
    """

    public_id: str
    url: str
    source: str
    published_day: str | None
    headline: str | None
    part: str
    left: str
    found: str
    right: str


COLUMNS = tuple(column.name for column in fields(Line))


@dataclass(frozen=True, slots=True)
class Concordance:
    """Some lines of the `total` that stand in the first `read` of `articles` articles that hold the words."""

    lines: list[Line]
    total: int
    read: int
    articles: int
    query: str
    expansions: tuple[Expansion, ...]


def cells_of(line: Line) -> list[object]:
    """A line for a CSV file, in the order of `COLUMNS`."""
    return [as_cell(getattr(line, column)) for column in COLUMNS]


def concordance(
    connection: sqlite3.Connection,
    words: str,
    *,
    sort: LineSort = LineSort.NEWEST,
    without: Collection[str] = (),
    exact: bool = False,
    limit: int = 50,
    offset: int = 0,
    **filters: str | None,
) -> Concordance:
    """The lines from `offset` on of what `archive.search.search` finds with the same arguments in the articles' texts.

    At most `MOST_ARTICLES` articles are read, the latest first (the earliest for `oldest`), and no more once there are
    `MOST_LINES` lines. Within one article the lines follow its text. Attached documents are not read. Raises
    `ArsipError` as `search` does, and for a query that only narrows.
    """
    reading = _reading(connection, words, without, exact, filters)
    ids, articles = reading.articles(sort, MOST_ARTICLES, 0)
    lines: list[Line] = []
    read = 0
    while read < len(ids) and len(lines) < MOST_LINES:
        lines += reading.lines(ids[read : read + CHUNK])
        read = min(read + CHUNK, len(ids))
    if sort in SIDES:
        lines.sort(key=SIDES[sort])
    asked = reading.asked
    return Concordance(
        lines[offset : offset + limit], len(lines), read, articles, asked.query.readable, asked.expansions
    )


def articles_with(
    connection: sqlite3.Connection,
    words: str,
    *,
    sort: LineSort = LineSort.NEWEST,
    without: Collection[str] = (),
    exact: bool = False,
    **filters: str | None,
) -> list[int]:
    """The rows of all articles that hold the words, by their date; for `lines_in`, `STREAMED` at a time.

    Raises `ArsipError` as `concordance` does.
    """
    return _reading(connection, words, without, exact, filters).articles(sort, -1, 0)[0]


def lines_in(
    connection: sqlite3.Connection,
    words: str,
    articles: list[int],
    *,
    without: Collection[str] = (),
    exact: bool = False,
    **filters: str | None,
) -> list[Line]:
    """The lines of these articles, in their order; one that was hidden or lost the words meanwhile has none."""
    return _reading(connection, words, without, exact, filters).lines(articles)


def _reading(
    connection: sqlite3.Connection,
    words: str,
    without: Collection[str],
    exact: bool,  # noqa: FBT001 handed on as it came
    filters: Mapping[str, str | None],
) -> "_Reading":
    asked = understand(connection, words, without=without, exact=exact)
    if not asked.fts:
        raise ArsipError(f"{words!r} only narrows: a concordance needs a word to look for, as in: razia {words}")
    return _Reading(connection, asked, together(asked.query.filters, filters))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question whose articles are read a few at a time."""

    connection: sqlite3.Connection
    asked: Understood
    filters: Mapping[str, str | None]

    def articles(self, sort: LineSort, limit: int, offset: int) -> tuple[list[int], int]:
        """The rows of some articles by their date, and how many there are in all (0 past the last)."""
        known = read_filters(self.connection, **self.filters)
        query = ARTICLES.format(filters=clauses(known), order="ASC" if sort is LineSort.OLDEST else "DESC")
        values = {**known, "fts": self.asked.fts, "limit": limit, "offset": offset}
        rows = self.connection.execute(query, values).fetchall()
        return [row["id"] for row in rows], rows[0]["total"] if rows else 0

    def lines(self, ids: list[int]) -> list[Line]:
        """The lines of these articles, in their order."""
        nonce = secrets.token_hex(8)  # no text can hold it, whatever a publisher wrote
        values = {"ids": json.dumps(ids), "fts": self.asked.fts, "mark": f"<{nonce}>", "end_mark": f"</{nonce}>"}
        # words beside each other are one place
        found = re.compile(f"<{nonce}>(.*?)</{nonce}>(?!\\s<{nonce}>)", re.DOTALL)
        marked = re.compile(f"</?{nonce}>")
        rows = {row["id"]: row for row in self.connection.execute(TEXTS, values)}
        return [line for article in ids if article in rows for line in _lines(rows[article], found, marked)]


def _lines(row: sqlite3.Row, found: re.Pattern[str], marked: re.Pattern[str]) -> Iterator[Line]:
    for part in PARTS:
        pieces = [marked.sub("", piece) for piece in found.split(row[part] or "")]
        text, at = "".join(pieces), 0
        for number, piece in enumerate(pieces):
            if number % 2:
                yield Line(
                    public_id=row["public_id"],
                    url=row["url"],
                    source=row["source"],
                    published_day=row["published_day"],
                    headline=row["title"],
                    part=part,
                    left=_end_of(text[max(0, at - 2 * CONTEXT) : at]),
                    found=" ".join(piece.split()),
                    right=_beginning_of(text[at + len(piece) : at + len(piece) + 2 * CONTEXT]),
                )
            at += len(piece)


def _beginning_of(text: str) -> str:
    """The first `CONTEXT` characters, not in the middle of a word."""
    drawn = " ".join(text.split())
    if text[:1].isspace():
        drawn = f" {drawn}"
    return drawn if len(drawn) <= CONTEXT else drawn[:CONTEXT].rpartition(" ")[0] or drawn[:CONTEXT]


def _end_of(text: str) -> str:
    """The last `CONTEXT` characters, not in the middle of a word."""
    return _beginning_of(text[::-1])[::-1]


def _left_words(line: Line) -> tuple[bool, list[str], str]:
    words = WORD.findall(line.left.casefold())[::-1]
    return not words, words, line.found.casefold()


def _right_words(line: Line) -> tuple[bool, list[str], str]:
    words = WORD.findall(line.right.casefold())
    return not words, words, line.found.casefold()


# what has no words on that side comes last
SIDES = {LineSort.LEFT: _left_words, LineSort.RIGHT: _right_words}
