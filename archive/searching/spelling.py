"""Words as the index spells them, and what a word that it hardly holds may have been meant for."""

import json
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from archive.searching.query_tree import Either, Every, Node, Term, readable_of
from archive.searching.word_families import word_list

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONGEST, SHORTEST_HALF = 4, 30, 3
FEW = 2  # a word that so many articles hold at most may be a slip
OFTENER = 20  # times that a better spelling has to be there
MOST_COUNTED = 1_000
FARTHEST = 0.8  # of difflib's likeness
# how many articles hold each of some spellings, counted up to a bound; only those that there are
COUNTS = """
WITH hidden AS MATERIALIZED (SELECT id FROM articles INDEXED BY articles_hidden WHERE state = 'hidden')
SELECT value, (SELECT count(*) FROM (
    SELECT 1 FROM articles_fts WHERE articles_fts MATCH '"' || value || '"' AND rowid NOT IN hidden LIMIT :most
))
FROM json_each(:spellings)
WHERE EXISTS (SELECT 1 FROM articles_fts WHERE articles_fts MATCH '"' || value || '"' AND rowid NOT IN hidden)
"""


def folded(text: str) -> str:
    """Small letters without accents, as the tokenizer `unicode61 remove_diacritics 2` has them."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def better_spelling(connection: sqlite3.Connection, tree: Node) -> str | None:
    """The query with each word that (almost) no article holds put right, as `read_query` reads it; None for none.

    A better spelling is a letter off, near a word of the language, or two words where one was written; and the index
    holds it.
    """
    better = _corrected(connection, tree)
    return readable_of(better) if better != tree else None


def _corrected(connection: sqlite3.Connection, node: Node) -> Node:
    if isinstance(node, Term):
        return _better_term(connection, node)
    if isinstance(node, Either):
        return Either(tuple(_corrected(connection, child) for child in node.nodes))
    if isinstance(node, Every):
        return Every(tuple(_corrected(connection, child) for child in node.nodes), node.without)
    return node


def _better_term(connection: sqlite3.Connection, term: Term) -> Node:
    word = folded(term.text)
    if term.prefix or not word.isalpha() or not SHORTEST <= len(word) <= LONGEST:
        return term
    known = _counts(connection, [word]).get(word, 0)
    if known > FEW:
        return term
    spellings = _counts(connection, list(one_off(word))) or _counts(connection, _alike(word))
    best = max(spellings, key=lambda spelling: (spellings[spelling], spelling), default=None)
    if best is not None and spellings[best] >= max(1, OFTENER * known):
        return replace(term, text=best)
    return (known == 0 and _parted(connection, word, term)) or term


def _counts(connection: sqlite3.Connection, spellings: list[str]) -> dict[str, int]:
    rows = connection.execute(COUNTS, {"spellings": json.dumps(spellings), "most": MOST_COUNTED})
    return {row[0]: row[1] for row in rows}


def one_off(word: str) -> Iterator[str]:
    """Every spelling that differs in one letter: lacking, doubled, another, or two that changed places."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in LETTERS:
            yield before + letter + after
            if after and letter != after[0]:
                yield before + letter + after[1:]


def _alike(word: str) -> list[str]:
    roots = [root for root in word_list().roots if root[0] == word[0] and abs(len(root) - len(word)) <= FEW]
    return get_close_matches(word, roots, cutoff=FARTHEST)


def _parted(connection: sqlite3.Connection, word: str, term: Term) -> Node | None:
    """Two words that were written as one; the pair whose rarer word is in the most articles."""
    halves = [(word[:at], word[at:]) for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)]
    held = _counts(connection, [half for pair in halves for half in pair])
    whole = [pair for pair in halves if pair[0] in held and pair[1] in held]
    if not whole:
        return None
    first, second = max(whole, key=lambda pair: min(held[pair[0]], held[pair[1]]))
    return Every((replace(term, text=first), replace(term, text=second)))
