"""On which day a list says that its entries were published: the date that stands in the box of each."""

from collections.abc import Iterable

from lxml.html import HtmlElement

from archive.sources import Source
from spiders.reading.dates import date_in_address, local_day
from spiders.reading.document import Document, one_line

HIGHEST = 5  # levels above the link
SHORTEST, LONGEST = 6, 60


def days_of(document: Document, source: Source, urls: Iterable[str]) -> dict[str, str]:
    """The local day (`YYYY-MM-DD`) of each address that has one in itself or in its box on the page."""
    wanted = set(urls)
    links = {url: link for link in reversed(document.tags.get("a", ())) if (url := _target(document, link)) in wanted}
    days: dict[str, str] = {}
    for url in wanted:
        stated = date_in_address(url)
        day = stated.value if stated else _day_beside(document, source, url, links.get(url), wanted)
        if day:
            days[url] = day
    return days


def _target(document: Document, link: HtmlElement) -> str:
    return document.absolute(link.get("href") or "") or ""


def _day_beside(document: Document, source: Source, url: str, link: HtmlElement | None, wanted: set[str]) -> str | None:
    """The date in the smallest box around a link that has one, and no link to another entry."""
    box = link
    for _ in range(HIGHEST):
        if box is None or box.tag in {"body", "html"}:
            return None
        if any(_target(document, other) in wanted - {url} for other in box.iter("a")):
            return None
        if day := _day_in(box, source):
            return day
        box = box.getparent()
    return None


def _day_in(box: HtmlElement, source: Source) -> str | None:
    for time in box.iter("time"):
        if day := local_day(time.get("datetime") or "", source.time_zone):
            return day
    texts = (one_line(str(text)) for text in box.itertext())
    short = (text for text in texts if SHORTEST <= len(text) <= LONGEST)
    return next((day for text in short if (day := local_day(text, source.time_zone))), None)
