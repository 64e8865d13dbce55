"""Whether a system's title, day and authors are the true ones."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

from benchmarks.page_corpus import TruePage
from benchmarks.reading_systems import Answer

WORD = re.compile(r"\w+")
BETWEEN_NAMES = re.compile(r"\s*(?:[,;/|&]|\band\b|\bdan\b)\s*", re.IGNORECASE)
BY = re.compile(r"^(?:by|oleh|penulis|reporter|pewarta)\b[:\s]*", re.IGNORECASE)


def title_is_right(page: TruePage, answer: Answer) -> bool | None:
    """Whether the words are those of the true title, case aside; `None` when that is not known."""
    return _words(answer.title or "") == _words(page.title) if page.title else None


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def day_is_right(page: TruePage, answer: Answer) -> bool | None:
    """Whether it is the true day, as written or in the offset of either; `None` when that is not known."""
    if not page.published:
        return None
    true, found = _moment(page.published), _moment(answer.published or "")
    if true is None or found is None:
        return False
    pairs = [(true, found)]
    if true.tzinfo and found.tzinfo:
        pairs += [(true, found.astimezone(true.tzinfo)), (true.astimezone(found.tzinfo), found)]
    return any(one.date() == other.date() for one, other in pairs)


def day_is_wrong(page: TruePage, answer: Answer) -> bool | None:
    """Whether another day than the true one is stated, which is worse than none; `None` when that is not known."""
    is_right = day_is_right(page, answer)
    return None if is_right is None else bool(answer.published) and not is_right


def _moment(stated: str) -> datetime | None:
    """A date in ISO 8601, or as feeds have it (RFC 822), which is what some corpora were made from."""
    for form in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return form(stated.strip())
        except (ValueError, TypeError):
            continue
    return None


def authors_are_right(page: TruePage, answer: Answer) -> bool | None:
    """Whether exactly the true people are named; `None` when they are not known."""
    return _names([page.author]) == _names(answer.authors) if page.author else None


def _names(stated: Sequence[str]) -> set[tuple[str, ...]]:
    parts = (part for text in stated for part in BETWEEN_NAMES.split(BY.sub("", text.strip())))
    return {tuple(words) for part in parts if (words := _words(part))}
