"""Pairs of different articles, the harder the better: by chance, of one outlet, of one topic."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from random import Random

from archive.likeness.aligning import align
from archive.likeness.comparable import Comparable

RAREST, MOST_ARTICLES, FEWEST_SHARED = 12, 40, 3
REUSED_PASSAGE = 30  # words in a row that two reporters do not write alike
REUSED_SHARE = 0.5

Pair = tuple[int, int]


def chance_pairs(many: int, count: int, random: Random) -> list[Pair]:
    """`count` pairs of the numbers below `many`."""
    return [tuple(sorted(random.sample(range(many), 2))) for _ in range(count)]  # type: ignore[misc]  # two of a sample


def pairs_of_one_outlet(outlets: Sequence[str], count: int, random: Random) -> list[Pair]:
    """`count` pairs of articles of one outlet, an outlet as often as it has articles."""
    of: dict[str, list[int]] = defaultdict(list)
    for number, outlet in enumerate(outlets):
        of[outlet].append(number)
    drawn = [of[random.choice(outlets)] for _ in range(count)]
    return [(min(pair), max(pair)) for group in drawn if len(group) > 1 for pair in [random.sample(group, 2)]]


def topic_pairs(words: Sequence[Sequence[str]], count: int, random: Random) -> list[Pair]:
    """`count` pairs of texts that share at least three of their rarest words."""
    known = Counter(word for text in words for word in set(text))
    holders: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(words):
        rare = sorted((word for word in set(text) if known[word] > 1), key=lambda word: (known[word], word))
        for word in rare[:RAREST]:
            holders[word].append(number)
    shared = Counter(
        pair for group in holders.values() if len(group) <= MOST_ARTICLES for pair in combinations(group, 2)
    )
    found = sorted(pair for pair, together in shared.items() if together >= FEWEST_SHARED)
    return random.sample(found, min(count, len(found)))


def is_reuse(first: Comparable, second: Comparable) -> bool:
    """True for two articles of which one took over text of the other, whatever their relation is called.

    A passage of thirty words in a row, or half of one text in passages: no reporter writes so by chance, so that such a
    pair of the corpus cannot be counted as two different texts.
    """
    passages = align(first.words, second.words)
    together = sum(passage.length for passage in passages)
    fewest = min(len(first.words), len(second.words))
    return any(passage.length >= REUSED_PASSAGE for passage in passages) or together >= REUSED_SHARE * fewest
