"""One question with or without words: a search, or all that the filters let through."""

import sqlite3
from collections.abc import Collection, Mapping

from archive.filters import read_filters, together
from archive.listed import listed
from archive.query import read_query
from archive.query_tree import readable_of
from archive.search import Results, search
from archive.understanding import Understood
from archive.vocabulary import Sort


def find(
    connection: sqlite3.Connection,
    words: str,
    filters: Mapping[str, str],
    *,
    sort: Sort = Sort.RELEVANCE,
    without: Collection[str] = (),
    exact: bool = False,
    fold: bool = False,
    limit: int = 20,
    offset: int = 0,
    understood: Understood | None = None,
) -> Results:
    """The articles that have the words and that the filters (as `read_filters` takes them) let through.

    `without`, `exact`, `fold` and `understood` are as `search` takes them. Raises `ArsipError` as it does.
    """
    if words:
        return search(
            connection,
            words,
            **filters,
            sort=sort,
            without=without,
            exact=exact,
            fold=fold,
            limit=limit,
            offset=offset,
            understood=understood,
        )
    return listed(connection, **filters, sort=sort, limit=limit, offset=offset)


def check_words(words: str) -> None:
    """Raise `ArsipError` for words that cannot be searched for; none at all are fine."""
    if words:
        read_query(words)


def check_filters(connection: sqlite3.Connection, filters: Mapping[str, str]) -> None:
    """Raise `ArsipError` for filters that do not exist."""
    read_filters(connection, **filters)


def parted(words: str, filters: Mapping[str, str]) -> tuple[str, dict[str, str]] | None:
    """Words that narrow, as in `razia place:Bandung`, parted into the words alone and all filters; None for others.

    Raises `ArsipError` as `read_query` does, and where the words and the filters contradict each other.
    """
    query = read_query(words) if words else None
    if query is None or not query.filters:
        return None
    narrowed = {name: value for name, value in together(query.filters, filters).items() if value is not None}
    return readable_of(query.tree) if query.tree else "", narrowed
