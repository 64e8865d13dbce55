"""TidyText takes out what nobody sees and what the site put in, and never a paragraph of the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem
from pipelines.tidy_text import TidyText, tidy_characters

FIRST = "Petugas Lapas Contoh memeriksa kamar hunian satu per satu pada malam hari."
LAST = "Kepala lapas berterima kasih kepada semua pihak yang hadir."

ANYWHERE = (
    "Baca juga: Warga Binaan Ikut Lomba Masak",
    "BACA JUGA : Warga binaan ikut lomba masak",
    "Baca Juga",
    "Baca Juga:\nWarga Binaan Ikut Lomba Masak",
    "Baca juga:\n\nWarga Binaan Ikut Lomba Masak",
    "Baca juga:\nWarga binaan ikut lomba masak\n|",
    "| Baca juga: Warga binaan ikut lomba masak |",
    "> Baca juga: Dramatis! Tiga Kambing Lepas dari Kandang",
    "BACA JUGA Kalapas Contoh Panen Kangkung",
    "Baca: Kalapas Contoh panen kangkung",
    "Baca Lainnya :\n- Lomba masak0\n- Panen kangkung 1",
    "Simak juga Video: Panen Raya di Kebun Lapas",
    "Bacaan Lainnya",
    "Advertisement",
    "ADVERTISEMENT",
    "SCROLL TO CONTINUE WITH CONTENT",
    "Leave a Comment",
    "Tinggalkan Balasan",
    "Posting Terkait",
    "banner 300x250",
    "loading...",
    "COPYRIGHT © CONTOH 2021",
    "Isi komentar sepenuhnya adalah tanggung jawab pengguna.",
    "Ikuti berita contoh.example di Google News",
    "waktu baca 3 menit",
    "Berita, DAERAH17 Dilihat",
    "Home » Lomba masak di lapas",
    "![]() |",
    "<br /> <br />",
)
AT_THE_END = (
    "Komentar",
    "Updates.",
    "Rekomendasi\n\nTerpopuler",
    "#contohPASTI\n#lapas_contoh",
    "#satu #dua",
    "Tags: lapas, panen",
    "Bagikan: Facebook",
)
AT_THE_START = ("A\nA\nA", "A A A", "0%\nlogo header", "id Lapas Contoh, panen,kangkung", "RP/IV/01.02.2025/CONTOH")
OF_THE_TEXT = (
    "Baca juga Al-Qur'an setiap hari, pesan kalapas kepada warga binaan yang mengikuti pesantren.",
    "“Baca juga: buku apa saja,” ujarnya.",
    "Baca juga peraturan yang berlaku",
    "Iklan layanan masyarakat itu dibuat warga binaan.",
    "Komentar warga beragam.",
    "Kalapas meminta warga membagikan kabar itu dan meninggalkan komentar.",
    "Rekomendasi",
    "Ikuti aturan, kata kalapas.",
    "Simak penjelasannya berikut ini.",
    "Advertisement yang dipasang di pagar lapas itu dicopot petugas.",
    "Baca: kata itu ditulis besar-besar di dinding.",
    "- Lapas Contoh: 15,\n- Lapas Teladan: 12.",
    "Larangan Ketat",
    "Tahun 2024 dilihat sebagai tahun yang berat.",
)


def tidy(body: str, headline: str | None = None, caption: str | None = None) -> str:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", headline=headline, body=body)
    item.lead_caption = caption
    TidyText().work(item)
    return item.body


@pytest.mark.parametrize("foreign", ANYWHERE)
def test_foreign_lines_go_wherever_they_stand(foreign: str) -> None:
    text = f"{FIRST}\n\n{LAST}"
    assert tidy(f"{FIRST}\n\n{foreign}\n\n{LAST}") == text
    assert tidy(f"{text}\n\n{foreign}") == text
    assert tidy(f"{foreign}\n\n{text}") == text


@pytest.mark.parametrize("foreign", ANYWHERE)
def test_foreign_lines_go_from_within_a_paragraph_of_lines(foreign: str) -> None:
    assert tidy(f"{FIRST}\n{foreign}\n{LAST}").split() == f"{FIRST}\n{LAST}".split()


@pytest.mark.parametrize("foreign", AT_THE_END)
def test_labels_that_could_be_subheadings_go_from_the_end_alone(foreign: str) -> None:
    assert tidy(f"{FIRST}\n\n{LAST}\n\n{foreign}") == f"{FIRST}\n\n{LAST}"
    within = f"{FIRST}\n\n{foreign}\n\n{LAST}"
    assert tidy(within) == within


@pytest.mark.parametrize("foreign", AT_THE_START)
def test_widgets_go_from_the_start(foreign: str) -> None:
    assert tidy(f"{foreign}\n\n{FIRST}") == FIRST


@pytest.mark.parametrize("paragraph", OF_THE_TEXT)
def test_a_paragraph_that_mentions_the_words_stays(paragraph: str) -> None:
    text = f"{FIRST}\n\n{paragraph}\n\n{LAST}"
    assert tidy(text) == text


def test_a_repeated_headline_and_the_lead_caption_go_from_the_start() -> None:
    body = f"PANEN RAYA di Lapas Contoh\n\nPanen Raya di Lapas Contoh!\n\nSuasana panen\n\n{FIRST}"
    assert tidy(body, "Panen Raya di Lapas Contoh", "Suasana panen") == FIRST


def test_a_headline_further_down_stays() -> None:
    text = f"{FIRST}\n\nPanen Raya\n\n{LAST}"
    assert tidy(text, "Panen Raya") == text


def test_a_text_that_says_nothing_but_its_headline_keeps_it() -> None:
    assert tidy("Panen Raya", "Panen Raya") == "Panen Raya"


def test_nothing_but_foreign_lines_is_an_empty_text() -> None:
    assert tidy("Baca juga: Lomba Masak\n\nLeave a Comment") == ""


def test_short_texts_are_tidied_too() -> None:
    item = ArticleItem(
        "https://contoh.example/1", "https://contoh.example/1", "contoh", headline="Panen\u00a0\u200bRaya "
    )
    item.section, item.tags = "\u200b", ["lapas\u00a0contoh", "\ufeff"]
    TidyText().work(item)
    assert (item.headline, item.section, item.tags) == ("Panen Raya", None, ["lapas contoh"])


@pytest.mark.parametrize(
    ("given", "tidied"),
    [
        ("kejak\u00adsaan", "kejaksaan"),
        ("satu\u00a0\u2009dua", "satu dua"),
        ("satu\u2028dua\r\ntiga", "satu\ndua\ntiga"),
        ("a \n \n\n\n b", "a\n\nb"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("a\u200db", "ab"),
        ("\u0645\u06cc\u200c\u062f", "\u0645\u06cc\u200c\u062f"),
    ],
)
def test_characters_that_nobody_sees(given: str, tidied: str) -> None:
    assert tidy_characters(given) == tidied


@given(st.text())
def test_tidied_characters_are_in_order_and_stay_so(text: str) -> None:
    tidied = tidy_characters(text)
    assert tidy_characters(tidied) == tidied
    assert unicodedata.is_normalized("NFC", tidied)
    assert "\n\n\n" not in tidied
    assert "  " not in tidied
