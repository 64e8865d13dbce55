"""What a search finds: articles with the words marked, and how they spread over sites and years."""

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.page import Visit, visit
from archive.browse.safety import highlighted
from archive.catalogue import source_titles
from archive.errors import ArsipError
from archive.facets import facets
from archive.filters import read_filters
from archive.history import find_article, known_article
from archive.query import read_query
from archive.search import MARK, Hit, Results, search

A_PAGE = 20
LAST_PAGE = 10_000
MOST_SOURCES = 12
ADDRESS = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of a page of results asks for; `page` counts from 1."""

    words: str
    source: str | None
    since: str | None
    until: str | None
    place: str | None
    page: int

    @property
    def filters(self) -> dict[str, Any]:
        """The filters, as the archive's functions take them."""
        return {"source": self.source, "since": self.since, "until": self.until, "place": self.place}

    def query(self, **other: object) -> dict[str, object]:
        """The same question as values of an address, with some of them changed; it begins at the first page again."""
        own = {"q": self.words, "source": self.source, "from_": self.since, "to": self.until, "place": self.place}
        return own | other


def asked_by(request: Request) -> Asked:
    """Read the address of a page of results."""
    given = {name: (request.args.get(name) or "").strip() for name in ("q", "source", "from", "to", "place", "page")}
    page = int(given["page"]) if re.fullmatch("[1-9][0-9]{0,5}", given["page"]) else 1
    return Asked(
        words=given["q"],
        source=given["source"] or None,
        since=given["from"] or None,
        until=given["to"] or None,
        place=given["place"] or None,
        page=min(page, LAST_PAGE),
    )


async def results(datasette: Datasette, request: Request) -> Response:
    """The articles that the words of `q` find."""
    here, asked = visit(datasette, request), asked_by(request)
    if not asked.words:
        return Response.redirect(here.link("/"))
    if ADDRESS.fullmatch(asked.words):
        return await _at_address(here, asked)
    trouble = await here.ask(lambda connection: _trouble(connection, asked))
    if trouble:
        return await here.page("room_results.html", asked=asked, query=asked.words, trouble=trouble, total=0)
    return await here.page("room_results.html", **await here.ask(lambda connection: _found(connection, here, asked)))


async def _at_address(here: Visit, asked: Asked) -> Response:
    try:
        known = await here.ask(lambda connection: known_article(connection, find_article(connection, asked.words)))
    except ArsipError:
        return await here.page("room_results.html", asked=asked, query=asked.words, trouble="bad_address", total=0)
    return Response.redirect(here.link(f"/artikel/{known.id}"))


def _trouble(connection: sqlite3.Connection, asked: Asked) -> str | None:
    """The key of the line that says what cannot be searched for."""
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("bad_query", lambda: read_query(asked.words)),
        ("bad_filter", lambda: read_filters(connection, **asked.filters)),
    )
    for key, check in checks:
        try:
            check()
        except ArsipError:
            return key
    return None


def _found(connection: sqlite3.Connection, here: Visit, asked: Asked) -> dict[str, Any]:
    """What the template shows."""
    offset = (asked.page - 1) * A_PAGE
    found = search(connection, asked.words, **asked.filters, limit=A_PAGE, offset=offset)
    titles = source_titles(connection)
    spread = facets(connection, asked.words, **asked.filters)
    years = [_year(year, count, here, asked) for year, count in spread.years.items()]
    sources = [_source(name, count, titles, here, asked) for name, count in spread.sources.items()]
    return {
        "asked": asked,
        "query": asked.words,
        "understood": found.query,
        "unclosed": found.note is not None,
        "total": found.total,
        "hits": [_hit(hit, titles) for hit in found.hits],
        "years": years,
        "sources": [source for place, source in enumerate(sources) if place < MOST_SOURCES or source["chosen"]],
        "more_sources": max(0, len(sources) - MOST_SOURCES),
        "chosen": _chosen(here, asked, titles),
        "turns": _turns(here, asked, found),
    }


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
    }


def _year(year: str | None, count: int, here: Visit, asked: Asked) -> dict[str, Any]:
    chosen = year is not None and asked.since == asked.until == year
    other = {"from_": None, "to": None} if chosen else {"from_": year, "to": year}
    link = here.link("/cari", **asked.query(**other)) if year else None
    return {"name": year, "count": count, "chosen": chosen, "link": link}


def _source(name: str, count: int, titles: dict[str, str], here: Visit, asked: Asked) -> dict[str, Any]:
    chosen = asked.source == name
    link = here.link("/cari", **asked.query(source=None if chosen else name))
    return {"name": titles[name], "count": count, "chosen": chosen, "link": link}


def _chosen(here: Visit, asked: Asked, titles: dict[str, str]) -> list[dict[str, str]]:
    """Each filter in force, with the address of the same question without it."""
    days = " – ".join(dict.fromkeys(day or "…" for day in (asked.since, asked.until)))
    named = [
        (titles.get(asked.source or ""), {"source": None}),
        (days if asked.since or asked.until else None, {"from_": None, "to": None}),
        (asked.place, {"place": None}),
    ]
    return [{"name": name, "link": here.link("/cari", **asked.query(**without))} for name, without in named if name]


def _turns(here: Visit, asked: Asked, found: Results) -> dict[str, Any]:
    """The page before, the page after, and how many there are."""
    pages = min(max(1, -(-found.total // A_PAGE)), LAST_PAGE)

    def link(page: int) -> str | None:
        return here.link("/cari", **asked.query(page=page if page > 1 else None)) if 1 <= page <= pages else None

    previous = min(asked.page - 1, pages)
    return {"page": asked.page, "pages": pages, "previous": link(previous), "next": link(asked.page + 1)}
