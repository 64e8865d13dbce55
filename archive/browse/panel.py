"""What the pages of a source, a unit and a region share: their newest articles, and all of them over time."""

from functools import partial
from typing import Any

from archive.adoption.catalogue import source_titles
from archive.browse.asking import Asked
from archive.browse.chart import chart, drawn
from archive.browse.compared import compare_with
from archive.browse.page import Visit
from archive.searching.finding import find
from archive.searching.timeline import all_by_month, open_gaps
from archive.vocabulary import Sort

NEWEST = 8


async def panel(here: Visit, name: str, value: str) -> dict[str, Any]:
    """The articles that one filter lets through, by its name in an address."""
    filters: dict[str, Any] = {name: value}
    found = await here.ask(partial(find, words="", filters=filters, sort=Sort.NEWEST, limit=NEWEST))
    months = await here.recall(("months", (name, value)), partial(all_by_month, **filters))
    of_all = await here.recall(("months",), all_by_month)
    gaps = await here.ask(partial(open_gaps, sources=[value])) if name == "source" else []
    drawing = chart(months, of_all, gaps)
    return {
        "total": found.total,
        "entries": found.hits,
        "titles": await here.ask(source_titles),
        "drawing": drawn(here, drawing, lambda span: here.link("/cari", **filters, from_=span, to=span)),
        "compare": compare_with(here, Asked("", filters)),
        "all_link": here.link("/cari", **filters),
    }
