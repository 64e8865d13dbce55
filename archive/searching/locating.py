"""Which articles a question finds, in their order, without their texts: whole, or a page of them."""

import re
import sqlite3
from array import array
from dataclasses import dataclass, field, replace
from functools import partial

from archive.adoption.catalogue import is_anything_hidden
from archive.errors import ArsipError
from archive.searching.filters import Filters, clauses
from archive.vocabulary import Sort

HEADLINE_WEIGHT, CAPTION_WEIGHT, BODY_WEIGHT = 10.0, 4.0, 1.0
WEIGHTS = {"headline_weight": HEADLINE_WEIGHT, "caption_weight": CAPTION_WEIGHT, "body_weight": BODY_WEIGHT}
EVERYTHING = -1  # as a limit

# the narrow table: the article's own row has its text, which fills the pages that are read for every hit
BY_WORDS = """
    SELECT a.id, {rank} AS rank, NULL AS document
    FROM articles_fts CROSS JOIN articles_narrow a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts{storied}{filters}
"""
# where nothing narrows, the index alone ranks and counts: to look up each article would take as long again
BY_WORDS_ALONE = """
    SELECT rowid AS id, {rank} AS rank, NULL AS document FROM articles_fts
    WHERE articles_fts MATCH :fts{storied}{but_hidden}
"""
COUNTED_ALONE = "(SELECT count(*) FROM articles_fts WHERE articles_fts MATCH :fts{but_hidden})"
BUT_HIDDEN = " AND rowid NOT IN (SELECT id FROM articles INDEXED BY articles_hidden WHERE state = 'hidden')"
BY_FILTERS = """
    SELECT a.id, {rank} AS rank, NULL AS document FROM articles_narrow a WHERE 1{filters}
"""
# what the index alone counts is walked again for that, which costs less than to write it down; the rest is written down
ALONE, WRITTEN_DOWN = "found AS NOT MATERIALIZED ({own})", "found AS MATERIALIZED ({own})"
COUNTED = "(SELECT count(*) FROM found)"
# For an archive that has documents: what articles say themselves, then what only a document says that they link to.
# Each article is there once, by its best document where its own text does not hold the words.
WITH_DOCUMENTS = """
own AS MATERIALIZED ({own}),
linked AS MATERIALIZED (
    SELECT rowid AS document, bm25(documents_fts) AS rank FROM documents_fts WHERE documents_fts MATCH :fts
),
found AS MATERIALIZED (
    SELECT * FROM own
    UNION ALL
    SELECT a.id, {document_rank}, linked.document
    FROM linked CROSS JOIN article_media m ON m.url = linked.document
    CROSS JOIN articles_narrow a ON a.id = m.article WHERE a.id NOT IN (SELECT id FROM own){filters} GROUP BY a.id
)"""
LOCATED = """
WITH {found}{folding},
page AS (
    SELECT id, rank, document FROM found WHERE 1{unfolded}{after}
    ORDER BY rank {direction} NULLS LAST, id DESC LIMIT :limit OFFSET :offset
)
SELECT id, rank, document, {copies} AS copies, {total} AS total, {folded} AS folded
FROM page{told} ORDER BY rank {direction} NULLS LAST, id DESC
"""
# Of each story the best article alone, with how many others were found. Few articles are of a story: only those are
# looked up in the narrow table, ranked and grouped.
STORIED = " AND +articles_fts.rowid IN (SELECT article FROM story_articles)"
FOLDING = """,
storied AS MATERIALIZED (
    SELECT t.story, own.id, own.rank FROM ({own}) own CROSS JOIN story_articles t ON t.article = own.id
),
best AS MATERIALIZED (SELECT id, {best}(rank), count(*) - 1 AS copies FROM storied GROUP BY story)"""
UNFOLDED = " AND id NOT IN (SELECT id FROM storied EXCEPT SELECT id FROM best)"
COPIES, TOLD = "coalesce(copies, 0)", " LEFT JOIN best USING (id)"
FOLDED = "(SELECT coalesce(sum(copies), 0) FROM best)"
AFTER = " AND (rank {beyond} :rank OR rank = :rank AND id < :id OR rank IS NULL)"
AFTER_UNDATED = " AND rank IS NULL AND id < :id"
HAS_DOCUMENTS = "SELECT EXISTS (SELECT 1 FROM documents)"


@dataclass(frozen=True, slots=True)
class _Order:
    """How articles and documents rank, which way, and what is further on."""

    rank: str
    document_rank: str
    direction: str
    best: str
    beyond: str


ORDERS = {
    Sort.RELEVANCE: _Order(
        "bm25(articles_fts, :headline_weight, :caption_weight, :body_weight)", "min(linked.rank)", "ASC", "min", ">"
    ),
    Sort.NEWEST: _Order("a.published_day", "a.published_day", "DESC", "max", "<"),
    Sort.OLDEST: _Order("a.published_day", "a.published_day", "ASC", "min", ">"),
}
CURSOR = re.compile(r"(relevance)~(-?[0-9][0-9.e+-]*)~([0-9]{1,18})|(newest|oldest)~([0-9-]{10})?~([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class After:
    """The last article of a page, behind which the next one begins: its rank in an order, and its row.

    The rank is a score of bm25 (the lower the better), a day, or None for what is undated.
    """

    sort: Sort
    rank: float | str | None
    id: int

    def __str__(self) -> str:
        return f"{self.sort}~{'' if self.rank is None else self.rank}~{self.id}"


def read_after(text: str) -> After:
    """What `str` of an `After` gave; raises `ArsipError` for anything else."""
    try:
        found = CURSOR.fullmatch(text)
        if found and found[1]:
            return After(Sort.RELEVANCE, float(found[2]), int(found[3]))
        if found:
            return After(Sort(found[4]), found[5], int(found[6]))
    except ValueError:
        pass
    raise ArsipError(f"after={text[:40]!r} marks no place: take it as `next` of the page before has it")


@dataclass(frozen=True, slots=True)
class Located:
    """The rows of the articles found, in their order; of `total` articles, or `rows` where stories are folded.

    `next` is where the page after these begins, if there is one. `ranks` are those of bm25, and empty where the order
    is by day; `copies` is empty where nothing was folded away, and `documents` where no article was found by a document
    alone (else 0 for those found by their own text).
    """

    sort: Sort
    total: int = 0
    rows: int = 0
    next: After | None = None
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    ranks: "array[float]" = field(default_factory=lambda: array("d"))
    copies: "array[int]" = field(default_factory=lambda: array("q"))
    documents: "array[int]" = field(default_factory=lambda: array("q"))

    def take(self, row: int, rank: float | str | None, copies: int, document: int | None) -> None:
        """Add one, as it came from the database."""
        self.ids.append(row)
        self.documents.append(document or 0)
        if self.sort is Sort.RELEVANCE and isinstance(rank, float):
            self.ranks.append(rank)
        if copies or self.copies:
            self.copies.extend([0] * (len(self.ids) - 1 - len(self.copies)))
            self.copies.append(copies)


def locate(
    connection: sqlite3.Connection,
    fts: str,
    filters: Filters,
    sort: Sort,
    *,
    fold: bool = False,
    limit: int = EVERYTHING,
    offset: int = 0,
    after: After | None = None,
    only: int | None = None,
) -> Located:
    """The articles that an FTS5 expression finds (all, for an empty one) and the filters let through.

    `only`: at most the article of this row. `after` has to be of the same sort. What one call gives is of one moment:
    a writer changes nothing of it. Memory: some 16 bytes an article.
    """
    one_more = limit + 1 if limit >= 0 else limit
    values: dict[str, object] = {**filters, **WEIGHTS, "fts": fts, "limit": one_more, "offset": offset, "only": only}
    values |= {"rank": after.rank, "id": after.id} if after else {}
    found = Located(sort)
    next_ = last = None
    counts = (0, 0)
    statement = _statement(connection, fts, filters, sort, fold=fold, after=after, only=only)
    for row in connection.execute(statement, values):
        if len(found.ids) == limit:
            next_ = last
            break
        found.take(row["id"], row["rank"], row["copies"], row["document"])
        last, counts = After(sort, row["rank"], row["id"]), (row["total"], row["total"] - row["folded"])
    if not any(found.documents):
        del found.documents[:]
    if not found.ids and (offset or after):  # past the last one
        first = locate(connection, fts, filters, sort, fold=fold, limit=1, only=only)
        counts = (first.total, first.rows)
    return replace(found, total=counts[0], rows=counts[1], next=next_)


def _statement(
    connection: sqlite3.Connection,
    fts: str,
    filters: Filters,
    sort: Sort,
    *,
    fold: bool,
    after: After | None,
    only: int | None,
) -> str:
    order = ORDERS[sort]
    narrowed = clauses(filters) + (" AND a.id = :only" if only is not None else "")
    but_hidden = BUT_HIDDEN if is_anything_hidden(connection) else ""
    by_words = BY_WORDS if narrowed or sort is not Sort.RELEVANCE else BY_WORDS_ALONE
    own = partial((by_words if fts else BY_FILTERS).format, rank=order.rank, filters=narrowed, but_hidden=but_hidden)
    has_documents = bool(fts) and connection.execute(HAS_DOCUMENTS).fetchone()[0]
    is_counted_alone = bool(fts) and not narrowed and not has_documents
    found = WITH_DOCUMENTS if has_documents else ALONE if is_counted_alone else WRITTEN_DOWN
    storied = own(storied=STORIED) if is_counted_alone else "SELECT * FROM found"
    return LOCATED.format(
        found=found.format(own=own(storied=""), document_rank=order.document_rank, filters=narrowed),
        folding=FOLDING.format(own=storied, best=order.best) if fold else "",
        unfolded=UNFOLDED if fold else "",
        after="" if after is None else AFTER_UNDATED if after.rank is None else AFTER.format(beyond=order.beyond),
        direction=order.direction,
        copies=COPIES if fold else "0",
        total=COUNTED_ALONE.format(but_hidden=but_hidden) if is_counted_alone else COUNTED,
        folded=FOLDED if fold else "0",
        told=TOLD if fold else "",
    )
