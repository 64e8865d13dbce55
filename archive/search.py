"""A researcher's query → ranked articles, with the words found marked in the publisher's own text."""

import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from archive.addressed import at_address, is_address
from archive.filters import Filters, clauses, read_filters, together
from archive.hits import END_MARK, MARK, SNIPPET_WORDS, STRAY, Hit, Results, marked
from archive.listed import listed
from archive.spelling import FEW, better_spelling
from archive.understanding import Understood, understand
from archive.vocabulary import Sort

__all__ = ["END_MARK", "HAS_DOCUMENTS", "MARK", "SNIPPET_WORDS", "STRAY", "Hit", "Results", "marked", "search"]

HEADLINE_WEIGHT, CAPTION_WEIGHT, BODY_WEIGHT = 10.0, 4.0, 1.0
RANKED_AT_MOST = 20_000  # to rank more by their words takes longer than one waits

# MATERIALIZED: ranks and counts from the index, once. CROSS JOIN: only the shown rows are read again for their text,
# and the index is walked once more for them: to look each up in it takes all words of the query anew.
# INDEXED BY: SQLite would look up the article itself, whose text fills the pages it has to read, for every hit.
RANKED = """
WITH found AS MATERIALIZED ({found}),
folded AS {folded},
shown AS MATERIALIZED (SELECT id, rank, copies FROM folded ORDER BY rank, id DESC LIMIT :limit OFFSET :offset)
SELECT a.public_id, a.url, a.place, a.published, a.published_day, s.name AS source, -shown.rank AS score,
    (SELECT count(*) FROM found) AS total, (SELECT count(*) FROM folded) AS rows, shown.copies, a.story,
    highlight(articles_fts, 0, :mark, :end_mark) AS headline,
    highlight(articles_fts, 1, :mark, :end_mark) AS caption,
    snippet(articles_fts, 2, :mark, :end_mark, '…', :snippet_words) AS snippet, NULL AS attachment
FROM articles_fts
CROSS JOIN shown ON shown.id = articles_fts.rowid
CROSS JOIN articles a ON a.id = shown.id
CROSS JOIN sources s ON s.id = a.source
WHERE articles_fts MATCH :fts
ORDER BY shown.rank, shown.id DESC
"""

FOUND = """
    SELECT a.id, {rank} AS rank
    FROM articles_fts CROSS JOIN articles a INDEXED BY articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{filters}
"""
# where nothing narrows, the index alone ranks: to look up each article would take as long again
FOUND_BY_WORDS = """
    SELECT rowid AS id, {rank} AS rank FROM articles_fts WHERE articles_fts MATCH :fts
    AND rowid NOT IN (SELECT id FROM articles INDEXED BY articles_hidden WHERE state = 'hidden')
"""

# For an archive that has documents: what articles say themselves, then what only a document says that they link to.
# Each article is there once, by its best document where its own text does not hold the words.
RANKED_WITH_DOCUMENTS = """
WITH own AS MATERIALIZED ({found}),
linked AS MATERIALIZED (
    SELECT rowid AS document, bm25(documents_fts) AS rank FROM documents_fts WHERE documents_fts MATCH :fts
),
found AS MATERIALIZED (
    SELECT id, rank, NULL AS document FROM own
    UNION ALL
    SELECT a.id, {document_rank}, linked.document
    FROM linked CROSS JOIN article_media m ON m.url = linked.document CROSS JOIN articles a ON a.id = m.article
    WHERE a.state <> 'hidden' AND a.id NOT IN (SELECT id FROM own){filters} GROUP BY a.id
),
folded AS {folded},
shown AS MATERIALIZED (SELECT * FROM folded ORDER BY rank, id DESC LIMIT :limit OFFSET :offset)
SELECT a.public_id, a.url, a.place, a.published, a.published_day, s.name AS source, -shown.rank AS score,
    (SELECT count(*) FROM found) AS total, (SELECT count(*) FROM folded) AS rows, shown.copies, a.story,
    highlight(articles_fts, 0, :mark, :end_mark) AS headline,
    highlight(articles_fts, 1, :mark, :end_mark) AS caption,
    snippet(articles_fts, 2, :mark, :end_mark, '…', :snippet_words) AS snippet, NULL AS attachment, shown.id AS id
FROM articles_fts
CROSS JOIN shown ON shown.id = articles_fts.rowid
CROSS JOIN articles a ON a.id = shown.id
CROSS JOIN sources s ON s.id = a.source
WHERE shown.document IS NULL AND articles_fts MATCH :fts
UNION ALL
SELECT a.public_id, a.url, a.place, a.published, a.published_day, s.name, -shown.rank,
    (SELECT count(*) FROM found), (SELECT count(*) FROM folded), shown.copies, a.story, a.headline, a.lead_caption,
    snippet(documents_fts, 2, :mark, :end_mark, '…', :snippet_words), u.url, shown.id
FROM shown
CROSS JOIN documents_fts ON documents_fts.rowid = shown.document
CROSS JOIN articles a ON a.id = shown.id
CROSS JOIN sources s ON s.id = a.source
CROSS JOIN urls u ON u.id = shown.document
WHERE shown.document IS NOT NULL AND documents_fts MATCH :fts
ORDER BY score DESC, id DESC
"""
# each article by itself, or of each story the best one with how many others were found
EACH = "(SELECT *, 0 AS copies FROM found)"
OF_EACH_STORY = """MATERIALIZED (
    SELECT found.*, min(rank), count(*) - 1 AS copies FROM found LEFT JOIN story_articles t ON t.article = found.id
    GROUP BY coalesce(t.story, -found.id)
)"""
# what comes first, the lowest: of articles, and of those that only a document finds
NEWEST = "-coalesce(CAST(replace(a.published_day, '-', '') AS INTEGER), 0)"
OLDEST = "coalesce(CAST(replace(a.published_day, '-', '') AS INTEGER), 99999999)"
RANKS = {
    Sort.RELEVANCE: ("bm25(articles_fts, :headline_weight, :caption_weight, :body_weight)", "min(linked.rank)"),
    Sort.NEWEST: (NEWEST, NEWEST),
    Sort.OLDEST: (OLDEST, OLDEST),
}
TOO_MANY_UNFILTERED = """
SELECT count(*) > :most FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH :fts LIMIT :most + 1)
"""
TOO_MANY = """
SELECT count(*) > :most FROM (
    SELECT 1 FROM articles_fts CROSS JOIN articles a INDEXED BY articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{filters} LIMIT :most + 1
)
"""
HAS_DOCUMENTS = "SELECT EXISTS (SELECT 1 FROM documents)"


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    sort: Sort = Sort.RELEVANCE,
    without: Collection[str] = (),
    exact: bool = False,
    fold: bool = False,
    limit: int = 20,
    offset: int = 0,
    understood: Understood | None = None,
    **filters: str | None,
) -> Results:
    """Find articles; `words` as `read_query` takes them, days as `first_day` and `last_day` do, both included.

    Articles are found by their own text, and by that of the documents that they link to.
    What is gone from its site is found like the rest, what is hidden is not.
    Words are widened as `archive.understanding.understand` does, which also says what `without` and `exact` are.
    `filters` are as `read_filters` takes them: `source` is a source's name, `place` a dateline's place in any case,
    `unit` a unit's id, name or other name: the articles of what it took over from, and of what took over from it, are
    found too.
    `understood` is what these same words were understood as, where that is known already.
    `fold` shows of each story only the best of the articles found, with how many others there are.
    Words that only narrow list all that they let through; an address alone finds the article there.
    By date, undated articles come last; more than `RANKED_AT_MOST` articles come newest first. Rows are `sqlite3.Row`s.
    Raises `ArsipError`, in one line, for a query without a word to look for, an address without an article, an
    unknown source or unit, no day, or days in the wrong order.
    """
    if is_address(words):
        return at_address(connection, words, **filters)
    asked = understood or understand(connection, words, without=without, exact=exact)
    narrowed = together(asked.query.filters, filters)
    if not asked.fts:
        everything = listed(connection, sort=sort, limit=limit, offset=offset, **narrowed)
        return Results(everything.hits, everything.total, asked.query.readable, rows=everything.rows)
    known = read_filters(connection, **narrowed)
    by_day = sort is Sort.RELEVANCE and _is_too_many(connection, asked.fts, known)
    order = Sort.NEWEST if by_day else sort
    page = _Page(connection, asked, known, order, fold=fold)
    hits, total, rows = page.turn(limit, offset)
    if not hits and offset:  # past the last one
        _, total, rows = page.turn(1, 0)
    meant = better_spelling(connection, asked.query.tree) if total <= FEW and asked.query.tree else None
    return Results(
        hits,
        total,
        asked.query.readable,
        asked.query.note,
        asked.expansions,
        asked.offers,
        by_day=by_day,
        meant=meant,
        rows=rows,
    )


def _is_too_many(connection: sqlite3.Connection, fts: str, filters: Filters) -> bool:
    """Whether there are more than `RANKED_AT_MOST`; the index alone tells it quickest where there are not."""
    values = {**filters, "fts": fts, "most": RANKED_AT_MOST}
    narrowed = TOO_MANY.format(filters=clauses(filters))
    return all(connection.execute(query, values).fetchone()[0] for query in (TOO_MANY_UNFILTERED, narrowed))


@dataclass(frozen=True, slots=True)
class _Page:
    """A query whose hits are looked at page by page."""

    connection: sqlite3.Connection
    asked: Understood
    filters: Filters
    sort: Sort
    fold: bool

    def turn(self, limit: int, offset: int) -> tuple[list[Hit], int, int]:
        """The hits from `offset` on; how many articles and how many rows there are in all (0 when none is shown)."""
        nonce = secrets.token_hex(8)  # no text can hold it, whatever a publisher wrote
        shown = {
            "fts": self.asked.fts,
            "headline_weight": HEADLINE_WEIGHT,
            "caption_weight": CAPTION_WEIGHT,
            "body_weight": BODY_WEIGHT,
            "snippet_words": SNIPPET_WORDS,
            "mark": f"<{nonce}>",
            "end_mark": f"</{nonce}>",
            "limit": limit,
            "offset": offset,
        }
        rows = self.connection.execute(self._statement(), {**self.filters, **shown}).fetchall()
        total, lines = (rows[0]["total"], rows[0]["rows"]) if rows else (0, 0)
        return [_hit(row, nonce) for row in rows], total, lines

    def _statement(self) -> str:
        has_documents = self.connection.execute(HAS_DOCUMENTS).fetchone()[0]
        rank, document_rank = RANKS[self.sort]
        narrowing = clauses(self.filters)
        by_words = self.sort is Sort.RELEVANCE and not narrowing
        return (RANKED_WITH_DOCUMENTS if has_documents else RANKED).format(
            found=(FOUND_BY_WORDS if by_words else FOUND).format(rank=rank, filters=narrowing),
            filters=narrowing,
            document_rank=document_rank,
            folded=OF_EACH_STORY if self.fold else EACH,
        )


def _hit(row: sqlite3.Row, nonce: str) -> Hit:
    def text(name: str) -> str:
        bare = (row[name] or "").translate(STRAY)
        return bare.replace(f"<{nonce}>", MARK).replace(f"</{nonce}>", END_MARK)

    return Hit(
        public_id=row["public_id"],
        headline=text("headline") or None,
        url=row["url"],
        source=row["source"],
        place=row["place"],
        published=row["published"],
        published_day=row["published_day"],
        caption=text("caption") or None,
        snippet=" ".join(text("snippet").split()),
        score=row["score"],
        attachment=row["attachment"],
        story=row["story"],
        copies=row["copies"],
    )
