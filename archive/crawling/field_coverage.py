"""Field coverage: of how many of the articles that a crawl stored each field is known, and when that falls.

What a crawl stored are the articles that got a revision while it ran: new ones, and changed ones.
"""

import math
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from archive.clock import moment

# what makes each field known, in SQL over `articles`; the names are columns of `field_coverage` and of `source check`
FIELDS = {
    "headline": "headline IS NOT NULL",
    "date": "published IS NOT NULL",
    "author": "coalesce(credits, '[]') <> '[]'",
    "dateline": "place IS NOT NULL",
    "picture": "lead_image IS NOT NULL",
    "caption": "lead_caption IS NOT NULL",
    "section": "section IS NOT NULL",
    "tags": "coalesce(tags, '[]') <> '[]'",
    "event": "event_date IS NOT NULL",
    "body": "words > 0",
}
MOST_CRAWLS = 30  # as far back as a fall is looked for
FEWEST = 5  # articles on either side of a fall
SMALLEST_FALL = 0.3
LARGEST_LEFT = 0.5  # of the share before
CHANCE = 1e-4  # that a fall like this is one: ten fields and thirty crawls are looked at
WEEK = 7


@dataclass(frozen=True, slots=True)
class Fields:
    """One crawl: when it began (a stamp, UTC), how many articles it stored, and how many of these have each field."""

    started: str
    articles: int
    known: dict[str, int]


@dataclass(frozen=True, slots=True)
class Fall:
    """A field that fewer articles have than before; `since` is when the first crawl after the fall began (stamp, UTC).

    `before` and `after` are shares of the articles that the crawls before and since then stored.
    """

    field: str
    before: float
    after: float
    since: str
    articles: int

    def sentence(self, now: datetime) -> str:
        """`caption: 92 % → 3 % since Tuesday: the template changed?`; a day of more than a week ago is a date."""
        shares = f"{100 * self.before:.0f} % → {100 * self.after:.0f} %"
        return f"{self.field}: {shares} since {_day(self.since, now)}: the template changed?"


def _day(stamp: str, now: datetime) -> str:
    day, today = moment(stamp).astimezone().date(), now.astimezone().date()
    return f"{day:%A}" if 0 < (today - day).days < WEEK else "today" if day == today else day.isoformat()


def newest_revision(connection: sqlite3.Connection) -> int:
    """The row of the newest revision; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM revisions").fetchone()[0])


def count_fields(connection: sqlite3.Connection, crawl: int) -> None:
    """Count the fields of what a crawl has stored so far; what it had counted before is replaced."""
    sums = ", ".join(f"count(*) FILTER (WHERE {known})" for known in FIELDS.values())
    connection.execute("DELETE FROM field_coverage WHERE crawl = ?", (crawl,))
    connection.execute(
        f"INSERT INTO field_coverage (crawl, source, articles, {', '.join(FIELDS)}) "  # noqa: S608 names and SQL of our own
        f"SELECT c.id, c.source, count(*), {sums} FROM crawls c "
        "CROSS JOIN (SELECT DISTINCT article FROM revisions WHERE id > "
        "(SELECT newest_revision FROM crawls WHERE id = :crawl)) r "
        "CROSS JOIN articles a ON a.id = r.article AND a.source = c.source WHERE c.id = :crawl GROUP BY c.id",
        {"crawl": crawl},
    )


def fields_of(connection: sqlite3.Connection, source: int) -> list[Fields]:
    """The crawls of a source that stored anything, the newest first; runs for single addresses and imports are none."""
    rows = connection.execute(
        f"SELECT c.started, f.articles, {', '.join(FIELDS)} FROM field_coverage f JOIN crawls c ON c.id = f.crawl "  # noqa: S608 names of our own
        "WHERE f.source = ? AND c.round > 0 ORDER BY f.crawl DESC LIMIT ?",
        (source, MOST_CRAWLS),
    )
    return [Fields(row["started"], row["articles"], {name: row[name] for name in FIELDS}) for row in rows]


def fields_by_name(connection: sqlite3.Connection, source: str) -> list[Fields]:
    """As `fields_of`, by the source's name; nothing for one that the archive does not know."""
    row = connection.execute("SELECT id FROM sources WHERE name = ?", (source,)).fetchone()
    return fields_of(connection, row["id"]) if row else []


def falls_in(crawls: list[Fields]) -> list[Fall]:
    """The fields that fell and have not risen again, the steepest first; `crawls` of a source come newest first."""
    found = [fall for name in FIELDS if (fall := _fall_of(name, crawls)) is not None]
    return sorted(found, key=lambda fall: fall.after - fall.before)


def _fall_of(name: str, crawls: list[Fields]) -> Fall | None:
    """The least likely split of the crawls into those before and those since, where it is no chance."""
    best: tuple[float, Fall] | None = None
    for number in range(1, len(crawls)):
        since, before = crawls[:number], crawls[number:]
        (have, of), (had, of_before) = _sum(name, since), _sum(name, before)
        if of < FEWEST or of_before < FEWEST:
            continue
        fall = Fall(name, had / of_before, have / of, since[-1].started, of)
        chance = chance_of(have, of, had, of_before)
        if _is_steep(fall) and chance < CHANCE and (best is None or chance < best[0]):
            best = chance, fall
    return best[1] if best else None


def _is_steep(fall: Fall) -> bool:
    return fall.before - fall.after >= SMALLEST_FALL and fall.after <= LARGEST_LEFT * fall.before


def _sum(name: str, crawls: list[Fields]) -> tuple[int, int]:
    return sum(crawl.known[name] for crawl in crawls), sum(crawl.articles for crawl in crawls)


def chance_of(have: int, of: int, had: int, of_before: int) -> float:
    """How likely two shares differ so if nothing changed: the G-test of a table of two by two."""
    total, known = of + of_before, have + had
    observed = [(have, of, known), (of - have, of, total - known)]
    observed += [(had, of_before, known), (of_before - had, of_before, total - known)]
    statistic = 2 * sum(seen * math.log(seen * total / (row * column)) for seen, row, column in observed if seen)
    return math.erfc(math.sqrt(max(0.0, statistic) / 2))
