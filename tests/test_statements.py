"""Statements: what a headline or a newsroom's line says of another article, and nothing that only sounds like it."""

import pytest

from archive.items import ArticleItem
from archive.vocabulary import StatementKind
from archive.wording.statements import statements_of


def item(headline: str, body: str = "Petugas menata kebun.") -> ArticleItem:
    url = "https://koran.example/berita/2/"
    return ArticleItem(url, url, "koran", headline=headline, body=body)


@pytest.mark.parametrize(
    ("headline", "kind"),
    [
        ("Ralat: Jumlah Warga Binaan yang Panen Kangkung", "correction"),
        ("RALAT dan Permohonan Maaf", "correction"),
        ("Koreksi Berita: Nama Kepala Rutan Contoh", "correction"),
        ("Jumlah Warga Binaan Rutan Contoh (Ralat)", "correction"),
        ("Hak Jawab Rutan Contoh atas Pemberitaan Kangkung", "right-of-reply"),
        ("Klarifikasi: Rutan Contoh Tidak Menjual Kangkung", "clarification"),
        ("Pencabutan Berita Panen Kangkung", "retraction"),
    ],
)
def test_a_headline_states_what_an_article_is(headline: str, kind: str) -> None:
    (stated,) = statements_of(item(headline))
    assert (stated.kind, stated.field, stated.words) == (StatementKind(kind), "headline", headline)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Catatan redaksi: artikel ini telah diralat pada bagian jumlah warga binaan.", "correction"),
        ("Redaksi meralat berita sebelumnya: bukan 12, melainkan 9 orang.", "correction"),
        ("Berita ini merupakan hak jawab atas berita berjudul “Dua Belas Warga Binaan Memanen”.", "right-of-reply"),
        ("Berita ini telah dicabut karena sumbernya keliru.", "retraction"),
    ],
)
def test_a_line_of_the_newsroom_states_it_too(line: str, kind: str) -> None:
    (stated,) = statements_of(item("Panen Kangkung", f"Petugas menata kebun.\n\n{line}"))
    assert (stated.kind, stated.field, stated.words) == (StatementKind(kind), "body", line)


@pytest.mark.parametrize(
    "headline",
    [
        "Harga Kangkung Terkoreksi",
        "Koreksi Harga Saham Berlanjut",
        "Kepala Rutan Beri Klarifikasi soal Kebun",
        "Izin Usaha Dicabut",
    ],
)
def test_other_uses_of_the_words_state_nothing(headline: str) -> None:
    assert statements_of(item(headline, "Kepala rutan memberi klarifikasi. Izin pasar itu dicabut wali kota.")) == []
