"""`arsip save`: keep single pages, now."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cli.scrapy_run import Run, run_spiders
from archive.database import open_for_reading, open_for_writing
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.history import Saved, saved_at
from archive.sources import SAVED, SAVED_LOCAL, Source, load_sources
from archive.urls import canonical_url, is_local_address
from archive.vocabulary import EXIT_CODES, Exit


@click.command("save", short_help="Keep single pages now.")
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option(
    "--from",
    "listed",
    type=click.File(),
    metavar="FILE|-",
    help="A file with an address a line, or - for standard input.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object an address.")
@click.pass_obj
def save_command(archive: Path | None, urls: tuple[str, ...], listed: Any, as_json: bool) -> int:  # noqa: FBT001 click gives it by name
    """Capture, read and keep single pages now, in the way of a crawl; one line for each says what became of it.

    A page of an adopted source is kept as that source's, any other under the name `saved`. Lines that are empty or
    begin with # are passed over. Ends with the exit code 3 when a page was not kept.

    \b
      arsip save https://lapas.example/2020/02/27/media-gathering/
      arsip save --from alamat.txt
    """
    folder = find_archive(archive)
    wanted = _addresses([*urls, *(listed or ())])
    groups = _by_source(wanted, load_sources(folder.sources))
    _check_contact(folder, groups)
    open_for_writing(folder.database).close()
    errors = _save(folder, groups)
    connection = open_for_reading(folder.database)
    saved = [saved_at(connection, source, url) for source, group in groups.items() for url in group]
    connection.close()
    saved.sort(key=lambda one: wanted.index(one.url))
    _say(saved, as_json=as_json)
    for error in errors:
        if not isinstance(error, ArsipError):
            raise error
        click.echo(f"arsip: {error}", err=True)
    if errors:
        return EXIT_CODES[errors[0].exit] if isinstance(errors[0], ArsipError) else EXIT_CODES[Exit.ERROR]
    return EXIT_CODES[Exit.OK if all(one.id for one in saved) else Exit.INCOMPLETE]


def _addresses(lines: Iterable[str]) -> list[str]:
    """The addresses, each once, in their order. Raises `ArsipError` for a line that is none."""
    found: dict[str, None] = {}
    for line in lines:
        url = line.strip()
        if not url or url.startswith("#"):
            continue
        try:
            canonical_url(url)
        except ValueError:
            raise ArsipError(
                f"{url[:100]!r} is no web address; it should look like https://lapas.example/berita/"
            ) from None
        found[url] = None
    if not found:
        raise ArsipError("which pages? arsip save URL…, or --from FILE with an address a line")
    return list(found)


def _by_source(urls: list[str], adopted: dict[str, Source]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for url in urls:
        owner = next((source.name for source in adopted.values() if source.owns(url)), None)
        groups.setdefault(owner or (SAVED_LOCAL if is_local_address(url) else SAVED), []).append(url)
    return groups


def _check_contact(folder: ArchiveFolder, groups: dict[str, list[str]]) -> None:
    if SAVED in groups and not folder.config().contact:
        raise ArsipError(f"{folder.path / 'arsip.toml'} names no contact: without one only local pages are fetched")


def _save(folder: ArchiveFolder, groups: dict[str, list[str]]) -> list[BaseException]:
    runs = [Run("page", {"source": source, "urls": json.dumps(urls)}) for source, urls in groups.items()]
    settings: dict[str, Any] = {"ARSIP_ARCHIVE": str(folder.path), "LOG_FILE": str(folder.log), "LOG_LEVEL": "INFO"}
    run_spiders(runs, settings)
    return [run.error for run in runs if run.error is not None]


def _say(saved: list[Saved], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([asdict(one) for one in saved], ensure_ascii=False))
        return
    for one in saved:
        click.echo(f"{one.id or '-':16}  {one.ending:10}  {one.url}" + (f"  ({one.detail})" if one.detail else ""))
    sys.stdout.flush()
