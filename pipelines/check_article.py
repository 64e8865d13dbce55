"""CheckArticle: look once more whether this is an article that can be kept."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from archive.items import ArticleItem
from archive.vocabulary import Origin, Reason
from archive.wording.spam import is_spam
from pipelines.tidy_text import CONTROL
from pipelines.verb import Verb

STRUCTURED_READER = "wordpress-rest"


class CheckArticle(Verb):
    """Nothing empty becomes an article, unless the site itself says that it is one."""

    def work(self, article: ArticleItem) -> None:
        """Take control characters out of every text, and refuse advertising for gambling.

        And what has neither a body nor a picture.
        """
        clean_parts(article)
        if is_spam(article.headline, article.body):
            article.reason = Reason.SPAM
            return
        if not (article.body.strip() or article.lead_image or article.images or _is_vouched_for(article)):
            article.reason = Reason.EMPTY


def _is_vouched_for(article: ArticleItem) -> bool:
    """True when the site's own structure says that this is an article: its data interface, or its page's class."""
    return article.reader == STRUCTURED_READER or article.origins.get("kind") == Origin.READER


def clean_parts(part: Any) -> None:
    """Take control characters out of the texts of an item, or of a part of one; plain words are left untouched."""
    for name in names_of(part.__class__):
        value = getattr(part, name)
        if value and value.__class__ is not bool and (clean := without_control(value)) is not value:
            setattr(part, name, clean)


@cache
def names_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; looked up once for each class, since items come by the thousand."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def without_control(value: Any) -> Any:
    """A text without control characters; a list or a part of an item with each of its texts so."""
    if isinstance(value, str):
        return CONTROL.sub("", value) if CONTROL.search(value) else value
    if isinstance(value, list):
        return [without_control(part) for part in value]
    clean_parts(value)
    return value
