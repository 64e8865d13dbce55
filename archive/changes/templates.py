"""A source's template: the blocks of text that stand on many of its pages, learned from a sample of them. Pure."""

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

DIGEST = 8  # bytes
FEWEST_PAGES = 3  # that hold a block
FEWEST_WITNESSES = 4
SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Template:
    """One snapshot of what was learned from a source's pages: it never changes once it is stored.

    `id` is its row in `templates`, `number` counts the snapshots of a source from 1; `blocks` are digests.
    """

    id: int
    number: int
    blocks: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class SamplePage:
    """A page to learn from: its headline, and the digests of its blocks as the publisher sent them."""

    headline: str
    blocks: tuple[bytes, ...]


def digest_of_block(text: str) -> bytes:
    """Eight bytes that tell a block of text, its runs of space as one, from any other."""
    return hashlib.blake2b(" ".join(text.split()).encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()


def packed(blocks: Iterable[bytes]) -> bytes:
    """Digests as they are stored: one after the other."""
    return b"".join(blocks)


def unpacked(blocks: bytes) -> tuple[bytes, ...]:
    """The digests in what `packed` gave."""
    return tuple(blocks[start : start + DIGEST] for start in range(0, len(blocks), DIGEST))


def repeated_blocks(sample: Sequence[SamplePage]) -> tuple[int, dict[bytes, int]]:
    """How many pages of a sample can be learned from, and the blocks on half of them, at least three, with how many.

    Of pages with the same headline one counts, and a page counts only for something that it alone says: so that an
    article that stands under several addresses is no template. Nothing is learned from fewer than four pages.
    """
    pages = list(_witnesses(sample))
    if len(pages) < FEWEST_WITNESSES:
        return len(pages), {}
    counts = Counter(block for page in pages for block in page)
    least = max(FEWEST_PAGES, SHARE * len(pages))
    return len(pages), {block: count for block, count in counts.items() if count >= least}


def _witnesses(sample: Sequence[SamplePage]) -> Iterator[frozenset[bytes]]:
    pages = [frozenset(page.blocks) for page in {page.headline.casefold(): page for page in sample}.values()]
    holders = Counter(block for page in pages for block in page)
    return (page for page in pages if any(holders[block] == 1 for block in page))


def same_but_for(blocks: Container[bytes], first: Sequence[bytes], second: Sequence[bytes]) -> bool:
    """True when two pages hold the same blocks in the same order, but for these."""
    return [block for block in first if block not in blocks] == [block for block in second if block not in blocks]
