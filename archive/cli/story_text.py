"""A story for a terminal: who had it first, who followed, what each made of it, and why they stand together."""

import json
import sqlite3
import textwrap
from collections.abc import Iterator

from archive.likeness.joined_addresses import Joined
from archive.likeness.lineage import Differs, Reason, Story, Telling, bodies_of, in_full, kept_and_changed, story_of
from archive.likeness.statements_meant import Stated
from archive.likeness.story_catch_up import is_compared
from archive.likeness.story_corrections import Decision

NOT_COMPARED = "it was not compared with the others yet: arsip story rebuild does that"
SHOWN = 6  # differences of an article
LONGEST = 160


def story_text(connection: sqlite3.Connection, article: int, *, as_json: bool) -> str:
    """The story of an article (a row's id), for a person or as JSON; says so where there is none."""
    story = story_of(connection, article)
    if as_json:
        return json.dumps(None if story is None else in_full(connection, story), ensure_ascii=False, indent=2)
    if story is None:
        is_known = is_compared(connection, article)
        return "no other article is known to be the same text" if is_known else NOT_COMPARED
    return describe_story(connection, story)


def describe_story(connection: sqlite3.Connection, story: Story) -> str:
    """The whole story, as `arsip show ID --story` prints it."""
    bodies = bodies_of(connection, [article.id for article in story.articles])
    lines = [_heading(story), _first(story), ""]
    for article in story.articles:
        lines += _article(article)
        if article.id != story.first:
            lines += _changes(bodies[story.first], bodies[article.id])
    for title, part in _further(story):
        lines += ["", title, *part]
    return "\n".join(lines)


def _heading(story: Story) -> str:
    articles, outlets, networks = len(story.articles), len(story.by_outlet), len(story.by_network)
    return f"One text: {articles} articles of {_many(outlets, 'outlet')} of {_many(networks, 'network')}"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _first(story: Story) -> str:
    first = story.articles[0]
    when = f"published {first.published}" if story.first_by == "published" else f"first seen {first.first_seen[:16]}Z"
    if story.first_is_certain:
        return f"First: {first.id} of {first.outlet}, {when}"
    rivals = ", ".join(article.id for article in story.articles if article.may_be_earlier)
    return f"First, as far as the dates say: {first.id} of {first.outlet}, {when}; not ruled out: {rivals}"


def _article(article: Telling) -> Iterator[str]:
    yield f"{article.id}  {article.outlet}: {article.headline or '(untitled)'}"
    when = article.published or f"undated, first seen {article.first_seen[:16]}Z"
    hours = "" if article.hours_after is None else f", {article.hours_after:g} hours after the first"
    yield f"  {when}{hours}" + (f", {article.state}" if article.state != "live" else "")
    if article.share_copied is not None and article.share_of_first is not None:
        yield (
            f"  {article.part}: {article.share_copied:.0%} of its words stand in the first, "
            f"{article.share_of_first:.0%} of the first's in it"
        )
    for mark in article.marks:
        yield f"  {mark.origin}: {mark.field} = {mark.words}"


def _changes(first: str, later: str) -> Iterator[str]:
    _, found = kept_and_changed(first, later)
    for one in found[:SHOWN]:
        yield f"    {_change(one)}"
    if len(found) > SHOWN:
        yield f"    … and {len(found) - SHOWN} more (--json has them all)"


def _change(one: Differs) -> str:
    weighty = f" ({', '.join(one.weighty)})" if one.weighty and one.before and one.after else ""
    if not one.before:
        return f"added: {_short(one.after)}"
    return (
        f"changed{weighty}: {_short(one.before)} → {_short(one.after)}" if one.after else f"cut: {_short(one.before)}"
    )


def _short(text: str) -> str:
    return textwrap.shorten(text, LONGEST, placeholder=" …")


def _further(story: Story) -> Iterator[tuple[str, list[str]]]:
    """The parts below the articles that have anything in them, each with its title."""
    stated = [f"  {one.article} {one.kind} of {_meant(one)}: {one.words}" for one in story.statements]
    parts = (
        ("What they state of others", stated),
        ("Why they stand together", [_reason(one) for one in story.reasons]),
        ("The same event in other words, perhaps", [_reason(one) for one in story.same_events]),
        ("Decisions", [decision_line(one) for one in story.decisions]),
    )
    yield from ((title, part) for title, part in parts if part)


def _meant(one: Stated) -> str:
    return one.meant or one.link or one.named or "an article that is not named"


def _reason(one: Reason) -> str:
    shares = f"{one.share_of_article:.0%} of the one, {one.share_of_other:.0%} of the other"
    return f"  {one.article} – {one.other}: {shares}; {', '.join(one.reasons)}"


def decision_line(one: Decision) -> str:
    """A decision in one line, as `arsip story log` prints it."""
    undone = f" (taken back {one.undone[:10]}: {one.undone_reason})" if one.undone else ""
    return f"  {one.number}  {one.made[:16]}Z  {one.kind} {' '.join(one.articles)}: {one.reason}{undone}"


def parted_line(one: Joined) -> str:
    """An address that is no longer one of an article's, in one line, as `arsip story log` prints it."""
    return f"  -  {(one.undone or '')[:16]}Z  part {one.url} from {one.article}: {one.undone_reason}"
