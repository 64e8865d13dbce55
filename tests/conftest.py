"""What many tests need: an archive in a temporary folder, items of our own."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.database import open_for_writing
from archive.folder import ArchiveFolder, Config, create_archive
from archive.sources import Source

NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> ArchiveFolder:
    return create_archive(tmp_path / "arsip", Config("Perpustakaan Contoh", "arsip@contoh.example"))


@pytest.fixture
def database(folder: ArchiveFolder) -> Iterator[sqlite3.Connection]:
    connection = open_for_writing(folder.database)
    yield connection
    connection.close()


@pytest.fixture
def source() -> Source:
    return Source("lapas-contoh", "https://lapas.contoh.example/", "wordpress", title="Lapas Contoh")
