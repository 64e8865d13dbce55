"""Status: what an archive has of each source, what it refused and why, how it stands, and what to do next."""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from archive.adoption.catalogue import FIRST_DAY, LAST_DAY
from archive.changes.sightings import Removed, removed_from
from archive.changes.template_snapshots import Learned, learned_of
from archive.clock import stamp
from archive.completeness.health import Facts, Judgement, Life, Ways, all_ways, judge, life_of
from archive.completeness.recall import Recall, recall_of
from archive.coverage import Counted, Day, Ending, all_endings, endings, ledger
from archive.crawling.crawls import NO_ROUND, Report, last_report
from archive.crawling.field_coverage import Fall, Fields, falls_in, fields_of
from archive.crawling.gaps import Gap, gaps_of
from archive.crawling.later_looks import next_look
from archive.crawling.media_kept import MediaStatus, media_of_source
from archive.crawling.polls import NEVER, Poll, load_polls
from archive.frontier import standing
from archive.likeness.joined_addresses import Joined, joined_at
from archive.sources import Source, elsewhere, parse_source
from archive.vocabulary import Health

NO_ROW = 0
LATELY = timedelta(days=30)
# what differs from the state before but in its clothes is no revision that people count
REVISIONS = """
SELECT (SELECT coalesce(sum(revisions), 0) FROM articles WHERE source = :source)
    - (SELECT count(*) FROM revisions r JOIN articles a ON a.id = r.article
        WHERE r.kind = 'cosmetic' AND a.source = :source)
"""
ARTICLES = f"""
SELECT s.id AS source, sum(m.articles) AS articles,
    coalesce(sum(m.articles) FILTER (WHERE m.state = 'gone'), 0) AS gone,
    {FIRST_DAY} AS first_published, {LAST_DAY} AS last_published
FROM sources s JOIN article_months m ON m.source = s.id AND m.state <> 'hidden' GROUP BY s.id
"""  # noqa: S608 our own words
LOST = frozenset({Health.TAKEN_OVER, Health.BLOCKED, Health.FAILING})


@dataclass(frozen=True, slots=True)
class Status:
    """One source. Addresses are pages, not listings; moments are stamps in UTC, days the publisher's own.

    `found` = `stored` + `pending` + `moved` + all of `not_stored` (counts by reason, the commonest first); `missing`
    of them are known and not in the archive, for a reason that may pass. `fields` counts what is known of the articles
    that the last crawl stored, of those crawls that stored any; `falls` are the fields that are known of fewer than
    before. `next_due` is when the next of what waits is to be tried, `next_crawl` when the source is to be looked at
    again, `next_look` when the first of its pages is, with the first crawl after that. `removed`: what it stopped
    giving in the last 30 days, the latest first.
    """

    source: str
    url: str
    health: Health
    why: str
    action: str
    found: int
    stored: int
    moved: int
    pending: int
    missing: int
    not_stored: dict[str, int]
    articles: int
    gone: int
    first_published: str | None
    last_published: str | None
    life: Life
    next_due: str | None
    next_crawl: str | None
    next_look: str | None
    paused_until: str | None
    last_crawl: Report | None
    fields: Fields | None
    falls: list[Fall]
    removed: list[Removed]

    def as_dict(self) -> dict[str, Any]:
        """The status as plain values, with the whole report of the last crawl."""
        own = {f.name: getattr(self, f.name) for f in fields(self)}
        return own | {
            "life": asdict(self.life),
            "last_crawl": self.last_crawl.as_dict() if self.last_crawl else None,
            "fields": asdict(self.fields) if self.fields else None,
            "falls": [asdict(fall) for fall in self.falls],
            "removed": [asdict(one) for one in self.removed],
        }


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that is known of how complete one source is.

    `retrieved` counts the captures that other crawlers made, of the days `retrieved_first` to `retrieved_last` (UTC).
    `template` is what was learned of the blocks that its pages repeat. `elsewhere` says where the pages of a site that
    is closed or no more may still be. `joined`: the addresses that were joined to an article with the same text in the
    last 30 days, the latest first.
    """

    status: Status
    revisions: int
    retrieved: int
    retrieved_first: str | None
    retrieved_last: str | None
    endings: list[Ending]
    days: list[Day]
    gaps: list[Gap]
    recall: Recall
    media: MediaStatus
    template: Learned | None
    elsewhere: str
    joined: list[Joined]

    def as_dict(self) -> dict[str, Any]:
        """The detail as plain values: the keys of the status, and its own."""
        return self.status.as_dict() | {
            "revisions": self.revisions,
            "retrieved": self.retrieved,
            "retrieved_first": self.retrieved_first,
            "retrieved_last": self.retrieved_last,
            "endings": [one.as_dict() for one in self.endings],
            "gaps": [asdict(gap) for gap in self.gaps],
            "recall": self.recall.as_dict(),
            "days": [day.as_dict() for day in self.days],
            "media": asdict(self.media),
            "template": asdict(self.template) if self.template else None,
            "elsewhere": self.elsewhere,
            "joined": [asdict(one) for one in self.joined],
        }


@dataclass(frozen=True, slots=True)
class _All:
    """What is asked for all sources at once, by the row of each; `rows` has that row and the newest round by name."""

    rows: dict[str, tuple[int, int]]
    endings: dict[int, dict[str, Counted]]
    articles: dict[int, sqlite3.Row]
    ways: dict[int, Ways]
    polls: dict[str, Poll]


def status(
    connection: sqlite3.Connection, sources: Iterable[Source], now: datetime, adopted: Iterable[str]
) -> list[Status]:
    """The status of each source, what needs attention most first; `adopted` are the names of those in its folder."""
    known, names = _all(connection), set(adopted)
    found = [_status(connection, source, known, now, adopted=source.name in names) for source in sources]
    order = list(Health)
    return sorted(found, key=lambda one: (order.index(one.health), one.source))


def detail(connection: sqlite3.Connection, source: Source, now: datetime, *, adopted: bool) -> Detail:
    """Everything that is known of one source."""
    row = _row(connection, source)
    one = _status(connection, source, _all(connection, row), now, adopted=adopted)
    revisions = connection.execute(REVISIONS, {"source": row})
    count, first, last = connection.execute(RETRIEVED, (row,)).fetchone()
    return Detail(
        status=one,
        revisions=int(revisions.fetchone()[0]),
        retrieved=count,
        retrieved_first=first,
        retrieved_last=last,
        endings=endings(connection, row),
        days=ledger(connection, row, source),
        gaps=gaps_of(connection, source.name),
        recall=recall_of(connection, row),
        media=media_of_source(connection, row, source),
        template=learned_of(connection, source.name),
        elsewhere=elsewhere(source) if one.health in LOST else "",
        joined=joined_at(connection, row, now - LATELY),
    )


RETRIEVED = """
SELECT count(*), substr(min(fetched), 1, 10), substr(max(fetched), 1, 10) FROM captures
WHERE source = ? AND retrieved_from IS NOT NULL
"""


def recall(connection: sqlite3.Connection, source: Source) -> Recall:
    """What share of the articles of a source is known to be here."""
    return recall_of(connection, _row(connection, source))


def sources_not_adopted(connection: sqlite3.Connection, adopted: Iterable[str]) -> list[Source]:
    """Sources that the archive has something of though they are not (or no longer) adopted: saved pages, for one."""
    rows = connection.execute("SELECT name, toml FROM sources ORDER BY name").fetchall()
    names = set(adopted)
    return [parse_source(row["toml"], f"source {row['name']}") for row in rows if row["name"] not in names]


def _row(connection: sqlite3.Connection, source: Source) -> int:
    found = connection.execute("SELECT id FROM sources WHERE name = ?", (source.name,)).fetchone()
    return int(found["id"]) if found else NO_ROW


def _all(connection: sqlite3.Connection, row: int | None = None) -> _All:
    rows = connection.execute("SELECT name, id, round FROM sources")
    by_name = {row["name"]: (int(row["id"]), int(row["round"])) for row in rows}
    by_source = {row["source"]: row for row in connection.execute(ARTICLES)}
    return _All(by_name, all_endings(connection, row), by_source, all_ways(connection), load_polls(connection))


def _status(connection: sqlite3.Connection, source: Source, known: _All, now: datetime, *, adopted: bool) -> Status:
    row, newest_round = known.rows.get(source.name, (NO_ROW, NO_ROUND))
    ended = known.endings.get(row, {})
    counts = {ending: counted.count for ending, counted in ended.items()}
    facts = Facts(
        source=source,
        adopted=adopted,
        crawl=last_report(connection, source.name) if newest_round != NO_ROUND else None,
        life=life_of(connection, row, source, now),
        ways=known.ways.get(row, Ways()),
        standing=standing(connection, row),
        found=sum(counts.values()),
        failed=sum(counted.failed for counted in ended.values()),
        poll=known.polls.get(source.name, NEVER),
        gaps=gaps_of(connection, source.name),
        now=now,
    )
    counted = fields_of(connection, row)
    falls = falls_in(counted)
    return Status(
        source=source.name,
        url=source.url,
        **remarked(judge(facts), falls, source, now)._asdict(),
        found=facts.found,
        stored=counts.pop("stored", 0),
        moved=counts.pop("moved", 0),
        pending=counts.pop("pending", 0),
        missing=sum(counted.missing for counted in ended.values()),
        not_stored=counts,
        **_articles(known.articles.get(row)),
        life=facts.life,
        next_due=facts.standing.next_due or None,
        next_crawl=stamp(facts.due) if facts.due else None,
        next_look=next_look(connection, row),
        paused_until=facts.standing.paused_until,
        last_crawl=facts.crawl,
        fields=counted[0] if counted else None,
        falls=falls,
        removed=removed_from(connection, row, now - LATELY),
    )


def remarked(judged: Judgement, falls: list[Fall], source: Source, now: datetime) -> Judgement:
    """The judgement with the fall of a field as its remark; one that calls for nothing else calls for a look at it."""
    if not falls:
        return judged
    remark = falls[0].sentence(now)
    action = f"{remark} arsip source check {source.name}" if judged.health is Health.OK else judged.action
    return Judgement(judged.health, f"{judged.why}; {remark}", action)


def _articles(row: sqlite3.Row | None) -> dict[str, Any]:
    names = ("articles", "gone", "first_published", "last_published")
    return {name: row[name] for name in names} if row else dict(zip(names, (0, 0, None, None), strict=True))
