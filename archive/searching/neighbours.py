"""The articles before and after one of the same source, by their day of publication."""

import sqlite3
from dataclasses import dataclass

NEAR = """
SELECT public_id, headline, published_day FROM articles
WHERE source = :source AND state <> 'hidden' AND (published_day, id) {side} (:day, :id)
ORDER BY published_day {order}, id {order} LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article by its public id; `published_day` is the publisher's local day."""

    public_id: str
    headline: str | None
    published_day: str


def neighbours(connection: sqlite3.Connection, row: int) -> tuple[Neighbour | None, Neighbour | None]:
    """The article published before the one in `row`, and the one after it; none for an undated article."""
    own = connection.execute("SELECT source, published_day, id FROM articles WHERE id = ?", (row,)).fetchone()
    values = {"source": own["source"], "day": own["published_day"], "id": own["id"]}
    before = connection.execute(NEAR.format(side="<", order="DESC"), values).fetchone()
    after = connection.execute(NEAR.format(side=">", order="ASC"), values).fetchone()
    return (Neighbour(*before) if before else None), (Neighbour(*after) if after else None)
