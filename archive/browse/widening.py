"""What a question was also searched for, as links: each added word can be clicked off, each offered one on."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from archive.browse.asking import Asked
from archive.browse.page import Visit
from archive.browse.remembering import Recall
from archive.searching.hits import Results
from archive.searching.understanding import MOST_COUNTED, Expansion, count_words

SHOWN_WORDS = 12  # the others are one click away


def count_added(recall: Recall, expansions: Iterable[Expansion]) -> dict[str, int]:
    """How many articles hold each added word."""
    added = [one.text for expansion in expansions for one in expansion.added]
    return recall(("counts", *added), lambda connection: count_words(connection, added))


def widening(here: Visit, asked: Asked, found: Results, counts: dict[str, int]) -> dict[str, Any]:
    """The words added and switched off, those offered, a better spelling, and the way back to the bare words.

    `counts` are those of `count_added`.
    """
    return {
        "expansions": [
            {
                "typed": expansion.typed,
                "added": [_added(here, asked, one.text, counts) for one in expansion.added[:SHOWN_WORDS]],
                "more": [_added(here, asked, one.text, counts) for one in expansion.added[SHOWN_WORDS:]],
                "off": [_off(here, asked, one.text) for one in expansion.off],
            }
            for expansion in found.expansions
        ],
        "offers": [
            {"typed": offer.typed, "words": offer.words, "link": _offered(here, asked, offer.typed)}
            for offer in found.offers
        ],
        "exact_link": here.link("/cari", **replace(asked, exact=True).query()),
        "widened_link": here.link("/cari", **replace(asked, exact=False, without=()).query()) if asked.exact else None,
        "meant": {"words": found.meant, "link": here.link("/cari", **asked.query(q=found.meant))}
        if found.meant
        else None,
    }


def added_words(expansions: Iterable[Expansion]) -> dict[str, Any]:
    """The words added to a question, in one list: the first of them, and how many more there are."""
    added = list(dict.fromkeys(one.text for expansion in expansions for one in expansion.added))
    return {"words": added[:SHOWN_WORDS], "more": len(added[SHOWN_WORDS:])}


def _added(here: Visit, asked: Asked, word: str, counts: dict[str, int]) -> dict[str, Any]:
    without = (*asked.without, word)
    return {
        "text": word,
        "count": counts[word],
        "at_least": counts[word] >= MOST_COUNTED,
        "link": here.link("/cari", **replace(asked, without=without).query()),
    }


def _off(here: Visit, asked: Asked, word: str) -> dict[str, str]:
    kept = tuple(one for one in asked.without if one.casefold() != word.casefold())
    return {"text": word, "link": here.link("/cari", **replace(asked, without=kept).query())}


def _offered(here: Visit, asked: Asked, typed: str) -> str:
    """The same words with `~` before the first of them that reads so."""
    words = re.sub(rf"(?<![\w~=]){re.escape(typed)}(?!\w)", f"~{typed}", asked.words, count=1, flags=re.IGNORECASE)
    return here.link("/cari", **asked.query(q=words))
