"""What stands between a visitor and a site: a challenge, a parked domain, an empty server, a page for scripts only."""

import re
from urllib.parse import urlsplit

from archive.vocabulary import Reason
from spiders.reading.article import DATA, NOT_TEXT
from spiders.reading.document import Document, is_own, one_line, text_in
from spiders.reading.kind import kind_of
from spiders.reading.page import Page, text_of

LITTLE = 400  # characters: a page that says no more is judged by what it says
FEW = 3  # links
BEGINNING = 4000
UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "svg"})
TAGS = re.compile(rb"<\s*(!doctype\s+html|html|head|body|title|div|p|a|script)\b", re.IGNORECASE)
CHALLENGES = (
    ("Cloudflare", re.compile(r"just a moment|attention required.{0,3}cloudflare|cdn-cgi/challenge", re.IGNORECASE)),
    ("Sucuri", re.compile(r"sucuri[ _](website firewall|cloudproxy)", re.IGNORECASE)),
    ("DDoS-Guard", re.compile(r"ddos-guard", re.IGNORECASE)),
    ("Imperva", re.compile(r"_incapsula_resource|incapsula incident", re.IGNORECASE)),
    ("a browser check", re.compile(r"(checking|verifying) (your browser|you are human|if the site)", re.IGNORECASE)),
    ("a captcha", re.compile(r"(complete|solve) the captcha|g-recaptcha|h-captcha|cf-turnstile", re.IGNORECASE)),
)
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


def challenge_of(document: Document, page: Page) -> str | None:
    """Who stands before the site with a challenge page; None where nobody does."""
    refusal = kind_of(document).refusal
    is_marked = refusal is not None and refusal[1] is Reason.CHALLENGE
    if not is_marked and (len(visible_text(document)) > LITTLE or page.status == 200):  # noqa: PLR2004 HTTP's own
        return None
    text = text_of(page)
    found = next((name for name, words in CHALLENGES if words.search(text)), None)
    return found or ("a browser check" if is_marked else None)


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


def is_for_scripts(document: Document, hosts: frozenset[str]) -> bool:
    """True for a page that says and links to next to nothing before its scripts have run."""
    addresses = {document.absolute(link.get("href") or "") for link in document.tags.get("a", ())}
    own = [url for url in addresses if url and is_own(url, hosts)]
    return len(own) < FEW and len(visible_text(document)) < LITTLE and bool(document.tags.get("script"))


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


def title_of(document: Document) -> str:
    """What the page's `title` says, in one line."""
    titles = document.tags.get("title", ())
    return text_in(titles[0]) if titles else ""


def visible_text(document: Document) -> str:
    """What a visitor without scripts reads, in one line, cut after some thousand characters."""
    words: list[str] = []
    for body in document.tags.get("body", ())[:1]:
        for element in body.iter("*"):
            if element.tag not in UNSEEN and element.text:
                words.append(element.text)
            if element.tail and (up := element.getparent()) is not None and up.tag not in UNSEEN:
                words.append(element.tail)
            if len(words) > BEGINNING:
                break
    return one_line(" ".join(words))[:BEGINNING]
