"""What a person types into the search box, read leniently: what to look for, and what narrows it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from archive.errors import ArsipError
from archive.searching.query_tree import (
    OPERATORS,
    WORD,
    Either,
    Every,
    Near,
    Node,
    Term,
    every,
    exclusion,
    fts_of,
    in_field,
    readable_of,
)

MOST_WORDS = 200
DEEPEST = 10  # FTS5's own parser overflows at a nesting of about thirty
LONGEST_SHOWN = 60
NEAR_WORDS, MOST_NEAR_WORDS = 10, 1000
EXAMPLE = 'as in: lapas "warga binaan" -rutan'
UNCLOSED = 'the last " is not closed: its phrase runs to the end'
NAMES = {"title": "title", "judul": "title", "caption": "caption", "keterangan": "caption"}
# the Indonesian name of each filter beside the English one
FILTERS = {
    "source": "source",
    "situs": "source",
    "network": "network",
    "jaringan": "network",
    "place": "place",
    "tempat": "place",
    "unit": "unit",
    "from": "since",
    "dari": "since",
    "to": "until",
    "sampai": "until",
    "byline": "byline",
    "penulis": "byline",
    "kind": "kind",
    "jenis": "kind",
    "section": "section",
    "rubrik": "section",
    "language": "language",
    "bahasa": "language",
}
SPELLED = {"since": "from", "until": "to"}
EXAMPLES = {
    "source": "source:lapas-contoh",
    "network": 'network:"Grup Contoh"',
    "place": "place:Bandung",
    "unit": 'unit:"Lapas Cipinang"',
    "since": "from:2019-06",
    "until": "to:2020",
    "byline": 'byline:"Ani Contoh"',
    "kind": "kind:release",
    "section": "section:Hukum",
    "language": "language:id",
}
KINDS = {"rilis": "release", "siaran-pers": "release", "berita": "news", "adv": "advertorial", "iklan": "advertorial"}
NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # comes along when words are pasted
END = re.compile(r"[\s*]+\Z")
QUOTES = '"“”„«»'
NO_QUOTES = str.maketrans(dict.fromkeys(QUOTES, " "))
LEXEME = re.compile(
    rf"""
    (?<![^\s(:-])(?P<filter>{"|".join(FILTERS)}):
        (?:[{QUOTES}](?P<quoted>[^{QUOTES}]+)(?:[{QUOTES}]|\Z)|(?P<value>[^\s(){QUOTES}]+)
            |(?=\s*\Z|[{QUOTES}]))
    |(?P<exact>=)?(?P<related>~)?(?:
        [{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<closed>[{QUOTES}]|\Z)(?P<phrase_star>\*?)
        |(?P<near>(?-i:NEAR)\((?P<inside>(?:[^(){QUOTES}]|[{QUOTES}][^{QUOTES}]*[{QUOTES}])*?)
            (?:,\s*(?P<within>[0-9]{{1,9}}))?\s*\))
        |(?P<open>\()|(?P<close>\))|(?P<field>{"|".join(NAMES)}):
        |(?<![^\s(:])(?P<minus>-+)(?=[^\s\-)])|(?P<word>(?:[^\s(){QUOTES},;]|(?<=[0-9]),(?=[0-9]))+)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
INFIX = re.compile(r"NEAR(?:/([0-9]{1,9}))?")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood: the FTS5 expression, the same for a person, and a remark, if one is due.

    `tree` is None and `fts` empty for one that only narrows. `filters` are what narrows it, by the names that
    `archive.searching.filters.read_filters` takes.
    """

    fts: str
    readable: str
    note: str | None = None
    tree: Node | None = None
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_query(words: str) -> Query:
    """Understand `words`: all of them, "phrases", OR, -not or NOT, prefix*, (groups), NEAR, title: and caption:.

    AND binds closer than OR. `a NEAR b`, `a NEAR/5 b` and `NEAR(a b, 5)` want words close to each other; `=word` and
    "word" are searched as they stand, `~word` with what is near in meaning. `source:`, `network:`, `place:`, `unit:`,
    `from:`, `to:`, `byline:`, `kind:`, `section:` and `language:` narrow the whole query. What makes no sense there
    (lone operators, stray brackets, punctuation) is passed over. Raises `ArsipError`, in one line with an example, when
    nothing is left.
    """
    text = UNSEEN.sub("", NO_TEXT.sub(" ", words))
    lexemes = list(_balanced(LEXEME.finditer(text)))
    filters = _filters(lexeme for lexeme in lexemes if lexeme["filter"])
    tree = _Reader([lexeme for lexeme in lexemes if not lexeme["filter"]]).either()
    if tree is None and not filters:
        raise ArsipError(f"no word to look for in {_shown(text)}: give one or more, {EXAMPLE}")
    narrowing = [_readable_filter(name, value) for name, value in filters.items()]
    if tree is None:
        return Query("", " ".join(narrowing), filters=filters)
    _check(tree)
    wording = readable_of(tree)
    if narrowing and isinstance(tree, Either):
        wording = f"({wording})"
    open_phrase = any(lexeme["closed"] == "" and lexeme["phrase"].strip() for lexeme in lexemes)
    return Query(fts_of(tree), " ".join([wording, *narrowing]), UNCLOSED if open_phrase else None, tree, filters)


def spelled(words: str, filters: Mapping[str, str]) -> str:
    """Words and what narrows them as one query that reads the same; the reverse of `parted`."""
    narrowing = (_readable_filter(name, value.translate(NO_QUOTES).strip()) for name, value in filters.items())
    return " ".join(filter(None, [words, *narrowing]))


def _filters(lexemes: Iterable[re.Match[str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for lexeme in lexemes:
        name = FILTERS[lexeme["filter"].lower()]
        value = " ".join((lexeme["quoted"] or lexeme["value"] or "").split())
        if name == "kind":
            value = KINDS.get(value.casefold(), value.casefold())
        spelled = f"{lexeme['filter'].lower()}:"
        if not value:
            raise ArsipError(f"{spelled} says nothing without a value, as in {EXAMPLES[name]}")
        if found.setdefault(name, value) != value:
            raise ArsipError(f"{spelled} stands twice, as {_shown(found[name])} and as {_shown(value)}: take one")
        if lexeme.string[: lexeme.start()].endswith("-"):
            raise ArsipError(f"-{spelled} cannot be left out: {spelled} only says what is wanted")
    return MappingProxyType(found)


def _readable_filter(name: str, value: str) -> str:
    spelled = SPELLED.get(name, name)
    return f"{spelled}:{value}" if re.fullmatch(r"[^\s()\"“”„«»]+", value) else f'{spelled}:"{value}"'


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
        operands: list[Node | None] = []
        while (sign := self._peek()) not in {None, "OR", ")"}:
            if sign == "NEAR":
                operands.append(self._near(operands))
            else:
                operands.append(self._operand())
        return every(operands)

    def _near(self, operands: list[Node | None]) -> Node | None:
        """What stands on both sides of NEAR, if both are words or phrases; else what follows it."""
        within = INFIX.fullmatch(self._lexemes[self._at]["word"])
        self._at += 1
        if self._peek() in {None, "OR", ")", "NEAR"}:
            return None
        right = self._operand()
        if within is None or not operands or not isinstance(right, Term):
            return right
        left = operands[-1]
        if isinstance(left, Term) and left.field == right.field:
            operands.pop()
            return _close((left, right), within[1])
        return right

    def _operand(self) -> Node | None:
        """One word, phrase or group, with the signs before it."""
        negative, name = False, None
        while (sign := self._peek()) in {"-", "NOT", "AND", ":"}:
            negative = negative or sign in {"-", "NOT"}
            name = self._lexemes[self._at]["field"] or name
            self._at += 1
        if sign in {None, "OR", ")", "NEAR"}:
            return None
        lexeme = self._lexemes[self._at]
        self._at += 1
        found = self._group() if sign == "(" else _term(lexeme)
        if found is not None and name is not None:
            found = in_field(found, NAMES[name.lower()])
        return exclusion(found) if negative else found

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
            word = lexeme["word"]
            if lexeme["exact"] or lexeme["related"]:
                return "word"
            return "NEAR" if INFIX.fullmatch(word) else word if word in OPERATORS else "word"
        signs = {"open": "(", "close": ")", "field": ":", "minus": "-"}
        return next((sign for name, sign in signs.items() if lexeme[name]), "word")


def _term(lexeme: re.Match[str]) -> Node | None:
    if lexeme["near"]:
        inside = (_term(part) for part in LEXEME.finditer(lexeme["inside"]) if part["word"] or part["phrase"])
        return _close(tuple(term for term in inside if isinstance(term, Term)), lexeme["within"])
    text = lexeme["word"] if lexeme["phrase"] is None else lexeme["phrase"]
    if not any(_is_searched(character) for character in text):
        return None
    end = END.search(text)
    words = text[: end.start()] if end else text
    if lexeme["phrase"] is None:
        words = _bare(words)
    prefix = bool(lexeme["phrase_star"] or (end and "*" in end[0]))
    exact = bool(lexeme["exact"]) or lexeme["phrase"] is not None
    return Term(" ".join(words.split()), prefix, exact=exact and not prefix, related=bool(lexeme["related"]))


def _bare(word: str) -> str:
    """A word without the signs before and after it: `(razia?,` is about razia."""
    searched = [at for at, character in enumerate(word) if _is_searched(character)]
    return word[searched[0] : searched[-1] + 1]


def _close(terms: tuple[Term, ...], within: str | None) -> Node | None:
    """Terms close to each other; exactly as they stand, since FTS5 knows no choice of words there."""
    fixed = (replace(term, exact=not term.prefix, related=False, field=None) for term in terms)
    plain = tuple(dict.fromkeys(fixed))
    if len(plain) < len("AB"):
        return next(iter(terms), None)
    distance = min(int(within), MOST_NEAR_WORDS) if within else NEAR_WORDS
    return Near(plain, distance, terms[0].field)


def _is_searched(character: str) -> bool:
    """True for what the tokenizer unicode61 puts into words: letters, numbers, private use."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"


def _check(tree: Node) -> None:
    """Raise `ArsipError` for what FTS5 cannot search, or should not."""
    words, waiting = 0, [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Term):
            words += len(WORD.findall(node.text))
            continue
        if isinstance(node, Near):
            waiting += node.terms
            continue
        waiting += node.nodes
        if isinstance(node, Every):
            waiting += node.without
            if not node.nodes:
                raise ArsipError(
                    f"{_shown(readable_of(node))} only excludes: say also which word to look for, {EXAMPLE}"
                )
    if words > MOST_WORDS:
        raise ArsipError(f"{words:,} words are too many to search for at once: {MOST_WORDS} is the most; take a phrase")


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
