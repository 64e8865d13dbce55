"""What an article states about another one: that it corrects it, answers it, clarifies it or withdraws it.

Only what stands in its headline, or in a line by which the newsroom speaks of its own article, is taken. What is
meant is named by a link, or by a headline between quotation marks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from archive.items import ArticleItem
from archive.urls import canonical_url
from archive.vocabulary import StatementKind

_LABEL = (
    r"^\W*(?:{words})(?:\s+(?:berita|artikel|redaksi|pemberitaan|foto|judul))?"
    r"(?:\s+dan\s+[\w ]{{3,30}})?\s*(?:[:)\]|–—-]|$)"
)
_HEADLINES: dict[StatementKind, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        StatementKind.RETRACTION: r"\b(?:pencabutan|cabut|mencabut|penghapusan)\s+(?:berita|artikel|pemberitaan)\b"
        r"|\b(?:berita|artikel)\s+(?:ini\s+)?(?:telah\s+)?dicabut\b",
        StatementKind.RIGHT_OF_REPLY: r"\bhak\s+jawab\b(?!\s+(?:atas\s+)?(?:interpelasi|soal))",
        StatementKind.CORRECTION: _LABEL.format(words="ralat|koreksi|ralat dan koreksi|revisi")
        + r"|^\W*ralat\b|\(\s*(?:ralat|koreksi)\s*\)|\bhak\s+koreksi\b",
        StatementKind.CLARIFICATION: _LABEL.format(words="klarifikasi|penjelasan redaksi|catatan redaksi")
        + r"|\bklarifikasi\s+(?:atas\s+)?(?:pem)?beritaa?n?\b",
    }.items()
}
_NEWSROOM = re.compile(
    r"\b(?:berita|artikel|tulisan|naskah|judul|pemberitaan)\b[^.!?\n]{0,60}?\b(?:ini|tersebut|sebelumnya|berjudul|kami)\b"
    r"|\b(?:redaksi|kami)\s+(?:meralat|mengoreksi|mencabut|meluruskan|menarik)\b"
    r"|\bmuat\s+(?:hak\s+jawab|ralat|koreksi)\b|\bdimuat\s+sebagai\b",
    re.IGNORECASE,
)
_LINES: dict[StatementKind, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        StatementKind.RETRACTION: r"\b(?:di|men)cabut\b|\bpencabutan\b|\bditarik\s+(?:kembali|dari\s+situs)\b",
        StatementKind.RIGHT_OF_REPLY: r"\bhak\s+jawab\b",
        StatementKind.CORRECTION: r"\b(?:di|me)?ralat\b|\bdikoreksi\b|\bmengoreksi\b|\bkoreksi\s+atas\b"
        r"|\bhak\s+koreksi\b"
        r"|\bkesalahan\s+(?:penulisan|pengetikan|data|penyebutan)\b",
        StatementKind.CLARIFICATION: r"\bklarifikasi\b|\bmeluruskan\b",
    }.items()
}
_LINK = re.compile(r"""<a\b[^>]*\bhref\s*=\s*["'](https?://[^"']+)["']""", re.IGNORECASE)
_NAMED = re.compile(r"[“\"‘']([^“”\"\n]{20,250}?)[”\"’']")
_ANY = ("ralat", "koreksi", "revisi", "klarifikasi", "cabut", "hapus", "jawab", "lurus", "salah", "tarik", "redaksi")
LONGEST = 300
ENDS = 3  # a newsroom's word stands in the first or the last paragraphs


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its kind, the words and the field that make it, and what names the article that is meant.

    `link` is an address in canonical form, `named` a headline as it is quoted; None where nothing names it.
    """

    kind: StatementKind
    field: str
    words: str
    link: str | None = None
    named: str | None = None


def statements_of(item: ArticleItem) -> list[Statement]:
    """What an article states about others; one statement of a kind, the headline's before the text's."""
    text = f"{item.headline or ''}\n{item.body}".casefold()
    if not any(word in text for word in _ANY):
        return []
    lines = _ends(item.body)
    found = {statement.kind: statement for statement in _of_text(item, lines)}
    found |= {statement.kind: statement for statement in _of_headline(item)}
    return [found[kind] for kind in StatementKind if kind in found]


def _of_headline(item: ArticleItem) -> Iterator[Statement]:
    headline = item.headline or ""
    for kind, pattern in _HEADLINES.items():
        if pattern.search(headline):
            named = _NAMED.search(headline) or _named_in_text(item)
            yield Statement(kind, "headline", headline, _only_link(item), named[1].strip() if named else None)
            return


def _named_in_text(item: ArticleItem) -> re.Match[str] | None:
    """A headline that the text quotes: after the word that says that it is one."""
    return re.search(
        r"\b(?:berjudul|judul|tajuk)\b[^“\"\n]{0,30}[“\"]([^“”\"\n]{20,250})[”\"]", item.body, re.IGNORECASE
    )


def _only_link(item: ArticleItem, within: str | None = None) -> str | None:
    """The one other address that a text (or the line `within` it) links to; None where there are several, or none."""
    html = item.body_html or ""
    if within is not None:
        html = next(
            (part for part in re.split(r"</p>|</div>|<br", html) if _plain(part) and _plain(part) in within), ""
        )
    found = {address for href in _LINK.findall(html) if (address := _canonical(href)) and address != item.canonical}
    return found.pop() if len(found) == 1 else None


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def _canonical(href: str) -> str | None:
    try:
        return canonical_url(unescape(href))
    except ValueError:
        return None


def _ends(body: str) -> list[str]:
    """The first and the last lines of a text, each once."""
    lines = [line for line in body.split("\n") if line]
    return list(dict.fromkeys(" ".join(line.split()) for line in [*lines[:ENDS], *lines[-ENDS:]]))


def _of_text(item: ArticleItem, lines: list[str]) -> Iterator[Statement]:
    for line in lines:
        if len(line) > LONGEST or not _NEWSROOM.search(line):
            continue
        for kind, pattern in _LINES.items():
            if pattern.search(line):
                named = _NAMED.search(line)
                yield Statement(kind, "body", line, _only_link(item, line), named[1].strip() if named else None)
                break
