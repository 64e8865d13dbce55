"""What a reader makes of a page."""

from dataclasses import dataclass, field

from archive.crawling.ownership import Portrait
from archive.items import ArticleItem, DocumentText
from archive.vocabulary import Reason


@dataclass(slots=True)
class Reading:
    """What one response gave.

    `links` are absolute addresses that may be articles, on the source's own hosts, in the page's order, each once.
    `following` are further addresses of the same kind: the next listing page, child sitemaps; `previous` is the page
    before, `numbered` are the pages that a pager names by number, in that order. `sections` are lists of other kinds
    that a listing page links to, by month or by section; `feeds` the feeds that it declares.

    `days` says of links when they were published, `changed` of links and further lists when they changed last, as
    local days (`YYYY-MM-DD`), where the answer says so; `published` says of links what a feed states as their
    publication, as written. `newest_only` marks a list that never holds more than the
    newest, such as a news sitemap. `entries` counts what a feed holds; `total` and `total_pages` are the counts that an
    interface states for the whole list. `problem` is set when the answer is not what its kind promises; `detail` then
    says so. `text` is a document's, `portrait` what a home page shows of its site. `gatekeeper` is set when one has
    answered in the site's place. `mementos` are the moments (`yyyymmddhhmmss`) at which a web archive captured an
    address. `further` are the addresses of the further pages of an article that stands on several, in their order.
    """

    items: list[ArticleItem] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    following: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    days: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    newest_only: bool = False
    entries: int = 0
    problem: Reason | None = None
    detail: str | None = None
    total: int | None = None
    total_pages: int | None = None
    gatekeeper: str | None = None
    text: DocumentText | None = None
    portrait: Portrait | None = None
    further: list[str] = field(default_factory=list)
    mementos: dict[str, list[str]] = field(default_factory=dict)

    def said_of(self, url: str) -> dict[str, str]:
        """What a list says of a page, to be kept with its address until it is read."""
        return {"published": self.published[url]} if url in self.published else {}
