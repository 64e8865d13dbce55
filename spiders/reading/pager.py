"""Where a list goes on: the next page, by what it is called or by the numbers of a pager; and a "load more" link."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from archive.sources import Source
from spiders.reading.document import Document, ancestors, is_own, text_in
from spiders.reading.metadata import is_home

NEXT_CLASSES = (
    "wp-block-query-pagination-next",
    "next",
    "nav-previous",
    "older-posts",
    "next-page",
    "pagination-next",
    "nextpostslink",
    "pager-next",
    "pager__item--next",
    "blog-pager-older-link",
)
NEXT_WORDS = re.compile(
    r"^\W*(older( posts| entries)?|next( page| posts)?|selanjutnya|berikutnya|halaman (berikutnya|selanjutnya)"
    r"|(pos|tulisan|posting|berita)-?\w* (lama|sebelumnya|lebih lama|berikutnya|selanjutnya|lainnya)|lebih lama"
    r"|muat( berita| artikel)? (lebih|lagi|lainnya).*|(tampilkan|lihat) (lebih banyak|lainnya|lagi)"
    r"|load more.*|(show|view|see) more|more (posts|news)|berita lainnya|go to next page)\W*$",
    re.IGNORECASE,
)
LOADERS = ("data-url", "data-href", "data-next", "data-next-url", "data-load-more-url", "data-action")
ARROWS = frozenset({">", ">>", "›", "»", "→", "⟩", "〉", "❯", "⇒", "▶", "►", "➔", "⟶"})
MENU = re.compile(r"\b(nav|navbar|menu|footer|header)|menu\b", re.IGNORECASE)
PAGER = re.compile(r"pag(er|ing|inat)|nav-links|posts?-nav|older|load", re.IGNORECASE)
CALENDAR = re.compile(r"calendar|kalender|datepicker", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"(?:(?:current )?page |halaman |hal\.? )?([0-9]{1,5})", re.IGNORECASE)
NUMBER_KEYS = frozenset({"page", "p", "paged", "hal", "halaman", "pg"})
NUMBER_PATH = re.compile(r"/(?:page|hal|halaman|p)[/-]?(\d{1,5})/?$", re.IGNORECASE)
COUNTED = re.compile(
    r"([?&](?:page|p|paged|hal|halaman|pg|start|limitstart|offset|b_start(?::|%3A)int)=|/(?:page|hal|halaman|p)[/-]?)(\d{1,6})(?=$|[/&#?])",
    re.IGNORECASE,
)
TIME_PATH = re.compile(r"/(?:19|20)\d\d(?:/\d\d?)*/?$")
FARTHEST = 100_000
CURRENT = frozenset({"active", "current", "selected", "aktif", "pager-current", "is-active"})


@dataclass(slots=True)
class Pager:
    """The addresses (at most one each) of the next page and the one before; `numbered` are those with a number."""

    following: list[str] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)


def pager_of(document: Document, source: Source) -> Pager:
    """Read where the list on a page goes on; what a page calls its next page comes before what is counted."""
    numbers = _numbers(document, source)
    current = _current(document, numbers)
    pager = Pager(numbered=[numbers[number] for number in sorted(numbers)])
    pager.following = _named_next(document, source) or [numbers[n] for n in (current + 1,) if n in numbers]
    pager.following = pager.following or _loader(document, source) or _arrow(document, source)
    pager.previous = [numbers[n] for n in (current - 1,) if n in numbers]
    return pager


def own_links(links: Iterable[HtmlElement], document: Document, source: Source) -> list[str]:
    """The addresses of links that lead to other pages of the source than this one and the front page, each once."""
    found: dict[str, None] = {}
    hosts = source.hosts
    for link in links:
        url = document.absolute(link.get("href") or "")
        if url and is_own(url, hosts) and url != document.url and not is_home(url):
            found[url] = None
    return list(found)


def _named_next(document: Document, source: Source) -> list[str]:
    """The next page, by `rel=next`, by a theme's class, or by the words of its link."""
    declared = [
        el
        for tag in ("link", "a")
        for el in document.tags.get(tag, ())
        if "next" in (el.get("rel") or "").lower().split()
    ]
    themed = [link for name in NEXT_CLASSES for el in document.classes.get(name, ()) for link in el.iter("a")]
    anchors = [a for a in document.tags.get("a", ()) if not _is_calendar(a)]
    # "Berita Lama" of a menu is another list
    worded = (a for a in anchors if _says_next(a) and not _is_menu_entry(a))
    for links in (declared, themed, worded):
        found = own_links(links, document, source)
        if found:
            return found[:1]
    return []


def _is_menu_entry(link: HtmlElement) -> bool:
    """True for a link of a menu; a pager may be marked as navigation too."""
    names = " ".join(f"{up.tag} {up.get('class') or ''} {up.get('id') or ''}" for up in ancestors(link))
    return MENU.search(names) is not None and PAGER.search(names) is None


def _says_next(link: HtmlElement) -> bool:
    return any(NEXT_WORDS.match(text) for text in (text_in(link), link.get("aria-label") or ""))


def _loader(document: Document, source: Source) -> list[str]:
    """The address that a "load more" button asks for, where the page itself says it."""
    for element in (*document.tags.get("button", ()), *document.tags.get("a", ()), *document.tags.get("div", ())):
        written = next((value for name in LOADERS if (value := element.get(name))), None)
        if written and len(text := text_in(element)) < 60 and NEXT_WORDS.match(text):  # noqa: PLR2004 a button says little
            url = document.absolute(written)
            if url and is_own(url, source.hosts) and url != document.url:
                return [url]
    return []


def _arrow(document: Document, source: Source) -> list[str]:
    """Where a pager is but two arrows, the one that points on."""
    arrows = (a for a in document.tags.get("a", ()) if text_in(a).strip() in ARROWS and not _is_calendar(a))
    return own_links(arrows, document, source)[:1]


def _numbers(document: Document, source: Source) -> dict[int, str]:
    """The pages of the list by their numbers, as links of nothing but a number give them; no days, months or years."""
    found: dict[int, str] = {}
    for link in document.tags.get("a", ()):
        number = _number_in(link)
        is_time = TIME_PATH.search((link.get("href") or "").partition("?")[0]) is not None
        if number is not None and number not in found and not is_time and not _is_calendar(link):
            found.update(zip([number], own_links([link], document, source), strict=False))
    return found


def _number_in(element: HtmlElement) -> int | None:
    match = PAGE_NUMBER.fullmatch(text_in(element))
    return int(match[1]) if match else None


def _is_calendar(link: HtmlElement) -> bool:
    return any(
        CALENDAR.search(f"{up.get('class') or ''} {up.get('id') or ''}") or up.tag == "table" for up in ancestors(link)
    )


def _current(document: Document, numbers: dict[int, str]) -> int:
    """The number of this page: as its pager marks it, else as its address has it, else 1."""
    marked = (_number_in(el) for el in _marked(document))
    shown = next((number for number in marked if number is not None and numbers), None)
    return shown if shown is not None else number_in_address(document.url) or 1


def _marked(document: Document) -> Iterator[HtmlElement]:
    for name in CURRENT:
        yield from document.classes.get(name, ())
    for tag in ("a", "span", "li"):
        yield from (el for el in document.tags.get(tag, ()) if el.get("aria-current"))


def number_in_address(url: str) -> int | None:
    """The number of a page in the address of a list: `/page/3/`, `?page=3`; `None` for one without."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    values = [value for key, value in parse_qsl(parts.query) if key in NUMBER_KEYS and value.isdecimal()]
    if values:
        return int(values[0])
    match = NUMBER_PATH.search(parts.path)
    return int(match[1]) if match else None


def twice_as_far(url: str) -> list[str]:
    """The address of the page at twice the number, or the place, of this one; none where it has no such number."""
    match = COUNTED.search(url)
    if match is None or not 0 < int(match[2]) < FARTHEST:
        return []
    return [f"{url[: match.start(2)]}{int(match[2]) * 2}{url[match.end(2) :]}"]
