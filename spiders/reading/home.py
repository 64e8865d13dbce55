"""The home page, as a portrait of whose site it is."""

import re
from urllib.parse import urlsplit

from archive.crawling.ownership import Portrait
from archive.sources import Source
from archive.vocabulary import Reason
from archive.wording.spam import is_spam
from spiders.reading.document import Document, is_own, parse
from spiders.reading.kind import is_wordpress
from spiders.reading.page import Page
from spiders.reading.portrait import language_of, name_of
from spiders.reading.reading import Reading
from spiders.reading.shell import title_of, visible_text

WORD = re.compile(r"[^\W\d_]{3,}")
# words that say nothing of who it is
COMMON = frozenset(
    [
        *(
            "berita",
            "portal",
            "media",
            "online",
            "news",
            "terkini",
            "terbaru",
            "hari",
            "ini",
            "situs",
            "resmi",
            "beranda",
        ),
        *(
            "home",
            "indonesia",
            "website",
            "web",
            "official",
            "dan",
            "the",
            "com",
            "www",
            "selamat",
            "datang",
            "halaman",
        ),
    ]
)
# where everybody links to
EVERYBODY = re.compile(
    r"(^|\.)(facebook|twitter|x|instagram|youtube|youtu|tiktok|whatsapp|wa|t|telegram|linkedin|pinterest|google|googleapis"
    r"|gstatic|googletagmanager|gravatar|wp|wordpress|w3|schema|gmpg|cloudflare|jsdelivr|addtoany|apple|bit)\.\w+$"
)
MOST = 40


def read_home(page: Page, source: Source) -> Reading:
    """Read a home page for whose it is."""
    document = parse(page)
    if document is None:
        return Reading(problem=Reason.EMPTY, detail="an empty page")
    text = visible_text(document)
    return Reading(
        portrait=Portrait(
            names=_names(document),
            platform=_platform(document),
            language=language_of(document) or "",
            hosts=_hosts(document, source),
            advertises=is_spam(title_of(document), text),
        )
    )


def _names(document: Document) -> tuple[str, ...]:
    said = " ".join((name_of(document), title_of(document), document.meta("og:site_name") or "")).lower()
    return tuple(sorted(set(WORD.findall(said)) - COMMON)[:MOST])


def _platform(document: Document) -> str:
    if is_wordpress(document, document.body_classes()):
        return "wordpress"
    words = WORD.findall((document.meta("generator") or "").lower())
    return words[0] if words else ""


def _hosts(document: Document, source: Source) -> tuple[str, ...]:
    links = (document.absolute(link.get("href") or "") for link in document.tags.get("a", ()))
    others = {urlsplit(url).hostname or "" for url in links if url and not is_own(url, source.hosts)}
    return tuple(sorted(host for host in others if host and not EVERYBODY.search(host))[:MOST])
