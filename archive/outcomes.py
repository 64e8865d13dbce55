"""One response, one outcome: what a spider hands to the archive for each address that it was lent."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from archive.items import ArticleItem, MediaFile
from archive.sources import Source
from archive.vocabulary import Fate, Reason, UrlKind


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said to ask with next time: an `ETag` and a `Last-Modified`, as they came."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Lease:
    """An address taken from the frontier. `walk` is the platform's own state, as it was stored with the row.

    `validators` are there when the address may be asked whether it has changed, instead of what it holds.
    """

    id: int
    url: str
    kind: UrlKind
    tries: int
    hops: int
    round: int
    walk: dict[str, Any]
    priority: int = 0
    validators: Validators | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response as they went over the wire, with Transfer-Encoding undone.

    `request_head` and `response_head` are complete HTTP/1.1 heads, ending in a blank line; `payload` is the
    body with its Content-Encoding still on; `fetched_at` is in UTC. `retrieved_from` says, of an exchange that another
    crawler had, where the archive has it from; there is no request then. `tls_unverified` says what was wrong with the
    certificate of whoever answered, where the source accepts any.
    """

    url: str
    fetched_at: datetime
    request_head: bytes
    response_head: bytes
    payload: bytes
    status: int
    content_type: str | None = None
    ip: str | None = None
    tls_unverified: str | None = None
    retrieved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """An address that a response gave. A higher `priority` is fetched first.

    `again`: a page that was settled in an earlier round is to be fetched once more. `if_news`: noted only when the
    outcome that gives it also gives an article, a revision or an address that is new. `if_missed`: noted only when no
    page that the outcome names was known before its round, so that something may lie between them. `continues`: the
    next page of a list that is read page after page; noted until several pages in a row have named nothing that this
    round had not named. `refused`: noted with this reason and detail, and never fetched. `pattern`: the pattern of
    addresses whose budget it is fetched on (`archive.crawling.patterns`). `mementos`: what a web archive has of a page,
    as pairs of the moment (`yyyymmddhhmmss`) and the address under which it was captured.
    """

    url: str
    kind: UrlKind = UrlKind.PAGE
    priority: int = 0
    hops: int = 0
    walk: dict[str, Any] = field(default_factory=dict)
    again: bool = False
    if_news: bool = False
    if_missed: bool = False
    continues: bool = False
    refused: tuple[Reason, str] | None = None
    pattern: str | None = None
    mementos: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a new reading of the same captures would make of one field of an article (`id` is the public one)."""

    id: str
    field: str
    before: Any
    after: Any


@dataclass(slots=True)
class Outcome:
    """Everything that one lease gave; stored in one transaction with the lease's end.

    Exactly one of three endings: a `fate` (the address is settled), a `due` time (it is pending again and will
    be tried then), or `released` (it was never asked: pending as before). `moved_to` goes with `Fate.MOVED`.
    With `fetch_pages`, every article that is new or revised also gets its own page fetched. `unchanged` is the
    answer that nothing has changed (HTTP 304); `way` names the way into the site that this outcome opened;
    `holds` is there for a list that holds all of its last hours and nothing older (a news sitemap: 48 hours);
    `stated_total` is how many articles a list says that there are in all; `changes` is what came of reading stored
    captures again; `file` is the picture or document that the address gave. `new` says, once it is stored, how many
    articles it brought that were not there. `concerns_host`: what stood in the way stands before every address of the
    host. `is_challenge`: a gatekeeper answered, and the source is left alone for a growing time. `source` is the one as
    which the items were read, where there are any. `further` are the exchanges of an article's further pages.
    """

    lease: Lease
    exchange: Exchange | None = None
    items: list[ArticleItem] = field(default_factory=list)
    discovered: list[Discovery] = field(default_factory=list)
    fate: Fate | None = None
    reason: Reason | None = None
    detail: str | None = None
    due: datetime | None = None
    pause_source_until: datetime | None = None
    released: bool = False
    moved_to: Discovery | None = None
    fetch_pages: bool = False
    new: int = 0
    unchanged: bool = False
    validators: Validators = Validators()
    way: str | None = None
    holds: timedelta | None = None
    stated_total: int | None = None
    changes: list[Change] = field(default_factory=list)
    concerns_host: bool = False
    is_challenge: bool = False
    file: MediaFile | None = None
    source: Source | None = None
    further: list[Exchange] = field(default_factory=list)

    @property
    def exchanges(self) -> list[Exchange]:
        """Everything that was exchanged for this outcome, the answer to its own address first."""
        return [self.exchange, *self.further] if self.exchange is not None else []

    @property
    def captured_by_others(self) -> datetime | None:
        """When another crawler captured what this outcome holds (UTC); None for what was fetched now."""
        exchange = self.exchange
        return exchange.fetched_at if exchange is not None and exchange.retrieved_from else None

    @property
    def has_ended(self) -> bool:
        """True once one of the three endings is there."""
        return self.released or self.fate is not None or self.due is not None

    def settle(self, fate: Fate, reason: Reason | None = None, detail: str | None = None) -> "Outcome":
        """End this lease with `fate`; an earlier ending is overruled, captures and items stay."""
        self.fate, self.reason, self.detail = fate, reason, detail
        self.due, self.released = None, False
        return self

    def try_again(self, due: datetime, reason: Reason, detail: str | None = None) -> "Outcome":
        """Leave the address pending until `due` (UTC)."""
        self.fate, self.reason, self.detail, self.due = None, reason, detail, due
        return self
