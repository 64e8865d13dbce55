"""What a writing connection holds to find texts that are alike: the index of sketches, and what was compared lately."""

import sqlite3
from collections import OrderedDict

from archive.comparable import Comparable, comparable_of_row
from archive.sketch_index import MOST, SketchIndex
from archive.sketches import sketch

HELD = 256  # articles: each is some 50 kB
ALL = 1_000_000


class Likenesses:
    """The index of a connection, and its articles as they are compared; one object serves many transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.index = SketchIndex(connection)
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

    def candidates(self, article: int, sketch_: bytes) -> list[int]:
        """The other articles whose sketch is like this one, the most like first.

        All of them: a text that ten others carry may be a part of the eleventh.
        """
        found = self.index.candidates(sketch_)
        if len(found) == MOST:
            found = self.index.candidates(sketch_, ALL)
        return [other for other, _ in found if other != article]


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
