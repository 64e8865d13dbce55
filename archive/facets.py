"""Facets: how the articles that a query finds are spread over the sources and the years."""

import sqlite3
from dataclasses import dataclass

from archive.filters import clauses, read_filters
from archive.query import read_query
from archive.search import HAS_DOCUMENTS

# MATERIALIZED: the index is read once for both
COUNTED = """
WITH found AS MATERIALIZED (
    SELECT a.source, a.published_day, a.id
    FROM articles_fts CROSS JOIN articles a ON a.id = articles_fts.rowid
    WHERE articles_fts MATCH :fts AND a.state <> 'hidden'{place}{documents}
)
SELECT 'source' AS facet, s.name AS value, count(*) AS articles
FROM found a JOIN sources s ON s.id = a.source WHERE 1{by_days} GROUP BY s.id
UNION ALL
SELECT 'year', substr(a.published_day, 1, 4), count(*)
FROM found a WHERE 1{by_source} GROUP BY 2
"""

# articles that only a document finds, as in archive.search
BY_DOCUMENTS = """
    UNION ALL
    SELECT DISTINCT a.source, a.published_day, a.id
    FROM documents_fts CROSS JOIN article_media m ON m.url = documents_fts.rowid JOIN articles a ON a.id = m.article
    WHERE documents_fts MATCH :fts AND a.state <> 'hidden'
    AND a.id NOT IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :fts){place}"""


@dataclass(frozen=True, slots=True)
class Facets:
    """Articles by source (its name, the most first) and by year of publication (the latest first, `None` last).

    The counts by source ignore a chosen source, those by year chosen days: each shows what else could be chosen.
    """

    sources: dict[str, int]
    years: dict[str | None, int]


def facets(
    connection: sqlite3.Connection,
    words: str,
    *,
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
) -> Facets:
    """Count what `archive.search.search` finds with the same arguments; raises `ArsipError` as it does."""
    filters = read_filters(connection, source=source, since=since, until=until, place=place)
    place_clause = clauses(filters, "source", "since", "until")
    has_documents = connection.execute(HAS_DOCUMENTS).fetchone()[0]
    counted = COUNTED.format(
        place=place_clause,
        documents=BY_DOCUMENTS.format(place=place_clause) if has_documents else "",
        by_days=clauses(filters, "source", "place"),
        by_source=clauses(filters, "since", "until", "place"),
    )
    rows = connection.execute(counted, {**filters, "fts": read_query(words).fts}).fetchall()
    sources = {row["value"]: row["articles"] for row in rows if row["facet"] == "source"}
    years = {row["value"]: row["articles"] for row in rows if row["facet"] == "year"}
    return Facets(
        dict(sorted(sources.items(), key=lambda item: (-item[1], item[0]))),
        dict(sorted(years.items(), key=lambda item: item[0] or "", reverse=True)),
    )
