"""The figures by which reading is judged."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.page_corpus import TruePage
from benchmarks.reading import main
from benchmarks.reading_fields import authors_are_right, day_is_right, day_is_wrong, title_is_right
from benchmarks.reading_systems import Answer
from benchmarks.shingles import difference, match, score

PARAGRAPHS = [
    "Petugas Lapas Contoh menggeledah seluruh kamar hunian pada Selasa malam bersama anggota kepolisian setempat.",
    "Dari penggeledahan itu ditemukan sendok logam, kabel, dan korek api yang langsung disita untuk dimusnahkan.",
    "Kepala Lapas Contoh berkata kegiatan serupa akan terus dilakukan agar warga binaan tetap aman dan tertib.",
]
PAGE = (
    "<html lang='id'><head><title>Razia di Lapas Contoh</title><meta property='og:type' content='article'></head>"
    "<body><nav>Beranda</nav>"
    f"<article><h1>Razia di Lapas Contoh</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article></body></html>"
)


def corpus(folder: Path) -> Path:
    truth = {"id": "a", "url": "https://contoh.example/2024/03/05/razia/", "title": "Razia di Lapas Contoh"}
    rows = [{**truth, "body": "\n".join(PARAGRAPHS), "must": ["sendok logam"], "must_not": ["Beranda"]}]
    rows.append({**truth, "id": "b", "page_type": "listing"})
    (folder / "truth.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    for row in rows:
        (folder / f"{row['id']}.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    return folder


def true_page(**known: str) -> TruePage:
    fields = {"title": None, "author": None, "published": None, **known}
    return TruePage(Path(), "https://contoh.example/", "article", body="", must=(), must_not=(), **fields)


def test_a_page_that_is_read_whole_scores_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpus(tmp_path)), "--json", "--only", "arsip", "trafilatura"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["pages"] == 1
    arsip = report["systems"]["arsip"]
    assert [arsip[name] for name in ("f1", "precision", "recall", "title", "must", "must_not")] == [1.0] * 6
    assert arsip["published_day"] is arsip["author"] is None
    assert report["arsip_above"]["trafilatura"]["f1"] >= 0


def test_pages_are_read_with_what_the_others_of_their_host_repeat(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = (
        "<div class='tentang'><p>Portal ini dikelola oleh hubungan masyarakat dan memuat kabar setiap hari.</p></div>"
    )
    rows = []
    for number in range(5):
        prose = [f"{text[:-1]}, demikian kabar ke-{number}." for text in PARAGRAPHS]
        title = f"Razia ke-{number} di Lapas Contoh"
        inner = "".join(f"<p>{text}</p>" for text in prose) + note
        (tmp_path / f"{number}.html.gz").write_bytes(
            gzip.compress(
                f"<html lang='id'><head><title>{title}</title><meta property='og:type' content='article'></head><body>"
                f"<article><h1>{title}</h1><div class='isi'>{inner}</div></article></body></html>".encode()
            )
        )
        url = f"https://contoh.example/2024/03/05/razia-{number}/"
        rows.append({"id": str(number), "url": url, "title": title, "body": "\n".join(prose)})
    (tmp_path / "truth.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert main([str(tmp_path), "--json", "--only", "arsip"]) == 0
    report = json.loads(capsys.readouterr().out)
    alone, among = report["systems"]["arsip"], report["systems"]["arsip among others"]
    assert (alone["recall"], among["recall"]) == (1.0, 1.0)
    assert alone["precision"] < 0.9
    assert among["precision"] == 1.0
    assert sum(note.startswith("among others: ") for note in report["notes"]) == 5


def test_a_folder_of_another_form_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "truth.jsonl" in capsys.readouterr().err


def test_shingles_are_counted_as_shares_of_their_page() -> None:
    half = match("satu dua tiga empat lima", "satu dua tiga empat enam")
    assert (half.right, half.foreign, half.missing) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert (half.precision, half.recall) == pytest.approx((0.5, 0.5))
    empty = match("satu dua tiga empat", "")
    assert (empty.precision, empty.recall) == (None, 0)
    assert score([half, empty]).recall == pytest.approx(0.25)
    assert score([half, empty]).precision == pytest.approx(0.5)


def test_a_difference_is_taken_page_by_page() -> None:
    good, bad = [match("a b c d e", "a b c d e")] * 5, [match("a b c d e", "a b c d f")] * 5
    assert difference(good, bad) == pytest.approx((0.5, 0))


def test_a_day_is_right_in_the_clock_of_either() -> None:
    page = true_page(published="2024-03-04T23:30:00+00:00")
    assert day_is_right(page, Answer(published="2024-03-05T06:30:00+07:00"))
    assert day_is_right(page, Answer(published="2024-03-04"))
    assert not day_is_right(page, Answer(published="2024-03-06T06:30:00+07:00"))
    assert not day_is_right(page, Answer(published="kemarin"))
    assert day_is_right(true_page(), Answer()) is None
    feed = true_page(published="Mon, 04 Mar 2024 23:30:00 +0000")
    assert day_is_right(feed, Answer(published="2024-03-05T06:30:00+07:00"))
    assert not day_is_right(feed, Answer(published="2024-03-07"))


def test_titles_and_people_are_compared_by_their_words() -> None:
    assert title_is_right(true_page(title="Razia: “Lapas” Contoh"), Answer(title="razia lapas contoh"))
    page = true_page(author="By Ani Contoh and Budi")
    assert authors_are_right(page, Answer(authors=["Budi", "Ani Contoh"]))
    assert not authors_are_right(page, Answer(authors=["Budi"]))


def test_a_wrong_day_is_told_from_none() -> None:
    page = true_page(published="2024-03-04")
    stated = ["2024-03-04", "2024-03-05", None]
    assert [day_is_wrong(page, Answer(published=day)) for day in stated] == [False, True, False]
    assert day_is_wrong(true_page(), Answer(published="2024-03-05")) is None
