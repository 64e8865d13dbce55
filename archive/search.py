"""A researcher's query → ranked articles, with the words found marked in the publisher's own text."""

import sqlite3
from collections.abc import Collection

from archive.searching.addressed import at_address, is_address
from archive.searching.filters import Filters, clauses, read_filters, together
from archive.searching.hit_texts import hits_at
from archive.searching.hits import Results
from archive.searching.locating import After, locate
from archive.searching.spelling import FEW, better_spelling
from archive.searching.understanding import Understood, understand
from archive.vocabulary import Sort

RANKED_AT_MOST = 20_000  # to rank more by their words takes longer than one waits
TOO_MANY_UNFILTERED = """
SELECT count(*) > :most FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH :fts LIMIT :most + 1)
"""
TOO_MANY = """
SELECT count(*) > :most FROM (
    SELECT 1 FROM articles_fts CROSS JOIN articles_narrow a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts{filters} LIMIT :most + 1
)
"""


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
    after: After | None = None,
    understood: Understood | None = None,
    **filters: str | None,
) -> Results:
    """Find articles; `words` as `read_query` takes them, days as `first_day` and `last_day` do, both included.

    Articles are found by their own text, and by that of the documents that they link to.
    What is gone from its site is found like the rest, what is hidden is not.
    Words are widened as `understand` of `archive.searching` does, which also says what `without` and `exact` are.
    `filters` are as `read_filters` takes them: `source` is a source's name, `place` a dateline's place in any case,
    `unit` a unit's id, name or other name: the articles of what it took over from, and of what took over from it, are
    found too.
    `understood` is what these same words were understood as, where that is known already.
    `fold` shows of each story only the best of the articles found, with how many others there are.
    Words that only narrow list all that they let through; an address alone finds the article there.
    `after` is the `next` of the page before; then `sort` is that page's, and `offset` counts from there.
    By date, undated articles come last; more than `RANKED_AT_MOST` articles come newest first. Rows are `sqlite3.Row`s.
    Raises `ArsipError`, in one line, for a query without a word to look for, an address without an article, an
    unknown source or unit, no day, or days in the wrong order.
    """
    if is_address(words):
        return at_address(connection, words, **filters)
    asked = understood or understand(connection, words, without=without, exact=exact)
    known = read_filters(connection, **together(asked.query.filters, filters))
    order = after.sort if after else order_of(connection, asked.fts, known, sort)
    found = locate(
        connection, asked.fts, known, order, fold=fold and bool(asked.fts), limit=limit, offset=offset, after=after
    )
    is_little = asked.query.tree is not None and found.total <= FEW
    return Results(
        hits_at(connection, asked.fts, found),
        found.total,
        asked.query.readable,
        asked.query.note,
        asked.expansions,
        asked.offers,
        by_day=bool(asked.fts) and order is not sort,
        meant=better_spelling(connection, asked.query.tree) if is_little and asked.query.tree else None,
        rows=found.rows,
        next=found.next,
    )


def order_of(connection: sqlite3.Connection, fts: str, filters: Filters, sort: Sort) -> Sort:
    """The order in which articles come that are asked for in another: by day where too many, or no words, are found."""
    is_by_day = sort is Sort.RELEVANCE and (not fts or _is_too_many(connection, fts, filters))
    return Sort.NEWEST if is_by_day else sort


def _is_too_many(connection: sqlite3.Connection, fts: str, filters: Filters) -> bool:
    """Whether there are more than `RANKED_AT_MOST` (or hidden ones among so many); quickest told by the index alone."""
    values = {**filters, "fts": fts, "most": RANKED_AT_MOST}
    narrowing = clauses(filters)
    queries = (TOO_MANY_UNFILTERED, *([TOO_MANY.format(filters=narrowing)] if narrowing else []))
    return all(connection.execute(query, values).fetchone()[0] for query in queries)
