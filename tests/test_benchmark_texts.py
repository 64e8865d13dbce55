"""The made-up articles of the benchmarks: natural, repeatable, unique, with copies that are known as such."""

import gzip
import json
import statistics
from collections import Counter
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

import pytest

from archive.errors import ArsipError
from archive.urls import canonical_url
from benchmarks.texts import TextMaker

PARTS = (
    ("Petugas", "Warga binaan", "Kepala lapas", "Keluarga penghuni", "Seorang dokter", "Pembimbing"),
    ("memeriksa", "membersihkan", "menata", "mengunjungi", "mencatat", "memperbaiki"),
    ("dapur umum", "kamar hunian", "kebun sayur", "ruang kunjungan", "bengkel kerja", "buku tamu"),
    ("pada Senin pagi", "setelah apel sore", "bersama tim dari kota", "tanpa menunggu perintah", "dua kali sepekan"),
)


def sentence(number: int) -> str:
    words = []
    for part in PARTS:
        number, which = divmod(number, len(part))
        words.append(part[which])
    return f"{' '.join(words)}."


SENTENCES = [sentence(number) for number in range(1080)]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "berita.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for start in range(0, 1080, 12):
            several = SENTENCES[start : start + 12]
            text = "\n".join([" ".join(several[:5]), "Baca juga", " ".join(several[5:])])
            row = {"outlet": "contoh", "url": "", "title": f"Kabar {several[0][:-1]}", "author": None, "text": text}
            file.write(json.dumps(row | {"date_raw": ""}) + "\n")
    return path


def test_the_same_seed_makes_the_same_articles_each_time(corpus: Path) -> None:
    maker = TextMaker(corpus, seed=3)
    first = list(maker.items(300))
    copies = maker.copies
    assert list(maker.items(300)) == list(TextMaker(corpus, seed=3).items(300)) == first
    assert maker.copies == copies
    assert list(TextMaker(corpus, seed=4).items(300)) != first


def test_a_shorter_run_is_the_beginning_of_a_longer_one(corpus: Path) -> None:
    maker = TextMaker(corpus)
    assert list(maker.items(50)) == list(islice(maker.items(80), 50))


def test_addresses_are_unique_and_canonical(corpus: Path) -> None:
    urls = [item.url for item in TextMaker(corpus, sources=7).items(3000)]
    assert len(set(urls)) == 3000
    assert all(canonical_url(url) == url for url in urls[:200])
    assert len({url.split("/")[2] for url in urls}) == 7


def test_articles_are_whole_dated_over_years_and_from_real_sentences(corpus: Path) -> None:
    maker = TextMaker(corpus)
    items = list(maker.items(1000))
    whole = [item for item in items if item.url not in maker.copies]
    assert all(item.is_article and item.headline and item.dateline.place for item in items)
    assert {len(item.body.split("\n\n")) for item in whole} <= set(range(3, 13))
    assert len({datetime.fromisoformat(item.published or "").year for item in items}) >= 18
    for item in whole[:100]:
        assert item.body.startswith(f"{item.dateline.raw} ")
        text = item.body.removeprefix(f"{item.dateline.raw} ").replace("\n\n", " ")
        assert {f"{part.strip('.')}." for part in text.split(". ")} <= set(SENTENCES)


def test_articles_are_about_as_long_as_those_of_the_corpus(corpus: Path) -> None:
    made = statistics.fmean(len(item.body) for item in TextMaker(corpus).items(1000))
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        given = statistics.fmean(len(json.loads(line)["text"]) for line in lines)
    assert made == pytest.approx(given, rel=0.15)


def test_sentences_of_one_article_come_from_many(corpus: Path) -> None:
    number_of = {text: number // 12 for number, text in enumerate(SENTENCES)}
    item = next(TextMaker(corpus).items(1))
    text = item.body.removeprefix(f"{item.dateline.raw} ").replace("\n\n", " ")
    assert len({number_of[f"{part.strip('.')}."] for part in text.split(". ")}) >= 6


def test_one_in_ten_is_a_known_copy_in_one_of_three_ways(corpus: Path) -> None:
    maker = TextMaker(corpus)
    items = {item.url: item for item in maker.items(3000)}
    assert len(maker.copies) == pytest.approx(300, rel=0.2)
    ways = Counter(
        _way(_paragraphs(items[first].body, items[first].dateline.raw), _paragraphs(item.body, item.dateline.raw))
        for item, first in ((items[copy], first) for copy, first in maker.copies.items())
    )
    assert set(ways) == {"lead", "tail", "dateline"}
    assert min(ways.values()) > 60


def _paragraphs(body: str, dateline: str | None) -> list[str]:
    return body.removeprefix(f"{dateline} ").split("\n\n")


def _way(first: list[str], copy: list[str]) -> str:
    if copy == first:
        return "dateline"
    if len(copy) < len(first) and copy == first[: len(copy)]:
        return "tail"
    return "lead" if copy[1:] == first[1:] else "unlike"


def test_a_copy_is_of_an_earlier_original(corpus: Path) -> None:
    maker = TextMaker(corpus)
    order = {item.url: number for number, item in enumerate(maker.items(2000))}
    assert all(order[first] < order[copy] for copy, first in maker.copies.items())
    assert not set(maker.copies) & set(chain(maker.copies.values()))


@pytest.mark.parametrize("text", ["", "[]\n", "{}\n", "halo\n", '{"title": "Kabar", "text": "Baca juga"}\n'])
def test_a_file_that_is_no_corpus_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "berita.jsonl"
    path.write_text(text)
    with pytest.raises(ArsipError, match=r"berita\.jsonl: ") as refusal:
        TextMaker(path)
    assert "\n" not in str(refusal.value)


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArsipError, match="tidak-ada"):
        TextMaker(tmp_path / "tidak-ada.jsonl.gz")
