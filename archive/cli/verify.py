"""`arsip verify`: whether everything is there, down to the bytes of each capture."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import click

from archive.completeness.verify import Verification, verify
from archive.folder import find_archive
from archive.vocabulary import EXIT_CODES, Exit

SHOWN = 50
SECONDS_BETWEEN_LINES = 10.0


@click.command("verify", short_help="Check every capture, the database and the index.")
@click.option("--json", "as_json", is_flag=True, help="Everything that was found, as JSON.")
@click.pass_obj
def verify_command(archive: Path | None, as_json: bool) -> int:  # noqa: FBT001 click gives it by name
    """Read every capture again, and check the database, the search index and all that points at something.

    Nothing is changed. Ends with the exit code 6 and a list when something is wrong. Responses without a row, which a
    crash can leave behind, are counted and harm nothing.

    \b
      arsip verify
      arsip verify --json | jq .findings
    """
    folder = find_archive(archive)
    found = verify(folder, _Progress(quiet=as_json).show)
    click.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else _describe(found))
    return EXIT_CODES[Exit.DAMAGED if found.findings else Exit.OK]


class _Progress:
    """How far it is, on standard error: a line that changes on a terminal, one now and then elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._is_terminal = sys.stderr.isatty()
        self._last = time.monotonic()

    def show(self, done: int, total: int) -> None:
        pause = 0.2 if self._is_terminal else SECONDS_BETWEEN_LINES
        if self._quiet or (time.monotonic() - self._last < pause and not (self._is_terminal and done == total)):
            return
        self._last = time.monotonic()
        text = f"{done:,} of {total:,} captures"
        click.echo(f"\r{text}" if self._is_terminal else text, err=True, nl=not self._is_terminal or done == total)


def _describe(found: Verification) -> str:
    lines = [f"{item.where}: {item.detail}" for item in found.findings[:SHOWN]]
    if len(found.findings) > SHOWN:
        lines.append(f"… and {len(found.findings) - SHOWN} more: arsip verify --json has them all")
    if found.orphans:
        lines.append(f"{sum(found.orphans.values())} responses have no row: left by a crash, harmless, fetched again")
    lines += [f"warc/{name}: no capture lies in this file" for name in found.strays]
    looked_at = f"{found.captures:,} captures, {found.articles:,} articles, {found.revisions:,} revisions"
    verdict = f"{len(found.findings)} things are wrong" if found.findings else "all is well"
    return "\n".join([*lines, f"{looked_at}: {verdict}"])
