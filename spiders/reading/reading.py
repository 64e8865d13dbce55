"""What a reader makes of a page."""

from dataclasses import dataclass, field
from datetime import timedelta

from archive.items import ArticleItem, DocumentText
from archive.ownership import Portrait
from archive.vocabulary import Reason


@dataclass(slots=True)
class Reading:
    """What one response gave.

    `links` are absolute addresses that may be articles, on the source's own hosts, in the page's order, each once.
    `following` are further addresses of the same kind: the next listing page, child sitemaps; `sections` are lists of
    other kinds that a listing page links to, by month or by section. `problem` is set when
    the answer is not what its kind promises; `detail` then says so in words. `total` and `total_pages` are the
    counts that a REST interface states for the whole list. `holds` is there for a list of all that is younger,
    and of nothing older, as a news sitemap is. `text` is a document's, `portrait` what a home page shows of its site.
    """

    items: list[ArticleItem] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    following: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    problem: Reason | None = None
    detail: str | None = None
    total: int | None = None
    total_pages: int | None = None
    text: DocumentText | None = None
    portrait: Portrait | None = None
    holds: timedelta | None = None
