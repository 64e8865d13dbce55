"""Crawls: one row a run, what it asked and got, and the verdict it ended with."""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from archive.clock import moment, stamp
from archive.crawling.discovering import LEAST
from archive.crawling.field_coverage import count_fields, newest_revision
from archive.crawling.media_kept import Endings, media_of_crawl
from archive.frontier import standing
from archive.sources import Source, source_text
from archive.vocabulary import LISTING_KINDS, Fate, Reason, Verdict

FIGURES = ("asked", "found", "new", "revised", "same", "moved", "gone")
NO_ROUND = 0  # of a run that fetches what a person asked for, and walks no list
PATIENCE = timedelta(seconds=60)
WITHOUT_A_WORD = "it ended without a word: killed, the power went, or the disk was full"


@dataclass(slots=True)
class Tally:
    """What a crawl came to so far; `reasons` counts the endings that are no article.

    `redated` counts articles of which only the date of change is new: a list of the newest goes on below them.
    `answered` is when the site last gave an answer that is neither an error nor a refusal (stamp, UTC).
    """

    asked: int = 0
    found: int = 0
    new: int = 0
    revised: int = 0
    same: int = 0
    moved: int = 0
    gone: int = 0
    redated: int = 0
    answered: str | None = None
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add what another outcome came to."""
        self.asked += other.asked
        self.found += other.found
        self.new += other.new
        self.revised += other.revised
        self.same += other.same
        self.moved += other.moved
        self.gone += other.gone
        self.redated += other.redated
        self.answered = max(filter(None, (self.answered, other.answered)), default=None)
        self.reasons.update(other.reasons)


@dataclass(frozen=True, slots=True)
class Crawl:
    """One run over one source; `id` and `source_id` are rows. It asks for nothing below `least_priority`."""

    id: int
    source_id: int
    round: int
    continues: bool
    source: Source
    least_priority: int = LEAST


@dataclass(frozen=True, slots=True)
class Report:
    """How a crawl ended: the verdict, in one line why, its figures, and its pace (seconds between two requests).

    `media` counts the pictures and documents that it asked for, by kind and ending: no verdict depends on them.
    """

    source: str
    verdict: Verdict
    explanation: str
    started: str
    ended: str
    tally: Tally
    articles: int
    pending: int
    way: str | None
    pace: float | None
    media: Endings

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values, its figures beside the rest; `reasons` counts what was not stored."""
        own = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "tally"}
        figures = {name: getattr(self.tally, name) for name in FIGURES}
        return {**own, **figures, "reasons": dict(self.tally.reasons)}


def begin_crawl(
    connection: sqlite3.Connection,
    source_id: int,
    source: Source,
    number: int,
    now: datetime,
    *,
    least_priority: int = LEAST,
    pace: float | None = None,
) -> Crawl:
    """Open a crawl's row, with its pace (seconds). A row that a dead process left open is closed as interrupted."""
    broken = close_broken(connection, source_id, now)
    earlier = connection.execute(
        "SELECT count(*) FROM crawls WHERE source = ? AND round = ?", (source_id, number)
    ).fetchone()[0]
    row = connection.execute(
        "INSERT INTO crawls (source, round, started, toml, pace, newest_revision) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (source_id, number, stamp(now), source_text(source), pace, newest_revision(connection)),
    ).fetchone()
    return Crawl(
        row[0], source_id, number, continues=bool(broken or earlier), source=source, least_priority=least_priority
    )


def close_broken(connection: sqlite3.Connection, source_id: int, now: datetime) -> int:
    """Close the row that a dead process left open; return how many those are."""
    broken = connection.execute(
        "UPDATE crawls SET verdict = ?, ended = ?, explanation = ? WHERE source = ? AND ended IS NULL RETURNING id",
        (Verdict.INTERRUPTED, stamp(now), WITHOUT_A_WORD, source_id),
    ).fetchall()
    for row in broken:
        count_fields(connection, row["id"])
    return len(broken)


def add_to_crawl(connection: sqlite3.Connection, crawl: int, tally: Tally) -> None:
    """Add figures to a crawl's row."""
    row = connection.execute("SELECT reasons FROM crawls WHERE id = ?", (crawl,)).fetchone()
    reasons = Counter(json.loads(row[0])) + tally.reasons
    connection.execute(
        "UPDATE crawls SET asked = asked + ?, found = found + ?, new = new + ?, revised = revised + ?, "
        "same = same + ?, moved = moved + ?, gone = gone + ?, answered = coalesce(?, answered), reasons = ? "
        "WHERE id = ?",
        (
            *(tally.asked, tally.found, tally.new, tally.revised, tally.same, tally.moved, tally.gone),
            *(tally.answered, json.dumps(reasons), crawl),
        ),
    )


def note_way(connection: sqlite3.Connection, crawl: Crawl, way: str) -> None:
    """Note the way into the site that is open: of this crawl, and as the one to begin with next time."""
    connection.execute("UPDATE crawls SET way = ? WHERE id = ?", (way, crawl.id))
    connection.execute("UPDATE sources SET way = ? WHERE id = ?", (way, crawl.source_id))


def end_crawl(
    connection: sqlite3.Connection, crawl: Crawl, now: datetime, failure: tuple[Verdict, str] | None
) -> tuple[Verdict, str]:
    """Close a crawl's row with its verdict, and count the fields of what it stored.

    `failure` is what broke or stopped it, if anything did.
    """
    verdict, explanation = failure or judge(connection, crawl, now)
    connection.execute(
        "UPDATE crawls SET ended = ?, verdict = ?, explanation = ? WHERE id = ?",
        (stamp(now), verdict, explanation, crawl.id),
    )
    count_fields(connection, crawl.id)
    return verdict, explanation


def judge(connection: sqlite3.Connection, crawl: Crawl, now: datetime) -> tuple[Verdict, str]:
    """Whether a crawl that ran to its end has everything that it found, and if not, what is missing and why."""
    closed = _closed_ways(connection, crawl)
    complaints = [*closed, *_waiting(connection, crawl, now), *_failures(connection, crawl, pages_only=bool(closed))]
    if complaints:
        return Verdict.INCOMPLETE, "; ".join(complaints)
    return Verdict.COMPLETE, "every address that was found is stored or has its reason"


def _closed_ways(connection: sqlite3.Connection, crawl: Crawl) -> list[str]:
    kinds = json.dumps(sorted(LISTING_KINDS))
    open_ways = connection.execute(
        "SELECT count(*) FROM urls WHERE source = ? AND round = ? AND fate = ? "
        "AND kind IN (SELECT value FROM json_each(?))",
        (crawl.source_id, crawl.round, Fate.LISTING, kinds),
    ).fetchone()[0]
    if open_ways:
        return []
    rows = connection.execute(
        "SELECT url, fate, coalesce(detail, reason) FROM urls WHERE source = ? AND round = ? "
        "AND state = 'settled' AND kind IN (SELECT value FROM json_each(?)) ORDER BY id",
        (crawl.source_id, crawl.round, kinds),
    ).fetchall()
    endings: dict[str, list[str]] = {}
    for url, fate, why in rows:
        endings.setdefault(why or fate, []).append(_path(url))
    if not endings:
        return []
    return ["no way into the site is open: " + "; ".join(f"{why} at {', '.join(at)}" for why, at in endings.items())]


def _path(url: str) -> str:
    """What tells the addresses of one site apart: the path, and the name of the first parameter where that matters."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query.partition('&')[0]}" if parts.path == "/" and parts.query else "")


def _waiting(connection: sqlite3.Connection, crawl: Crawl, now: datetime) -> list[str]:
    left = standing(connection, crawl.source_id, crawl.least_priority)
    if left.paused_until and left.paused_until > stamp(now):
        why = connection.execute("SELECT pause_reason FROM sources WHERE id = ?", (crawl.source_id,)).fetchone()[0]
        return [f"{why}; {left.pending} addresses wait until {_clock(left.paused_until)}"]
    if left.pending:
        are = "1 address is" if left.pending == 1 else f"{left.pending} addresses are"
        why = _last_word(connection, crawl)
        return [f"{are} to be tried again{why}, the next at {_clock(left.next_due or stamp(now))}"]
    return []


def _last_word(connection: sqlite3.Connection, crawl: Crawl) -> str:
    """Why most of what waits is waiting, in brackets; empty where nothing was tried."""
    row = connection.execute(
        "SELECT reason, min(detail) FROM urls WHERE source = ? AND state = 'pending' AND reason IS NOT NULL "
        "GROUP BY reason ORDER BY count(*) DESC LIMIT 1",
        (crawl.source_id,),
    ).fetchone()
    return f" ({row[0]}{f': {row[1]}' if row[1] else ''})" if row else ""


def _failures(connection: sqlite3.Connection, crawl: Crawl, *, pages_only: bool) -> list[str]:
    rows = connection.execute(
        "SELECT coalesce(reason, fate) AS why, count(*) AS n, min(url) AS url FROM urls "
        "WHERE crawl = ? AND state = 'settled' AND (fate = ? OR (fate IN (?, ?) AND kind <> 'page')) "
        "AND kind NOT IN ('image', 'document') "
        "AND (kind = 'page' OR NOT ?) GROUP BY why ORDER BY n DESC",
        (crawl.id, Fate.FAILED, Fate.BLOCKED, Fate.GONE, pages_only),
    )
    return [f"{row['n']} addresses ended as {row['why']}, {row['url']} for one" for row in rows]


def _clock(text: str) -> str:
    return moment(text).astimezone().strftime("%Y-%m-%d %H:%M") if text else "once"


def last_report(connection: sqlite3.Connection, source: str) -> Report | None:
    """The newest crawl of a source (where there is none, the newest run for single addresses), or None."""
    row = connection.execute(
        "SELECT c.*, s.id AS source_id FROM crawls c JOIN sources s ON s.id = c.source WHERE s.name = ? "
        "ORDER BY c.round = ?, c.id DESC LIMIT 1",
        (source, NO_ROUND),
    ).fetchone()
    if row is None:
        return None
    counted = Counter(json.loads(row["reasons"]))
    articles = connection.execute("SELECT count(*) FROM articles WHERE source = ?", (row["source_id"],)).fetchone()[0]
    return Report(
        source=source,
        verdict=Verdict(row["verdict"] or Verdict.INTERRUPTED),
        explanation=row["explanation"] or f"it is under way, or {WITHOUT_A_WORD}",
        started=row["started"],
        ended=row["ended"] or "",
        tally=Tally(**{name: row[name] for name in FIGURES}, reasons=counted),
        way=row["way"],
        pace=row["pace"],
        articles=articles,
        pending=standing(connection, row["source_id"]).pending,
        media=media_of_crawl(connection, row["id"]),
    )


def reason_of(fate: Fate | None, reason: Reason | None) -> str:
    """The word under which an ending is counted."""
    return str(reason or fate)
