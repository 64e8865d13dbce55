"""`arsip import`: take other crawlers' captures, through the same readers."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archive.cli.progress import FileProgress
from archive.cli.scrapy_run import Run, run_spiders
from archive.crawling.importing import Sifter, Survey, is_captured
from archive.database import open_for_reading, open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.outcomes import Exchange
from archive.sources import Source, load_sources, saved_source, source_text
from archive.vocabulary import EXIT_CODES, Exit
from archive.warc.foreign_warcs import check_readable

HOSTS_SHOWN = 10


@click.command("import", short_help="Take other crawlers' captures (WARC, WACZ).")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--source", "other", metavar="NAME", help="The source that takes the hosts of no adopted source.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and take nothing.")
@click.option("--json", "as_json", is_flag=True, help="What was taken, and what was not and why, as JSON.")
@click.pass_obj
def import_command(
    archive: Path | None,
    files: tuple[Path, ...],
    other: str | None,
    dry_run: bool,  # noqa: FBT001 click gives it by name
    as_json: bool,  # noqa: FBT001 click gives it by name
) -> int:
    """Take the pages of adopted sources out of other crawlers' WARC or WACZ files.

    They are read and kept as a crawl's pages are, under the time at which they were captured. An import can be stopped
    or killed at any moment and run again, and takes nothing twice. Ends with the exit code 3 when a file is damaged or
    a page could not be read.

    \b
      arsip import lapas-2019.warc.gz --dry-run
      arsip import koleksi.wacz lapas-2019.warc.gz
    """
    folder = find_archive(archive)
    rest = _source_named(folder, other)
    for file in files:
        check_readable(file)
    open_for_writing(folder.database).close()
    if dry_run:
        survey, error = _look(folder, list(files), rest), None
    else:
        survey, error = _import(folder, list(files), rest, quiet=as_json)
    if as_json:
        click.echo(json.dumps(survey.as_dict(), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(survey, dry_run=dry_run)))
    if error is not None:
        click.echo(f"arsip: {error}", err=True)
    return EXIT_CODES[error.exit if error else _exit(survey)]


def _source_named(folder: ArchiveFolder, name: str | None) -> Source | None:
    adopted = load_sources(folder.sources)
    known = name is None or name in adopted or saved_source(name) is not None
    if not known:
        raise ArsipError(f"no source named {name!r}; adopted are: {', '.join(adopted) or 'none'}")
    if name is None and not adopted:
        raise ArsipError("no source is adopted yet, so no page would be taken: arsip source add URL, or --source saved")
    return adopted.get(name) or saved_source(name) if name else None


def _look(folder: ArchiveFolder, files: list[Path], rest: Source | None) -> Survey:
    """What an import would take."""
    connection = open_for_reading(folder.database)

    def is_known(exchange: Exchange) -> bool:
        return is_captured(connection, exchange, hashlib.sha256(exchange.payload).hexdigest())

    sifter = Sifter(files, load_sources(folder.sources), rest, is_known)
    for _ in sifter.pages():
        pass
    connection.close()
    return sifter.survey


def _import(
    folder: ArchiveFolder, files: list[Path], rest: Source | None, *, quiet: bool
) -> tuple[Survey, ArsipError | None]:
    surveys: list[Survey] = []
    with FileProgress(quiet=quiet) as progress:

        def note(item: object) -> None:
            if isinstance(item, Survey):
                surveys.append(item)
                progress.show(item)

        paths = json.dumps([str(file.resolve()) for file in files])
        run = Run("import", {"files": paths, "source_toml": source_text(rest) if rest else ""}, note)
        settings: dict[str, Any] = {"ARSIP_ARCHIVE": str(folder.path), "LOG_FILE": str(folder.log), "LOG_LEVEL": "INFO"}
        run_spiders([run], settings)
    if run.error is not None and not isinstance(run.error, ArsipError):
        raise run.error
    return surveys[-1] if surveys else Survey(), run.error


def _exit(survey: Survey) -> Exit:
    if survey.stopped:
        return Exit.INTERRUPTED
    return Exit.INCOMPLETE if survey.is_incomplete else Exit.OK


def _lines(survey: Survey, *, dry_run: bool) -> Iterator[str]:
    for file in survey.files:
        by = f" by {file.software}" if file.software else ""
        yield f"{file.name}: {file.records:,} records{by}" + (f"; {file.problem}" if file.problem else "")
    for source, count in survey.taken.items():
        tally = survey.kept.get(source)
        if dry_run or tally is None:
            yield f"  {source}: {count:,} pages would be taken"
            continue
        gave = f"{tally.new:,} new articles, {tally.revised:,} revised, {tally.same:,} the same"
        yield f"  {source}: {tally.asked:,} captures: {gave}"
        if tally.reasons:
            yield "    no article: " + ", ".join(f"{n:,} {why}" for why, n in tally.reasons.most_common())
    if survey.not_taken:
        yield "  not taken: " + ", ".join(f"{n:,} {why}" for why, n in survey.not_taken.most_common())
    if survey.hosts:
        hosts = ", ".join(f"{host} ({n:,})" for host, n in survey.hosts.most_common(HOSTS_SHOWN))
        more = f" and {len(survey.hosts) - HOSTS_SHOWN:,} more" if len(survey.hosts) > HOSTS_SHOWN else ""
        yield f"  hosts of no adopted source: {hosts}{more}"
    if survey.stopped:
        yield f"  {survey.stopped}"
