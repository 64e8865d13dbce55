"""How many articles name each unit, come from each region, credit each person: what is hidden is counted nowhere."""

import sqlite3
from dataclasses import dataclass

BY_UNIT = """
SELECT u.unit, count(DISTINCT u.article) FROM article_units u CROSS JOIN articles_narrow a
ON a.id = u.article WHERE u.unit IS NOT NULL GROUP BY u.unit
"""
BY_REGION = """
SELECT region, count(*) FROM articles_narrow WHERE region IS NOT NULL GROUP BY region
"""
BY_PERSON = """
WITH alike AS (SELECT unicode(codes) AS code, count(*) AS articles FROM articles_narrow GROUP BY 1),
credited AS (
    SELECT alike.code, alike.articles, min(json_extract(c.value, '$[0]')) AS name,
        group_concat(json_extract(c.value, '$[1]')) AS roles
    FROM alike CROSS JOIN facet_values v ON v.facet = 'credits' AND v.code = alike.code
    CROSS JOIN json_each(v.value) c GROUP BY alike.code, json_extract(c.value, '$[0]') COLLATE NOCASE
)
SELECT min(name) AS name, sum(articles) AS articles, group_concat(roles) AS roles, count(*) OVER () AS total
FROM credited GROUP BY name COLLATE NOCASE ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?
"""
NAMED = """
SELECT raw, count(*) AS articles, min(a.published_day) AS first_day, max(a.published_day) AS last_day
FROM article_units u JOIN articles a ON a.id = u.article
WHERE u.unit = ? AND a.state <> 'hidden' GROUP BY raw COLLATE NOCASE ORDER BY 2 DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it is credited (of spellings in small and large letters one), in how many articles, in which roles."""

    name: str
    articles: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """How articles write a unit's name: in how many, of which days (the publishers' own)."""

    raw: str
    articles: int
    first_day: str | None
    last_day: str | None


def by_unit(connection: sqlite3.Connection) -> dict[str, int]:
    """Articles by the id of a unit that they name."""
    return dict(connection.execute(BY_UNIT).fetchall())


def by_region(connection: sqlite3.Connection) -> dict[str, int]:
    """Articles by the code of the region in their dateline: of a province those that name no regency or city."""
    return dict(connection.execute(BY_REGION).fetchall())


def people(connection: sqlite3.Connection, limit: int, offset: int = 0) -> tuple[list[Person], int]:
    """Those who are credited most, from `offset` on, and how many names there are in all."""
    rows = connection.execute(BY_PERSON, (limit, offset)).fetchall()
    found = [Person(row["name"], row["articles"], tuple(sorted(set(row["roles"].split(","))))) for row in rows]
    return found, rows[0]["total"] if rows else 0


def spellings(connection: sqlite3.Connection, unit: str, limit: int) -> list[Spelling]:
    """How articles write the name of a unit, the commonest first."""
    return [Spelling(*row) for row in connection.execute(NAMED, (unit, limit))]
