"""Mementos: which captures a web archive has of an address, which of them are taken, and how each ended.

Of an address the newest memento is asked for first, then the oldest. Only where the two show different states of an
article are those between asked for too: most sites change round their articles, and the articles do not change. What
is an article in neither is none in between. The address is pending until all that is worth a visit was taken.
"""

import json
import sqlite3
from collections.abc import Iterable

from archive.outcomes import Outcome
from archive.vocabulary import Fate

PASSED_OVER = "passed-over"


def note_mementos(
    connection: sqlite3.Connection, source: int, canonical: str, mementos: Iterable[tuple[str, str]]
) -> None:
    """Note what a web archive has of an address that the frontier knows; it is pending when something of it is new."""
    row = connection.execute(
        "SELECT id, state, fate, walk FROM urls WHERE canonical = ? AND source = ?", (canonical, source)
    ).fetchone()
    if row is None or _is_refused(connection, row):
        return
    new = connection.executemany(
        "INSERT INTO mementos (url, moment, original) VALUES (?, ?, ?) ON CONFLICT (url, moment) DO NOTHING",
        [(row["id"], moment, original) for moment, original in mementos],
    ).rowcount
    if new > 0 and row["state"] != "leased":
        _ask_next(connection, row["id"])


def _is_refused(connection: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """True for an address that was refused by its looks: it was settled without a memento."""
    known = connection.execute("SELECT EXISTS (SELECT 1 FROM mementos WHERE url = ?)", (row["id"],)).fetchone()[0]
    return row["fate"] == Fate.REFUSED and not known


def end_memento(connection: sqlite3.Connection, outcome: Outcome) -> None:
    """Note how a memento ended, and ask for the next one; nothing for an outcome that settles none."""
    moment = outcome.lease.walk.get("memento")
    if moment is None or outcome.fate is None:
        return
    connection.execute(
        "UPDATE mementos SET ending = ? WHERE url = ? AND moment = ?",
        (str(outcome.reason or outcome.fate), outcome.lease.id, moment),
    )
    _ask_next(connection, outcome.lease.id)


def _ask_next(connection: sqlite3.Connection, url: int) -> None:
    """Let the next memento be asked for; where none is worth it, an address that ever gave its article is stored."""
    following = _next(connection, url)
    if following is not None:
        walk = json.dumps({"memento": following["moment"], "original": following["original"]})
        connection.execute(
            "UPDATE urls SET state = 'pending', fate = NULL, reason = NULL, detail = NULL, tries = 0, due = '', "
            "etag = NULL, last_modified = NULL, walk = ? WHERE id = ?",
            (walk, url),
        )
        return
    connection.execute("UPDATE mementos SET ending = ? WHERE url = ? AND ending IS NULL", (PASSED_OVER, url))
    connection.execute(
        "UPDATE urls SET fate = 'stored', reason = NULL, detail = NULL WHERE id = ? AND state = 'settled' "
        "AND EXISTS (SELECT 1 FROM mementos WHERE url = urls.id AND ending = 'stored')",
        (url,),
    )


def _next(connection: sqlite3.Connection, url: int) -> sqlite3.Row | None:
    """The memento to ask for: one beyond the two ends of what was taken, else one between ends that differ."""
    taken, first, last, stored = connection.execute(
        "SELECT count(*), min(moment), max(moment), count(*) FILTER (WHERE ending = 'stored') FROM mementos "
        "WHERE url = ? AND ending IS NOT NULL AND ending <> ?",
        (url, PASSED_OVER),
    ).fetchone()
    left = connection.execute(
        "SELECT moment, original FROM mementos WHERE url = ? AND ending IS NULL ORDER BY moment", (url,)
    ).fetchall()
    if not left:
        return None
    newest, oldest = left[-1], left[0]
    if not taken or newest["moment"] > last:
        return newest  # type: ignore[no-any-return]  # sqlite3 has no types for its rows
    if oldest["moment"] < first:
        return oldest  # type: ignore[no-any-return]  # see above
    return oldest if stored and _has_changed(connection, url) else None


def _has_changed(connection: sqlite3.Connection, url: int) -> bool:
    """True when more than one state is known of the article that the address gave."""
    query = "SELECT a.revisions > 1 FROM urls u JOIN articles a ON a.id = u.article WHERE u.id = ?"
    row = connection.execute(query, (url,)).fetchone()
    return bool(row and row[0])


def newest_memento(connection: sqlite3.Connection, source: str) -> str | None:
    """The moment of the newest memento that is known of a source."""
    row = connection.execute(
        "SELECT max(m.moment) FROM mementos m JOIN urls u ON u.id = m.url "
        "WHERE u.source = (SELECT id FROM sources WHERE name = ?)",
        (source,),
    ).fetchone()
    return str(row[0]) if row[0] else None
