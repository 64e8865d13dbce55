"""How often words are found, by month, source, province, network and more: absolute, and as share of all articles."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.errors import ArsipError
from archive.likeness.networks import networks
from archive.places.regions import province_of
from archive.searching.filters import Filters, clauses, read_filters, together
from archive.searching.found import found_by, letters_for, letters_of, values_of
from archive.searching.understanding import Understood, understand
from archive.vocabulary import Fold

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
# the facet that each is in; a day is in none
FACETS = {"year": "month", "province": "region", "network": "source"} | {
    name: name for name in ("month", "source", "region", "kind", "section", "language")
}
COUNTED = "{found} SELECT {columns}, count(*) FROM found a WHERE 1{narrowing} GROUP BY {numbers}"
OUT_OF_STORIES = " AND a.id NOT IN (SELECT article FROM story_articles)"
# of the articles of one story that share an outlet or a network the first, by its day; min() picks its row
FOLDED = """
{found}, once AS (
    SELECT a.*, min(coalesce(a.published_day, '9999') || printf('%012d', a.id))
    FROM found a CROSS JOIN story_articles t ON t.article = a.id WHERE 1{narrowing} GROUP BY {group}
)
SELECT {columns}, count(*) FROM once a GROUP BY {numbers}
"""
GROUPS = {Fold.OUTLET: "t.story, t.outlet", Fold.NETWORK: "t.story, t.network", Fold.STORY: "t.story"}


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
    fold: Fold | None = None,
    without: Collection[str] = (),
    exact: bool = False,
    **filters: str | None,
) -> list[Count]:
    """Count what `archive.search.search` finds with the same arguments, by each combination of the values of `by`.

    `by` are names of `BY`: `month` is `YYYY-MM`, `province` and `region` are codes, `network` is what the source's file
    says. In the order of the values, what an article does not say last; a combination of which nothing was found is not
    there. `fold` counts the reprints of a text as one, where the first of those found stands. Words that only narrow
    (`unit:…`) are a share of all that the filters beside them let through.
    Raises `ArsipError` for an unknown name, and as `search` does.
    """
    if unknown := [name for name in by if name not in COLUMNS]:
        raise ArsipError(f"articles are not counted by {unknown[0]!r}, but by {', '.join(BY)}")
    asked = understand(connection, words, without=without, exact=exact)
    narrowed = together(asked.query.filters, filters)
    found = tally(connection, asked.fts, by, narrowed, fold)
    everything = tally(connection, "", by, whole_of(asked, filters), fold)
    counts = [Count(values, articles, everything[values]) for values, articles in found.items()]
    return sorted(counts, key=lambda one: [(value is None, value or "") for value in one.values])


def whole_of(asked: Understood, filters: Mapping[str, str | None]) -> dict[str, str | None]:
    """What narrows the articles that a share of what was found is of.

    It is all that narrows the question, so that `razia source:x` is a share of that source; where a question is nothing
    but narrowing, the filters beside it alone.
    """
    return together(asked.query.filters, filters) if asked.fts else dict(filters)


def tally(
    connection: sqlite3.Connection,
    fts: str,
    by: Sequence[str],
    filters: Mapping[str, str | None],
    fold: Fold | None = None,
) -> Counter[tuple[Key, ...]]:
    """How many articles an FTS5 expression finds (all, where it is empty) for each combination of values of `by`."""
    known = read_filters(connection, **filters)
    narrowing = clauses(known)
    if fold is None:
        return _once(connection, fts, by, known, narrowing)
    counts = _once(connection, fts, by, known, narrowing + OUT_OF_STORIES)
    counts.update(_by_sql(connection, fts, by, known, FOLDED, narrowing=narrowing, group=GROUPS[fold]))
    return counts


def _once(
    connection: sqlite3.Connection, fts: str, by: Sequence[str], filters: Filters, narrowing: str
) -> Counter[tuple[Key, ...]]:
    """Each article by itself: from the letters of facets where they tell all, in a fifth of the time of a GROUP BY."""
    if not by or not all(name in FACETS for name in by):
        return _by_sql(connection, fts, by, filters, COUNTED, narrowing=narrowing)
    letters = letters_of(connection, fts, filters, [narrowing])[narrowing]
    columns = [letters_for(FACETS[name], letters) for name in by]
    values = [_values(connection, name, set(column)) for name, column in zip(by, columns, strict=True)]
    counts: Counter[tuple[Key, ...]] = Counter()
    for combination, articles in Counter(zip(*columns, strict=True)).items():
        counts[tuple(known.get(letter) for known, letter in zip(values, combination, strict=True))] += articles
    return counts


def _by_sql(
    connection: sqlite3.Connection, fts: str, by: Sequence[str], filters: Filters, query: str, **parts: str
) -> Counter[tuple[Key, ...]]:
    columns = [COLUMNS[name] for name in by] or ["NULL"]
    numbers = ", ".join(str(number) for number in range(1, len(columns) + 1))
    found = found_by(connection, fts, filters)
    statement = query.format(found=found, columns=", ".join(columns), numbers=numbers, **parts)
    readers = [_reader(connection, name) for name in by]
    counts: Counter[tuple[Key, ...]] = Counter()
    for *values, articles in connection.execute(statement, {**filters, "fts": fts}):
        counts[_read(readers, values)] += articles
    return counts


def _values(connection: sqlite3.Connection, name: str, letters: Iterable[str]) -> dict[str, Key]:
    """What each letter is counted as under a name of `BY`."""
    known = values_of(connection, FACETS[name], letters)
    if name == "source":
        names = dict(connection.execute("SELECT CAST(id AS TEXT), name FROM sources").fetchall())
        return {letter: names[value] for letter, value in known.items()}
    if name == "network":
        named = networks(connection)
        return {letter: named.get(int(value)) for letter, value in known.items()}
    read = {"year": _year, "province": _province}.get(name, str)
    return {letter: read(value) or None for letter, value in known.items()}


def _year(month: str) -> str:
    return month[: len("2020")]


def _read(readers: Iterable[Callable[[object], Key]], values: list[object]) -> tuple[Key, ...]:
    return tuple(read(value) for read, value in zip(readers, values, strict=False))


def _reader(connection: sqlite3.Connection, name: str) -> Callable[[object], Key]:
    """How a column's value becomes the value that is counted by."""
    if name == "province":
        return _province
    if name == "network":
        known = networks(connection)
        return lambda source: known.get(source) if isinstance(source, int) else None
    return lambda value: None if value is None else str(value)


def _province(region: object) -> Key:
    province = province_of(str(region)) if region is not None else None
    return province.code if province is not None else None
