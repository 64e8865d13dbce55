"""ReadCredits: read bylines and initials from the end of the text, as in `(wes/zak)` or `Penulis: … | Editor: …`."""

import re

from archive.items import ArticleItem, Credit
from archive.vocabulary import Origin, Role
from pipelines.verb import Verb

ROLES = {
    "penulis": Role.WRITER,
    "editor": Role.EDITOR,
    "reporter": Role.REPORTER,
    "pewarta": Role.REPORTER,
    "laporan": Role.REPORTER,
    "kontributor": Role.CONTRIBUTOR,
    "fotografer": Role.PHOTOGRAPHER,
    "foto": Role.PHOTOGRAPHER,
}
LABEL = re.compile(rf"\b({'|'.join(ROLES)})\s*:\s*", re.IGNORECASE)
LABELLED = re.compile(rf"^(?:{'|'.join(ROLES)})\s*:", re.IGNORECASE)
INITIALS = re.compile(r"\s*[(\[](?P<names>[A-Za-z]{2,8}(?:\s?[/&,-]\s?[A-Za-z]{2,8}){0,3}|\*+)[)\]]\s*$")
SOME_CAPITALS = re.compile(r"^[A-Z]{3,}$")
LONGEST_NAME = 60


class ReadCredits(Verb):
    """Sign-offs leave the body; their raw form stands in the credit."""

    def work(self, article: ArticleItem) -> None:
        """Move sign-offs from the end of the body to `article.credits`."""
        found: list[Credit] = []
        paragraphs = article.body.split("\n\n")
        while paragraphs and (signed := labelled(paragraphs[-1])):
            found = signed + found
            paragraphs.pop()
        if paragraphs:
            paragraphs[-1], initials = without_initials(paragraphs[-1])
            found = initials + found
        article.body = "\n\n".join(part for part in paragraphs if part)
        known = {credit.name.casefold() for credit in article.credits}
        new = [credit for credit in found if credit.name.casefold() not in known]
        if new:
            article.credits = [*article.credits, *new]
            article.origins.setdefault("credits", Origin.TEXT)


def labelled(paragraph: str) -> list[Credit]:
    """The credits of a paragraph that is nothing but labels and names; else none."""
    if not LABELLED.match(paragraph) or len(paragraph) > LONGEST_NAME * len(ROLES):
        return []
    parts = LABEL.split(paragraph)[1:]
    signed = []
    for label, value in zip(parts[::2], parts[1::2], strict=True):
        name = value.strip(" |/;,\n")
        if len(name) > LONGEST_NAME or name.endswith("."):
            return []
        if name:
            signed.append(Credit(f"{label}: {name}", name, ROLES[label.lower()]))
    return signed


def without_initials(paragraph: str) -> tuple[str, list[Credit]]:
    """The paragraph without the initials that sign it, and these as credits of unknown role."""
    match = INITIALS.search(paragraph)
    if match is None or SOME_CAPITALS.match(match["names"]):
        return paragraph, []
    raw = match.group().strip()
    names = [] if "*" in raw else re.split(r"\s?[/&,-]\s?", match["names"])
    return paragraph[: match.start()].rstrip(), [Credit(raw, name) for name in names]
