"""The headline of a page's article, without the name of the site."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from archive.vocabulary import Origin
from spiders.reading.document import Document, ancestors, is_foreign, one_line, short_text, text_in
from spiders.reading.linked_data import Thing, text_at
from spiders.reading.people import same_name

ENOUGH = {"h1": 0.5, "h2": 0.8, "h3": 0.8}  # the share of words in common that makes a heading the page's own
TITLES = (
    "wp-block-post-title",
    "entry-title",
    "post-title",
    "td-post-title",
    "jeg_post_title",
    "single-title",
    "p-name",
)
PARTING = re.compile(r"\s+[|–—\-:·»•/]+\s+")
PIPES = re.compile(r"\s+\|+\s+")
TRIM = " |–—-:·»•/"
WORD = re.compile(r"\w+")
UNTITLED = frozenset(
    {"untitled", "tanpa judul", "(no title)", "(tanpa judul)"}
)  # what themes print for a post without a title
LINES = ("div", "p", "span", "strong", "td", "font")
LONGEST_HEADLINE, MOST_INNER = 250, 2
LEAST_WORDS, LEAST_TITLE, SHORTEST_NAME = 4, 3, 4


def main_heading(document: Document, site: str | None) -> HtmlElement | None:
    """The heading of the page's own article.

    A theme's title class or microdata says which; else it is the `h1`, or failing that the lower heading, whose words
    the page's title shares; else the only `h1` that is no link and no name. A site's name or a section's, which is
    often an `h1` too, is not taken. Where no heading is marked as one, it is the line that says the page's title.
    """
    themed = [el for el in document.with_class(*TITLES) if el.tag in ENOUGH]
    marked = [el for el in document.props.get("headline", ()) if el.tag in ENOUGH and not is_foreign(el)]
    certain = [el for el in themed if el.tag == "h1"] or marked
    if certain:
        return certain[0]
    choice = (find(document, site) for find in (_shared, _only, _unmarked))
    return next((heading for heading in choice if heading is not None), None)


def _unmarked(document: Document, site: str | None) -> HtmlElement | None:
    """The first line that says the page's title, or a label like "In Picture:" and the title, and leads nowhere."""
    titles = {without_site(title, site, document.url).casefold() for title in _titles(document)}
    wanted = {title for title in titles if len(WORD.findall(title)) >= LEAST_TITLE}
    for element in (el for tag in LINES if wanted for el in document.tags.get(tag, ())):
        text = short_text(element, LONGEST_HEADLINE).casefold() if len(element) <= MOST_INNER else ""
        label, _, rest = text.partition(": ")
        if not text or not ({text, rest if len(label.split()) <= LEAST_TITLE else text} & wanted):
            continue
        if next(element.iterancestors("a"), None) is None and element.find(".//a") is None and not is_foreign(element):
            return element
    return None


def _shared(document: Document, site: str | None) -> HtmlElement | None:
    titles = _titles(document)
    words = {word for title in titles for word in WORD.findall(title)}
    for tag, enough in ENOUGH.items():
        scored = [
            (1 if text_in(el).casefold() in titles else _share(el, words), -number, el)
            for number, el in enumerate(document.tags.get(tag, ()))
            if not _is_name_or_link(el, document, site)
        ]
        scored = [entry for entry in scored if entry[0] >= enough and (entry[0] == 1 or not is_foreign(entry[2]))]
        if scored:
            return max(scored)[2]
    return None


def _only(document: Document, site: str | None) -> HtmlElement | None:
    """The one `h1` of the page that can be a headline."""
    found = [
        el for el in document.tags.get("h1", ()) if not _is_name_or_link(el, document, site) and not is_foreign(el)
    ]
    found = [el for el in found if len(WORD.findall(text_in(el))) >= LEAST_WORDS and not text_in(el).endswith(":")]
    found = [el for el in found if next(el.iterancestors("footer"), None) is None]
    return found[0] if len(found) == 1 else None


def _is_name_or_link(heading: HtmlElement, document: Document, site: str | None) -> bool:
    """True for a heading that says the site's name, or leads to another page."""
    text = text_in(heading)
    if not text or same_name(text, site) or same_name(text, _host(document.url)):
        return True
    link = next((el for el in (*heading.iter("a"), *(box for box in ancestors(heading) if box.tag == "a"))), None)
    target = document.absolute(link.get("href") or "") if link is not None else None
    return target is not None and target.rstrip("/") != document.url.rstrip("/") and text_in(link) == text


def _titles(document: Document) -> set[str]:
    """What the page calls itself, in small letters."""
    titles = [text_in(el) for el in document.tags.get("title", ())[:1]] + document.metas.get("og:title", [])[:1]
    return {title.casefold() for title in titles}


def _share(heading: HtmlElement, words: set[str]) -> float:
    """How many of the heading's words the title has, for a heading of at least three words; else 0."""
    own = set(WORD.findall(text_in(heading).casefold()))
    return len(own & words) / len(own) * min(1, len(own) / LEAST_TITLE) if own else 0.0


def headline_of(
    document: Document, article: Thing, heading: HtmlElement | None, site: str | None, *, wordpress: bool
) -> tuple[str, Origin] | None:
    """The article's headline. A WordPress post without a heading of its own has none; its `title` names the site."""
    shown = text_in(heading) if heading is not None else None
    shown = None if shown and shown.casefold() in UNTITLED else shown
    titles = document.tags.get("title", ())
    choice = [
        (shown, Origin.READER),
        (text_at(article, "headline", "name"), Origin.JSON_LD),
        (document.meta("og:title", "twitter:title"), Origin.META),
        (text_in(titles[0]) if titles and not wordpress else None, Origin.META),
    ]
    named = ((without_site(text, site, document.url), origin) for text, origin in choice if text)
    return next(((text, origin) for text, origin in named if text), None)


def without_site(title: str, site: str | None, url: str) -> str:
    """A title without the site's name, or a section's after a pipe, at its end or beginning."""
    title = one_line(title)
    pieces = PIPES.split(title)
    if len(pieces) > 1 and len(WORD.findall(pieces[0])) >= LEAST_TITLE:
        title = pieces[0]
    parts = PARTING.split(title)
    while len(parts) > 1 and _is_site(parts[-1], site, url):
        title = title[: title.rindex(parts.pop())].rstrip(TRIM)
    while len(parts) > 1 and _is_site(parts[0], site, url):
        title = title[len(parts.pop(0)) :].lstrip(TRIM)
    first, _, rest = title.partition(" ")
    return rest if rest and "." in first and first.casefold() == _host(url) else title


def _is_site(part: str, site: str | None, url: str) -> bool:
    """True for the site's name as it calls itself, or as its host is called."""
    squashed = "".join(WORD.findall(part.casefold()))
    is_host = len(squashed) >= SHORTEST_NAME and squashed in re.sub(r"[.-]", "", _host(url))
    return is_host or same_name(part, site)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
