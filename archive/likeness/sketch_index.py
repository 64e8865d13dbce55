"""The index of sketches: which articles share at least two numbers with a text, inside the writer's transaction.

What came last is held in memory, and as rows of `sketch_news` for whoever opens the archive next. It moves into the
sorted levels one place of the sketch at a time: no article waits for more than a thirty-second part of that work.
"""

import json
import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from archive.errors import ArsipError
from archive.likeness.sketch_levels import ARTICLE_BITS, MOST_ARTICLES, SketchLevels
from archive.likeness.sketches import KEYS, values_of

FEWEST = 2  # keys that a candidate shares
MOST_SHARED = 500  # articles: a key that more of them share says nothing
MOST = 50
STEP = 128  # articles from one move of a place of the sketch to the next
STAMP_BITS = 62


class SketchIndex:
    """Looks up and keeps the sketches of articles in an open archive; one object serves many transactions.

    It sees what the transaction in hand has added, follows when that or a savepoint is rolled back, and sees what other
    processes have committed.
    """

    def __init__(self, connection: sqlite3.Connection, *, step: int = STEP, most_shared: int = MOST_SHARED) -> None:
        self._connection = connection
        self._step = step
        self._most_shared = most_shared
        self._levels = SketchLevels(connection, most_shared)
        self._recent: list[dict[int, tuple[int, ...]]] = [{} for _ in range(KEYS)]
        self._newest: tuple[int, int] | None = None

    def candidates(self, sketch: bytes, most: int = MOST) -> list[tuple[int, int]]:
        """Articles that share at least two keys with a sketch: row id and how many, most first, then by row id.

        At most `most` of them; an article that is in the index is its own candidate. A key that more than 500 articles
        share does not count. Of two texts whose runs of four words have a Jaccard similarity of .2, more than 99 %
        share two keys.
        """
        self._catch_up()
        values = values_of(sketch)
        hits = self._hits(values)
        shared = Counter(chain.from_iterable(hits.values()))
        counted = {place: values[place] for place in hits}
        fewest = _fewest_of_the_best(shared, most)
        found = self._confirmed(shared, fewest, counted)
        if fewest > FEWEST and (len(found) < most or found[most - 1][1] < fewest):
            found = self._confirmed(shared, FEWEST, counted)
        return found[:most]

    def _hits(self, values: Sequence[int]) -> dict[int, list[int]]:
        """For each place of a sketch whose key counts: who has had the same value there."""
        hits = {}
        for place, articles in enumerate(self._levels.articles(values)):
            articles.extend(self._recent[place].get(values[place], ()))
            if 0 < len(articles) <= self._most_shared:
                hits[place] = articles
        return hits

    def _confirmed(self, shared: "Counter[int]", fewest: int, values: dict[int, int]) -> list[tuple[int, int]]:
        """Those that share as many, best first; any that was entered more than once, or taken out, is counted anew."""
        ranked = {article: count for article, count in shared.items() if count >= fewest}
        ranked.update(self._counted_anew(list(ranked), values))
        found = [(article, count) for article, count in ranked.items() if count >= FEWEST]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _counted_anew(self, articles: list[int], values: dict[int, int]) -> Iterator[tuple[int, int]]:
        rows = self._connection.execute(
            "SELECT c.article, s.sketch FROM sketch_changes c LEFT JOIN sketches s ON s.article = c.article "
            "WHERE c.article IN (SELECT value FROM json_each(?))",
            (json.dumps(articles),),
        )
        for article, sketch in rows:
            theirs = values_of(sketch) if sketch else ()
            yield article, sum(theirs[place] == value for place, value in values.items()) if theirs else 0

    def add(self, article: int, sketch: bytes) -> None:
        """Enter an article, or put its new sketch in the place of the old one."""
        if article >= MOST_ARTICLES:
            raise ArsipError(f"the index of sketches has room for {MOST_ARTICLES:,} articles")
        self._catch_up()
        self.remove(article)
        self._connection.execute("INSERT INTO sketches (article, sketch) VALUES (?, ?)", (article, sketch))
        number = 1 if self._newest is None else self._newest[0] + 1
        # two transactions may give the same number, one of them rolled back: the stamp tells them apart
        stamp = secrets.randbits(STAMP_BITS)
        self._connection.execute(
            "INSERT INTO sketch_news (number, stamp, article) VALUES (?, ?, ?)", (number, stamp, article)
        )
        self._newest = (number, stamp)
        self._remember(article, enumerate(values_of(sketch)))
        if number % self._step == 0:
            self._move(number // self._step % KEYS, number)

    def remove(self, article: int) -> None:
        """Take an article out; no error if it is not in."""
        if self._connection.execute("DELETE FROM sketches WHERE article = ?", (article,)).rowcount:
            self._connection.execute("INSERT OR IGNORE INTO sketch_changes (article) VALUES (?)", (article,))

    def _remember(self, article: int, values: Iterable[tuple[int, int]]) -> None:
        for place, value in values:
            recent = self._recent[place]
            others = recent.get(value)
            if others is None:
                recent[value] = (article,)
            elif article not in others:
                recent[value] = (*others, article)

    def _move(self, place: int, number: int) -> None:
        """Move what is held in memory of one place of the sketch into the levels."""
        recent, self._recent[place] = self._recent[place], {}
        self._levels.put(
            place, sorted(value << ARTICLE_BITS | article for value, articles in recent.items() for article in articles)
        )
        self._connection.execute(
            "INSERT INTO sketch_places (place, moved) VALUES (?, ?) "
            "ON CONFLICT (place) DO UPDATE SET moved = excluded.moved",
            (place, number),
        )
        self._connection.execute(
            "DELETE FROM sketch_news WHERE number <= (SELECT min(moved) FROM sketch_places HAVING count(*) = ?)",
            (KEYS,),
        )

    def _catch_up(self) -> None:
        """Bring the memory to where the table is: after a rollback, and after what another process has written."""
        newest = self._connection.execute(
            "SELECT number, stamp FROM sketch_news ORDER BY number DESC LIMIT 1"
        ).fetchone()
        newest = None if newest is None else (newest[0], newest[1])
        if newest != self._newest:
            if not self._is_known():
                self._recent = [{} for _ in range(KEYS)]
                self._newest = None
            self._load()
            self._newest = newest

    def _is_known(self) -> bool:
        """Whether all that is in memory is in the table too, since the newest row is."""
        row = self._connection.execute(
            "SELECT 1 FROM sketch_news WHERE number = ? AND stamp = ?", self._newest or (0, 0)
        ).fetchone()
        return row is not None

    def _load(self) -> None:
        moved = dict(self._connection.execute("SELECT place, moved FROM sketch_places").fetchall())
        rows = self._connection.execute(
            "SELECT n.number, n.article, s.sketch FROM sketch_news n JOIN sketches s ON s.article = n.article "
            "WHERE n.number > ? ORDER BY n.number",
            (self._newest[0] if self._newest else 0,),
        )
        for number, article, sketch in rows:
            waiting = [(place, value) for place, value in enumerate(values_of(sketch)) if moved.get(place, 0) < number]
            self._remember(article, waiting)


def _fewest_of_the_best(shared: "Counter[int]", most: int) -> int:
    """How many keys those share, at least, that may be among the `most` best."""
    left = most
    for count, articles in sorted(Counter(shared.values()).items(), reverse=True):
        left -= articles
        if left <= 0:
            return max(count, FEWEST)
    return FEWEST
