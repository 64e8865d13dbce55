"""What narrows a search: source, network, days, place, unit, kind, section, byline, language."""

import json
import re
import sqlite3
from collections.abc import Mapping
from difflib import get_close_matches

from archive.days import first_day, last_day
from archive.errors import ArsipError
from archive.likeness.networks import networks
from archive.places.regions import codes_of, regions
from archive.places.unit_lookup import find_unit
from archive.places.units import lineage, units
from archive.vocabulary import ArticleKind

NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
CLAUSES = {
    "source": " AND a.source = :source",
    "network": " AND a.source IN (SELECT value FROM json_each(:network))",
    "since": " AND a.published_day >= :since",
    "until": " AND a.published_day <= :until",
    "place": " AND (a.place = :place COLLATE NOCASE OR a.region IN (SELECT value FROM json_each(:regions)))",
    "unit": " AND a.id IN (SELECT article FROM article_units WHERE unit IN (SELECT value FROM json_each(:unit)) "
    "OR unit IS NULL AND name COLLATE NOCASE IN (SELECT value FROM json_each(:unit)))",
    "kind": " AND a.kind = :kind",
    "section": " AND a.section = :section COLLATE NOCASE",
    # by its letter in the codes of an article: `credits` is the first facet
    "byline": " AND unicode(a.codes) IN (SELECT code FROM facet_values CROSS JOIN json_each(facet_values.value) credit "
    "WHERE facet = 'credits' AND json_extract(credit.value, '$[0]') = :byline COLLATE NOCASE)",
    "language": " AND a.language = :language",
}
Filters = dict[str, str | int | None]


def read_filters(
    connection: sqlite3.Connection,
    *,
    source: str | None = None,
    network: str | None = None,
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    unit: str | None = None,
    kind: str | None = None,
    section: str | None = None,
    byline: str | None = None,
    language: str | None = None,
) -> Filters:
    """The values for each name in `CLAUSES`: a source's row, days as `YYYY-MM-DD`, `None` for what does not narrow.

    A place is a name as a dateline has it, or a region by its name or code; a province holds its regencies and cities.
    A network is what the files of its sources state. `kind` is an `ArticleKind`; `section` and `byline` are as written,
    in any case; `language` is a code ("id"). Raises `ArsipError`, in one line, for an unknown source, network, unit or
    kind, for no day, and for days in the wrong order.
    """
    if kind is not None and kind not in list(ArticleKind):
        raise ArsipError(f"no kind of article is named {kind!r}; there is {', '.join(ArticleKind)}")
    if since and until and first_day(since) > last_day(until):
        raise ArsipError(f"from {since!r} to {until!r} is the wrong way round: the earlier day comes first")
    return {
        "source": _source_id(connection, source) if source is not None else None,
        "network": _sources_of(connection, network) if network is not None else None,
        "since": first_day(since) if since is not None else None,
        "until": last_day(until) if until is not None else None,
        "place": NO_TEXT.sub("", place) if place is not None else None,
        "unit": _unit_names(connection, NO_TEXT.sub("", unit)) if unit is not None else None,
        "regions": json.dumps(_regions(place)) if place is not None else None,
        "kind": kind,
        "section": NO_TEXT.sub("", section) if section is not None else None,
        "byline": NO_TEXT.sub("", byline) if byline is not None else None,
        "language": NO_TEXT.sub("", language) if language is not None else None,
    }


def together(asked: Mapping[str, str], given: Mapping[str, str | None]) -> dict[str, str | None]:
    """What the words of a query and the filters beside it narrow by; `ArsipError` where the two contradict."""
    for name, value in asked.items():
        if given.get(name) not in {None, value}:
            raise ArsipError(f"{name} is asked for as {given[name]!r} and in the words as {value!r}: take one")
    return {**given, **asked}


def _regions(place: str) -> list[str]:
    """The codes of the region that a code or name means (of each that shares the name), and of its parts."""
    codes = {place.strip()} & regions().keys() or set(codes_of(place))
    return [code for code, region in regions().items() if code in codes or region.province in codes]


def clauses(filters: Filters, *without: str) -> str:
    """The conditions on the alias `a` that these filters put, but for those named in `without`."""
    return "".join(text for name, text in CLAUSES.items() if filters[name] is not None and name not in without)


def _unit_names(connection: sqlite3.Connection, written: str) -> str:
    """A JSON list of what articles are linked by to a unit: the ids of its lineage, or its name as they have it."""
    if (unit := find_unit(written)) is not None:
        return json.dumps(sorted(lineage(unit)))
    query = "SELECT 1 FROM article_units WHERE unit IS NULL AND name = ? COLLATE NOCASE LIMIT 1"
    if connection.execute(query, (written,)).fetchone() is None:
        near = get_close_matches(written, [unit.name for unit in units().values()], n=3, cutoff=0.5)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise ArsipError(f"no unit named {written!r} in the registry or in any article{hint}")
    return json.dumps([written])


def _source_id(connection: sqlite3.Connection, name: str) -> int:
    known = {row["name"]: row["id"] for row in connection.execute("SELECT name, id FROM sources ORDER BY name")}
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4) or list(known)[:5]
        raise ArsipError(f"no source named {name!r} in this archive; there is {', '.join(near) or 'none yet'}")
    return int(known[name])


def _sources_of(connection: sqlite3.Connection, network: str) -> str:
    """A JSON list of the rows of a network's sources."""
    known = networks(connection)
    rows = [row for row, name in known.items() if name.casefold() == network.strip().casefold()]
    if not rows:
        names = sorted(set(known.values()))
        near = get_close_matches(network, names, n=3, cutoff=0.4) or names[:5]
        raise ArsipError(f"no network named {network!r} in this archive; there is {', '.join(near) or 'none yet'}")
    return json.dumps(rows)
