"""The catalogue: which sources an archive holds, how much of each, and what was published last."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holding:
    """What the archive has of one source; `row` is its row's id, days are the publisher's (`YYYY-MM-DD`)."""

    row: int
    name: str
    title: str
    articles: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list; `source` is its source's name, `published_day` the publisher's local day."""

    public_id: str
    headline: str | None
    source: str
    published_day: str | None
    place: str | None
    beginning: str


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One story in a list, by the id, headline and source of its first article and that one's day; and its figures."""

    public_id: str
    headline: str | None
    source: str
    day: str
    articles: int
    outlets: int
    networks: int


# by what is counted already, and by the ends of an index: it costs as much in a large archive as in a small one
EDGE = """(
    SELECT published_day FROM articles INDEXED BY articles_by_day
    WHERE source = s.id AND published_day IS NOT NULL AND state <> 'hidden' ORDER BY published_day {order} LIMIT 1
)"""
FIRST_DAY, LAST_DAY = EDGE.format(order="ASC"), EDGE.format(order="DESC")
HOLDINGS = f"""
SELECT s.id, s.name, s.title, coalesce(sum(m.articles), 0), {FIRST_DAY}, {LAST_DAY}
FROM sources s LEFT JOIN article_months m ON m.source = s.id AND m.state <> 'hidden' GROUP BY s.id ORDER BY s.name
"""  # noqa: S608 our own words


def holdings(connection: sqlite3.Connection) -> list[Holding]:
    """Every source that the archive knows, in the order of the names; one without an article has zero."""
    return [Holding(*row) for row in connection.execute(HOLDINGS)]


def is_anything_hidden(connection: sqlite3.Connection) -> bool:
    """Whether the archivist has hidden any article."""
    hidden = "SELECT EXISTS (SELECT 1 FROM articles INDEXED BY articles_hidden WHERE state = 'hidden')"
    return bool(connection.execute(hidden).fetchone()[0])


def source_titles(connection: sqlite3.Connection) -> dict[str, str]:
    """The title of every source, by its name."""
    return {row[0]: row[1] for row in connection.execute("SELECT name, title FROM sources")}


# CROSS JOIN: the newest of each source by the index, and only then the newest of all
NEWEST = """
SELECT a.public_id, a.headline, s.name AS source, a.published_day, a.place, substr(a.body, 1, :letters) AS beginning
FROM sources s CROSS JOIN articles a ON a.id IN (
    SELECT id FROM articles WHERE source = s.id AND published_day IS NOT NULL AND state <> 'hidden'
    ORDER BY published_day DESC LIMIT :limit
)
ORDER BY a.published_day DESC, a.published DESC, a.id DESC LIMIT :limit
"""
BEGINNING_LETTERS = 220


def newest(connection: sqlite3.Connection, limit: int) -> list[Entry]:
    """The articles that were published last, the latest first; `beginning` is that of the body."""
    rows = connection.execute(NEWEST, {"limit": limit, "letters": BEGINNING_LETTERS})
    return [Entry(*row) for row in rows]


NEWEST_STORIES = """
SELECT st.id AS story, f.public_id, f.headline, s.name AS source, st.day
FROM stories st INDEXED BY stories_by_day CROSS JOIN articles f ON f.id = st.first
CROSS JOIN sources s ON s.id = f.source
WHERE st.day IS NOT NULL AND f.state <> 'hidden' ORDER BY st.day DESC, st.id DESC LIMIT ?
"""
SHOWN_OF_STORY = """
SELECT count(*), count(DISTINCT sa.outlet), count(DISTINCT sa.network)
FROM story_articles sa CROSS JOIN articles a ON a.id = sa.article WHERE sa.story = ? AND a.state <> 'hidden'
"""


def newest_stories(connection: sqlite3.Connection, limit: int) -> list[StoryEntry]:
    """The stories whose first article was published last, the latest first; what is hidden is not counted."""
    stories = connection.execute(NEWEST_STORIES, (limit,)).fetchall()
    counted = [connection.execute(SHOWN_OF_STORY, (row["story"],)).fetchone() for row in stories]
    return [
        StoryEntry(row["public_id"], row["headline"], row["source"], row["day"], *figures)
        for row, figures in zip(stories, counted, strict=True)
        if figures[0] > 1
    ]
