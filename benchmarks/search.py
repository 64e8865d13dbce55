"""How quick a search is, with its facets and a range of days, beside plain FTS5 over a narrow table in the same file.

    python -m benchmarks.search CORPUS [--articles 100000 1000000] [--queries 200] [--json]

CORPUS is a `.jsonl` or `.jsonl.gz` file, an object a line with `title` and `text`. The archives that are made of it are
kept in `.benchmark/search`; a million articles take half an hour and five gigabytes.
"""

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from archive.database import open_for_reading, open_for_writing
from archive.search import search
from archive.searching.facets import facets
from archive.searching.understanding import understand
from benchmarks.measure import CACHE, Figure, as_json, as_table
from benchmarks.search_archive import fill, marked_items
from benchmarks.search_queries import MIX, RARE, queries

ARTICLES = (100_000, 1_000_000)
QUERIES = 200
SAMPLE = 2_000
SINCE, UNTIL = "2012", "2016"
MEDIAN_MS, P95_MS, MOST_RATIO = 30, 400, 1.5
# what a developer would write by hand: the index, a narrow table, the same filters, bm25, counts by source and year
NARROW = "CREATE TABLE side.narrow AS SELECT id, source, published_day AS day FROM articles ORDER BY id"
PLAIN = """
WITH found AS MATERIALIZED (
    SELECT n.id, n.source, n.day, bm25(articles_fts, 10.0, 4.0, 1.0) AS rank
    FROM articles_fts CROSS JOIN side.narrow n ON n.rowid = articles_fts.rowid WHERE articles_fts MATCH :fts
),
within AS MATERIALIZED (SELECT * FROM found WHERE day BETWEEN '2012-01-01' AND '2016-12-31'),
shown AS MATERIALIZED (SELECT id, rank FROM within ORDER BY rank LIMIT 20)
SELECT shown.id, a.url, (SELECT count(*) FROM within), highlight(articles_fts, 0, '[', ']'),
    highlight(articles_fts, 1, '[', ']'), snippet(articles_fts, 2, '[', ']', '…', 32)
FROM shown CROSS JOIN articles_fts ON articles_fts.rowid = shown.id CROSS JOIN articles a ON a.id = shown.id
WHERE articles_fts MATCH :fts
"""
PLAIN_FACETS = """
WITH found AS MATERIALIZED (
    SELECT n.source, n.day FROM articles_fts CROSS JOIN side.narrow n ON n.rowid = articles_fts.rowid
    WHERE articles_fts MATCH :fts
),
within AS (SELECT * FROM found WHERE day BETWEEN '2012-01-01' AND '2016-12-31')
SELECT 'year', substr(day, 1, 4), count(*) FROM found GROUP BY 2
UNION ALL SELECT 'source', source, count(*) FROM within GROUP BY source
UNION ALL SELECT 'month', substr(day, 1, 7), count(*) FROM within GROUP BY 2
"""
NOTES = (
    "ms are of the processor, warm: each query ran once before. A query is a page of results: 20 hits with snippets,",
    "the total, and every facet, of articles of five years out of twenty. Arsip counts by source, year, month, kind,",
    "province, section, language, unit and byline; plain FTS5, with the same widened words, by source, year and month.",
    f"mix: {', '.join(f'{share:.0%} {kind}' for kind, share in MIX.items())}.",
)


def archive_of(corpus: Path, articles: int) -> Path:
    """The file of an archive with so many articles, made once."""
    path = CACHE / "search" / f"{articles}.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        with closing(open_for_writing(making)) as connection:
            fill(connection, marked_items(corpus, articles))
        making.rename(path)
    return path


def measure(path: Path, asked: Sequence[tuple[str, str]], name: str, *, is_largest: bool) -> list[Figure]:
    """The figures of one archive; what they should be is asked of the largest."""
    open_for_writing(path).close()  # to the newest schema
    with closing(open_for_reading(path)) as connection, closing(_with_side(path)) as plain:
        ours = [_ms(_page, connection, words) for _, words in asked]
        expressions = [understand(connection, words).fts for _, words in asked]
        theirs = [_ms(_plain_page, plain, fts) for fts in expressions]
    last = quantiles(ours, n=20)[-1]
    figures = [
        Figure(f"{name}: median", "ms", [median(ours)], at_most=MEDIAN_MS if is_largest else None),
        Figure(f"{name}: 95th percentile", "ms", [last], at_most=P95_MS if is_largest else None),
        Figure(f"{name}: plain, median", "ms", [median(theirs)]),
        Figure(f"{name}: plain, 95th percentile", "ms", [quantiles(theirs, n=20)[-1]]),
        Figure(f"{name}: Arsip / plain", "x", [sum(ours) / sum(theirs)], at_most=MOST_RATIO if is_largest else None),
    ]
    for kind in MIX:
        of_kind = [ms for (other, _), ms in zip(asked, ours, strict=True) if other == kind]
        figures.append(Figure(f"{name}: {kind}, median", "ms", [median(of_kind)]))
    return figures


def _page(connection: sqlite3.Connection, words: str) -> None:
    search(connection, words, since=SINCE, until=UNTIL)
    facets(connection, words, since=SINCE, until=UNTIL)


def _plain_page(connection: sqlite3.Connection, fts: str) -> None:
    connection.execute(PLAIN, {"fts": fts}).fetchall()
    connection.execute(PLAIN_FACETS, {"fts": fts}).fetchall()


def _with_side(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("ATTACH ? AS side", (str(path.with_suffix(".side")),))
    if not connection.execute("SELECT 1 FROM side.sqlite_master").fetchone():
        connection.execute(NARROW)
        connection.commit()
    return connection


def _ms(page: Callable[[sqlite3.Connection, str], None], connection: sqlite3.Connection, asked: str) -> float:
    page(connection, asked)
    started = time.process_time()
    page(connection, asked)
    return (time.process_time() - started) * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; always 0, for the figures say what they should be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a .jsonl or .jsonl.gz file with title and text")
    parser.add_argument("--articles", type=int, nargs="+", default=ARTICLES, help="sizes of the archives")
    parser.add_argument("--queries", type=int, default=QUERIES, help="how many in all")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    asked = queries(islice(marked_items(options.corpus, SAMPLE), SAMPLE), options.queries, RARE)
    figures = []
    for articles in sorted(options.articles):
        path = archive_of(options.corpus, articles)
        is_largest = articles == max(options.articles)
        figures += measure(path, asked, f"{articles:,} articles", is_largest=is_largest)
    print((as_json if options.json else as_table)(figures, NOTES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
