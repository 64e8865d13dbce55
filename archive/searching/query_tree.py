"""A query as it was understood: what has to be there, what may not, and how FTS5 and a person are told of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import chain

FIELDS = {"title": "headline", "caption": "lead_caption"}
OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
BARE = re.compile(r"\w(?:[\w.'’/-]*\w)?")
FIRST_FILTER = re.compile(r"\w+:")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase; with `prefix`, its last word may go on. `field` is a key of `FIELDS`.

    `exact`: nothing is searched for beside it. `related`: words of a near meaning are wanted too.
    """

    text: str
    prefix: bool = False
    field: str | None = None
    exact: bool = False
    related: bool = False

    @property
    def word(self) -> str | None:
        """The text of a term that other forms may stand for: one word, not fixed by quotes, `=` or `*`."""
        return self.text if not (self.exact or self.prefix) and WORD.fullmatch(self.text) else None


@dataclass(frozen=True, slots=True)
class Near:
    """Words or phrases with at most `distance` words between them, in any order."""

    terms: tuple[Term, ...]
    distance: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """All of `nodes` and none of `without`. Without any `nodes` it only excludes, which FTS5 cannot search."""

    nodes: tuple["Node", ...]
    without: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of `nodes`."""

    nodes: tuple["Node", ...]


Node = Term | Near | Every | Either


def every(operands: list[Node | None]) -> Node | None:
    """All operands as one node; those that only exclude lend it their exclusions."""
    nodes: dict[Node, None] = {}
    without: dict[Node, None] = {}
    for operand in operands:
        if isinstance(operand, Every):
            nodes.update(dict.fromkeys(operand.nodes))
            without.update(dict.fromkeys(operand.without))
        elif operand is not None:
            nodes[operand] = None
    if len(nodes) == 1 and not without:
        return next(iter(nodes))
    return Every(tuple(nodes), tuple(without)) if nodes or without else None


def exclusion(node: Node | None) -> Node | None:
    """The exclusion of `node`; to exclude twice is to exclude."""
    if node is None or (isinstance(node, Every) and not node.nodes):
        return node
    return Every((), (node,))


def in_field(node: Node, field: str) -> Node:
    """The node looked for in one field only, where it names none itself."""
    if isinstance(node, Term | Near):
        return replace(node, field=node.field or field)
    nodes = tuple(in_field(child, field) for child in node.nodes)
    if isinstance(node, Either):
        return Either(nodes)
    return Every(nodes, tuple(in_field(child, field) for child in node.without))


def fts_of(node: Node) -> str:
    """The node as a safe FTS5 expression."""
    if isinstance(node, Term):
        return f"{_column(node)}{_quoted(node)}"
    if isinstance(node, Near):
        return f"{_column(node)}NEAR({' '.join(map(_quoted, node.terms))}, {node.distance})"
    if isinstance(node, Either):
        return " OR ".join(_bracketed(child, fts_of) for child in node.nodes)
    found = " AND ".join(_bracketed(child, fts_of) for child in node.nodes)
    if not node.without:
        return found
    return f"({found}) NOT ({' OR '.join(_bracketed(child, fts_of) for child in node.without)})"


def _column(node: Term | Near) -> str:
    return f"{FIELDS[node.field]} : " if node.field else ""


def _quoted(term: Term) -> str:
    doubled = term.text.replace('"', '""')
    return f'"{doubled}"{" *" if term.prefix else ""}'


def readable_of(node: Node) -> str:
    """The node in the language that `read_query` reads."""
    if isinstance(node, Term):
        return f"{_name(node)}{_readable_term(node)}"
    if isinstance(node, Near):
        return f"{_name(node)}NEAR({' '.join(map(_readable_term, node.terms))}, {node.distance})"
    if isinstance(node, Either):
        return " OR ".join(_bracketed(child, readable_of) for child in node.nodes)
    excluded = (f"-{_bracketed(child, readable_of)}" for child in node.without)
    return " ".join(chain((_bracketed(child, readable_of) for child in node.nodes), excluded))


def _name(node: Term | Near) -> str:
    return f"{node.field}:" if node.field else ""


def _readable_term(term: Term) -> str:
    bare = BARE.fullmatch(term.text) and term.text not in OPERATORS and not FIRST_FILTER.match(term.text)
    text = term.text if bare else f'"{term.text}"'
    fixed = term.exact and WORD.fullmatch(term.text) and bare
    return f"{'=' if fixed else ''}{'~' if term.related else ''}{text}{'*' if term.prefix else ''}"


def _bracketed(node: Node, write: Callable[[Node], str]) -> str:
    return write(node) if isinstance(node, Term | Near) else f"({write(node)})"
