"""Sources: the sites an archive has adopted, one TOML file each."""

import re
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import tomli_w

from archive.adoption.source_keys import DEFAULT_PACE, REQUIRED, Mistake, lines_of, mistakes_in
from archive.errors import ArsipError
from archive.urls import plain_host
from archive.vocabulary import SourceKind

WAYBACK = "https://web.archive.org/"
SAVED, SAVED_LOCAL = "saved", "saved-local"
MIRRORS = ("www", "m", "mobile", "amp", "wap")


@dataclass(frozen=True, slots=True)
class Source:
    """The facts of one source, as its TOML file states them.

    *What it is*: `kind` is a `SourceKind`; `place` the Kemendagri code of its region ("32" a province, "32.14" a
    regency or city); `dateline_habit` the place that its texts are dated from, wherever the news is from; `unit` the
    office or prison; `network` the chain it belongs to, `publisher` the company;
    `press_council` the status that the Dewan Pers lists it with, as of the day `press_council_on`; `former` addresses
    under which it answered earlier; not `active`: it publishes no more. `evidence` says where its address is shown to
    exist, `checked` is the day on which `arsip source check` last reached it.

    *How it is walked*: `ways` names the ways in, best first, where the platform's own order is not right; `feeds`,
    `sitemaps`, `listings` are addresses of such, relative to `url`; `index` is the address of a dated index page, with
    `{year}`, `{month}` (or `{m}`), `{day}` (or `{d}`) in it. `only` narrows the source to addresses whose path (with
    query) fits one of these patterns (`*` stands for anything).

    *How it is visited*: `pace` is the least number of seconds between two requests to one host; `local` marks a site
    on this machine or network, whose pace is 0 and whose private addresses may be fetched; with `any_certificate` a
    broken certificate chain is accepted, and marked. `capture` is "page" (every article gets its own page captured) or
    "data" (the data interface alone, where there is one); `media` is "lead" (the lead picture and attached documents
    are captured) or "none", `media_hosts` are other hosts that those may come from.

    Where the platform is `wayback`, `wayback` is the address of the web archive that is asked instead of the site.

    *When*: `every` ("6h", "30m", "2d") or `cron` ("15 6,18 * * *") instead of the adaptive interval; `quiet` hours
    ("22:00-05:00") without a crawl; both in `time_zone`.
    """

    name: str
    url: str
    platform: str
    title: str = ""
    kind: str = SourceKind.OUTLET
    place: str = ""
    dateline_habit: str = ""
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
    wayback: str = WAYBACK
    every: str = ""
    cron: str = ""
    quiet: str = ""

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts (with port, where it is not the default) that belong to this source.

        With and without `www.` and the like, and those of its former addresses.
        """
        return frozenset().union(*(hosts_of(url) for url in (self.url, *self.former)))

    @property
    def seconds_between_requests(self) -> float:
        """The pace in force: 0 for a local source."""
        return 0.0 if self.local else self.pace

    def asks(self, url: str) -> bool:
        """True for an address that this source's crawls go to: on its own hosts, or on its web archive's."""
        return self.owns(url) or (self.platform == "wayback" and plain_host(url) == plain_host(self.wayback))

    def owns(self, url: str) -> bool:
        """True when `url` lies on one of this source's hosts; what single pages are saved under owns any."""
        return self.name in {SAVED, SAVED_LOCAL} or plain_host(url) in self.hosts


def elsewhere(source: Source) -> str:
    """Where the pages of a site that is closed may still be; empty for one of this machine, or of a web archive."""
    if source.local or source.platform == "wayback" or saved_source(source.name) is not None:
        return ""
    add = f"arsip source add {source.url} --platform wayback --name {source.name}-wayback"
    return f"its pages may still be in the Internet Archive: {add}"


@cache
def hosts_of(url: str) -> frozenset[str]:
    """The hosts of one site: the name itself, and its mirrors under `www.`, `m.`, `amp.` and the like."""
    bare = re.sub(rf"^(?:{'|'.join(MIRRORS)})\.", "", plain_host(url))
    return frozenset({bare, *(f"{mirror}.{bare}" for mirror in MIRRORS)})


def parse_source(text: str, origin: str) -> Source:
    """Read a source from the text of its TOML file.

    Raises `ArsipError` with a line for each mistake: file (`origin` names it), line, key, value, and what it should be.
    """
    table, mistakes = mistakes_in(text)
    if not mistakes:
        values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
        source = Source(**values)
        if source.name not in {SAVED, SAVED_LOCAL} or source == saved_source(source.name):
            return source
        why = f'name = "{source.name}": is kept for what `arsip save` keeps: choose another'
        mistakes = [Mistake(lines_of(text)["name"], why)]
    raise ArsipError("\n".join(f"{origin}:{mistake.line}: {mistake.problem}" for mistake in mistakes))


def load_source(path: Path) -> Source:
    """Read one source file; its name must be the file's. Raises `ArsipError` as `parse_source` does."""
    origin = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ArsipError(f"{origin}:1: not UTF-8: save it as such") from None
    except OSError as error:
        raise ArsipError(f"{path} cannot be read: {error.strerror}") from None
    source = parse_source(text, origin)
    if source.name != path.stem:
        line = lines_of(text)["name"]
        raise ArsipError(f'{origin}:{line}: name = "{source.name}": should be the file\'s name, {path.stem!r}')
    return source


def saved_source(name: str) -> Source | None:
    """The source of single pages that no adopted source owns, by its name; None for any other name."""
    if name not in {SAVED, SAVED_LOCAL}:
        return None
    title = "Single pages" + (" of this machine or network" if name == SAVED_LOCAL else "")
    return Source(name, "https://saved.invalid/", "page", title=title, local=name == SAVED_LOCAL)


def load_sources(folder: Path) -> dict[str, Source]:
    """Every adopted source of an archive by name, in the order of the names.

    Raises `ArsipError` with a line for each mistake in any of the files.
    """
    sources: dict[str, Source] = {}
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            sources[path.stem] = load_source(path)
        except ArsipError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ArsipError("\n".join(mistakes))
    return sources


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
