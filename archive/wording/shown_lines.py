"""The markup of a text without the lines that the text lost: one decision for `body` and `body_html`."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape

TOKEN = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>|[^<]+")
TAG = re.compile(r"</?(\w+)")
LIST_MARK = re.compile(r"^(?:- |\d{1,5}\. )")
INLINE = frozenset({"a", "b", "code", "del", "em", "i", "ins", "s", "strong", "sub", "sup", "u", "img"})
EMPTIED = re.compile(
    r"<(a|b|blockquote|code|del|em|h[1-6]|i|ins|li|ol|p|s|strong|sub|sup|u|ul)(?: (?:[^<>\"]|\"[^\"]*\")*)?>\s*</\1>"
)
BREAKS = re.compile(r"(?:<br>\s*){3,}")
Piece = tuple[int, int]  # tokens from the first to before the last


def without_lost_lines(markup: str, before: str, after: str, plain: Callable[[str], str]) -> str | None:
    """Cleaned `markup` without each line of `before` that `after` has no more; `None` when nothing stays.

    `plain` makes of the markup's text what the body's characters are. Of a line that comes twice and stays once, the
    first one stays.
    """
    kept, lost = _counted(after), _counted(before)
    lost.subtract(kept)
    gone = {line for line, count in lost.items() if count > 0}
    if not gone:
        return markup or None
    tokens: list[str] = TOKEN.findall(markup)
    removed = False
    for first, last in list(_lines(tokens)):
        line = _key(plain(unescape("".join(token for token in tokens[first:last] if token[0] != "<"))))
        if line not in gone:
            continue
        kept[line] -= 1
        if kept[line] < 0:
            removed = True
            _take_out(tokens, first, last)
    return _without_emptied("".join(tokens)) if removed else markup


def _counted(text: str) -> Counter[str]:
    return Counter(_key(line) for line in text.split("\n") if line)


def _key(line: str) -> str:
    return LIST_MARK.sub("", " ".join(line.split()))


def _lines(tokens: list[str]) -> Iterator[Piece]:
    """Runs of tokens that show as one line: what stands between the ends of blocks and the line breaks."""
    first = 0
    for number, token in enumerate(tokens):
        tag = TAG.match(token)
        if tag is not None and tag[1] not in INLINE:
            yield first, number
            first = number + 1
    yield first, len(tokens)


def _take_out(tokens: list[str], first: int, last: int) -> None:
    """Empty a line, and the line break that ends it."""
    for number in range(first, last):
        if tokens[number][0] != "<":
            tokens[number] = ""
    if last < len(tokens) and tokens[last] == "<br>":
        tokens[last] = ""


def _without_emptied(markup: str) -> str | None:
    count = 1
    while count:
        markup, count = EMPTIED.subn("", markup)
    return BREAKS.sub("<br><br>", markup).strip() or None
