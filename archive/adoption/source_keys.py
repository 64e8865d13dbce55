"""The keys of a source file: what each may hold, and where in the file a mistake stands."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from archive.crawling.timetable import parse_cron, parse_every, parse_quiet
from archive.places.regions import codes_of, provinces, regions
from archive.urls import canonical_url
from archive.vocabulary import SourceKind

NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,62}$")
CAPTURES = ("page", "data")
MEDIA = ("lead", "none")
DEFAULT_PACE = 2.0  # seconds
FASTER = "a crawl whose site has agreed to it: arsip crawl --pace SECONDS"
REQUIRED = ("name", "url", "platform")
TEXT, FLAG, NUMBER, TEXTS, DAY = 'a text, in "…"', "true or false", "a number", 'a list of texts, ["…"]', "a day"
KEY = re.compile(r"""\s*(\[*)\s*["']?([^\s"'.=\[\]#]+)""")
EARLIEST_LINE = 1

Check = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a file: `line` counts from 1, `problem` says what stands there and what should."""

    line: int
    problem: str


def one_of(*words: str) -> Check:
    """A check for one of these words."""
    return lambda value: None if value in words else f"should be one of {', '.join(words)}"


def fitting(pattern: str, wanted: str) -> Check:
    """A check for a text that fits a pattern as a whole; an empty one says that nothing is known."""
    compiled = re.compile(pattern)
    return lambda value: None if not value or compiled.fullmatch(value) else f"should be {wanted}"


def each(check: Check) -> Check:
    """A check for every text of a list."""
    return lambda values: next((f"{value!r} {why}" for value in values if (why := check(value))), None)


def _anything(_: Any) -> None:
    return None


def _address(value: str) -> str | None:
    try:
        canonical_url(value)
    except ValueError:
        return "is not an http address; https://lapas.example/ is one"
    return None


def _relative(value: str) -> str | None:
    if not value or any(sign.isspace() for sign in value):
        return "should be an address, whole or relative to url, without spaces"
    return _address(value) if "://" in value else None


def _zone(value: str) -> str | None:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        return "is unknown; Asia/Jakarta, Asia/Makassar and Asia/Jayapura are the zones of Indonesia"
    return None


def _place(value: str) -> str | None:
    if not value:
        return None
    if not re.fullmatch(r"\d\d(\.\d\d)?", value):
        return 'should be a Kemendagri code: "32" a province, "32.14" a regency or city'
    if value[:2] not in provinces():
        return f"names no province: there is none with the code {value[:2]}"
    return None if value in regions() else f"names no regency or city: there is none with the code {value}"


def _known_place(value: str) -> str | None:
    return None if not value or codes_of(value) else "is no place that the gazetteer knows"


def _pace(value: float) -> str | None:
    return None if isfinite(value) and value >= 0 else "should be a number of seconds, 0 or more"


UNPADDED = {"m": "month", "d": "day"}


def _index(value: str) -> str | None:
    if not value:
        return None
    try:
        fields = [name for _, name, _, _ in Formatter().parse(value) if name is not None]
    except ValueError:
        fields = []
    if sorted(UNPADDED.get(name, name) for name in fields) != ["day", "month", "year"]:
        return "should be an address with {year}, {month} and {day} in it, once each ({m}, {d} without a zero)"
    return _relative(value)


def read_by(parse: Callable[[str], Any]) -> Check:
    """A check for a text that a parser reads, whose `ValueError` says what it should be; an empty one says nothing."""

    def check(value: str) -> str | None:
        try:
            if value:
                parse(value)
        except ValueError as error:
            return f"should be {error}"
        return None

    return check


PATTERN = fitting(r"[/*]\S*", "a pattern of path and query that begins with / or *, as in /berita/*")
HOST = fitting(r"[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?", "the name of a host, as in cdn.example")
KEYS: dict[str, tuple[str, Check]] = {
    "name": (TEXT, fitting(NAME.pattern, "small letters, digits and hyphens, at most 63")),
    "url": (TEXT, _address),
    "platform": (TEXT, fitting(r"[a-z][a-z0-9_-]*", "the name of a platform, as in wordpress")),
    "title": (TEXT, _anything),
    "kind": (TEXT, one_of(*SourceKind)),
    "place": (TEXT, _place),
    "dateline_habit": (TEXT, _known_place),
    "time_zone": (TEXT, _zone),
    "language": (TEXT, fitting(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*", "the code of a language, as in id")),
    "unit": (TEXT, _anything),
    "network": (TEXT, _anything),
    "publisher": (TEXT, _anything),
    "press_council": (TEXT, _anything),
    "press_council_on": (DAY, _anything),
    "former": (TEXTS, each(_address)),
    "active": (FLAG, _anything),
    "evidence": (TEXTS, _anything),
    "checked": (DAY, _anything),
    "ways": (TEXTS, each(fitting(r"[a-z][a-z0-9_-]*", "the name of a way, as in sitemap"))),
    "feeds": (TEXTS, each(_relative)),
    "sitemaps": (TEXTS, each(_relative)),
    "listings": (TEXTS, each(_relative)),
    "index": (TEXT, _index),
    "only": (TEXTS, each(lambda value: PATTERN(value or " "))),
    "capture": (TEXT, one_of(*CAPTURES)),
    "media": (TEXT, one_of(*MEDIA)),
    "media_hosts": (TEXTS, each(lambda value: HOST(value or " "))),
    "pace": (NUMBER, _pace),
    "local": (FLAG, _anything),
    "any_certificate": (FLAG, _anything),
    "wayback": (TEXT, _address),
    "every": (TEXT, read_by(parse_every)),
    "cron": (TEXT, read_by(parse_cron)),
    "quiet": (TEXT, read_by(parse_quiet)),
}


def mistakes_in(text: str) -> tuple[dict[str, Any], list[Mistake]]:
    """The table of a source file, and every mistake of it in the order of the lines.

    Where the text is no TOML, the table is empty and there is that one mistake.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {}, [_no_toml(str(error))]
    problems = list(_problems(table))
    lines = lines_of(text) if problems else {}
    found = [Mistake(lines.get(key, EARLIEST_LINE), problem) for key, problem in problems]
    return table, sorted(found, key=lambda mistake: mistake.line)


def _no_toml(message: str) -> Mistake:
    place = re.search(r" \(at line (\d+), column \d+\)", message)
    plain = message[: place.start()] if place else message
    return Mistake(int(place[1]) if place else EARLIEST_LINE, f"not valid TOML: {plain}")


def _problems(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    missing = [key for key in REQUIRED if table.get(key, "") == ""]
    for key, value in table.items():
        if key not in KEYS:
            yield key, f"unknown key {key!r}; known are {', '.join(KEYS)}"
        elif key not in missing and (why := _wrong(value, *KEYS[key])):
            yield key, f"{key} = {_shown(value)}: {why}"
    for key in missing:
        yield key, f"the key {key!r} is missing"
    if table.get("every") and table.get("cron"):
        yield "cron", "cron and every exclude each other: keep one"
    pace: Any = table.get("pace")
    if table.get("local") is not True and _is(pace, NUMBER) and 0 <= pace < DEFAULT_PACE:
        yield "pace", f"pace = {_shown(pace)}: should be {DEFAULT_PACE} or more; faster is only {FASTER}"
    stated = [key for key in ("press_council", "press_council_on") if table.get(key)]
    if len(stated) == 1:
        yield stated[0], "press_council and press_council_on belong together: a status, and its day"


def _wrong(value: Any, kind: str, check: Check) -> str | None:
    """Why a value is wrong; None where it is not."""
    return check(value) if _is(value, kind) else f"should be {kind}"


def _is(value: Any, kind: str) -> bool:
    if kind == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == DAY:
        return isinstance(value, date) and not isinstance(value, datetime)
    if kind == TEXTS:
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    return isinstance(value, bool if kind == FLAG else str)


def _shown(value: Any) -> str:
    """A value as TOML writes it, as far as that helps to find it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def lines_of(text: str) -> dict[str, int]:
    """The line on which each key of the file's own table, and each further table, begins; `text` is valid TOML."""
    found: dict[str, int] = {}
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        key = KEY.match(line)
        if key and key[2] not in found and _is_whole("".join(lines[: number - 1])):
            found[key[2]] = number
            if key[1]:  # what follows belongs to that table
                break
    return found


def _is_whole(text: str) -> bool:
    """True unless the text ends within a value, as in a list of several lines."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True
