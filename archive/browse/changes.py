"""Two versions of an article side by side in one text: what was taken out, what was put in."""

from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.browse.article import found
from archive.browse.page import visit
from archive.changes.differences import classed
from archive.changes.word_diff import diff
from archive.errors import ArsipError
from archive.history import Known, known_article

TEXTS = ("headline", "lead_caption", "body")


async def comparison(datasette: Datasette, request: Request) -> Response:
    """The version `old` beside the version `new` (the newest, and the one before that, where none is named)."""
    here = visit(datasette, request)
    try:
        row, newest = await found(here, request.url_vars["name"])
        new = int(request.args.get("new") or newest.revision)
        old = int(request.args.get("old") or new - 1)
        first = await here.ask(partial(known_article, row=row, revision=old))
        second = await here.ask(partial(known_article, row=row, revision=new))
        kind, changes = await here.ask(partial(classed, row=row, old=old, new=new))
    except (ArsipError, ValueError):
        return await here.missing("missing_version")
    return await here.page(
        "room_changes.html",
        article=second,
        old=first.revisions[old - 1],
        new=second.revisions[new - 1],
        kind=kind,
        changes=[change.as_dict() for change in changes],
        texts={name: _hunks(first, second, name) for name in TEXTS if _text(first, name) != _text(second, name)},
        query="",
    )


def _text(known: Known, name: str) -> str:
    return known.fields[name] or ""


def _hunks(old: Known, new: Known, name: str) -> list[dict[str, Any]]:
    return [
        {"same": hunk.same, "old": hunk.old_text, "new": hunk.new_text}
        for hunk in diff(_text(old, name), _text(new, name))
    ]
