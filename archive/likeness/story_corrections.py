"""What people decide about stories: two articles belong together, or some stand apart; logged, and never lost.

A decision stands until it is taken back. It is no change of what the machine found, but counts before it: `join`
holds two articles together, `split` lets the text join its articles only with each other. Of two decisions about the
same pair the later one counts.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from archive.clock import stamp
from archive.errors import ArsipError
from archive.likeness.story_figures import settle_stories
from archive.stories import regroup
from archive.vocabulary import StoryCorrection


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: its number, what it says of which articles (public ids), when and why; and when it was taken back.

    Moments are stamps in UTC.
    """

    number: int
    kind: str
    articles: list[str]
    made: str
    reason: str
    undone: str | None
    undone_reason: str | None


def join_by_hand(connection: sqlite3.Connection, articles: Sequence[int], reason: str, now: datetime) -> int:
    """Hold two articles (rows' ids) together, and return the decision's number.

    Raises `ArsipError` when they are one article, or one story already.
    """
    first, second = articles
    if first == second:
        raise ArsipError("that is one article twice: name two")
    if _story(connection, first) == _story(connection, second) is not None:
        raise ArsipError("they are in one story already: arsip show ID --story shows it")
    return _decide(connection, StoryCorrection.JOIN, articles, reason, now)


def split_by_hand(connection: sqlite3.Connection, articles: Sequence[int], reason: str, now: datetime) -> int:
    """Part articles (rows' ids) from the rest of their story, and return the decision's number.

    Raises `ArsipError` where there is no story, where they are of several, or where no other article would be left.
    """
    stories = {_story(connection, article) for article in articles}
    if stories == {None}:
        raise ArsipError("there is nothing to part: no other article is known to be the same text")
    if len(stories) > 1:
        raise ArsipError("these are not all of one story: part each story by itself")
    members = connection.execute("SELECT count(*) FROM articles WHERE story = ?", (*stories,)).fetchone()[0]
    if members == len(set(articles)):
        raise ArsipError("that is the whole story: leave out those that are to stay together")
    return _decide(connection, StoryCorrection.SPLIT, articles, reason, now)


def _story(connection: sqlite3.Connection, article: int) -> int | None:
    row = connection.execute("SELECT story FROM articles WHERE id = ?", (article,)).fetchone()
    return None if row[0] is None else int(row[0])


def _decide(
    connection: sqlite3.Connection, kind: StoryCorrection, articles: Sequence[int], reason: str, now: datetime
) -> int:
    _demand(reason)
    with _deciding(connection):
        number = connection.execute(
            "INSERT INTO story_corrections (kind, made, reason) VALUES (?, ?, ?) RETURNING id",
            (kind, stamp(now), reason),
        ).fetchone()[0]
        connection.executemany(
            "INSERT INTO story_correction_articles (correction, article) VALUES (?, ?)",
            [(number, article) for article in sorted(set(articles))],
        )
        regroup(connection, set(articles))
    return int(number)


@contextmanager
def _deciding(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction, at whose end the figures of all stories are right."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        settle_stories(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _demand(reason: str) -> None:
    if not reason.strip():
        raise ArsipError('a reason is wanted, which the log keeps: --reason "another day\'s parade"')


def take_back(connection: sqlite3.Connection, number: int, reason: str, now: datetime) -> None:
    """Let a decision count no more; it stays in the log. Raises `ArsipError` where there is none that stands."""
    _demand(reason)
    row = connection.execute("SELECT undone FROM story_corrections WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise ArsipError(f"there is no decision {number}: arsip story log lists them")
    if row[0] is not None:
        raise ArsipError(f"decision {number} was taken back already, on {row[0][:10]}")
    with _deciding(connection):
        connection.execute(
            "UPDATE story_corrections SET undone = ?, undone_reason = ? WHERE id = ?", (stamp(now), reason, number)
        )
        rows = connection.execute("SELECT article FROM story_correction_articles WHERE correction = ?", (number,))
        regroup(connection, {row[0] for row in rows.fetchall()})


def decisions(connection: sqlite3.Connection, articles: Sequence[int] | None = None) -> list[Decision]:
    """The log: every decision, or those that name any of these articles; the oldest first."""
    rows = connection.execute(
        "SELECT c.id, c.kind, json_group_array(a.public_id), c.made, c.reason, c.undone, c.undone_reason "
        "FROM story_corrections c JOIN story_correction_articles ca ON ca.correction = c.id "
        "JOIN articles a ON a.id = ca.article WHERE :these IS NULL OR c.id IN (SELECT correction "
        "FROM story_correction_articles WHERE article IN (SELECT value FROM json_each(:these))) "
        "GROUP BY c.id ORDER BY c.id",
        {"these": None if articles is None else json.dumps(list(articles))},
    )
    return [Decision(row[0], row[1], sorted(json.loads(row[2])), *row[3:]) for row in rows]
