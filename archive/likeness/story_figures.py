"""The figures of stories: who had the text first, what each article has of it, how many outlets print it."""

import json
import sqlite3
from dataclasses import dataclass

from archive.likeness.comparing import compare
from archive.likeness.earliest import Dated, earliest, hours_between
from archive.likeness.likenesses import Likenesses, likenesses_of
from archive.likeness.networks import kind_of, network_of, outlet_of
from archive.vocabulary import StoryPart, TextOrigin
from archive.wording.text_origins import Mark, marks_of

WHOLE = 0.95  # a share that is all but a few words
MOST_COMPARED = 200  # comparisons for one story in one transaction; the next one goes on
Shares = tuple[float, float]

MEMBERS = """
SELECT a.id, a.public_id, a.url, a.headline, a.published, a.published_precision, a.first_seen, a.state, a.credits,
    a.details, s.name AS source, s.toml, sa.part, sa.share_copied, sa.share_of_first, sa.hours_after
FROM articles a JOIN sources s ON s.id = a.source LEFT JOIN story_articles sa ON sa.article = a.id
WHERE a.story = ? ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story as it is counted: its row, its date, where it stands, what marks its text."""

    row: sqlite3.Row
    dated: Dated
    outlet: str
    network: str
    marks: list[Mark]


def members_of(connection: sqlite3.Connection, story: int) -> list[Member]:
    """The articles of a story, in the order in which the archive met them."""
    return [_member(row) for row in connection.execute(MEMBERS, (story,))]


def _member(row: sqlite3.Row) -> Member:
    details = json.loads(row["details"])
    credited = json.loads(row["credits"]) if row["credits"] else []
    dated = Dated(
        row["public_id"],
        row["published"],
        row["published_precision"],
        row["first_seen"],
        bool(details.get("zone_suspect")),
    )
    marks = marks_of(details, credited, kind_of(row["toml"]), row["source"])
    return Member(row, dated, outlet_of(row["source"], row["url"]), network_of(row["toml"], row["url"]), marks)


def settle_stories(connection: sqlite3.Connection) -> None:
    """Settle the figures of the stories that a transaction has changed, at its end."""
    for (story,) in connection.execute("SELECT id FROM stories WHERE stale").fetchall():
        _settle(connection, story)


def _settle(connection: sqlite3.Connection, story: int) -> None:
    members = members_of(connection, story)
    had = connection.execute("SELECT first FROM stories WHERE id = ?", (story,)).fetchone()[0]
    chosen = earliest([member.dated for member in members])
    first = next(member for member in members if member.dated.name == chosen.first)
    shares = _shares(connection, first, members, anew=had != first.row["id"])
    connection.executemany(
        "INSERT OR REPLACE INTO story_articles (article, story, part, share_copied, share_of_first, hours_after, "
        "outlet, network) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [_figures(story, first, member, shares.get(member.row["id"])) for member in members],
    )
    origins = {mark.origin for member in members for mark in member.marks}
    connection.execute(
        "UPDATE stories SET first = ?, first_is_certain = ?, from_release = ?, from_agency = ?, articles = ?, "
        "outlets = ?, networks = ?, stale = ?, "
        "day = (SELECT published_day FROM articles WHERE id = ?) WHERE id = ?",
        (
            first.row["id"],
            not chosen.rivals,
            TextOrigin.RELEASE in origins,
            TextOrigin.AGENCY in origins,
            len(members),
            len({member.outlet for member in members}),
            len({member.network for member in members}),
            len(shares) < len(members) - 1,
            first.row["id"],
            story,
        ),
    )


def _shares(connection: sqlite3.Connection, first: Member, members: list[Member], *, anew: bool) -> dict[int, Shares]:
    """Of each other article the share that the first has, and the share of the first that it has, as far as known.

    `anew`: what is noted is by another first article, and does not count.
    """
    number = first.row["id"]
    known = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            "SELECT other, share_of_other, share_of_article FROM reprints WHERE article = :first UNION ALL "
            "SELECT article, share_of_article, share_of_other FROM reprints WHERE other = :first",
            {"first": number},
        )
    }
    likenesses, left = likenesses_of(connection), MOST_COMPARED
    for row in (member.row for member in members if member is not first):
        if row["share_copied"] is not None and not anew:
            known[row["id"]] = row["share_copied"], row["share_of_first"]
        elif row["id"] not in known and left:
            left -= 1
            known[row["id"]] = shares_between(likenesses, row["id"], number)
    others = {member.row["id"] for member in members} - {number}
    return {article: shares for article, shares in known.items() if article in others}


def shares_between(likenesses: Likenesses, article: int, first: int) -> Shares:
    """The share of an article that another one has, and the share of that one which it has."""
    comparison = compare(likenesses.comparable(article), likenesses.comparable(first))
    return comparison.share_of_first, comparison.share_of_second


def _figures(story: int, first: Member, member: Member, shares: Shares | None) -> tuple[object, ...]:
    part = StoryPart.FIRST if member.dated == first.dated else part_of(*shares) if shares else None
    hours = None if member.dated == first.dated else hours_between(first.dated, member.dated)
    return member.row["id"], story, part, *(shares or (None, None)), hours, member.outlet, member.network


def part_of(copied: float, of_first: float) -> StoryPart:
    """What an article has of the first text, by the share of its own that is copied and the share of the first's."""
    if of_first >= WHOLE:
        return StoryPart.SAME if copied >= WHOLE else StoryPart.LONGER
    return StoryPart.SHORTER if copied >= WHOLE else StoryPart.REWORKED


def count_copies(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many articles are another one's text, whole or in part; and how many of them are just the same text."""
    row = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE part = ?) FROM story_articles WHERE part <> ?",
        (StoryPart.SAME, StoryPart.FIRST),
    ).fetchone()
    return int(row[0]), int(row[1])


def most_copied(connection: sqlite3.Connection) -> str | None:
    """The public id of the first article of the story that has the most articles, of equal ones the oldest story."""
    row = connection.execute(
        "SELECT a.public_id FROM stories s JOIN articles a ON a.id = s.first ORDER BY s.articles DESC, s.id LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else None
