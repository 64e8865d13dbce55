"""`arsip status`: how each source stands, what is missing, why, and what to do next."""

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from archive.adoption.source_keys import DEFAULT_PACE
from archive.changes.template_snapshots import Learned
from archive.cli.calendar import Marks, calendar, marks_for
from archive.cli.removed import removed_lately, removed_of
from archive.clock import now
from archive.completeness.health import clock, in_days
from archive.completeness.recall import Recall
from archive.completeness.status import Detail, Status, detail, sources_not_adopted, status
from archive.coverage import Ending, today_in
from archive.crawling.media_kept import MediaStatus, in_words
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import find_archive
from archive.likeness.joined_addresses import Joined
from archive.sources import Source, load_sources
from archive.vocabulary import Health

WIDTH = 100  # where the output goes to no terminal
LONGEST_NAME, SHORTEST_NAME = 28, 10
MOST_JOINED = 3
FIGURES_WIDTH = 46  # of the columns beside the name
CALM = frozenset({Health.OK, Health.INACTIVE})


@click.command("status", short_help="Say how each source stands, what is missing, and what to do next.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a source.")
@click.pass_obj
def status_command(archive: Path | None, names: tuple[str, ...], as_json: bool) -> int:  # noqa: FBT001 click gives it by name
    """Say of all sources in one table how they stand and what to do next, those with trouble first.

    Below it stand the articles that were removed from their sites in the last 30 days, the ten latest.

    With NAME, everything about how complete that source is: a calendar, what was not stored and why, what is due. The
    keys of the JSON are explained in docs/how-complete.md.

    \b
      arsip status
      arsip status lapas-contoh
    """
    folder = find_archive(archive)
    adopted = load_sources(folder.sources)
    connection = open_for_reading(folder.database)
    try:
        known = adopted | {source.name: source for source in sources_not_adopted(connection, adopted)}
        for name in names:
            if name not in known:
                raise ArsipError(f"no source named {name!r}; known are: {', '.join(known) or 'none'}")
        if names:
            _show_details(connection, [known[name] for name in names], adopted, as_json=as_json)
        else:
            _show_all(status(connection, known.values(), now(), adopted), as_json=as_json)
    finally:
        connection.close()
    return 0


def _show_all(found: list[Status], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in found], ensure_ascii=False))
    elif not found:
        click.echo("No source is adopted yet. Adopt one with: arsip source add https://…")
    else:
        click.echo("\n".join(table(found, _width())))


def _show_details(
    connection: sqlite3.Connection, sources: list[Source], adopted: dict[str, Source], *, as_json: bool
) -> None:
    moment = now()
    found = [(source, detail(connection, source, moment, adopted=source.name in adopted)) for source in sources]
    if as_json:
        click.echo(json.dumps([one.as_dict() for _, one in found], ensure_ascii=False))
        return
    marks, width = marks_for(sys.stdout.encoding), _width()
    pages = ["\n".join(describe(one, source, moment, marks, width)) for source, one in found]
    click.echo("\n\n".join(pages))


def _width() -> int:
    return shutil.get_terminal_size((WIDTH, 24)).columns


def table(found: list[Status], width: int) -> Iterator[str]:
    """One line a source, and a second one for a next action that does not fit; none wider than `width`."""
    room = max(SHORTEST_NAME, min(LONGEST_NAME, width - FIGURES_WIDTH))
    names = min(room, max(len("source"), *(len(one.source) for one in found)))
    yield _cut(f"{'source':<{names}}  {'verdict':<13}  articles  last new    missing  next", width)
    for one in found:
        line = (
            f"{_cut(one.source, names):<{names}}  {one.health:<13}  {one.articles:>8,}  "
            f"{one.life.last_new or '–':<10}  {one.missing:>7,}"
        )
        if len(line) + len("  ") + len(one.action) <= width:
            yield f"{line}  {one.action}".rstrip()
        else:
            yield from (line, _cut(f"    {one.action}", width))
    counts = {health: sum(one.health is health for one in found) for health in Health if health not in CALM}
    said = ", ".join(f"{count} {health}" for health, count in counts.items() if count)
    yield from (_cut(line, width) for line in removed_lately(found))
    yield ""
    yield _cut(f"{len(found)} source{'s' * (len(found) != 1)}: {said or 'nothing is to be done'}", width)
    yield "More: arsip status NAME"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def describe(one: Detail, source: Source, now: datetime, marks: Marks, width: int) -> Iterator[str]:
    """The lines that say how complete a source is."""
    stands = one.status
    yield f"{stands.source}  {stands.url}"
    yield _cut(f"  {stands.health}: {stands.why}", width)
    if stands.action:
        yield f"  next        {stands.action}"
    if one.elsewhere:
        yield f"  elsewhere   {one.elsewhere}"
    if stands.last_crawl is None and not stands.found:
        return
    yield from _figures(one)
    yield from _fields(stands, now)
    yield from _template(one.template, stands.source)
    yield from _media(one.media, stands.source)
    yield from _life(stands, now)
    yield from removed_of(stands)
    yield from _joined(one.joined)
    yield from _recall(one.recall)
    for gap in one.gaps:
        yield f"  certain gap {gap}" + (" (closed since)" if gap.closed else "")
    lines = list(calendar(one.days, one.gaps, date.fromisoformat(today_in(source, now)), marks, width - 2))
    if lines:
        yield ""
        yield from (f"  {line}" for line in lines)
        yield f"  {marks.legend}"
    not_stored = [ending for ending in one.endings if ending.ending in stands.not_stored or ending.missing]
    if not_stored:
        yield ""
        yield "  not stored, with an example each"
        yield from (_cut(f"  {e.count:>7,}  {e.ending:<17}  {e.example}{_noted(e)}", width) for e in not_stored)


def _noted(ending: Ending) -> str:
    return f" ({ending.detail})" if ending.detail else ""


def _figures(one: Detail) -> Iterator[str]:
    stands = one.status
    days = f", published {stands.first_published} to {stands.last_published}" if stands.first_published else ""
    gone = f", {stands.gone:,} of them gone from the site" if stands.gone else ""
    yield f"  articles    {stands.articles:,}{gone}; {one.revisions:,} revisions{days}"
    parts = ((stands.found, "found"), (stands.stored, "stored"), (stands.moved, "moved"))
    more = ((stands.pending, "to be fetched"), (stands.missing, "missing"))
    yield "  addresses   " + ", ".join(f"{count:,} {word}" for count, word in (*parts, *more))
    if one.retrieved:
        days = f"{one.retrieved_first} to {one.retrieved_last}"
        yield f"  retrieved   {one.retrieved:,} captures of other crawlers, of {days}"


def _fields(stands: Status, now: datetime) -> Iterator[str]:
    """Of how many of the articles that the last crawl stored each field is known, and which of them fell."""
    if stands.fields is not None:
        of = stands.fields.articles
        shares = ", ".join(f"{name} {100 * known / of:.0f} %" for name, known in stands.fields.known.items())
        yield f"  fields      of {of:,} article{'s' * (of != 1)} stored {clock(stands.fields.started, now)}: {shares}"
    for fall in stands.falls:
        yield f"  fell        {fall.sentence(now)}"


def _template(template: Learned | None, source: str) -> Iterator[str]:
    """Which blocks the pages of the source repeat, and how to have older readings without them."""
    if template is None:
        return
    count = len(template.blocks)
    yield (
        f"  template    {template.number}, learned {template.learned[:10]} from {template.pages} pages: "
        f"{count} block{'s' * (count != 1)} that half of them repeat"
    )
    if template.read_otherwise:
        yield f"              {template.read_otherwise:,} articles were read without it: arsip reread {source}"


def _joined(joined: list[Joined]) -> Iterator[str]:
    """The addresses that are one article with another, the latest first, and why."""
    for number, one in enumerate(joined[:MOST_JOINED]):
        yield f"  {'' if number else 'joined':<11} {one.url} to {one.article}: {one.reason}"
    if joined:
        more = f"and {len(joined) - MOST_JOINED:,} more in the last 30 days; " if len(joined) > MOST_JOINED else ""
        yield f"              {more}to undo one: arsip story part URL --reason …"


def _recall(recall: Recall) -> Iterator[str]:
    if not recall.ways:
        return
    yield f"  recall      {recall.sentence()}"
    for way in recall.ways:
        if way is not recall.best:
            yield f"              {way.sentence()}"
    estimate = recall.estimate
    yield f"  estimate    {estimate.sentence() if estimate else f'none: {recall.no_estimate}'}"


def _media(media: MediaStatus, source: str) -> Iterator[str]:
    """Pictures and documents, and the line by which the source file would name the hosts that were learned."""
    if media.endings:
        yield f"  media       {in_words(media.endings)}"
    if used := [host for host in media.hosts if host.is_used]:
        yield "  media hosts " + ", ".join(f"{host.host} ({host.articles:,} articles)" for host in used)
    if media.learned:
        listed = json.dumps([host.host for host in used])
        yield f"              to list them in sources/{source}.toml: media_hosts = {listed}"


def _life(stands: Status, now: datetime) -> Iterator[str]:
    life = stands.life
    if life.last_answer:
        failing = f"; none to the crawls since {clock(life.failing_since, now)}" if life.failing_since else ""
        yield f"  last answer {clock(life.last_answer, now)}{failing}"
    if life.last_new:
        pause = f"; its longest pause lately was {in_days(life.longest_pause)}" if life.longest_pause else ""
        silent = f"; silent since {life.silent_since}" if life.silent_since else ""
        yield f"  last new    {life.last_new}{pause}{silent}"
    if stands.paused_until:
        yield f"  waits       until {clock(stands.paused_until, now)}, as the site asks"
    elif stands.pending and stands.next_due:
        yield f"  next try    {clock(stands.next_due, now)}"
    if stands.next_crawl:
        yield f"  next crawl  {clock(stands.next_crawl, now)}"
    if stands.next_look:
        yield f"  next look   at a single page: with the first crawl after {clock(stands.next_look, now)}"
    crawl = stands.last_crawl
    if crawl is not None:
        way = f" by {crawl.way}" if crawl.way else ""
        pace = f", a request in {crawl.pace:g} s" if crawl.pace and crawl.pace != DEFAULT_PACE else ""
        yield f"  last crawl  {clock(crawl.started, now)}{way}{pace}, {crawl.verdict}: {crawl.explanation}"
