"""Who signed a page, as the page itself says it: by the best of the places that name anybody."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.items import Credit
from archive.vocabulary import Origin, Role
from spiders.reading.beside import AUTHOR_PATH, Places, beside_heading, is_in_a_card
from spiders.reading.document import FOREIGN, Document, ancestors, is_foreign, one_line, spaced_text, text_in
from spiders.reading.fallback import library_author
from spiders.reading.linked_data import Thing, names_at
from spiders.reading.people import (
    LABEL,
    is_account,
    is_generic,
    is_label,
    is_like_a_person,
    is_name,
    labelled_people,
    one_person,
    people_in,
    same_name,
)

METAS = (
    "author",
    "article:author",
    "article:author_name",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "content_author",
    "cxenseparse:author",
    "byl",
)
CARD_LABELS = ("twitter:label1", "twitter:label2")
THEMES = (
    "wp-block-post-author__name",
    "wp-block-post-author-name",
    "td-post-author-name",
    "jeg_meta_author",
    "author-name",
    "entry-author",
    "posted-by",
    "byline",
    "vcard",
    "p-author",
)
PROPER = ("fn", "author-name", "url", "n")
# also the generated names of components: `styles__AuthorName-sc-1`, `authorDateBlock_authorName__N6j3Y`
AUTHOR_CLASS = re.compile(r"author|byline|penulis|wartawan|reporter|contributor|creator-name", re.IGNORECASE)
NAME_CLASS = re.compile(r"(author|penulis|creator|reporter|profile|wartawan).*(name|nama)|^name$", re.IGNORECASE)
AUTHOR_BOX = re.compile(r"author|penulis", re.IGNORECASE)
LONG_LABEL = re.compile(
    r"\s*(?:(?:written|article|story|words|posted|ditulis|artikel|dipublikasikan)\s+(?:by|oleh)|(?:penulis|reporter|pewarta|author)s?\s*:)",
    re.IGNORECASE,
)
OF_A_COMPANY = frozenset(
    {"cyber", "media", "news", "online", "digital", "network", "portal", "tv", "group", "indonesia"}
)
SUFFIXES = frozenset({"com", "co", "go", "or", "ac", "sch", "web", "my", "net", "org", "desa", "gov"})
POST = re.compile(r"\b(?:writer|reporter|correspondent|journalist|wartawan|jurnalis)\b", re.IGNORECASE)
JOINS = re.compile(r"^(?:,|&|/|\||and|dan|,\s*(?:and|dan))$", re.IGNORECASE)
LINE_TAGS = ("p", "span", "div", "li", "small", "strong", "b", "h2", "h3", "h4", "h5", "h6")
LONGEST_LINE, CARD_HEIGHT = 120, 2
MOST_PARTS = 6

Found = tuple[list[Credit], Origin]


def credits_of(
    document: Document, article: Thing, things: list[Thing], site: str | None, places: Places
) -> Found | None:
    """The credited names by the best source that has any.

    JSON-LD, meta tags, microdata, the theme's byline, a labelled line beside the heading, an author's class or link,
    the box about the author, an organisation in JSON-LD, and last what trafilatura finds. The site's own name is no
    author; a role account ("admin") gives way to a name from a later source, and the name of an account ("budi.contoh")
    to that of a person.
    """
    own = {name for name in (site, _host_word(document.url)) if name}
    second_best: list[Found] = []
    for found, origin in _sources(document, article, things, places):
        usable = {credit.name: credit for credit in found if not _is_the_site(credit.name, own)}
        if not usable:
            continue
        if all(is_generic(name) or is_account(name) for name in usable):
            second_best.append((list(usable.values()), origin))
        elif not _has_account(second_best) or all(is_like_a_person(name) for name in usable):
            return [credit for credit in usable.values() if not is_generic(credit.name)], origin
    return max(second_best, key=lambda found: _has_account([found]), default=None)


def _has_account(found: list[Found]) -> bool:
    return any(not is_generic(credit.name) for credits_, _ in found for credit in credits_)


def _sources(
    document: Document, article: Thing, things: list[Thing], places: Places
) -> Iterator[tuple[Iterable[Credit], Origin]]:
    linked = names_at(article, "author", things)
    linked += [entry for entry in names_at(article, "creator", things) if not linked or is_like_a_person(entry[0])]
    yield [credit for name, is_org in linked if not is_org for credit in one_person(name)], Origin.JSON_LD
    yield _written(_by_meta(document)), Origin.META
    yield _written(_by_property(document)), Origin.META
    yield _by_theme(document), Origin.READER
    yield _by_label(places), Origin.TEXT
    yield _by_class(document), Origin.READER
    yield _by_link(places), Origin.READER
    yield _by_post(places), Origin.TEXT
    yield _by_long_label(document), Origin.TEXT
    yield _by_box(document), Origin.READER
    yield [Credit(name, name, Role.UNKNOWN) for name, is_org in linked if is_org and is_name(name)], Origin.JSON_LD
    if places.content is None:
        yield _written([library_author(document, places.heading) or ""]), Origin.READER


def _is_the_site(name: str, own: set[str]) -> bool:
    """True for the site's own name, and for a longer one of its company; not for a person after whom it is named."""
    if is_like_a_person(name):
        return False
    first, *rest = name.casefold().split() or [""]
    is_company = bool(rest) and OF_A_COMPANY.issuperset(rest) and any(same_name(first, other) for other in own)
    return is_company or any(same_name(name, other) for other in own)


def _host_word(url: str) -> str:
    """What the site's host says besides its suffix: `kabarcontoh` of `daerah.kabarcontoh.co.id`."""
    parts = (urlsplit(url).hostname or "").split(".")
    return next((part for part in reversed(parts[:-1]) if part not in SUFFIXES), parts[0])


def _written(texts: Iterable[str]) -> Iterator[Credit]:
    return (credit for text in texts for credit in people_in(text))


def _by_meta(document: Document) -> Iterator[str]:
    for name in METAS:
        values = [value for value in document.metas.get(name, ()) if "://" not in value]
        yield from values
        if values:
            return
    yield from _on_a_card(document)


def _on_a_card(document: Document) -> Iterator[str]:
    """Who wrote it, as the card says that other sites show of the page: `twitter:label1` is "Written by"."""
    for label in CARD_LABELS:
        if is_label(document.meta(label) or ""):
            yield from document.metas.get(label.replace("label", "data"), ())


def _by_property(document: Document) -> Iterator[str]:
    for element in document.props.get("author", ()):
        if not is_foreign(element):
            names = [el for el in element.iter() if "name" in (el.get("itemprop") or "").split()] or [element]
            yield from (el.get("content") or text_in(el) for el in names)


def _by_theme(document: Document) -> list[Credit]:
    """The first name in an element that themes mark as the author's, or in a link that says it leads to the author."""
    links = [link for link in document.tags.get("a", ()) if "author" in (link.get("rel") or "").split()]
    for element in [*document.with_class(*THEMES), *(link for link in links if not is_foreign(link))]:
        proper = [el for el in element.iter() if not set(PROPER).isdisjoint((el.get("class") or "").split())]
        text = _first_link(element) or spaced_text(proper[0] if proper else element, LONGEST_LINE)
        if len(text) <= LONGEST_LINE and (found := people_in(text)):
            return found
    return []


def _by_label(places: Places) -> list[Credit]:
    """The first line beside the heading that begins with "Penulis:", "By" or the like; or that follows one alone."""
    for element in beside_heading(places):
        if (found := _labelled(element)) and not is_in_a_card(element, places.around, CARD_HEIGHT):
            return found
    return []


def _by_long_label(document: Document) -> list[Credit]:
    """As `_by_label`, anywhere on the page, where the label is more than one word that many a line begins with."""
    for tag in LINE_TAGS:
        for element in document.tags.get(tag, ()):
            if LONG_LABEL.match(element.text or "") and (found := _labelled(element)):
                return found
    return []


def _labelled(element: HtmlElement) -> list[Credit]:
    """Whom a line credits that begins with a label, or the one after it where the label stands alone."""
    text = spaced_text(element, LONGEST_LINE) if len(element) <= MOST_PARTS else ""
    if not LABEL.match(text) or is_foreign(element):
        return []
    return _following(element) if is_label(text) else labelled_people(_label_and_links(element) or text)


def _label_and_links(element: HtmlElement) -> str | None:
    """The label and the names, where these are links and the line says more behind them."""
    text, linked = one_line(element.text or ""), False
    if not is_label(text):
        return None
    for child in element:
        after = text.rpartition("\0")[2]
        if linked and not (JOINS.match(after) or LABEL.search(after)):
            break
        if child.tag == "a" and (name := spaced_text(child, LONGEST_LINE)):
            text, linked = f"{text} {name}\0{one_line(child.tail or '')}", True
    return text.rpartition("\0")[0].replace("\0", " ") if linked else None


def _following(label: HtmlElement) -> list[Credit]:
    following = label.getnext()
    text = spaced_text(following, LONGEST_LINE) if following is not None else ""
    return people_in(f"{spaced_text(label, LONGEST_LINE)} {text}") if len(text) <= LONGEST_LINE else []


def _by_class(document: Document) -> list[Credit]:
    """The first name in an element whose class speaks of the author, and which holds little else."""
    names = [name for name in document.classes if AUTHOR_CLASS.search(name)]
    for name in sorted(names, key=lambda name: not NAME_CLASS.search(name)):
        for element in document.classes[name]:
            text = _first_link(element) or spaced_text(element, LONGEST_LINE)
            if 1 < len(text) <= LONGEST_LINE and not is_foreign(element) and (found := people_in(text)):
                return found
    return []


def _first_link(element: HtmlElement) -> str | None:
    """The text of the first link to an author's own page, which is the bare name."""
    links = (link for link in element.iter("a") if AUTHOR_PATH.search(link.get("href") or ""))
    return next((text for link in links if (text := spaced_text(link, LONGEST_LINE))), None)


def _by_link(places: Places) -> list[Credit]:
    """The first link beside the heading that leads to a person's own page, and those that stand with it."""
    for element in beside_heading(places):
        if not _leads_to_author(element) or is_foreign(element):
            continue
        found = people_in(spaced_text(element, LONGEST_LINE))
        if found and not is_in_a_card(element.getparent(), places.around):
            return found + [credit for link in _links_beside(element) for credit in people_in(text_in(link))]
    return []


def _leads_to_author(element: HtmlElement) -> bool:
    return element.tag == "a" and AUTHOR_PATH.search(element.get("href") or "") is not None


def _links_beside(link: HtmlElement) -> Iterator[HtmlElement]:
    """The links to further authors that follow a first one, with commas or "and" between them and nothing else."""
    between = one_line(link.tail or "")
    for element in link.itersiblings():
        if _leads_to_author(element) and JOINS.match(between):
            yield element
            between = one_line(element.tail or "")
            continue
        between = one_line(f"{between} {text_in(element)} {element.tail or ''}")
        if element.tag == "a" or not JOINS.match(between):
            return


def _by_post(places: Places) -> list[Credit]:
    """The person in a line right below the heading of the form "Budi Contoh | Senior Writer | July 2, 2025"."""
    for element in beside_heading(places):
        name, sign, rest = (spaced_text(element, LONGEST_LINE) if len(element) <= MOST_PARTS else "").partition(" | ")
        if sign and POST.search(rest) and is_like_a_person(name) and is_name(name) and not is_foreign(element):
            return [Credit(name, name, Role.WRITER)]
    return []


def _by_box(document: Document) -> list[Credit]:
    """The name in the box about the author, which stands beside the article and yet speaks of it."""
    for name in [name for name in document.classes if NAME_CLASS.search(name)]:
        for element in document.classes[name]:
            text = spaced_text(element, LONGEST_LINE)
            if len(text) <= LONGEST_LINE and _is_in_author_box(element) and (found := people_in(text)):
                return found
    return []


def _is_in_author_box(element: HtmlElement) -> bool:
    """True for what is in a box of the author's, and in no comment, list or other thing beside the article."""
    names = [name for box in ancestors(element) for name in f"{box.get('class') or ''} {box.get('id') or ''}".split()]
    beside = [name for name in names if FOREIGN.match(name) and not AUTHOR_BOX.search(name)]
    return not beside and any(AUTHOR_BOX.search(name) for name in names)
