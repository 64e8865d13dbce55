"""`arsip source check`: whether a source is still there, and how well its articles are read."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.adoption.checking import FAILED, FIELDS, Check, check_of
from archive.adoption.findings import Findings
from archive.adoption.source_edit import note_checked
from archive.cli.first_look import FirstLook
from archive.cli.scrapy_run import Run, run_spiders
from archive.cli.show import printable
from archive.clock import now
from archive.crawling.field_coverage import Fall, falls_in, fields_by_name
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, find_archive
from archive.outcomes import Outcome
from archive.sources import Source, load_sources, source_text
from archive.vocabulary import EXIT_CODES, CheckVerdict, Exit

NUMBERS = ("read", *(name for name in FIELDS if name != "body"), "words")


@click.command("check", short_help="See whether sources are still there, and how well they are read.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--json", "as_json", is_flag=True, help="As JSON, one object a source, with the articles that were tried."
)
@click.pass_obj
def check_command(archive: Path | None, names: tuple[str, ...], *, as_json: bool) -> int:
    """Look at the sources NAME…, or at all adopted ones, read five articles of each, and store nothing.

    Says of how many each field could be read, and which field the archive's own crawls know of fewer articles than
    before. A source that gave an article gets `checked` with today's date into its
    file. Ends with the exit code 3 when one of them could not be reached or read.

    \b
      arsip source check
      arsip source check lapas-contoh --json
    """
    folder = find_archive(archive)
    sources = _chosen(folder, names)
    looks = _look_at_all(sources, folder)
    checks = [(check_of(source, look.findings, look.samples), look) for source, look in looks]
    falls = _falls(folder, [check.source for check, _ in checks])
    today = now().astimezone().date()
    for check, _ in checks:
        if check.reached:
            note_checked(folder.sources / f"{check.source}.toml", today)
    if as_json:
        values = [
            check.as_dict()
            | {"falls": [asdict(fall) for fall in falls[check.source]], "samples": look.as_dict()["samples"]}
            for check, look in checks
        ]
        click.echo(json.dumps(values, ensure_ascii=False))
    else:
        for line in _table(checks, falls):
            click.echo(printable(line))
    failed = any(check.verdict in FAILED for check, _ in checks)
    return EXIT_CODES[Exit.INCOMPLETE if failed else Exit.OK]


def _chosen(folder: ArchiveFolder, names: tuple[str, ...]) -> list[Source]:
    adopted = load_sources(folder.sources)
    if not adopted:
        raise ArsipError("no source is adopted yet: arsip source add URL")
    for name in names:
        if name not in adopted:
            raise ArsipError(f"no source named {name!r}; adopted are: {', '.join(adopted)}")
    chosen = [adopted[name] for name in dict.fromkeys(names or adopted)]
    if not folder.config().contact and not all(source.local for source in chosen):
        raise ArsipError(f"{folder.path / 'arsip.toml'} names no contact: without one only local sites are visited")
    return chosen


def _look_at_all(sources: list[Source], folder: ArchiveFolder) -> list[tuple[Source, FirstLook]]:
    """Look at all sources side by side: each host is paced by itself."""
    looks = [(source, FirstLook(Findings(source.url, problem="the look at it was broken off"))) for source in sources]
    runs = [Run("probe", _arguments(source, folder.config()), _noting(look)) for source, look in looks]
    run_spiders(runs, {"LOG_LEVEL": "CRITICAL", "ARSIP_ARCHIVE": str(folder.path)})
    for run, (_, look) in zip(runs, looks, strict=True):
        if run.error is not None:
            look.findings.problem = f"the look at it was broken off: {run.error}"
    return looks


def _arguments(source: Source, config: Config) -> dict[str, Any]:
    return {"target": source.url, "source_toml": source_text(source), "user_agent": config.user_agent}


def _noting(look: FirstLook) -> Callable[[object], None]:
    """Keeps what a look yields."""

    def note(item: object) -> None:
        if isinstance(item, Findings):
            look.findings = item
        elif isinstance(item, Outcome):
            look.samples.append(item)

    return note


def _falls(folder: ArchiveFolder, names: list[str]) -> dict[str, list[Fall]]:
    """The fields of each source that its last crawls know of fewer articles than those before."""
    connection = open_for_reading(folder.database)
    try:
        return {name: falls_in(fields_by_name(connection, name)) for name in names}
    finally:
        connection.close()


def _table(checks: list[tuple[Check, FirstLook]], falls: dict[str, list[Fall]]) -> Iterator[str]:
    name = max(len("source"), *(len(check.source) for check, _ in checks))
    verdict = max(len(word) for word in CheckVerdict)
    yield "  ".join([f"{'source':{name}}", f"{'verdict':{verdict}}", *NUMBERS])
    for check, look in checks:
        cells = (f"{cell:>{len(head)}}" for cell, head in zip(_numbers(check), NUMBERS, strict=True))
        yield "  ".join([f"{check.source:{name}}", f"{check.verdict:{verdict}}", *cells])
        if check.problem is not None:
            yield f"  {check.problem}"
        yield from (f"  {fall.sentence(now())}" for fall in falls[check.source])
        for sample in look.as_dict()["samples"]:
            if sample["refused"]:
                yield f"  refused, {sample['refused']}: {sample['url']}"


def _numbers(check: Check) -> list[str]:
    fields = [str(check.fields[name]) for name in NUMBERS[1:-1]]
    return [f"{check.articles}/{check.tried}", *fields, str(check.words)]
