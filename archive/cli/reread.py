"""`arsip reread`: what today's readers make of what was captured long ago."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cli.scrapy_run import Run, run_spiders
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.outcomes import Change, Outcome
from archive.sources import Source, load_sources, source_text
from archive.status import sources_not_adopted
from archive.vocabulary import EXIT_CODES, Exit

LONGEST = 160


@click.command("reread", short_help="Read stored captures again with today's readers.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="The changes as JSON, one object a field.")
@click.pass_obj
def reread_command(archive: Path | None, names: tuple[str, ...], dry_run: bool, as_json: bool) -> int:  # noqa: FBT001 click gives them by name
    """Read the stored captures of the sources NAME… (else of all) again, with today's readers and no network.

    Where a reading differs, it takes the place of the old one in the article's newest revision; captures and ids
    stay as they are. Nothing changes as long as the readers have not changed.

    \b
      arsip reread --dry-run
      arsip reread lapas-contoh
    """
    folder = find_archive(archive)
    outcomes: list[Outcome] = []
    errors = _reread(folder, _chosen(folder, names), outcomes, dry_run=dry_run)
    changes = [change for outcome in outcomes for change in outcome.changes]
    if as_json:
        click.echo(json.dumps([asdict(change) for change in changes], ensure_ascii=False))
    else:
        _say(changes, len(outcomes), dry_run=dry_run)
    unread = [outcome for outcome in outcomes if not outcome.items]
    for outcome in unread:
        click.echo(f"arsip: not read again: {outcome.lease.url}: {outcome.detail}", err=True)
    for error in errors:
        click.echo(f"arsip: {error}", err=True)
    return EXIT_CODES[errors[0].exit if errors else Exit.ERROR if unread else Exit.OK]


def _reread(
    folder: ArchiveFolder, sources: list[Source], outcomes: list[Outcome], *, dry_run: bool
) -> list[ArsipError]:
    def note(item: object) -> None:
        if isinstance(item, Outcome):
            outcomes.append(item)

    runs = [Run("reread", {"source_toml": source_text(source), "dry_run": dry_run}, note) for source in sources]
    settings: dict[str, Any] = {"ARSIP_ARCHIVE": str(folder.path), "LOG_FILE": str(folder.log), "LOG_LEVEL": "INFO"}
    run_spiders(runs, settings)
    errors = [run.error for run in runs if run.error is not None]
    for error in errors:
        if not isinstance(error, ArsipError):
            raise error
    return [error for error in errors if isinstance(error, ArsipError)]


def _chosen(folder: ArchiveFolder, names: tuple[str, ...]) -> list[Source]:
    adopted = load_sources(folder.sources)
    connection = open_for_reading(folder.database)
    known = adopted | {source.name: source for source in sources_not_adopted(connection, adopted)}
    connection.close()
    for name in names:
        if name not in known:
            raise ArsipError(f"no source named {name!r}; known are: {', '.join(known) or 'none'}")
    return [known[name] for name in names] if names else list(known.values())


def _say(changes: list[Change], articles: int, *, dry_run: bool) -> None:
    last = None
    for change in changes:
        if change.id != last:
            click.echo(change.id)
            last = change.id
        click.echo(f"  {change.field}: {_short(change.before)} → {_short(change.after)}")
    changed = len({change.id for change in changes})
    verb = "would change" if dry_run else "changed"
    click.echo(f"{articles:,} articles read again: {changed:,} {verb}")


def _short(value: object) -> str:
    text = "–" if value is None else " ".join(str(value).split())
    text = "".join(sign for sign in text if sign.isprintable())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
