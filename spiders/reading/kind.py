"""What kind of page a page is, and why it is refused when it is no article."""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from archive.vocabulary import PageKind, Reason
from spiders.reading.document import Document, text_in


class Refusal(NamedTuple):
    """Why a page is no article: what it is instead, the reason, and by which look that was told."""

    kind: PageKind
    reason: Reason = Reason.NOT_AN_ARTICLE
    look: str | None = None


# body classes that WordPress's body_class() gives, in the order in which they decide
WORDPRESS_KINDS = (
    ("error404", PageKind.SOFT_404),
    ("attachment", PageKind.ATTACHMENT),
    ("single-attachment", PageKind.ATTACHMENT),
    ("search", PageKind.SEARCH),
    ("search-results", PageKind.SEARCH),
    ("archive", PageKind.LISTING),
    ("category", PageKind.LISTING),
    ("tag", PageKind.LISTING),
    ("author", PageKind.LISTING),
    ("date", PageKind.LISTING),
    ("blog", PageKind.LISTING),
    ("home", PageKind.LISTING),  # a front page that is put together by hand is a "page" too
    ("page", PageKind.STATIC),
)
NO_POSTS = frozenset(
    {"single-product", "single-tribe_events", "single-forum", "single-topic", "single-elementor_library", "single-page"}
)
CHALLENGE_TITLES = re.compile(
    r"^(just a moment|attention required|checking your browser|please wait|ddos-guard|access denied|one moment, please|"
    r"are you a robot|pardon our interruption|verifying you are human|(human|bot) verification|security check)",
    re.IGNORECASE,
)
LITTLE = 1000  # characters in paragraphs: a challenge says no more
CHALLENGE_MARKS = (
    "cf-challenge-running",
    "cf-error-details",
    "challenge-form",
    "cf-wrapper",
    "ddg-captcha",
    "px-captcha",
    "sucuri_cloudproxy_js",
)
END = r"\W*($|\s[|–—-]\s)"
# each must be the whole of a title: "404 Napi Terima Remisi" and "Data Napi Tidak Ditemukan di Arsip" are headlines
LOST = re.compile(
    rf"^\W*(404|error 404|kesalahan 404)?\W*(404|page|halaman|not found|nothing found|error|page not found){END}"
    r"|^\W*((oops|ups|maaf|sorry)\W+)?(halaman|laman|berita|artikel|konten|data)( yang (anda|kamu) (cari|tuju))?"
    rf"( (itu|ini))? (tidak|tak|belum) (dapat |bisa )?(di)?(temukan|ada|tersedia){END}"
    rf"|^\W*(oops|ups|maaf|sorry)\W.*\b(page|halaman|artikel)\b.*\b(not found|(tidak|tak) (di)?temukan|be found){END}"
    rf"|page (could not be|cannot be|not) found{END}",
    re.IGNORECASE,
)
# a page that stands below a news section was made as an article, whatever WordPress calls it
NEWS_PATH = re.compile(r"/[\w-]*(berita|news|blog|artikel|siaran-pers)[\w-]*/[^/]+/?$", re.IGNORECASE)
SIGN_IN = re.compile(
    rf"^\W*(log ?in|sign ?in|masuk|(account|member) log ?in)( ke akun| to your account)?{END}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Kind:
    """The verdict before the text is read. `certain` marks a WordPress post: an article, however little it says."""

    refusal: Refusal | None = None
    certain: bool = False


def kind_of(document: Document) -> Kind:
    """Judge a page by its hard evidence: challenge, login, password form, WordPress's body classes, soft 404."""
    classes = document.body_classes()
    title = _title(document)
    if _is_challenge(document, title):
        return Kind(Refusal(PageKind.CHALLENGE, Reason.CHALLENGE))
    if _is_login(document, classes, title):
        return Kind(Refusal(PageKind.LOGIN, Reason.LOGIN, "it asks for a password"))
    if is_wordpress(document, classes):
        return _wordpress_kind(document, classes, title)
    return Kind(_lost(document, title))


def _lost(document: Document, title: str) -> Refusal | None:
    headings = [text_in(heading) for heading in document.tags.get("h1", ())[:2]]
    found = any(LOST.search(text) for text in (title, *headings))
    return Refusal(PageKind.SOFT_404, look="it says that the page is not there") if found else None


def _wordpress_kind(document: Document, classes: frozenset[str], title: str) -> Kind:
    protected = Refusal(PageKind.ARTICLE, Reason.PROTECTED) if "post-password-form" in document.classes else None
    if "single-post" in classes:
        return Kind(protected, certain=protected is None)
    kind = _kind_by_class(classes)
    if kind is PageKind.STATIC and NEWS_PATH.search(urlsplit(document.url).path):
        kind = None
    refusal = Refusal(kind, look="WordPress says so") if kind else protected
    return Kind(refusal or _lost(document, title))


def _kind_by_class(classes: frozenset[str]) -> PageKind | None:
    if NO_POSTS & classes:
        return PageKind.OTHER
    for name, kind in WORDPRESS_KINDS:
        if name in classes and not ("single" in classes and kind is not PageKind.ATTACHMENT):
            return kind
    return None


def is_wordpress(document: Document, classes: frozenset[str]) -> bool:
    """True when WordPress made the page: by its generator, its API link, its own classes, or its folders."""
    if any(name.startswith(("postid-", "page-id-", "wp-")) for name in classes):
        return True
    if any("wordpress" in value.lower() for value in document.metas.get("generator", ())):
        return True
    marks = (link.get("href") or "" for link in document.tags.get("link", ()))
    return any("/wp-content/" in href or "/wp-includes/" in href or "wp-json" in href for href in marks)


def _title(document: Document) -> str:
    titles = document.tags.get("title", ())
    return text_in(titles[0]) if titles else ""


def _is_challenge(document: Document, title: str) -> bool:
    ids = {el.get("id") or "" for el in (*document.tags.get("div", ()), *document.tags.get("form", ()))}
    is_marked = any(mark in ids or mark in document.classes for mark in CHALLENGE_MARKS)
    if not is_marked and not CHALLENGE_TITLES.search(title):
        return False
    return sum(len(text_in(paragraph)) for paragraph in document.tags.get("p", ())) < LITTLE


def _is_login(document: Document, classes: frozenset[str], title: str) -> bool:
    if "login" in classes and any(name.startswith("login-action") for name in classes):
        return True
    asks = any((el.get("type") or "").lower() == "password" for el in document.tags.get("input", ()))
    heading = next((text_in(el) for el in document.tags.get("h1", ())), "")
    return asks and bool(SIGN_IN.search(title) or SIGN_IN.search(heading) or _is_login_path(document.url))


def _is_login_path(url: str) -> bool:
    return bool(re.search(r"/(wp-login\.php|login|signin|masuk)/?$", urlsplit(url).path))
