"""The difference between two revisions on a terminal: word by word, the paragraphs that changed alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

from archive.changes.differences import Difference
from archive.changes.word_diff import Hunk

Mark = Callable[[str], str]
BREAK = re.compile(r"\n\s*\n")
NAMES = {"headline": "headline", "lead_caption": "caption", "body": "text"}


def diff_lines(found: Difference, *, colours: bool, clean: Callable[[str], str]) -> Iterator[str]:
    """The lines that say what a revision changed: in colours, or else with `[-old-]` and `{+new+}`.

    `clean` takes from a text what could steer a terminal.
    """
    marks = (_struck, _fresh) if colours else (_minus, _plus)
    yield f"{found.id}, revision {found.number} against {found.number - 1}: {found.kind}"
    yield f"observed {found.observed[0][:19]}Z, then {found.observed[1][:19]}Z"
    for name, hunks in found.passages.items():
        yield from ("", NAMES[name], *(f"  {line}" for line in paragraphs(hunks, marks, clean)))
    others = [
        f"  {name}: {_side(old, marks[0], clean)} {_side(new, marks[1], clean)}"
        for name, (old, new) in found.fields.items()
    ]
    if others:
        yield from ("", "besides", *others)


def _side(value: Any, mark: Mark, clean: Callable[[str], str]) -> str:
    return mark("nothing" if value is None else clean(str(value)))


def paragraphs(hunks: Sequence[Hunk], marks: tuple[Mark, Mark], clean: Callable[[str], str]) -> Iterator[str]:
    """The paragraphs in which something changed; how many stand between them as they were."""
    waiting = 0
    for paragraph in BREAK.split(_marked(hunks, clean)):
        if OLD not in paragraph and NEW not in paragraph:
            waiting += 1
            continue
        if waiting:
            yield _unchanged(waiting)
            waiting = 0
        yield _shown(" ".join(paragraph.split()), marks)
    if waiting:
        yield _unchanged(waiting)


def _unchanged(count: int) -> str:
    return f"… {count} paragraph{'s' * (count != 1)} unchanged"


OLD, NEW, END = "\x01", "\x02", "\x03"  # no text holds them: control characters were taken out when it was stored
SPAN = re.compile(f"([{OLD}{NEW}])([^{END}]*){END}")


def _marked(hunks: Sequence[Hunk], clean: Callable[[str], str]) -> str:
    """The whole text with what went and what came between marks; a mark never reaches over a blank line."""
    text = ""
    for hunk in hunks:
        if hunk.same:
            text += clean(hunk.new_text)
            continue
        old, new = clean(hunk.old_text), clean(hunk.new_text)
        text += (
            _spanned(old, OLD) + ("\n\n" if _is_end(old) and new and not _is_start(new) else "") + _spanned(new, NEW)
        )
    return text


def _is_end(text: str) -> bool:
    return bool(re.search(r"\n\s*\n\s*$", text))


def _is_start(text: str) -> bool:
    return bool(re.match(r"\s*\n\s*\n", text))


def _spanned(text: str, mark: str) -> str:
    parts = re.split(r"(\s*\n\s*\n\s*)", text)
    return "".join(part if not part.strip() else _inner(part, mark) for part in parts)


def _inner(part: str, mark: str) -> str:
    bare = part.strip()
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{before}{mark}{bare}{END}{after or ' '}"


def _shown(paragraph: str, marks: tuple[Mark, Mark]) -> str:
    shown = SPAN.sub(lambda match: marks[match[1] == NEW](match[2]), paragraph)
    return re.sub(r" ([.,;:!?)])", r"\1", shown)


def _minus(text: str) -> str:
    return f"[-{text}-]"


def _plus(text: str) -> str:
    return f"{{+{text}+}}"


def _struck(text: str) -> str:
    return click.style(text, fg="red", strikethrough=True)


def _fresh(text: str) -> str:
    return click.style(text, fg="green", bold=True)
