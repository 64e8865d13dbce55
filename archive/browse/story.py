"""A story: every article that is the same text, who had it first, and how much each has of it."""

from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.adoption.catalogue import source_titles
from archive.browse.article import found
from archive.browse.page import visit
from archive.errors import ArsipError
from archive.likeness.lineage import bodies_of, kept_and_changed, shown_of, story_of


async def story(datasette: Datasette, request: Request) -> Response:
    """The story of an article, by the article's id."""
    here = visit(datasette, request)
    try:
        row, known = await found(here, request.url_vars["name"])
    except ArsipError:
        return await here.missing("missing_article")
    (whole,) = await here.recall(("story", row), lambda connection: (story_of(connection, row),))
    told = shown_of(whole) if whole else None
    if told is None:
        return await here.missing("missing_story")
    other = request.args.get("banding")
    names = {telling.id for telling in told.articles}
    beside = None
    if other in names and other != told.first:
        bodies = await here.ask(partial(bodies_of, ids=[told.first, other]))
        beside = _side_by_side(bodies[told.first], bodies[other])
    titles = await here.ask(source_titles)
    return await here.page(
        "room_story.html",
        story=told,
        tellings=told.articles,
        titles=titles,
        article=known,
        beside=beside,
        other=other,
        query="",
    )


def _side_by_side(first: str, later: str) -> dict[str, Any]:
    """Both texts in pieces, those that they share marked."""
    shared, _ = kept_and_changed(first, later)
    return {
        "first": pieces_of(first, sorted((one.first_start, one.first_end) for one in shared)),
        "later": pieces_of(later, sorted((one.start, one.end) for one in shared)),
    }


def pieces_of(text: str, spans: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """A text from its beginning to its end, cut at these spans (which may overlap)."""
    pieces: list[dict[str, Any]] = []
    at = 0
    for start, end in spans:
        begin = max(start, at)
        if end > begin:
            pieces += [{"text": text[at:begin], "shared": False}, {"text": text[begin:end], "shared": True}]
            at = end
    return [piece for piece in [*pieces, {"text": text[at:], "shared": False}] if piece["text"]]
