"""The tables, as append-only migrations: one SQL file each, never changed once shipped. Nobody else issues DDL."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from archive.errors import ArsipError

PAGE_SIZE = 16_384


@cache
def migrations() -> dict[str, str]:
    """The SQL of each migration by its name, in the order in which they run: `spine` is `migrations/01-spine.sql`."""
    scripts = sorted(files("archive").joinpath("migrations").iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".sql").partition("-")[2]: file.read_text(encoding="utf-8")
        for file in scripts
        if file.name.endswith(".sql")
    }


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a database to the newest schema, each migration in one transaction with its own record.

    `PRAGMA user_version` counts the migrations that ran. Raises `ArsipError` for a database that a newer
    Arsip made.
    """
    version = schema_version(connection)
    refuse_newer(version, "this archive")
    while version < len(migrations()):
        version = _migrate_once(connection)


def refuse_newer(version: int, what: str) -> None:
    """Raise `ArsipError` in one line for a schema that a newer Arsip made."""
    if version > (known := len(migrations())):
        raise ArsipError(f"{what} was made by a newer Arsip (schema {version}; this one knows {known}): update Arsip")


def _migrate_once(connection: sqlite3.Connection) -> int:
    """Run the next migration, unless another process has been quicker; return the version that then holds."""
    scripts = list(migrations().values())
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = schema_version(connection)
        if version < len(scripts):
            for statement in _statements(scripts[version]):
                connection.execute(statement)
            version += 1
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return version


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, whose lines end none in their middle."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def schema_version(connection: sqlite3.Connection) -> int:
    """How many migrations this database has seen; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
