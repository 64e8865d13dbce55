"""Single pages: what a person asked for by its address, of an adopted source or of none."""

import json
from typing import Any

from archive.outcomes import Discovery, Lease, Outcome
from archive.sources import Source
from archive.vocabulary import Look
from spiders.reading import Reading
from spiders.site import SiteSpider, origin_source


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
        return origin_source(self.source, lease.url)

    def seeds(self, _look: Look, _way: str | None) -> list[Discovery]:
        """Nothing but what was asked for."""
        return []

    def follow(self, _outcome: Outcome, _reading: Reading) -> None:
        """Nothing follows from a single page."""
