"""The lists that a search goes by, which the archivist can change: abbreviations, and words of a near meaning.

Those that ship lie in `archive/data`; `search/abbreviations.tsv` and `search/synonyms.tsv` in the archive's folder, in
the same columns, add to them. A line there takes the place of the shipped lines that begin with the same short name
(or share a word); one without its second part removes them.
"""

import csv
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from archive.days import first_day
from archive.errors import ArsipError

ABBREVIATIONS, SYNONYMS = "abbreviations.tsv", "synonyms.tsv"
FOLDER = "search"
BEFORE_PLACE, ONE_WAY = "before-place", "one-way"
CONDITIONS = {"", BEFORE_PLACE, ONE_WAY}
SUCCESSOR = re.compile(r"since:(?P<since>\S+) with:(?P<function>\S+)")
TOKEN = re.compile(r"\w+")
Phrase = tuple[str, ...]
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Same:
    """Names of one thing as phrases in small letters.

    `before_place`: of `short` only before a place. `one_way`: `full` finds no `short`. `since` (`YYYY-MM-DD`) and
    `function`: `full` took over that much.
    """

    short: tuple[Phrase, ...]
    full: tuple[Phrase, ...]
    before_place: bool = False
    one_way: bool = False
    since: str | None = None
    function: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchTables:
    """Which names are the same, by each phrase that stands for something; and groups of words of a near meaning."""

    same: Mapping[Phrase, tuple[Same, ...]]
    near: Mapping[Phrase, tuple[str, ...]]

    @property
    def longest(self) -> int:
        """The most words that a name has."""
        return max(map(len, self.same), default=0)


def tables_of(connection: sqlite3.Connection) -> SearchTables:
    """The lists for the archive that this connection reads. Raises `ArsipError` with the file that is wrong."""
    path = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    if not path:
        return _tables("", 0, 0)
    folder = Path(path).parent / FOLDER
    return _tables(str(folder), *(_changed(folder / name) for name in (ABBREVIATIONS, SYNONYMS)))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(8)
def _tables(folder: str, abbreviations_changed: int, synonyms_changed: int) -> SearchTables:
    """The lists with what this folder adds; read anew when a file has changed."""
    own = _rows(Path(folder, ABBREVIATIONS), "short") if abbreviations_changed else []
    near = _rows(Path(folder, SYNONYMS), "words") if synonyms_changed else []
    return SearchTables(_by_phrase(_replaced(_shipped(ABBREVIATIONS), own, "short")), _near(near))


@cache
def _shipped(name: str) -> list[Row]:
    text = files("archive").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return _read(text.splitlines())


def _read(lines: Iterable[str]) -> list[Row]:
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return [{name: (value or "").strip() for name, value in row.items() if isinstance(name, str)} for row in rows]


def _rows(path: Path, first: str) -> list[Row]:
    try:
        rows = _read(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ArsipError(f"{path} cannot be read: {error}") from None
    if rows and first not in rows[0]:
        raise ArsipError(f"{path}: its first line names no column {first!r}; columns are parted by a tab")
    for row in rows:
        when = row.get("when", "")
        if when not in CONDITIONS and not SUCCESSOR.fullmatch(when):
            raise ArsipError(
                f"{path}: {when!r} of {row[first]!r} is no condition: {BEFORE_PLACE}, {ONE_WAY}, or since:DAY with:NAME"
            )
    return rows


def _replaced(shipped: list[Row], own: list[Row], key: str) -> list[Row]:
    named = {phrase for row in own for phrase in phrases(row[key])}
    return [row for row in shipped if not named & set(phrases(row[key]))] + own


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a cell, parted by `;`, as words in small letters."""
    found = (tuple(TOKEN.findall(part.casefold())) for part in text.split(";"))
    return tuple(phrase for phrase in found if phrase)


def _by_phrase(rows: list[Row]) -> dict[Phrase, tuple[Same, ...]]:
    functions = {row["short"][1:]: phrases(row["full"]) for row in rows if row["short"].startswith("@")}
    found: dict[Phrase, tuple[Same, ...]] = {}
    for row in rows:
        if row["short"].startswith("@") or not row.get("full"):
            continue
        same = _same(row, functions)
        known = same.short if same.since or same.one_way else (*same.short, *same.full)
        for phrase in dict.fromkeys(known):
            found[phrase] = (*found.get(phrase, ()), same)
    return found


def _same(row: Row, functions: Mapping[str, tuple[Phrase, ...]]) -> Same:
    short, full, when = phrases(row["short"]), phrases(row["full"]), row.get("when", "")
    if successor := SUCCESSOR.fullmatch(when):
        function = functions.get(successor["function"], ())
        return Same(short, full, since=first_day(successor["since"]), function=function)
    return Same(short, full, when == BEFORE_PLACE, when == ONE_WAY)


def _near(own: list[Row]) -> dict[Phrase, tuple[str, ...]]:
    found: dict[Phrase, tuple[str, ...]] = {}
    for row in _replaced(_shipped(SYNONYMS), own, "words"):
        words = [" ".join(phrase) for phrase in phrases(row["words"])]
        for word in words:
            others = (other for other in words if other != word)
            found[tuple(word.split())] = tuple(dict.fromkeys((*found.get(tuple(word.split()), ()), *others)))
    return found
