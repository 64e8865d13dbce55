"""One article as it stands in the archive: its text in any version, how to cite it, and what proves it."""

from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.adoption.catalogue import source_titles
from archive.browse.dates import say_day
from archive.browse.facet_lists import region_title
from archive.browse.page import Visit, visit
from archive.citing import STYLES, Cited, cited_of
from archive.clock import moment
from archive.errors import ArsipError
from archive.history import Known, find_article, known_article
from archive.searching.neighbours import neighbours
from archive.vocabulary import ArticleState

CITATION_TYPES = {"bibtex": ("bib", "application/x-bibtex"), "ris": ("ris", "application/x-research-info-systems")}


async def article(datasette: Datasette, request: Request) -> Response:
    """An article by its id, or by a beginning of it that no other shares."""
    here, name = visit(datasette, request), request.url_vars["name"]
    try:
        row, newest = await found(here, name)
    except ArsipError:
        return await here.missing("missing_article")
    number = request.args.get("revision")
    if newest.id != name:
        return Response.redirect(here.link(f"/artikel/{newest.id}", revision=number))
    if number is None:
        return await _page(here, row, newest)
    try:
        known = await here.ask(partial(known_article, row=row, revision=int(number)))
    except (ArsipError, ValueError):
        return await here.missing("missing_version")
    return await _page(here, row, known)


async def found(here: Visit, name: str) -> tuple[int, Known]:
    """The row and the newest state of the article of a name. Raises `ArsipError` for none, and for a hidden one."""
    row = await here.ask(partial(find_article, name=name))
    newest = await here.ask(partial(known_article, row=row))
    if newest.state == ArticleState.HIDDEN:
        raise ArsipError("hidden")
    return row, newest


async def citation(datasette: Datasette, request: Request) -> Response:
    """The citation of an article in one of its states, as a file for a reference manager."""
    here, style = visit(datasette, request), request.url_vars["style"]
    try:
        row, known = await found(here, request.url_vars["name"])
        if number := request.args.get("revision"):
            known = await here.ask(partial(known_article, row=row, revision=int(number)))
    except (ArsipError, ValueError):
        return await here.missing("missing_article")
    titles = await here.ask(source_titles)
    form = next(name for name, (ending, _) in CITATION_TYPES.items() if ending == style)
    ending, content_type = CITATION_TYPES[form]
    headers = {"Content-Disposition": f'attachment; filename="arsip-{known.id}-{known.revision}.{ending}"'}
    text = cite(here, cited_of(known, titles[known.source]), form)
    return Response(f"{text}\n", headers=headers, content_type=f"{content_type}; charset=utf-8")


def cite(here: Visit, cited: Cited, style: str) -> str:
    """The citation in a form of `STYLES`, in the language of the visit, with the address of the page here."""
    page = here.absolute_plain(f"/artikel/{cited.id}", revision=cited.revision)
    return STYLES[style](cited, here.language, here.config.institution, page)


async def _page(here: Visit, row: int, known: Known) -> Response:
    titles = await here.ask(source_titles)
    before, after = await here.ask(partial(neighbours, row=row))
    cited = cited_of(known, titles[known.source])
    return await here.page(
        "room_article.html",
        article=known,
        fields=known.fields,
        paragraphs=known.fields["body"].split("\n\n"),
        source=titles[known.source],
        row=row,
        observed=known.revisions[known.revision - 1].observed,
        captured_day=_captured_day(here, known),
        citations={style: cite(here, cited, style) for style in STYLES},
        units=_units(known),
        regions=_regions(known),
        before=before,
        after=after,
        query="",
    )


def _captured_day(here: Visit, known: Known) -> str | None:
    day = moment(known.revisions[known.revision - 1].observed).astimezone(here.zone).date()
    return say_day(day.isoformat(), here.language, weekday=False)


def _units(known: Known) -> list[dict[str, Any]]:
    """Each unit once, as the text first names it."""
    named = {unit["id"] or unit["name"]: unit for unit in reversed(known.fields.get("units") or [])}
    return list(named.values())[::-1]


def _regions(known: Known) -> list[dict[str, str]]:
    """The region of the dateline, or all that its place may mean."""
    dateline = known.fields.get("dateline")
    candidates = dateline.get("region_candidates") or [] if isinstance(dateline, dict) else []
    codes = [known.fields["region"]] if known.fields["region"] else candidates
    return [{"code": code, "title": region_title(code)} for code in codes]
