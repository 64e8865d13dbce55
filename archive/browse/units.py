"""Prisons and offices: all of them by kind, and each with all its names over time."""

from functools import partial
from itertools import groupby
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.facet_lists import region_title
from archive.browse.page import visit
from archive.browse.panel import panel
from archive.places.units import RegisteredUnit, successions, units
from archive.searching.tallies import by_unit, spellings

SPELLINGS = 20


async def unit_list(datasette: Datasette, request: Request) -> Response:
    """Every unit that articles name, by kind; all of the registry with `?all=1`."""
    here = visit(datasette, request)
    counts = await here.recall(("units",), by_unit)
    wants_all = request.args.get("all") == "1"
    shown = [one for one in units().values() if wants_all or counts.get(one.id)]
    ordered = sorted(shown, key=lambda one: (one.kind, one.name))
    kinds = [(kind, [_entry(one, counts) for one in found]) for kind, found in groupby(ordered, lambda one: one.kind)]
    return await here.page("room_units.html", kinds=kinds, is_all=wants_all, registered=len(units()), query="")


def _entry(one: RegisteredUnit, counts: dict[str, int]) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "region": region_title(one.region), "count": counts.get(one.id, 0)}


async def unit(datasette: Datasette, request: Request) -> Response:
    """One unit: its names, who it took over from and who from it, its articles over time."""
    here, name = visit(datasette, request), request.url_vars["name"]
    one = units().get(name)
    if one is None:
        return await here.missing("missing_unit")
    steps = [
        {"id": step.predecessor, "name": units()[step.predecessor].name, "since": step.since, "was": True}
        for step in successions()
        if step.successor == name
    ]
    steps += [
        {"id": step.successor, "name": units()[step.successor].name, "since": step.since, "was": False}
        for step in successions()
        if step.predecessor == name
    ]
    return await here.page(
        "room_unit.html",
        unit=one,
        region={"code": one.region, "title": region_title(one.region)} if one.region else None,
        parent=units().get(one.parent or ""),
        steps=steps,
        spellings=await here.ask(partial(spellings, unit=name, limit=SPELLINGS)),
        query="",
        **await panel(here, "unit", name),
    )
