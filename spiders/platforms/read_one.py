"""Reading one page without storing anything: an address, or a file."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.changes.template_snapshots import template_in
from archive.changes.templates import Template
from archive.folder import find_archive
from archive.outcomes import Lease, Outcome
from archive.vocabulary import Fate, UrlKind
from spiders.reading import Page, read
from spiders.responses import page_of
from spiders.visit import VisitSpider


class ReadSpider(VisitSpider):
    """Yields the one `Outcome` of `target`: with `file`, that file is read as if it had come from there."""

    name = "read"

    def __init__(self, target: str, source_toml: str, file: str | None = None, **arguments: Any) -> None:
        super().__init__(target, source_toml, **arguments)
        self._file = Path(file) if file else None

    async def start(self) -> AsyncIterator[Any]:
        """Fetch or open the page, and read it."""
        if self._file is not None:
            outcome = Outcome(Lease(0, self.target, UrlKind.PAGE, tries=0, hops=0, round=0, walk={}))
            page: Page | None = _page_in(self._file, self.target)
        else:
            response, outcome = await self.visit(self.target)
            page = page_of(response) if response is not None else None
        if page is not None:
            outcome.source = self.source
            reading = read(UrlKind.PAGE, page, self.source, self._template())
            outcome.items = reading.items
            outcome.settle(Fate.STORED, None, reading.detail)
        yield outcome

    def _template(self) -> Template | None:
        """What the archive has learned of the source, where there is an archive."""
        setting = self.crawler.settings.get("ARSIP_ARCHIVE")
        return template_in(find_archive(Path(setting)), self.source.name) if setting else None


def _page_in(file: Path, url: str) -> Page:
    """A saved page; it counts as captured when the file was last written."""
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Page(url, 200, None, {}, file.read_bytes(), written)
