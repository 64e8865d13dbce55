"""What a person types into the search box, read leniently and written again as a safe FTS5 expression."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from archive.errors import ArsipError

MOST_WORDS = 200
DEEPEST = 10  # FTS5's own parser overflows at a nesting of about thirty
LONGEST_SHOWN = 60
EXAMPLE = 'as in: lapas "warga binaan" -rutan'
UNCLOSED = 'the last " is not closed: its phrase runs to the end'
FIELDS = {"title": "headline", "caption": "lead_caption"}
NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
WORD = re.compile(r"\w+")
END = re.compile(r"[\s*]+\Z")
BARE = re.compile(r"\w[\w.'’/-]*")
OPERATORS = frozenset({"AND", "OR", "NOT"})
LEXEME = re.compile(
    r'["“”„«»](?P<phrase>[^"“”„«»]*)(?P<closed>["“”„«»]|\Z)(?P<phrase_star>\*?)'
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<field>title|caption):"
    r'|(?<![^\s(:])(?P<minus>-+)(?=[^\s\-)])|(?P<word>[^\s()"“”„«»]+)',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase; with `prefix`, its last word may go on. `field` is a key of `FIELDS`."""

    text: str
    prefix: bool = False
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


Node = Term | Every | Either


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood: the FTS5 expression, the same for a person, and a remark, if one is due."""

    fts: str
    readable: str
    note: str | None = None


def read_query(words: str) -> Query:
    """Understand `words`: all of them, "phrases", OR, -not or NOT, prefix*, (groups), title: and caption:.

    AND binds closer than OR. What makes no sense there (lone operators, stray brackets, punctuation) is passed
    over. Raises `ArsipError`, in one line with an example, when no word to look for is left.
    """
    text = NO_TEXT.sub(" ", words)
    lexemes = list(_balanced(LEXEME.finditer(text)))
    tree = _Reader(lexemes).either()
    if tree is None:
        raise ArsipError(f"no word to look for in {_shown(text)}: give one or more, {EXAMPLE}")
    _check(tree)
    open_phrase = any(lexeme["closed"] == "" and lexeme["phrase"].strip() for lexeme in lexemes)
    return Query(_fts(tree), _readable(tree), UNCLOSED if open_phrase else None)


def _balanced(lexemes: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The lexemes without the brackets that nothing opened, and without those that nest too deep."""
    depth = 0
    for lexeme in lexemes:
        if lexeme["open"]:
            depth += 1
            if depth > DEEPEST:
                continue
        elif lexeme["close"]:
            depth -= 1
            if not 0 <= depth < DEEPEST:
                depth = max(depth, 0)
                continue
        yield lexeme


class _Reader:
    """Recursive descent over the lexemes; every oddity has a harmless meaning."""

    def __init__(self, lexemes: list[re.Match[str]]) -> None:
        self._lexemes = lexemes
        self._at = 0

    def either(self) -> Node | None:
        """The branches up to the next closing bracket or the end."""
        branches = [self._every()]
        while self._peek() == "OR":
            self._at += 1
            branches.append(self._every())
        found = tuple(dict.fromkeys(branch for branch in branches if branch is not None))
        return Either(found) if len(found) > 1 else next(iter(found), None)

    def _every(self) -> Node | None:
        operands = []
        while self._peek() not in {None, "OR", ")"}:
            operands.append(self._operand())
        return _every(operands)

    def _operand(self) -> Node | None:
        """One word, phrase or group, with the signs before it."""
        negative, field = False, None
        while (sign := self._peek()) in {"-", "NOT", "AND", ":"}:
            negative = negative or sign in {"-", "NOT"}
            field = self._lexemes[self._at]["field"] or field
            self._at += 1
        if sign in {None, "OR", ")"}:
            return None
        lexeme = self._lexemes[self._at]
        self._at += 1
        found = self._group() if sign == "(" else _term(lexeme)
        if found is not None and field is not None:
            found = _in_field(found, field.lower())
        return _not(found) if negative else found

    def _group(self) -> Node | None:
        found = self.either()
        self._at += 1  # over the closing bracket, or past the end
        return found

    def _peek(self) -> str | None:
        """The next lexeme: a sign, an operator, "word", or None at the end."""
        if self._at >= len(self._lexemes):
            return None
        lexeme = self._lexemes[self._at]
        if lexeme["word"] is not None:
            return lexeme["word"] if lexeme["word"] in OPERATORS else "word"
        kind = lexeme.lastgroup or ""
        return {"open": "(", "close": ")", "field": ":", "minus": "-"}.get(kind, "word")


def _term(lexeme: re.Match[str]) -> Term | None:
    text = lexeme["word"] if lexeme["phrase"] is None else lexeme["phrase"]
    if not any(_is_searched(character) for character in text):
        return None
    end = END.search(text)
    words = text[: end.start()] if end else text
    prefix = bool(lexeme["phrase_star"] or (end and "*" in end[0]))
    return Term(" ".join(words.split()), prefix)


def _is_searched(character: str) -> bool:
    """True for what the tokenizer unicode61 puts into words: letters, numbers, private use."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _every(operands: list[Node | None]) -> Node | None:
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


def _not(node: Node | None) -> Node | None:
    """The exclusion of `node`; to exclude twice is to exclude."""
    if node is None or (isinstance(node, Every) and not node.nodes):
        return node
    return Every((), (node,))


def _in_field(node: Node, field: str) -> Node:
    if isinstance(node, Term):
        return replace(node, field=node.field or field)
    nodes = tuple(_in_field(child, field) for child in node.nodes)
    if isinstance(node, Either):
        return Either(nodes)
    return Every(nodes, tuple(_in_field(child, field) for child in node.without))


def _check(tree: Node) -> None:
    """Raise `ArsipError` for what FTS5 cannot search, or should not."""
    words, waiting = 0, [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Term):
            words += len(WORD.findall(node.text))
            continue
        waiting += node.nodes
        if isinstance(node, Every):
            waiting += node.without
            if not node.nodes:
                raise ArsipError(f"{_shown(_readable(node))} only excludes: say also which word to look for, {EXAMPLE}")
    if words > MOST_WORDS:
        raise ArsipError(f"{words:,} words are too many to search for at once: {MOST_WORDS} is the most; take a phrase")


def _fts(node: Node) -> str:
    if isinstance(node, Term):
        field = f"{FIELDS[node.field]} : " if node.field else ""
        quoted = node.text.replace('"', '""')
        return f'{field}"{quoted}"{" *" if node.prefix else ""}'
    if isinstance(node, Either):
        return " OR ".join(_bracketed(child, _fts) for child in node.nodes)
    found = " AND ".join(_bracketed(child, _fts) for child in node.nodes)
    if not node.without:
        return found
    return f"({found}) NOT ({' OR '.join(_bracketed(child, _fts) for child in node.without)})"


def _readable(node: Node) -> str:
    """The query in the language that `read_query` reads."""
    if isinstance(node, Term):
        bare = BARE.fullmatch(node.text) and node.text not in OPERATORS
        text = node.text if bare else f'"{node.text}"'
        return f"{f'{node.field}:' if node.field else ''}{text}{'*' if node.prefix else ''}"
    if isinstance(node, Either):
        return " OR ".join(_bracketed(child, _readable) for child in node.nodes)
    excluded = (f"-{_bracketed(child, _readable)}" for child in node.without)
    return " ".join(chain((_bracketed(child, _readable) for child in node.nodes), excluded))


def _bracketed(node: Node, write: Callable[[Node], str]) -> str:
    return write(node) if isinstance(node, Term) else f"({write(node)})"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
