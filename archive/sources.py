"""Sources: the sites an archive has adopted, one TOML file each."""

import re
import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tomli_w

from archive.errors import ArsipError
from archive.urls import canonical_url, plain_host
from archive.vocabulary import SourceKind

NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,62}$")
SAVED, SAVED_LOCAL = "saved", "saved-local"
REQUIRED = ("name", "url", "platform")
CAPTURES = ("page", "data")
MEDIA = ("lead", "none")
DEFAULT_PACE = 2.0  # seconds
LIST, DAY = tuple[str, ...], date | None
TYPES: dict[Any, str] = {
    str: 'a text, in "…"',
    float: "a number",
    bool: "true or false",
    LIST: 'a list of texts, ["…"]',
    DAY: "a day, as in 2026-01-31",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The facts of one source, as its TOML file states them.

    *What it is*: `kind` is a `SourceKind`; `place` the Kemendagri code of its region ("32" a province, "32.14" a
    regency or city); `unit` the office or prison; `network` the chain it belongs to, `publisher` the company;
    `press_council` the status that the Dewan Pers lists it with, as of the day `press_council_on`; `former` addresses
    under which it answered earlier; not `active`: it publishes no more. `evidence` says where its address is shown to
    exist, `checked` is the day on which `arsip source check` last reached it.

    *How it is walked*: `ways` names the ways in, best first, where the platform's own order is not right; `feeds`,
    `sitemaps`, `listings` are addresses of such, relative to `url`; `index` is the address of a dated index page, with
    `{year}`, `{month}`, `{day}` in it. `only` narrows the source to addresses whose path (with query) fits one of
    these patterns (`*` stands for anything).

    *How it is visited*: `pace` is the least number of seconds between two requests to one host; `local` marks a site
    on this machine or network, whose pace is 0 and whose private addresses may be fetched; with `any_certificate` a
    broken certificate chain is accepted, and marked. `capture` is "page" (every article gets its own page captured) or
    "data" (the data interface alone, where there is one); `media` is "lead" (the lead picture and attached documents
    are captured) or "none", `media_hosts` are other hosts that those may come from.

    *When*: `every` ("6h", "30m", "2d") or `cron` ("15 6,18 * * *") instead of the adaptive interval; `quiet` hours
    ("22:00-05:00") without a crawl; both in `time_zone`.
    """

    name: str
    url: str
    platform: str
    title: str = ""
    kind: str = SourceKind.OUTLET
    place: str = ""
    time_zone: str = "Asia/Jakarta"
    language: str = "id"
    unit: str = ""
    network: str = ""
    publisher: str = ""
    press_council: str = ""
    press_council_on: date | None = None
    former: tuple[str, ...] = ()
    active: bool = True
    evidence: tuple[str, ...] = ()
    checked: date | None = None
    ways: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    index: str = ""
    only: tuple[str, ...] = ()
    capture: str = "page"
    media: str = "lead"
    media_hosts: tuple[str, ...] = ()
    pace: float = DEFAULT_PACE
    local: bool = False
    any_certificate: bool = False
    every: str = ""
    cron: str = ""
    quiet: str = ""

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts (with port, where it is not the default) that belong to this source.

        With and without `www.`, and those of its former addresses.
        """
        return frozenset().union(*(_hosts_of(url) for url in (self.url, *self.former)))

    @property
    def seconds_between_requests(self) -> float:
        """The pace in force: 0 for a local source."""
        return 0.0 if self.local else self.pace

    def owns(self, url: str) -> bool:
        """True when `url` lies on one of this source's hosts; what single pages are saved under owns any."""
        return self.name in {SAVED, SAVED_LOCAL} or plain_host(url) in self.hosts


@cache
def _hosts_of(url: str) -> frozenset[str]:
    bare = plain_host(url).removeprefix("www.")
    return frozenset({bare, f"www.{bare}"})


def parse_source(text: str, origin: str) -> Source:
    """Read a source from the text of its TOML file.

    Raises `ArsipError` with the file, the key and the value that is wrong (`origin` names the file).
    """
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ArsipError(f"{origin}: not valid TOML: {error}") from None
    known = {f.name: f.type for f in fields(Source)}
    for key, value in table.items():
        if key not in known:
            raise ArsipError(f"{origin}: unknown key {key!r}; known are {', '.join(known)}")
        if not _fits(value, known[key]):
            raise ArsipError(f"{origin}: {key} = {value!r} should be {TYPES[known[key]]}")
        if isinstance(value, list):
            table[key] = tuple(value)
    for key in REQUIRED:
        if not table.get(key):
            raise ArsipError(f"{origin}: the key {key!r} is missing")
    source = Source(**table)
    _check(source, origin)
    return source


def _fits(value: Any, kind: Any) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == DAY:
        return isinstance(value, date) and not isinstance(value, datetime)
    if kind == LIST:
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    return isinstance(value, kind)


def _check(source: Source, origin: str) -> None:
    if source.name in {SAVED, SAVED_LOCAL} and source != saved_source(source.name):
        raise ArsipError(f"{origin}: the name {source.name!r} is kept for what `arsip save` keeps: choose another")
    if not NAME.match(source.name):
        raise ArsipError(f"{origin}: name = {source.name!r} may hold small letters, digits and hyphens")
    if source.capture not in CAPTURES:
        raise ArsipError(f"{origin}: capture = {source.capture!r} should be one of {', '.join(CAPTURES)}")
    if source.media not in MEDIA:
        raise ArsipError(f"{origin}: media = {source.media!r} should be one of {', '.join(MEDIA)}")
    if source.kind not in set(SourceKind):
        raise ArsipError(f"{origin}: kind = {source.kind!r} should be one of {', '.join(SourceKind)}")
    if not isfinite(source.pace) or source.pace < (0 if source.local else DEFAULT_PACE):
        raise ArsipError(
            f"{origin}: pace = {source.pace!r} should be a number of seconds, {DEFAULT_PACE} or more; "
            "for a faster crawl that its site has agreed to: arsip crawl --pace SECONDS"
        )
    try:
        canonical_url(source.url)
    except ValueError:
        raise ArsipError(f"{origin}: url = {source.url!r} is not an http address") from None
    try:
        ZoneInfo(source.time_zone)
    except (KeyError, ValueError, OSError):
        raise ArsipError(f"{origin}: time_zone = {source.time_zone!r} is unknown; Asia/Jakarta, say") from None


def load_source(path: Path) -> Source:
    """Read one source file; its name must be the file's. Raises `ArsipError` with file, key and value."""
    source = parse_source(path.read_text(encoding="utf-8"), str(path))
    if source.name != path.stem:
        raise ArsipError(f"{path}: name = {source.name!r} should be the file's name, {path.stem!r}")
    return source


def saved_source(name: str) -> Source | None:
    """The source of single pages that no adopted source owns, by its name; None for any other name."""
    if name not in {SAVED, SAVED_LOCAL}:
        return None
    title = "Single pages" + (" of this machine or network" if name == SAVED_LOCAL else "")
    return Source(name, "https://saved.invalid/", "page", title=title, local=name == SAVED_LOCAL)


def load_sources(folder: Path) -> dict[str, Source]:
    """Every adopted source of an archive by name, in the order of the names."""
    return {path.stem: load_source(path) for path in sorted(folder.glob("*.toml"))}


def source_text(source: Source) -> str:
    """The TOML text of a source: only what differs from the defaults, in the order of the fields."""
    return tomli_w.dumps(stated(source))


def stated(source: Source) -> dict[str, Any]:
    """What a source's file has to state, as TOML values by key: the required, and what differs from the defaults."""
    values = {f.name: getattr(source, f.name) for f in fields(Source)}
    defaults = {f.name: f.default for f in fields(Source)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if name in REQUIRED or value != defaults[name]
    }
