"""A stored capture on a page: what it is, and its cleaned content in a frame of its own, where nothing can run."""

import asyncio
from functools import partial

import nh3
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from archive.browse.article import found
from archive.browse.page import POLICY, STATIC, Visit, archive_of, visit
from archive.browse.safety import shown
from archive.errors import ArsipError
from archive.history import Known, Provenance
from archive.warc.replay import Stored, find_capture, stored_page

FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
PAGE_POLICY = f"{POLICY}; frame-src 'self'"
TAGS = """
h1 h2 h3 h4 h5 h6 p div section article header footer aside nav ul ol li dl dt dd blockquote pre code br hr
table thead tbody tfoot tr th td caption figure figcaption em strong b i u s sub sup small time q cite abbr span a
"""
WITH_CONTENT = "script style title template noscript iframe object svg math textarea select"
PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<title>{title}</title><link rel="stylesheet" href="/{static}/capture.css"></head>'
    "<body><main>{content}</main></body></html>\n"
)


async def capture(datasette: Datasette, request: Request) -> Response:
    """The page about one capture of an article, with the frame."""
    here = visit(datasette, request)
    try:
        known, kept = await _found(here)
    except ArsipError:
        return await here.missing("missing_capture")
    answer = await here.page(
        "room_capture.html",
        article=known,
        capture=kept,
        frame=f"/artikel/{known.id}/rekaman/{kept.payload_sha256}/isi",
        query="",
    )
    answer.headers["Content-Security-Policy"] = PAGE_POLICY
    return answer


async def content(datasette: Datasette, request: Request) -> Response:
    """What the frame holds: text without scripts, styles, pictures and links, sandboxed whoever opens it."""
    here = visit(datasette, request)
    try:
        known, kept = await _found(here)
        stored = await asyncio.to_thread(stored_page, archive_of(datasette).warc, kept)
        inner = await asyncio.to_thread(cleaned, stored)
    except ArsipError:
        return await here.missing("unshown_capture")
    text = PAGE.format(
        language=here.language, title=shown(known.fields["headline"] or ""), static=STATIC, content=inner
    )
    return Response.html(text, headers={"Content-Security-Policy": FRAME_POLICY})


async def _found(here: Visit) -> tuple[Known, Provenance]:
    row, known = await found(here, here.request.url_vars["name"])
    return known, await here.ask(partial(find_capture, article=row, digest=here.request.url_vars["digest"]))


def cleaned(stored: Stored) -> Markup:
    """The content of a capture as HTML that can do nothing: text in its order, with its headings, lists and tables."""
    if not stored.is_html:
        return Markup("<pre>{}</pre>").format(shown(stored.text))
    safe = nh3.clean(
        stored.text,
        tags=set(TAGS.split()),
        clean_content_tags=set(WITH_CONTENT.split()),
        attributes={},
        link_rel=None,
        strip_comments=True,
    )
    return Markup(shown(safe))  # noqa: S704 nh3 has cleaned it: no attribute is left
