"""An article in several pages: where its further pages are, and how they become one text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from lxml.html import HtmlElement

from archive.items import ArticleItem, Image
from archive.sources import Source
from spiders.reading.document import Document, ancestors, is_foreign, is_own, text_in

MOST_PAGES = 30
NUMBER_KEYS = frozenset({"page", "halaman", "hal"})
WHOLE = frozenset(
    {
        ("page", "all"),
        ("halaman", "all"),
        ("single", "1"),
        ("view", "all"),
        ("showpage", "all"),
        ("page", "selengkapnya"),
    }
)
SAYS_PAGE = re.compile(
    r"\W*(?:(?:halaman|hal\.?|page)\s*)?\d{1,2}\W*|.*\b(?:halaman|page|selanjutnya|berikutnya|next|selengkapnya|semua|all)\b.*",
    re.IGNORECASE | re.DOTALL,
)
PAGER = re.compile(r"\b(post-)?(page-links?|nav-links-pages|page-numbers|multipage)\b", re.IGNORECASE)
LONGEST_LINK_TEXT = 40
PARAGRAPHS = "\n\n"


def further_pages(document: Document, source: Source) -> list[str]:
    """The addresses of the further pages of the article on this page, in their order, at most 30.

    One alone where the site offers the whole article on one page (`?page=all`). None on a page that is itself a
    further one. A pager with gaps (`2 3 … 9`) is filled in.
    """
    if _number_of(document.url, _bare(document.url)) is not None or _is_whole(document.url):
        return []
    own, found = _bare(document.url), dict[int, str]()
    for url in _pager_links(document, source):
        if _bare(url) == own and _is_whole(url):
            return [url]
        number = _number_of(url, own)
        if number is not None:
            found.setdefault(number, url)
    return [_page(found, number) for number in range(2, min(max(found, default=1), MOST_PAGES) + 1)]


def _pager_links(document: Document, source: Source) -> Iterator[str]:
    hosts = source.hosts
    for link in document.tags.get("a", ()):
        url = document.absolute(link.get("href") or "")
        text = text_in(link)
        says = len(text) <= LONGEST_LINK_TEXT and SAYS_PAGE.fullmatch(text or "1")
        if url and says and is_own(url, hosts) and (_is_pager(link) or not is_foreign(link)):
            yield url


def _is_pager(link: HtmlElement) -> bool:
    """True inside of what a theme calls the pages of a post; it may be marked as navigation."""
    return any(PAGER.search(f"{up.get('class') or ''} {up.get('id') or ''}") for up in ancestors(link))


def _bare(url: str) -> str:
    """The address without its query, and without a slash at its end."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def _is_whole(url: str) -> bool:
    return not WHOLE.isdisjoint((key.lower(), value.lower()) for key, value in parse_qsl(urlsplit(url).query))


def _number_of(url: str, own: str) -> int | None:
    """The number, from 2 on, of the page of the article at `own` that an address is; None for any other address."""
    bare = _bare(url)
    if bare == own:
        numbers = [value for key, value in parse_qsl(urlsplit(url).query) if key.lower() in NUMBER_KEYS]
    else:
        numbers = re.findall(r"^/(?:page/|halaman/)?(\d{1,2})$", bare.removeprefix(own)) if bare.startswith(own) else []
    return int(numbers[0]) if numbers and re.fullmatch(r"[2-9]|[1-9]\d", numbers[0]) else None


def _page(found: dict[int, str], number: int) -> str:
    """The address of a page: as the pager has it, else as it has that of another."""
    if number in found:
        return found[number]
    known = max(found)
    return re.sub(rf"(?<![0-9]){known}(?=/?$|&)", str(number), found[known])


def join(first: ArticleItem, others: Sequence[ArticleItem]) -> ArticleItem:
    """One article of its first page and its further ones: each paragraph once, in the order of the pages."""
    bodies, markup, seen = [first.body], [first.body_html or ""], set(first.body.split(PARAGRAPHS))
    for other in others:
        paragraphs = other.body.split(PARAGRAPHS)
        if seen <= set(paragraphs):  # the whole article on one page
            bodies, markup, seen = [], [], set()
        fresh = [paragraph for paragraph in paragraphs if paragraph and paragraph not in seen]
        if fresh:
            seen.update(fresh)
            bodies.append(PARAGRAPHS.join(fresh))
            markup.append(other.body_html or "")
    return replace(
        first,
        body=PARAGRAPHS.join(filter(None, bodies)),
        body_html="".join(markup) or None,
        blocks=tuple(block for part in (first, *others) for block in part.blocks),
        left_out=tuple(block for part in (first, *others) for block in part.left_out),
        images=_pictures(first, others),
        attachments=list(dict.fromkeys([*first.attachments, *(a for other in others for a in other.attachments)])),
    )


def _pictures(first: ArticleItem, others: Sequence[ArticleItem]) -> list[Image]:
    by_address = {image.url: image for other in reversed([first, *others]) for image in other.images}
    order = dict.fromkeys(image.url for other in (first, *others) for image in other.images)
    return [by_address[url] for url in order]
