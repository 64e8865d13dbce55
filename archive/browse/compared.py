"""What the address of a comparison asks for, and the way there from other pages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import Request

from archive.browse.asking import Asked, asked_by
from archive.browse.page import Visit
from archive.searching.query import spelled
from archive.searching.series import MOST_SERIES
from archive.vocabulary import Fold, Sort

FILTERS_OF_ALL = ("since", "until")


@dataclass(frozen=True, slots=True)
class Compared:
    """The questions, how they are counted, and what narrows all of them; `by_count` shows numbers, not shares."""

    questions: tuple[str, ...]
    asked: Asked
    fold: Fold | None = None
    by_count: bool = False
    too_many: bool = False

    def query(self, **other: object) -> dict[str, object]:
        """The same as values of an address, some changed or (None) left out."""
        own = {key: value for key, value in self.asked.query(fold=self.fold).items() if key not in {"sort", "q"}}
        return {"q": self.questions, **own, "measure": "count" if self.by_count else None, **other}

    @property
    def counting(self) -> dict[str, Any]:
        """How the questions are counted, as `archive.searching.series.compare` takes it."""
        return {"fold": self.fold, **self.asked.widening, **self.asked.filters}


def compared_by(request: Request) -> Compared:
    """Read the address; questions beyond `MOST_SERIES` are left out, and so is a way to fold that is none."""
    given = tuple(dict.fromkeys(words.strip() for words in request.args.getlist("q") if words.strip()))
    fold = request.args.get("fold")
    return Compared(
        questions=given[:MOST_SERIES],
        asked=replace(asked_by(request), words="", sort=Sort.RELEVANCE),
        fold=Fold(fold) if fold in list(Fold) else None,
        by_count=request.args.get("measure") == "count",
        too_many=len(given) > MOST_SERIES,
    )


def compare_with(here: Visit, asked: Asked) -> dict[str, Any]:
    """The way from what a page shows to comparing it: as an address, and as the fields of a form."""
    own = {name: value for name, value in asked.filters.items() if name not in FILTERS_OF_ALL}
    shared = {name: value for name, value in asked.filters.items() if name in FILTERS_OF_ALL}
    one = Compared((spelled(asked.words, own),), replace(asked, words="", filters=shared))
    values = {key.rstrip("_"): value for key, value in one.query().items() if value not in {None, "", ()}}
    return {"link": here.link("/banding", **one.query()), "fields": fields_of(values)}


def views(here: Visit, asked: Asked) -> list[dict[str, str]]:
    """The same question as articles, as lines, and on a timeline beside others."""
    query = asked.query(sort=None)
    return [
        {"key": "articles", "link": here.link("/cari", **query)},
        {"key": "concordance", "link": here.link("/konkordansi", **query)},
        {"key": "compare", "link": compare_with(here, asked)["link"]},
    ]


def fields_of(values: Mapping[str, object]) -> list[tuple[str, object]]:
    """The values of an address as the hidden fields of a form."""
    pairs = ((name, value if isinstance(value, tuple) else (value,)) for name, value in values.items())
    return [(name, one) for name, several in pairs for one in several if one not in {None, ""}]
