"""ReadMarks: whether the outlet marks a text as paid, or as a release; never one from the other.

A mark is the outlet's own word for the text: its section or tag, a folder of its address, the label before its headline
or its text, or the word that signs it. What is unmarked stays unknown.
"""

import re

from archive.items import ArticleItem
from archive.vocabulary import Origin, Role
from pipelines.verb import Verb

MARKS = {
    "advertorial": r"adv(?:ertorial)?|advetorial|pariwara|inforial|iklan|kerja ?sama|konten bersponsor"
    r"|sponsored(?: content)?|brand ?story",
    "release_marked": r"siaran ?pers|press ?release|rilis(?: pers)?|pers ?rilis|news ?release|humas|hms",
}
ADDRESSES = {
    "advertorial": r"advertorial|adv|pariwara|inforial|sponsored|brand-?content",
    "release_marked": r"siaran-?pers|press-?release|pers-?rilis|rilis",
}


def _all(shape: str) -> dict[str, re.Pattern[str]]:
    """The shape with the words of each field in place of `WORDS`."""
    return {field: re.compile(shape.replace("WORDS", words), re.IGNORECASE) for field, words in MARKS.items()}


WHOLE = _all(r"\W*(?:WORDS)\W*")
# before a headline or a text, closed by a colon, a dash, a bar or a bracket
BEFORE = _all(r"\s*[(\[]?(?:WORDS)\s*(?:[)\]:|]|\s[–—-]\s)")
SIGNED = _all(r"[(\[](?:[^()\[\]\n]{0,40}[/|,]\s*)??(?:(?:WORDS)(?:[/|,][^()\[\]\n]{0,60})?)\s*[)\]]\W*$")
OFFICE_SIGNED = re.compile(r"[(\[](?:humas|hms)\s[^()\[\]\n]{0,60}[)\]]\W*$", re.IGNORECASE)
FOLDER = {field: re.compile(rf"/(?:{words})(?:/|$)", re.IGNORECASE) for field, words in ADDRESSES.items()}
END_LINES = 3


class ReadMarks(Verb):
    """What a page says in its own structured data stays as it is."""

    def work(self, article: ArticleItem) -> None:
        """Set `advertorial` and `release_marked` where a mark stands."""
        for field in MARKS:
            if getattr(article, field) is None and (origin := mark_of(article, field)):
                setattr(article, field, True)
                article.origins[field] = origin


def mark_of(article: ArticleItem, field: str) -> Origin | str | None:
    """Where the mark stands that the outlet gave the text; `None` without one."""
    named = [("section", article.section), *(("tags", tag) for tag in article.tags)]
    for name, text in named:
        if text and WHOLE[field].fullmatch(text):
            return article.origins.get(name, Origin.READER)
    if FOLDER[field].search(article.url):
        return Origin.URL
    if article.headline and BEFORE[field].match(article.headline):
        return article.origins.get("headline", Origin.READER)
    return Origin.TEXT if _is_in_text(article, field) else None


def _is_in_text(article: ArticleItem, field: str) -> bool:
    lines = [line for line in article.body.split("\n") if line]
    if lines and (WHOLE[field].fullmatch(lines[0]) or BEFORE[field].match(lines[0])):
        return True
    signatures = [*lines[-END_LINES:], *(credit.raw for credit in article.credits)]
    if any(SIGNED[field].search(text) for text in signatures):
        return True
    if field != "release_marked":
        return False
    return any(OFFICE_SIGNED.search(text) for text in signatures) or any(
        credit.role is Role.PUBLIC_RELATIONS for credit in article.credits
    )
