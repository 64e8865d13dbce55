"""ReadCredits: bylines and initials, as in `(wes/zak)`, `[Rhm]` or `Penulis: … | Editor: …`.

A sign-off leaves the body; its raw form stands in the credit. Whoever signs by initials has an unknown role.
"""

import re

from archive.items import ArticleItem, Credit
from archive.vocabulary import Origin, Role
from archive.wording.credit_lines import credits_of_line, is_byline_before, is_stamp
from archive.wording.sign_offs import without_sign_off
from pipelines.verb import Verb

BLANK_LINES = re.compile(r"\n{3,}")
FIRST_LINES, LAST_LINES = 7, 8


class ReadCredits(Verb):
    """Credits that are there already stay as they are; nobody is added twice in the same role."""

    def work(self, article: ArticleItem) -> None:
        """Move the lines that only credit, and the sign-off at the end, from the body to `article.credits`.

        The outlet's own name, as the dateline has it, is no author.
        """
        body, found = without_credits(article.body)
        if body != article.body:
            article.body = body
        outlet = (article.dateline.outlet or "").casefold()
        for credit in found:
            if credit.name.casefold() != outlet and not _is_known(credit, article.credits):
                article.credits.append(credit)
                article.origins.setdefault("credits", Origin.TEXT)


def _is_known(credit: Credit, known: list[Credit]) -> bool:
    same = [other for other in known if other.name.casefold() == credit.name.casefold()]
    return any(credit.role in {Role.UNKNOWN, other.role} or _signs(credit) for other in same)


def _signs(credit: Credit) -> bool:
    """True for a name in the brackets at the end: whoever signs so need not be another one than the byline says."""
    return credit.raw[:1] in "(["


def without_credits(body: str) -> tuple[str, list[Credit]]:
    """The body without its credits, and these in the order of the text."""
    found: list[Credit] = []
    while True:
        rest, named = _without_outer_credits(body)
        if rest == body:
            return body, found
        body, found = rest, [*named, *found]


def _without_outer_credits(body: str) -> tuple[str, list[Credit]]:
    lines = body.split("\n")
    written = [number for number, line in enumerate(lines) if line]
    found = _line_credits(lines, written)
    last = next((number for number in reversed(written) if lines[number]), None)
    if last is not None:
        rest, signed = without_sign_off(lines[last])
        if rest != lines[last]:
            found[last], lines[last] = signed, rest
    if not found:
        return body, []
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip(), [
        credit for line in sorted(found) for credit in found[line]
    ]


def _line_credits(lines: list[str], written: list[int]) -> dict[int, list[Credit]]:
    """The credits of the first and the last lines that only credit, by the line's number; such a line is emptied."""
    found: dict[int, list[Credit]] = {}
    first = written[:FIRST_LINES]
    for place, number in enumerate(first[:-1]):
        if is_byline_before(lines[number], lines[first[place + 1]]):
            found[number], lines[number] = [Credit(lines[number], lines[number], Role.WRITER)], ""
            if is_stamp(lines[first[place + 1]]):
                lines[first[place + 1]] = ""
            break
    before = -1
    for number in sorted({*first, *written[-LAST_LINES:]}):
        named = _credits_at(number, lines, written, among_credits=before in found)
        before = number
        if named is not None:
            found[number], lines[number] = named, ""
    return found


def _credits_at(number: int, lines: list[str], written: list[int], *, among_credits: bool) -> list[Credit] | None:
    """The credits of one line, as one of the first or as one of the last; a short text's lines are both."""
    for places, first in ((written[:FIRST_LINES], True), (written[-LAST_LINES:], False)):
        if lines[number] and number in places:
            named = credits_of_line(lines[number], first=first, among_credits=among_credits)
            if named is not None:
                return named
    return None
