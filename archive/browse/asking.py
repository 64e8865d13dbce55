"""What the address of a page of results asks for: the address is the query."""

import re
from dataclasses import dataclass, field

from datasette.utils.asgi import Request

from archive.vocabulary import Sort

LAST_PAGE = 10_000
# the name of each filter in an address, and that of the archive's functions
FILTERS = {
    "source": "source",
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
    """The words, what narrows them (by the names of the archive's functions), the order, and the page, from 1 on."""

    words: str
    filters: dict[str, str] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """True when nothing is asked for."""
        return not self.words and not self.filters

    def query(self, **other: object) -> dict[str, object]:
        """The same question as values of an address, some changed or (None) left out; it begins at its first page."""
        named = {name: self.filters.get(own) for name, own in FILTERS.items()}
        sort = None if self.sort is self.usual_sort else self.sort
        return {"q": self.words or None, **named, "sort": sort} | {key.rstrip("_"): it for key, it in other.items()}

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
    )
