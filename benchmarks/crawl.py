"""How fast Arsip crawls, beside Scrapy alone, its own reader alone, and news-please; and the memory it takes.

    python -m benchmarks.crawl [--pages 2000] [--rounds 3] [--skip news-please] [--json]
    python -m benchmarks.crawl --memory --pages 20000

Everything is measured in turn in each round, on the same pages; ratios are ratios of medians.
"""

import argparse
import sys
from contextlib import ExitStack

from benchmarks.arsip_crawl import Crawled, crawl_with_arsip
from benchmarks.local_site import LocalSite, local_site
from benchmarks.measure import Failed, Figure, as_json, as_table, ratio, run
from benchmarks.news_please import crawl_with_news_please
from benchmarks.reader_alone import measure_reader
from benchmarks.server_ceiling import measure_ceiling
from spiders import settings

RATE = "pages/s"
THEMES = {"wordpress": "WordPress posts", "own": "pages to be searched for their text"}
PEER_PAGES = 200
FEW_PAGES = 2000
MEGABYTE = 1e6
NOTES = (
    "pages/s: from the first request of an article that the site saw to the last article that it sent; no start-up.",
    "Scrapy alone is as its users have it (asyncio's loop, CONCURRENT_ITEMS 100); set up as Arsip is the fairer one.",
    "memory: the most that the crawler's main process held, without its readers.",
)


class Board:
    """The figures of a run, in the order in which they first came."""

    def __init__(self) -> None:
        self.figures: dict[str, Figure] = {}
        self.notes = list(NOTES)

    def add(self, name: str, value: float, unit: str = RATE, *, at_most: float | None = None) -> None:
        """One more sample of a figure."""
        self.figures.setdefault(name, Figure(name, unit, at_most=at_most)).samples.append(value)

    def add_crawl(self, name: str, crawled: Crawled) -> None:
        """The figures of one crawl of Arsip."""
        self.add(name, crawled.pages_per_second)
        self.add(f"{name}: whole command", crawled.seconds, "s")

    def compare(self, name: str, of: str, to: str, at_least: float | None = None) -> None:
        """The ratio of two figures' medians, where both were measured."""
        if of in self.figures and to in self.figures:
            self.figures[name] = ratio(name, self.figures[of], self.figures[to], at_least=at_least)


def measure_speed(pages: int, rounds: int, *, with_peer: bool) -> Board:
    """Measure everything `rounds` times."""
    board = Board()
    with ExitStack() as stack:
        sites = {theme: stack.enter_context(local_site(pages, theme)) for theme in THEMES}
        peer = stack.enter_context(local_site(min(PEER_PAGES, pages))) if with_peer else None
        board.add("the site, to a client that only looks", measure_ceiling(sites["wordpress"], pages))
        for number in range(1, rounds + 1):
            _say(f"round {number} of {rounds}")
            _measure_flow(board, sites["wordpress"])
            _measure_reading(board, sites)
            if peer is not None:
                rate, note = crawl_with_news_please(peer)
                board.add("news-please", rate)
                board.notes = [*NOTES, note]
    _compare(board)
    return board


def _measure_flow(board: Board, site: LocalSite) -> None:
    for name, options in (("Scrapy alone", []), ("Scrapy alone, set up as Arsip", ["--as-arsip"])):
        site.reset()
        program = [
            sys.executable,
            "-m",
            "benchmarks.scrapy_alone",
            "--port",
            str(site.port),
            "--pages",
            str(site.count),
        ]
        finished = run([*program, *options])
        asked = site.asked()
        if asked.different_pages != site.count:
            raise Failed(f"Scrapy fetched {asked.different_pages} of {site.count} pages\n{finished.output[-3000:]}")
        board.add(name, asked.pages_per_second)
    board.add_crawl("Arsip, constant reader", crawl_with_arsip(site, constant_reader=True))


def _measure_reading(board: Board, sites: dict[str, LocalSite]) -> None:
    for theme, words in THEMES.items():
        board.add(f"reader alone, {words}", measure_reader(sites[theme].count, theme, settings.READER_PROCESSES))
        crawled = crawl_with_arsip(sites[theme])
        board.add_crawl(f"Arsip, {words}", crawled)
        board.add("main process, peak memory", crawled.peak_bytes / MEGABYTE, "MB", at_most=250)


def _compare(board: Board) -> None:
    board.compare("Arsip with a constant reader / Scrapy alone", "Arsip, constant reader", "Scrapy alone", 0.40)
    board.compare("the same / Scrapy set up as Arsip", "Arsip, constant reader", "Scrapy alone, set up as Arsip", 0.40)
    for words in THEMES.values():
        board.compare(f"Arsip / reader alone, {words}", f"Arsip, {words}", f"reader alone, {words}", 0.80)
    board.compare("Arsip / news-please, WordPress posts", f"Arsip, {THEMES['wordpress']}", "news-please", 10)


def measure_memory(pages: int) -> Board:
    """The peak of the main process over 2,000 pages and over `pages`."""
    board = Board()
    names = [f"main process, peak memory over {count:,} pages" for count in (FEW_PAGES, pages)]
    for name, count in zip(names, (FEW_PAGES, pages), strict=True):
        _say(f"{count:,} pages")
        with local_site(count) as site:
            board.add(name, crawl_with_arsip(site, seconds=count).peak_bytes / MEGABYTE, "MB", at_most=250)
    growth = board.figures[names[1]].value / board.figures[names[0]].value
    board.add("growth", growth, "x", at_most=1.1)
    return board


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description="How fast Arsip crawls.")
    parser.add_argument("--pages", type=int, default=2000, help="articles of the local site (2000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each figure is measured (3)")
    parser.add_argument(
        "--skip", choices=["news-please"], help="leave out the peer, which needs an environment of its own"
    )
    parser.add_argument(
        "--memory", action="store_true", help=f"compare the memory over --pages with that over {FEW_PAGES}"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    if options.memory and options.pages <= FEW_PAGES:
        parser.error(f"--memory compares with {FEW_PAGES} pages: --pages should be more, 20000 say")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and return the exit code: 1 when a part failed or a page was lost."""
    options = _options(arguments)
    try:
        if options.memory:
            board = measure_memory(options.pages)
        else:
            board = measure_speed(options.pages, options.rounds, with_peer=options.skip is None)
    except Failed as error:
        _say(f"failed: {error}")
        return 1
    show = as_json if options.json else as_table
    print(show(list(board.figures.values()), board.notes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
