"""Verb: what every pipeline shares, so that each file is left with its one verb."""

import logging
from abc import ABC, abstractmethod

from archive.items import ArticleItem
from archive.outcomes import Outcome
from archive.sources import Source
from archive.vocabulary import Fate, Reason

logger = logging.getLogger(__name__)
LONGEST_DETAIL = 300


class Verb(ABC):
    """A pipeline that does one thing to each article of an outcome. It drops nothing, and lets nothing escape.

    While it works, `source` is the one as which the articles were read; None where that is not known.
    """

    source: Source | None = None

    def process_item(self, item: object) -> object:
        """Work on the articles of an `Outcome`; anything else passes untouched.

        When `work` raises, the outcome's fate is `failed` and its items are cleared, so that nothing half-made is
        stored; the outcome itself still goes on, so that its lease ends.
        """
        if isinstance(item, Outcome):
            self._work_on(item)
        return item

    def _work_on(self, outcome: Outcome) -> None:
        self.source = outcome.source
        for article in outcome.items:
            if not article.is_article:
                continue
            try:
                self.work(article)
            except Exception as error:
                name = type(self).__name__
                logger.exception("%s could not work on %s", name, article.url)
                outcome.items = []
                outcome.settle(Fate.FAILED, Reason.BUG, f"{name}: {type(error).__name__}: {error}"[:LONGEST_DETAIL])
                return

    @abstractmethod
    def work(self, article: ArticleItem) -> None:
        """Change `article` in place."""
