"""An address typed where words are asked for: the article that stands there."""

import re
import sqlite3

from archive.history import find_article
from archive.searching.hits import Results
from archive.searching.listed import listed
from archive.vocabulary import Sort

ADDRESS = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)


def is_address(words: str) -> bool:
    """True for an address and nothing else."""
    return ADDRESS.fullmatch(words) is not None


def at_address(connection: sqlite3.Connection, address: str, **filters: str | None) -> Results:
    """The one article at an address in any known spelling, if the filters let it through.

    `filters` are as `read_filters` takes them. Raises `ArsipError` as it does, and for an address that
    gave no article, in one line that says why.
    """
    row = find_article(connection, address.strip())
    found = listed(connection, row, limit=1, offset=0, sort=Sort.NEWEST, after=None, **filters)
    return Results(found.hits, found.total, address.strip(), rows=found.rows)
