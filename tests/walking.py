"""Crawling a stand-in as a person does, with the waits between tries cut short."""

import json
import sys
from pathlib import Path
from typing import Any

from tests.crawling import Archive, new_archive
from tests.stand_ins.newsroom import StandIn

IMPATIENT = [
    sys.executable,
    "-c",
    "import spiders.endings as e; e.RETRY_SECONDS = (0.1, 0.3, 1, 2, 4); from archive.cli import main; main()",
]


class Impatient(Archive):
    """An archive whose crawls try again after parts of a second."""

    def command(self, *words: str) -> list[str]:
        return [*IMPATIENT, "--archive", str(self.path), *words]


def archive_of(site: StandIn, path: Path, toml: str = "") -> Archive:
    """A new archive that has adopted the stand-in as `contoh`."""
    made = new_archive(path)
    folder = path / "sources"
    folder.mkdir(exist_ok=True)
    text = f'name = "contoh"\nurl = "{site.url}"\nplatform = "{site.platform}"\nlocal = true\n{site.toml}{toml}'
    (folder / "contoh.toml").write_text(text)
    return Impatient(made.path)


def crawl(archive: Archive, *options: str, expected: int = 0) -> dict[str, Any]:
    done = archive.run("crawl", "contoh", "--json", *options)
    assert done.returncode == expected, done.stdout + done.stderr
    (report,) = json.loads(done.stdout)
    return dict(report)


def stored(archive: Archive) -> set[str]:
    return {row[0] for row in archive.rows("SELECT url FROM articles WHERE state = 'live'")}
