"""A story: every article that is the same text, who had it first, and how much each has of it."""

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.article import found
from archive.browse.page import visit
from archive.catalogue import source_titles
from archive.errors import ArsipError
from archive.lineage import story_of


async def story(datasette: Datasette, request: Request) -> Response:
    """The story of an article, by the article's id."""
    here = visit(datasette, request)
    try:
        row, known = await found(here, request.url_vars["name"])
    except ArsipError:
        return await here.missing("missing_article")
    told = await here.recall(("story", row), lambda connection: (story_of(connection, row),))
    if told[0] is None:
        return await here.missing("missing_story")
    shown = [telling for telling in told[0].articles if telling.state != "hidden"]
    titles = await here.ask(source_titles)
    return await here.page("room_story.html", story=told[0], tellings=shown, titles=titles, article=known, query="")
