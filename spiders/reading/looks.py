"""Whether a page without hard evidence looks like one article: its words, links, types and address."""

from archive.items import ArticleItem
from spiders.reading.kind import Refusal
from spiders.reading.metadata import Facts


def refusal_by_looks(facts: Facts, item: ArticleItem) -> Refusal | None:
    """Why the page is no article, by its looks; `None` when it may be one."""
    return None
