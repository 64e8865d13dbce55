"""What the machine's way in answers, field by field: `/api/1/openapi.json` is made of these."""

from dataclasses import dataclass

from archive.crawling.gaps import Gap
from archive.history import Known
from archive.likeness.lineage import Telling
from archive.places.units import RegisteredUnit, Succession
from archive.searching.concordance import Line
from archive.searching.hits import Hit
from archive.searching.tallies import Spelling


@dataclass(frozen=True, slots=True)
class Found:
    """One article of a search (as `arsip search --format json` prints it), and the address of its page."""

    article: Hit
    page: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of what a question found; `next` is the address of the page after it, null on the last."""

    query: str
    understood: str
    note: str | None
    total: int
    size: int
    next: str | None
    hits: list[Found]


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """An article in one of its states, with all its revisions and captures; the citation in four forms."""

    article: Known
    page: str
    citations: dict[str, str]


@dataclass(frozen=True, slots=True)
class SourceInList:
    """A source, and how much of it is here; days are the publisher's (`YYYY-MM-DD`)."""

    name: str
    title: str
    articles: int
    first_day: str | None
    last_day: str | None
    api: str


@dataclass(frozen=True, slots=True)
class SourcesAnswer:
    """Every source."""

    sources: list[SourceInList]


@dataclass(frozen=True, slots=True)
class SourceDay:
    """A day of a source: articles dated on it, addresses seen, and those that are known and not here."""

    day: str
    articles: int
    seen: int
    missing: int


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """How a source stands and how complete it is. `recall` is a share of 1, null where it cannot be measured."""

    name: str
    title: str
    url: str
    kind: str
    place: str
    network: str
    publisher: str
    health: str
    why: str
    articles: int
    gone: int
    missing: int
    last_answer: str | None
    recall: float | None
    recall_by: str | None
    gaps: list[Gap]
    days: list[SourceDay]
    page: str


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A prison or office: its row of the registry, how articles write it, who it took over from and who from it."""

    unit: RegisteredUnit
    articles: int
    spellings: list[Spelling]
    successions: list[Succession]
    page: str


@dataclass(frozen=True, slots=True)
class StoryAnswer:
    """The story of an article: its reprints in the order of their dates, and who had it first."""

    first: str
    first_is_certain: bool
    by_outlet: dict[str, int]
    by_network: dict[str, int]
    articles: list[Telling]
    page: str


@dataclass(frozen=True, slots=True)
class ComparedSpan:
    """A month (`YYYY-MM`) or year: what was found, of all, as a share of 1; `gap` where the archive lacks something."""

    name: str
    found: int
    all: int
    share: float
    gap: bool


@dataclass(frozen=True, slots=True)
class ComparedSeries:
    """One question over time; `undated` of the articles found are in no span."""

    query: str
    understood: str
    found: int
    undated: int
    by_source: dict[str, int]
    spans: list[ComparedSpan]


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """Up to four questions over the same months; `fold` says within what reprints are counted as one, null as many."""

    fold: str | None
    series: list[ComparedSeries]
    page: str


@dataclass(frozen=True, slots=True)
class ConcordanceAnswer:
    """A page of the `total` lines that stand in the first `read` of `articles` articles; `next` as for a search."""

    query: str
    understood: str
    total: int
    read: int
    articles: int
    page: int
    size: int
    next: str | None
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """What was wrong, in one line."""

    error: str
