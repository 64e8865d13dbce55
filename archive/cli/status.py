"""`arsip status`: what is there, what is missing, and why."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from archive.clock import moment
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import find_archive
from archive.sources import DEFAULT_PACE, load_sources
from archive.status import Status, sources_not_adopted, status


@click.command("status", short_help="Say what is there, what is missing, and why.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a source.")
@click.pass_obj
def status_command(archive: Path | None, names: tuple[str, ...], as_json: bool) -> int:  # noqa: FBT001 click gives it by name
    """Say of each source what was found and stored, what was refused and why, what is due, and how the last crawl went.

    \b
      arsip status
      arsip status lapas-contoh --json
    """
    folder = find_archive(archive)
    adopted = load_sources(folder.sources)
    connection = open_for_reading(folder.database)
    try:
        known = adopted | {source.name: source for source in sources_not_adopted(connection, adopted)}
        for name in names:
            if name not in known:
                raise ArsipError(f"no source named {name!r}; known are: {', '.join(known) or 'none'}")
        found = status(connection, [known[name] for name in names] if names else known.values())
    finally:
        connection.close()
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in found], ensure_ascii=False))
    elif not found:
        click.echo("No source is adopted yet. Adopt one with: arsip source add https://…")
    else:
        click.echo("\n\n".join("\n".join(describe(one)) for one in found))
    return 0


def describe(one: Status) -> Iterator[str]:
    """The lines that say how a source stands."""
    yield f"{one.source}  {one.url}"
    if one.last_crawl is None:
        yield f"  never crawled: arsip crawl {one.source}"
        return
    days = f", published {one.first_published} to {one.last_published}" if one.first_published else ""
    gone = f", {one.gone:,} of them gone from the site" if one.gone else ""
    yield f"  articles    {one.articles:,}{gone}; {one.revisions:,} revisions{days}"
    parts = ((one.found, "found"), (one.stored, "stored"), (one.moved, "moved"), (one.pending, "to be fetched"))
    yield "  addresses   " + ", ".join(f"{count:,} {word}" for count, word in parts)
    if one.not_stored:
        yield "  not stored  " + ", ".join(f"{count:,} {reason}" for reason, count in one.not_stored.items())
    if one.paused_until:
        yield f"  waits       until {_clock(one.paused_until)}, as the site asks"
    elif one.pending and one.next_due:
        yield f"  next due    {_clock(one.next_due)}"
    crawl = one.last_crawl
    way = f" by {crawl.way}" if crawl.way else ""
    pace = f", a request in {crawl.pace:g} s" if crawl.pace and crawl.pace != DEFAULT_PACE else ""
    yield f"  last crawl  {_clock(crawl.started)}{way}{pace}, {crawl.verdict}: {crawl.explanation}"


def _clock(stamp: str) -> str:
    """A moment as the clock of this machine shows it, to the minute."""
    return moment(stamp).astimezone().strftime("%Y-%m-%d %H:%M")
