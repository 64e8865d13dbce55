"""The queries that searches are measured with: a published mix of words drawn from the articles themselves."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

from archive.items import ArticleItem
from archive.searching.spelling import folded
from archive.searching.word_families import relatives

MIX = {"rare": 0.40, "common": 0.20, "phrase": 0.15, "prefix": 0.10, "expanded": 0.15}
RARE = 0.002  # of the articles hold a rare word at most
COMMON, TOO_COMMON = 0.03, 0.30  # of the articles hold a common one: above are words that nobody looks for
LETTERS_OF_PREFIX = 5
WORD = re.compile(r"[^\W\d_]{4,}")


def queries(sample: Iterable[ArticleItem], count: int, rare: float = RARE) -> list[tuple[str, str]]:
    """`count` queries as (kind, words), of the kinds in `MIX`; the same sample gives the same queries.

    A rare word is in the share `rare` of the sample at most. Only queries of the kind `expanded` are widened: others
    are fixed by `=`, quotes or `*`.
    """
    random = Random(5)
    texts = [WORD.findall(folded(item.body)) for item in sample]
    held = Counter(word for words in texts for word in set(words))
    pairs = sorted({pair for words in texts for pair in pairwise(words)})
    seldom = sorted(word for word, articles in held.items() if articles <= rare * len(texts))
    common = sorted(word for word, articles in held.items() if COMMON <= articles / len(texts) <= TOO_COMMON)
    long = sorted(word for word in held if len(word) > LETTERS_OF_PREFIX)
    formed = sorted(word for word in common + seldom if any(form in held for form in relatives(word)))
    made: dict[str, Callable[[], str]] = {
        "rare": lambda: f"={random.choice(seldom)}",
        "common": lambda: f"={random.choice(common)}",
        "phrase": lambda: f'"{" ".join(random.choice(pairs))}"',
        "prefix": lambda: f"{random.choice(long)[:LETTERS_OF_PREFIX]}*",
        "expanded": lambda: random.choice(formed),
    }
    return [(kind, made[kind]()) for kind, share in MIX.items() for _ in range(round(share * count))]
