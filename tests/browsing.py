"""Visiting an archive's pages, in this process, by Datasette's own client."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from archive.browse.server import datasette_over
from archive.folder import ArchiveFolder


@contextmanager
def room(path: Path) -> Iterator["Room"]:
    """The pages of an archive, for as long as the block runs."""
    opened = datasette_over(ArchiveFolder(path))
    try:
        yield Room(opened)
    finally:
        opened.executor.shutdown()
        for database in opened.databases.values():
            database.close()


class Room:
    """A visitor of the pages, by Datasette's own client."""

    def __init__(self, datasette: Datasette) -> None:
        self.datasette = datasette

    def get(self, address: str, **headers: str) -> Any:
        return asyncio.run(self.datasette.client.get(address, headers=headers))

    def text(self, address: str, status: int = 200, **headers: str) -> str:
        answer = self.get(address, **headers)
        assert answer.status_code == status, answer.text
        return str(answer.text)


def plain(page: str) -> str:
    """The words of a page, without its elements."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())
