"""The language of a page: as its text shows beyond doubt, else as the page states it."""

import re

from spiders.reading.document import Document

LANGUAGE = re.compile(r"^[a-z]{2,3}(?=[-_]|$)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
# the commonest words of each, none of which the other has
INDONESIAN = "yang dan dengan untuk pada dari ini itu dalam adalah tidak akan oleh juga telah sebagai"
ENGLISH = "the of and to is for that with was by this from were has have which their would"
COMMON = {"id": frozenset(INDONESIAN.split()), "en": frozenset(ENGLISH.split())}
ENOUGH, TIMES = 8, 4
LONGEST = 5000


def language_of(document: Document) -> str | None:
    """The first subtag of the page's own language tag, in lower case."""
    match = LANGUAGE.match(document.root.get("lang") or "")
    return match[0].lower() if match else None


def language_in(text: str) -> str | None:
    """`id` or `en` for a text that is one of them by far: many Indonesian sites are set up in English."""
    words = WORD.findall(text[:LONGEST].casefold())
    counts = {language: sum(word in common for word in words) for language, common in COMMON.items()}
    best = max(counts, key=lambda language: counts[language])
    others = max(count for language, count in counts.items() if language != best)
    return best if counts[best] >= ENOUGH and counts[best] >= TIMES * others else None
