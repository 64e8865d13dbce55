"""Health: how a source stands, and the one thing to do next."""

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from archive.clock import moment, stamp
from archive.coverage import today_in
from archive.crawling.crawls import Report
from archive.crawling.gaps import Gap
from archive.crawling.polls import LONGEST, Poll, next_due
from archive.frontier import Standing
from archive.sources import Source
from archive.vocabulary import Health, Reason, Verdict

LATE = timedelta(days=1)  # a source whose crawl was due earlier is behind
SHORTEST_SILENCE = 7  # days
FEWEST_DAYS = 5  # publishing days without which a site has no pace of its own
DAYS_OF_ITS_PACE = 50
MOST_FAILED = 0.01  # of what was found
BLOCKED = frozenset({Reason.ROBOTS, Reason.FORBIDDEN, Reason.CHALLENGE, Reason.LOGIN})
FAILED = frozenset(
    {
        Reason.TIMEOUT,
        Reason.NO_CONNECTION,
        Reason.NO_SUCH_HOST,
        Reason.BROKEN_TLS,
        Reason.CUT_SHORT,
        Reason.SERVER_ERROR,
        Reason.TOO_MANY_REQUESTS,
        Reason.TOO_MANY_REDIRECTS,
        Reason.UNEXPECTED_STATUS,
    }
)
SCRIPTED = frozenset({Reason.NEEDS_SCRIPT})


@dataclass(frozen=True, slots=True)
class Life:
    """The signs of life of a source. Moments are stamps in UTC, days the publisher's own.

    `last_answer`: when it last answered with neither an error nor a refusal; `failing_since`: the first of the crawls
    since then, where there are any. `last_new`: the newest day on which it published; `longest_pause`: the longest
    run of days from one publishing day to the next, of the latest fifty; None where there are fewer than five.
    `silent_since`: the first day of a silence that is too long for that pace.
    """

    last_answer: str | None
    failing_since: str | None
    last_new: str | None
    longest_pause: int | None
    silent_since: str | None


@dataclass(frozen=True, slots=True)
class Ways:
    """How the ways into a source ended in its newest round: how many lists were read, and how many were blocked."""

    ended: int = 0
    read: int = 0
    blocked: int = 0


class Judgement(NamedTuple):
    """A source's health, in one line why, and the next action (empty where nothing is to be done)."""

    health: Health
    why: str
    action: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a judgement rests on; `now` is in UTC, `found` and `failed` count page addresses."""

    source: Source
    adopted: bool
    crawl: Report | None
    life: Life
    ways: Ways
    standing: Standing
    found: int
    failed: int
    poll: Poll
    gaps: list[Gap]
    now: datetime

    @property
    def due(self) -> datetime | None:
        """When the next crawl is, or was, due (UTC); None when that is not known, or a person has paused the source."""
        return next_due(self.source, self.poll, self.poll.ended) if self.poll.ended else None


def life_of(connection: sqlite3.Connection, row: int, source: Source, now: datetime) -> Life:
    """The signs of life of the source in the row `row`."""
    answer = connection.execute("SELECT max(answered) FROM crawls WHERE source = ?", (row,)).fetchone()[0]
    failing = connection.execute(
        "SELECT min(started) FROM crawls WHERE source = :row AND ended IS NOT NULL AND round > 0 AND id > coalesce("
        "(SELECT max(id) FROM crawls WHERE source = :row AND answered IS NOT NULL), 0)",
        {"row": row},
    ).fetchone()[0]
    looked = min(moment(answer), now) if answer else now
    days = connection.execute(
        "SELECT DISTINCT published_day FROM articles INDEXED BY articles_by_day "
        "WHERE source = ? AND published_day <= ? "
        "AND id NOT IN (SELECT id FROM articles INDEXED BY articles_hidden WHERE state = 'hidden') "
        "ORDER BY published_day DESC LIMIT ?",
        (row, today_in(source, looked), DAYS_OF_ITS_PACE + 1),
    )
    published = [date.fromisoformat(day) for (day,) in days]
    last_new = published[0].isoformat() if published else None
    pause = _longest_pause(published)
    return Life(answer, failing, last_new, pause, _silent_since(published, pause, today_in(source, looked)))


def _longest_pause(days: list[date]) -> int | None:
    """`days` are publishing days, the newest first."""
    if len(days) < FEWEST_DAYS:
        return None
    return max((later - earlier).days for later, earlier in pairwise(days))


def _silent_since(days: list[date], pause: int | None, looked: str) -> str | None:
    """Silence counts up to the last answer: what nobody asked, nobody knows."""
    if pause is None or (date.fromisoformat(looked) - days[0]).days <= max(SHORTEST_SILENCE, 2 * pause):
        return None
    return (days[0] + timedelta(days=1)).isoformat()


def all_ways(connection: sqlite3.Connection) -> dict[int, Ways]:
    """How the ways into each source (by its row) ended in its newest round."""
    rows = connection.execute(
        "SELECT s.id, count(u.fate), count(*) FILTER (WHERE u.fate = 'listing'), "
        "count(*) FILTER (WHERE u.fate = 'blocked') FROM sources s CROSS JOIN urls u "
        "ON u.source = s.id AND u.round = s.round AND u.kind NOT IN ('page', 'image', 'document') AND u.kind <> 'home' "
        "GROUP BY s.id"
    )
    return {source: Ways(*counts) for source, *counts in rows}


def judge(facts: Facts) -> Judgement:
    """How the source stands; the first judgement that fits holds."""
    if not facts.adopted:
        return Judgement(Health.OK, "it is not adopted: only what was asked for is kept", "")
    if not facts.source.active:
        return Judgement(Health.INACTIVE, "it publishes no more, says its file", "")
    if facts.crawl is None:
        return Judgement(Health.NEVER_CRAWLED, "no crawl of it has begun", f"arsip crawl {facts.source.name}")
    if facts.crawl.verdict is Verdict.TAKEN_OVER:
        return Judgement(Health.TAKEN_OVER, facts.crawl.explanation, "say `active = false` in its file")
    for judged in (_trouble, _unfinished, _silence, _neglect):
        if (found := judged(facts, facts.crawl)) is not None:
            return found
    return _calm(facts)


def _calm(facts: Facts) -> Judgement:
    if facts.poll.paused:
        action = f"arsip schedule resume {facts.source.name}"
        return Judgement(Health.OK, f"paused by hand since {clock(stamp(facts.poll.paused), facts.now)}", action)
    if facts.due is not None and facts.due > facts.now:
        action = f"wait: due {clock(stamp(facts.due), facts.now)}"
    else:
        action = f"arsip crawl {facts.source.name}"
    return Judgement(Health.OK, "it has what it named", action)


def _trouble(facts: Facts, crawl: Report) -> Judgement | None:
    """A site that forbids or fails."""
    action = _wait(facts) or f"look at its page: {facts.source.url}"
    ways, answers = facts.ways, max(crawl.tally.asked, sum(crawl.tally.reasons.values()))
    refused, failed, blank = (_share(crawl.tally.reasons, words, answers) for words in (BLOCKED, FAILED, SCRIPTED))
    no_way = ways.ended > 0 and not ways.read
    if (no_way and ways.blocked) or refused:
        return Judgement(Health.BLOCKED, refused or crawl.explanation, action)
    if no_way or failed or (facts.life.failing_since and crawl.verdict is Verdict.INCOMPLETE):
        return Judgement(Health.FAILING, failed or crawl.explanation, action)
    if blank:
        return Judgement(Health.NEEDS_SCRIPT, blank, f"look for a feed or a sitemap: {facts.source.url}")
    return None


def _share(reasons: Counter[str], words: frozenset[Reason], answers: int) -> str:
    """Says what the last crawl met, where it was half of all or more; else empty."""
    counts = {word: reasons[word] for word in words if reasons[word]}
    if not counts or 2 * sum(counts.values()) < answers:
        return ""
    return "its last crawl met " + ", ".join(f"{count:,} times {word}" for word, count in sorted(counts.items()))


def _unfinished(facts: Facts, crawl: Report) -> Judgement | None:
    """What waits to be fetched. While it does, silence says nothing: the newest may be among it."""
    again, left = f"arsip crawl {facts.source.name}", facts.standing
    if not (left.pending or left.leased) and crawl.ended:
        return None
    later = left.next_due if left.next_due and left.next_due > stamp(facts.now) and not left.leased else ""
    action = _wait(facts) or (f"{again} (from {clock(later, facts.now)} on)" if later else again)
    return Judgement(Health.BEHIND, crawl.explanation, action)


def _silence(facts: Facts, _crawl: Report) -> Judgement | None:
    life = facts.life
    if life.silent_since is None:
        return None
    why = f"nothing new since {life.last_new}; its longest pause before was {in_days(life.longest_pause)}"
    return Judgement(Health.SILENT, why, f"look at its page: {facts.source.url}")


def _neglect(facts: Facts, crawl: Report) -> Judgement | None:
    """What the archive could do better by itself."""
    again = f"arsip crawl {facts.source.name}"
    if still_open := [gap for gap in facts.gaps if gap.closed is None]:
        return Judgement(Health.BEHIND, f"a certain gap, {still_open[-1]}", f"{again} --refresh")
    if facts.failed > MOST_FAILED * facts.found:
        return Judgement(Health.BEHIND, f"{facts.failed:,} of {facts.found:,} pages failed", f"{again} --refresh")
    due = facts.due if facts.poll.ended else moment(crawl.started) + LONGEST
    if due is not None and facts.now - due > LATE:
        return Judgement(Health.BEHIND, f"its next crawl was due {clock(stamp(due), facts.now)}", again)
    return None


def _wait(facts: Facts) -> str:
    until = facts.standing.paused_until
    if not until or until <= stamp(facts.now):
        return ""
    return f"wait until {clock(until, facts.now)}, the site said so"


def in_days(count: int | None) -> str:
    """`1 day`, `2 days`."""
    return f"{count} day{'s' * (count != 1)}"


def clock(text: str, now: datetime) -> str:
    """A moment as this machine's clock shows it, to the minute; without the day where that is today."""
    there, here = moment(text).astimezone(), now.astimezone()
    return there.strftime("%H:%M" if there.date() == here.date() else "%Y-%m-%d %H:%M")
