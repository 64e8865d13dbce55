"""One article as it stands in the archive: its text in any version, and what proves it."""

from typing import Any
from zoneinfo import ZoneInfo

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.dates import say_day, say_published
from archive.browse.page import Visit, visit
from archive.browse.words import say
from archive.catalogue import source_titles
from archive.clock import moment
from archive.errors import ArsipError
from archive.history import Known, find_article, known_article
from archive.vocabulary import ArticleState, Precision


async def article(datasette: Datasette, request: Request) -> Response:
    """An article by its id, or by a beginning of it that no other shares."""
    here, name = visit(datasette, request), request.url_vars["name"]
    try:
        row = await here.ask(lambda connection: find_article(connection, name))
        newest = await here.ask(lambda connection: known_article(connection, row))
    except ArsipError:
        return await here.missing("missing_article")
    if newest.state == ArticleState.HIDDEN:
        return await here.missing("missing_article")
    number = request.args.get("revision")
    if newest.id != name:
        return Response.redirect(here.link(f"/artikel/{newest.id}", revision=number))
    if number is None:
        return await _page(here, row, newest)
    try:
        revision = int(number)
        known = await here.ask(lambda connection: known_article(connection, row, revision))
    except (ArsipError, ValueError):
        return await here.missing("missing_version")
    return await _page(here, row, known)


async def _page(here: Visit, row: int, known: Known) -> Response:
    titles = await here.ask(source_titles)
    return await here.page(
        "room_article.html",
        article=known,
        fields=known.fields,
        paragraphs=known.fields["body"].split("\n\n"),
        source=titles[known.source],
        row=row,
        observed=known.revisions[known.revision - 1].observed,
        cite=_citation(here, known, titles[known.source]),
        query="",
    )


def _citation(here: Visit, known: Known, source: str) -> dict[str, Any]:
    """The parts of the line that one cites the article by: what its publisher made, and where it is kept."""
    finest = Precision.MONTH if known.fields["published_precision"] == Precision.MONTH else Precision.DAY
    day = moment(known.revisions[known.revision - 1].observed).astimezone(ZoneInfo(here.config.time_zone)).date()
    kept = {
        "when": say_day(day.isoformat(), here.language, weekday=False),
        "id": known.id,
        "who": here.config.institution,
    }
    return {
        "headline": known.fields["headline"],
        "source": source,
        "published": say_published(known.fields["published"], finest, here.language),
        "url": known.url,
        "kept": say("cite_archived" if here.config.institution else "cite_archived_by_nobody", here.language, **kept),
    }
