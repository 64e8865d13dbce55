"""The first page: what this archive is, what was published last, what changed, and which sites have trouble."""

from functools import partial

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.adoption.catalogue import holdings, newest, newest_stories
from archive.browse.page import visit
from archive.browse.sources import troubled
from archive.changes.lately import changed_lately
from archive.completeness.recording import recorded_since

NEWEST = 12
STORIES, CHANGED, TROUBLED, LARGEST = 5, 5, 5, 12


async def home(datasette: Datasette, request: Request) -> Response:
    """The archive at a glance."""
    here = visit(datasette, request)
    sources = await here.recall(("holdings",), holdings)
    articles = sum(source.articles for source in sources)
    if not articles:
        return await here.page("room_empty.html", title_key="empty", hint_key="empty_hint", adopted=bool(sources))
    standing = await troubled(here)
    held = sorted((source for source in sources if source.articles), key=lambda source: -source.articles)
    return await here.page(
        "room_home.html",
        sources=held[:LARGEST],
        held=len(held),
        articles=articles,
        since=await here.ask(recorded_since),
        entries=await here.recall(("newest",), partial(newest, limit=NEWEST)),
        stories=await here.recall(("newest stories",), partial(newest_stories, limit=STORIES)),
        changes=await here.ask(partial(changed_lately, limit=CHANGED)),
        troubled=standing[:TROUBLED],
        more_troubled=len(standing[TROUBLED:]),
        titles={source.name: source.title for source in sources},
        query="",
    )
