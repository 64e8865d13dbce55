"""A survey: one site being looked at, and the means to ask it more."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urljoin

from archive.adoption.findings import Findings, OpenWay
from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.reading import Page, Reading, read
from spiders.reading.document import Document


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: a page that is to be read, or `why` there is none."""

    page: Page | None
    why: str = ""


@dataclass(slots=True)
class Survey:
    """What is known of a site so far. `today` is the day at the source; `articles` are what may be articles, by way.

    `robots_sitemaps` are those that its robots.txt names. `ask` fetches an address, within what a look may cost.
    """

    source: Source
    home: Document
    page: Page
    headers: dict[str, str]
    today: date
    ask: Callable[[str], Awaitable[Answer]]
    findings: Findings
    robots_sitemaps: tuple[str, ...] = ()
    articles: dict[str, list[str]] = field(default_factory=dict)

    def address(self, relative: str) -> str:
        """An address below the site's own."""
        return urljoin(self.source.url, relative)

    async def read(self, kind: UrlKind, url: str) -> tuple[Reading, Page] | None:
        """What an address gives when it is read as such a list; None where it is none."""
        answer = await self.ask(url)
        if answer.page is None:
            return None
        reading = read(kind, answer.page, self.source)
        return None if reading.problem is not None else (reading, answer.page)

    def open(self, way: OpenWay, links: list[str]) -> OpenWay:
        """Note a way that is open, and what it names."""
        self.findings.ways.append(way)
        self.articles[way.name] = links
        return way

    def newest(self, reading: Reading) -> str | None:
        """The latest day (`YYYY-MM-DD`) in a feed or sitemap that has come; None where it states none."""
        latest = (self.today + timedelta(days=1)).isoformat()  # the publisher's clock may be ahead of ours
        return max((day for day in (*reading.days.values(), *reading.changed.values()) if day <= latest), default=None)
