"""What a question finds, as the table `found` to be counted by SQL, or as the letters of its articles' facets.

`articles_narrow.codes` has a letter for each facet of an article, and `facet_values` what each letter stands for.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable

from archive.searching.filters import CLAUSES, Filters, clauses
from archive.searching.locating import HAS_DOCUMENTS

ALONE = frozenset({"unit", "byline"})  # narrow at once where no words do: then few are left to count
SHOWN = "a.id, a.source, a.published_day, a.place, a.region, a.section, a.language, a.kind, a.codes"
FOUND = """
WITH found AS (
    SELECT {shown} FROM articles_fts CROSS JOIN articles_narrow a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts{documents}
)
"""
ALL = """
WITH found AS (SELECT {shown} FROM articles_narrow a WHERE 1{filters})
"""
# articles that only a document finds, as in archive.locating
BY_DOCUMENTS = """
    UNION ALL
    SELECT DISTINCT {shown} FROM documents_fts CROSS JOIN article_media m ON m.url = documents_fts.rowid
    CROSS JOIN articles_narrow a ON a.id = m.article
    WHERE documents_fts MATCH :fts AND a.id NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :fts)"""

FACETS = (
    "credits",
    "kind",
    "language",
    "month",
    "region",
    "section",
    "source",
    "units",
)  # in the order of their letters
# The letters of all articles found, as one text: a tenth of the time of a GROUP BY for each facet.
LETTERS = "SELECT {columns} FROM found a"
COLUMN = "coalesce(group_concat(a.codes, ''){only}, '')"
VALUES = "SELECT char(code), value FROM facet_values WHERE facet = ? AND code IN (SELECT value FROM json_each(?))"
TAKEN_OUT = 8


def found_by(connection: sqlite3.Connection, fts: str, filters: Filters) -> str:
    """The table `found` of a query, to be counted: what `:fts` finds, or without words what the filters leave.

    It holds the columns of `articles_narrow`. Filters still have to be put on it; those that tell most are there
    already where no words are.
    """
    if not fts:
        return ALL.format(shown=SHOWN, filters=clauses(filters, *(name for name in CLAUSES if name not in ALONE)))
    has_documents = connection.execute(HAS_DOCUMENTS).fetchone()[0]
    return FOUND.format(shown=SHOWN, documents=BY_DOCUMENTS.format(shown=SHOWN) if has_documents else "")


def letters_of(connection: sqlite3.Connection, fts: str, filters: Filters, narrowing: Iterable[str]) -> dict[str, str]:
    """The letters of all articles found, by each condition in turn: as many an article as there are `FACETS`."""
    conditions = list(dict.fromkeys(narrowing))
    columns = (COLUMN.format(only=f" FILTER (WHERE 1{only})" if only else "") for only in conditions)
    query = found_by(connection, fts, filters) + LETTERS.format(columns=", ".join(columns))
    return dict(zip(conditions, connection.execute(query, {**filters, "fts": fts}).fetchone(), strict=True))


def letters_for(facet: str, letters: str) -> str:
    """Those of one facet, an article after the other."""
    return letters[FACETS.index(facet) :: len(FACETS)]


def count_letters(letters: str) -> dict[str, int]:
    """How often each letter is there.

    Most facets have few values, or one that most articles share: those are taken out one by one, which is many times
    quicker, and only the rest is looked at letter by letter.
    """
    counts: dict[str, int] = {}
    while letters and len(counts) < TAKEN_OUT:
        rest = letters.replace(letters[0], "")
        counts[letters[0]] = len(letters) - len(rest)
        letters = rest
    return counts | Counter(letters)


def values_of(connection: sqlite3.Connection, facet: str, letters: Iterable[str]) -> dict[str, str]:
    """What letters of a facet stand for; a letter that came when all codes were taken stands for nothing."""
    codes = json.dumps([ord(letter) for letter in letters])
    return dict(connection.execute(VALUES, (facet, codes)).fetchall())
