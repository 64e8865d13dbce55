"""Word families: which spellings of Indonesian words a search takes as one, as `archive/data/word_families.tsv` has it.

`penahanan` is of one family with ditahan, menahan and tahanan, and of another than ketahanan and pertahanan, though all
have the root *tahan*. A family is a root and some patterns of affixes; a word may be in several (*bebas* in that of
pembebasan and in that of kebebasan), and two words are joined when they share one. Nothing is stored: the members of a
family are written out, and the index says which of them it holds, so that a new word is placed as it arrives.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from archive.places.regions import regions
from archive.wording.indonesian_words import PATTERNS, SHORTEST_ROOT, Form, read_word, words_of

ANY, ALONE = "*", "|"
DEFAULT = (
    "0 me ter pe pe-an an | 0 me ter pe an ber | 0 me ter pe ber per-an memper | 0 me ter ber ke-an | 0 ber member"
)
VERBS = ("me-kan", "me-i")
MOST_READ = 50_000
Groups = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """The roots, those to prefer where a word has two, what other roots are spellings of, and the groups of some."""

    roots: frozenset[str]
    preferred: frozenset[str]
    same: Mapping[str, str]
    groups: Mapping[str, Groups]
    spellings: Mapping[str, tuple[str, ...]]


@cache
def word_list() -> WordList:
    """PySastrawi's roots with what the list of this archive changes about them."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _rows():
        told[row["what"]][row["root"]] = row["of"]
    known = files("Sastrawi").joinpath("Stemmer/data/kata-dasar.txt").read_text(encoding="utf-8").split()
    spellings: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for spelling, root in told["same"].items():
        spellings[root] += (spelling,)
    return WordList(
        roots=frozenset(known) - told["drop"].keys() | told["root"].keys() | told["same"].keys(),
        preferred=frozenset(told["prefer"]),
        same=told["same"],
        groups={root: read_groups(text) for root, text in told["group"].items()},
        spellings=spellings,
    )


def _rows() -> "csv.DictReader[str]":
    text = files("archive").joinpath("data/word_families.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_groups(text: str) -> Groups:
    """The groups of patterns that a line of the list names; raises `ValueError` for a pattern that there is not."""
    named = set(text.split()) - {ALONE, ANY}
    if unknown := named - set(PATTERNS):
        raise ValueError(f"no pattern of Indonesian words: {', '.join(sorted(unknown))}")
    verbs = {"me", *(verb for verb in VERBS if verb not in named)}
    taken = named | (verbs if "me" in named else set())
    return tuple(_group(part.split(), verbs, set(PATTERNS) - taken) for part in text.split(ALONE))


def _group(names: list[str], verbs: set[str], rest: set[str]) -> frozenset[str]:
    group = set(names) - {ANY}
    if "me" in group:
        group |= verbs
    return frozenset(group | rest if ANY in names else group)


@cache
def _default() -> Groups:
    return read_groups(DEFAULT)


@cache
def _place_names() -> frozenset[str]:
    return frozenset(region.name.casefold() for region in regions().values())


@lru_cache(MOST_READ)
def read(word: str) -> Form | None:
    """A word in small letters without accents as root and pattern; None for one of no known root."""
    known = word_list()
    form = read_word(word, known.roots.__contains__, known.preferred.__contains__)
    return form and Form(known.same.get(form.root, form.root), form.pattern)


def families(word: str) -> frozenset[tuple[str, frozenset[str]]]:
    """The families that a word is in, each as its root and patterns; none for a name or a word of no known root."""
    if len(word) < SHORTEST_ROOT or word in _place_names() or (form := read(word)) is None:
        return frozenset()
    groups = word_list().groups.get(form.root, _default())
    return frozenset((form.root, group) for group in groups if form.pattern in group)


def is_same_family(first: str, second: str) -> bool:
    """Whether a search for either finds the other as well; the same both ways."""
    return first == second or not families(first).isdisjoint(families(second))


def spellings(word: str) -> set[str]:
    """Every spelling that the families of a word write, but for itself.

    Most of them no text ever has: the caller asks the index first. Of those that it holds some may be read as of
    another family: `is_same_family` tells.
    """
    return {
        spelling
        for root, group in families(word)
        for written in (root, *word_list().spellings.get(root, ()))
        for spelling in words_of(written, group)
    } - {word}


def relatives(word: str) -> list[str]:
    """Every spelling of the families of a word, but for itself, that reading would put there; in no set order."""
    return [spelling for spelling in spellings(word) if is_same_family(word, spelling)]
