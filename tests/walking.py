"""Crawling a stand-in as a person does, with the waits between tries cut short."""

import sys
from pathlib import Path

from tests.crawling import Archive, adopt_unseen, new_archive
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
    adopt_unseen(made, site.url, site.platform, site.toml + toml)
    return Impatient(made.path)


def stored(archive: Archive) -> set[str]:
    return {row[0] for row in archive.rows("SELECT url FROM articles WHERE state = 'live'")}
