"""What the address of a page of results asks for: the address is the query."""

import re
from dataclasses import dataclass, field
from typing import Any

from datasette.utils.asgi import Request

from archive.vocabulary import Sort

LAST_PAGE = 10_000
MOST_WITHOUT = 100
# the name of each filter in an address, and that of the archive's functions
FILTERS = {
    "source": "source",
    "network": "network",
    "from": "since",
    "to": "until",
    "place": "place",
    "unit": "unit",
    "kind": "kind",
    "section": "section",
    "byline": "byline",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The words, what narrows them (by the names of the archive's functions), the order, and the page, from 1 on.

    `without` are added words that are switched off; `exact` adds none; with `fold` a story is shown once.
    """

    words: str
    filters: dict[str, str] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    without: tuple[str, ...] = ()
    exact: bool = False
    fold: bool = True

    @property
    def is_empty(self) -> bool:
        """True when nothing is asked for."""
        return not self.words and not self.filters

    def query(self, **other: object) -> dict[str, object]:
        """The same question as values of an address, some changed or (None) left out; it begins at its first page."""
        named = {name: self.filters.get(own) for name, own in FILTERS.items()}
        sort = None if self.sort in {self.usual_sort, Sort.RELEVANCE} else self.sort
        ways = {"without": self.without, "exact": 1 if self.exact else None, "fold": None if self.fold else 0}
        own = {"q": self.words or None, **named, "sort": sort, **ways}
        return own | {key.rstrip("_"): it for key, it in other.items()}

    @property
    def key(self) -> tuple[object, ...]:
        """Tells what is found from what another question finds, in whatever order and on whatever page."""
        return (self.words, self.without, self.exact, *sorted(self.filters.items()))

    @property
    def widening(self) -> dict[str, Any]:
        """How the words are widened, as the archive's functions take it."""
        return {"without": self.without, "exact": self.exact}

    @property
    def usual_sort(self) -> Sort:
        """The order that is taken when none is asked for: without words, nothing is more relevant."""
        return Sort.RELEVANCE if self.words else Sort.NEWEST


def asked_by(request: Request) -> Asked:
    """Read the address of a page of results; an order or a page that is none is passed over."""

    def given(name: str) -> str:
        return (request.args.get(name) or "").strip()

    words, page = given("q"), given("page")
    usual = Asked(words).usual_sort
    named = given("sort")
    is_order = named in list(Sort) and (words or named != Sort.RELEVANCE)
    return Asked(
        words=words,
        filters={own: value for name, own in FILTERS.items() if (value := given(name))},
        sort=Sort(named) if is_order else usual,
        page=min(int(page), LAST_PAGE) if re.fullmatch("[1-9][0-9]{0,5}", page) else 1,
        without=tuple(word for word in request.args.getlist("without") if word.strip())[:MOST_WITHOUT],
        exact=given("exact") == "1",
        fold=given("fold") != "0",
    )
