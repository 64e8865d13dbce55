"""Stories: the articles that are one text, whatever the order in which they came.

A story is what the pairs in `reprints` hold together, but for what people have decided (`story_corrections`). A new
article is compared with those whose sketches are like its own, and those of one prison on one day, until each story
among them is either joined or seen to be another one; so what is one text ends in one story, though not each pair of it
was compared. Articles of one event in other words are pairs too, and join nothing.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable

from archive.likeness.comparing import compare
from archive.likeness.likenesses import Likenesses, likenesses_of
from archive.likeness.story_edges import corrections_of, forget, held_together, note, parts_of
from archive.vocabulary import Relation

LARGE = 300  # a text that so many others are like enters the index no more: they are enough to find it by
MOST_COMPARED = 100  # comparisons for one article, some 0.1 s; those whose stories it has joined do not count
THESE = "IN (SELECT value FROM json_each(?))"


def join_story(connection: sqlite3.Connection, article: int, sketch: bytes) -> None:
    """Find the story of a new article (a row's id), inside the transaction that stores it.

    `sketch` is empty for a text that is too short to be compared.
    """
    if sketch:
        _meet(connection, likenesses_of(connection), article, sketch, enters=True)


def change_story(connection: sqlite3.Connection, article: int) -> None:
    """Find the story of an article anew, since its text has changed: what only it held together falls apart."""
    likenesses = likenesses_of(connection)
    forget(connection, article)
    likenesses.leave(article)
    sketch = likenesses.sketch(article)
    if sketch:
        likenesses.enter(article, sketch)
    connection.execute("UPDATE articles SET compared = 1 WHERE id = ? AND compared IS NULL", (article,))
    regroup(connection, {article})


def redate_story(connection: sqlite3.Connection, article: int) -> None:
    """Let the figures of an article's story be settled anew, since something else of the article has changed."""
    connection.execute("UPDATE stories SET stale = 1 WHERE id = (SELECT story FROM articles WHERE id = ?)", (article,))


def regroup(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    """Put together anew the stories of some articles, after a text or a person's decision has changed.

    What the known pairs do not hold together any more is compared again, since not all of its pairs were.
    """
    partners = frozenset().union(*corrections_of(connection, articles).joins.values())
    members = _with_their_stories(connection, {*articles, *partners})
    loose = set(articles) if _is_alone(connection, members) else _part(connection, members, set(articles))
    likenesses = likenesses_of(connection)
    for article in sorted({*loose, *articles}):
        sketch = likenesses.sketch(article)
        if sketch:
            _meet(connection, likenesses, article, sketch, enters=False)


def _is_alone(connection: sqlite3.Connection, members: set[int]) -> bool:
    """True for one article that is in no story: there is nothing to part."""
    return len(members) == 1 and _stories_of(connection, members) == {None}


def _part(connection: sqlite3.Connection, members: set[int], changed: set[int]) -> set[int]:
    """Let each story fall into the parts that the known pairs hold together; return what is not in the largest."""
    core, *parts = parts_of(members, held_together(connection, sorted(members)))
    if len(core) == 1:
        core, parts = set(), [core, *parts]
    loose = members - core
    _take_out(connection, core, loose, changed)
    for part in parts:
        _unite(connection, part, set())
    return loose


def _with_their_stories(connection: sqlite3.Connection, articles: Iterable[int]) -> set[int]:
    chosen = list(articles)
    rows = connection.execute(
        "SELECT id FROM articles WHERE story IN (SELECT story FROM articles WHERE story IS NOT NULL "
        "AND id IN (SELECT value FROM json_each(?)))",
        (json.dumps(chosen),),
    )
    return {*chosen, *(row[0] for row in rows)}


def _take_out(connection: sqlite3.Connection, core: set[int], loose: set[int], changed: set[int]) -> None:
    """Take `loose` out of their stories, and leave `core` in one; `changed` are measured anew wherever they are."""
    before = _stories_of(connection, core | loose)
    anew = (json.dumps([*loose, *changed]),)
    connection.execute(f"DELETE FROM story_articles WHERE article {THESE}", anew)  # noqa: S608 our own words
    connection.execute(f"UPDATE stories SET first = NULL WHERE first {THESE}", anew)  # noqa: S608 our own words
    connection.execute(
        f"UPDATE articles SET story = NULL WHERE id {THESE} AND story IS NOT NULL",  # noqa: S608 our own words
        (json.dumps(list(loose)),),
    )
    left = _stories_of(connection, core)
    _drop(connection, [story for story in before if story is not None and story not in left])
    connection.executemany("UPDATE stories SET stale = 1 WHERE id = ?", [(story,) for story in left])
    single = [article for article, story in _story_of_each(connection, core) if story is None]
    _unite(connection, single, left - {None})


def _stories_of(connection: sqlite3.Connection, articles: Iterable[int]) -> set[int | None]:
    return {story for _, story in _story_of_each(connection, articles)}


def _story_of_each(connection: sqlite3.Connection, articles: Iterable[int]) -> list[tuple[int, int | None]]:
    query = f"SELECT id, story FROM articles WHERE id {THESE}"  # noqa: S608 our own words
    return [(row[0], row[1]) for row in connection.execute(query, (json.dumps(list(articles)),))]


def _drop(connection: sqlite3.Connection, stories: Iterable[int]) -> None:
    """Delete stories that no article is in any more."""
    gone = [(story,) for story in stories]
    connection.executemany("DELETE FROM story_articles WHERE story = ?", gone)
    connection.executemany("DELETE FROM stories WHERE id = ?", gone)


def _meet(connection: sqlite3.Connection, likenesses: Likenesses, article: int, sketch: bytes, *, enters: bool) -> None:
    """Compare an article with those that it is like, and unite it with the stories of those that are one text."""
    candidates = likenesses.candidates(article, sketch)
    if candidates:
        _compare(connection, likenesses, article, candidates)
    if enters and len(candidates) < LARGE:
        likenesses.enter(article, sketch)


def _compare(connection: sqlite3.Connection, likenesses: Likenesses, article: int, candidates: list[int]) -> None:
    stories = dict(_story_of_each(connection, [article, *candidates]))
    joined = {stories[article]} - {None}
    single = {article} if stories[article] is None else set()
    mine, left = likenesses.comparable(article), MOST_COMPARED
    for other in candidates:
        if stories[other] in joined:
            continue
        comparison = compare(mine, likenesses.comparable(other))
        note(connection, article, other, comparison)
        if comparison.relation is Relation.REPRINT and _on_one_side(connection, article, other):
            (single if stories[other] is None else joined).add(stories[other] or other)
        left -= 1
        if not left:
            break
    _unite(connection, single, joined)


def _on_one_side(connection: sqlite3.Connection, article: int, other: int) -> bool:
    corrections = corrections_of(connection, (article, other))
    return corrections.side(article) == corrections.side(other)


def _unite(connection: sqlite3.Connection, articles: Collection[int], stories: Collection[int | None]) -> None:
    """Make one story of single articles and of whole stories: the largest of these takes in the rest."""
    if len(articles) + len(stories) < 2:  # noqa: PLR2004 one alone is no story
        return
    story, *others = _by_size(connection, stories) or [_new_story(connection)]
    connection.execute(
        "UPDATE articles SET story = ? WHERE id IN (SELECT value FROM json_each(?))",
        (story, json.dumps(sorted(articles))),
    )
    connection.executemany("UPDATE articles SET story = ? WHERE story = ?", [(story, other) for other in others])
    _drop(connection, others)
    connection.execute("UPDATE stories SET stale = 1 WHERE id = ?", (story,))


def _by_size(connection: sqlite3.Connection, stories: Collection[int | None]) -> list[int]:
    if len(stories) < 2:  # noqa: PLR2004 nothing to choose from
        return [story for story in stories if story is not None]
    rows = connection.execute(
        "SELECT story FROM articles WHERE story IN (SELECT value FROM json_each(?)) "
        "GROUP BY story ORDER BY count(*) DESC, story",
        (json.dumps(list(stories)),),
    )
    return [row[0] for row in rows]


def _new_story(connection: sqlite3.Connection) -> int:
    return int(connection.execute("INSERT INTO stories DEFAULT VALUES RETURNING id").fetchone()[0])
