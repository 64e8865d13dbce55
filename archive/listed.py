"""Articles without words to look for: all that the filters let through, by their day."""

import sqlite3

from archive.filters import clauses, read_filters
from archive.hits import SNIPPET_WORDS, STRAY, Hit, Results
from archive.vocabulary import Sort

# the narrow index finds, sorts and counts; only the rows that are shown are read for their text
LISTED = """
WITH found AS MATERIALIZED (
    SELECT a.id, a.published_day FROM articles a INDEXED BY articles_narrow WHERE a.state <> 'hidden'{filters}
),
shown AS MATERIALIZED (
    SELECT * FROM found ORDER BY published_day {order} NULLS LAST, id {order} LIMIT :limit OFFSET :offset
)
SELECT a.public_id, a.headline, a.url, s.name AS source, a.place, a.published, a.published_day,
    a.lead_caption AS caption, substr(a.body, 1, :letters) AS beginning, (SELECT count(*) FROM found) AS total
FROM shown CROSS JOIN articles a ON a.id = shown.id CROSS JOIN sources s ON s.id = a.source
ORDER BY shown.published_day {order} NULLS LAST, shown.id {order}
"""
LETTERS_A_WORD = 8


def listed(
    connection: sqlite3.Connection,
    only: int | None = None,
    /,
    *,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = Sort.NEWEST,
    **filters: str | None,
) -> Results:
    """Every article that the filters let through, the newest first (or the oldest), undated ones last.

    `only`: at most the article of this row. `filters` are as `read_filters` takes them, and `ArsipError` is raised as
    it does.
    """
    known = read_filters(connection, **filters)
    narrowed = clauses(known) + (" AND a.id = :only" if only is not None else "")
    query = LISTED.format(filters=narrowed, order="ASC" if sort is Sort.OLDEST else "DESC")
    values = {**known, "limit": limit, "offset": offset, "only": only, "letters": SNIPPET_WORDS * LETTERS_A_WORD}
    rows = connection.execute(query, values).fetchall()
    hits = [_hit(row) for row in rows]
    if not rows and offset:  # past the last one
        rows = connection.execute(query, {**values, "limit": 1, "offset": 0}).fetchall()
    total = rows[0]["total"] if rows else 0
    return Results(hits, total, "", rows=total)


def _hit(row: sqlite3.Row) -> Hit:
    def text(name: str) -> str:
        return (row[name] or "").translate(STRAY)

    words = " ".join(text("beginning").split())
    is_cut = len(row["beginning"]) == SNIPPET_WORDS * LETTERS_A_WORD
    return Hit(
        public_id=row["public_id"],
        headline=text("headline") or None,
        url=row["url"],
        source=row["source"],
        place=row["place"],
        published=row["published"],
        published_day=row["published_day"],
        caption=text("caption") or None,
        snippet=f"{words.rpartition(' ')[0] or words} …" if is_cut else words,
        score=0.0,
    )
