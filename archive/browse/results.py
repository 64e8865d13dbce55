"""What a search finds: articles with the words marked, how they spread, and where the archive has gaps."""

import sqlite3
from asyncio import gather
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.adoption.catalogue import source_titles
from archive.browse.asking import FILTERS, LAST_PAGE, Asked, asked_by
from archive.browse.chart import chart, drawn
from archive.browse.compared import compare_with, views
from archive.browse.facet_lists import chosen_filters, facet_lists
from archive.browse.page import Visit, visit
from archive.browse.remembering import Recall
from archive.browse.safety import highlighted
from archive.browse.widening import count_added, widening
from archive.crawling.gaps import Gap
from archive.days import first_day, last_day
from archive.errors import ArsipError
from archive.history import find_article, known_article
from archive.search import RANKED_AT_MOST
from archive.searching.addressed import is_address
from archive.searching.facets import Facets, facets
from archive.searching.finding import check_filters, check_words, find, parted
from archive.searching.hits import MARK, Hit, Results
from archive.searching.timeline import all_by_month, open_gaps
from archive.searching.understanding import Understood, understand
from archive.vocabulary import Sort

A_PAGE = 20
MOST_GAPS = 6


async def results(datasette: Datasette, request: Request) -> Response:
    """The articles that the words of `q` find, or all that the filters let through."""
    here, asked = visit(datasette, request), asked_by(request)
    if asked.is_empty:
        return Response.redirect(here.link("/"))
    if is_address(asked.words):
        return await _at_address(here, asked)
    trouble, searched = await here.recall_together(partial(_understood, asked=asked))
    if trouble:
        return await here.page("room_results.html", asked=asked, query=asked.words, trouble=trouble, total=0)
    if parted(asked.words, asked.filters):
        return Response.redirect(here.link("/cari", **_parted(asked).query()))
    hits, spread = await gather(
        here.recall_together(partial(_hits_of, asked=asked, understood=searched)),
        here.recall_together(partial(_spread_of, asked=asked, understood=searched)),
    )
    shown = _shown(here, asked, hits.found, spread.titles) | _timeline(here, asked, spread)
    lists = facet_lists(here, asked, spread.facets, spread.titles)
    return await here.page("room_results.html", **shown, **widening(here, asked, hits.found, hits.counts), facets=lists)


@dataclass(frozen=True, slots=True)
class _Hits:
    """The hits of one page, and how many articles hold each added word."""

    found: Results
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Spread:
    """What stands around the hits: their facets, all articles by month, open gaps, and the titles of all sources."""

    facets: Facets
    of_all: dict[str, int]
    gaps: list[Gap]
    titles: dict[str, str]


def _understood(recall: Recall, asked: Asked) -> tuple[str | None, Understood | None]:
    """The key of the line that says what is wrong, or what the words were understood as, if there are any."""
    if (trouble := trouble_with(recall.connection, asked)) or not asked.words:
        return trouble, None
    understood = partial(understand, words=asked.words, **asked.widening)
    return None, recall(("understood", *asked.key), understood)


def _hits_of(recall: Recall, asked: Asked, understood: Understood | None) -> _Hits:
    page = partial(_page_of, asked=asked, understood=understood)
    found = recall(("found", asked.sort, asked.fold, asked.page, *asked.key), page)
    return _Hits(found, count_added(recall, found.expansions))


def _spread_of(recall: Recall, asked: Asked, understood: Understood | None) -> _Spread:
    spread = recall(("facets", *asked.key), partial(_facets_of, asked=asked, understood=understood))
    filters = {name: value for name, value in asked.filters.items() if name not in {"since", "until"}}
    chosen = asked.filters.get("source")
    names = [chosen] if chosen else list(spread.sources)
    return _Spread(
        facets=spread,
        of_all=recall(("months", *sorted(filters.items())), lambda connection: all_by_month(connection, **filters)),
        gaps=recall(("gaps", *names), lambda connection: open_gaps(connection, names)),
        titles=source_titles(recall.connection),
    )


def _parted(asked: Asked) -> Asked:
    words, filters = parted(asked.words, asked.filters) or (asked.words, asked.filters)
    return replace(asked, words=words, filters=filters)


def _page_of(connection: sqlite3.Connection, asked: Asked, understood: Understood | None) -> Results:
    return find(
        connection,
        asked.words,
        asked.filters,
        sort=asked.sort,
        fold=asked.fold,
        limit=A_PAGE,
        offset=(asked.page - 1) * A_PAGE,
        understood=understood,
        **asked.widening,
    )


def _facets_of(connection: sqlite3.Connection, asked: Asked, understood: Understood | None) -> Facets:
    filters: dict[str, Any] = dict(asked.filters)
    return facets(connection, asked.words, understood=understood, **asked.widening, **filters)


async def _at_address(here: Visit, asked: Asked) -> Response:
    try:
        known = await here.ask(lambda connection: known_article(connection, find_article(connection, asked.words)))
    except ArsipError:
        return await here.page("room_results.html", asked=asked, query=asked.words, trouble="bad_address", total=0)
    return Response.redirect(here.link(f"/artikel/{known.id}"))


def trouble_with(connection: sqlite3.Connection, asked: Asked) -> str | None:
    """The key of the line that says what cannot be searched for; None where all can."""
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("bad_query", lambda: check_words(asked.words)),
        ("bad_filter", lambda: check_filters(connection, asked.filters)),
        ("bad_filter", lambda: _check_parted(connection, asked)),
    )
    for key, check in checks:
        try:
            check()
        except ArsipError:
            return key
    return None


def _check_parted(connection: sqlite3.Connection, asked: Asked) -> None:
    if narrowing := parted(asked.words, asked.filters):
        check_filters(connection, narrowing[1])


def _shown(here: Visit, asked: Asked, found: Results, titles: dict[str, str]) -> dict[str, Any]:
    """The hits, and how they were asked for."""
    return {
        "asked": asked,
        "query": asked.words,
        "titles": titles,
        "understood": found.query,
        "unclosed": found.note is not None,
        "total": found.total,
        "hits": [_hit(hit, titles) for hit in found.hits],
        "chosen": chosen_filters(here, asked, titles, "/cari"),
        "sorts": _sorts(here, asked),
        "turns": turns(here, asked, found.rows),
        "by_day": RANKED_AT_MOST if found.by_day else 0,
        "folded": found.total - found.rows,
        "unfold_link": here.link("/cari", **replace(asked, fold=False).query()),
        "exports": {form: here.link(f"/cari.{form}", **asked.query()) for form in ("csv", "json", "atom", "bib")},
        "compare": compare_with(here, asked),
        "view": "articles",
        "views": views(here, asked),
        "hidden": {name: asked.filters[own] for name, own in FILTERS.items() if own in asked.filters},
    }


def _timeline(here: Visit, asked: Asked, spread: _Spread) -> dict[str, Any]:
    """The timeline, with the gaps of the sources that the hits are from."""
    drawing = chart(spread.facets.months, spread.of_all, spread.gaps)
    met = _met(asked, spread.facets, spread.gaps)
    return {
        "drawing": drawn(here, drawing, lambda span: here.link("/cari", **asked.query(from_=span, to=span))),
        "gaps": met[:MOST_GAPS],
        "more_gaps": len(met[MOST_GAPS:]),
    }


def _met(asked: Asked, spread: Facets, gaps: list[Gap]) -> list[Gap]:
    """The gaps in the time that was asked for, else in that of the hits: where nothing was found, a gap may be why."""
    since, until = asked.filters.get("since"), asked.filters.get("until")
    first = first_day(since) if since else min(spread.months, default="")
    last = last_day(until) if until else max(spread.months, default="9") + "~"
    return [gap for gap in gaps if gap.to_day >= first and gap.from_day <= last]


def _hit(hit: Hit, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "public_id": hit.public_id,
        "headline": highlighted(hit.headline) if hit.headline else None,
        "snippet": highlighted(hit.snippet),
        "caption": highlighted(hit.caption) if hit.caption and MARK in hit.caption else None,
        "source": titles[hit.source],
        "day": hit.published_day,
        "place": hit.place,
        "attachment": hit.attachment,
        "copies": hit.copies,
    }


def _sorts(here: Visit, asked: Asked) -> list[dict[str, Any]]:
    """The orders that can be chosen."""
    orders = [sort for sort in Sort if asked.words or sort is not Sort.RELEVANCE]
    return [
        {
            "key": f"sort.{sort}",
            "link": here.link("/cari", **asked.query(sort=None if sort is asked.usual_sort else sort)),
            "chosen": sort is asked.sort,
        }
        for sort in orders
    ]


def turns(here: Visit, asked: Asked, total: int) -> dict[str, Any]:
    """The page before, the page after, and how many there are."""
    pages = min(max(1, -(-total // A_PAGE)), LAST_PAGE)

    def link(page: int) -> str | None:
        return here.link("/cari", **asked.query(page=page if page > 1 else None)) if 1 <= page <= pages else None

    previous = min(asked.page - 1, pages)
    return {"page": asked.page, "pages": pages, "previous": link(previous), "next": link(asked.page + 1)}
