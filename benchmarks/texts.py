"""Any number of natural Indonesian articles, made of the sentences of a corpus: same corpus and seed, same articles."""

import gzip
import json
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from archive.errors import ArsipError
from archive.items import ArticleItem, Dateline
from archive.vocabulary import Precision

T = TypeVar("T")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[\"“A-Z0-9])")
NO_SLUG = re.compile(r"[^a-z0-9]+")
ENDS = '".!?”'
SHORTEST, LONGEST = 30, 500  # characters of a sentence: the rest is lists, tables, lost line breaks
FEWEST_PARAGRAPHS, MOST_PARAGRAPHS = 3, 12
COPIES = 0.1
CAPTIONED = 0.5
REMEMBERED = 4096
FIRST_DAY, DAYS = date(2006, 1, 1), 20 * 365
PLACES = [
    "Ambon",
    "Bandung",
    "Banjarmasin",
    "Batam",
    "Bengkulu",
    "Bogor",
    "Cilacap",
    "Cirebon",
    "Denpasar",
    "Gorontalo",
    "Jakarta",
    "Jambi",
    "Jayapura",
    "Jember",
    "Kendari",
    "Kupang",
    "Lampung",
    "Makassar",
    "Malang",
    "Manado",
    "Mataram",
    "Medan",
    "Padang",
    "Palembang",
    "Palu",
    "Pekanbaru",
    "Pontianak",
    "Samarinda",
    "Semarang",
    "Serang",
    "Sorong",
    "Surabaya",
    "Tangerang",
    "Tarakan",
    "Ternate",
    "Yogyakarta",
]


@dataclass(slots=True)
class _Corpus:
    """Sentences, halves of headlines with their slugs, and the lengths of the texts in characters."""

    sentences: list[str] = field(default_factory=list)
    heads: list[tuple[str, str]] = field(default_factory=list)
    tails: list[tuple[str, str]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def add(self, title: str, text: str) -> None:
        pieces = (piece.strip() for line in text.split("\n") for piece in SENTENCE_END.split(line))
        kept = [" ".join(piece.split()) for piece in pieces if SHORTEST <= len(piece) <= LONGEST and piece[-1] in ENDS]
        words = title.split()
        if kept and words:
            half = (len(words) + 1) // 2
            self.sentences += kept
            self.lengths.append(len(text))
            self.heads.append(_with_slug(words[:half]))
            self.tails.append(_with_slug(words[half:] or words))


def _with_slug(words: list[str]) -> tuple[str, str]:
    text = " ".join(words)
    return text, NO_SLUG.sub("-", text.lower()).strip("-")


def _read(path: Path) -> _Corpus:
    corpus = _Corpus()
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                corpus.add(row["title"] or "", row["text"] or "")
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise ArsipError(f"{path}: one JSON object a line with title and text is wanted: {error!r}") from None
    if not corpus.sentences:
        raise ArsipError(f"{path}: no sentence of {SHORTEST} to {LONGEST} characters in it")
    return corpus


class TextMaker:
    """Makes articles: real sentences of different articles put together, as long as the corpus's articles are.

    `corpus` is a `.jsonl` or `.jsonl.gz` file, an object a line with `title` and `text`; `sources` how many sites
    the articles are spread over. One in ten is an earlier article with another lead, without its tail, or under
    another dateline: `copies` maps its address to the earlier one's. Raises `ArsipError` for another kind of file.
    """

    def __init__(self, corpus: Path, seed: int = 0, sources: int = 50) -> None:
        self._corpus = _read(corpus)
        self._sentence_length = statistics.fmean(map(len, self._corpus.sentences)) + 1
        self._days = [(FIRST_DAY + timedelta(days=day)).isoformat() for day in range(DAYS)]
        self._seed = seed
        self._sources = sources
        self._begin()

    def items(self, count: int) -> Iterator[ArticleItem]:
        """The first `count` articles, dated over twenty years in WIB; each call begins anew."""
        self._begin()
        for number in range(count):
            copied = self._earlier and self._random.random() < COPIES
            url, paragraphs = self._pick(self._earlier) if copied else ("", self._paragraphs())
            item = self._item(number, self._changed(paragraphs) if copied else paragraphs)
            if copied:
                self.copies[item.url] = url
            else:
                self._remember(item.url, paragraphs)
            yield item

    def _begin(self) -> None:
        self._random = Random(self._seed)
        self._earlier: list[tuple[str, list[str]]] = []
        self.copies: dict[str, str] = {}

    def _pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._random.random() * len(choices))]

    def _remember(self, url: str, paragraphs: list[str]) -> None:
        if len(self._earlier) < REMEMBERED:
            self._earlier.append((url, paragraphs))
        else:
            self._earlier[int(self._random.random() * REMEMBERED)] = (url, paragraphs)

    def _paragraphs(self) -> list[str]:
        draw = self._random.random
        many = max(FEWEST_PARAGRAPHS, round(self._pick(self._corpus.lengths) / self._sentence_length))
        parts = min(many, FEWEST_PARAGRAPHS + int(draw() * (MOST_PARAGRAPHS - FEWEST_PARAGRAPHS + 1)))
        chosen = self._random.choices(self._corpus.sentences, k=many)
        return [" ".join(chosen[part * many // parts : (part + 1) * many // parts]) for part in range(parts)]

    def _changed(self, paragraphs: list[str]) -> list[str]:
        """The paragraphs under another lead, without the last third, or as they are (for another dateline)."""
        change = int(self._random.random() * 3)
        if change == 0:
            return [" ".join(self._random.choices(self._corpus.sentences, k=2)), *paragraphs[1:]]
        return paragraphs[: len(paragraphs) * 2 // 3] if change == 1 else paragraphs

    def _item(self, number: int, paragraphs: list[str]) -> ArticleItem:
        draw = self._random.random
        site = int(draw() * self._sources)
        head, head_slug = self._pick(self._corpus.heads)
        tail, tail_slug = self._pick(self._corpus.tails)
        day, place = self._pick(self._days), self._pick(PLACES)
        path = day.replace("-", "/")
        url = f"https://contoh-{site}.example/{path}/{head_slug}-{tail_slug}-{number}/"
        dateline = f"{place.upper()}, Contoh {site} –"
        return ArticleItem(
            url=url,
            canonical=url,
            source=f"contoh-{site}",
            headline=f"{head} {tail}",
            body=f"{dateline} " + "\n\n".join(paragraphs),
            language="id",
            lead_caption=self._pick(self._corpus.sentences) if draw() < CAPTIONED else None,
            dateline=Dateline(dateline, place, f"Contoh {site}"),
            published=f"{day}T{int(draw() * 24):02}:{int(draw() * 60):02}:00+07:00",
            published_precision=Precision.MINUTE,
            reader="made-up",
            reader_version=1,
        )
