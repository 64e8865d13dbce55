"""The lineage of a story: who had the text first, when each followed, and what each kept, added, cut and changed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from archive.likeness.aligning import align, differences
from archive.likeness.comparable import Place, comparable_places
from archive.likeness.earliest import earliest
from archive.likeness.statements_meant import Stated, stated_about, stated_by
from archive.likeness.story_corrections import Decision, decisions
from archive.likeness.story_figures import Member, members_of
from archive.vocabulary import ArticleState, Relation, WordKind
from archive.wording.text_origins import Mark
from archive.wording.word_kinds import words_in

WEIGHTY = frozenset({WordKind.NUMBER, WordKind.DATE, WordKind.NAME})


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage that an article has from the first one: `words` of it that count; characters in both bodies."""

    words: int
    start: int
    end: int
    first_start: int
    first_end: int


@dataclass(frozen=True, slots=True)
class Differs:
    """What an article has otherwise than the first: added (no `before`), cut (no `after`) or changed.

    `weighty` are the numbers, dates and names that only one of the two has: with any of them it matters more.
    Characters as in `Shared`; an empty range stands where it would be.
    """

    before: str
    after: str
    weighty: list[str]
    start: int
    end: int
    first_start: int
    first_end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two articles (public ids) stand together: their shares of each other, and the signs with their figures."""

    article: str
    other: str
    relation: str
    share_of_article: float
    share_of_other: float
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of a story. `part`, shares and `hours_after` are those of `story_articles`, None where unknown.

    `may_be_earlier` is true where the dates do not rule out that it had the text before the one named as the first.
    """

    id: str
    source: str
    outlet: str
    network: str
    headline: str | None
    url: str
    state: str
    published: str | None
    published_precision: str | None
    first_seen: str
    part: str | None
    share_copied: float | None
    share_of_first: float | None
    hours_after: float | None
    may_be_earlier: bool
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it is shown, its articles in the order of their dates; ids are public ones.

    `first_by` is `published`, or `first_seen` where none of the articles has a date. `by_outlet` and `by_network` count
    articles. `reasons` are the pairs that hold it together, `same_events` those to articles outside of it.
    """

    first: str
    first_is_certain: bool
    first_by: str
    by_outlet: dict[str, int]
    by_network: dict[str, int]
    articles: list[Telling]
    reasons: list[Reason]
    same_events: list[Reason]
    statements: list[Stated]
    decisions: list[Decision]


def story_of(connection: sqlite3.Connection, article: int) -> Story | None:
    """The story of an article (a row's id); None for one that no other is the same text as."""
    row = connection.execute("SELECT story FROM articles WHERE id = ?", (article,)).fetchone()
    members = members_of(connection, row[0]) if row[0] is not None else []
    if not members:
        return None
    chosen = earliest([member.dated for member in members])
    first = next(member for member in members if member.dated.name == chosen.first)
    rows = [member.row["id"] for member in members]
    pairs = list(_reasons(connection, rows))
    names = {member.dated.name for member in members}
    return Story(
        first=chosen.first,
        first_is_certain=not chosen.rivals,
        first_by="published" if first.row["published"] else "first_seen",
        by_outlet=_counted(member.outlet for member in members),
        by_network=_counted(member.network for member in members),
        articles=[_telling(member, chosen.rivals) for member in sorted(members, key=lambda one: _order(one, first))],
        reasons=[one for one in pairs if one.relation == Relation.REPRINT and {one.article, one.other} <= names],
        same_events=[one for one in pairs if not {one.article, one.other} <= names],
        statements=[*stated_by(connection, rows), *stated_about(connection, rows)],
        decisions=decisions(connection, rows),
    )


def shown_of(story: Story) -> Story | None:
    """The story without the articles that are hidden, in its figures too; None where nothing else is left.

    Where the first one is hidden, the earliest of the others takes its place, and is not certain.
    """
    shown = [one for one in story.articles if one.state != ArticleState.HIDDEN]
    if not shown:
        return None
    names = {one.id for one in shown}
    return replace(
        story,
        first=story.first if story.first in names else shown[0].id,
        first_is_certain=story.first_is_certain and story.first in names,
        by_outlet=_counted(one.outlet for one in shown),
        by_network=_counted(one.network for one in shown),
        articles=shown,
        reasons=[one for one in story.reasons if {one.article, one.other} <= names],
        same_events=[],
        statements=[],
        decisions=[],
    )


def _order(member: Member, first: Member) -> tuple[bool, bool, object, str]:
    return member is not first, not member.row["published"], member.dated.span[0], member.dated.name


def _counted(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _telling(member: Member, rivals: Iterable[str]) -> Telling:
    row = member.row
    return Telling(
        id=row["public_id"],
        source=row["source"],
        outlet=member.outlet,
        network=member.network,
        headline=row["headline"],
        url=row["url"],
        state=row["state"],
        published=row["published"],
        published_precision=row["published_precision"],
        first_seen=row["first_seen"],
        part=row["part"],
        share_copied=row["share_copied"],
        share_of_first=row["share_of_first"],
        hours_after=row["hours_after"],
        may_be_earlier=row["public_id"] in rivals,
        marks=member.marks,
    )


def _reasons(connection: sqlite3.Connection, articles: list[int]) -> Iterator[Reason]:
    rows = connection.execute(
        "SELECT a.public_id, o.public_id, r.relation, r.share_of_article, r.share_of_other, r.reasons FROM reprints r "
        "JOIN articles a ON a.id = r.article JOIN articles o ON o.id = r.other "
        "WHERE r.article IN (SELECT value FROM json_each(:these)) OR r.other IN (SELECT value FROM json_each(:these)) "
        "ORDER BY r.article, r.other",
        {"these": json.dumps(articles)},
    )
    for article, other, relation, share, share_of_other, reasons in rows:
        yield Reason(article, other, relation, share, share_of_other, json.loads(reasons))


def bodies_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The bodies of articles by their public ids."""
    query = "SELECT public_id, body FROM articles WHERE public_id IN (SELECT value FROM json_each(?))"
    return {row[0]: row[1] for row in connection.execute(query, (json.dumps(list(ids)),))}


def kept_and_changed(first: str, later: str) -> tuple[list[Shared], list[Differs]]:
    """What a later body shares with the first one, in its own order; and what differs, the weightiest first.

    Only words that count are looked at: what very many texts have is neither shared nor added.
    """
    places, others = comparable_places(first), comparable_places(later)
    passages = align([place.word for place in places], [place.word for place in others])
    shared = [
        Shared(
            length,
            *_span(others, to, to + length),
            *_span(places, at, at + length),
        )
        for at, to, length in passages
    ]
    found = [
        _differs(first, later, _span(places, at, end), _span(others, to, to_end))
        for at, end, to, to_end in differences(passages, len(places), len(others))
    ]
    return sorted(shared, key=lambda one: one.start), sorted(found, key=lambda one: (not one.weighty, one.first_start))


def in_full(connection: sqlite3.Connection, story: Story) -> dict[str, Any]:
    """A story as plain JSON-ready values; each article but the first with what it `shared` and how it `differs`."""
    bodies = bodies_of(connection, [article.id for article in story.articles])
    told = asdict(story)
    for article in told["articles"]:
        shared, found = kept_and_changed(bodies[story.first], bodies[article["id"]])
        is_first = article["id"] == story.first
        article["shared"] = [] if is_first else [asdict(one) for one in shared]
        article["differs"] = [] if is_first else [asdict(one) for one in found]
    return told


def _span(places: list[Place], first: int, end: int) -> tuple[int, int]:
    if first < end:
        return places[first].start, places[end - 1].end
    at = places[first - 1].end if first else 0
    return at, at


def _differs(first: str, later: str, there: tuple[int, int], here: tuple[int, int]) -> Differs:
    before, after = first[slice(*there)], later[slice(*here)]
    old, new = _weighty(before), _weighty(after)
    only = [word for word in old if word not in new] + [word for word in new if word not in old]
    return Differs(before, after, list(dict.fromkeys(only)), *here, *there)


def _weighty(text: str) -> list[str]:
    return [word.text for word in words_in(text) if word.kind in WEIGHTY]
