"""Concordance: each word found in its place, with what stands on the left and on the right of it."""

import csv
import io
from collections.abc import Mapping
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from archive.adoption.catalogue import source_titles
from archive.browse.asking import Asked, asked_by
from archive.browse.compared import views
from archive.browse.exports import BAD_REQUEST, TYPES, Chunks, stream
from archive.browse.facet_lists import chosen_filters
from archive.browse.page import Visit, visit
from archive.browse.results import trouble_with
from archive.browse.widening import added_words
from archive.browse.words import say
from archive.errors import ArsipError
from archive.searching.concordance import COLUMNS, STREAMED, Concordance, articles_with, cells_of, concordance, lines_in
from archive.vocabulary import LineSort

A_PAGE = 50
PATH = "/konkordansi"


async def concordance_page(datasette: Datasette, request: Request) -> Response:
    """The lines of the words of `q`, those of `A_PAGE` at a time."""
    here, asked, sort = visit(datasette, request), asked_by(request), line_sort(request)
    shared: dict[str, Any] = {"asked": asked, "query": asked.words, "view": "concordance", "views": views(here, asked)}
    if not asked.words:
        return await here.page("room_concordance.html", **shared, found=None)
    if trouble := await here.ask(partial(trouble_with, asked=asked)):
        return await here.page("room_concordance.html", **shared, found=None, trouble=trouble)
    titles = await here.ask(source_titles)
    try:
        found = await lines_of(here, asked, sort, asked.page, A_PAGE)
    except ArsipError:  # it only narrows
        return await here.page("room_concordance.html", **shared, found=None, trouble="needs_word")
    return await here.page("room_concordance.html", **shared, **_shown(here, asked, sort, found, titles))


async def concordance_file(datasette: Datasette, request: Request) -> Response | AsgiStream:
    """All lines as CSV, by date, sent while they are read."""
    here, asked = visit(datasette, request), asked_by(request)
    filters: Mapping[str, Any] = asked.filters
    question = partial(articles_with, words=asked.words, sort=line_sort(request), **asked.widening, **filters)
    try:
        articles = await here.ask(question)
    except ArsipError:
        return Response.text(say("needs_word", here.language), status=BAD_REQUEST)
    return stream(_csv(here, asked, articles), TYPES["csv"], "arsip-konkordansi.csv")


def line_sort(request: Request) -> LineSort:
    """The order of the lines that an address asks for; the newest first for one that is none."""
    named = request.args.get("sort")
    return LineSort(named) if named in list(LineSort) else LineSort.NEWEST


async def lines_of(here: Visit, asked: Asked, sort: LineSort, page: int, size: int) -> Concordance:
    """A page of lines. Raises `ArsipError` as `archive.searching.concordance.concordance` does."""
    filters: Mapping[str, Any] = asked.filters
    return await here.ask(
        partial(
            concordance,
            words=asked.words,
            sort=sort,
            limit=size,
            offset=(page - 1) * size,
            **asked.widening,
            **filters,
        )
    )


def _shown(here: Visit, asked: Asked, sort: LineSort, found: Concordance, titles: Mapping[str, str]) -> dict[str, Any]:
    query = asked.query(fold=None)

    def link(page: int) -> str | None:
        is_there = 1 <= page <= -(-found.total // A_PAGE)
        own = {"sort": None if sort is LineSort.NEWEST else sort, "page": page if page > 1 else None}
        return here.link(PATH, **query | own) if is_there else None

    return {
        "found": found,
        "titles": titles,
        "left_out": found.articles - found.read,
        "chosen": chosen_filters(here, asked, titles, PATH),
        "added": added_words(found.expansions),
        "sorts": [
            {
                "key": f"line_sort.{one}",
                "chosen": one is sort,
                "link": here.link(PATH, **query | {"sort": None if one is LineSort.NEWEST else one}),
            }
            for one in LineSort
        ],
        "turns": {"previous": link(asked.page - 1), "next": link(asked.page + 1)},
        "csv_link": here.link(f"{PATH}.csv", **query | {"sort": sort if sort is LineSort.OLDEST else None}),
        "json_link": here.link("/api/1/concordance", **query | {"sort": None if sort is LineSort.NEWEST else sort}),
    }


async def _csv(here: Visit, asked: Asked, articles: list[int]) -> Chunks:
    filters: Mapping[str, Any] = asked.filters
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for first in range(0, len(articles), STREAMED):
        some = articles[first : first + STREAMED]
        lines = await here.ask(partial(lines_in, words=asked.words, articles=some, **asked.widening, **filters))
        writer.writerows(cells_of(line) for line in lines)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()
