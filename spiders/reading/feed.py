"""Feeds: RSS 0.9 to 2.0, RDF, Atom and JSON Feed. Addresses and dates are taken; the rest is read from the pages."""

import json
from typing import Any

from lxml import etree

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import Origin, Precision, Reason
from spiders.reading.dates import Stated, listed_date, local_day
from spiders.reading.document import absolute, is_own
from spiders.reading.metadata import is_home
from spiders.reading.page import Page
from spiders.reading.reading import Reading

ROOTS = frozenset({"rss", "rdf", "feed"})
ENTRIES = ("item", "entry")
OWN = frozenset({None, "", "alternate"})  # what the `rel` of an entry's own link may be
PUBLISHED = ("pubDate", "published", "date", "issued")
DATES = (*PUBLISHED, "updated", "created")
SPACES = b"\xef\xbb\xbf \t\r\n\x00"


def read_feed(page: Page, source: Source) -> Reading:
    """Read one page of a feed: the addresses of its entries on the source's own hosts, each once, in their order.

    The page that it names as its next (RFC 5005, or JSON Feed's `next_url`) is what follows. Broken XML is read as far
    as it goes. What is no feed at all, HTML for one, is a `problem`; the declared type says nothing.
    """
    body = page.body.lstrip(SPACES)
    if body.startswith(b"{"):
        return _read_json(body, page, source)
    # no entities, no DTD, no network: a feed needs none of them
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        return Reading(problem=Reason.WAY_CLOSED, detail=f"no feed: {error}"[:200])
    if root is None or etree.QName(root).localname.lower() not in ROOTS:
        return Reading(problem=Reason.WAY_CLOSED, detail="no feed: its root is " + _name_of(root))
    reading = Reading(following=_next_page(root, page.url, source), total=_total(root))
    for name in ENTRIES:
        for entry in root.iter(f"{{*}}{name}"):
            _add(reading, source, _address(entry, page.url), _date(entry, DATES), _date(entry, PUBLISHED))
    return _without_build_time(reading)


def _read_json(body: bytes, page: Page, source: Source) -> Reading:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        feed: Any = json.loads(body)
    except ValueError as error:
        return Reading(problem=Reason.WAY_CLOSED, detail=f"no feed: {error}"[:200])
    items = feed.get("items")
    if not isinstance(items, list):
        return Reading(problem=Reason.WAY_CLOSED, detail="no feed: JSON without items")
    following = feed.get("next_url")
    further = absolute(page.url, following) if isinstance(following, str) else None
    reading = Reading(following=[further] if further and is_own(further, source.hosts) else [])
    for item in items:
        url, date = (item.get("url"), item.get("date_published")) if isinstance(item, dict) else (None, None)
        if isinstance(url, str):
            said = date if isinstance(date, str) else ""
            _add(reading, source, absolute(page.url, url), said, said)
    return _without_build_time(reading)


def date_by_feed(item: ArticleItem, text: str | None, zone: str) -> None:
    """Date an article whose page states no date, or no clock on that day, by what a feed said of it (`text`)."""
    stated = listed_date(text, zone) if text and item.is_article else None
    if stated is None or (item.published is not None and not _refines(stated, item, zone)):
        return
    item.published, item.published_precision, item.published_raw = stated.value, stated.precision, stated.raw
    item.origins["published"] = Origin.FEED


def _refines(stated: Stated, item: ArticleItem, zone: str) -> bool:
    is_a_day = item.published_precision == Precision.DAY and stated.moment is not None
    return is_a_day and local_day(stated.raw, zone) == item.published


def _without_build_time(reading: Reading) -> Reading:
    """The reading without the dates of a feed that states one and the same for all: when it was made."""
    if len(reading.published) > 1 and len(set(reading.published.values())) == 1:
        reading.published.clear()
    return reading


def _add(reading: Reading, source: Source, url: str | None, date: str, published: str) -> None:
    reading.entries += 1
    if not url or not is_own(url, source.hosts) or is_home(url) or url in reading.links:
        return
    reading.links.append(url)
    if day := local_day(date, source.time_zone):
        reading.days[url] = day
    if published and listed_date(published, source.time_zone) is not None:
        reading.published[url] = published.strip()


def _name_of(root: etree._Element | None) -> str:
    return "missing" if root is None else f"<{etree.QName(root).localname}>"


def _address(entry: etree._Element, base: str) -> str | None:
    """The entry's own page: RSS has it as the text of `link` (or a permanent `guid`), Atom as its `href`."""
    for link in entry.iterchildren("{*}link"):
        written = link.get("href") if link.get("rel") in OWN else None
        written = written or "".join(str(text) for text in link.itertext())
        if written.strip() and (url := absolute(base, written)):
            return url
    guids = (guid for guid in entry.iterchildren("{*}guid") if guid.get("isPermaLink", "true") == "true")
    return next((absolute(base, guid.text or "") for guid in guids), None)


def _date(entry: etree._Element, names: tuple[str, ...]) -> str:
    """What the entry says under the first of these names that it has, as written."""
    written = (child.text for name in names for child in entry.iterchildren(f"{{*}}{name}"))
    return next((text for text in written if text), "")


def _next_page(root: etree._Element, base: str, source: Source) -> list[str]:
    for top in (root, *root.iterchildren("{*}channel")):
        for link in top.iterchildren("{*}link"):
            url = absolute(base, link.get("href") or "") if link.get("rel") == "next" else None
            if url and is_own(url, source.hosts) and url != base:
                return [url]
    return []


def _total(root: etree._Element) -> int | None:
    """How many entries the whole list has, where it says so (OpenSearch)."""
    text = next((element.text or "" for element in root.iterchildren("{*}totalResults")), "").strip()
    return int(text) if text.isdecimal() else None
