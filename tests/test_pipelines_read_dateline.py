"""ReadDateline reads the openings that newsrooms write, and sees none in a sentence."""

import pytest

from archive.items import ArticleItem, Dateline
from archive.vocabulary import Origin
from pipelines.read_dateline import ReadDateline, dateline_of

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
    "Larangan Ketat\nPetugas memeriksa barang bawaan keluarga warga binaan.",
    "“Jakarta - kota ini - macet,” ujarnya.",
    "",
    "-",
)


@pytest.mark.parametrize(("opening", "place", "outlet"), SHAPES)
def test_openings_of_newsrooms(opening: str, place: str | None, outlet: str | None) -> None:
    found = dateline_of(opening + TEXT)
    assert found is not None
    assert (found.place, found.outlet, found.region) == (place, outlet, None)
    assert found.raw
    assert found.raw.split()[0] in opening


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


def test_the_body_keeps_its_dateline() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=f"CILEGON– {TEXT}")
    ReadDateline().work(item)
    assert item.body == f"CILEGON– {TEXT}"
    assert item.dateline.raw == "CILEGON–"
    assert item.origins["dateline"] == Origin.TEXT


def test_a_dateline_is_found_below_a_kicker_and_a_byline() -> None:
    found = dateline_of(f"Lomba masak di balik jeruji\nLaporan Wartawan Contoh, Budi\n\nCONTOH.COM, CILEGON - {TEXT}")
    assert found is not None
    assert (found.place, found.outlet) == ("Cilegon", "CONTOH.COM")


def test_below_other_lines_an_unknown_name_is_no_place() -> None:
    assert dateline_of(f"Lomba masak di balik jeruji\nBudi Contoh - {TEXT}") is None


def test_a_route_further_down_is_no_dateline() -> None:
    assert dateline_of(f"{TEXT}\n\nRutenya Mapolres – Pasar – Simpang Contoh.") is None


def test_a_dateline_that_is_there_stays() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=f"CILEGON– {TEXT}")
    item.dateline = Dateline("SERANG -", "Serang")
    ReadDateline().work(item)
    assert item.dateline.place == "Serang"
