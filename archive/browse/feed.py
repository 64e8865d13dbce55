"""A saved search that one can follow: an Atom feed of the newest articles that a question finds."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from datasette.utils.asgi import Response

from archive.adoption.catalogue import source_titles
from archive.browse.asking import Asked
from archive.browse.page import POLICY, Visit
from archive.browse.safety import shown
from archive.browse.words import say
from archive.citing import Cited, cited_articles
from archive.searching.finding import find
from archive.searching.hit_rows import values_of
from archive.vocabulary import Sort

NEWEST = 50
NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"
NOT_IN_XML = re.compile("[\ufffe\uffff]")
SECONDS = len("2020-02-27T08:15:07")


async def atom(here: Visit, asked: Asked) -> Response:
    """The newest fifty, by their day of publication."""
    found = await here.ask(
        lambda connection: find(
            connection, asked.words, asked.filters, sort=Sort.NEWEST, limit=NEWEST, **asked.widening
        )
    )
    cited = await here.ask(lambda connection: cited_articles(connection, [hit.public_id for hit in found.hits]))
    snippets = {hit.public_id: str(values_of(hit)["snippet"]) for hit in found.hits}
    titles = await here.ask(source_titles)
    named = [asked.words, titles.get(asked.filters.get("source", ""), ""), here.config.institution]
    title = " – ".join(part for part in named if part) or say("archive", here.language)
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": here.language})
    _add(feed, "title", title)
    _add(feed, "id", here.absolute("/cari", **asked.query()))
    SubElement(feed, "link", {"rel": "self", "href": here.absolute("/cari.atom", **asked.query())})
    SubElement(feed, "link", {"rel": "alternate", "href": here.absolute("/cari", **asked.query())})
    _add(feed, "updated", max((_updated(one) for one in cited), default=NEVER))
    for one in cited:
        _entry(feed, here, one, snippets[one.id])
    text = tostring(feed, encoding="unicode", xml_declaration=False)
    return Response(
        f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n',
        headers={"Content-Security-Policy": POLICY},
        content_type="application/atom+xml; charset=utf-8",
    )


def _entry(feed: Element, here: Visit, cited: Cited, snippet: str) -> None:
    entry = SubElement(feed, "entry")
    _add(entry, "title", cited.headline or say("untitled", here.language))
    _add(entry, "id", f"urn:arsip:{cited.id}")
    SubElement(entry, "link", {"rel": "alternate", "href": here.absolute(f"/artikel/{cited.id}")})
    _add(entry, "updated", _updated(cited))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)", cited.published or ""):
        _add(entry, "published", cited.published or "")
    for name in cited.authors or (cited.source,):
        _add(SubElement(entry, "author"), "name", name)
    _add(entry, "summary", snippet)


def _updated(cited: Cited) -> str:
    return f"{cited.captured[:SECONDS]}Z" if cited.captured else NEVER


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = NOT_IN_XML.sub("", shown(text))
