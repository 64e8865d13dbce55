"""The reader without a crawler: the same pages from memory, in a pool of the same kind and size."""

import asyncio
import time

import uvloop

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import UrlKind
from benchmarks.news_pages import NewsPages, path_of
from spiders.reading import Page, Reading
from spiders.workers import ReaderPool

BASE = "http://127.0.0.1:8000"
SOURCE = Source("contoh", f"{BASE}/", "wordpress", local=True)
WARM_UP = 20  # pages per process, read before the clock starts, as start-up does not count in a crawl either


def measure_reader(count: int, theme: str, processes: int) -> float:
    """Pages per second. Raises `ValueError` when a page is not read as an article."""
    pages = NewsPages(BASE, count, theme)
    made = [Page(BASE + path_of(n), 200, "text/html; charset=utf-8", {}, pages.page(n)) for n in range(1, count + 1)]
    return uvloop.run(_read_all(made, processes))


async def _read_all(pages: list[Page], processes: int) -> float:
    pool = ReaderPool(processes)
    try:
        warm = (pages * WARM_UP)[: WARM_UP * processes]
        await asyncio.gather(*(pool.read(UrlKind.PAGE, page, SOURCE) for page in warm))
        started = time.perf_counter()
        readings = await asyncio.gather(*(pool.read(UrlKind.PAGE, page, SOURCE) for page in pages))
        seconds = time.perf_counter() - started
    finally:
        pool.close()
    for page, reading in zip(pages, readings, strict=True):
        if not (isinstance(reading, Reading) and _is_one_article(reading.items)):
            raise ValueError(f"not read as an article: {page.url}: {reading}")
    return len(pages) / seconds


def _is_one_article(items: list[ArticleItem]) -> bool:
    return len(items) == 1 and items[0].is_article
