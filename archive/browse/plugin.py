"""The hooks by which Datasette shows the archive's own pages; each stays in Datasette 1.0."""

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from archive.adoption.catalogue import is_anything_hidden
from archive.browse import api
from archive.browse.article import article, citation
from archive.browse.changes import comparison
from archive.browse.compare import comparison_file, comparison_page
from archive.browse.concordance import concordance_file, concordance_page
from archive.browse.datasette_policy import policy_of
from archive.browse.exports import export
from archive.browse.home import home
from archive.browse.lists import about, changed, credited, removed
from archive.browse.openapi import openapi
from archive.browse.page import DATABASE, NoDatabase, visit
from archive.browse.places import region, region_list
from archive.browse.replay import capture, content
from archive.browse.results import results
from archive.browse.sources import source, sources
from archive.browse.story import story
from archive.browse.units import unit, unit_list
from archive.browse.words import say
from archive.database import remember_more

FORBIDDEN, NOT_FOUND, UNAVAILABLE = 403, 404, 503
# what Datasette asks for before it shows rows as they stand in the tables
ROWS = frozenset({"view-database", "view-table", "view-query", "execute-sql", "view-database-download"})
POLICY = b"content-security-policy"
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """The archive's own addresses; all others are Datasette's."""
    return [
        (r"/$", home),
        (r"/cari$", results),
        (r"/cari\.(?P<form>csv|json|atom|bib)$", export),
        (r"/konkordansi$", concordance_page),
        (r"/konkordansi\.csv$", concordance_file),
        (r"/banding$", comparison_page),
        (r"/banding\.csv$", comparison_file),
        (r"/api/1/search$", api.search),
        (r"/api/1/compare$", api.compare),
        (r"/api/1/concordance$", api.concordance),
        (r"/api/1/article/(?P<name>[a-z2-7]{4,16})$", api.article),
        (r"/api/1/story/(?P<name>[a-z2-7]{4,16})$", api.story),
        (r"/api/1/sources$", api.sources),
        (r"/api/1/source/(?P<name>[a-z0-9-]+)$", api.source),
        (r"/api/1/unit/(?P<name>[a-z0-9-]+)$", api.unit),
        (r"/api/1/openapi\.json$", openapi),
        (r"/api(?:/.*)?$", api.nowhere),
        (r"/kelompok/(?P<name>[a-z2-7]{16})$", story),
        (r"/situs$", sources),
        (r"/situs/(?P<name>[a-z0-9-]+)$", source),
        (r"/satuan$", unit_list),
        (r"/satuan/(?P<name>[a-z0-9-]+)$", unit),
        (r"/wilayah$", region_list),
        (r"/wilayah/(?P<code>[0-9]{2}(?:\.[0-9]{2})?)$", region),
        (r"/nama$", credited),
        (r"/perubahan$", changed),
        (r"/hilang$", removed),
        (r"/tentang$", about),
        (r"/artikel/(?P<name>[A-Za-z2-7]{4,16})$", article),
        (r"/artikel/(?P<name>[a-z2-7]{16})\.(?P<style>bib|ris)$", citation),
        (r"/artikel/(?P<name>[a-z2-7]{16})/perubahan$", comparison),
        (r"/artikel/(?P<name>[a-z2-7]{16})/rekaman/(?P<digest>[0-9a-f]{16,64})$", capture),
        (r"/artikel/(?P<name>[a-z2-7]{16})/rekaman/(?P<digest>[0-9a-f]{16,64})/isi$", content),
    ]


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Each reading connection keeps its place for many readers."""
    remember_more(conn)


@hookimpl
def menu_links() -> list[dict[str, str]]:
    """The way back from the tables."""
    return [{"href": "/", "label": "Arsip"}]


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Markup | None:
    """In the table of articles, the id leads to the article's page."""
    if table != "articles" or column != "public_id":
        return None
    return Markup('<a href="/artikel/{0}">{0}</a>').format(value)


@hookimpl(wrapper=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Generator[None, Any, Any]:
    """What is not there, or cannot be read, is said in the archive's own words; the rest is Datasette's.

    Datasette awaits the answer of every plugin, then its own, which fails at an address that none of its routes knows.
    """
    theirs = yield
    own = _said(datasette, request, exception)
    return theirs if own is None else [own]


def _said(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response] | Response] | None:
    is_missing = getattr(exception, "status", None) == NOT_FOUND
    if request.path.endswith(".json"):
        told = {"ok": False, "error": str(exception), "status": NOT_FOUND, "title": None}
        return (lambda: Response.json(told, status=NOT_FOUND)) if is_missing else None
    here = visit(datasette, request)
    if isinstance(exception, NoDatabase):
        return lambda: here.page("room_empty.html", title_key="no_database", hint_key="no_database_hint", adopted=False)
    if isinstance(exception, sqlite3.OperationalError) and str(exception) == "interrupted":
        return lambda: here.missing("too_slow", "too_slow_hint", UNAVAILABLE)
    if isinstance(exception, sqlite3.Error):
        return lambda: here.missing("unreadable", "unreadable_hint", UNAVAILABLE)
    if is_missing:
        return here.missing
    return None


@hookimpl
def permission_allowed(datasette: Datasette, action: str) -> Callable[[], Awaitable[bool | None]] | None:
    """Tables and SQL show every row: while any article is hidden, they are closed."""
    if action not in ROWS:
        return None

    async def allowed() -> bool | None:
        return False if await datasette.get_database(DATABASE).execute_fn(is_anything_hidden) else None

    return allowed


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> Callable[[], Awaitable[Response]]:
    """Say why, and where the same can be had."""
    if request.path.endswith((".json", ".csv")):
        error = say("tables_closed", "en")
        return lambda: _as_is(Response.json({"ok": False, "error": error}, status=FORBIDDEN))
    return lambda: visit(datasette, request).missing("tables_closed", "tables_closed_hint", FORBIDDEN)


async def _as_is(answer: Response) -> Response:
    return answer


def _is_html(start: Any) -> bool:
    return any(name.lower() == b"content-type" and kind.startswith(b"text/html") for name, kind in start["headers"])


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Every answer says what a browser may do with it; a page that has said so itself is left alone."""

    def wrap(app: Any) -> Any:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            held: list[Any] = []  # the beginning of an answer, until its first part tells its policy

            async def send_guarded(message: Any) -> None:
                if message["type"] == "http.response.start":
                    said = {name.lower() for name, _ in message["headers"]}
                    message["headers"] += [[name, value] for name, value in HEADERS.items() if name not in said]
                    if POLICY not in said:
                        held.append(message)
                        return
                if held:
                    start = held.pop()
                    page = message.get("body", b"") if _is_html(start) else b""
                    start["headers"].append([POLICY, policy_of(page).encode()])
                    await send(start)
                await send(message)

            await app(scope, receive, send_guarded)

        return guarded

    return wrap
