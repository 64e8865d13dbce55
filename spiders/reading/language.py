"""The language of a page: as its text shows beyond doubt, else as the page states it."""

import re
from itertools import islice
from urllib.parse import urlsplit

from spiders.reading.document import Document

LANGUAGE = re.compile(r"^[a-z]{2,3}(?=[-_]|$)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
# the commonest words of each, none of which the other has
INDONESIAN = "yang dan dengan untuk pada dari ini itu dalam adalah tidak akan oleh juga telah sebagai"
ENGLISH = "the of and to is for that with was by this from were has have which their would"
COMMON = {"id": frozenset(INDONESIAN.split()), "en": frozenset(ENGLISH.split())}
ENOUGH, TIMES = 8, 4
LONGEST = 5000
PARAGRAPHS = 40
NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d(?![\d/-])")
MOST_MONTHS = 12
DATED_TAGS = ("p", "span", "time", "li", "td", "div", "small", "em")
# English that writes the day first: by the page's own tag, and by the country of its host
DAY_FIRST_TAGS = re.compile(r"^en[-_](?!us|ph)", re.IGNORECASE)
DAY_FIRST_HOSTS = frozenset({"id", "uk", "au", "nz", "ie", "in", "sg", "my", "za", "eu"})


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


def writes_month_first(document: Document) -> bool:
    """True for a page that means the 4th of March by 3/4/2024: in American English, and with no date that denies it.

    The text itself must be English: many an Indonesian site is set up as `en-US`.
    """
    tag, host = document.root.get("lang") or "", urlsplit(document.url).hostname or ""
    if not tag.lower().startswith("en") or DAY_FIRST_TAGS.match(tag) or host.rpartition(".")[2] in DAY_FIRST_HOSTS:
        return False
    paragraphs = islice(document.tags.get("p", ()), PARAGRAPHS)
    if language_in(" ".join(paragraph.text_content() for paragraph in paragraphs)) != "en":
        return False
    texts = (element.text or "" for tag in DATED_TAGS for element in document.tags.get(tag, ()))
    dates = [found for text in texts if "/" in text or "-" in text for found in NUMBERS.findall(text[:LONGEST])]
    return not any(int(first) > MOST_MONTHS for first, _ in dates) or any(int(day) > MOST_MONTHS for _, day in dates)
