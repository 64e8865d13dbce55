"""Patterns of addresses, and what came of fetching them: a pattern that gives no articles is not followed for ever.

The pattern of `/tag/lapas-contoh?page=7` is `/tag/*?page`. Each has a budget, which grows with what it gives; once it
is used up, its other addresses are settled as refused, each with that reason. A refresh opens every pattern again.
"""

import re
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from archive.clock import stamp
from archive.outcomes import Discovery, Lease
from archive.vocabulary import Fate, Reason, UrlKind

GAMBLING = "gambling words in the address"
TELLING = frozenset({"option", "view", "task", "module", "mod", "act", "action", "name", "file"})
WORD = re.compile(r"[a-z]{1,20}(?:[-_][a-z]{1,12})?(?:\.(?:php|html?|aspx?))?", re.IGNORECASE)
ENDING = re.compile(r"\.\w{2,5}$")

FREE_OF_A_PATTERN = 20  # fetched in vain before a pattern that gives nothing is left
IN_VAIN_FOR_ONE = 19  # fetched in vain for each article (or list with something fresh) that it gave
FREE_OF_A_SOURCE = 100  # the same for all patterns of a source together, where the worst is left first
IN_VAIN_IN_ALL = 1.5
NO_ANSWER = frozenset({Fate.FAILED, Fate.BLOCKED, Fate.MOVED})


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is known of one pattern: addresses found, fetched, fetched with use; `closed` since when (stamp, UTC)."""

    pattern: str
    kind: UrlKind
    found: int
    fetched: int
    useful: int
    closed: str | None


def shape_of(url: str) -> str:
    """The pattern of an address: its path with `*` for names and `#` for numbers, and the names of its parameters."""
    parts = urlsplit(url)
    segments = parts.path.split("/")
    path = "/".join(_shape(segment, is_first=place == 1) for place, segment in enumerate(segments))
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return path + ("?" + "&".join(_parameter(*pair) for pair in pairs) if pairs else "")


def _shape(segment: str, *, is_first: bool) -> str:
    if not segment or (is_first and WORD.fullmatch(segment)):
        return segment.lower()
    ending = "".join(ENDING.findall(segment))
    return ("#" if segment.removesuffix(ending).isdecimal() else "*") + ending.lower()


def _parameter(key: str, value: str) -> str:
    tells = key.lower() in TELLING and WORD.fullmatch(value) is not None
    return f"{key}={value}" if tells else key


def join_pattern(connection: sqlite3.Connection, source: int, canonical: str, found: Discovery, now: datetime) -> None:
    """Let a new address belong to its pattern; where that is closed already, it is settled at once."""
    pattern, closed = connection.execute(
        "INSERT INTO patterns (source, kind, pattern, found) VALUES (?, ?, ?, 1) "
        "ON CONFLICT (source, kind, pattern) DO UPDATE SET found = found + 1 RETURNING id, closed",
        (source, found.kind, found.pattern),
    ).fetchone()
    connection.execute("UPDATE urls SET pattern = ? WHERE canonical = ? AND source = ?", (pattern, canonical, source))
    if closed:
        _refuse_rest(connection, pattern, now)


def learn(
    connection: sqlite3.Connection, source: int, held: Lease, fate: Fate | None, *, fresh: int, now: datetime
) -> None:
    """Note what fetching an address came to, and leave its pattern when the budget is used up.

    A page is of use when it gave an article, a list when it named something that this round had not named. What gave no
    answer says nothing of its pattern.
    """
    row = connection.execute("SELECT pattern FROM urls WHERE id = ?", (held.id,)).fetchone()
    if row is None or row[0] is None or fate is None or fate in NO_ANSWER:
        return
    is_useful = bool(fresh) if held.kind is UrlKind.LISTING else fate is Fate.STORED
    fetched, useful = connection.execute(
        "UPDATE patterns SET fetched = fetched + 1, useful = useful + ? WHERE id = ? RETURNING fetched, useful",
        (is_useful, row[0]),
    ).fetchone()
    if is_useful:
        return
    if fetched - useful > FREE_OF_A_PATTERN + IN_VAIN_FOR_ONE * useful:
        _close(connection, row[0], now)
    elif (worst := _worst_of(connection, source)) is not None:
        _close(connection, worst, now)


def _worst_of(connection: sqlite3.Connection, source: int) -> int | None:
    """The open pattern that was fetched in vain most often, when all together have used up the source's budget."""
    vain, useful = connection.execute(
        "SELECT sum(fetched - useful), sum(useful) FROM patterns WHERE source = ?", (source,)
    ).fetchone()
    if vain <= FREE_OF_A_SOURCE + IN_VAIN_IN_ALL * useful:
        return None
    row = connection.execute(
        "SELECT id FROM patterns WHERE source = ? AND closed IS NULL AND fetched > 2 * useful "
        "ORDER BY fetched - useful DESC LIMIT 1",
        (source,),
    ).fetchone()
    return int(row[0]) if row else None


def _close(connection: sqlite3.Connection, pattern: int, now: datetime) -> None:
    connection.execute("UPDATE patterns SET closed = ? WHERE id = ? AND closed IS NULL", (stamp(now), pattern))
    _refuse_rest(connection, pattern, now)


def _refuse_rest(connection: sqlite3.Connection, pattern: int, now: datetime) -> None:
    name, fetched, useful = connection.execute(
        "SELECT pattern, fetched, useful FROM patterns WHERE id = ?", (pattern,)
    ).fetchone()
    reason = Reason.SPAM if name == GAMBLING else Reason.TRAP
    connection.execute(
        "UPDATE urls SET state = 'settled', fate = ?, reason = ?, detail = ?, settled = ? "
        "WHERE pattern = ? AND state = 'pending'",
        (Fate.REFUSED, reason, f"{name}: {useful} of {fetched} fetched were of use", stamp(now), pattern),
    )


def open_patterns(connection: sqlite3.Connection, source: int) -> None:
    """Give every pattern a new budget, and let what was settled without a visit wait for one."""
    connection.execute(
        "UPDATE urls SET state = 'pending', fate = NULL, reason = NULL, detail = NULL, settled = NULL "
        "WHERE source = ? AND fate = 'refused' AND reason IN ('trap', 'spam') AND seen IS NULL AND pattern IN "
        "(SELECT id FROM patterns WHERE source = ? AND closed IS NOT NULL)",
        (source, source),
    )
    connection.execute("UPDATE patterns SET closed = NULL, fetched = 0, useful = 0 WHERE source = ?", (source,))


def patterns_of(connection: sqlite3.Connection, source: int) -> list[Pattern]:
    """The patterns of a source, those with the most addresses first."""
    rows = connection.execute(
        "SELECT pattern, kind, found, fetched, useful, closed FROM patterns WHERE source = ? ORDER BY found DESC",
        (source,),
    )
    return [Pattern(row[0], UrlKind(row[1]), *row[2:]) for row in rows]
