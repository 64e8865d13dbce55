"""Feeds: RSS 0.9 to 2.0, RDF and Atom, of which only the addresses are taken; what they lead to is read as a page."""

from lxml import etree

from archive.sources import Source
from archive.vocabulary import Reason
from spiders.reading.document import absolute, is_own
from spiders.reading.metadata import is_home
from spiders.reading.page import Page
from spiders.reading.reading import Reading

ROOTS = frozenset({"rss", "rdf", "feed"})
ENTRIES = ("item", "entry")
OWN = frozenset({None, "", "alternate"})  # what the `rel` of an entry's own link may be


def read_feed(page: Page, source: Source) -> Reading:
    """Read one page of a feed: the addresses of its entries on the source's own hosts, each once, in their order.

    Broken XML is read as far as it goes. What is no feed at all, HTML for one, is a `problem`.
    """
    # no entities, no DTD, no network: a feed needs none of them
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(page.body.lstrip(b"\xef\xbb\xbf \t\r\n\x00"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        return Reading(problem=Reason.WAY_CLOSED, detail=f"no feed: {error}"[:200])
    if root is None or etree.QName(root).localname.lower() not in ROOTS:
        return Reading(problem=Reason.WAY_CLOSED, detail="no feed: its root is " + _name_of(root))
    found: dict[str, None] = {}
    for name in ENTRIES:
        for entry in root.iter(f"{{*}}{name}"):
            url = _address(entry, page.url)
            if url and is_own(url, source.hosts) and not is_home(url):
                found[url] = None
    return Reading(links=list(found))


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
