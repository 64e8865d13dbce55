"""The sites that are archived: how each stands, for all to see, and how complete each is, day by day."""

import sqlite3
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.days_chart import DayCell, month_places, months_of, year_of_days
from archive.browse.page import Visit, archive_of, visit
from archive.browse.panel import panel
from archive.browse.words import MONTHS
from archive.clock import now
from archive.completeness.recall import Recall
from archive.completeness.status import detail, sources_not_adopted, status
from archive.coverage import today_in
from archive.errors import ArsipError
from archive.sources import Source, load_sources
from archive.vocabulary import Health

STANDING = 15  # seconds that a verdict holds on the first page
CALM = frozenset({Health.OK, Health.INACTIVE, Health.NEVER_CRAWLED})


async def sources(datasette: Datasette, request: Request) -> Response:
    """Every source with its verdict and its last success."""
    here = visit(datasette, request)
    found = await all_status(here)
    return await here.page("room_sources.html", sources=found, query="")


async def all_status(here: Visit) -> list[dict[str, Any]]:
    """How each source stands, what needs attention most first, with its title."""
    known, adopted = await known_sources(here)
    minute = now().replace(second=0, microsecond=0)
    found = await here.recall(
        ("status", minute),
        lambda connection: status(connection, known.values(), minute, adopted),
    )
    return [{**one.as_dict(), "title": known[one.source].title or one.source} for one in found]


async def troubled(here: Visit) -> list[dict[str, Any]]:
    """The sources that need attention, most first: their names, verdicts and titles, at most `STANDING` seconds old."""
    known, adopted = await known_sources(here)
    found = await here.recall_dated(
        ("troubled",), STANDING, lambda connection: status(connection, known.values(), now(), adopted)
    )
    return [
        {"source": one.source, "health": one.health, "title": known[one.source].title or one.source}
        for one in found
        if one.health not in CALM and one.source in known
    ]


async def known_sources(here: Visit) -> tuple[dict[str, Source], set[str]]:
    """Every source by its name, and the names of those that are adopted."""
    folder = archive_of(here.datasette).sources
    files = tuple((file.name, file.stat().st_mtime_ns) for file in folder.glob("*.toml"))
    return await here.recall(("sources", files), partial(_load, folder=folder))


def _load(connection: sqlite3.Connection, folder: Path) -> tuple[dict[str, Source], set[str]]:
    try:
        adopted = load_sources(folder)
    except ArsipError:  # a file with a mistake: the table has the source as it was crawled last
        adopted = {}
    others = sources_not_adopted(connection, adopted)
    return adopted | {source.name: source for source in others}, set(adopted)


async def source(datasette: Datasette, request: Request) -> Response:
    """One source: what it is, how it stands, its calendar, its recall, its newest articles."""
    here, name = visit(datasette, request), request.url_vars["name"]
    known, adopted = await known_sources(here)
    if name not in known:
        return await here.missing("missing_source")
    one = known[name]
    minute = now().replace(second=0, microsecond=0)
    all_of_it = await here.recall(
        ("source", name, minute),
        lambda connection: detail(connection, one, minute, adopted=name in adopted),
    )
    years = sorted({day.day[:4] for day in all_of_it.days}, reverse=True)
    latest = max((day.day[:4] for day in all_of_it.days if day.articles), default=next(iter(years), None))
    asked = request.args.get("year")
    year = asked if asked in years else latest
    today = date.fromisoformat(today_in(one, minute))
    cells = year_of_days(year, all_of_it.days, all_of_it.gaps, today) if year else []
    return await here.page(
        "room_source.html",
        source=one,
        detail=all_of_it.as_dict() | {"days": []},
        recall=_recall(here, all_of_it.recall),
        years=years,
        year=year,
        cells=cells,
        month_names=[(x, MONTHS[here.language][month - 1][:3]) for x, month in month_places(cells)],
        day_links=_links(here, name, cells),
        months=months_of(all_of_it.days, all_of_it.gaps),
        query="",
        **await panel(here, "source", name),
    )


def _links(here: Visit, name: str, cells: list[DayCell]) -> dict[str, str]:
    days = [cell.day for cell in cells if cell.articles]
    return {day: here.link("/cari", source=name, from_=day, to=day) for day in days}


def _recall(here: Visit, measured: Recall) -> dict[str, Any] | None:
    """The measure to go by, and the estimate, as figures: the sentences are the page's own."""
    best, estimate = measured.best, measured.estimate
    return {
        "share": best.share if best else None,
        "expected": best.expected if best else None,
        "missing": best.missing + best.unnamed if best else None,
        "way": best.way if best else None,
        "estimate": estimate,
        "sentence": measured.sentence() if here.language == "en" else None,
    }
