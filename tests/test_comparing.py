"""Two articles: one text, one event, or neither."""

from archive.comparable import Comparable, comparable_of, comparable_places, comparable_words
from archive.comparing import compare, share
from archive.items import ArticleItem, Unit
from archive.vocabulary import Relation

RELEASE = (
    "Petugas Lembaga Pemasyarakatan (Lapas) Kelas IIB Contoh menggeledah dua belas kamar hunian, Kamis (27/2/2020).\n\n"
    "Kepala regu jaga menyebut pemeriksaan dimulai seusai apel malam dan berakhir menjelang pukul 22.00 WIB.\n\n"
    "“Kami menemukan sendok besi, kabel pengisi daya dan satu korek api gas,” ujarnya sambil menunjukkan isinya.\n\n"
    "Semua temuan dicatat, difoto, lalu dimusnahkan di halaman depan bersama perwakilan warga binaan."
)


def article(body: str, **known: object) -> Comparable:
    item = ArticleItem("https://a.example/1", "https://a.example/1", "contoh", body=body)
    for name, value in known.items():
        setattr(item, name, value)
    return comparable_of(item)


def test_titles_of_office_and_the_names_of_prisoners_do_not_count() -> None:
    spelt_out = comparable_words("Kepala Lembaga Pemasyarakatan (Lapas) Kelas II B Contoh menyapa para warga binaan.")
    short = comparable_words("Kalapas Contoh menyapa para WBP")
    assert spelt_out == short == ("contoh", "menyapa", "para", "wbp")


def test_a_word_is_found_again_in_the_text() -> None:
    text = "Kalapas Kelas IIB Contoh menyapa warga binaan."
    assert [text[place.start : place.end] for place in comparable_places(text)] == ["Contoh", "menyapa", "warga binaan"]
    assert tuple(place.word for place in comparable_places(text)) == comparable_words(text)


def test_a_long_article_that_carries_a_whole_release_is_a_reprint() -> None:
    before = "Kota Contoh diguyur hujan sejak pagi dan pasar sepi pembeli. " * 20
    release, carrier = article(RELEASE), article(f"{before}\n\n{RELEASE}\n\n{before}")
    found = compare(release, carrier)
    assert found.relation is Relation.REPRINT
    assert found.share_of_first == 1.0
    assert found.share_of_second < 0.3


def test_an_event_in_other_words_is_linked_and_no_reprint() -> None:
    unit = [Unit("Lapas Contoh", "Lapas Contoh", "lapas-contoh")]
    other = (
        "Razia malam digelar di Lapas Contoh, Kamis (27/2/2020). Sejumlah barang terlarang disita dari para penghuni."
    )
    assert compare(article(RELEASE, units=unit), article(other, units=unit)).relation is Relation.SAME_EVENT


def test_unrelated_articles_are_nothing_to_each_other() -> None:
    other = (
        "Harga cabai di pasar induk Contoh naik dua kali lipat sejak awal pekan karena pasokan dari petani tersendat."
    )
    assert compare(article(RELEASE), article(other)).relation is Relation.NONE


def test_the_share_is_of_words_in_runs() -> None:
    assert share(list("abcdef"), list("xbcdey")) == 4 / 6
    assert share(list("abc"), list("xabcy")) == 1.0
    assert share([], ["a"]) == share(["a"], []) == 0.0
