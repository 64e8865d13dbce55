"""Indonesian words taken apart into root and affixes, and the other way round; which root a word has, a word list says.

The affixes are those of the grammars (Nazief and Adriani 1996; Asian, Williams and Tahaghoghi 2005), the roots those
of PySastrawi. Only pairs of prefix and suffix that Indonesian has are tried: `penyidikan` is pe-sidik-an, and never
`sidi` with -kan, which no noun with pe- takes.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

ENCLITICS = ("nya", "lah", "kah", "pun")
SHORTEST_ROOT = 3
SONORANTS = "lmnrwy"
VOWELS = "aeiou"
SWALLOWED = (("m", "p"), ("n", "t"), ("ny", "s"), ("ng", "k"))  # what the nasal stands for before a vowel
BEFORE = {"m": "bfvp", "n": "cdjstzy", "ng": "ghkqx"}  # what stays behind it
# What a prefix is called, and what each suffix that goes with it makes of the two: the pattern of a word.
VERB = {"": "me", "kan": "me-kan", "i": "me-i"}
CONFIXES: dict[str, dict[str, str]] = {
    "": {"": "0", "an": "an", "kan": "me-kan", "i": "me-i"},
    "me": VERB,
    "di": VERB,
    "ter": {"": "ter", "kan": "ter", "i": "ter"},
    "ber": {"": "ber", "an": "ber", "kan": "ber"},
    "pe": {"": "pe", "an": "pe-an"},
    "per": {"": "memper", "an": "per-an", "kan": "memper", "i": "memper"},
    "pe-": {"an": "per-an"},  # per- before another r, as in pekerjaan
    "agent": {"": "pe", "an": "pe-an"},  # of a verb with ber-: petani, pekerja
    "memper": {"": "memper", "kan": "memper", "i": "memper"},
    "ke": {"": "ke", "an": "ke-an"},
    "se": {"": "se"},
    "member": {"kan": "member", "i": "member"},
    "pember": {"an": "member"},
    "keber": {"an": "ber"},
    "keter": {"an": "ter"},
    "kepe": {"an": "pe"},
}
PATTERNS = tuple(dict.fromkeys(pattern for suffixes in CONFIXES.values() for pattern in suffixes.values()))
# Longer ones later: of two readings with roots of one length, the first counts.
PLAIN = (
    ("di", "di"),
    ("ter", "ter"),
    ("ber", "ber"),
    ("per", "per"),
    ("ke", "ke"),
    ("se", "se"),
    ("memper", "memper"),
    ("diper", "memper"),
    ("terper", "memper"),
    ("member", "member"),
    ("diber", "member"),
    ("pember", "pember"),
    ("keber", "keber"),
    ("keter", "keter"),
)
LEARNING = (("bel", "ber"), ("pel", "per"), ("mempel", "memper"), ("dipel", "memper"), ("pembel", "pember"))  # of ajar
LEARN = "ajar"


class Form(NamedTuple):
    """A word as a root and the pattern of its affixes (one of `PATTERNS`); `0` is the root by itself."""

    root: str
    pattern: str


class _Reading(NamedTuple):
    rank: tuple[int, int, int]
    form: Form


def read_word(word: str, is_root: Callable[[str], bool], prefers: Callable[[str], bool]) -> Form | None:
    """Take a word in small letters apart; None where no known root is in it. A known root is its own.

    Of several readings the longest root counts, then one that `prefers` likes, then the one without a swallowed sound.
    """
    if is_root(word):
        return Form(word, "0")
    readings = [
        _Reading((-size, not prefers(form.root), order), form)
        for order, (form, size) in enumerate(_forms(word))
        if len(form.root) >= SHORTEST_ROOT and is_root(form.root)
    ]
    if readings:
        return min(readings).form
    for enclitic in ENCLITICS:
        if word.endswith(enclitic) and (form := read_word(word.removesuffix(enclitic), is_root, prefers)):
            return form
    return None


def _forms(word: str) -> Iterator[tuple[Form, int]]:
    """Each way to take a word apart, with how much of the word its root fills."""
    for kind, rest, swallowed in _prefixes(word):
        for suffix, pattern in CONFIXES[kind].items():
            if rest.endswith(suffix) and len(rest) > len(suffix):
                stem = rest[: len(rest) - len(suffix)]
                yield Form(swallowed + stem, pattern), len(stem)


def _prefixes(word: str) -> Iterator[tuple[str, str, str]]:
    """The kind of each prefix that a word may have, what stands behind it, and the sound that it swallowed."""
    yield "", word, ""
    for lead, kind in (("me", "me"), ("pe", "pe"), ("kepe", "kepe")):
        if word.startswith(lead):
            yield from ((kind, rest, swallowed) for rest, swallowed in _behind_nasal(word.removeprefix(lead)))
    for prefix, kind in PLAIN:
        if word.startswith(prefix):
            yield kind, word.removeprefix(prefix), ""
        if prefix.endswith("r") and word.startswith(prefix[:-1]) and _drops_r(word[len(prefix) - 1 :]):
            yield ("pe-" if prefix == "per" else kind), word[len(prefix) - 1 :], ""
    for prefix, kind in LEARNING:
        if word.startswith(f"{prefix}{LEARN}"):
            yield kind, word.removeprefix(prefix), ""
    if word.startswith("pe") and word[2:3] not in VOWELS:
        yield "agent", word[2:], ""


def _drops_r(rest: str) -> bool:
    """True for what ber-, ter- and per- lose their r before: another r, or a first syllable that ends in -er."""
    return rest.startswith("r") or (rest[1:3] == "er" and rest[:1] not in VOWELS)


def _behind_nasal(rest: str) -> Iterator[tuple[str, str]]:
    """What may stand behind me- or pe-, whose nasal takes the colour of what follows, or its place."""
    if rest[:1] in tuple(SONORANTS):
        yield rest, ""
    if rest.startswith("nge"):  # mengecat: before one syllable
        yield rest[3:], ""
    for nasal, sound in SWALLOWED:
        behind = rest.removeprefix(nasal)
        if behind != rest and behind[:1] in tuple(VOWELS + "r"):
            if nasal == "ng":
                yield behind, ""
            yield behind, sound
    for nasal, sounds in BEFORE.items():
        behind = rest.removeprefix(nasal)
        if behind != rest and behind[:1] in tuple(sounds):
            yield behind, ""


def words_of(root: str, patterns: frozenset[str]) -> Iterator[str]:
    """Every spelling that a root may have in these patterns, by itself and with -nya."""
    for kind, suffixes in CONFIXES.items():
        for suffix, pattern in suffixes.items():
            if pattern in patterns:
                for start in _starts(kind, root):
                    yield f"{start}{suffix}"
                    yield f"{start}{suffix}nya"


def _starts(kind: str, root: str) -> Iterator[str]:
    if kind in {"me", "pe", "kepe"}:
        yield from (f"{kind}{start}" for start in dict.fromkeys(_with_nasal(root)))
    elif kind == "":
        yield root
    if (kind == "agent" and root[:1] not in VOWELS) or (kind == "pe-" and _drops_r(root)):
        yield f"pe{root}"
    for prefix, of in (*PLAIN, *(LEARNING if root == LEARN else ())):
        if of == kind:
            yield f"{prefix}{root}"
            if prefix.endswith("r") and prefix != "per" and _drops_r(root):
                yield f"{prefix[:-1]}{root}"


def _with_nasal(root: str) -> Iterator[str]:
    if root[:1] in tuple(SONORANTS):
        yield root
    if root[:1] in tuple(VOWELS):
        yield f"ng{root}"
    for nasal, sound in SWALLOWED:
        if root.startswith(sound) and root[1:2] in tuple(VOWELS + "r"):
            yield f"{nasal}{root[1:]}"
    for nasal, sounds in BEFORE.items():
        if root[:1] in tuple(sounds):
            yield f"{nasal}{root}"
    if sum(letter in VOWELS for letter in root) == 1:
        yield f"nge{root}"
