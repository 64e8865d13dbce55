"""When a page says that its article was published and changed; never another post's date."""

from collections.abc import Iterator
from datetime import timedelta

from archive.vocabulary import Origin, Precision
from spiders.reading.beside import Places
from spiders.reading.date_lines import Clock, changes_beside, dates_beside, dates_in_boxes, labelled_dates
from spiders.reading.dates import Stated, date_in_address, parse_date
from spiders.reading.document import Document, is_foreign, text_in
from spiders.reading.fallback import library_date
from spiders.reading.linked_data import Thing, text_at

Dated = tuple[Stated, Origin]
A_DAY = timedelta(days=1)

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
    """The date of publication, best evidence first; a day is refined by a later source with the same day's clock.

    What was published only after its last change, as some systems declare who take a page's last build for its
    publication, gives way to a day up to that change which the page shows.
    """
    found = _first_of(document, article, clock, language, places)
    changed = next(_declared_changes(document, article, clock, language), None) if found is not None else None
    if found is None or changed is None or not _is_later(found[0], changed[0]):
        return found
    shown = (stated for stated in _shown(document, places, clock) if not _is_later(stated, changed[0]))
    return next(((stated, Origin.TEXT) for stated in shown), found)


def _is_later(one: Stated, other: Stated) -> bool:
    """True for a later day; of two moments, only where a day or more lies between them, whatever the offsets."""
    if one.moment is not None and other.moment is not None and one.moment - other.moment < A_DAY:
        return False
    return one.value[:10] > other.value[:10]


def _first_of(document: Document, article: Thing, clock: Clock, language: str, places: Places) -> Dated | None:
    first = _refined(None, _declared(document, article, clock, language))
    if first is None and (in_address := date_in_address(document.url)):
        first = (in_address, Origin.URL)
    if first is None or first[0].precision is Precision.DAY:
        first = _refined(first, ((stated, Origin.TEXT) for stated in _shown(document, places, clock)))
    if first is None and places.content is None and (found := library_date(document, places.heading)):
        return found, Origin.READER
    return first


def _refined(first: Dated | None, others: Iterator[Dated]) -> Dated | None:
    """`first`, or else the first of `others`; one of these in its place that says the same and more."""
    for other in others:
        if first is None:
            first = other
        elif _says_more(other[0], first[0]):
            return other
        if first[0].precision is not Precision.DAY and not _is_zulu(first[0]):
            return first
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
    if declared := next(_declared_changes(document, article, clock, language), None):
        return declared
    beside = next(changes_beside(places, clock), None)
    return (beside, Origin.TEXT) if beside else None


def _declared_changes(document: Document, article: Thing, clock: Clock, language: str) -> Iterator[Dated]:
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
            yield stated, origin


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
