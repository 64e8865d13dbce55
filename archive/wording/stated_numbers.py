"""Numbers as newsrooms write them: `41`, `empat puluh satu`, `360.000`, `360 ribu`, `1,3 juta`; each as one integer."""

import re
from collections.abc import Sequence

GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
DECIMAL = re.compile(r"\d+[.,]\d+")
LONGEST = 15  # digits: what is longer is no number of anything
UNITS = {
    word: number
    for number, word in enumerate(
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
    )
}
HUNDRED, THOUSAND = 100, 1000
WHOLE = {"seratus": HUNDRED, "seribu": THOUSAND}
SCALES = {"ribu": THOUSAND, "juta": THOUSAND**2, "miliar": THOUSAND**3, "milyar": THOUSAND**3, "triliun": THOUSAND**4}
TEN = 10
TENFOLD = {"puluh": TEN, "ratus": HUNDRED}
NUMBER_WORDS = frozenset({*UNITS, *WHOLE, *SCALES, *TENFOLD, "belas"})


def begins_number(token: str) -> bool:
    """True for a token (case folded) that a number may begin with."""
    return token in UNITS or token in WHOLE or token[0].isdecimal()


def read_number(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that begins at a token (case folded), and where it ends; None where none does."""
    total, current, end = 0, 0.0, at
    while end < len(tokens):
        part = _with(tokens[end], current, first=end == at)
        if part is None:
            break
        current = part
        end += 1
        if end < len(tokens) and tokens[end] in SCALES:
            total, current = total + round(current * SCALES[tokens[end]]), 0.0
            end += 1
    return (total + round(current), end) if end > at else None


def _with(word: str, current: float, *, first: bool) -> float | None:
    """The number so far with one more word; None where it goes on with nothing."""
    tens = current % TEN
    if word[0].isdecimal():
        return _digits(word) if first else None
    if word in WHOLE:
        return current + WHOLE[word]
    if word in UNITS:
        return None if tens else current + UNITS[word]
    if word == "belas" and tens > 1:
        return current + TEN
    if word in TENFOLD and tens:
        return current - tens + tens * TENFOLD[word]
    return None


def _digits(token: str) -> float | None:
    if len(token) > LONGEST:
        return None
    if GROUPED.fullmatch(token):
        return int(re.sub(r"\D", "", token))
    if DECIMAL.fullmatch(token):
        return float(token.replace(",", "."))
    return int(token) if token.isdecimal() else None
