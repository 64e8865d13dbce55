"""The first page: what this archive is, and what was published last."""

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.page import visit
from archive.catalogue import holdings, newest

NEWEST = 12


async def home(datasette: Datasette, request: Request) -> Response:
    """The archive at a glance."""
    here = visit(datasette, request)
    sources = await here.ask(holdings)
    articles = sum(source.articles for source in sources)
    if not articles:
        return await here.page("room_empty.html", title_key="empty", hint_key="empty_hint", adopted=bool(sources))
    entries = await here.ask(lambda connection: newest(connection, NEWEST))
    titles = {source.name: source.title for source in sources}
    return await here.page(
        "room_home.html", sources=sources, articles=articles, entries=entries, titles=titles, query=""
    )
