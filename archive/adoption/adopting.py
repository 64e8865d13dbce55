"""Adopting a site: what its address lets one guess, what a look at it found, and the source that both make."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from archive.adoption.findings import Findings
from archive.adoption.source_keys import NAME
from archive.errors import ArsipError
from archive.folder import Config
from archive.items import ArticleItem
from archive.sources import Source, saved_source
from archive.urls import canonical_url, is_local_address
from archive.vocabulary import SourceKind

UNKNOWN, WAYBACK = "unknown", "wayback"
KINDS = (
    (SourceKind.BAPAS, re.compile(r"bapas")),
    (SourceKind.RUPBASAN, re.compile(r"rupbasan")),
    (SourceKind.LPKA, re.compile(r"lpka")),
    (SourceKind.RUTAN, re.compile(r"rutan")),
    (SourceKind.LAPAS, re.compile(r"lapas|(^|[.-])lpp")),
    (SourceKind.KANWIL, re.compile(r"kanwil")),
    (SourceKind.DIRECTORATE, re.compile(r"(^|\.)(ditjen\w*|dirjen\w*)\.")),
    (SourceKind.MINISTRY, re.compile(r"^(www\.)?kemen\w+\.go\.id$")),
)
# what an article should say; a reading that lacks one of these in every sample is worth a remark
WANTED: dict[str, Callable[[ArticleItem], object]] = {
    "headline": lambda item: item.headline,
    "date": lambda item: item.published,
    "author": lambda item: item.credits,
    "dateline": lambda item: item.dateline.raw,
    "lead picture": lambda item: item.lead_image,
}


def guessed_source(typed: str, name: str | None, config: Config) -> Source:
    """The source that an address makes before anything is asked. Raises `ArsipError` for what is no address or name."""
    url = web_address(typed)
    host = (urlsplit(url).hostname or "").removeprefix("www.").lower()
    chosen = name or re.sub(r"[^a-z0-9]+", "-", host).strip("-")
    if not urlsplit(url).path:
        url += "/"
    return Source(
        name=checked_name(chosen),
        url=url,
        platform=UNKNOWN,
        kind=kind_guessed(url) or SourceKind.OUTLET,
        time_zone=config.time_zone,
        language=config.language,
        local=is_local_address(url),
    )


def checked_name(name: str) -> str:
    """The name, when a source may have it. Raises `ArsipError`."""
    if saved_source(name) is not None:
        raise ArsipError(f"the name {name!r} is kept for what `arsip save` keeps: choose another --name")
    if not NAME.match(name):
        raise ArsipError(f"--name {name!r} may hold small letters, digits and hyphens")
    return name


def kind_guessed(url: str) -> SourceKind | None:
    """Whose site an address is by its host, as a guess; None where the host lets guess nothing."""
    host = (urlsplit(url).hostname or "").lower()
    return next((kind for kind, words in KINDS if words.search(host)), None)


def web_address(typed: str) -> str:
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


def adopted_source(guess: Source, findings: Findings) -> Source:
    """The source with what was found; what the guess states already (a source of the catalogue, say) stands."""
    zone = findings.time_zone if findings.time_zone not in {None, "UTC"} else None
    return replace(
        guess,
        url=findings.url,
        platform=findings.platform or guess.platform,
        title=guess.title or findings.title,
        language=findings.language or guess.language,
        time_zone=zone or guess.time_zone,
        ways=guess.ways or tuple(findings.order),
        feeds=guess.feeds or tuple(findings.feeds),
        sitemaps=guess.sitemaps or tuple(findings.sitemaps),
        listings=guess.listings or tuple(findings.listings),
        index=guess.index or findings.index,
    )


def remarks_on(source: Source, findings: Findings, today: date) -> Iterator[str]:
    """What the file of an adopted source says at its top: where its facts came from, and which are guesses."""
    yield f"Looked at on {today}, in {findings.asked} requests."
    yield from (f"- {line}" for line in findings.evidence)
    if findings.ways:
        yield "Ways in that were found open, best first:"
        yield from (f"- {way.name}: {way.evidence}" for way in findings.ways)
    if findings.order:
        yield "Its ways are put into an order of their own: those that come last are not kept up."
    yield from guesses_in(source)


def guesses_in(source: Source) -> Iterator[str]:
    """The facts of a source that were guessed from its address."""
    if source.kind != SourceKind.OUTLET and source.kind == kind_guessed(source.url):
        yield f'kind = "{source.kind}" is guessed from the host.'


def missing_in_all(items: list[ArticleItem]) -> list[str]:
    """What none of the articles says, in words; empty where there is no article."""
    articles = [item for item in items if item.is_article]
    return [name for name, value in WANTED.items() if articles and not any(value(item) for item in articles)]
