"""CheckArticle: look once more whether this is an article that can be kept."""

import re

from archive.items import ArticleItem
from archive.vocabulary import Reason
from pipelines.verb import Verb

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
TEXTS = ("headline", "body", "body_html", "lead_caption", "lead_credit", "section")


class CheckArticle(Verb):
    """Nothing empty becomes an article, unless the site itself says that it is one."""

    def work(self, article: ArticleItem) -> None:
        """Clean the texts of what no text holds, and refuse what is empty without evidence."""
        for name in TEXTS:
            value = getattr(article, name)
            if value:
                setattr(article, name, CONTROL.sub("", value))
        has_something = article.body or article.images or article.lead_image or article.headline
        if not has_something and article.reader != "wordpress-rest":
            article.reason = Reason.EMPTY
