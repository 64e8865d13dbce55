"""Articles without words to look for: all that the filters let through, by their day."""

import sqlite3

from archive.searching.filters import read_filters
from archive.searching.hit_texts import hits_at
from archive.searching.hits import Results
from archive.searching.locating import After, locate
from archive.vocabulary import Sort


def listed(
    connection: sqlite3.Connection,
    only: int | None = None,
    /,
    *,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = Sort.NEWEST,
    after: After | None = None,
    **filters: str | None,
) -> Results:
    """Every article that the filters let through, the newest first (or the oldest), undated ones last.

    `only`: at most the article of this row. `after` is as `archive.search.search` takes it, `filters` are as
    `read_filters` takes them, and `ArsipError` is raised as it does.
    """
    known = read_filters(connection, **filters)
    order = after.sort if after else Sort.OLDEST if sort is Sort.OLDEST else Sort.NEWEST
    found = locate(connection, "", known, order, limit=limit, offset=offset, after=after, only=only)
    return Results(hits_at(connection, "", found), found.total, "", rows=found.rows, next=found.next)
