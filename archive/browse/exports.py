"""All that a question finds, as a file: CSV, JSON, an Atom feed, BibTeX; sent piece by piece, however much it is."""

import csv
import io
import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from archive.browse.asking import Asked, asked_by
from archive.browse.feed import atom
from archive.browse.page import POLICY, Visit, visit
from archive.browse.results import trouble_with
from archive.browse.words import say
from archive.citing import bibtex, cited_articles
from archive.finding import find
from archive.hit_rows import COLUMNS, cells_of, values_of
from archive.search import Hit

CHUNK = 500
BAD_REQUEST = 400
Chunks = AsyncIterator[str]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
}


async def export(datasette: Datasette, request: Request) -> Response | AsgiStream:
    """The answer to `/cari.csv`, `.json`, `.atom` and `.bib`, with the same query as the page of results."""
    here, asked, form = visit(datasette, request), asked_by(request), request.url_vars["form"]
    trouble = "bad_query" if asked.is_empty else await here.ask(lambda connection: trouble_with(connection, asked))
    if trouble:
        return Response.text(say(trouble, here.language), status=BAD_REQUEST)
    if form == "atom":
        return await atom(here, asked)
    writers = {"csv": _csv, "json": _json, "bib": _bib}
    return stream(writers[form](here, asked), TYPES[form], f"arsip.{form}")


def stream(pieces: Chunks, content_type: str, name: str) -> AsgiStream:
    """An answer that is sent while it is made, to be saved under a name."""

    async def send(writer: Any) -> None:
        async for piece in pieces:
            await writer.write(piece)

    headers = {"Content-Security-Policy": POLICY, "Content-Disposition": f'attachment; filename="{name}"'}
    return AsgiStream(send, headers=headers, content_type=content_type)


async def hits_of(here: Visit, asked: Asked) -> AsyncIterator[list[Hit]]:
    """All hits in pieces; an article that moves between two pieces while a crawl writes is there once."""
    seen: set[str] = set()
    offset = 0
    while True:
        found = await here.ask(
            partial(
                find,
                words=asked.words,
                filters=asked.filters,
                sort=asked.sort,
                limit=CHUNK,
                offset=offset,
                **asked.widening,
            )
        )
        yield [hit for hit in found.hits if hit.public_id not in seen]
        seen.update(hit.public_id for hit in found.hits)
        offset += CHUNK
        if len(found.hits) < CHUNK:
            return


async def _csv(here: Visit, asked: Asked) -> Chunks:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    async for hits in hits_of(here, asked):
        writer.writerows(cells_of(hit) for hit in hits)
        yield text.getvalue()
        text.seek(0)
        text.truncate()


async def _json(here: Visit, asked: Asked) -> Chunks:
    yield f'{{"query": {json.dumps(asked.words, ensure_ascii=False)}, "hits": ['
    separator = ""
    async for hits in hits_of(here, asked):
        for hit in hits:
            yield separator + json.dumps(values_of(hit), ensure_ascii=False)
            separator = ",\n"
    yield "]}\n"


async def _bib(here: Visit, asked: Asked) -> Chunks:
    async for hits in hits_of(here, asked):
        ids = [hit.public_id for hit in hits]
        for cited in await here.ask(partial(cited_articles, ids=ids)):
            page = here.absolute_plain(f"/artikel/{cited.id}", revision=cited.revision)
            yield bibtex(cited, here.language, here.config.institution, page) + "\n\n"
