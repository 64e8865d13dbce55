"""ReadDateline reads the openings that newsrooms write, and sees none in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem, Dateline
from archive.outcomes import Lease, Outcome
from archive.places.regions import regions
from archive.sources import Source
from archive.vocabulary import Origin, UrlKind
from pipelines.read_dateline import ReadDateline, find_dateline

TEXT = "Sebanyak 40 warga binaan mengikuti lomba masak di aula pada Senin pagi."

SHAPES = (
    ("CILEGON-", "Cilegon", None),
    ("CILEGON - ", "Cilegon", None),
    ("Cilegon --", "Cilegon", None),
    ("CILEGON—", "Cilegon", None),
    ("Cilegon -\n\n", "Cilegon", None),
    ("Cilegon\n-\n", "Cilegon", None),
    ("Cilegon: ", "Cilegon", None),
    ("CILEGON\n", "Cilegon", None),
    ("PADUKA HULU – ", "Paduka Hulu", None),
    ("NTT - ", "NTT", None),
    ("Kota Cilegon – ", "Kota Cilegon", None),
    ("LENTERA, Cilegon - ", "Cilegon", "LENTERA"),
    ("CONTOH.ID, Lampung Utara – ", "Lampung Utara", "CONTOH.ID"),
    ("contoh.com, Cilegon – ", "Cilegon", "contoh.com"),
    ("contohjabar_ CILEGON – ", "Cilegon", "contohjabar"),
    ("Cilegon, Contoh.Com -- ", "Cilegon", "Contoh.Com"),
    ("CILEGON,KABARCONTOH.com–", "Cilegon", "KABARCONTOH.com"),
    ("Cilegon, www.Contohtv.com- ", "Cilegon", "www.Contohtv.com"),
    ("CILEGON, iNewsContoh - ", "Cilegon", "iNewsContoh"),
    ("NUSAKAMBANGAN, INFO_PAS - ", "Nusakambangan", "INFO_PAS"),
    ("KOTA CILEGON, Humas – ", "Kota Cilegon", "Humas"),
    ("CILEGON (Lentera) – ", "Cilegon", "Lentera"),
    ("Cilegon, (PN) – ", "Cilegon", "PN"),
    ("Bandar Lampung (SC)-", "Bandar Lampung", "SC"),
    ("Way Kanan, PWC- ", "Way Kanan", "PWC"),
    ("CILEGON | CONTOHTIMUR.ID —\n", "Cilegon", "CONTOHTIMUR.ID"),
    ("Cilegon || Harian Contoh — ", "Cilegon", "Harian Contoh"),
    ("CILEGON I SUARACONTOH – ", "Cilegon", "SUARACONTOH"),
    ("Warta Contoh|Cilegon – ", "Cilegon", "Warta Contoh"),
    ("contoh.co.id -CILEGON I ", "Cilegon", "contoh.co.id"),
    ("contoh.com - CILEGON - ", "Cilegon", "contoh.com"),
    ("contoh.co. KOLAKA TIMUR, SULTRA – ", "Kolaka Timur", "contoh.co"),
    ("LimaContohNews, Cilegon (Banten) –\n", "Cilegon", "LimaContohNews"),
    ("POS-CONTOH.COM, CILEGON  - ", "Cilegon", "POS-CONTOH.COM"),
    ("CONTOHDAILY.CO, CILEGON, —- ", "Cilegon", "CONTOHDAILY.CO"),
    ("CILEGON, KABAR.com\n– ", "Cilegon", "KABAR.com"),
    ("SUARACONTOH -- Cilegon.\n", "Cilegon", "SUARACONTOH"),
    ("Cilegon, Jurnal Contoh\n", "Cilegon", "Jurnal Contoh"),
    ("CONTOH.WARTA.CO - CILEGON\n", "Cilegon", "CONTOH.WARTA.CO"),
    ("CONTOHNEWS.COM - ", None, "CONTOHNEWS.COM"),
    ("SUARACONTOH– ", None, "SUARACONTOH"),
    ("contoh.com, Cilegon ", "Cilegon", "contoh.com"),
    ("Cilegon harian-contoh.com ", "Cilegon", "harian-contoh.com"),
    ("Cilegon, 12 Juni 2025 — ", "Cilegon", None),
    ("Cilegon, Senin, 12 Mei 2025 – ", "Cilegon", None),
    ("CILEGON (28/01 – ", "Cilegon", None),
    ("Cilegon, (10/04). ", "Cilegon", None),
    ("Cilegon | Lensacontoh.com ", "Cilegon", "Lensacontoh.com"),
    ("BANTEN:Bidik-contoh.com Cilegon – ", "Cilegon", "Bidik-contoh.com"),
    (",-CILEGON-", "Cilegon", None),
    (", Cilegon - ", "Cilegon", None),
    ("CILEGON, (CONTOH).- ", "Cilegon", "CONTOH"),
    ("KBRC, Cilegon: ", "Cilegon", "KBRC"),
    ("CILEGON, SUARACONTOH.CO:", "Cilegon", "SUARACONTOH.CO"),
    ("KRCONTOH.com CILEGON - ", "Cilegon", "KRCONTOH.com"),
    ("Cilegon (\nContoh.co\n)\n— ", "Cilegon", "Contoh.co"),
    ("CTH >>>  CILEGON >>>  ", "Cilegon", "CTH"),
    ("Cilegon//Kabarcontoh.com - ", "Cilegon", "Kabarcontoh.com"),
    ("KABARCONTOH.COM / CILEGON - ", "Cilegon", "KABARCONTOH.COM"),
    ("[KABARCONTOH.COM], CILEGON - ", "Cilegon", "KABARCONTOH.COM"),
    ("Cilegon-Banten | Kabarcontoh.com - ", "Cilegon", "Kabarcontoh.com"),
    ("Kab. Serang – ", "Kab. Serang", None),
    ("CILEGON;- ", "Cilegon", None),
    ("*CILEGON* – ", "Cilegon", None),
    ("CONTOH.com-", None, "CONTOH.com"),
    ("KABUPATEN SERANG, CONTOH.com - ", "Kabupaten Serang", "CONTOH.com"),
    ("SAINT-ETIENNE – ", "Saint-Etienne", None),
    ("Lentera Cilegon — ", "Cilegon", "Lentera Cilegon"),
)
NONE = (
    "Kepala Lapas - yang juga ketua panitia - membuka lomba masak.",
    "Kepala Lapas Contoh – Budi Contoh – membuka lomba masak.",
    "Badan Contoh Nasional (BCN) – lembaga baru – memeriksa lapas.",
    "KPK - Polri sepakat bekerja sama.",
    "Foto: Humas Lapas Contoh",
    "SUMBER: Humas Lapas Contoh",
    "Penulis: Budi Contoh | Editor: Ani Contoh",
    "Budi Contoh - Selasa, 08 Oktober 2024 14:00 WIB",
    "Budi (45) - seorang petani - datang.",
    "Warga Cilegon - Serang mengeluh soal jalan.",
    "Rute Cilegon - Serang ditutup.",
    "Covid-19 masih ada di lapas.",
    "Jakarta kini punya lapas baru.",
    "Politikus Contoh, I Wayan Contoh, mengkritik pidato itu.",
    "Denpasar I Made Contoh datang.",
    "MENYESATKAN, FAKTA: klaim itu tidak benar.",
    "Macan Bandung -julukan klub itu- membuka latihan.",
    "Macan Bandung - Pelatih klub itu membuka latihan.",
    "- Jakarta - Bandung ditempuh dalam tiga jam.",
    "Jam kunjungan: Senin - Kamis.",
    "Pukul 08.00 - 10.00 WIB petugas memeriksa kamar.",
    "Larangan Ketat\nPetugas memeriksa barang bawaan keluarga warga binaan.",
    "“Jakarta - kota ini - macet,” ujarnya.",
    "",
    "-",
)


def dateline_of(body: str) -> Dateline | None:
    found = find_dateline(body)
    return found.dateline if found else None


def read(body: str, source: Source | None = None) -> ArticleItem:
    """An article as it is after the pipeline."""
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body)
    lease = Lease(1, item.url, UrlKind.PAGE, 0, 0, 0, {})
    ReadDateline().process_item(Outcome(lease, items=[item], source=source))
    return item


@pytest.mark.parametrize(("opening", "place", "outlet"), SHAPES)
def test_openings_of_newsrooms(opening: str, place: str | None, outlet: str | None) -> None:
    item = read(opening + TEXT)
    assert (item.dateline.place, item.dateline.outlet) == (place, outlet)
    assert item.dateline.raw
    assert "".join(opening.split()).startswith("".join(item.dateline.raw.split()))
    assert item.body == TEXT


@pytest.mark.parametrize("text", NONE)
def test_what_opens_otherwise_has_no_dateline(text: str) -> None:
    assert dateline_of(text) is None


@pytest.mark.parametrize(
    ("written", "agency"),
    [("ANTARA", "ANTARA"), ("Antara Kalteng", "ANTARA"), ("Antaranews Papua", "ANTARA"), ("SC", None)],
)
def test_an_agency_has_one_name(written: str, agency: str | None) -> None:
    assert dateline_of(f"Cilegon ({written}) - {TEXT}") == Dateline(
        f"Cilegon ({written}) -", "Cilegon", written, agency
    )


def test_the_body_begins_after_the_dateline_which_is_kept() -> None:
    item = read(f"CILEGON– {TEXT}")
    assert item.body == TEXT
    assert item.dateline == Dateline("CILEGON–", "Cilegon", region="36.72")
    assert item.origins["dateline"] == Origin.TEXT


def test_a_hyphen_inside_of_a_word_closes_nothing() -> None:
    assert read("CONTOH.com - Grup K-Pop itu tampil di lapas.").dateline.raw == "CONTOH.com -"


def test_lines_before_the_dateline_stay() -> None:
    item = read(f"Lomba masak di balik jeruji\n\nCONTOH.COM, CILEGON - {TEXT}")
    assert item.body == f"Lomba masak di balik jeruji\n\n{TEXT}"


def test_a_line_of_place_and_day_gives_way_to_the_dateline_below_it() -> None:
    item = read(f"Cilegon, Selasa 14 November 2023\nReporter: Budi Contoh\nLentera Serang — {TEXT}")
    assert (item.dateline.place, item.dateline.outlet) == ("Serang", "Lentera Serang")
    assert read(f"Cilegon, Selasa 14 November 2023\n{TEXT}").dateline.place == "Cilegon"


@pytest.mark.parametrize(
    ("body", "region", "candidates"),
    [
        (f"BORONG- {TEXT}", "53.19", []),
        (f"Gunung Sindur, Jurnal Contoh\n{TEXT}", "32.01", []),
        (f"Cibungbulang, Jurnal Contoh\n{TEXT}", "32.01", []),
        (f"NUSAKAMBANGAN, INFO_PAS - {TEXT}", "33.01", []),
        (f"contoh.co. KOLAKA TIMUR, SULTRA – {TEXT}", "74.11", []),
        (f"LAMPYNG UTARA – {TEXT}", "18.03", []),
        (f"Jakarta: {TEXT}", "31", []),
        (f"JATENG – {TEXT}", "33", []),
        (f"Singapura (ANTARA) - {TEXT}", None, []),
        (f"PADUKA HULU – {TEXT}", None, []),
        (f"BOGOR - {TEXT}", None, ["32.01", "32.71"]),
        (f"KOTA BOGOR - {TEXT}", "32.71", []),
        (f"BOGOR - Wali Kota Bogor membuka lomba. {TEXT}", "32.71", []),
        (f"BOGOR - Bupati Bogor membuka lomba. {TEXT}", "32.01", []),
        (f"BOGOR - Wali Kota Bogor dan Bupati Bogor membuka lomba. {TEXT}", None, ["32.01", "32.71"]),
        (f"BANJAR - {TEXT} Lomba itu yang pertama di Jawa Barat.", "32.79", []),
        (f"MARTAPURA, KALSEL - {TEXT}", "63.03", []),
        (f"Jambi (ANTARA Sumsel) - {TEXT}", "15", []),
        (f"Gorontalo – {TEXT}", None, ["75.01", "75.71"]),
    ],
)
def test_a_place_is_a_region_where_that_is_decided(body: str, region: str | None, candidates: list[str]) -> None:
    dateline = read(body).dateline
    assert (dateline.region, dateline.region_candidates) == (region, candidates)


@pytest.mark.parametrize(
    ("place", "habit", "region"), [("32.71", "", "32.71"), ("32", "", None), ("", "", None), ("32.71", "Bogor", None)]
)
def test_the_source_decides_unless_it_dates_everything_from_there(place: str, habit: str, region: str | None) -> None:
    source = Source("contoh", "https://contoh.example/", "unknown", place=place, dateline_habit=habit)
    assert read(f"BOGOR - {TEXT}", source).dateline.region == region


def test_a_desk_far_from_the_news_is_no_proof_of_place() -> None:
    elsewhere = read(f"WARTAJATENG.COM, MEDAN - {TEXT} Lapas itu di Sorong, Papua Barat Daya.").dateline
    assert (elsewhere.place, elsewhere.region, elsewhere.region_candidates) == ("Medan", None, ["12.71"])
    assert read(f"WARTAJATENG.COM, MEDAN - {TEXT} Lapas Medan di Sumut.").dateline.region == "12.71"
    assert read(f"WARTAJATENG.COM, MEDAN - {TEXT}").dateline.region == "12.71"


def test_a_dateline_is_found_below_a_kicker_and_a_byline() -> None:
    found = dateline_of(f"Lomba masak di balik jeruji\nLaporan Wartawan Contoh, Budi\n\nCONTOH.COM, CILEGON - {TEXT}")
    assert found is not None
    assert (found.place, found.outlet) == ("Cilegon", "CONTOH.COM")


def test_below_other_lines_an_unknown_name_is_no_place() -> None:
    assert dateline_of(f"Lomba masak di balik jeruji\nBudi Contoh - {TEXT}") is None


def test_a_route_further_down_is_no_dateline() -> None:
    assert dateline_of(f"{TEXT}\n\nRutenya Mapolres – Pasar – Simpang Contoh.") is None


openings = st.builds(
    "".join, st.lists(st.sampled_from([*(shape for shape, _, _ in SHAPES), *NONE, "\n", " ", "(", "-"]))
)


@given(st.one_of(st.text(max_size=200), openings))
def test_any_text_keeps_all_its_letters_in_dateline_and_body(body: str) -> None:
    item = read(body)
    raw = item.dateline.raw or ""
    assert sorted("".join((raw + item.body).split())) == sorted("".join(body.split()))
    assert (item.dateline.raw is None) == (item.dateline == Dateline())


@given(
    st.sampled_from(sorted(regions())),
    st.sampled_from(["{} – ", "{}, Contoh.com - ", "CONTOH.ID, {} — ", "{} (CTH) - "]),
)
def test_every_region_is_found_by_its_full_name_in_every_common_shape(code: str, shape: str) -> None:
    for name in (regions()[code].title, regions()[code].title.upper()):
        dateline = read(shape.format(name) + TEXT).dateline
        assert (dateline.place or "").casefold() == name.casefold()
        assert code in {dateline.region, *dateline.region_candidates}


def test_a_dateline_that_is_there_stays() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=f"CILEGON– {TEXT}")
    item.dateline = Dateline("SERANG -", "Serang")
    ReadDateline().work(item)
    assert (item.dateline.place, item.body) == ("Serang", f"CILEGON– {TEXT}")
