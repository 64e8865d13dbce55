"""What stands on a page beside its article: told by tags, roles, names, and by how much of it is links."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from lxml.html import HtmlElement

from archive.wording.site_lines import is_foreign
from spiders.reading.document import short_text
from spiders.reading.weights import INLINE, Weight

NO_TEXT = frozenset({"aside", "button", "dialog", "footer", "form", "label", "menu", "nav"})
ROLES = frozenset({"alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar"})
ROLES |= {"navigation", "search", "tablist"}
# as a part of a class or an id, whatever stands before and behind it
PARTS = (
    r"comments?|commentlist|disqus|respond|related|recommend(?:ed|ations?)?|rekomendasi|terkait|terpopuler|popular|trending"
    r"|share|sharing|social|sosmed|sharedaddy|addtoany|newsletter|subscribe|subscription|signup|sign-up|cookies?|consent|gdpr"
    r"|breadcrumbs?|sidebar|navbar|navigation|menu|footer|masthead|pagination|pager|promo|promotion|advert\w*|ads?|adsbygoogle"
    r"|sponsor\w*|outbrain|taboola|popup|modal|paywall|bio|byline|author-?(?:box|info|card|bio|about)?|tags?|tagcloud|toc"
    r"|table-of-contents|skip-?link|copyright|disclaimer|cta|toolbar|readmore|read-more|baca-?juga|also-?read|next-?post"
    r"|prev-?post|post-?nav\w*|yarpp|ratings?"
)
# only where it begins, since builders of pages have it in the names of their own boxes
BEGINNINGS = (
    r"widgets?|hidden|is-hidden|hide|sr-only|visually-?hidden|screen-reader-text|print-only|noprint|d-none|banner|login"
    r"|register|search|meta|postmeta|entry-meta"
)
NAMES = re.compile(rf"(?:^|[_-])({PARTS})(?:$|[_-])|^({BEGINNINGS})(?:$|[_-])", re.IGNORECASE)
UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
ARTICLES = frozenset({"article", "body", "html", "main"})
# names that mean what they say, however much text they hold
SURE = frozenset(
    {"aside", "comment", "commentlist", "comments", "disqus", "footer", "nav", "related", "respond", "sidebar"}
)
LISTS = frozenset({"dl", "ol", "table", "tbody", "ul"})
# a line of a text may be all link, and is none the less a line of it
LINES = frozenset({"blockquote", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "td", "th", "tr"})
FEWEST_WORDS, LONGEST_SENTENCE = 5, 300  # of a sentence that announces a list
MOST_OF_A_PAGE, MOST_OF_A_NAME, MOST_OF_LINKS = 0.5, 0.25, 0.2
MOST_LINKS, MOST_LINKS_IN_A_LIST = 0.5, 0.85


def beside(root: HtmlElement, weights: Mapping[HtmlElement, Weight]) -> set[HtmlElement]:
    """The elements that are no part of the article.

    No mark is believed of an element with half of the page's prose or around a main heading, nor one that, all over the
    page, would cost more than a quarter of the prose: then it is the site's way to name its boxes.
    """
    total = max(1, weights[root].prose)
    headed = {up for heading in root.iter("h1") for up in heading.iterancestors()}
    marked = {
        element: mark
        for element, weight in weights.items()
        if weight.prose < MOST_OF_A_PAGE * total and element not in headed and (mark := mark_of(element))
    }
    cost: dict[str, int] = defaultdict(int)
    for element, mark in marked.items():
        if not any(up in marked for up in element.iterancestors()):
            cost[mark] += weights[element].prose
    believed = {mark for mark, lost in cost.items() if mark in SURE or lost <= MOST_OF_A_NAME * total}
    inner = set(marked.values()) - set(cost)
    named = {element for element, mark in marked.items() if mark in believed or mark in inner}
    return named | {element for element in _linked(weights, total) if element not in headed}


def mark_of(element: HtmlElement) -> str | None:
    """The tag, role or name that says of an element that it is no text; `None` when nothing does."""
    tag = element.tag
    if tag in NO_TEXT:
        return str(tag)
    if tag in ARTICLES:
        return None
    role: str | None = element.get("role")
    if role in ROLES:
        return role
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return "hidden"
    style = element.get("style")
    return _name(element) or ("hidden" if style and UNSHOWN.search(style) else None)


def _name(element: HtmlElement) -> str | None:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    found = next((match for name in names.split() if (match := NAMES.search(name))), None)
    # what a colouring of source code calls a comment is none
    if found is None or (element.tag in INLINE and next(element.iterancestors("pre", "code"), None) is not None):
        return None
    return (found[1] or found[2]).lower()


def _linked(weights: Mapping[HtmlElement, Weight], total: int) -> Iterator[HtmlElement]:
    """Boxes that are links more than text: teasers, menus, "Baca juga"; a list within a text may have more of them."""
    for element, weight in weights.items():
        tag = element.tag
        if (
            not weight.links
            or tag in INLINE
            or tag in LINES
            or tag in ARTICLES
            or weight.prose >= MOST_OF_LINKS * total
        ):
            continue
        most = MOST_LINKS_IN_A_LIST if tag in LISTS else MOST_LINKS
        if weight.links > most * (weight.prose + weight.other + weight.links) and not _is_introduced(element):
            yield element


def _is_introduced(element: HtmlElement) -> bool:
    """True for what a sentence before it announces with a colon: "Many patches were sent for review:"."""
    while element.getprevious() is None and not (element.getparent().text or "").strip():
        element = element.getparent()
        if element is None or element.tag in ARTICLES or element.getparent() is None:
            return False
    before = element.getprevious()
    said = short_text(before, LONGEST_SENTENCE) if before is not None and not (before.tail or "").strip() else ""
    linked = said and next(before.iter("a"), None) is not None
    return said.endswith(":") and len(said.split()) >= FEWEST_WORDS and not linked and not is_foreign(said)
