"""Compare: up to four searches, sites or prisons on one timeline; the address is the question."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from archive.adoption.catalogue import source_titles
from archive.browse.compared import FILTERS_OF_ALL, Compared, compared_by, fields_of
from archive.browse.dates import say_span
from archive.browse.exports import BAD_REQUEST, TYPES, Chunks, stream
from archive.browse.facet_lists import filter_names, unit_name
from archive.browse.lines_chart import LinesChart, lines_chart, mark
from archive.browse.page import Visit, visit
from archive.browse.results import trouble_with
from archive.browse.sources import known_sources
from archive.browse.widening import added_words
from archive.browse.words import number, percent, say
from archive.crawling.gaps import Gap
from archive.errors import ArsipError
from archive.searching.finding import parted
from archive.searching.hit_rows import as_cell
from archive.searching.query import read_query, spelled
from archive.searching.query_tree import readable_of
from archive.searching.series import COLUMNS, MOST_SERIES, Series, compare, rows_of
from archive.searching.tallies import by_unit
from archive.searching.timeline import Span
from archive.vocabulary import Fold

MOST_ROWS = 24  # of the table that stands open
MOST_GAPS, MOST_SUGGESTED = 6, 300


async def comparison_page(datasette: Datasette, request: Request) -> Response:
    """The questions of `q` on one timeline, with the same figures as a table."""
    here, compared = visit(datasette, request), compared_by(request)
    titles = await here.ask(source_titles)
    form = await _form(here, compared, titles)
    if not compared.questions:
        return await here.page("room_compare.html", **form, series=[])
    for words in compared.questions:
        asked = replace(compared.asked, words=words)
        if trouble := await here.ask(partial(trouble_with, asked=asked)):
            return await here.page("room_compare.html", **form, series=[], trouble=trouble, wrong=words)
    series = await counted(here, compared)
    return await here.page("room_compare.html", **form, **await _shown(here, compared, series, titles))


async def comparison_file(datasette: Datasette, request: Request) -> Response | AsgiStream:
    """The figures of the page as CSV: a span after the other, in it a question after the other."""
    here, compared = visit(datasette, request), compared_by(request)
    try:
        series = await counted(here, compared)
    except ArsipError:
        return Response.text(say("bad_query", here.language), status=BAD_REQUEST)

    async def pieces() -> Chunks:
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: as_cell(value) for name, value in row.items()} for row in rows_of(series))
        yield text.getvalue()

    return stream(pieces(), TYPES["csv"], "arsip-banding.csv")


async def counted(here: Visit, compared: Compared) -> list[Series]:
    """What each question found over time."""
    key = ("compared", compared.questions, compared.fold, *compared.asked.key)
    return await here.recall(key, partial(compare, questions=compared.questions, **compared.counting))


async def _form(here: Visit, compared: Compared, titles: Mapping[str, str]) -> dict[str, Any]:
    """What is asked for, to be changed, and what could be."""
    empty = [""] * (MOST_SERIES - len(compared.questions))
    narrowing = {name: value for name, value in compared.asked.filters.items() if name not in FILTERS_OF_ALL}
    hidden = {"from": None, "to": None, "fold": None, "q": None}
    units = await here.recall(("units",), by_unit)
    named = sorted(units, key=lambda name: -units[name])[:MOST_SUGGESTED]
    return {
        "compared": compared,
        "inputs": [*compared.questions, *empty],
        "marks": [mark(one, 20, 7) for one in range(MOST_SERIES)],
        "since": compared.asked.filters.get("since"),
        "until": compared.asked.filters.get("until"),
        "folds": [None, *Fold],
        "hidden": fields_of({key.rstrip("_"): value for key, value in (compared.query(**hidden)).items()}),
        "narrowed": list(filter_names(here, narrowing, titles).values()),
        "suggested": [
            *((f"source:{name}", title) for name, title in list(titles.items())[:MOST_SUGGESTED]),
            *((f"unit:{name}", unit_name(name)) for name in named),
        ],
        "query": "",
    }


async def _shown(here: Visit, compared: Compared, series: list[Series], titles: Mapping[str, str]) -> dict[str, Any]:
    names = [_name(here, one.query, titles) for one in series]
    drawing = _drawn(here, compared, series, names)
    months = len(series[0].spans)
    return {
        "series": [_line(here, compared, one, name) for one, name in zip(series, names, strict=True)],
        "drawing": drawing,
        "period": here.link("/banding", **compared.query()),
        "top": _figure(here, compared, drawing.top) if drawing else None,
        "half": _figure(here, compared, drawing.top / 2) if drawing else None,
        "rows": _rows(here, compared, series),
        "is_long": months > MOST_ROWS,
        "measures": [
            {"key": f"measure.{key}", "chosen": compared.by_count is by_count, "link": _link(here, compared, by_count)}
            for key, by_count in (("share", False), ("count", True))
        ],
        "csv_link": here.link("/banding.csv", **compared.query(measure=None)),
        "json_link": here.link("/api/1/compare", **compared.query(measure=None)),
        "gaps": _gaps(series)[:MOST_GAPS],
        "more_gaps": len(_gaps(series)[MOST_GAPS:]),
        "titles": titles,
        "parts": await _parts(here, compared, series),
    }


def _link(here: Visit, compared: Compared, by_count: bool) -> str:  # noqa: FBT001 the measure is one of two
    return here.link("/banding", **replace(compared, by_count=by_count).query())


def _name(here: Visit, words: str, titles: Mapping[str, str]) -> str:
    """What a question is called: its words, and what narrows it by the names that are read elsewhere."""
    query = read_query(words)
    named = filter_names(here, dict(query.filters), titles).values()
    return " · ".join(filter(None, [readable_of(query.tree) if query.tree else "", *named]))


def _line(here: Visit, compared: Compared, one: Series, name: str) -> dict[str, Any]:
    """One question, for its line in the list."""
    all_of_it = sum(span.all for span in one.spans)
    dated = one.found - one.undated
    return {
        "name": name,
        "found": one.found,
        "undated": one.undated,
        "share": dated / all_of_it if all_of_it else 0.0,
        "added": added_words(one.expansions),
        "link": here.link("/cari", **_articles(compared, one.query)),
    }


def _articles(compared: Compared, words: str) -> dict[str, object]:
    """The address of what a question finds."""
    bare, filters = parted(words, compared.asked.filters) or (words, compared.asked.filters)
    return replace(compared.asked, words=bare, filters=dict(filters)).query()


def _value(compared: Compared, span: Span) -> float | None:
    """What is drawn; None where the archive holds nothing of that time, which is not the same as finding nothing."""
    if not span.all:
        return None
    return span.found if compared.by_count else span.share


def _figure(here: Visit, compared: Compared, value: float) -> str:
    return number(round(value), here.language) if compared.by_count else percent(value, here.language)


def _drawn(here: Visit, compared: Compared, series: list[Series], names: Sequence[str]) -> LinesChart | None:
    def title(at: int) -> str:
        when = say_span(series[0].spans[at].name, here.language)
        told = (f"{name}: {_told(here, one.spans[at])}" for name, one in zip(names, series, strict=True))
        return "\n".join([when, *told])

    return lines_chart(series, partial(_value, compared), title)


def _told(here: Visit, span: Span) -> str:
    """The figures of one question in one span, as a line."""
    if not span.all:
        return say("nothing_kept", here.language)
    figures = say(
        "of_articles",
        here.language,
        found=number(span.found, here.language),
        all=number(span.all, here.language),
        share=percent(span.share, here.language),
    )
    return f"{figures}, {say('timeline_gap', here.language)}" if span.gaps else figures


def _rows(here: Visit, compared: Compared, series: list[Series]) -> list[dict[str, Any]]:
    """The figures of each span, the earliest first, each with the way to its articles."""
    links = [
        here.link("/cari", **_articles(compared, one.query) | {"from": "0000-00", "to": "0000-00"}) for one in series
    ]
    return [
        {
            "name": spans[0].name,
            "cells": [
                {
                    "span": span,
                    "share": span.share,
                    "is_gap": bool(span.gaps),
                    "link": link.replace("0000-00", span.name),
                }
                for span, link in zip(spans, links, strict=True)
            ],
        }
        for spans in zip(*(one.spans for one in series), strict=True)
    ]


def _gaps(series: list[Series]) -> list[Gap]:
    """The gaps in the time that is shown, each once."""
    return list(dict.fromkeys(gap for one in series for span in one.spans for gap in span.gaps))


async def _parts(here: Visit, compared: Compared, series: list[Series]) -> list[dict[str, str]]:
    """For a single question: the way to see it in its largest sites and networks beside each other."""
    if len(series) != 1:
        return []
    counts = series[0].by_source
    known, _ = await known_sources(here)
    networks: dict[str, int] = {}
    for source, articles in counts.items():
        if source in known and (network := known[source].network):
            networks[network] = networks.get(network, 0) + articles
    parts = {"source": list(counts), "network": sorted(networks, key=lambda name: -networks[name])}
    words = series[0].query
    narrowed = {*read_query(words).filters, *compared.asked.filters}
    return [
        {
            "key": f"compare_by.{kind}",
            "link": here.link(
                "/banding",
                **compared.query(q=tuple(spelled(words, {kind: name}) for name in names[:MOST_SERIES])),
            ),
        }
        for kind, names in parts.items()
        if len(names) > 1 and not {"source", kind} & narrowed
    ]
