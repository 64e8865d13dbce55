"""Robots: a site's robots.txt is read before anything else of it, once, and obeyed to the letter of RFC 9309."""

import asyncio
import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from urllib.parse import SplitResult, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from archive.clock import now
from archive.crawling.robots import RobotsStore, StoredRobots
from archive.errors import ArsipError
from archive.outcomes import Exchange
from spiders.endings import in_words, retry_after
from spiders.middlewares.refusals import (
    BadAddress,
    BrokenCertificate,
    HostResting,
    PrivateAddress,
    Released,
    RobotsForbidden,
    RobotsUnreachable,
)

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
MOST_REDIRECTS = 5
LONGEST_BODY = 512 * 1024
LONGEST_DELAY = 60.0
USE = timedelta(days=1)
WAIT = timedelta(hours=1)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
OWN_REFUSALS = (Released, PrivateAddress, BadAddress, BrokenCertificate, HostResting)
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for a site until `until` (UTC): its rules, or `closed` with the reason why nothing is allowed."""

    until: datetime
    parser: Protego
    delay: float = 0.0
    closed: str | None = None


class Unreachable(Exception):
    """A robots.txt that could not be had; `wait` is what the site asked for."""

    def __init__(self, detail: str, wait: timedelta | None = None) -> None:
        super().__init__(detail)
        self.wait = wait


class Robots:
    """Asks each site's robots.txt before its first page, however many requests wait for it.

    Raises `RobotsForbidden`, or `RobotsUnreachable` for a site whose robots.txt fails. An allowed request carries
    the Crawl-delay (seconds) in its meta as `crawl_delay`, and the sitemaps that robots.txt names as `sitemaps`. Rules
    are kept by the spider's desk, where it has one.
    """

    def __init__(self, crawler: "Crawler") -> None:
        self._crawler = crawler
        self._agent = product_token(crawler.settings["USER_AGENT"])
        self._known: dict[str, Rules] = {}
        self._asked: dict[str, asyncio.Task[Rules]] = {}
        self._failures: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let an allowed request pass."""
        if request.meta.get("skip_robots"):
            return
        rules = await self._rules_of(site_of(request.url))
        if rules.closed is not None:
            raise RobotsUnreachable(rules.until, rules.closed)
        if not rules.parser.can_fetch(request.url, self._agent):
            raise RobotsForbidden(request.url)
        request.meta["crawl_delay"] = rules.delay
        request.meta["sitemaps"] = tuple(rules.parser.sitemaps)

    async def _rules_of(self, site: str) -> Rules:
        known = self._known.get(site)
        if known is not None and now() < known.until:
            return known
        if site not in self._asked:
            self._asked[site] = asyncio.ensure_future(self._learn(site))
            self._asked[site].add_done_callback(lambda _: self._asked.pop(site))
        return await asyncio.shield(self._asked[site])

    async def _learn(self, site: str) -> Rules:
        store = self._store()
        stored = await store.load_robots(site) if store else None
        if stored is not None and now() < stored.expires:
            rules = self._read(stored)
        else:
            rules = await self._ask(site, stored)
        self._known[site] = rules
        return rules

    def _store(self) -> RobotsStore | None:
        store: RobotsStore | None = getattr(self._crawler.spider, "desk", None)
        return store

    async def _ask(self, site: str, stored: StoredRobots | None) -> Rules:
        try:
            robots, exchange = await self._fetch(site)
        except OWN_REFUSALS:
            raise
        except Exception as error:  # noqa: BLE001 whatever keeps the rules away, without them nothing is allowed
            return self._without(site, stored, error)
        self._failures.pop(site, None)
        await self._save(robots, exchange)
        return self._read(robots)

    def _without(self, site: str, stored: StoredRobots | None, error: Exception) -> Rules:
        until = now() + self._wait(site, error)
        detail = f"{site}/robots.txt: {in_words(error)}"
        if stored is None:
            logger.warning("%s; nothing is asked of this site before %s", detail, until)
            return Rules(until, Protego.parse(""), closed=detail)
        logger.warning("%s; its rules of %s are obeyed instead", detail, stored.fetched)
        return replace(self._read(stored), until=until)

    def _wait(self, site: str, error: Exception) -> timedelta:
        """An hour, or what the site asks for; less than an hour is granted once, so that a crawl has an end."""
        self._failures[site] = self._failures.get(site, 0) + 1
        wait = error.wait if isinstance(error, Unreachable) else None
        if wait is None:
            return WAIT
        return wait if self._failures[site] == 1 else max(wait, WAIT)

    async def _save(self, robots: StoredRobots, exchange: Exchange | None) -> None:
        if (store := self._store()) is None:
            return
        try:
            await store.save_robots(robots, exchange)
        except ArsipError as error:
            logger.error("%s/robots.txt could not be stored: %s", robots.host, error)

    def _read(self, robots: StoredRobots) -> Rules:
        parser = Protego.parse(robots.body)
        delay = parser.crawl_delay(self._agent) or 0.0
        return Rules(robots.expires, parser, min(delay, LONGEST_DELAY) if delay > 0 else 0.0)

    async def _fetch(self, site: str) -> tuple[StoredRobots, Exchange | None]:
        url = f"{site}/robots.txt"
        for hop in range(MOST_REDIRECTS + 1):
            request = Request(url, callback=NO_CALLBACK, meta={"skip_robots": True}, dont_filter=True)
            response = await self._send(request, is_first=hop == 0)
            location = response.headers.get(b"Location")
            if response.status not in REDIRECTS or not location:
                break
            url = response.urljoin(location.decode("latin-1").strip())
        moment = now()
        robots = StoredRobots(site, moment, moment + USE, response.status, rules_text(response))
        return robots, request.meta.get("exchange")

    async def _send(self, request: Request, *, is_first: bool) -> Response:
        if (engine := self._crawler.engine) is None:
            raise Released("the crawl has ended")
        try:
            return await engine.download_async(request)
        except (PrivateAddress, BadAddress) as error:
            if is_first:
                raise
            raise Unreachable(f"it redirects, and {error.detail}") from error


def rules_text(response: Response) -> str:
    """The rules that a final answer gives: none for a page of HTML, a redirect without end, or status 4xx.

    Raises `Unreachable` for status 429, 5xx and whatever is none of these.
    """
    status = response.status
    if 200 <= status < 300:  # noqa: PLR2004 the class of success
        return decode_rules(response.body)
    if status in REDIRECTS or (400 <= status < 500 and status != 429):  # noqa: PLR2004 as RFC 9309 has it
        return ""
    wait = response.headers.get(b"Retry-After", b"") or b""
    raise Unreachable(f"HTTP {status}", retry_after(wait.decode("latin-1")))


def decode_rules(body: bytes) -> str:
    """The text of a robots.txt: its first 512 kB up to the end of a line, read as UTF-8; empty for HTML."""
    if len(body) > LONGEST_BODY:
        body = body[: body.rfind(b"\n", 0, LONGEST_BODY) + 1]
    text = body.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return "" if text.lstrip().startswith("<") else text


def product_token(user_agent: str) -> str:
    """The name by which robots.txt knows a user agent: `Arsip` of `Arsip/0.1 (…)`."""
    return re.split(r"[/\s(]", user_agent, maxsplit=1)[0]


def site_of(url: str) -> str:
    """Scheme, host and port of an address, as in `https://lapas.contoh.example`; no default port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{_host(parts)}"


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    bracketed = f"[{host}]" if ":" in host else host
    is_default = parts.port in {None, DEFAULT_PORTS.get(parts.scheme)}
    return bracketed if is_default else f"{bracketed}:{parts.port}"
