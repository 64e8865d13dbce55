"""All that a question finds, as a file: CSV, JSON, an Atom feed, BibTeX; sent piece by piece, however much it is."""

import csv
import io
import json
import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from archive.browse.asking import asked_by
from archive.browse.feed import atom
from archive.browse.page import POLICY, READING, NoDatabase, Visit, visit
from archive.browse.results import trouble_with
from archive.browse.words import say
from archive.citing import bibtex, cited_articles
from archive.errors import ArsipError
from archive.searching.finding import Whole, find_all
from archive.searching.hit_rows import COLUMNS, cells_of, values_of
from archive.searching.hit_texts import hits_at
from archive.searching.hits import Hit

CHUNK = 500
BAD_REQUEST, NO_METHOD, UNAVAILABLE = 400, 405, 503
Chunks = AsyncIterator[str]
Hits = AsyncIterator[list[Hit]]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
}


async def export(datasette: Datasette, request: Request) -> Response | AsgiStream:
    """The answer to `/cari.csv`, `.json`, `.atom` and `.bib`, with the same query as the page of results."""
    here, asked, form = visit(datasette, request), asked_by(request), request.url_vars["form"]
    if request.method not in READING:
        return Response("", status=NO_METHOD, headers={"Allow": ", ".join(READING)}, content_type="text/plain")
    try:
        trouble = "bad_query" if asked.is_empty else await here.ask(partial(trouble_with, asked=asked))
        if trouble:
            return Response.text(say(trouble, here.language), status=BAD_REQUEST)
        if form == "atom":
            return await atom(here, asked)
        # before the first byte is sent: what cannot be answered is still said with its status
        found = await here.ask(
            partial(find_all, words=asked.words, filters=asked.filters, sort=asked.sort, **asked.widening)
        )
    except ArsipError:
        return Response.text(say("bad_address", here.language), status=BAD_REQUEST)
    except (sqlite3.Error, NoDatabase):
        return Response.text(say("unreadable", here.language), status=UNAVAILABLE)
    hits = hits_of(here, found)
    pieces = {"csv": _csv(hits), "json": _json(hits, asked.words), "bib": _bib(hits, here)}[form]
    return stream(pieces, TYPES[form], f"arsip.{form}")


def stream(pieces: Chunks, content_type: str, name: str) -> AsgiStream:
    """An answer that is sent while it is made, to be saved under a name."""

    async def send(writer: Any) -> None:
        async for piece in pieces:
            await writer.write(piece)

    headers = {"Content-Security-Policy": POLICY, "Content-Disposition": f'attachment; filename="{name}"'}
    return AsgiStream(send, headers=headers, content_type=content_type)


async def hits_of(here: Visit, found: Whole) -> Hits:
    """All hits in pieces: those that there were when the file was begun, each once, whatever is written meanwhile."""
    for start in range(0, len(found.located.ids), CHUNK):
        piece = partial(hits_at, fts=found.fts, located=found.located, start=start, stop=start + CHUNK)
        yield await here.ask(piece)


async def _csv(pieces: Hits) -> Chunks:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    yield text.getvalue()
    async for hits in pieces:
        text.seek(0)
        text.truncate()
        writer.writerows(cells_of(hit) for hit in hits)
        yield text.getvalue()


async def _json(pieces: Hits, words: str) -> Chunks:
    yield f'{{"query": {json.dumps(words, ensure_ascii=False)}, "hits": ['
    separator = ""
    async for hits in pieces:
        for hit in hits:
            yield separator + json.dumps(values_of(hit), ensure_ascii=False)
            separator = ",\n"
    yield "]}\n"


async def _bib(pieces: Hits, here: Visit) -> Chunks:
    async for hits in pieces:
        ids = [hit.public_id for hit in hits]
        for cited in await here.ask(partial(cited_articles, ids=ids)):
            page = here.absolute_plain(f"/artikel/{cited.id}", revision=cited.revision)
            yield bibtex(cited, here.language, here.config.institution, page) + "\n\n"
