"""What a writing connection holds to find texts that are alike: the indexes of them, and what was compared lately."""

import sqlite3
from collections import OrderedDict

from archive.likeness.comparable import Comparable, comparable_of_row
from archive.likeness.occasion_index import OccasionIndex
from archive.likeness.sketch_index import SketchIndex
from archive.likeness.sketches import sketch

HELD = 256  # articles: each is some 50 kB
ALL = 1_000_000


class Likenesses:
    """The indexes of a connection, and its articles as they are compared; one object serves many transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sketches = SketchIndex(connection)
        self._occasions = OccasionIndex(connection)
        self._connection = connection
        self._held: OrderedDict[tuple[int, bytes], Comparable] = OrderedDict()

    def comparable(self, article: int) -> Comparable:
        """An article (by its row's id), in the state that the transaction in hand sees."""
        row = self._connection.execute(
            "SELECT digest, headline, body, event_date, published, place, details FROM articles WHERE id = ?",
            (article,),
        ).fetchone()
        key = article, row["digest"]
        held = self._held.pop(key, None) or comparable_of_row(row)
        self._held[key] = held
        if len(self._held) > HELD:
            self._held.popitem(last=False)
        return held

    def sketch(self, article: int) -> bytes | None:
        """The sketch of an article's text; None for a text that is too short for one."""
        return sketch(self.comparable(article).words)

    def enter(self, article: int, sketch_: bytes) -> None:
        """Let an article be found: by its sketch, and by the prisons and the day that it names."""
        self._sketches.add(article, sketch_)
        if self._names_a_prison(article):
            self._occasions.add(article, self.comparable(article))

    def leave(self, article: int) -> None:
        """Let an article be found no more."""
        self._sketches.remove(article)
        self._occasions.remove(article)

    def candidates(self, article: int, sketch_: bytes) -> list[int]:
        """The other articles whose sketch is like this one, the most like first; then those of one prison on one day.

        All of them: a text that ten others carry may be a part of the eleventh.
        """
        found = [other for other, _ in self._sketches.candidates(sketch_, ALL)]
        if self._names_a_prison(article):
            found += self._occasions.candidates(self.comparable(article), ALL)
        return [other for other in dict.fromkeys(found) if other != article]

    def _names_a_prison(self, article: int) -> bool:
        query = "SELECT 1 FROM article_units WHERE article = ? AND unit IS NOT NULL LIMIT 1"
        return self._connection.execute(query, (article,)).fetchone() is not None


class WritingConnection(sqlite3.Connection):
    """A connection that keeps its `Likenesses` as long as it is open."""

    likenesses: Likenesses | None = None


def likenesses_of(connection: sqlite3.Connection) -> Likenesses:
    """What a connection holds; made for the moment where it is none that keeps it."""
    if not isinstance(connection, WritingConnection):
        return Likenesses(connection)
    if connection.likenesses is None:
        connection.likenesses = Likenesses(connection)
    return connection.likenesses
