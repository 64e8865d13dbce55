"""The sketch of a text: 32 numbers, of which two texts share about as many as they share runs of four words.

The numbers are MinHashes (Broder 1997): of 32 random orders of all possible runs, the first that stands in the text.
Two texts whose runs have the Jaccard similarity J agree in each of them with probability J.
"""

import struct
import sys
from collections.abc import Sequence

from rensa import RMinHash

RUN = 4  # words
KEYS = 32
SHORTEST = 12  # words
SEED = 1945
FORM = struct.Struct(f"<{KEYS}I")
# whatever changes the bytes of a sketch or of the index of sketches changes this, and the index is made anew
SKETCH_VERSION = f"2: rensa {RMinHash.ALGORITHM_VERSION}, {KEYS} of {RUN} words, seed {SEED}, {sys.byteorder} endian"


def sketch(words: Sequence[str]) -> bytes | None:
    """The sketch of a text's words, in their order; None for a text of fewer than twelve words.

    The words come as they should compare: casefolded, without what says nothing (`Comparable.words`).
    """
    if len(words) < SHORTEST:
        return None
    minhash = RMinHash(KEYS, SEED)
    runs = zip(*(words[start:] for start in range(RUN)), strict=False)
    minhash.update([" ".join(run) for run in runs])
    return FORM.pack(*minhash.digest())


def values_of(sketch_: bytes) -> tuple[int, ...]:
    """The numbers of a sketch, each below 2**32."""
    return FORM.unpack(sketch_)
