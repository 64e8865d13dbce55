"""Spam: advertising for gambling is told from news about gambling."""

import pytest

from archive.wording.spam import is_spam, is_spam_title, is_suspect

ADVERTISEMENT = (
    "Situs slot gacor hari ini memberi link alternatif resmi dan rtp live terbaru. Daftar slot online dengan deposit "
    "pulsa, nikmati bonus new member dan maxwin di mahjong ways. Agen togel dan live casino kami buka setiap saat."
)
NEWS = [
    (
        "Polisi Bongkar Situs Judi Slot di Contoh",
        (
            "Polres Contoh mengungkap situs slot gacor dan agen togel. Tersangka mengaku mengelola link alternatif, "
            "rtp live dan bonus new member bagi pemain slot online. Ia dijerat pidana, dan disidang bulan depan."
        ),
    ),
    (
        "Pelajar Kecanduan Slot Online",
        "Sekolah di Contoh mencegah dampak slot online, rtp live dan togel pada pelajar.",
    ),
    ("Pembalap Makin Gacor", "Pembalap itu makin gacor di lintasan. Ia gacor sejak awal musim, gacor pula di akhir."),
    ("Toto Wolff Puas", "Toto Wolff puas. Slot waktu di lintasan diisi penuh, dan toto itu tersenyum."),
]


def test_an_advertisement_is_spam() -> None:
    assert is_spam("Slot Gacor Maxwin Hari Ini", ADVERTISEMENT)
    assert is_spam(None, ADVERTISEMENT)
    assert is_spam("Situs Togel Terpercaya dan Slot Gacor", "Daftar sekarang.")


@pytest.mark.parametrize(("headline", "body"), NEWS)
def test_news_that_use_the_same_words_are_not(headline: str, body: str) -> None:
    assert not is_spam(headline, body)
    assert not is_spam_title(headline)


def test_an_address_is_suspect_by_its_words_alone() -> None:
    assert is_suspect("/slot-gacor-0007/")
    assert is_suspect("/togel_hongkong.html")
    assert not is_suspect("/polisi-tangkap-agen-togel/")
    assert not is_suspect("/arne-slot-latih-liverpool/")
