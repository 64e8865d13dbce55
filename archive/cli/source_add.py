"""`arsip source add`: look at a site, and adopt it."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import click

from archive.adoption.adopting import (
    WAYBACK,
    adopted_source,
    checked_name,
    guessed_source,
    guesses_in,
    remarks_on,
)
from archive.adoption.commented_source import commented_text
from archive.adoption.findings import Findings
from archive.adoption.source_catalogue import from_catalogue
from archive.cli.first_look import FirstLook, look_at, show_look
from archive.clock import now
from archive.errors import ArsipError
from archive.folder import ArchiveFolder, Config, find_archive
from archive.sources import Source, load_sources
from archive.urls import canonical_url


@click.command("add", short_help="Look at a site, and adopt it.")
@click.argument("target", metavar="URL|NAME")
@click.option("--name", help="How the source is called; else its host makes the name.")
@click.option("--platform", type=click.Choice([WAYBACK]), help="Do not look: take what the Wayback Machine captured.")
@click.option(
    "--any-certificate", is_flag=True, help="Accept a broken certificate of this site, and mark what is captured."
)
@click.option("--dry-run", is_flag=True, help="Look and say, but write nothing.")
@click.option("--json", "as_json", is_flag=True, help="What was found, as JSON.")
@click.pass_obj
def add_command(
    archive: Path | None,
    target: str,
    *,
    name: str | None,
    platform: str | None,
    any_certificate: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Look at a site, say what runs it and how it is best walked, read five of its articles, and adopt it.

    The site is at URL, or the source NAME of the catalogue. At most 25 addresses are asked, politely. What was
    found stands with its evidence in the source's file, a TOML file that can be edited.

    A site that is dead, blocked or behind a challenge page can be had from the Wayback Machine's captures.

    \b
      arsip source add https://lapas.example/
      arsip source add lapas.example --name lapas-contoh --dry-run
      arsip source add http://127.0.0.1:8081/
      arsip source add https://lama.example/ --platform wayback
    """
    folder = find_archive(archive)
    config = _config_of(folder)
    guess = _guess(target, name, config)
    guess = replace(guess, any_certificate=any_certificate or guess.any_certificate)
    _refuse_known(folder, guess)
    if platform is not None:
        source, look = replace(guess, platform=platform), None
    else:
        look = _look(guess, config, folder, as_json=as_json)
        source = adopted_source(guess, look.findings)
    remarks = list(remarks_on(source, look.findings if look else Findings(source.url), now().date()))
    text = commented_text(source, remarks)
    path = folder.sources / f"{source.name}.toml"
    if not dry_run:
        write_source(path, text)
    if as_json:
        found = look.as_dict() if look else {}
        file = None if dry_run else str(path)
        click.echo(json.dumps({**found, "source": asdict(source), "file": file}, ensure_ascii=False, default=str))
    else:
        _say(source, path, text, dry_run=dry_run)


def _config_of(folder: ArchiveFolder) -> Config:
    config = folder.config()
    if config.demo:
        raise ArsipError(
            f"{folder.path} is the demo's archive, of invented pages: make one of your own with `arsip init`"
        )
    return config


def _guess(target: str, name: str | None, config: Config) -> Source:
    """What is known before the look: a source of the catalogue, or what the address says."""
    known = from_catalogue(target)
    if known is None:
        return guessed_source(target, name, config)
    return replace(known, name=checked_name(name)) if name else known


def _refuse_known(folder: ArchiveFolder, guess: Source) -> None:
    adopted = load_sources(folder.sources)
    if guess.name in adopted:
        raise ArsipError(f"{guess.name!r} is adopted already ({adopted[guess.name].url}): choose another --name")
    for source in adopted.values():
        if canonical_url(source.url) == canonical_url(guess.url):
            raise ArsipError(f"{guess.url} is adopted already, as {source.name!r}")


def _look(guess: Source, config: Config, folder: ArchiveFolder, *, as_json: bool) -> FirstLook:
    """Look at the site, and say what was found. Raises `ArsipError` for one that cannot be adopted."""
    if not config.contact and not guess.local:
        raise ArsipError(f"{folder.path / 'arsip.toml'} names no contact: without one only local sites are visited")
    look = look_at(guess, folder)
    if not as_json:
        show_look(look)
    elif look.findings.problem is not None:
        click.echo(json.dumps({**look.as_dict(), "source": None, "file": None}, ensure_ascii=False))
    if look.findings.problem is not None:
        raise ArsipError(f"not adopted: {look.findings.problem}")
    return look


def _say(source: Source, path: Path, text: str, *, dry_run: bool) -> None:
    for guess in guesses_in(source):
        click.echo(f"  {guess}")
    if source.local:
        click.echo("  a site on this machine or network: marked local = true (no pause between requests)")
    if dry_run:
        click.echo(f"Would write {path}:\n{text}", nl=False)
    else:
        click.echo(f"Adopted as {source.name}: {path}\nNext: arsip crawl {source.name}")


def write_source(path: Path, text: str) -> None:
    """Write a source's TOML file, whole or not at all. Raises `ArsipError` when it cannot."""
    new = path.with_suffix(".toml.new")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise ArsipError(f"cannot write {path}: {error.strerror}") from None
