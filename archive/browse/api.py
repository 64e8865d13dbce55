"""The machine's way in, version 1: JSON of searches, articles, sources and units, with pages and stable ids."""

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.adoption.catalogue import holdings, source_titles
from archive.browse.api_answers import (
    ArticleAnswer,
    CompareAnswer,
    ComparedSeries,
    ComparedSpan,
    ConcordanceAnswer,
    ErrorAnswer,
    Found,
    SearchAnswer,
    SourceAnswer,
    SourceDay,
    SourceInList,
    SourcesAnswer,
    StoryAnswer,
    UnitAnswer,
)
from archive.browse.article import cite, found
from archive.browse.asking import asked_by
from archive.browse.compare import counted
from archive.browse.compared import compared_by
from archive.browse.concordance import line_sort, lines_of
from archive.browse.page import POLICY, READING, NoDatabase, Visit, visit
from archive.browse.parameters import (
    COMPARE,
    LANGUAGE,
    LINES,
    REVISION,
    SEARCH,
    USUAL_SIZE,
    Parameter,
    check,
)
from archive.browse.sources import known_sources
from archive.citing import STYLES, cited_of
from archive.clock import now
from archive.completeness.status import detail
from archive.errors import ArsipError
from archive.history import known_article
from archive.likeness.lineage import shown_of, story_of
from archive.places.units import successions, units
from archive.searching.finding import find
from archive.searching.hit_rows import unmarked
from archive.searching.locating import read_after
from archive.searching.series import MOST_SERIES
from archive.searching.tallies import by_unit, spellings
from archive.searching.timeline import Span
from archive.vocabulary import LineSort

MOST_SPELLINGS = 100
BAD_REQUEST, NOT_FOUND, NO_METHOD, UNAVAILABLE = 400, 404, 405, 503
Handler = Callable[[Datasette, Request], Awaitable[Response]]


class NotThere(Exception):
    """What was asked for by its name does not exist."""


def answers(*parameters: Parameter) -> Callable[[Callable[[Visit], Awaitable[object]]], Handler]:
    """A route that takes these parameters, of what answers with a dataclass; errors become JSON in one line."""

    def routed(handler: Callable[[Visit], Awaitable[object]]) -> Handler:
        async def route(datasette: Datasette, request: Request) -> Response:
            here = visit(datasette, request)
            try:
                if request.method not in READING:
                    return as_json(ErrorAnswer(f"{request.method}: nothing is written here"), NO_METHOD)
                check(request, [*parameters, LANGUAGE])
                return as_json(await handler(here))
            except NotThere as error:
                return as_json(ErrorAnswer(str(error)), NOT_FOUND)
            except (ArsipError, ValueError) as error:
                return as_json(ErrorAnswer(str(error)), BAD_REQUEST)
            except (sqlite3.Error, NoDatabase):
                return as_json(ErrorAnswer("the archive cannot answer this at the moment"), UNAVAILABLE)

        return route

    return routed


def as_json(answer: Any, status: int = 200) -> Response:
    """A dataclass, or a document of plain values, as a response."""
    plain = answer if isinstance(answer, dict) else asdict(answer)
    more = {"Allow": ", ".join(READING)} if status == NO_METHOD else {}
    return Response.json(plain, status=status, headers={"Content-Security-Policy": POLICY, **more})


@answers()
async def nowhere(here: Visit) -> object:
    """Every other address that begins as these do."""
    raise NotThere(f"nothing is at {here.request.path}: /api/1/openapi.json says what there is")


@answers(*SEARCH)
async def search(here: Visit) -> SearchAnswer:
    """What `q` and the filters find, as the page of results has them."""
    asked = asked_by(here.request)
    if asked.is_empty:
        raise ArsipError("nothing is asked for: give q, or a filter such as source, unit or place")
    size, after = int(here.request.args.get("size") or USUAL_SIZE), here.request.args.get("after")
    results = await here.ask(
        partial(
            find,
            words=asked.words,
            filters=asked.filters,
            sort=asked.sort,
            limit=size,
            after=read_after(after) if after else None,
            **asked.widening,
        )
    )
    query = {**asked.query(), "size": size if size != USUAL_SIZE else None, "after": results.next}
    return SearchAnswer(
        query=asked.words,
        understood=results.query,
        note=results.note,
        total=results.total,
        size=size,
        next=here.absolute("/api/1/search", **query) if results.next else None,
        hits=[Found(unmarked(hit), here.absolute(f"/artikel/{hit.public_id}")) for hit in results.hits],
    )


@answers(*COMPARE)
async def compare(here: Visit) -> CompareAnswer:
    """What up to four questions, each a `q`, found over time."""
    compared = compared_by(here.request)
    if not compared.questions:
        raise ArsipError("nothing is asked for: give q, once for each question")
    if compared.too_many:
        raise ArsipError(f"{MOST_SERIES} questions are the most that can be compared")
    series = await counted(here, compared)
    return CompareAnswer(
        fold=compared.fold,
        series=[
            ComparedSeries(one.query, one.understood, one.found, one.undated, one.by_source, _spans(one.spans))
            for one in series
        ],
        page=here.absolute("/banding", **compared.query()),
    )


@answers(*LINES)
async def concordance(here: Visit) -> ConcordanceAnswer:
    """Each place where the words of `q` stand."""
    asked, sort = asked_by(here.request), line_sort(here.request)
    if not asked.words:
        raise ArsipError("nothing is asked for: give q, a word or more")
    page, size = (int(here.request.args.get(name) or usual) for name, usual in (("page", 1), ("size", USUAL_SIZE)))
    found = await lines_of(here, asked, sort, page, size)
    own = {"sort": sort if sort is not LineSort.NEWEST else None, "size": size if size != USUAL_SIZE else None}
    query = asked.query(fold=None) | own
    return ConcordanceAnswer(
        query=asked.words,
        understood=found.query,
        total=found.total,
        read=found.read,
        articles=found.articles,
        page=page,
        size=size,
        next=here.absolute("/api/1/concordance", **query, page=page + 1) if page * size < found.total else None,
        lines=found.lines,
    )


def _spans(spans: list[Span]) -> list[ComparedSpan]:
    return [ComparedSpan(one.name, one.found, one.all, round(one.share, 6), bool(one.gaps)) for one in spans]


@answers(REVISION)
async def article(here: Visit) -> ArticleAnswer:
    """An article by its id, in its newest state or in that of `revision`."""
    try:
        row, known = await found(here, here.request.url_vars["name"])
        if here.request.args.get("revision"):
            number = int(here.request.args["revision"])
            known = await here.ask(partial(known_article, row=row, revision=number))
    except ArsipError as error:
        raise NotThere(f"no such article, or not in this revision: {here.request.url_vars['name']}") from error
    titles = await here.ask(source_titles)
    cited = cited_of(known, titles[known.source])
    page = here.absolute(f"/artikel/{known.id}", revision=known.revision)
    return ArticleAnswer(known, page, {style: cite(here, cited, style) for style in STYLES})


@answers()
async def sources(here: Visit) -> SourcesAnswer:
    """Every source, in the order of the names."""
    held = await here.recall(("holdings",), holdings)
    return SourcesAnswer(
        [
            SourceInList(
                one.name,
                one.title,
                one.articles,
                one.first_day,
                one.last_day,
                here.absolute(f"/api/1/source/{one.name}"),
            )
            for one in held
        ]
    )


@answers()
async def source(here: Visit) -> SourceAnswer:
    """One source, with its coverage day by day."""
    name = here.request.url_vars["name"]
    known, adopted = await known_sources(here)
    if name not in known:
        raise NotThere(f"no source named {name!r}: /api/1/sources lists them")
    one, minute = known[name], now().replace(second=0, microsecond=0)
    all_of_it = await here.recall(
        ("source", name, minute), lambda connection: detail(connection, one, minute, adopted=name in adopted)
    )
    best = all_of_it.recall.best
    return SourceAnswer(
        name=name,
        title=one.title or name,
        url=one.url,
        kind=str(one.kind),
        place=one.place,
        network=one.network,
        publisher=one.publisher,
        health=str(all_of_it.status.health),
        why=all_of_it.status.why,
        articles=all_of_it.status.articles,
        gone=all_of_it.status.gone,
        missing=all_of_it.status.missing,
        last_answer=all_of_it.status.life.last_answer,
        recall=best.share if best else None,
        recall_by=best.way if best else None,
        gaps=all_of_it.gaps,
        days=[SourceDay(day.day, day.articles, day.seen, day.missing) for day in all_of_it.days],
        page=here.absolute(f"/situs/{name}"),
    )


@answers()
async def unit(here: Visit) -> UnitAnswer:
    """One prison or office by its id in the registry."""
    name = here.request.url_vars["name"]
    one = units().get(name)
    if one is None:
        raise NotThere(f"no unit with the id {name!r} in the registry")
    counts = await here.recall(("units",), by_unit)
    return UnitAnswer(
        unit=one,
        articles=counts.get(name, 0),
        spellings=await here.ask(partial(spellings, unit=name, limit=MOST_SPELLINGS)),
        successions=[step for step in successions() if name in {step.predecessor, step.successor}],
        page=here.absolute(f"/satuan/{name}"),
    )


@answers()
async def story(here: Visit) -> StoryAnswer:
    """The story of an article, by the article's id; what is hidden is left out."""
    name = here.request.url_vars["name"]
    try:
        row, _ = await found(here, name)
    except ArsipError as error:
        raise NotThere(f"no such article: {name}") from error
    whole = await here.ask(partial(story_of, article=row))
    told = shown_of(whole) if whole else None
    if told is None:
        raise NotThere(f"no other article is the same text as {name}")
    return StoryAnswer(
        first=told.first,
        first_is_certain=told.first_is_certain,
        by_outlet=told.by_outlet,
        by_network=told.by_network,
        articles=told.articles,
        page=here.absolute(f"/kelompok/{name}"),
    )
