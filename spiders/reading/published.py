"""When a page says that its article was published and changed; never another post's date."""

from collections.abc import Iterator

from archive.vocabulary import Origin, Precision
from spiders.reading.beside import Places
from spiders.reading.date_lines import Clock, changes_beside, dates_beside, dates_in_boxes, labelled_dates
from spiders.reading.dates import Stated, date_in_address, parse_date
from spiders.reading.document import Document, is_foreign, text_in
from spiders.reading.fallback import library_date
from spiders.reading.linked_data import Thing, text_at

Dated = tuple[Stated, Origin]

PUBLISHED_META = (
    *("article:published_time", "og:article:published_time", "article:published", "article.published"),
    *("datepublished", "content_publisheddate", "publishdate", "publish-date", "publish_date", "pubdate"),
    *("published_time", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    *("dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "date"),
)
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
CLOCK_CLASSES = (
    "wp-block-post-date",
    "entry-date",
    "published",
    "post-date",
    "posted-on",
    "td-post-date",
    "jeg_meta_date",
    "dt-published",
)


def published_of(document: Document, article: Thing, clock: Clock, language: str, places: Places) -> Dated | None:
    """The date of publication, best evidence first; a day is refined by a later source with the same day's clock."""
    first: Dated | None = None
    for stated, origin in _declared(document, article, clock, language):
        if first is None:
            first = (stated, origin)
        elif _says_more(stated, first[0]):
            return stated, origin
    if first is not None and first[0].precision is not Precision.DAY:
        return first
    if first is None and (in_address := date_in_address(document.url)):
        first = (in_address, Origin.URL)
    for stated in _shown(document, places, clock):
        if first is None or _says_more(stated, first[0]):
            return stated, Origin.TEXT
    if first is None and places.content is None and (found := library_date(document, places.heading)):
        return found, Origin.READER
    return first


def _shown(document: Document, places: Places, clock: Clock) -> Iterator[Stated]:
    yield from dates_beside(places, clock) if places.heading is not None else dates_in_boxes(document, clock)
    yield from labelled_dates(document, clock)


def _says_more(other: Stated, first: Stated) -> bool:
    """True when `other` states the same day with a clock, or the same moment with the offset of the place."""
    if first.precision is Precision.DAY:
        return other.moment is not None and other.value[:10] == first.value[:10]
    return _is_zulu(first) and not _is_zulu(other) and other.moment is not None and other.moment == first.moment


def _is_zulu(stated: Stated) -> bool:
    return stated.value.endswith("+00:00")


def _declared(document: Document, article: Thing, clock: Clock, language: str) -> Iterator[Dated]:
    texts: list[tuple[str | None, Origin]] = [
        (text_at(article, "datePublished", "dateCreated"), Origin.JSON_LD),
        *((value, Origin.META) for name in PUBLISHED_META for value in document.metas.get(name, ())),
        *((text, Origin.META) for text in _by_property(document, "datePublished", "dateCreated")),
        *((text, Origin.READER) for text in _by_theme(document)),
    ]
    for text, origin in texts:
        if text and (stated := parse_date(text, clock.zone, language, month_first=clock.month_first)):
            yield stated, origin


def modified_of(document: Document, article: Thing, clock: Clock, language: str, places: Places) -> Dated | None:
    """The date of the last change that the page states."""
    texts = [
        (text_at(article, "dateModified"), Origin.JSON_LD),
        *((value, Origin.META) for name in MODIFIED_META for value in document.metas.get(name, ())),
        *((text, Origin.META) for text in _by_property(document, "dateModified")),
        *(
            (el.get("datetime"), Origin.READER)
            for el in document.with_class("updated", "wp-block-post-date__modified-date")
            # one element for both is a theme's way to print the first date alone, changed or not
            if "published" not in (el.get("class") or "").split()
        ),
    ]
    for text, origin in texts:
        if text and (stated := parse_date(text, clock.zone, language, month_first=clock.month_first)):
            return stated, origin
    beside = next(changes_beside(places, clock), None)
    return (beside, Origin.TEXT) if beside else None


def _by_property(document: Document, *names: str) -> Iterator[str]:
    for name in names:
        for element in document.props.get(name, ()):
            if not is_foreign(element):
                yield element.get("content") or element.get("datetime") or text_in(element)


def _by_theme(document: Document) -> Iterator[str]:
    """The machine-readable times of WordPress themes, and of hAtom and microformats."""
    for element in document.with_class(*CLOCK_CLASSES):
        if "wp-block-post-date__modified-date" in (element.get("class") or ""):
            continue
        for time in [element] if element.tag in {"time", "abbr"} else element.findall(".//time"):
            classes = (time.get("class") or "").split()
            if "updated" not in classes or "published" in classes:
                yield time.get("datetime") or (time.get("title") if time.tag == "abbr" else None) or text_in(time)
