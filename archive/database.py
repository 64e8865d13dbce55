"""The only place that opens the database: one writer a process, any number of readers, WAL between them."""

import os
import sqlite3
from pathlib import Path

from archive.errors import ArchiveFull, ArsipError
from archive.likeness.likenesses import WritingConnection
from archive.likeness.sketch_renewal import renew_sketches
from archive.places.region_table import store_regions
from archive.places.units_kept import fill_units
from archive.schema import PAGE_SIZE, migrate, migrations, refuse_newer, schema_version

BUSY_SECONDS = 60
NOT_WRITABLE = "{} cannot be opened or written: check the folder's owner, rights and mount"
READING_CACHE = 65_536  # kilobytes
CHECKPOINT_PAGES = 4096  # 64 MiB: four times SQLite's own, since each checkpoint waits for the disk twice


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The writing connection, brought to the newest schema; transactions are begun by hand (IMMEDIATE).

    Commits survive a kill at once and a power cut up to the last checkpoint; what a power cut takes back is
    pending again in the frontier. Raises `ArsipError` in one line for a full disk, a read-only folder, a
    damaged file or an archive of a newer Arsip.
    """
    if path.exists() and not os.access(path, os.W_OK):  # SQLite would open it too, and fail at the first change
        raise ArsipError(NOT_WRITABLE.format(path))
    try:
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, factory=WritingConnection
        )
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -32768")
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        migrate(connection)
        store_regions(connection)
        fill_units(connection)
        renew_sketches(connection)
    except sqlite3.Error as error:
        raise explained(error, path) from error
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A reading connection: `sqlite3.Row` rows, query only. Raises `ArsipError` in one line."""
    connection, version = _open_to_look(path)
    if version < len(migrations()):
        connection.close()
        raise ArsipError(f"{path} is of an older Arsip (schema {version}): any `arsip crawl` brings it up to date")
    return connection


def remember_more(connection: sqlite3.Connection) -> None:
    """Let a connection that answers many questions hold more of the file than SQLite's 2 MB, as it fills."""
    connection.execute(f"PRAGMA cache_size = -{READING_CACHE}")


def check_database(path: Path) -> None:
    """Raise `ArsipError` in one line for a file that is missing, damaged, or made by a newer Arsip."""
    _open_to_look(path)[0].close()


def _open_to_look(path: Path) -> tuple[sqlite3.Connection, int]:
    if not path.is_file():
        raise ArsipError(f"{path} is missing, and without it this is no archive: restore it from a backup")
    try:
        try:
            connection, version = _connect_to_look(path, "mode=ro")
        except sqlite3.OperationalError:
            if not _is_still(path):
                raise
            connection, version = _connect_to_look(path, "immutable=1")
    except sqlite3.Error as error:
        raise explained(error, path) from error
    try:
        refuse_newer(version, str(path))
    except ArsipError:
        connection.close()
        raise
    return connection, version


def _connect_to_look(path: Path, mode: str) -> tuple[sqlite3.Connection, int]:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=BUSY_SECONDS)
    try:
        connection.isolation_level = None
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        return connection, schema_version(connection)
    except BaseException:
        connection.close()
        raise


def _is_still(path: Path) -> bool:
    """True for a file on a read-only disk, without a log beside it: it needs no lock, and can have none."""
    is_read_only = os.statvfs(path).f_flag & os.ST_RDONLY
    return bool(is_read_only) and not path.with_name(f"{path.name}-wal").exists()


def explained(error: sqlite3.Error, path: Path) -> ArsipError:
    """What a person needs to know of a database error, in one line."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        return ArchiveFull(f"no room left for {path}: free some space, then run the same command again")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return ArsipError(NOT_WRITABLE.format(path))
    if name.startswith("SQLITE_BUSY"):
        return ArsipError(f"{path} has been locked by another process for {BUSY_SECONDS} s: try again later")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return ArsipError(f"{path} is damaged or no SQLite file ({error}): restore it from a backup")
    return ArsipError(f"{path}: {error}")
