"""What answers in the place of a site: a parked domain, an empty server, a file, a page that only sends on."""

import re
from urllib.parse import urlsplit

from spiders.reading.article import DATA, NOT_TEXT
from spiders.reading.document import Document
from spiders.reading.page import Page
from spiders.reading.shell import LITTLE, title_of, visible_text

BEGINNING = 4000
TAGS = re.compile(rb"<\s*(!doctype\s+html|html|head|body|title|div|p|a|script)\b", re.IGNORECASE)
PARKED = re.compile(
    r"\b(domain|nama domain|domain ini)\b[^!?]{0,60}\b(for sale|dijual|(is|are) parked|diparkir|(has|have) expired"
    r"|(telah|sudah) (expired|kedaluwarsa|kadaluarsa|habis masa)|available for purchase)\b"
    r"|\b[\w-]+\.(com|net|org|info|id|co\.id|or\.id) (is|may be|might be) for sale\b"
    r"|\bbuy (this|the) domain\b|\bbeli domain ini\b|\bdomain parking\b|\bparked (free|by|domain)\b",
    re.IGNORECASE,
)
PARKERS = re.compile(
    r"(^|\.)(sedoparking|sedo|hugedomains|afternic|dan|parkingcrew|bodis|undeveloped|domainmarket|parklogic)\.\w+$",
    re.IGNORECASE,
)
SUSPENDED = re.compile(
    r"account (has been )?suspended|akun (ini )?(telah )?(ditangguhkan|dinonaktifkan)", re.IGNORECASE
)
EMPTY_SERVER = re.compile(
    r"^\W*(welcome to nginx|apache2? .*default page|it works!|index of /|default web ?site page|iis windows"
    r"|test page for|coming soon|under construction"
    r"|(situs|website) (ini )?sedang (dibangun|dalam (perbaikan|pemeliharaan)))",
    re.IGNORECASE,
)
FORWARD = re.compile(
    r"""location(?:\.href)?\s*=\s*["']([^"']+)["']|location\.(?:replace|assign)\(\s*["']([^"']+)["']"""
)
REFRESH = re.compile(r"""^\s*\d+\s*[;,]\s*url\s*=\s*["']?([^"']+)""", re.IGNORECASE)


def no_page(page: Page) -> str | None:
    """What an answer is that is no page of HTML, in words; None for a page."""
    beginning = page.body[:BEGINNING]
    kind = (page.content_type or "no content type").partition(";")[0].strip()
    if not beginning.strip():
        return "nothing at all"
    if DATA.match(beginning):
        return f"a feed, a sitemap or data ({kind})"
    if NOT_TEXT.match(beginning):
        return f"a file ({kind})"
    if "html" in kind or TAGS.search(beginning):
        return None
    return f"something that is no page ({kind})"


def vacant(document: Document) -> str | None:
    """Why there is no site behind an address, although a page answers: in a sentence, or None."""
    text = visible_text(document)
    title = title_of(document)
    if len(text) > 3 * LITTLE:
        return None
    for said in (title, text):
        if match := PARKED.search(said):
            return f'a parked domain ("{match[0][:60]}")'
        if match := SUSPENDED.search(said):
            return f'an account that its host has suspended ("{match[0]}")'
        if match := EMPTY_SERVER.search(said):
            return f'the first page of an empty server ("{match[0][:60]}")'
    return None


def is_parker(url: str) -> bool:
    """True when an address leads to one of those that sell domains."""
    return PARKERS.search(urlsplit(url).hostname or "") is not None


def forward_of(document: Document) -> str | None:
    """The address to which a page without words of its own sends its visitors on, by `refresh` or a script."""
    for meta in document.tags.get("meta", ()):
        if (meta.get("http-equiv") or "").lower() == "refresh" and (match := REFRESH.match(meta.get("content") or "")):
            return document.absolute(match[1])
    if len(visible_text(document)) > LITTLE:
        return None
    scripts = "\n".join(script.text or "" for script in document.tags.get("script", ()))
    match = FORWARD.search(scripts)
    return document.absolute(match[1] or match[2]) if match else None
