"""`arsip crawl`: fetch what is due, and say how it went."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from archive.cli.progress import Progress
from archive.cli.scrapy_run import Run, run_spiders
from archive.clock import now
from archive.completeness.status import recall
from archive.crawling.crawls import Report, last_report
from archive.crawling.media_kept import in_words
from archive.crawling.polls import due_times
from archive.database import open_for_reading, open_for_writing
from archive.days import first_day, last_day
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.sources import Source, elsewhere, load_source
from archive.vocabulary import EXIT_CODES, Exit, Verdict


@click.command("crawl", short_help="Fetch what is due, and say how it went.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--refresh", is_flag=True, help="Look at everything again: for changes, moves and what is gone.")
@click.option(
    "--pace",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Between two requests to one host, where a site has agreed to a faster crawl; it is recorded.",
)
@click.option("--since", metavar="DAY", help="Only what was published on this day or later: 2019, 2019-06, 2019-06-27.")
@click.option("--until", metavar="DAY", help="Only what was published on this day or earlier.")
@click.option("--limit", type=click.IntRange(min=1), help="Stop after so many new articles of each source.")
@click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON, and no progress.")
@click.pass_obj
def crawl_command(
    archive: Path | None,
    /,
    names: tuple[str, ...],
    refresh: bool,  # noqa: FBT001 click gives it by name
    as_json: bool,  # noqa: FBT001 click gives it by name
    **asked: Any,
) -> int:
    """Crawl the sources NAME…, due or not; without a name, the adopted ones that are due (all of them to --refresh).

    A crawl can be stopped at any moment, by Ctrl-C or harder: the next one goes on from there. It ends with the
    exit code 3 when something that it found is still missing, and says what and why.

    With --since or --until it reads no more of a site than it must to find the articles of these days (local days of
    the source), and leaves out what is known to lie outside. What --limit leaves over waits for the next crawl.

    \b
      arsip crawl
      arsip crawl lapas-contoh
      arsip crawl lapas-contoh --refresh
      arsip crawl lapas-contoh --pace 0.5
      arsip crawl lapas-contoh --since 2020-02-27 --until 2020-03
      arsip crawl lapas-contoh --limit 100
    """
    arguments = _arguments(refresh=refresh, **asked)
    folder = find_archive(archive)
    open_for_writing(folder.database).close()
    sources = _chosen(folder, names)
    if not names and arguments.keys() <= {"pace"}:
        sources = _due(folder, sources, quiet=as_json)
    runs = _crawl(folder, sources, arguments, quiet=as_json) if sources else []
    begun = [run.arguments["source"] for run in runs if run.error is None]
    connection = open_for_reading(folder.database)
    reports = [report for name in begun if (report := last_report(connection, name))]
    recalls = {source.name: recall(connection, source) for source in sources if source.name in begun}
    connection.close()
    offers = {source.name: elsewhere(source) for source in sources}
    if as_json:
        said = [report.as_dict() | {"recall": recalls[report.source].as_dict()} for report in reports]
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        for report in reports:
            click.echo(f"{_sentence(report)}\n  recall: {recalls[report.source].sentence()}")
            if (offer := offers.get(report.source)) and report.verdict is Verdict.INCOMPLETE and not report.way:
                click.echo(f"  {offer}")
    errors = [run.error for run in runs if run.error is not None]
    for error in errors:
        if not isinstance(error, ArsipError):
            raise error
        click.echo(f"arsip: {error}", err=True)
    return _exit_code(reports, errors)


def _chosen(folder: ArchiveFolder, names: tuple[str, ...]) -> list[Source]:
    """The named sources, without a look at any other file; without a name all that are adopted."""
    adopted = [path.stem for path in sorted(folder.sources.glob("*.toml"))]
    if not adopted:
        raise ArsipError("no source is adopted yet: arsip source add URL")
    for name in names:
        if name not in adopted:
            raise ArsipError(f"no source named {name!r}; adopted are: {', '.join(adopted)}")
    return [load_source(folder.sources / f"{name}.toml") for name in dict.fromkeys(names or adopted)]


def _arguments(
    *, refresh: bool, since: str | None, until: str | None, limit: int | None, pace: float | None
) -> dict[str, Any]:
    """What each spider is told. Raises `ArsipError` for what is no day, or makes no sense together."""
    first, last = first_day(since) if since else "", last_day(until) if until else ""
    if refresh and (first or last):
        raise ArsipError("--refresh looks at everything again: leave out --since and --until, or --refresh")
    if first and last and first > last:
        raise ArsipError(f"--since {since} is later than --until {until}")
    asked = {"refresh": refresh, "since": first, "until": last, "limit": limit, "pace": pace}
    return {name: value for name, value in asked.items() if value}


def _due(folder: ArchiveFolder, adopted: list[Source], *, quiet: bool) -> list[Source]:
    """Those that are due; says how many those are, and of none when the next will be."""
    moment = now()
    connection = open_for_reading(folder.database)
    times = due_times(connection, adopted, moment)
    connection.close()
    due = [source for source in adopted if (time := times[source.name]) and time <= moment]
    if not quiet:
        of = f"of {len(adopted)} adopted source{'s' * (len(adopted) != 1)}"
        are = "is" if len(due) == 1 else "are"
        click.echo(f"{len(due)} {of} {are} due: {', '.join(s.name for s in due)}" if due else _next(times, of))
    return due


def _next(times: Mapping[str, datetime | None], of: str) -> str:
    name, time = next(iter(times.items()))
    if time is None:
        return f"none {of} is due, and all are paused: arsip schedule resume NAME"
    return f"none {of} is due; the next is {name} at {time.astimezone():%Y-%m-%d %H:%M} (to crawl it now: name it)"


def _crawl(folder: ArchiveFolder, sources: list[Source], more: dict[str, Any], *, quiet: bool) -> list[Run]:
    with Progress(quiet=quiet) as progress:
        runs = [Run(source.platform, {"source": source.name, **more}, progress.of(source.name)) for source in sources]
        settings: dict[str, Any] = {"ARSIP_ARCHIVE": str(folder.path), "LOG_FILE": str(folder.log), "LOG_LEVEL": "INFO"}
        run_spiders(runs, settings)
    return runs


def _sentence(report: Report) -> str:
    tally = report.tally
    by = f" by {report.way}" if report.way else ""
    more = "".join(f", {n} {word}" for n, word in ((tally.moved, "moved"), (tally.gone, "gone")) if n)
    lines = [
        f"{report.source}: {report.verdict}: {report.explanation}",
        (
            f"  {tally.asked} requests{by}, {tally.found} addresses found, {tally.new} new articles, "
            f"{tally.revised} revised{more}; {report.articles} in the archive"
        ),
    ]
    if tally.reasons:
        lines.append("  not stored: " + ", ".join(f"{n} {why}" for why, n in tally.reasons.most_common()))
    if report.media:
        lines.append(f"  {in_words(report.media)}")
    return "\n".join(lines)


def _exit_code(reports: list[Report], errors: list[BaseException]) -> int:
    exits = [error.exit for error in errors if isinstance(error, ArsipError)]
    if exits:
        return EXIT_CODES[exits[0]]
    verdicts = {report.verdict for report in reports}
    for verdict, code in (
        (Verdict.INTERRUPTED, Exit.INTERRUPTED),
        (Verdict.FAILED, Exit.INCOMPLETE),
        (Verdict.TAKEN_OVER, Exit.INCOMPLETE),
        (Verdict.INCOMPLETE, Exit.INCOMPLETE),
    ):
        if verdict in verdicts:
            return EXIT_CODES[code]
    return EXIT_CODES[Exit.OK]
