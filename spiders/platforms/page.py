"""Single pages: what a person asked for by its address, of an adopted source or of none."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from archive.outcomes import Discovery, Lease, Outcome
from archive.sources import SAVED, SAVED_LOCAL, Source
from archive.vocabulary import Look
from spiders.reading import Reading
from spiders.site import SiteSpider


class PageSpider(SiteSpider):
    """Fetches, reads and keeps the pages of `urls`, a JSON list of addresses; walks nothing."""

    name = "page"

    def __init__(self, *arguments: Any, urls: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._urls: list[str] = json.loads(urls)

    async def open(self) -> list[str]:
        """Lend the addresses that were asked for."""
        return await self.desk.open_for(self._urls)

    def source_of(self, lease: Lease) -> Source:
        """A page that no adopted source owns is read as one of a site of its own."""
        if self.source.name not in {SAVED, SAVED_LOCAL}:
            return self.source
        parts = urlsplit(lease.url)
        return replace(self.source, url=f"{parts.scheme}://{parts.netloc}/")

    def seeds(self, _look: Look, _way: str | None) -> list[Discovery]:
        """Nothing but what was asked for."""
        return []

    def follow(self, _outcome: Outcome, _reading: Reading) -> None:
        """Nothing follows from a single page."""
