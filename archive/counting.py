"""How often words are found, by month, source, province, network and more: absolute, and as share of all articles."""

import sqlite3
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from archive.errors import ArsipError
from archive.facets import found_by
from archive.filters import clauses, read_filters, together
from archive.regions import province_of
from archive.understanding import understand

Key = str | None
COLUMNS = {
    "year": "substr(a.published_day, 1, 4)",
    "month": "substr(a.published_day, 1, 7)",
    "day": "a.published_day",
    "source": "(SELECT name FROM sources WHERE id = a.source)",
    "network": "a.source",
    "province": "a.region",
    "region": "a.region",
    "kind": "a.kind",
    "section": "a.section",
    "language": "a.language",
}
BY = tuple(COLUMNS)
COUNTED = "{found} SELECT {columns}, count(*) FROM found a WHERE 1{filters} GROUP BY {numbers}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles of one kind were found, of `all` that the same filters let through without the words.

    `values` are in the order of what was counted by; None where an article does not say (no day, no region).
    """

    values: tuple[Key, ...]
    found: int
    all: int

    @property
    def share(self) -> float:
        """What was found as a share of all; 0 to 1."""
        return self.found / self.all if self.all else 0.0


def count(
    connection: sqlite3.Connection,
    words: str,
    by: Sequence[str],
    *,
    without: Collection[str] = (),
    exact: bool = False,
    **filters: str | None,
) -> list[Count]:
    """Count what `archive.search.search` finds with the same arguments, by each combination of the values of `by`.

    `by` are names of `BY`: `month` is `YYYY-MM`, `province` and `region` are codes, `network` is what the source's file
    says. In the order of the values, what an article does not say last; a combination of which nothing was found is not
    there. Raises `ArsipError` for an unknown name, and as `search` does.
    """
    if unknown := [name for name in by if name not in COLUMNS]:
        raise ArsipError(f"articles are not counted by {unknown[0]!r}, but by {', '.join(BY)}")
    asked = understand(connection, words, without=without, exact=exact)
    narrowed = together(asked.query.filters, filters)
    found = _counted(connection, asked.fts, by, narrowed)
    everything = _counted(connection, "", by, narrowed) if asked.fts else found
    counts = [Count(values, articles, everything[values]) for values, articles in found.items()]
    return sorted(counts, key=lambda one: [(value is None, value or "") for value in one.values])


def _counted(
    connection: sqlite3.Connection, fts: str, by: Sequence[str], filters: dict[str, str | None]
) -> Counter[tuple[Key, ...]]:
    known = read_filters(connection, **filters)
    columns = [COLUMNS[name] for name in by] or ["NULL"]
    numbers = ", ".join(str(number) for number in range(1, len(columns) + 1))
    query = COUNTED.format(
        found=found_by(connection, fts, known), columns=", ".join(columns), numbers=numbers, filters=clauses(known)
    )
    readers = [_reader(connection, name) for name in by]
    counts: Counter[tuple[Key, ...]] = Counter()
    for *values, articles in connection.execute(query, {**known, "fts": fts}):
        counts[_read(readers, values)] += articles
    return counts


def _read(readers: Iterable[Callable[[object], Key]], values: list[object]) -> tuple[Key, ...]:
    return tuple(read(value) for read, value in zip(readers, values, strict=False))


def _reader(connection: sqlite3.Connection, name: str) -> Callable[[object], Key]:
    """How a column's value becomes the value that is counted by."""
    if name == "province":
        return _province
    if name == "network":
        networks = _networks(connection)
        return networks.get
    return lambda value: None if value is None else str(value)


def _province(region: object) -> Key:
    province = province_of(str(region)) if region is not None else None
    return province.code if province is not None else None


def _networks(connection: sqlite3.Connection) -> dict[object, str]:
    files = connection.execute("SELECT id, toml FROM sources").fetchall()
    return {row[0]: network for row in files if (network := tomllib.loads(row[1]).get("network"))}
