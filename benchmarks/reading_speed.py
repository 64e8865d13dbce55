"""How fast pages are read: Arsip's reader in its pool of two processes, beside trafilatura alone in one.

CORPUS is a folder as `python -m benchmarks.reading` takes it. Both read every page of it, in turn, several times.
"""

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from trafilatura import bare_extraction

from archive.errors import ArsipError
from archive.sources import Source
from archive.vocabulary import UrlKind
from benchmarks.measure import Figure, as_json, as_table, ratio
from benchmarks.page_corpus import TruePage, pages_of
from benchmarks.reading_systems import source_of
from spiders.reading import Page, read, text_of
from spiders.workers import ReaderPool

PROCESSES = 2
WARM_UP = 5  # pages a process, read before the clock starts
TARGET = "benchmarks.reading_speed:seconds_to_read"
LEAST_RATE, MOST_COST = 0.6, 3.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read one or more corpora both ways, and print pages a second, processor time a page, and their ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading_speed", description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+", help="a folder with truth.jsonl and <id>.html.gz")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (3)")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    chosen = parser.parse_args(arguments)
    try:
        pages = [(source_of(page), _page(page)) for page in pages_of(chosen.corpus)]
    except ArsipError as error:
        print(error, file=sys.stderr)
        return 2
    figures = measure(pages, chosen.rounds)
    print(as_json(figures, []) if chosen.json else as_table(figures, []))
    return 0


def measure(pages: Sequence[tuple[Source, Page]], rounds: int) -> list[Figure]:
    """Pages a second and milliseconds of processor time a page of both, and Arsip's as multiples of trafilatura's."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    rate, beside = Figure("Arsip, two processes", "pages/s"), Figure("trafilatura, one process", "pages/s")
    cost, cost_beside = Figure("Arsip, processor", "ms/page"), Figure("trafilatura, processor", "ms/page")
    for _ in range(rounds):
        for clock, processor, (passed, used) in (
            (rate, cost, asyncio.run(_with_arsip(pages))),
            (beside, cost_beside, _with_trafilatura(pages)),
        ):
            clock.samples.append(len(pages) / passed)
            processor.samples.append(used / len(pages) * 1000)
    costs = ratio("processor, Arsip / trafilatura", cost, cost_beside)
    costs.at_most = MOST_COST
    quiet = Figure("the same by the processors' time", "x", [PROCESSES / costs.value], LEAST_RATE)
    by_clock = ratio("pages/s, Arsip / trafilatura", rate, beside, LEAST_RATE)
    return [rate, beside, by_clock, quiet, cost, cost_beside, costs]


async def _with_arsip(pages: Sequence[tuple[Source, Page]]) -> tuple[float, float]:
    """Seconds of the clock, and of the workers' processors."""
    pool = ReaderPool(PROCESSES, target=TARGET)
    try:
        await _read_all(pool, (list(pages) * WARM_UP)[: WARM_UP * PROCESSES])
        began = time.perf_counter()
        used = await _read_all(pool, pages)
        return time.perf_counter() - began, used
    finally:
        pool.close()


async def _read_all(pool: ReaderPool, pages: Sequence[tuple[Source, Page]]) -> float:
    answers = await asyncio.gather(*(pool.read(page, source) for source, page in pages))
    return sum(seconds for seconds in answers if isinstance(seconds, float))


def seconds_to_read(page: Page, source: Source) -> float:
    """Read a page in a worker; the seconds of the processor that it took."""
    began = time.process_time()
    read(UrlKind.PAGE, page, source)
    return time.process_time() - began


def _with_trafilatura(pages: Sequence[tuple[Source, Page]]) -> tuple[float, float]:
    texts = [(text_of(page), page.url) for _, page in pages]
    began, used = time.perf_counter(), time.process_time()
    for text, url in texts:
        bare_extraction(text, url=url, include_comments=False)
    return time.perf_counter() - began, time.process_time() - used


def _page(page: TruePage) -> Page:
    return Page(page.url, 200, None, {}, page.html)


if __name__ == "__main__":
    raise SystemExit(main())
