"""One question with or without words: a search, or all that the filters let through."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from archive.history import find_article
from archive.search import order_of, search
from archive.searching.addressed import is_address
from archive.searching.filters import read_filters, together
from archive.searching.hits import Results
from archive.searching.listed import listed
from archive.searching.locating import After, Located, locate
from archive.searching.query import read_query
from archive.searching.query_tree import readable_of
from archive.searching.understanding import Understood, understand
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
    after: After | None = None,
    understood: Understood | None = None,
) -> Results:
    """The articles that have the words and that the filters (as `read_filters` takes them) let through.

    `without`, `exact`, `fold`, `after` and `understood` are as `search` takes them. Raises `ArsipError` as it does.
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
            after=after,
            understood=understood,
        )
    return listed(connection, **filters, sort=sort, limit=limit, offset=offset, after=after)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a question found at one moment: where it is, and by what it was found, as `hits_at` takes them."""

    fts: str
    located: Located


def find_all(
    connection: sqlite3.Connection,
    words: str,
    filters: Mapping[str, str],
    *,
    sort: Sort = Sort.RELEVANCE,
    without: Collection[str] = (),
    exact: bool = False,
    fold: bool = False,
) -> Whole:
    """Every article that `find` turns through, in its order, to be read in pieces.

    What is written meanwhile changes neither which articles these are nor their order. Raises `ArsipError` as `find`
    does.
    """
    if is_address(words):
        only, known = find_article(connection, words.strip()), read_filters(connection, **filters)
        return Whole("", locate(connection, "", known, Sort.NEWEST, only=only))
    asked = understand(connection, words, without=without, exact=exact) if words else None
    known = read_filters(connection, **(together(asked.query.filters, filters) if asked else filters))
    fts = asked.fts if asked else ""
    order = order_of(connection, fts, known, sort)
    return Whole(fts, locate(connection, fts, known, order, fold=fold and bool(fts)))


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
