"""The registry of government units: prisons, parole offices, the ministry and its offices; see `archive/data/units/`.

Each row names its evidence: a key of `evidence.tsv`, or `source:NAME` for a source of the shipped catalogue.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

FILES = ("ministries", "kanwil", "lapas", "rutan", "lpka", "bapas", "rupbasan", "hospitals")


@dataclass(frozen=True, slots=True)
class RegisteredUnit:
    """One unit. `region` is a Kemendagri code ("32.14"; "32" where only the province is sure), `parent` another's id.

    `since` and `until` are a year, a month or a day (`YYYY[-MM[-DD]]`), empty where unknown. `sure` is false where the
    evidence is thin: a draft, a list that no second one confirms.
    """

    id: str
    name: str
    kind: str
    grade: str
    place: str
    region: str
    parent: str | None
    aliases: tuple[str, ...]
    since: str
    until: str
    sure: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """A unit whose work another one took over: all of it (`whole`), or one function (`law`, `human-rights` …)."""

    predecessor: str
    successor: str
    function: str
    since: str
    evidence: tuple[str, ...]


@cache
def units() -> MappingProxyType[str, RegisteredUnit]:
    """Every unit by its id."""
    found = [_unit(row) for name in FILES for row in _rows(name)]
    return MappingProxyType({unit.id: unit for unit in found})


def _unit(row: dict[str, str]) -> RegisteredUnit:
    return RegisteredUnit(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        grade=row["class"],
        place=row["place"],
        region=row["region"],
        parent=row["parent"] or None,
        aliases=tuple(row["aliases"].split(";")) if row["aliases"] else (),
        since=row["since"],
        until=row["until"],
        sure=row["sure"] == "yes",
        evidence=tuple(row["evidence"].split()),
    )


@cache
def successions() -> tuple[Succession, ...]:
    """Who took over from whom; many-to-many, each from a day on where it is known."""
    return tuple(
        Succession(row["predecessor"], row["successor"], row["function"], row["since"], tuple(row["evidence"].split()))
        for row in _rows("successions")
    )


@cache
def evidence() -> MappingProxyType[str, str]:
    """What each key of evidence stands for: what it is, and where it was found."""
    return MappingProxyType({row["key"]: f"{row['what']}: {row['where']}" for row in _rows("evidence")})


def lineage(unit: str) -> frozenset[str]:
    """The ids of a unit, of those that it took over from, and of those that took over from it, near and far.

    One way only at each step: the ministries that share a predecessor are not each other's.
    """
    return frozenset({unit, *_reach(unit, back=True), *_reach(unit, back=False)})


def _reach(unit: str, *, back: bool) -> set[str]:
    reached: set[str] = set()
    waiting = [unit]
    while waiting:
        here = waiting.pop()
        for step in successions():
            near, far = (step.successor, step.predecessor) if back else (step.predecessor, step.successor)
            if near == here and far not in reached:
                reached.add(far)
                waiting.append(far)
    return reached


def _rows(name: str) -> "csv.DictReader[str]":
    text = files("archive").joinpath(f"data/units/{name}.tsv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
