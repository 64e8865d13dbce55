"""What the ingest benchmark writes: made-up articles, and copies of them that are known as such."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from archive.items import ArticleItem
from benchmarks.texts import TextMaker
from pipelines.find_duplicates import FindDuplicates

EXACT_COPIES = 0.02
LATER = timedelta(days=7)  # a copy of the same day would join its original, and be no article
REMEMBERED = 4096


class PlantedItems:
    """Up to `count` articles of a `TextMaker`; one in fifty comes again, word for word, at a second address a week on.

    `exact` holds these second addresses; `near` the maker's own copies, whose text differs from the original's.
    """

    def __init__(self, corpus: Path, count: int) -> None:
        self.exact: set[str] = set()
        self._maker = TextMaker(corpus)
        self._find_duplicates = FindDuplicates()
        self._items = islice(self._planted(self._maker.items(count)), count)

    @property
    def near(self) -> set[str]:
        """Addresses of copies under another lead or dateline, or without their tail."""
        return set(self._maker.copies)

    def take(self, count: int) -> list[ArticleItem]:
        """The next `count` items, sketched."""
        items = list(islice(self._items, count))
        for item in items:
            self._find_duplicates.work(item)
        return items

    def _planted(self, items: Iterator[ArticleItem]) -> Iterator[ArticleItem]:
        random = Random(1)
        earlier: list[ArticleItem] = []
        for item in items:
            if earlier and random.random() < EXACT_COPIES:
                yield self._copy(earlier.pop(int(random.random() * len(earlier))))  # or two copies would be of one day
            if len(earlier) < REMEMBERED:
                earlier.append(item)
            else:
                earlier[int(random.random() * REMEMBERED)] = item
            yield item

    def _copy(self, item: ArticleItem) -> ArticleItem:
        url = f"{item.url}salinan-{len(self.exact)}/"
        self.exact.add(url)
        later = datetime.fromisoformat(str(item.published)) + LATER
        return replace(item, url=url, canonical=url, published=later.isoformat())
