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
    "Bagikan: Facebook",
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
    "Media Sosial dan Warga Binaan",
    "Ikuti Pelatihan Menjahit",
    "Baca Tulis Al-Quran",
    "Komentar Kalapas",
    "Redaksi menerima hak jawab.",
    "Halaman lapas dibersihkan.",
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


@pytest.mark.parametrize("label", ["Jangan Lewatkan!", "Berita Terkait", "TERPOPULER:"])
def test_a_list_of_headlines_that_a_label_announces_goes_from_the_end(label: str) -> None:
    text = f"{FIRST}\n\n{LAST}"
    others = "Panen Raya di Lapas Contoh\n\n- Kalapas Contoh Pimpin Apel Pagi"
    assert tidy(f"{text}\n\n{label}\n\n{others}") == text
    assert tidy(f"{text}\n\n{label}\n\n{others}\n\n(kab/con)") == f"{text}\n\n(kab/con)"
    for below in ("Panen Raya di Lapas Contoh", f"{others}\n\n{FIRST}"):
        assert below.split("\n")[0] in tidy(f"{text}\n\n{label}\n\n{below}")


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


HEADLINE = "Petugas Lapas Contoh Gelar Panen Raya"
DATED = "CONTOH, KABARKITA.com - Petugas Lapas Contoh memanen kangkung di kebun samping tembok pada Kamis pagi."
LONG = (
    "Petugas Lapas Contoh memanen kangkung di kebun samping tembok, lalu membagikannya kepada warga sekitar yang hadir."
)


def test_a_ticker_a_section_and_a_summary_around_the_headline_go() -> None:
    above = "- Mobil tua dipamerkan\n- Pasar murah digelar\n\nBerita Contoh Raya"
    body = f"{above}\n\n{HEADLINE}\n\nKangkung dipanen sebelum matahari terbit.\n\n{DATED}\n\n{LAST}"
    assert tidy(body, HEADLINE) == f"{DATED}\n\n{LAST}"


def test_credits_and_the_date_above_the_text_stay_for_whoever_reads_them() -> None:
    signed = "Penulis: Budi Contoh | Editor: Ani Contoh"
    assert tidy(f"{HEADLINE}\n\nRingkasan.\n\n{signed}\n\n{DATED}", HEADLINE) == f"{signed}\n{DATED}"
    byline = "Budi Contoh\nKamis | 27/02/2020 14.49 WIB"
    assert tidy(f"{byline}\n{HEADLINE}\n\n{DATED}", HEADLINE) == f"{byline}\n{DATED}"


def test_a_short_line_between_the_headline_and_its_credits_is_a_summary() -> None:
    signed = "Penulis: Budi Contoh | Editor: Ani Contoh"
    text = "\n\n".join(f"Kalimat ke-{number} dari sebuah berita." for number in range(6))
    assert tidy(f"{HEADLINE}\n\nRingkasan berita.\n\n{signed}\n\n{text}", HEADLINE) == f"{signed}\n\n{text}"
    short = f"Ringkasan berita.\n\n{signed}\n\n{LAST}"
    assert tidy(f"{HEADLINE}\n\n{short}", HEADLINE) == short


@pytest.mark.parametrize("above", [LONG + LONG, "Kalapas berkata begini:", "Panen digelar."])
def test_sentences_above_a_line_that_says_the_headline_are_text(above: str) -> None:
    text = f"{above}\n\n{HEADLINE}\n\n{LAST}"
    assert tidy(text, HEADLINE) == text


def test_without_a_dateline_the_lines_under_the_headline_stay() -> None:
    assert tidy(f"{HEADLINE}\n\nRingkasan berita ini.\n\n{LAST}", HEADLINE) == f"Ringkasan berita ini.\n\n{LAST}"


def test_a_title_the_date_and_credits_above_a_dateline_go_without_a_headline_too() -> None:
    text = f"CONTOH - {FIRST}\n\n{LAST}"
    assert tidy(f"Petugas Lapas Contoh Periksa Kamar\n{text}", "Judul Lain") == text
    bare = f"CONTOH | KABARCONTOH.EXAMPLE —\n{FIRST}"
    assert tidy(f"Petugas Lapas Contoh Periksa Kamar\n{bare}", None) == bare
    credited = f"Laporan Budi Contoh | Banda Aceh\n{text}"
    assert tidy(credited, None) == credited
    unread = f"Laporan Budi Contoh Dari Kampung Halaman\n{text}"
    assert tidy(unread, None) == unread
    assert tidy(f"Contoh, Selasa 14 November 2023\nReporter: Budi\n{text}", None) == f"Reporter: Budi\n{text}"


@pytest.mark.parametrize(
    "above", ["Petugas memeriksa kamar hunian lagi", "“Semua Aman Di Sini Ya”", "Kami Datang Lagi."]
)
def test_what_is_no_title_above_a_dateline_stays(above: str) -> None:
    text = f"{above}\nCONTOH - {FIRST}"
    assert tidy(text, None) == text


def test_the_pages_own_line_of_when_goes_from_the_start_and_a_reporters_does_not() -> None:
    assert tidy(f"Kamis, 05 November 2015 | 11:13 WIB\n{FIRST}", None) == FIRST
    signed = f"Budi S - Kamis, 05 November 2015 11:13 WIB\n{FIRST}"
    assert tidy(signed, None) == signed
    held = f"Kamis, 5 November 2015\n{FIRST}"
    assert tidy(held, None) == held


def test_a_date_above_the_text_is_the_publications_where_none_is_known() -> None:
    body = f"Contoh, Selasa 14 November 2023 10.30 WIB\nCONTOH - {FIRST}"
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body)
    TidyText().work(item)
    assert (item.published, item.published_precision, item.origins["published"]) == ("2023-11-14", "day", "text")
    known = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body)
    known.published = "2023-11-15"
    TidyText().work(known)
    assert known.published == "2023-11-15"


def test_a_second_copy_of_the_text_goes_and_so_does_its_broken_end() -> None:
    assert (
        tidy(f"{LONG}\n\n{DATED}\n\n{LAST}\n\n{LONG}\n\nCONTOH, KABARKITA.com - Petugas")
        == f"{LONG}\n\n{DATED}\n\n{LAST}"
    )


def test_what_follows_the_copyright_of_an_agency_is_a_copy() -> None:
    body = f"{FIRST}\n\n{LAST}\n\nCOPYRIGHT © ANTARA 2020\n\nPetugas memanen kangkung"
    assert tidy(body) == f"{FIRST}\n\n{LAST}"


def test_the_refrain_of_a_song_and_a_short_line_that_returns_stay() -> None:
    song = f"{LONG}\n\nBait kedua.\n\n{LONG}"
    assert tidy(song, "Lirik Lagu Panen Raya") == song
    table = f"Senin: 09.00-12.00 WITA\n\n{FIRST}\n\nSenin: 09.00-12.00 WITA"
    assert tidy(table) == table


def test_planted_gambling_is_kept_out_of_the_body_and_flagged() -> None:
    planted = "Situs slot gacor hari ini dengan RTP live dan slot online maxwin"
    about = "Polisi menangkap bandar yang mengelola situs slot gacor dan togel."
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", headline=HEADLINE)
    item.body = f"{FIRST}\n\n{planted}\n\n{about}"
    for _ in range(2):
        TidyText().work(item)
        assert (item.body, item.planted_spam) == (f"{FIRST}\n\n{about}", True)


def test_a_text_that_only_advertises_stays_whole_to_be_refused() -> None:
    body = "Situs slot gacor dan rtp live\n\nlink alternatif togel, mahjong ways, bonus new member, slot online maxwin"
    item = ArticleItem(
        "https://contoh.example/1", "https://contoh.example/1", "contoh", headline="Slot Gacor", body=body
    )
    TidyText().work(item)
    assert (item.body, item.planted_spam) == (body, False)


@given(
    st.lists(
        st.sampled_from([HEADLINE, DATED, LONG, LAST, "Budi Contoh", "***", "- Judul", "", "COPYRIGHT © ANTARA 2020"])
    )
)
def test_tidying_keeps_lines_of_the_text_in_order(lines: list[str]) -> None:
    tidied = tidy("\n".join(lines), HEADLINE)
    kept = iter(lines)
    assert all(line in kept for line in tidied.split("\n") if line)
