"""Lists for all to see: people as credited, what changed lately, what was removed lately, about this archive."""

import re
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.adoption.catalogue import holdings, source_titles
from archive.browse.page import Visit, visit
from archive.changes.lately import Event, changed_lately, removed_lately
from archive.completeness.recording import recorded
from archive.searching.tallies import people

A_PAGE = 50


async def credited(datasette: Datasette, request: Request) -> Response:
    """People and offices as they are credited, those most often first."""
    here, page = visit(datasette, request), page_of(request)
    found, total = await here.recall(
        ("people", page), partial(people, limit=A_PAGE * 2, offset=(page - 1) * A_PAGE * 2)
    )
    more = {"previous": _turn(here, page - 1), "next": _turn(here, page + 1) if page * A_PAGE * 2 < total else None}
    return await here.page("room_people.html", people=found, total=total, turns=more, query="")


async def changed(datasette: Datasette, request: Request) -> Response:
    """What publishers changed, as it was noticed last."""
    here, page = visit(datasette, request), page_of(request)
    found = await here.ask(partial(changed_lately, limit=A_PAGE + 1, offset=(page - 1) * A_PAGE))
    return await _events(here, found, page, ("changed_lately", "changed_lately_hint"))


async def removed(datasette: Datasette, request: Request) -> Response:
    """What sites have stopped giving, as it was noticed last."""
    here, page = visit(datasette, request), page_of(request)
    found = await here.ask(partial(removed_lately, limit=A_PAGE + 1, offset=(page - 1) * A_PAGE))
    return await _events(here, found, page, ("removed_lately", "removed_lately_hint"))


async def _events(here: Visit, found: list[Event], page: int, keys: tuple[str, str]) -> Response:
    turns = {"previous": _turn(here, page - 1), "next": _turn(here, page + 1) if len(found) > A_PAGE else None}
    titles = await here.ask(source_titles)
    return await here.page("room_events.html", events=found[:A_PAGE], titles=titles, keys=keys, turns=turns, query="")


async def about(datasette: Datasette, request: Request) -> Response:
    """What this archive is: whose, how much, since when, how it came to be, how to use and to cite it."""
    here = visit(datasette, request)
    held = await here.recall(("holdings",), holdings)
    kept: Any = await here.recall(("recorded",), recorded)
    return await here.page(
        "room_about.html", articles=sum(one.articles for one in held), sources=held, recorded=kept, query=""
    )


def page_of(request: Request) -> int:
    """The page of a list that an address asks for, from 1 on."""
    asked = request.args.get("page") or ""
    return int(asked) if re.fullmatch("[1-9][0-9]{0,4}", asked) else 1


def _turn(here: Visit, page: int) -> str | None:
    return here.link(here.request.path, page=page if page > 1 else None) if page >= 1 else None
