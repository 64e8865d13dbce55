"""Hindsight: what another crawler captured years ago takes its place in an article's history, and changes nothing else.

Revisions are in the order of their capture times. An old capture that shows another state becomes a revision among
those that there are, and the ones after it are renumbered; the article's current state is that of the newest revision,
and no capture that is older than the last look at the article changes it.
"""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from archive.article_columns import columns_of, digest_of, words_of
from archive.articles import is_second_address, keep_second
from archive.changes.change_kinds import changes_between
from archive.changes.template_snapshots import differs_by_template
from archive.changes.weighing import store_changes, weigh
from archive.items import ArticleItem
from archive.keeping import Keep, Keeping, Kept
from archive.known_articles import find, follow
from archive.revisions import DATA_READERS, add_revision, insert, link_capture, revise
from archive.stories import redate_story

State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Past:
    """One revision (its row's id, number and stamp), with the whole state of the article that it observed."""

    id: int
    number: int
    observed: str
    reader: str
    state: State


def keep_retrieved(item: ArticleItem, at: Keeping) -> Keep:
    """Store an item that was read from another crawler's capture of the moment `at.seen`.

    Its shortlink is not believed: a site that was set up anew counts from 1 again.
    """
    item.shortlink = None
    columns = columns_of(item)
    digest = digest_of(columns)
    known = find(item, at)
    if known is None:
        return Keep(Kept.NEW, insert(item, columns, digest, at))
    if is_second_address(item, known, at):
        return keep_second(item, columns, known, at)
    past = _past(at.connection, known, list(columns))
    before = next((one for one in reversed(past) if one.observed <= at.observed), None)
    after = next((one for one in past if one.observed > at.observed), None)
    if before is not None and _shows(before, item, columns, at):
        return _seen_again(before, item, known, at)
    if before is not None and at.observed < (last := _last_look(at.connection, before, after)):
        after = _repeat(before, last, at)
    elif after is not None and _shows(after, item, columns, at):
        return _seen_again(after, item, known, at)
    if after is not None:
        _place(item, columns, before, after, at)
        return Keep(Kept.REVISED, int(known["id"]))
    weighed = weigh(at.connection, at.source, known["id"], dict(known), columns)
    revise(item, columns, known, weighed, at)
    is_there_again = at.observed >= (known["gone"] or "")
    return Keep(Kept.REVISED, int(known["id"]), moved=is_there_again and follow(item, known, at))


def _past(connection: sqlite3.Connection, known: sqlite3.Row, names: list[str]) -> list[Past]:
    """All revisions of an article, the oldest first: each is the next one, with what that changed put back."""
    rows = connection.execute(
        "SELECT * FROM revisions WHERE article = ? ORDER BY number DESC", (known["id"],)
    ).fetchall()
    state = {name: known[name] for name in names}
    past = []
    for row in rows:
        state = state | (json.loads(row["earlier"]) if row["earlier"] else {})
        past.append(Past(row["id"], row["number"], row["observed"], row["reader"], state))
    return past[::-1]


def _shows(past: Past, item: ArticleItem, columns: State, at: Keeping) -> bool:
    """True when a capture shows the article as it stood then, whatever template each of the two was read with.

    Two kinds of reader must only agree on the words.
    """
    if (past.reader in DATA_READERS) != (item.reader in DATA_READERS):
        return words_of(columns) == words_of(past.state)
    is_same = digest_of(columns) == digest_of(past.state)
    return is_same or differs_by_template(at.connection, item, columns, past.id, past.state)


def _seen_again(past: Past, item: ArticleItem, known: sqlite3.Row, at: Keeping) -> Keep:
    """Note that a state that is known was seen at another time too."""
    article = int(known["id"])
    at.connection.execute("UPDATE revisions SET observed = min(observed, ?) WHERE id = ?", (at.observed, past.id))
    at.connection.execute("UPDATE articles SET first_seen = min(first_seen, ?) WHERE id = ?", (at.observed, article))
    link_capture(item, past.id, at)
    redate_story(at.connection, article)
    return Keep(Kept.SAME, article)


def _last_look(connection: sqlite3.Connection, past: Past, after: Past | None) -> str:
    """The stamp of the last time at which the article is known to have stood as a revision says.

    A look that found the newest state again left no capture in the history, but its mark at the address.
    """
    row = connection.execute(
        "SELECT max(at) FROM (SELECT c.fetched AS at FROM revision_captures r JOIN captures c ON c.id = r.capture "
        "WHERE r.revision = :revision UNION ALL SELECT u.seen FROM urls u JOIN revisions r ON r.article = u.article "
        "WHERE r.id = :revision AND u.fate = 'stored' AND :newest)",
        {"revision": past.id, "newest": after is None},
    ).fetchone()
    return row[0] or ""


def _place(item: ArticleItem, columns: State, before: Past | None, after: Past, at: Keeping) -> None:
    """Make a revision of an old state, between the one before it (if any) and the one after it."""
    article, number = _article_of(at.connection, after.id), after.number
    _make_room(at.connection, article, number)
    revision = add_revision(item, article, number, _changed(before.state, columns) if before else None, at)
    if before is not None:
        _set_earlier(at.connection, before.id, before.state, columns)
        store_changes(at.connection, revision, changes_between(before.state, columns))
    _set_earlier(at.connection, revision, columns, after.state)
    store_changes(at.connection, after.id, changes_between(columns, after.state))
    changed = json.dumps(_changed(columns, after.state))
    at.connection.execute("UPDATE revisions SET changed = ? WHERE id = ?", (changed, after.id))
    _add_to_article(at, revision)


def _article_of(connection: sqlite3.Connection, revision: int) -> int:
    return int(connection.execute("SELECT article FROM revisions WHERE id = ?", (revision,)).fetchone()[0])


def _make_room(connection: sqlite3.Connection, article: int, number: int) -> None:
    """Count the revisions from `number` on one further; by way of negative numbers, since none may stand twice."""
    connection.execute("UPDATE revisions SET number = -number - 1 WHERE article = ? AND number >= ?", (article, number))
    connection.execute("UPDATE revisions SET number = -number WHERE article = ? AND number < 0", (article,))


def _changed(old: State, new: State) -> list[str]:
    return [name for name in new if old[name] != new[name]]


def _set_earlier(connection: sqlite3.Connection, revision: int, state: State, following: State) -> None:
    """Note in a revision what the following one changed, as it was before."""
    earlier = json.dumps({name: state[name] for name in _changed(state, following)}, ensure_ascii=False)
    connection.execute("UPDATE revisions SET earlier = ? WHERE id = ?", (earlier, revision))


def _repeat(past: Past, last: str, at: Keeping) -> Past:
    """A state once more, from when it was seen next: another came in between, and then it was as before again.

    It takes the captures from then on; where the later looks left none, it has those of the first time.
    """
    number = past.number + 1
    _make_room(at.connection, _article_of(at.connection, past.id), number)
    values = {"old": past.id, "number": number, "last": last, "moment": at.observed}
    revision = at.connection.execute(REPEAT, values).fetchone()[0]
    values["new"] = revision
    at.connection.execute(SHARE_BLOCKS, values)
    if not at.connection.execute(TAKE_LATER_CAPTURES, values).rowcount:
        at.connection.execute(SHARE_CAPTURES, values)
    _add_to_article(at, revision)
    seen = at.connection.execute("SELECT observed FROM revisions WHERE id = ?", (revision,)).fetchone()[0]
    return Past(revision, number, seen, past.reader, past.state)


REPEAT = """
INSERT INTO revisions (article, number, observed, earlier, reader, reader_version, template_snapshot, origins)
SELECT article, :number, coalesce((SELECT min(c.fetched) FROM revision_captures r JOIN captures c ON c.id = r.capture
    WHERE r.revision = :old AND c.fetched > :moment), :last),
    earlier, reader, reader_version, template_snapshot, origins
FROM revisions WHERE id = :old RETURNING id
"""
SHARE_BLOCKS = """
INSERT INTO revision_blocks (revision, source, blocks, left_out)
SELECT :new, source, blocks, left_out FROM revision_blocks WHERE revision = :old
"""
TAKE_LATER_CAPTURES = """
UPDATE revision_captures SET revision = :new
WHERE revision = :old AND capture IN (SELECT id FROM captures WHERE fetched > :moment)
"""
SHARE_CAPTURES = """
INSERT INTO revision_captures (revision, capture, part)
SELECT :new, capture, part FROM revision_captures WHERE revision = :old
"""


def _add_to_article(at: Keeping, revision: int) -> None:
    at.connection.execute(
        "UPDATE articles SET revisions = revisions + 1, first_seen = min(first_seen, ?) "
        "WHERE id = (SELECT article FROM revisions WHERE id = ?)",
        (at.observed, revision),
    )
    redate_story(at.connection, _article_of(at.connection, revision))
