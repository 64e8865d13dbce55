"""`arsip source list`: the sites that an archive has adopted."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from archive.folder import find_archive
from archive.sources import load_sources


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def list_command(archive: Path | None, as_json: bool) -> None:  # noqa: FBT001 click gives it by name
    """List the adopted sources."""
    sources = load_sources(find_archive(archive).sources)
    if as_json:
        click.echo(json.dumps([asdict(source) for source in sources.values()], ensure_ascii=False, default=str))
        return
    if not sources:
        click.echo("No source is adopted yet. Adopt one with: arsip source add https://…")
    width = max((len(name) for name in sources), default=0)
    for name, source in sources.items():
        click.echo(f"{name:{width}}  {source.platform:10} {source.url}")
