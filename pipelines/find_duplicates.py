"""FindDuplicates: sketch a text, so that the archive finds those that are like it when it stores it."""

from archive.items import ArticleItem
from archive.likeness.comparable import comparable_of
from archive.likeness.sketches import sketch
from pipelines.verb import Verb


class FindDuplicates(Verb):
    """Only the sketch is made here: it is looked up inside the archive's transaction, where all others are seen."""

    def work(self, article: ArticleItem) -> None:
        """Set `sketch`; empty for a text that is too short for one."""
        article.sketch = sketch(comparable_of(article).words) or b""
