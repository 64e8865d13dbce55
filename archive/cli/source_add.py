"""`arsip source add`: look at a site, and adopt it."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from archive.cli.scrapy_run import Run, run_spiders
from archive.errors import ArsipError
from archive.findings import Findings
from archive.folder import ArchiveFolder, Config, find_archive
from archive.sources import NAME, Source, load_sources, saved_source, source_text
from archive.urls import canonical_url, is_local_address


@click.command("add")
@click.argument("url")
@click.option("--name", help="How the source is called; else its host makes the name.")
@click.option("--dry-run", is_flag=True, help="Look and say, but write nothing.")
@click.pass_obj
def add_command(archive: Path | None, url: str, name: str | None, dry_run: bool) -> None:  # noqa: FBT001 click gives it by name
    """Look at the site at URL, say what runs it, and adopt it.

    \b
      arsip source add https://lapas.example/
      arsip source add http://127.0.0.1:8081/ --name lapas-contoh
    """
    folder = find_archive(archive)
    config = folder.config()
    if config.demo:
        raise ArsipError(
            f"{folder.path} is the demo's archive, of invented pages: make one of your own with `arsip init`"
        )
    guess = _guess(url, name, config)
    if not config.contact and not guess.local:
        raise ArsipError(f"{folder.path / 'arsip.toml'} names no contact: without one only local sites are visited")
    _refuse_known(folder, guess)
    findings = look_at(guess, folder)
    for line in findings.evidence:
        click.echo(f"  {line}")
    if findings.problem is not None:
        raise ArsipError(f"not adopted: {findings.problem}")
    source = _made_of(guess, findings)
    click.echo(f"{source.title or source.name}: {source.platform}, {_count(findings.posts)}")
    if source.local:
        click.echo("  a site on this machine or network: marked local = true (no pause between requests)")
    path = folder.sources / f"{source.name}.toml"
    if dry_run:
        click.echo(f"Would write {path}:\n{source_text(source)}", nl=False)
        return
    write_source(path, source)
    click.echo(f"Adopted as {source.name}: {path}\nNext: arsip crawl {source.name}")


def _guess(url: str, name: str | None, config: Config) -> Source:
    url = _web_address(url)
    chosen = name or re.sub(r"[^a-z0-9]+", "-", (urlsplit(url).hostname or "").removeprefix("www.").lower()).strip("-")
    if saved_source(chosen) is not None:
        raise ArsipError(f"the name {chosen!r} is kept for what `arsip save` keeps: choose another --name")
    if not NAME.match(chosen):
        raise ArsipError(f"--name {chosen!r} may hold small letters, digits and hyphens")
    if not urlsplit(url).path:
        url += "/"
    return Source(
        name=chosen,
        url=url,
        platform="unknown",
        time_zone=config.time_zone,
        language=config.language,
        local=is_local_address(url),
    )


def _web_address(typed: str) -> str:
    """What was typed, as an address with its scheme. Raises `ArsipError` for what is none."""
    url = typed.strip()
    if "://" not in url:
        url = f"http://{url}" if is_local_address(f"http://{url}") else f"https://{url}"
    try:
        canonical_url(url)
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    is_name = "." in host or ":" in host or "://" in typed or is_local_address(url)
    if not host or not is_name or any(sign.isspace() for sign in host):
        raise ArsipError(f"{typed!r} is no web address; it should look like https://lapas.example/")
    return url


def _refuse_known(folder: ArchiveFolder, guess: Source) -> None:
    adopted = load_sources(folder.sources)
    if guess.name in adopted:
        raise ArsipError(f"{guess.name!r} is adopted already ({adopted[guess.name].url}): choose another --name")
    for source in adopted.values():
        if canonical_url(source.url) == canonical_url(guess.url):
            raise ArsipError(f"{guess.url} is adopted already, as {source.name!r}")


def look_at(guess: Source, folder: ArchiveFolder) -> Findings:
    """Visit the site and say what was found."""
    seen: list[Findings] = []

    def note(item: object) -> None:
        if isinstance(item, Findings):
            seen.append(item)

    arguments = {"target": guess.url, "source_toml": source_text(guess), "user_agent": folder.config().user_agent}
    run = Run("probe", arguments, note)
    run_spiders([run], {"LOG_LEVEL": "CRITICAL", "ARSIP_ARCHIVE": str(folder.path)})
    if not seen:
        raise ArsipError(f"the look at {guess.url} was broken off") from run.error
    return seen[0]


def _made_of(guess: Source, findings: Findings) -> Source:
    zone = findings.time_zone if findings.time_zone not in {None, "UTC"} else guess.time_zone
    return replace(
        guess,
        url=findings.url,
        platform=findings.platform or guess.platform,
        title=findings.title,
        language=findings.language or guess.language,
        time_zone=zone or guess.time_zone,
    )


def write_source(path: Path, source: Source) -> None:
    """Write a source's TOML file, whole or not at all. Raises `ArsipError` when it cannot."""
    new = path.with_suffix(".toml.new")
    try:
        new.write_text(source_text(source), encoding="utf-8")
        new.replace(path)
    except OSError as error:
        raise ArsipError(f"cannot write {path}: {error.strerror}") from None


def _count(posts: int | None) -> str:
    return "the number of its posts is not told" if posts is None else f"{posts:,} published posts"
