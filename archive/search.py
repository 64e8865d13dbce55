"""A researcher's query → ranked articles, with the words found marked in the publisher's own text."""

import secrets
import sqlite3
from dataclasses import dataclass

from archive.filters import Filters, clauses, read_filters
from archive.query import Query, read_query
from archive.vocabulary import Sort

MARK, END_MARK = "\x02", "\x03"  # around each word found; never part of a text
HEADLINE_WEIGHT, CAPTION_WEIGHT, BODY_WEIGHT = 10.0, 4.0, 1.0
SNIPPET_WORDS = 32
STRAY = str.maketrans("", "", MARK + END_MARK)

# MATERIALIZED: ranks and counts from the index, once. CROSS JOIN: only the shown rows are read again for their text.
# INDEXED BY: SQLite would look up the article itself, whose text fills the pages it has to read, for every hit.
RANKED = """
WITH found AS MATERIALIZED (
    SELECT a.id, {rank} AS rank
    FROM articles_fts CROSS JOIN articles a INDEXED BY articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{filters}
),
shown AS MATERIALIZED (SELECT id, rank FROM found ORDER BY rank, id DESC LIMIT :limit OFFSET :offset)
SELECT a.public_id, a.url, a.place, a.published, a.published_day, s.name AS source, -shown.rank AS score,
    (SELECT count(*) FROM found) AS total,
    highlight(articles_fts, 0, :mark, :end_mark) AS headline,
    highlight(articles_fts, 1, :mark, :end_mark) AS caption,
    snippet(articles_fts, 2, :mark, :end_mark, '…', :snippet_words) AS snippet, NULL AS attachment
FROM shown
CROSS JOIN articles_fts ON articles_fts.rowid = shown.id
CROSS JOIN articles a ON a.id = shown.id
CROSS JOIN sources s ON s.id = a.source
WHERE articles_fts MATCH :fts
ORDER BY shown.rank, shown.id DESC
"""

# For an archive that has documents: what articles say themselves, then what only a document says that they link to.
# Each article is there once, by its best document where its own text does not hold the words.
RANKED_WITH_DOCUMENTS = """
WITH own AS MATERIALIZED (
    SELECT a.id, {rank} AS rank
    FROM articles_fts CROSS JOIN articles a INDEXED BY articles_narrow ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{filters}
),
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
shown AS MATERIALIZED (SELECT * FROM found ORDER BY rank, id DESC LIMIT :limit OFFSET :offset)
SELECT a.public_id, a.url, a.place, a.published, a.published_day, s.name AS source, -shown.rank AS score,
    (SELECT count(*) FROM found) AS total,
    highlight(articles_fts, 0, :mark, :end_mark) AS headline,
    highlight(articles_fts, 1, :mark, :end_mark) AS caption,
    snippet(articles_fts, 2, :mark, :end_mark, '…', :snippet_words) AS snippet, NULL AS attachment, shown.id AS id
FROM shown
CROSS JOIN articles_fts ON articles_fts.rowid = shown.id
CROSS JOIN articles a ON a.id = shown.id
CROSS JOIN sources s ON s.id = a.source
WHERE shown.document IS NULL AND articles_fts MATCH :fts
UNION ALL
SELECT a.public_id, a.url, a.place, a.published, a.published_day, s.name, -shown.rank,
    (SELECT count(*) FROM found), a.headline, a.lead_caption,
    snippet(documents_fts, 2, :mark, :end_mark, '…', :snippet_words), u.url, shown.id
FROM shown
CROSS JOIN documents_fts ON documents_fts.rowid = shown.document
CROSS JOIN articles a ON a.id = shown.id
CROSS JOIN sources s ON s.id = a.source
CROSS JOIN urls u ON u.id = shown.document
WHERE shown.document IS NOT NULL AND documents_fts MATCH :fts
ORDER BY score DESC, id DESC
"""
# what comes first, the lowest: of articles, and of those that only a document finds
NEWEST = "-coalesce(CAST(replace(a.published_day, '-', '') AS INTEGER), 0)"
OLDEST = "coalesce(CAST(replace(a.published_day, '-', '') AS INTEGER), 99999999)"
RANKS = {
    Sort.RELEVANCE: ("bm25(articles_fts, :headline_weight, :caption_weight, :body_weight)", "min(linked.rank)"),
    Sort.NEWEST: (NEWEST, NEWEST),
    Sort.OLDEST: (OLDEST, OLDEST),
}
HAS_DOCUMENTS = "SELECT EXISTS (SELECT 1 FROM documents)"


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `headline`, `caption` and `snippet` hold `MARK` and `END_MARK` around each word found.

    `published` is ISO 8601 with the publisher's offset, `published_day` the publisher's local day. A snippet is
    the best passage of the body, or its beginning when the words are elsewhere. A higher `score` comes first; it is of
    the words where they decide, else of the day. Where only
    a document that the article links to holds the words, `attachment` is its address, and the snippet is from there.
    """

    public_id: str
    headline: str | None
    url: str
    source: str
    place: str | None
    published: str | None
    published_day: str | None
    caption: str | None
    snippet: str
    score: float
    attachment: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The hits shown, best first, of `total`; the query as it was understood, and a remark on it, if one is due."""

    hits: list[Hit]
    total: int
    query: str
    note: str | None = None


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    section: str | None = None,
    byline: str | None = None,
    language: str | None = None,
    sort: Sort = Sort.RELEVANCE,
    limit: int = 20,
    offset: int = 0,
) -> Results:
    """Find articles; `words` as `read_query` takes them, days as `first_day` and `last_day` do, both included.

    Articles are found by their own text, and by that of the documents that they link to.
    What is gone from its site is found like the rest, what is hidden is not.
    `source` is a source's name, `place` a dateline's place in any case, `unit` a unit's id, name or other name: the
    articles of what it took over from, and of what took over from it, are found too. `kind`, `section`, `byline` and
    `language` are as `read_filters` takes them; by date, undated articles come last. Rows are `sqlite3.Row`s.
    Raises `ArsipError`, in one line, for a query without a word to look for, an unknown source or unit, no day, or
    days in the wrong order.
    """
    query = read_query(words)
    filters = read_filters(
        connection,
        source=source,
        since=since,
        until=until,
        place=place,
        unit=unit,
        kind=kind,
        section=section,
        byline=byline,
        language=language,
    )
    hits, total = _page(connection, query, filters, limit, offset, sort=sort)
    if not hits and offset:  # past the last one
        total = _page(connection, query, filters, 1, 0, sort=sort)[1]
    return Results(hits, total, query.readable, query.note)


def marked(text: str, start: str, end: str) -> str:
    """A text of a `Hit` with `start` and `end` in the place of the marks."""
    return text.replace(MARK, start).replace(END_MARK, end)


def _page(
    connection: sqlite3.Connection, query: Query, filters: Filters, limit: int, offset: int, *, sort: Sort
) -> tuple[list[Hit], int]:
    """The hits from `offset` on, and how many there are in all (0 when none is shown)."""
    nonce = secrets.token_hex(8)  # no text can hold it, whatever a publisher wrote
    shown = {
        "fts": query.fts,
        "headline_weight": HEADLINE_WEIGHT,
        "caption_weight": CAPTION_WEIGHT,
        "body_weight": BODY_WEIGHT,
        "snippet_words": SNIPPET_WORDS,
        "mark": f"<{nonce}>",
        "end_mark": f"</{nonce}>",
        "limit": limit,
        "offset": offset,
    }
    ranked = RANKED_WITH_DOCUMENTS if connection.execute(HAS_DOCUMENTS).fetchone()[0] else RANKED
    rank, document_rank = RANKS[sort]
    ranked = ranked.format(filters=clauses(filters), rank=rank, document_rank=document_rank)
    rows = connection.execute(ranked, {**filters, **shown}).fetchall()
    return [_hit(row, nonce) for row in rows], rows[0]["total"] if rows else 0


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
    )
