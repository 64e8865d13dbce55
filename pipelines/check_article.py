"""CheckArticle: look once more whether this is an article that can be kept."""

from dataclasses import fields, is_dataclass
from typing import Any

from archive.items import ArticleItem
from archive.vocabulary import Origin, Reason
from pipelines.tidy_text import CONTROL
from pipelines.verb import Verb

STRUCTURED_READER = "wordpress-rest"


class CheckArticle(Verb):
    """Nothing empty becomes an article, unless the site itself says that it is one."""

    def work(self, article: ArticleItem) -> None:
        """Take control characters out of every text, and refuse an article without a body and without a picture."""
        for field in fields(article):
            value = getattr(article, field.name)
            if value.__class__ in (str, list) or is_dataclass(value):
                setattr(article, field.name, without_control(value))
        if not (article.body.strip() or article.lead_image or article.images or _is_vouched_for(article)):
            article.reason = Reason.EMPTY


def _is_vouched_for(article: ArticleItem) -> bool:
    """True when the site's own structure says that this is an article: its data interface, or its page's class."""
    return article.reader == STRUCTURED_READER or article.origins.get("kind") == Origin.READER


def without_control(value: Any) -> Any:
    """A text without control characters; a list or a part of an item with each of its texts so."""
    if isinstance(value, str):
        return CONTROL.sub("", value) if CONTROL.search(value) else value
    if isinstance(value, list):
        return [without_control(part) for part in value] if value else value
    if is_dataclass(value):
        for field in fields(value):
            setattr(value, field.name, without_control(getattr(value, field.name)))
    return value
