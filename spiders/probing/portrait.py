"""What a site says of itself: its name without slogans, and its language."""

import re
from urllib.parse import urlsplit

from spiders.probing.barriers import title_of
from spiders.reading.document import Document

LONGEST = 100
PARTS = re.compile(r"\s+[|–—»:·•-]\s+|\s*[|»•]\s*|:\s+")
NO_NAMES = re.compile(
    r"^(beranda|home|home ?page|halaman (utama|depan)|selamat datang( di)?|welcome( to)?|index|news|berita"
    r"|portal berita.*)$",
    re.IGNORECASE,
)
WELCOME = re.compile(
    r"^(selamat datang di|welcome to|situs resmi|website resmi|official website of)\s+(?=\S)", re.IGNORECASE
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
    """The language that the page declares, as two or three letters; None where it declares none."""
    html = document.root.getroottree().getroot()
    for said in (html.get("lang"), html.get("{http://www.w3.org/XML/1998/namespace}lang"), document.meta("og:locale")):
        if match := re.match(r"[A-Za-z]{2,3}(?=$|[-_])", (said or "").strip()):
            return "id" if match[0].lower() == "in" else match[0].lower()
    return None
