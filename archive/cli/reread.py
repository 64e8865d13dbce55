"""`arsip reread`: what today's readers make of what was captured long ago."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import click

from archive.changes.field_changes import SourceChanges
from archive.cli.scrapy_run import Run, run_spiders
from archive.completeness.status import sources_not_adopted
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.outcomes import Change, Outcome
from archive.sources import Source, load_sources, source_text
from archive.vocabulary import EXIT_CODES, Exit

LONGEST = 100


@click.command("reread", short_help="Read stored captures again with today's readers.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="The changes as JSON, one object a field.")
@click.pass_obj
def reread_command(archive: Path | None, names: tuple[str, ...], dry_run: bool, as_json: bool) -> int:  # noqa: FBT001 click gives them by name
    """Read the stored captures of the sources NAME… (else of all) again, with today's readers and no network.

    Where a reading differs, it takes the place of the old one in the article's newest revision; captures and ids
    stay as they are. Nothing changes as long as the readers have not changed. What would change is said field by
    field, with the number of articles that gain a value, lose it or get another, and a few examples.

    \b
      arsip reread --dry-run
      arsip reread lapas-contoh
    """
    folder = find_archive(archive)
    sources = _chosen(folder, names)
    readings = [_Reading(SourceChanges(source.name), keeps_all=as_json) for source in sources]
    errors = _reread(folder, sources, readings, dry_run=dry_run)
    if as_json:
        changes = [asdict(change) for reading in readings for change in reading.changes]
        click.echo(json.dumps(changes, ensure_ascii=False))
    else:
        for line in _lines([reading.counted for reading in readings], dry_run=dry_run):
            click.echo(line)
    unread = [line for reading in readings for line in reading.unread]
    for line in unread:
        click.echo(f"arsip: not read again: {line}", err=True)
    for error in errors:
        click.echo(f"arsip: {error}", err=True)
    return EXIT_CODES[errors[0].exit if errors else Exit.ERROR if unread else Exit.OK]


@dataclass(slots=True)
class _Reading:
    """What comes of one source: counts always, every change only where it is wanted, since bodies are long."""

    counted: SourceChanges
    keeps_all: bool
    changes: list[Change] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def note(self, item: object) -> None:
        """Take in an article that was read again."""
        if not isinstance(item, Outcome):
            return
        self.counted.add(item.changes)
        if self.keeps_all:
            self.changes += item.changes
        if not item.items:
            self.unread.append(f"{item.lease.url}: {item.detail}")


def _reread(
    folder: ArchiveFolder, sources: list[Source], readings: list[_Reading], *, dry_run: bool
) -> list[ArsipError]:
    runs = [
        Run("reread", {"source_toml": source_text(source), "dry_run": dry_run}, reading.note)
        for source, reading in zip(sources, readings, strict=True)
    ]
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


def _lines(counted: list[SourceChanges], *, dry_run: bool) -> Iterator[str]:
    """For each source that changes its fields with counts and examples, and at the end the sum."""
    for one in counted:
        if one.changed:
            yield f"{one.source}: {one.changed:,} of {one.articles:,} articles"
        for name, changes in one.by_count():
            kinds = ((changes.gained, "gained"), (changes.lost, "lost"), (changes.other, "other"))
            yield f"  {name}: " + ", ".join(f"{number:,} {word}" for number, word in kinds if number)
            for change in changes.examples:
                yield f"    {change.id}  {_short(change.before)} → {_short(change.after)}"
    articles, changed = sum(one.articles for one in counted), sum(one.changed for one in counted)
    yield f"{articles:,} articles read again: {changed:,} {'would change' if dry_run else 'changed'}"


def _short(value: object) -> str:
    text = "–" if value is None else " ".join(str(value).split())
    text = "".join(sign for sign in text if sign.isprintable())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
