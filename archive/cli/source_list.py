"""`arsip source list`: the sites that an archive has adopted, and those that it could."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive.adoption.source_catalogue import catalogue
from archive.adoption.source_listing import Listed, Wanted, crawled_sources, list_sources
from archive.cli.show import printable
from archive.database import open_for_reading
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, find_archive
from archive.places.regions import find_province
from archive.sources import load_sources
from archive.vocabulary import SourceKind, SourceState

WIDEST = 100
COLUMNS = ("name", "state", "kind", "place", "platform")


@click.command("list", short_help="List the adopted sources, or those of the catalogue.")
@click.option("--catalogue", "of_catalogue", is_flag=True, help="The sources that come with Arsip.")
@click.option("--kind", type=click.Choice([str(kind) for kind in SourceKind]), help="Only of this kind.")
@click.option("--province", metavar="P", help="Only of this province: its code, name or abbreviation.")
@click.option("--platform", metavar="P", help="Only what this platform runs; unknown where nobody looked yet.")
@click.option("--state", type=click.Choice([str(state) for state in SourceState]), help="Only in this state.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every key.")
@click.pass_obj
def list_command(
    archive: Path | None,
    *,
    of_catalogue: bool,
    kind: str | None,
    province: str | None,
    platform: str | None,
    state: str | None,
    as_json: bool,
) -> None:
    """List the adopted sources, or with --catalogue those that come with Arsip and can be adopted by name.

    \b
      arsip source list
      arsip source list --state never-crawled
      arsip source list --catalogue --province jabar --kind lapas
    """
    wanted = Wanted(kind, None, platform, SourceState(state) if state else None)
    if province is not None:
        found = find_province(province)
        if found is None:
            raise ArsipError(f"--province {province!r} is no province: give its code, name or abbreviation: 32, jabar")
        wanted = Wanted(kind, found, platform, wanted.state)
    folder = _folder(archive, of_catalogue=of_catalogue)
    adopted = load_sources(folder.sources) if folder else {}
    listed = list_sources(catalogue().values() if of_catalogue else adopted.values(), adopted, _crawled(folder), wanted)
    if as_json:
        click.echo(json.dumps([one.as_dict() for one in listed], ensure_ascii=False, default=str))
        return
    for line in _table(listed) if listed else [_nothing(of_catalogue=of_catalogue, is_empty=not adopted)]:
        click.echo(printable(line))


def _folder(archive: Path | None, *, of_catalogue: bool) -> ArchiveFolder | None:
    """The archive; the catalogue can be read without one, unless one was named."""
    try:
        return find_archive(archive)
    except ArsipError:
        if not of_catalogue or archive is not None:
            raise
        return None


def _crawled(folder: ArchiveFolder | None) -> frozenset[str]:
    if folder is None:
        return frozenset()
    connection = open_for_reading(folder.database)
    try:
        return crawled_sources(connection)
    finally:
        connection.close()


def _nothing(*, of_catalogue: bool, is_empty: bool) -> str:
    if of_catalogue or not is_empty:
        return "No such source."
    return "No source is adopted yet. Adopt one with: arsip source add https://…, or see: arsip source list --catalogue"


def _table(listed: list[Listed]) -> Iterator[str]:
    rows = [dict(zip(COLUMNS, COLUMNS, strict=True)), *(_cells(one) for one in listed)]
    widths = {name: max(len(row[name]) for row in rows) for name in COLUMNS}
    addresses = ["address", *(_address(one.source.url) for one in listed)]
    for row, address in zip(rows, addresses, strict=True):
        line = "  ".join([*(f"{row[name]:{widths[name]}}" for name in COLUMNS), address])
        yield line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


def _cells(one: Listed) -> dict[str, str]:
    source = one.source
    values = (source.name, one.states[0], source.kind, source.place or "–", source.platform)
    return {name: str(value) for name, value in zip(COLUMNS, values, strict=True)}


def _address(url: str) -> str:
    """An address without what all have: its scheme, and the slash of a home page."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")
