"""The registry of units as tables of the archive, and which article names which: so that Datasette links them."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from archive.items import Unit
from archive.places.units import FILES, RegisteredUnit, successions, units

REGISTRY = "units"
COLUMNS = ("id", "name", "kind", "class", "place", "region", "parent", "aliases", "since", "until", "sure", "evidence")
KEEP_UNIT = (
    f"INSERT INTO units ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) "  # noqa: S608 names of our own columns
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS[1:])}"
)


def fill_units(connection: sqlite3.Connection) -> None:
    """Bring the tables to the registry that ships with this Arsip, where they hold another one. A unit never leaves."""
    if _stored_version(connection) == version():
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(KEEP_UNIT, (_row(unit) for unit in units().values()))
        connection.execute("DELETE FROM unit_successions")
        connection.executemany(
            "INSERT INTO unit_successions (predecessor, successor, function, since, evidence) VALUES (?, ?, ?, ?, ?)",
            (
                (step.predecessor, step.successor, step.function, step.since or None, " ".join(step.evidence))
                for step in successions()
            ),
        )
        connection.execute(
            "INSERT INTO registries (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = ?",
            (REGISTRY, version(), version()),
        )
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _stored_version(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT version FROM registries WHERE name = ?", (REGISTRY,)).fetchone()
    return None if row is None else str(row[0])


def _row(unit: RegisteredUnit) -> tuple[str | int | None, ...]:
    return (
        unit.id,
        unit.name,
        unit.kind,
        unit.grade or None,
        unit.place,
        unit.region,
        unit.parent,
        json.dumps(unit.aliases, ensure_ascii=False) if unit.aliases else None,
        unit.since or None,
        unit.until or None,
        int(unit.sure),
        " ".join(unit.evidence),
    )


@cache
def version() -> str:
    """Tells one state of the shipped registry from another."""
    folder = files("archive") / "data" / "units"
    digest = hashlib.blake2b(digest_size=8)
    for name in (*FILES, "successions"):
        digest.update((folder / f"{name}.tsv").read_bytes())
    return digest.hexdigest()


def link_units(connection: sqlite3.Connection, article: int, named: Iterable[Unit]) -> None:
    """Note the units that an article names, in the place of what was noted before."""
    connection.execute("DELETE FROM article_units WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO article_units (article, raw, name, unit) VALUES (?, ?, ?, (SELECT id FROM units WHERE id = ?)) "
        "ON CONFLICT (article, raw) DO NOTHING",
        ((article, unit.raw, unit.name, unit.id) for unit in named),
    )
