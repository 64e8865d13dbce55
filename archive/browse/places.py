"""Regions: every province with its regencies and cities, and each with its articles and its prisons."""

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.page import visit
from archive.browse.panel import panel
from archive.places.regions import PROVINCE, provinces, regions
from archive.places.units import units
from archive.searching.tallies import by_region, by_unit


async def region_list(datasette: Datasette, request: Request) -> Response:
    """Every province that articles come from, with those of its regencies and cities that do."""
    here = visit(datasette, request)
    counts = await here.recall(("regions",), by_region)
    listed = []
    for province in provinces().values():
        parts = [one for one in regions().values() if one.province == province.code and one.kind != PROVINCE]
        total = counts.get(province.code, 0) + sum(counts.get(one.code, 0) for one in parts)
        if total:
            entries = [
                {"code": one.code, "title": one.title, "count": counts[one.code]} for one in parts if one.code in counts
            ]
            listed.append({"code": province.code, "title": province.title, "count": total, "parts": entries})
    return await here.page("room_regions.html", provinces=listed, query="")


async def region(datasette: Datasette, request: Request) -> Response:
    """One region: its parts, its prisons and offices, its articles over time."""
    here, code = visit(datasette, request), request.url_vars["code"]
    one = regions().get(code)
    if one is None:
        return await here.missing("missing_region")
    counts = await here.recall(("regions",), by_region)
    named = await here.recall(("units",), by_unit)
    parts = [
        {"code": part.code, "title": part.title, "count": counts[part.code]}
        for part in regions().values()
        if one.kind == PROVINCE and part.province == code and part.code != code and part.code in counts
    ]
    here_units = [
        {"id": unit.id, "name": unit.name, "count": named.get(unit.id, 0)}
        for unit in units().values()
        if unit.region == code or (one.kind == PROVINCE and unit.region.startswith(f"{code}."))
    ]
    return await here.page(
        "room_region.html",
        region=one,
        title=one.title,
        province=regions().get(one.province) if one.kind != PROVINCE else None,
        parts=parts,
        units=sorted(here_units, key=lambda unit: (-unit["count"], unit["name"])),
        query="",
        **await panel(here, "place", code),
    )
