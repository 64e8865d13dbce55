"""Running `arsip` as a person does, in a process of its own, and looking at what it left."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.captures import read_exchange
from archive.database import open_for_reading, open_for_writing
from archive.folder import ArchiveFolder, Config, create_archive

ROOT = Path(__file__).resolve().parent.parent
ARSIP = [sys.executable, "-c", "from archive.cli import main; main()"]


@dataclass(frozen=True)
class Archive:
    """An archive under test."""

    path: Path

    def command(self, *words: str) -> list[str]:
        return [*ARSIP, "--archive", str(self.path), *words]

    def run(
        self, *words: str, seconds: float = 120, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            env={**os.environ, **(env or {})},
        )

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.command(*words), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        connection = open_for_reading(self.path / "archive.db")
        try:
            return [tuple(row) for row in connection.execute(query, values)]
        finally:
            connection.close()

    def copy(self, to: Path) -> "Archive":
        """The same archive once more, to be changed; no crawl may run meanwhile."""
        return Archive(Path(shutil.copytree(self.path, to)))

    def change(self, statement: str, *values: object) -> None:
        """What no command does yet."""
        connection = open_for_writing(self.path / "archive.db")
        try:
            connection.execute(statement, values)
        finally:
            connection.close()

    def fates(self) -> dict[tuple[str, str | None], int]:
        """How many pages ended how: fate and reason."""
        query = "SELECT fate, reason, count(*) FROM urls WHERE kind = 'page' GROUP BY 1, 2"
        return {(fate, reason): count for fate, reason, count in self.rows(query)}

    def fate_of(self, path: str) -> tuple[str, str | None, str | None]:
        """State or fate, reason and detail of the one address that ends in `path`."""
        query = "SELECT coalesce(fate, state), reason, detail FROM urls WHERE url LIKE ?"
        (row,) = self.rows(query, f"%{path}")
        return row


def run_in(
    folder: Path, *words: str, typed: str | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `arsip WORDS` in a folder, without naming an archive; `typed` is its standard input."""
    around = {key: value for key, value in os.environ.items() if key != "ARSIP_ARCHIVE"}
    around["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        [*ARSIP, *words],
        cwd=folder,
        input=typed,
        stdin=subprocess.DEVNULL if typed is None else None,
        env={**around, **(env or {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def new_archive(path: Path, *, contact: str = "arsip@contoh.example") -> Archive:
    """An empty archive, as `arsip init` makes it."""
    create_archive(path, Config("Perpustakaan Contoh", contact))
    return Archive(path)


def adopt(archive: Archive, url: str, name: str = "contoh") -> None:
    done = archive.run("source", "add", url, "--name", name)
    assert done.returncode == 0, done.stdout + done.stderr


def adopt_unseen(archive: Archive, url: str, platform: str = "wordpress", toml: str = "") -> None:
    """Adopt a site of this machine as `contoh` by its source file alone, so that it is asked nothing yet."""
    folder = archive.path / "sources"
    folder.mkdir(exist_ok=True)
    text = f'name = "contoh"\nurl = "{url}"\nplatform = "{platform}"\nlocal = true\n{toml}'
    (folder / "contoh.toml").write_text(text, encoding="utf-8")


def crawl(archive: Archive, *options: str, expected: int = 0, seconds: float = 600) -> dict[str, Any]:
    """Crawl `contoh`, and give the report; the command must end with the `expected` code."""
    done = archive.run("crawl", "contoh", "--json", *options, seconds=seconds)
    assert done.returncode == expected, done.stdout + done.stderr
    (report,) = json.loads(done.stdout)
    return dict(report)


def assert_whole(archive: Archive) -> None:
    """Nothing is torn: database, index, captures, leases, revisions."""
    assert archive.rows("PRAGMA integrity_check") == [("ok",)]
    assert archive.rows("PRAGMA foreign_key_check") == []
    assert archive.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]
    assert archive.rows("SELECT article, number, count(*) FROM revisions GROUP BY 1, 2 HAVING count(*) > 1") == []
    assert_index_whole(archive)
    folder = ArchiveFolder(archive.path)
    captures = archive.rows(
        "SELECT f.path, c.warc_offset, c.payload_sha256, c.url FROM captures c JOIN warc_files f ON f.id = c.warc_file"
    )
    for file, offset, digest, url in captures:
        exchange = read_exchange(folder.warc, file, offset)
        assert exchange.url == url
        assert sha256(exchange.payload) == digest
    unproved = "SELECT count(*) FROM revisions WHERE id NOT IN (SELECT revision FROM revision_captures)"
    assert archive.rows(unproved) == [(0,)]


def assert_index_whole(archive: Archive) -> None:
    connection = sqlite3.connect(archive.path / "archive.db")
    try:
        connection.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
    finally:
        connection.close()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
