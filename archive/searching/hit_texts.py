"""The texts of articles that were found: the words marked in the publisher's own, or how an article begins."""

import json
import secrets
import sqlite3
from dataclasses import replace
from typing import Any

from archive.searching.hits import END_MARK, MARK, SNIPPET_WORDS, STRAY, Hit
from archive.searching.locating import Located
from archive.vocabulary import Sort

COLUMNS = "a.id, a.public_id, a.url, a.place, a.published, a.published_day, s.name AS source, a.story"
# CROSS JOIN: the wanted rows one by one, and nothing else. What was hidden since it was found is left out.
WANTED = "json_each(:wanted) wanted CROSS JOIN articles_fts ON articles_fts.rowid = wanted.value CROSS JOIN articles a"
# To look each up in the index takes each word of the query anew, and for a prefix all that begin so: for a prefix, and
# where not many are found a word, the index is walked once instead; the plus keeps SQLite from looking up after all.
WALKED = "articles_fts CROSS JOIN articles a ON +articles_fts.rowid IN (SELECT value FROM json_each(:wanted))"
WALKED_AT_MOST = 5_000  # a word of the query
OR = " OR "
PREFIX = '" *'
OWN = """
SELECT {columns}, highlight(articles_fts, 0, :mark, :end_mark) AS headline,
    highlight(articles_fts, 1, :mark, :end_mark) AS caption,
    snippet(articles_fts, 2, :mark, :end_mark, '…', :snippet_words) AS snippet, NULL AS attachment
FROM {looked_up} CROSS JOIN sources s ON s.id = a.source
WHERE articles_fts MATCH :fts AND a.id = articles_fts.rowid AND a.state <> 'hidden'
"""
OF_DOCUMENTS = """
SELECT {columns}, a.headline, a.lead_caption AS caption,
    snippet(documents_fts, 2, :mark, :end_mark, '…', :snippet_words) AS snippet, u.url AS attachment
FROM json_each(:wanted) AS wanted CROSS JOIN documents_fts ON documents_fts.rowid = json_extract(wanted.value, '$[1]')
CROSS JOIN articles a ON a.id = json_extract(wanted.value, '$[0]') CROSS JOIN sources s ON s.id = a.source
CROSS JOIN urls u ON u.id = documents_fts.rowid
WHERE documents_fts MATCH :fts AND a.state <> 'hidden'
"""
BEGINNINGS = """
SELECT {columns}, a.headline, a.lead_caption AS caption, substr(a.body, 1, :letters) AS snippet, NULL AS attachment
FROM json_each(:wanted) AS wanted CROSS JOIN articles a ON a.id = wanted.value CROSS JOIN sources s ON s.id = a.source
WHERE a.state <> 'hidden'
"""
LETTERS = SNIPPET_WORDS * 8
LAST_DAY = 99_999_999  # of what is undated, where the oldest come first


def hits_at(
    connection: sqlite3.Connection, fts: str, located: Located, start: int = 0, stop: int | None = None
) -> list[Hit]:
    """The articles from one position to another of what `locate` found by `fts`, in its order."""
    wanted = located.ids[start:stop].tolist()
    documents = located.documents[start:stop].tolist() or [0] * len(wanted)
    own = [row for row, document in zip(wanted, documents, strict=True) if not document]
    linked = [pair for pair in zip(wanted, documents, strict=True) if pair[1]]
    is_walked = PREFIX in fts or located.total <= WALKED_AT_MOST * (1 + fts.count(OR))
    looked_up = WALKED if is_walked else WANTED
    hits = _hits(connection, OWN.replace("{looked_up}", looked_up) if fts else BEGINNINGS, fts, own)
    if linked:
        hits |= _hits(connection, OF_DOCUMENTS, fts, linked)
    return [_placed(hits[row], located, start + at) for at, row in enumerate(wanted) if row in hits]


def _hits(connection: sqlite3.Connection, query: str, fts: str, wanted: list[Any]) -> dict[int, Hit]:
    nonce = secrets.token_hex(8)  # no text can hold it, whatever a publisher wrote
    values = {
        "fts": fts,
        "wanted": json.dumps(wanted),
        "mark": f"<{nonce}>",
        "end_mark": f"</{nonce}>",
        "snippet_words": SNIPPET_WORDS,
        "letters": LETTERS,
    }
    rows = connection.execute(query.format(columns=COLUMNS), values)
    return {row["id"]: _hit(row, nonce, is_cut=not fts and len(row["snippet"] or "") == LETTERS) for row in rows}


def _hit(row: sqlite3.Row, nonce: str, *, is_cut: bool) -> Hit:
    def text(name: str) -> str:
        bare = (row[name] or "").translate(STRAY)
        return bare.replace(f"<{nonce}>", MARK).replace(f"</{nonce}>", END_MARK)

    snippet = " ".join(text("snippet").split())
    return Hit(
        public_id=row["public_id"],
        headline=text("headline") or None,
        url=row["url"],
        source=row["source"],
        place=row["place"],
        published=row["published"],
        published_day=row["published_day"],
        caption=text("caption") or None,
        snippet=f"{snippet.rpartition(' ')[0] or snippet} …" if is_cut else snippet,
        score=0.0,
        attachment=row["attachment"],
        story=row["story"],
    )


def _placed(hit: Hit, located: Located, at: int) -> Hit:
    """The hit with its score: of the words, or of its day; a higher one comes first."""
    day = int(hit.published_day.replace("-", "")) if hit.published_day else None
    of_day = -(day or LAST_DAY) if located.sort is Sort.OLDEST else (day or 0)
    score = -located.ranks[at] if located.sort is Sort.RELEVANCE else float(of_day)
    return replace(hit, score=score, copies=located.copies[at] if located.copies else 0)
