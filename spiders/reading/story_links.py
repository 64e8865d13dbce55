"""Which links of a page lead to articles, told by structure: the shape of the address, and what the link says.

For the many sites without the classes by which WordPress's themes mark an entry. A link is judged with all others to
the same address: the picture, the title and "Baca selengkapnya" are one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from archive.sources import Source
from spiders.reading.document import Document, ancestors, is_own, text_in
from spiders.reading.metadata import is_home

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
MENUS = re.compile(
    r"^(nav(bar|igation)?|menu|main-menu|mainmenu|topmenu|breadcrumbs?|pagination|pager|paging|footer|tags?|tag-?cloud"
    r"|share|social|sosmed|copyright|dropdown-menu|offcanvas|hot-?topic|topik-?populer|labels?)([_-].*)?$|[_-](menu|nav|breadcrumbs?|pager|pagination)$",
    re.IGNORECASE,
)
MENU_TAGS = frozenset({"nav", "footer"})
NO_STORY = re.compile(
    r"/(tags?|categor(y|ies)|kategori|rubrik|kanal|topi[ck]s?|label|author|penulis|user|users|search|cari|page|halaman"
    r"|feed|rss|login|masuk|register|daftar|cart|wp-admin|wp-content|wp-includes|wp-json|comments|print|cetak|pdf"
    r"|component|calendar|kalender|event|events|gallery|galeri|download|unduh|amp|embed|share)(/|$)"
    r"|/(index|indeks|sitemap|about|tentang|tentang-kami|redaksi|kontak|contact|disclaimer|privacy(-policy)?|kebijakan-privasi"
    r"|pedoman[\w-]*|kode-etik[\w-]*|info-iklan|karir|struktur-organisasi|visi-(dan-)?misi|profil)(\.\w+)?/?$",
    re.IGNORECASE,
)
SCRIPT = re.compile(r"/index\.\w+$", re.IGNORECASE)
FILES = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|ico|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|xml|css|js|json)$", re.IGNORECASE
)
LIST_QUERY = frozenset(
    {
        "page",
        "paged",
        "start",
        "limitstart",
        "cat",
        "tag",
        "author",
        "s",
        "q",
        "replytocom",
        "share",
        "sort",
        "order",
        "m",
    }
)
DATE_PATH = re.compile(r"/(19|20)\d\d/(0?[1-9]|1[0-2])/")
ID = re.compile(r"(?<!\d)\d{3,}(?!\d)")
ID_FIRST = re.compile(r"^\d+[-_]\w+")
PAGE_NAME = re.compile(r"\.(html?|php|aspx?|xhtml)$", re.IGNORECASE)
IDS = frozenset(
    {"id", "p", "artid", "newsid", "idberita", "id_berita", "berita", "read", "detail", "artikel", "nid", "no"}
)
WORDY, LONG_WORDS, LONG_TEXT, SHORT_TEXT = 3, 4, 24, 16
ENOUGH = 4


@dataclass(slots=True)
class Story:
    """All links of a page to one address, and the longest text that one of them has."""

    url: str
    links: list[HtmlElement] = field(default_factory=list)
    text: str = ""
    is_headed: bool = False
    is_in_menu: bool = True


def story_links(document: Document, source: Source) -> list[str]:
    """The addresses on a page that look like those of articles, in the order of the page.

    Where these stand in headings, what stands in the same kind of heading is an article too, however short its title.
    """
    found = candidates(document, source)
    sure = {story.url: story for story in found if score(story) >= ENOUGH}
    frames = {frame for story in sure.values() for frame in _frames(story)}
    return [story.url for story in found if story.url in sure or not frames.isdisjoint(_frames(story))]


def _frames(story: Story) -> Iterator[tuple[str, str, str]]:
    """How the headings look that lead to an address: tag and classes of the heading, and of what it stands in."""
    if story.is_in_menu:
        return
    for link in story.links:
        heading = next((el for el in (link, *ancestors(link)) if el.tag in HEADINGS), None)
        around = heading.getparent() if heading is not None else None
        if heading is not None and around is not None and heading.get("class"):
            yield heading.tag, heading.get("class") or "", around.get("class") or ""


def candidates(document: Document, source: Source) -> list[Story]:
    """What a page links to on the source's own hosts, but for files, lists and this page itself."""
    found: dict[str, Story] = {}
    hosts = source.hosts
    for link in document.tags.get("a", ()):
        url = document.absolute(link.get("href") or "")
        if not url or not is_own(url, hosts) or url == document.url or is_home(url) or not may_be_story(url):
            continue
        _add(found.setdefault(url, Story(url)), link)
    return list(found.values())


def _add(story: Story, link: HtmlElement) -> None:
    story.links.append(link)
    text = text_in(link) or link.get("title") or next((img.get("alt") or "" for img in link.iter("img")), "")
    story.text = max(story.text, text.strip(), key=len)
    story.is_headed = story.is_headed or _is_headed(link)
    story.is_in_menu = story.is_in_menu and is_in_menu(link)


def _is_headed(link: HtmlElement) -> bool:
    """True for a link in a heading, or around one."""
    up = link.getparent()
    return any(
        el.tag in HEADINGS for el in (link, up, up.getparent() if up is not None else None) if el is not None
    ) or any(el.tag in HEADINGS for el in link.iterdescendants() if isinstance(el.tag, str))


def is_in_menu(link: HtmlElement) -> bool:
    """True for a link of navigation: a menu, breadcrumbs, a pager, tags, the footer."""
    return any(
        el.tag in MENU_TAGS
        or any(MENUS.search(name) for name in f"{el.get('class') or ''} {el.get('id') or ''}".split())
        for el in ancestors(link)
    )


def may_be_story(url: str) -> bool:
    """False for the address of a file, a list, a search, a form."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # of an old system one script answers everything, and the query says what: index.php?…&id=12
    path = SCRIPT.sub("/", parts.path) if _names_one(parts.query) else parts.path
    if FILES.search(path) or NO_STORY.search(path):
        return False
    keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return not (keys & LIST_QUERY)


def _names_one(query: str) -> bool:
    return any(key.lower() in IDS and value[:1].isalnum() for key, value in parse_qsl(query))


def score(story: Story) -> int:
    """How much speaks for an article: up to three points each for the address and for the words, one for a heading."""
    points = sum(_address_points(story.url)) + _word_points(story.text) + story.is_headed
    return points - (4 if story.is_in_menu else 0)


def _address_points(url: str) -> Iterator[int]:
    parts = urlsplit(url)
    name = parts.path.rstrip("/").rpartition("/")[2]
    words = [word for word in re.split(r"[-_+.]|%20", PAGE_NAME.sub("", name)) if word.isalpha()]
    yield min(2, len(words) // 2) if len(words) >= WORDY else 0
    yield 1 if DATE_PATH.search(parts.path) or ID.search(parts.path) or ID_FIRST.match(name) else 0
    yield 1 if PAGE_NAME.search(name) else 0
    yield 2 if _names_one(parts.query) else 0


def _word_points(text: str) -> int:
    words = len(text.split())
    if words >= LONG_WORDS and len(text) >= LONG_TEXT:
        return 3
    return 1 if len(text) >= SHORT_TEXT else 0
