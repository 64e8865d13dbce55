"""What a query is searched for beside what was typed: forms of its words, other names, words of a near meaning.

Words in quotes or behind `=`, prefixes, what stands in NEAR and what is excluded are taken as they are. Only what the
index holds is added, so that each added word finds something.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from archive.days import last_day
from archive.errors import ArsipError
from archive.places.unit_lookup import is_known_place
from archive.searching.query import Query, read_query
from archive.searching.query_tree import Either, Every, Near, Node, Term, fts_of
from archive.searching.search_tables import Phrase, Same, SearchTables, phrases, tables_of
from archive.searching.spelling import folded
from archive.searching.word_families import is_same_family, spellings
from archive.vocabulary import Why

MOST_ADDED = 60  # forms of one word
CLASS = "kelas"
# which of some words or phrases, in FTS5's quotes, the index holds
HELD = """
SELECT value FROM json_each(?) WHERE EXISTS (
    SELECT 1 FROM articles_fts WHERE articles_fts MATCH '"' || value || '"'
    AND rowid NOT IN (SELECT id FROM articles INDEXED BY articles_hidden WHERE state = 'hidden')
) OR EXISTS (SELECT 1 FROM documents)
AND EXISTS (SELECT 1 FROM documents_fts WHERE documents_fts MATCH '"' || value || '"')
"""
COUNT = """
SELECT count(*) FROM (
    SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?
    AND rowid NOT IN (SELECT id FROM articles INDEXED BY articles_hidden WHERE state = 'hidden') LIMIT ?
)
"""
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Added:
    """A word or phrase that is searched for beside what was typed, and why; in small letters."""

    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class Expansion:
    """What one typed word or name is also searched for as; `off` is what would be, and was switched off."""

    typed: str
    added: tuple[Added, ...]
    off: tuple[Added, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Words of a near meaning that are not searched for: `~` before the typed word adds them."""

    typed: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A query with all that it is searched for: `fts` is the whole expression, `query` what was typed.

    `expansions` and `offers` are in the order of the typed words, each once.
    """

    query: Query
    fts: str
    expansions: tuple[Expansion, ...] = ()
    offers: tuple[Offer, ...] = ()


def understand(
    connection: sqlite3.Connection, words: str, *, without: Collection[str] = (), exact: bool = False
) -> Understood:
    """Read `words` as `read_query` does, and find what they are searched for beside themselves.

    `without` are added words to leave out again, in any case; `exact` adds nothing at all. Raises `ArsipError` as
    `read_query` does.
    """
    query = read_query(words)
    if query.tree is None or exact:
        return Understood(query, query.fts)
    widening = _Widening(connection, query, frozenset(map(folded, without)))
    tree = widening.widened(query.tree)
    return Understood(query, fts_of(tree), tuple(widening.expansions.values()), tuple(widening.offers.values()))


def count_words(connection: sqlite3.Connection, words: Collection[str], most: int = MOST_COUNTED) -> dict[str, int]:
    """How many articles hold each word or phrase, counted up to `most`: that many means at least that many."""
    return {word: connection.execute(COUNT, (fts_of(Term(word)), most)).fetchone()[0] for word in dict.fromkeys(words)}


@dataclass(slots=True)
class _Widening:
    """One query's walk from the typed tree to the searched one."""

    connection: sqlite3.Connection
    query: Query
    without: frozenset[str]
    expansions: dict[str, Expansion] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    tables: SearchTables = field(init=False)

    def __post_init__(self) -> None:
        self.tables = tables_of(self.connection)

    def widened(self, node: Node) -> Node:
        """The node with what is added to its words; what it excludes stays as it is."""
        if isinstance(node, Term):
            return self._of_all((node,))[0]
        if isinstance(node, Near):
            return node
        if isinstance(node, Either):
            return Either(tuple(self.widened(child) for child in node.nodes))
        return Every(self._of_all(node.nodes), node.without)

    def _of_all(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """The nodes that must all be there: words in a row that are one name are widened together."""
        widened: list[Node] = []
        at = 0
        while at < len(nodes):
            run = self._name_at(nodes, at)
            if len(run) > 1:
                every: Node = Every(tuple(self._term(term) for term in run))
                widened.append(self._with_names(every, run, ()))
            elif isinstance(node := nodes[at], Term):
                widened.append(self._with_names(self._term(node), (node,), nodes[at + 1 : at + 2]))
            else:
                widened.append(self.widened(node))
            at += max(1, len(run))
        return tuple(widened)

    def _name_at(self, nodes: tuple[Node, ...], at: int) -> tuple[Term, ...]:
        """The longest run of words from here on that is a name of the tables; empty where none is."""
        run: list[Term] = []
        for node in nodes[at : at + self.tables.longest]:
            if not isinstance(node, Term) or node.word is None or node.field != getattr(nodes[at], "field", None):
                break
            run.append(node)
        while len(run) > 1 and _phrase(run) not in self.tables.same:
            run.pop()
        return tuple(run) if len(run) > 1 else ()

    def _term(self, term: Term) -> Node:
        """A word with the other forms of its family."""
        if term.word is None:
            return term
        word = folded(term.word)
        held = sorted(form for form in self._held(spellings(word)) if is_same_family(word, form))
        return self._either(term, term, [Added(form, Why.FAMILY) for form in held[:MOST_ADDED]])

    def _with_names(self, node: Node, run: tuple[Term, ...], after: tuple[Node, ...]) -> Node:
        """A word, or words that are one name, with the other names of the same thing, and what `~` asks for."""
        if run[0].word is None:
            return node
        typed = _phrase(run)
        names = dict.fromkeys(
            name for same in self.tables.same.get(typed, ()) for name in self._names(same, typed, after)
        )
        added = [Added(name, Why.NAME) for name in self._held(names)]
        near = self._held(self.tables.near.get(typed, ()))
        if run[-1].related:
            added += [Added(word, Why.NEAR) for word in near]
        elif near:
            self.offers.setdefault(" ".join(typed), Offer(" ".join(typed), tuple(near)))
        return self._either(node, replace(run[0], text=" ".join(term.text for term in run)), added)

    def _names(self, same: Same, typed: Phrase, after: tuple[Node, ...]) -> Iterator[str]:
        """What else a name is called, where its conditions hold; `after` is the term that follows it, if one does."""
        if same.since and not (self._may_be_after(same.since) and self._tells_of(same.function, typed)):
            return
        if same.before_place:
            yield from _before_place(same, typed, _place_in(after))
            return
        for name in same.full if same.since or same.one_way else (*same.short, *same.full):
            if name != typed:
                yield " ".join(name)

    def _may_be_after(self, since: str) -> bool:
        """False where the query ends before that day."""
        until = self.query.filters.get("until")
        try:
            return until is None or last_day(until) >= since
        except ArsipError:  # whoever reads the filters will say so
            return True

    def _tells_of(self, function: tuple[Phrase, ...], typed: Phrase) -> bool:
        """Whether the query, but for the name itself, names one of these things."""
        said = f" {' '.join(_tokens(self.query.tree))} ".replace(f" {' '.join(typed)} ", " ")
        return any(f" {' '.join(phrase)} " in said for phrase in function)

    def _held(self, spellings: Collection[str]) -> list[str]:
        if not spellings:
            return []
        return [row[0] for row in self.connection.execute(HELD, (json.dumps(list(spellings)),))]

    def _either(self, node: Node, typed: Term, added: list[Added]) -> Node:
        """The node or what is added, but for what was switched off; noted as an expansion of what was typed."""
        if not added:
            return node
        on = tuple(one for one in added if one.text not in self.without)
        known = self.expansions.get(typed.text) or Expansion(typed.text, ())
        self.expansions[typed.text] = Expansion(
            typed.text,
            tuple(dict.fromkeys((*known.added, *on))),
            tuple(dict.fromkeys((*known.off, *(one for one in added if one not in on)))),
        )
        if not on:
            return node
        own = node.nodes if isinstance(node, Either) else (node,)
        return Either((*own, *(Term(one.text, field=typed.field, exact=True) for one in on)))


def _before_place(same: Same, typed: Phrase, place: str | None) -> Iterator[str]:
    """The other names of one whose short name needs a place behind it: with one, or with the word Kelas."""
    if typed in same.short:
        yield from (" ".join(name) for name in same.full if place is not None)
        return
    for name in same.short:
        for follower in dict.fromkeys((CLASS, *([place] if place else []))):
            yield f"{' '.join(name)} {follower}"


def _phrase(run: Collection[Term]) -> Phrase:
    return tuple(folded(term.text) for term in run)


def _place_in(after: tuple[Node, ...]) -> str | None:
    """The following word where it is a place or Kelas."""
    node = next(iter(after), None)
    if not isinstance(node, Term):
        return None
    text = folded(node.text)
    return text if text == CLASS or is_known_place(text) else None


def _tokens(node: Node | None) -> Iterator[str]:
    if isinstance(node, Term):
        for phrase in phrases(node.text):
            yield from phrase
    elif isinstance(node, Near):
        for term in node.terms:
            yield from _tokens(term)
    elif node is not None:
        for child in node.nodes:
            yield from _tokens(child)
