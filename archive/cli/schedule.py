"""`arsip schedule`: the daemon that crawls what is due, and what a person wants of it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from archive.cli.schedule_install import install_command
from archive.cli.scheduler import Scheduler
from archive.clock import moment, now
from archive.crawling.polls import load_polls, pause, resume, want
from archive.crawling.schedule import DAEMON, Planned, planned
from archive.database import open_for_reading, open_for_writing
from archive.errors import ArsipError, SourceBusy
from archive.folder import find_archive
from archive.sources import Source, load_sources


@click.group("schedule", short_help="Crawl on a schedule: the daemon, and what it is told.")
def schedule_group() -> None:
    """Crawl each source when it is due: as often as it publishes, or at the times that its file states."""


@schedule_group.command("run", short_help="Crawl what is due, until it is stopped.")
@click.option("--at-once", type=click.IntRange(min=1), default=8, show_default=True, help="How many sources at a time.")
@click.pass_obj
def run_command(archive: Path | None, at_once: int) -> int:
    """Crawl what is due, until SIGTERM or Ctrl-C; then end what is under way in good order, with the exit code 0.

    Prints one line a crawl. Sources that were never walked to their end get a process of their own, at most a quarter
    of all that runs. A crawl that hangs is ended. Started again, it goes on where it was.
    """
    folder = find_archive(archive)
    open_for_writing(folder.database).close()
    try:
        lock = folder.hold(DAEMON)
    except SourceBusy:
        raise SourceBusy(
            f"the scheduler of {folder.path} is running already (process {folder.held_by(DAEMON)})"
        ) from None
    with lock:
        click.echo(f"scheduling {len(list(folder.sources.glob('*.toml')))} adopted sources of {folder.path}")
        Scheduler(folder, at_once, click.echo).run()
        click.echo("stopped")
    return 0


@schedule_group.command("list", short_help="What runs, what is next, what was last.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a source.")
@click.pass_obj
def list_command(archive: Path | None, as_json: bool) -> int:  # noqa: FBT001 click gives it by name
    """List the adopted sources: what runs, when each is next, how its last crawl ended."""
    folder = find_archive(archive)
    connection = open_for_reading(folder.database)
    rows = planned(connection, folder, load_sources(folder.sources).values(), now())
    connection.close()
    if as_json:
        click.echo(json.dumps([row.as_dict() for row in rows], ensure_ascii=False))
        return 0
    table = Table("source", "next", "every", "last crawl", "new", "verdict", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*_cells(row, now()))
    Console(soft_wrap=True).print(table)
    runs = folder.held_by(DAEMON)
    click.echo(f"the scheduler runs as process {runs}" if runs else "the scheduler does not run: arsip schedule run")
    return 0


def _cells(row: Planned, at: datetime) -> list[str]:
    following = "-" if row.next is None else "now" if moment(row.next) <= at else _clock(row.next)
    if row.running:
        following = f"runs (process {row.running})"
    elif row.paused:
        following = "paused"
    verdict = row.last_verdict or "never crawled"
    if row.failures:
        verdict += f" ({row.failures} failures)"
    last = _clock(row.last_ended) if row.last_ended else "-"
    return [row.source, following, _distance(row.interval), last, str(row.last_new or 0), verdict]


def _clock(stamp: str) -> str:
    return f"{moment(stamp).astimezone():%Y-%m-%d %H:%M}"


def _distance(seconds: float) -> str:
    """A length of time in the largest unit that tells it: 45m, 6.5h, 2d."""
    for unit, size in (("d", 86_400), ("h", 3600)):
        if seconds >= size:
            return f"{seconds / size:.3g}{unit}"
    return f"{seconds / 60:.0f}m"


@schedule_group.command("pause", short_help="Crawl a source no more, until it is resumed.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def pause_command(archive: Path | None, names: tuple[str, ...]) -> int:
    """Crawl these sources no more until they are resumed; what is under way ends in good order.

    `arsip crawl NAME` crawls a paused source all the same.
    """
    return _tell(archive, names, lambda connection, source: pause(connection, source, now()), "paused")


@schedule_group.command("resume", short_help="Crawl a source again when it is due.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def resume_command(archive: Path | None, names: tuple[str, ...]) -> int:
    """Crawl these sources again when they are due."""
    return _tell(archive, names, resume, "resumed")


@schedule_group.command("now", short_help="Let a source be due at once.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.pass_obj
def now_command(archive: Path | None, names: tuple[str, ...]) -> int:
    """Let these sources be due at once, in quiet hours too: the running scheduler takes them up within seconds."""
    return _tell(archive, names, lambda connection, source: want(connection, source, now()), "due now")


def _tell(archive: Path | None, names: tuple[str, ...], change: Callable[..., None], word: str) -> int:
    folder = find_archive(archive)
    adopted = load_sources(folder.sources)
    chosen = [_named(name, adopted) for name in dict.fromkeys(names)]
    connection = open_for_writing(folder.database)
    try:
        if word == "due now":
            _refuse_paused(chosen, [name for name, poll in load_polls(connection).items() if poll.paused])
        for source in chosen:
            change(connection, source)
    finally:
        connection.close()
    click.echo(f"{word}: {', '.join(source.name for source in chosen)}")
    return 0


def _named(name: str, adopted: dict[str, Source]) -> Source:
    if name not in adopted:
        raise ArsipError(f"no source named {name!r}; adopted are: {', '.join(adopted) or 'none'}")
    return adopted[name]


def _refuse_paused(chosen: list[Source], paused: list[str]) -> None:
    held = [source.name for source in chosen if source.name in paused]
    if held:
        raise ArsipError(f"{', '.join(held)} is paused: arsip schedule resume {' '.join(held)}")


schedule_group.add_command(install_command)
