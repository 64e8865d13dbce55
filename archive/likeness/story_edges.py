"""What two articles were found to be to each other, as rows of `reprints`; and which of it makes a story."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.likeness.comparing import Comparison
from archive.vocabulary import Relation, StoryCorrection


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people have decided about some articles, as it stands: in the order in which it was decided.

    `splits` and `joins` are the articles (rows' ids) of each standing correction, by its number.
    """

    splits: dict[int, frozenset[int]]
    joins: dict[int, frozenset[int]]

    def side(self, article: int) -> int:
        """The newest split that has put an article apart; 0 for none. Only articles of one side are joined by text."""
        return max((number for number, apart in self.splits.items() if article in apart), default=0)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs that a join holds together: those that no later split has parted."""
        held = []
        for number, articles in self.joins.items():
            later = [apart for split, apart in self.splits.items() if split > number]
            one, other = sorted(articles)
            if all((one in apart) == (other in apart) for apart in later):
                held.append((one, other))
        return held


def corrections_of(connection: sqlite3.Connection, articles: Iterable[int]) -> Corrections:
    """The standing corrections that name any of these articles."""
    rows = connection.execute(
        "SELECT c.id, c.kind, json_group_array(a.article) FROM story_corrections c "
        "JOIN story_correction_articles a ON a.correction = c.id WHERE c.undone IS NULL AND c.id IN "
        "(SELECT correction FROM story_correction_articles WHERE article IN (SELECT value FROM json_each(?))) "
        "GROUP BY c.id ORDER BY c.id",
        (json.dumps(list(articles)),),
    ).fetchall()
    named = {
        kind: {row[0]: frozenset(json.loads(row[2])) for row in rows if row[1] == kind} for kind in StoryCorrection
    }
    return Corrections(named[StoryCorrection.SPLIT], named[StoryCorrection.JOIN])


def note(connection: sqlite3.Connection, article: int, other: int, comparison: Comparison) -> None:
    """Store what two articles are to each other; nothing, where they are nothing."""
    shares = comparison.share_of_first, comparison.share_of_second
    if other < article:
        article, other, shares = other, article, shares[::-1]
    if comparison.relation is not Relation.NONE:
        connection.execute(
            "INSERT OR REPLACE INTO reprints (article, other, relation, share_of_article, share_of_other, reasons) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (article, other, comparison.relation, *shares, json.dumps(comparison.reasons)),
        )


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Take away all that an article was to others: its text is another one."""
    connection.execute("DELETE FROM reprints WHERE article = ? OR other = ?", (article, article))


def held_together(connection: sqlite3.Connection, articles: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs of these articles that belong to one story: one text and on one side, or joined by a person."""
    corrections = corrections_of(connection, articles)
    chosen = json.dumps(list(articles))
    rows = connection.execute(
        "SELECT article, other FROM reprints WHERE relation = ? AND article IN (SELECT value FROM json_each(?)) "
        "AND other IN (SELECT value FROM json_each(?))",
        (Relation.REPRINT, chosen, chosen),
    )
    by_text = [(one, other) for one, other in rows if corrections.side(one) == corrections.side(other)]
    return by_text + corrections.pairs()


def parts_of(articles: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """The articles in parts that the pairs hold together, the largest first."""
    part_of = {article: {article} for article in articles}
    for one, other in pairs:
        if one not in part_of or other not in part_of or part_of[one] is part_of[other]:
            continue
        small, large = sorted((part_of[one], part_of[other]), key=len)
        large |= small
        part_of |= dict.fromkeys(small, large)
    parts = {id(part): part for part in part_of.values()}
    return sorted(parts.values(), key=lambda part: (-len(part), min(part)))
