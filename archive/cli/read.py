"""`arsip read`: how would this page be read? Nothing is stored."""

import json
import os
from pathlib import Path
from typing import Any

import click

from archive.cli.scrapy_run import Run, run_spiders
from archive.cli.show import printable
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, find_archive
from archive.items import ArticleItem
from archive.outcomes import Outcome
from archive.sources import Source, load_sources, source_text
from archive.urls import canonical_url, is_local_address

LONGEST_BODY = 1200
LARGEST_FILE = 32 * 2**20  # as much as a crawl accepts of a page


@click.command("read", short_help="Show how a page would be read; store nothing.")
@click.argument("target", metavar="URL|FILE")
@click.option("--url", help="The address that a FILE was saved from.")
@click.option("--source", "source_name", metavar="NAME", help="Read it as a page of this adopted source.")
@click.option("--json", "as_json", is_flag=True, help="The whole item as JSON.")
@click.pass_obj
def read_command(
    archive: Path | None,
    target: str,
    url: str | None,
    source_name: str | None,
    as_json: bool,  # noqa: FBT001 click gives it by name
) -> int:
    """Show how a page would be read, with where each field came from. Nothing is stored.

    \b
      arsip read https://lapas.example/2020/02/27/media-gathering/
      arsip read halaman.html --url https://lapas.example/2020/02/27/media-gathering/ --json
    """
    folder, config, sources = _surroundings(archive)
    file = Path(target) if "://" not in target else None
    if file is not None:
        _check_file(file)
    address = target if file is None else url or "https://unknown.invalid/"
    source = _source_for(address, source_name, sources, config)
    if file is None and not config.contact and not source.local:
        raise ArsipError("no contact is known to name to that site: read from within an archive that has one")
    outcome = _read(address, file, source, config, folder)
    if not outcome.items:
        raise ArsipError(f"{address}: {outcome.reason or outcome.fate or 'not read'} ({outcome.detail or 'no answer'})")
    item = outcome.items[0]
    text = (
        json.dumps(item.as_dict(), ensure_ascii=False, indent=2)
        if as_json
        else printable(describe(item, target, outcome.detail))
    )
    click.echo(text)
    return 0


def _check_file(file: Path) -> None:
    if not file.is_file():
        raise ArsipError(f"no such file: {file} (an address begins with http:// or https://)")
    size = file.stat().st_size
    if size == 0:
        raise ArsipError(f"{file} is empty")
    if size > LARGEST_FILE:
        raise ArsipError(f"{file} has {size / 2**20:.1f} MB: Arsip reads pages of at most {LARGEST_FILE // 2**20} MB")
    if not os.access(file, os.R_OK):
        raise ArsipError(f"{file} cannot be read: check its owner and rights")


def _surroundings(archive: Path | None) -> tuple[ArchiveFolder | None, Config, dict[str, Source]]:
    try:
        folder = find_archive(archive)
    except ArsipError:
        if archive is not None:
            raise
        return None, Config(), {}
    return folder, folder.config(), load_sources(folder.sources)


def _source_for(address: str, name: str | None, sources: dict[str, Source], config: Config) -> Source:
    if name is not None:
        if name not in sources:
            raise ArsipError(f"no source named {name!r}; adopted are: {', '.join(sources) or 'none'}")
        return sources[name]
    try:
        canonical_url(address)
    except ValueError:
        raise ArsipError(f"{address!r} is no web address; it should look like https://lapas.example/berita/") from None
    for source in sources.values():
        if source.owns(address):
            return source
    return Source("unknown", address, "unknown", time_zone=config.time_zone, local=is_local_address(address))


def _read(address: str, file: Path | None, source: Source, config: Config, folder: ArchiveFolder | None) -> Outcome:
    seen: list[Outcome] = []

    def note(item: object) -> None:
        if isinstance(item, Outcome):
            seen.append(item)

    arguments: dict[str, Any] = {"target": address, "source_toml": source_text(source)}
    arguments |= {"user_agent": config.user_agent, "file": str(file) if file else None}
    run = Run("read", arguments, note)
    run_spiders([run], {"LOG_LEVEL": "CRITICAL", "ARSIP_ARCHIVE": str(folder.path) if folder else None})
    if not seen:
        raise ArsipError(f"{address} could not be read") from run.error
    return seen[0]


def describe(item: ArticleItem, target: str, look: str | None) -> str:
    """An item for a person: field, value, and where it came from; `target` is what was asked for.

    `look` says by what a page was told that is no article, where its text or its address was.
    """
    if not item.is_article:
        return f"{target} is no article: {item.kind}, {item.reason}" + (f" ({look})" if look else "")
    rows = {
        "headline": item.headline,
        "published": item.published,
        "modified": item.modified,
        "event_date": item.event_date,
        "dateline": item.dateline.raw,
        "credits": ", ".join(f"{credit.name} ({credit.role})" for credit in item.credits),
        "section": item.section,
        "tags": ", ".join(item.tags),
        "lead_image": item.lead_image,
        "lead_caption": item.lead_caption,
        "canonical": item.canonical,
    }
    lines = [target]
    for name, value in rows.items():
        origin = f"  [{item.origins[name]}]" if value and name in item.origins else ""
        lines.append(f"  {name:13} {value or '–'}{origin}")
    body = item.body if len(item.body) <= LONGEST_BODY else f"{item.body[:LONGEST_BODY]}…"
    return "\n".join([*lines, "", body])
