"""Two articles: one text, one event, or neither."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.article_columns import columns_of
from archive.items import ArticleItem, Unit
from archive.likeness.comparable import (
    BRIEF,
    CERTAINLY_LONG,
    Comparable,
    comparable_of,
    comparable_of_row,
    comparable_places,
    comparable_words,
)
from archive.likeness.comparing import compare, copied, copied_each_way, share
from archive.vocabulary import Relation

RELEASE = (
    "Petugas Lembaga Pemasyarakatan (Lapas) Kelas IIB Cilegon menggeledah dua belas kamar, Kamis (27/2/2020).\n\n"
    "Kepala regu jaga menyebut pemeriksaan dimulai seusai apel malam dan berakhir menjelang pukul 22.00 WIB.\n\n"
    "“Kami menemukan sendok besi, kabel pengisi daya dan satu korek api gas,” ujarnya sambil menunjukkan isinya.\n\n"
    "Semua temuan dicatat, difoto, lalu dimusnahkan di halaman depan bersama perwakilan warga binaan."
)

IN_OTHER_WORDS = (
    "Razia malam digelar di Lapas Cilegon, Kamis (27/2/2020). Sejumlah barang terlarang, di antaranya kabel dan korek "
    "api, disita dari kamar hunian. Kakanwil meminta pemeriksaan diulang setiap pekan sampai gudang benar-benar bersih."
)
DAY = "2020-02-27"


def unit(name: str, key: str) -> Unit:
    return Unit(name, name, key)


UNIT = [unit("Lapas Kelas IIB Cilegon", "lapas-cilegon")]


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
    found = compare(article(RELEASE, units=UNIT, event_date=DAY), article(IN_OTHER_WORDS, units=UNIT, event_date=DAY))
    assert found.relation is Relation.SAME_EVENT
    assert "same-unit:1" in found.reasons
    assert "same-day:1" in found.reasons


def test_a_template_with_another_prison_is_no_reprint() -> None:
    elsewhere = RELEASE.replace("Lapas) Kelas IIB Cilegon", "Lapas) Kelas IIA Serang")
    found = compare(
        article(RELEASE, units=UNIT), article(elsewhere, units=[unit("Lapas Kelas IIA Serang", "lapas-serang")])
    )
    assert found.relation is Relation.NONE
    assert found.share_of_first > 0.9
    assert "other-unit:1" in found.reasons


def test_a_template_with_a_prison_that_the_registry_does_not_know_is_no_reprint() -> None:
    elsewhere = RELEASE.replace("Lapas) Kelas IIB Cilegon", "Lapas) Kelas IIB Rawa Contoh")
    found = compare(
        article(RELEASE, units=UNIT), article(elsewhere, units=[Unit("Lapas Rawa Contoh", "Lapas Rawa Contoh")])
    )
    assert found.relation is Relation.NONE
    assert "other-unit:1" in found.reasons


def test_a_prison_by_another_name_that_the_text_has_too_is_no_other_one() -> None:
    text = RELEASE.replace("Kelas IIB Cilegon", "Kelas IIB Cilegon di Rawa Contoh")
    found = compare(article(text, units=UNIT), article(text, units=[Unit("Lapas Rawa Contoh", "Lapas Rawa Contoh")]))
    assert found.relation is Relation.REPRINT


def test_a_ceremony_of_another_kanwil_is_no_reprint() -> None:
    kanwil = (
        [unit("Kanwil Ditjenpas Banten", "kanwil-ditjenpas-banten")],
        [unit("Kanwil Ditjenpas Bali", "kanwil-ditjenpas-bali")],
    )
    found = compare(*(article(RELEASE.replace("Cilegon", one[0].name), units=one) for one in kanwil))
    assert found.relation is Relation.NONE


def test_a_template_with_another_day_is_no_reprint() -> None:
    later = RELEASE.replace("Kamis (27/2/2020)", "Selasa (3/3/2020)")
    found = compare(article(RELEASE, units=UNIT), article(later, units=UNIT))
    assert found.relation is Relation.NONE
    assert "day-exchanged:1" in found.reasons


def test_a_release_under_a_new_lead_that_names_another_day_is_a_reprint() -> None:
    lead = "Pasar malam di alun-alun Contoh dibuka bupati, Rabu (4/3/2020), dan langsung diserbu ribuan warga."
    tail = RELEASE.split("\n\n", 1)[1]
    found = compare(article(RELEASE, units=UNIT), article(f"{lead}\n\n{tail}"))
    assert "other-day:1" in found.reasons
    assert found.relation is Relation.REPRINT


def test_texts_of_other_days_that_were_published_weeks_apart_are_no_reprints() -> None:
    lead = "Pemeriksaan rutin kembali berlangsung, Rabu (25/3/2020)."
    later = article(f"{lead}\n\n" + RELEASE.split("\n\n", 1)[1], published="2020-03-26T08:00:00+07:00")
    found = compare(article(RELEASE, published="2020-02-28T08:00:00+07:00"), later)
    assert found.relation is Relation.NONE
    assert "published-apart:27" in found.reasons


def test_a_changed_number_another_weekday_and_another_name_for_prisoners_leave_a_reprint_one() -> None:
    changed = RELEASE.replace("dua belas kamar", "lima kamar").replace("Kamis (27/2/2020)", "Jumat (27/2/2020)")
    changed = changed.replace("warga binaan", "WBP")
    assert compare(article(RELEASE, units=UNIT), article(changed, units=UNIT)).relation is Relation.REPRINT


def test_a_reworded_release_is_a_reprint_by_the_facts_that_only_it_tells() -> None:
    first = (
        "Panen 40 kilogram lele digelar Lapas Kelas IIB Cilegon di kolam terpal, Kamis (27/2/2020). Delapan peserta "
        "pelatihan merawat bibitnya sejak Desember. Pakan dibuat sendiri dari ampas tahu. Hasilnya dijual ke koperasi "
        "pegawai, lalu premi ditabung untuk keluarga."
    )
    second = (
        "Kolam terpal di Lapas Kelas IIB Cilegon menghasilkan lele seberat 40 kilogram yang dipanen Kamis (27/2). "
        "Bibit itu dirawat 8 peserta pelatihan mulai Desember dengan pakan ampas tahu buatan mereka. Koperasi membeli "
        "hasil panen, dan premi untuk keluarga ditabung."
    )
    found = compare(article(first, units=UNIT), article(second, units=UNIT))
    assert max(found.share_of_first, found.share_of_second) < 0.3
    assert found.relation is Relation.REPRINT


MARKET = (
    "Pasar murah di lapangan desa ditinjau camat, Kamis (27/2/2020). Beras lima kilogram dijual Rp55.000, dan 2.500 "
    "paket disiapkan koperasi. Warga antre tertib sejak pagi. Kegiatan serupa digelar sampai 20 kelurahan selesai."
)
SAME_MARKET = (
    "Koperasi menyiapkan 2.500 paket beras untuk warga, Kamis (27/2). Camat yang datang ke lapangan melihat harga 5 "
    "kilogram hanya Rp55 ribu. Sebanyak 20 kelurahan mendapat giliran pasar murah."
)


def test_the_same_numbers_on_one_day_make_a_reworded_text_a_reprint() -> None:
    assert compare(article(MARKET), article(SAME_MARKET)).relation is Relation.REPRINT
    fewer = SAME_MARKET.replace("2.500 paket", "banyak paket").replace("Rp55 ribu", "murah")
    assert compare(article(MARKET), article(fewer)).relation is Relation.SAME_EVENT


def test_the_same_headline_on_one_day_makes_a_reworded_text_a_reprint() -> None:
    fewer = SAME_MARKET.replace("2.500 paket", "banyak paket").replace("Rp55 ribu", "murah")
    headline = "Camat Tinjau Pasar Murah di Lapangan Desa"
    found = compare(article(MARKET, headline=headline), article(fewer, headline=headline))
    assert found.relation is Relation.REPRINT
    assert "same-headline:1" in found.reasons


def test_a_template_with_another_prison_is_no_reprint_though_both_name_a_third_one() -> None:
    third = unit("Lapas Tangerang", "lapas-tangerang")
    text = RELEASE + "\n\nKegiatan serupa pernah digelar di Lapas Tangerang."
    elsewhere = text.replace("Lapas) Kelas IIB Cilegon", "Lapas) Kelas IIA Serang")
    ones = [Unit("Lembaga Pemasyarakatan (Lapas) Kelas IIB Cilegon", "Lapas Kelas IIB Cilegon", "lapas-cilegon"), third]
    others = [Unit("Lembaga Pemasyarakatan (Lapas) Kelas IIA Serang", "Lapas Kelas IIA Serang", "lapas-serang"), third]
    found = compare(article(text, units=ones), article(elsewhere, units=others))
    assert "unit-exchanged:1" in found.reasons
    assert found.relation is not Relation.REPRINT


def test_one_short_quotation_is_no_reprint() -> None:
    quotation = "“Mereka rata-rata dihukum lima sampai tujuh tahun,” ujar kepala regu."
    first = f"Empat napi kabur dari Lapas Kelas IIB Cilegon, Kamis (27/2/2020). {quotation}"
    second = f"Polisi memburu buronan dari Lapas Cilegon yang lari Kamis (27/2/2020) dini hari. {quotation}"
    assert compare(article(first, units=UNIT), article(second, units=UNIT)).relation is Relation.SAME_EVENT


def test_unrelated_articles_are_nothing_to_each_other() -> None:
    other = (
        "Harga cabai di pasar induk Contoh naik dua kali lipat sejak awal pekan karena pasokan dari petani tersendat."
    )
    assert compare(article(RELEASE), article(other)).relation is Relation.NONE
    assert compare(article(""), article("")).relation is Relation.NONE


def test_a_row_of_the_archive_compares_as_its_item_does() -> None:
    item = ArticleItem("https://a.example/1", "https://a.example/1", "contoh", headline="Razia", body=RELEASE)
    item.units, item.event_date, item.published = UNIT, DAY, "2020-02-28T08:00:00+07:00"
    item.dateline.raw, item.dateline.place = "CILEGON –", "Cilegon"
    row = columns_of(item)
    assert vars(comparable_of_row(row)) == vars(comparable_of(item))


WORDS = st.lists(st.sampled_from([f"kata{number}" for number in range(9)]), min_size=4, max_size=40)
TEXTS = st.lists(st.sampled_from([RELEASE, IN_OTHER_WORDS, *RELEASE.split("\n\n")]), max_size=4).map("\n\n".join)


@given(TEXTS, TEXTS, st.sampled_from([DAY, "2020-03-03", None]), st.sampled_from([tuple(UNIT), ()]))
@settings(max_examples=60)
def test_swapping_two_articles_swaps_the_shares_only(one: str, other: str, day: str | None, units: tuple[Unit]) -> None:
    first, second = article(one, units=UNIT), article(other, event_date=day, units=list(units))
    found, swapped = compare(first, second), compare(second, first)
    assert (found.relation, found.reasons) == (swapped.relation, swapped.reasons)
    assert (found.share_of_first, found.share_of_second) == (swapped.share_of_second, swapped.share_of_first)


@given(WORDS)
def test_a_text_has_all_of_its_own_words(words: list[str]) -> None:
    assert share(words, words) == 1.0


@given(WORDS, WORDS, WORDS)
def test_a_text_put_whole_inside_another_has_all_of_its_words_there(
    words: list[str], left: list[str], right: list[str]
) -> None:
    assert share(words, [*left, *words, *right]) == 1.0


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=6, max_size=6))
def test_paragraphs_put_between_those_of_a_release_take_nothing_from_its_share(
    release: list[list[str]], foreign: list[list[str]]
) -> None:
    carrier = [word for paragraph, other in zip(release, foreign, strict=False) for word in (*other, *paragraph)]
    assert share([word for paragraph in release for word in paragraph], carrier) == 1.0


@given(WORDS, WORDS)
def test_the_share_is_that_of_the_words_in_common_runs(words: list[str], others: list[str]) -> None:
    there = {tuple(others[at : at + 4]) for at in range(len(others) - 3)}
    marked = set()
    for at in range(len(words) - 3):
        if tuple(words[at : at + 4]) in there:
            marked |= set(range(at, at + 4))
    assert share(words, others) == len(marked) / len(words)
    one, other = article(" ".join(words)), article(" ".join(others))
    assert copied_each_way(one, other) == (len(marked), copied(others, words))


PIECES = [
    *(
        "Kamis (27/2/2020)",
        "Senin 3 Maret 2021",
        "pukul 22.00 WIB",
        "dua ratus lima puluh ribu",
        "Rp360.000",
        "12 orang",
    ),
    *("Lapas Kelas IIB Cilegon", "Kota Bandung", "Jawa Timur", "warga binaan", "yang", "dan", "a b c", "Kepala Lapas"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.integers(0, 90), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_what_is_taken_for_long_has_as_many_telling_words(pieces: list[str], own: int, random: Random) -> None:
    words = [*pieces, *(f"ka{chr(97 + number // 26)}{chr(97 + number % 26)}x" for number in range(own))]
    random.shuffle(words)
    text = article(" ".join(words), units=UNIT)
    assert not text.is_long or len(text.telling.words) >= BRIEF
    assert text.is_long or own < CERTAINLY_LONG


def test_a_text_of_fewer_words_than_a_run_must_stand_there_whole() -> None:
    assert share(list("abc"), list("xabcy")) == 1.0
    assert share(list("abc"), list("xabyc")) == 0.0
    assert share([], ["a"]) == share(["a"], []) == 0.0
