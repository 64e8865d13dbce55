"""A visit: a few addresses looked at once, politely, with nothing stored."""

from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider
from scrapy.http import Response

from archive.outcomes import Lease, Outcome
from archive.sources import Source, parse_source
from archive.vocabulary import Fate, UrlKind
from spiders.endings import end_by_challenge, end_by_error, end_by_status
from spiders.reading.challenge import GATE_HEADERS, gatekeeper

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MOST_REDIRECTS = 5


class VisitSpider(Spider):
    """Goes where its `start` says, one address after the other; guard, robots and pace apply as in a crawl.

    Arguments: `target`, an address (or a file, where a visit allows one), and `source_toml`, the source that it
    is to be taken for.
    """

    def __init__(self, target: str, source_toml: str, **arguments: Any) -> None:
        super().__init__(self.name, **arguments)
        self.target = target
        self.asked = 0
        self.source: Source = parse_source(source_toml, "the source of this visit")

    @classmethod
    def from_crawler(cls, crawler: "Crawler", *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make one; `user_agent` names the archive and its contact."""
        if agent := kwargs.pop("user_agent", None):
            crawler.settings.set("USER_AGENT", agent, priority="spider")
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        return spider

    async def visit(self, url: str) -> tuple[Response | None, Outcome]:
        """Fetch an address and follow its redirects within the source.

        Gives the final response when it is to be read (HTTP 200), and in any case how the visit ended.
        """
        response, outcome = await self.answer_of(url)
        return (None if outcome.fate or outcome.due else response), outcome

    async def answer_of(self, url: str) -> tuple[Response | None, Outcome]:
        """The final answer of an address, whatever its status is, and how the visit ended; None where none came."""
        response: Response | None = None
        for _ in range(MOST_REDIRECTS + 1):
            outcome = Outcome(Lease(0, url, UrlKind.PAGE, tries=0, hops=0, round=0, walk={}))
            self.asked += 1
            try:
                engine = self.crawler.engine
                response = await engine.download_async(Request(url, meta={"lease": outcome.lease}, dont_filter=True))
            except Exception as error:  # noqa: BLE001 every way a visit can fail is an ending
                return None, end_by_error(outcome, error)
            if keeper := gatekeeper_of(response):
                return response, end_by_challenge(outcome, response.status, keeper)
            if not end_by_status(outcome, response.status, headers_of(response), self.source):
                return response, outcome
            if outcome.fate is not Fate.MOVED or outcome.moved_to is None:
                return response, outcome
            url = outcome.moved_to.url
        return response, outcome


def headers_of(response: Response) -> dict[str, str]:
    """The headers that decide how a request ended: `location` (absolute) and `retry-after`."""
    location = (response.headers.get("Location") or b"").decode("latin-1").strip()
    retry = (response.headers.get("Retry-After") or b"").decode("latin-1")
    return {"location": response.urljoin(location) if location else "", "retry-after": retry}


def gatekeeper_of(response: Response) -> str | None:
    """Who asks for proof of a human visitor by this response, if anybody does."""
    headers = {name: (response.headers.get(name) or b"").decode("latin-1") for name in GATE_HEADERS}
    return gatekeeper(headers, response.body)
