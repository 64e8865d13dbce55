"""Spam: the advertising of gambling sites that is planted in hacked sites, and put on the domains of dead ones.

News about gambling uses the same words, so that no word alone decides: an advertisement heaps up the names of games,
providers and bonuses, and tells of no police, court or victim. `archive/data/gambling.toml` has both lists.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SPACE = re.compile(r"[\W_]+")
FEWEST_OFFERS = 5
FEWEST_KINDS = 3
SHARE_OF_WORDS = 0.02
MOST_NEWS = 3
FEWEST_PLANTED = 2
PLANTED_SHARE = 0.06
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Words:
    """What an advertisement has one of at least, what only advertisements offer, and what news tell of."""

    cues: tuple[str, ...]
    offers: re.Pattern[str]
    news: re.Pattern[str]


@cache
def words() -> Words:
    """The lists, as `archive/data/gambling.toml` has them."""
    table = tomllib.loads((files("archive") / "data" / "gambling.toml").read_text(encoding="utf-8"))
    return Words(tuple(table["cues"]), _any_of(table["offers"]), _any_of(table["news"]))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(re.escape(phrase).replace("\\*", "\\w*") for phrase in longest_first)
    return re.compile(rf"\b(?:{either})\b")


def is_spam(headline: str | None, body: str) -> bool:
    """True for a text that advertises gambling.

    It names several offers, often, beside few or no words of news; the headline counts like the text.
    """
    text = _suspicious(f"{headline or ''} {body}")
    if text is None:
        return False
    offers = words().offers.findall(text)
    if len(offers) < FEWEST_OFFERS:
        return len(set(offers)) > 1 and is_spam_title(headline or "")
    dense = len(set(offers)) >= FEWEST_KINDS and len(offers) >= SHARE_OF_WORDS * (text.count(" ") + 1)
    return dense and len(set(words().news.findall(text))) < MOST_NEWS + len(offers) // 10


def without_planted(headline: str | None, body: str) -> str:
    """An honest text without the lines of gambling's advertising that were planted in it.

    A text that is nothing else stays as it is: it is to be refused as a whole.
    """
    if _suspicious(body) is None or is_spam(headline, body):
        return body
    kept = [line for line in body.split("\n") if not _is_planted(line)]
    rest = BLANK_LINES.sub("\n\n", "\n".join(kept)).strip()
    return rest or body


def _is_planted(line: str) -> bool:
    """True for a line that heaps up offers, beside no word of news."""
    text = _suspicious(line)
    if text is None or words().news.search(text):
        return False
    offers = words().offers.findall(text)
    return len(set(offers)) >= FEWEST_PLANTED and len(offers) >= PLANTED_SHARE * (text.count(" ") + 1)


def is_spam_title(title: str) -> bool:
    """True for a headline that advertises gambling: two offers or more, and nothing of news."""
    text = _suspicious(title)
    return text is not None and len(words().offers.findall(text)) > 1 and not words().news.search(text)


def is_suspect(path: str) -> bool:
    """True for an address whose path names an offer and nothing of news: to be looked at last, and not for long."""
    text = _suspicious(path)
    return text is not None and bool(words().offers.search(text)) and not words().news.search(text)


def _suspicious(text: str) -> str | None:
    """The text as plain words, when it has a cue; most texts have none."""
    text = text.lower()
    return SPACE.sub(" ", text).strip() if any(cue in text for cue in words().cues) else None
