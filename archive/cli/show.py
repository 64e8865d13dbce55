"""`arsip show`: one article, in any of its states, with its provenance."""

import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.changes.differences import difference
from archive.changes.sightings import Seen
from archive.cli.diff_lines import diff_lines
from archive.cli.story_text import story_text
from archive.crawling.media_kept import Medium
from archive.database import open_for_reading
from archive.folder import find_archive
from archive.history import Known, Revision, find_article, known_article
from archive.likeness.joined_addresses import Joined

WIDTH = 100
MOST_CHANGES, LONGEST_WORDS = 5, 45
LABELS = {
    "published": "published",
    "modified": "modified",
    "event_date": "event",
    "section": "section",
    "lead_caption": "caption",
    "lead_credit": "photo",
    "lead_image": "picture",
}


@click.command("show", short_help="Show one article, its revisions and captures.")
@click.argument("name", metavar="ID|URL")
@click.option("--revision", type=int, metavar="N", help="The article as it was in its revision N; else the newest.")
@click.option("--story", is_flag=True, help="The articles that are the same text: who was first, what each made of it.")
@click.option(
    "--diff", "as_diff", is_flag=True, help="What that revision changed against the one before, word by word."
)
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON.")
@click.pass_obj
def show_command(
    archive: Path | None, name: str, revision: int | None, *, story: bool, as_diff: bool, as_json: bool
) -> int:
    """Show one article: its text, its revisions, and the captures that prove it.

    The article is named by its id, a beginning of it that no other id shares, or any address it was ever known under.

    \b
      arsip show k3v7
      arsip show https://lapas.example/2020/02/27/media-gathering/ --revision 1
      arsip show k3v7 --story
      arsip show k3v7 --diff
    """
    folder = find_archive(archive)
    connection = open_for_reading(folder.database)
    try:
        row = find_article(connection, name)
        if story:
            click.echo(printable(story_text(connection, row, as_json=as_json)))
            return 0
        if as_diff:
            found = difference(connection, row, revision)
            text = json.dumps(found.as_dict(), ensure_ascii=False, indent=2) if as_json else None
            click.echo(text or "\n".join(diff_lines(found, colours=sys.stdout.isatty(), clean=printable)))
            return 0
        known = known_article(connection, row, revision)
    finally:
        connection.close()
    click.echo(json.dumps(asdict(known), ensure_ascii=False, indent=2) if as_json else printable(describe(known)))
    return 0


def printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n")


def describe(known: Known) -> str:
    """An article for a person."""
    fields = known.fields
    lines = [fields["headline"] or "(untitled)", f"{known.source} · {known.id} · {known.url}", ""]
    lines += [f"  {label:10} {fields[name]}" for name, label in LABELS.items() if fields.get(name)]
    if fields["credits"]:
        lines.append(f"  {'credits':10} {', '.join(_credit(credit) for credit in fields['credits'])}")
    if fields["tags"]:
        lines.append(f"  {'tags':10} {', '.join(fields['tags'])}")
    if fields.get("units"):
        lines.append(f"  {'units':10} {', '.join(_units(fields['units']))}")
    lines += _standing(known)
    lines += ["", *_paragraphs(fields["body"]), "", f"Revision {known.revision} of {len(known.revisions)}"]
    for revision in known.revisions:
        lines += _revision(revision)
    if known.sightings:
        lines += ["", "What was seen in its place", *(line for seen in known.sightings for line in _seen(seen))]
    if known.media:
        lines += ["", "Pictures and documents", *(line for medium in known.media for line in _medium(medium))]
    return "\n".join(lines)


def _credit(credit: dict[str, Any]) -> str:
    return f"{credit['name']} ({credit['role']})"


def _units(units: list[dict[str, Any]]) -> list[str]:
    """Each unit once: its usual name, and its id in the registry where it has one."""
    named = {unit["id"] or unit["name"]: unit for unit in units}
    return [f"{unit['name']} ({unit['id']})" if unit["id"] else unit["name"] for unit in named.values()]


def _standing(known: Known) -> Iterator[str]:
    if known.state != "live":
        since = f" since {known.gone[:10]}: its source no longer gives it" if known.gone else ""
        yield f"  {'state':10} {known.state}{since}"
    elif known.missing:
        yield f"  {'state':10} missing since {known.missing[:10]}: gone once a second look, a day later, finds the same"
    if known.story:
        story = known.story
        first = "it had the text first" if story.first == known.id else f"first {story.first}"
        yield f"  {'story':10} {story.articles} articles of {story.outlets} outlets, {first} (--story tells more)"
    for address in known.addresses[1:]:
        yield f"  {'also at':10} {address}"
    for joined in known.joined:
        yield f"  {'joined':10} {_joined(joined)}"


def _joined(joined: Joined) -> str:
    """Why an address is one of the article's, or no longer is."""
    parted = f"; parted {joined.undone[:10]}: {joined.undone_reason}" if joined.undone else ""
    return f"{joined.url} on {joined.joined[:10]}: {joined.reason}{parted}"


def _seen(seen: Seen) -> Iterator[str]:
    """What an address gave in the place of the article, and the capture that proves it."""
    detail = f" ({seen.detail})" if seen.detail else ""
    at = f" at {seen.url}" if seen.url else ""
    yield f"  {seen.seen[:19]}Z  {seen.sighting}{detail}{at}"
    if seen.warc_file:
        yield f"     warc/{seen.warc_file} at {seen.warc_offset}"


def _medium(medium: Medium) -> Iterator[str]:
    """A picture or document: where it was, what it is, where it lies."""
    yield f"  {medium.role}: {medium.url}"
    if medium.ending != "stored":
        yield f"     {medium.ending}"
        return
    pages = f", {medium.pages} pages" if medium.pages else ""
    remark = f", {medium.remark}" if medium.remark else ""
    title = f", “{medium.title}”" if medium.title else ""
    yield f"     {medium.type}, {medium.bytes:,} bytes{pages}{remark}{title}"
    yield f"     warc/{medium.warc_file} at {medium.warc_offset}, sha256 {medium.payload_sha256}"


def _paragraphs(body: str) -> Iterator[str]:
    for number, paragraph in enumerate(body.split("\n\n")):
        if number:
            yield ""
        for line in paragraph.split("\n"):
            yield from textwrap.wrap(line, WIDTH, break_long_words=False) or [""]


def change_lines(changes: list[dict[str, str]]) -> Iterator[str]:
    """The gravest changes of a revision, a line each: what they are about, and the words before and after."""
    for change in changes[:MOST_CHANGES]:
        words = " → ".join(textwrap.shorten(change[side], LONGEST_WORDS) or "–" for side in ("old", "new"))
        yield f"{change['sign']}: {words}" if change["old"] or change["new"] else change["sign"]
    if len(changes) > MOST_CHANGES:
        yield f"… and {len(changes) - MOST_CHANGES} more: --diff"


def _revision(revision: Revision) -> Iterator[str]:
    kind = f" ({revision.kind})" if revision.kind else ""
    changed = f", changed{kind}: {', '.join(revision.changed)}" if revision.changed else ""
    template = f" with template {revision.template} (left out: {revision.left_out})" if revision.template else ""
    reader = f"{revision.reader} {revision.reader_version}{template}"
    yield f"  {revision.number}  {revision.observed[:19]}Z by {reader}{changed}"
    yield from (f"     {line}" for line in change_lines(revision.changes))
    if revision.seen_alike:
        how = ", ".join(dict.fromkeys(change["sign"] for change in revision.alike))
        yield f"     seen again {revision.seen_alike[:19]}Z in other clothes: {how}"
    for capture in revision.captures:
        part = f" (number {capture.part})" if capture.part else ""
        yield f"     {capture.url}{part}, captured {capture.fetched[:19]}Z"
        if capture.retrieved_from:
            yield f"     retrieved from {capture.retrieved_from}"
        yield f"     warc/{capture.warc_file} at {capture.warc_offset}, sha256 {capture.payload_sha256}"
        if capture.tls_unverified:
            yield f"     tls_unverified: the certificate is broken: {capture.tls_unverified}"
