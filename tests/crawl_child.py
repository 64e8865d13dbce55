"""The child of `one_crawl`: one Scrapy crawl with the project's own settings and download middlewares."""

import json
import sqlite3
import sys
import warnings
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import ScrapyDeprecationWarning
from scrapy.settings import Settings
from twisted.internet.defer import Deferred, succeed

from archive.clock import now, stamp
from archive.crawling.robots import StoredRobots, load_robots, save_robots
from archive.outcomes import Exchange
from archive.sources import Source, parse_source
from spiders.download import GuardedResolver

TOLD: dict[str, Any] = json.loads(sys.argv[1]) if len(sys.argv) == 2 else {}


class TableResolver(GuardedResolver):
    """Answers from the plan's table, one address after the other; other names as the system knows them."""

    def look_up(self, name: str, timeout: Any) -> "Deferred[str]":
        answers = TOLD["names"].get(name)
        if not answers:
            return super().look_up(name, timeout)
        return succeed(answers.pop(0) if len(answers) > 1 else answers[0])


class PacedSource(Source):
    """A source on loopback that is paced all the same."""

    @property
    def seconds_between_requests(self) -> float:
        return self.pace


class Desk:
    """Robots rules in an SQLite file, and nothing else."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    async def load_robots(self, host: str) -> StoredRobots | None:
        return load_robots(self._connection, host, now())

    async def save_robots(self, robots: StoredRobots, exchange: Exchange | None) -> None:
        assert exchange is not None
        save_robots(self._connection, robots, None)


class NotingSpider(scrapy.Spider):
    """Asks every address at once and writes down what became of it."""

    name = "noting"

    def __init__(self) -> None:
        super().__init__()
        source = parse_source(TOLD["source"], "test")
        self.source = PacedSource(**{name: getattr(source, name) for name in Source.__slots__})
        if TOLD["database"]:
            self.desk = Desk(TOLD["database"])

    async def start(self) -> Any:
        for url in TOLD["urls"]:
            yield scrapy.Request(
                url, self.note, errback=self.miss, dont_filter=True, meta=dict(TOLD["meta"]), headers=TOLD["headers"]
            )

    async def note(self, response: Any) -> None:
        exchange = response.meta["exchange"]
        shown = {name: getattr(exchange, name) for name in Exchange.__slots__}
        shown = {name: v.decode("latin-1") if isinstance(v, bytes) else str(v) for name, v in shown.items()}
        write(url=response.url, status=response.status, body=response.body.decode("latin-1"), exchange=shown)

    async def miss(self, failure: Any) -> None:
        error = failure.value
        until = getattr(error, "until", None)
        told = {"error": type(error).__name__, "detail": getattr(error, "detail", str(error))}
        write(url=failure.request.url, until=stamp(until) if until else "", **told)


def write(**values: Any) -> None:
    with Path(TOLD["to"]).open("a") as file:
        file.write(json.dumps(values) + "\n")


def main() -> None:
    warnings.simplefilter("error", ScrapyDeprecationWarning)
    settings = Settings()
    settings.setmodule("spiders.settings")
    given = {
        "SPIDER_MODULES": [],
        "ITEM_PIPELINES": {},
        "USER_AGENT": "Arsip/0.1 (+https://arsip.contoh.example; arsip@contoh.example)",
        "LOG_LEVEL": "WARNING",
        "TWISTED_DNS_RESOLVER": TableResolver,
        "DNSCACHE_ENABLED": False,
    }
    settings.update(given | TOLD["settings"], priority="cmdline")
    process = CrawlerProcess(settings)
    for _ in range(TOLD["crawlers"]):
        process.crawl(NotingSpider)
    process.start()


if __name__ == "__main__":
    main()
