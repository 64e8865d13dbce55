"""What a site says of itself: its name without slogans, its language, the folder that it stands in."""

import re
from collections import Counter
from urllib.parse import urlsplit, urlunsplit

from spiders.reading.document import Document, is_own
from spiders.reading.shell import title_of, visible_text

LONGEST = 100
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INDONESIAN = ("yang", "dan", "di", "dengan", "untuk", "dari", "ini", "pada", "tidak", "warga")
ENGLISH = ("the", "and", "of", "to", "in", "is", "with", "for")
FEW_WORDS = 5
PARTS = re.compile(r"\s+[|–—»:·•-]\s+|\s*[|»•]\s*|:\s+")
NO_NAMES = re.compile(
    r"^(beranda|home|home ?page|halaman (utama|depan)|selamat datang( di)?|welcome( to)?|index|news|berita"
    r"|portal berita.*)$",
    re.IGNORECASE,
)
WELCOME = re.compile(
    r"^(selamat datang di|welcome to|(situs|website|web|laman|portal) resmi|official website of)\s+(?=\S)",
    re.IGNORECASE,
)


def name_of(document: Document) -> str:
    """The site's name, without slogan and greeting: what it declares, else the telling part of its title."""
    declared = document.meta("og:site_name", "application-name")
    title = title_of(document)
    parts = [WELCOME.sub("", part.strip()) for part in PARTS.split(declared or title) if part.strip()]
    names = [part for part in parts if part and not NO_NAMES.match(part)]
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(document.url).hostname or "").lower())
    named = [part for part in names if (letters := re.sub(r"[^a-z0-9]", "", part.lower())) and letters in host]
    return next(iter([*named, *names, *parts]), "")[:LONGEST]


def language_of(document: Document) -> str | None:
    """The language that the page declares, as two or three letters; None where it declares none.

    A page in Indonesian that calls itself English, as programs do when nobody tells them, is taken for what it is.
    """
    html = document.root.getroottree().getroot()
    for said in (html.get("lang"), html.get(XML_LANG), document.meta("og:locale")):
        if match := re.match(r"[A-Za-z]{2,3}(?=$|[-_])", (said or "").strip()):
            declared = match[0].lower()
            is_indonesian = declared == "in" or (declared == "en" and _speaks_indonesian(document))
            return "id" if is_indonesian else declared
    return None


def _speaks_indonesian(document: Document) -> bool:
    words = Counter(re.findall(r"[a-z]+", visible_text(document).lower()))
    own, english = (sum(words[word] for word in common) for common in (INDONESIAN, ENGLISH))
    return own > max(2 * english, FEW_WORDS)


def base_of(document: Document, typed: str, hosts: frozenset[str]) -> str:
    """The address that a site's parts stand under, where its first page is not at the address that was typed.

    A site that lives in a folder (`/web/`) links to parts of that folder; one that only calls its first page
    `/beranda` has them where the typed address says. Scheme and host are those of the page.
    """
    there, asked = urlsplit(document.url), urlsplit(typed)
    if there.path == asked.path:
        return document.url
    folder = there.path[: there.path.rfind("/") + 1]
    links = [document.absolute(el.get("href") or "") for tag in ("a", "link") for el in document.tags.get(tag, ())]
    paths = [urlsplit(link).path for link in links if link and is_own(link, hosts)]
    inside = sum(path.startswith(folder) for path in paths)
    path = folder if folder != "/" and 2 * inside > len(paths) else asked.path
    return urlunsplit((there.scheme, there.netloc, path, "", ""))
