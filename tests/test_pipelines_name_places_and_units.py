"""NamePlacesAndUnits finds units in all their spellings, as written, and takes no common noun for one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem, Credit, Dateline, Unit
from archive.places.unit_heads import HEADS
from archive.places.units import units
from archive.vocabulary import Origin, Role
from pipelines.name_places_and_units import NamePlacesAndUnits

SPELLINGS = (
    ("Lapas Kelas IIB Purwakarta", "Lapas Kelas IIB Purwakarta", "lapas-purwakarta"),
    ("Lembaga Pemasyarakatan (Lapas) kelas II B, Kotabumi", "Lapas Kelas IIB Kotabumi", "lapas-kotabumi"),
    ("Lembaga Pemasyarakat (Lapas) Kelas II B Kabupaten Purwakarta", "Lapas Kelas IIB Purwakarta", "lapas-purwakarta"),
    ("Rumah Tahanan Negara (Rutan) Kelas 11 A Kendari", "Rutan Kelas IIA Kendari", "rutan-kendari"),
    ("Lapas Kelas llB Cianjur", "Lapas Kelas IIB Cianjur", "lapas-cianjur"),
    ("Lapas Kelas IIBKupang", "Lapas Kelas IIB Kupang", "lapas-kupang"),
    ("Lapas Klas II-B Lumajang", "Lapas Kelas IIB Lumajang", "lapas-lumajang"),
    ("lapas kelas iib Lumajang", "Lapas Kelas IIB Lumajang", "lapas-lumajang"),
    ("Lapas IIA Ngaseman", "Lapas Kelas IIA Ngaseman", "lapas-ngaseman"),
    ("Lapas Kelas IIB Purwakrta", "Lapas Kelas IIB Purwakrta", "lapas-purwakarta"),
    ("Lembaga Pemasyarakatan Klas II.A Bogor", "Lapas Kelas IIA Bogor", "lapas-bogor"),
    ("Lapas Kls IIB Tasikmalaya", "Lapas Kelas IIB Tasikmalaya", "lapas-tasikmalaya"),
    ("Lapas Perempuan (LPP) Kelas IIA Bandung", "Lapas Perempuan Kelas IIA Bandung", "lapas-perempuan-bandung"),
    ("Lapas High Risk Pasir Putih", "Lapas Pasir Putih", "lapas-pasir-putih"),
    ("Rutan Negara Kelas IIB Barru", "Rutan Kelas IIB Barru", "rutan-barru"),
    ("Rutan Negara", "Rutan Negara", "rutan-negara"),
    (
        "Kanwil Kementerian Hukum dan HAM RI Provinsi Lampung",
        "Kanwil Kemenkumham Lampung",
        "kanwil-kemenkumham-lampung",
    ),
    ("Kemenkumham Kanwil Jatim", "Kanwil Kemenkumham Jawa Timur", "kanwil-kemenkumham-jawa-timur"),
    ("Lapas Purwakarta", "Lapas Purwakarta", "lapas-purwakarta"),
    ("Rutan Kelas I Depok", "Rutan Kelas I Depok", "rutan-depok"),
    ("LP Cipinang", "Lapas Cipinang", "lapas-cipinang"),
    ("LPP Manokwari", "Lapas Perempuan Manokwari", "lapas-perempuan-manokwari"),
    ("Lapas Kelas I Batu Nusakambangan", "Lapas Kelas I Batu Nusakambangan", "lapas-batu"),
    ("Lapas Kedungpane", "Lapas Kedungpane", "lapas-semarang"),
    ("Lapas Kota Agung", "Lapas Kota Agung", "lapas-kota-agung"),
    ("Lapas Kelas IIB Slawi, Kabupaten Tegal", "Lapas Kelas IIB Slawi", "lapas-slawi"),
    ("Lapas Narkotika Kelas IIA Jakarta", "Lapas Narkotika Kelas IIA Jakarta", "lapas-narkotika-jakarta"),
    (
        "Lapas Kelas IIA Narkotika Sungguminasa",
        "Lapas Narkotika Kelas IIA Sungguminasa",
        "lapas-narkotika-sungguminasa",
    ),
    ("Lapas Perempuan Kelas IIA Palembang", "Lapas Perempuan Kelas IIA Palembang", "lapas-perempuan-palembang"),
    ("Lapas Wanita Semarang", "Lapas Perempuan Semarang", "lapas-perempuan-semarang"),
    ("LPKA Kelas I Tangerang", "LPKA Kelas I Tangerang", "lpka-tangerang"),
    ("Bapas Kelas I Bandung", "Bapas Kelas I Bandung", "bapas-bandung"),
    ("Balai Pemasyarakatan (Bapas) Kelas II Ternate", "Bapas Kelas II Ternate", "bapas-ternate"),
    ("Rupbasan Kelas I Surabaya", "Rupbasan Kelas I Surabaya", "rupbasan-surabaya"),
    ("Cabang Rutan Tanjung Selor", "Cabang Rutan Tanjung Selor", "cabang-rutan-tanjung-selor"),
    ("Pos Bapas Tulungagung", "Pos Bapas Tulungagung", "pos-bapas-tulungagung"),
    ("RSU Pengayoman Cipinang", "RS Pengayoman Cipinang", "rs-pengayoman-cipinang"),
    ("Kanwil Kemenkumham Jabar", "Kanwil Kemenkumham Jawa Barat", "kanwil-kemenkumham-jawa-barat"),
    (
        "Kantor Wilayah (Kanwil) Kementerian Hukum dan Hak Asasi Manusia (Kemenkumham) Provinsi Gorontalo",
        "Kanwil Kemenkumham Gorontalo",
        "kanwil-kemenkumham-gorontalo",
    ),
    (
        "Kantor Wilayah Direktorat Jenderal Pemasyarakatan (Ditjenpas) Papua",
        "Kanwil Ditjenpas Papua",
        "kanwil-ditjenpas-papua",
    ),
    ("Ditjenpas Malut", "Kanwil Ditjenpas Maluku Utara", "kanwil-ditjenpas-maluku-utara"),
    ("Kantor Wilayah Kementerian Hukum Jawa Timur", "Kanwil Kemenkum Jawa Timur", "kanwil-kemenkum-jawa-timur"),
    ("Kanwil Kementerian HAM Jawa Barat", "Kanwil KemenHAM Jawa Barat", "kanwil-kemenham-jawa-barat"),
    ("Kanwil Ditjen Imigrasi Bali", "Kanwil Ditjenim Bali", "kanwil-ditjenim-bali"),
    ("Kemen Imipas", "Kementerian Imigrasi dan Pemasyarakatan", "kemenimipas"),
    ("Depkumham", "Departemen Hukum dan Hak Asasi Manusia", "departemen-hukum-dan-ham"),
    ("Direktorat Jenderal Pemasyarakatan", "Direktorat Jenderal Pemasyarakatan", "ditjenpas"),
)
NOT_REGISTERED = (
    ("Rupbasan Kelas II Tegal", "Rupbasan Kelas II Tegal"),
    ("Rutan Kelas II B", "Rutan Kelas IIB"),
    ("Lapas Contohan", "Lapas Contohan"),
    ("Lapas Tangerang", "Lapas Tangerang"),
    ("Polresta Sorong Kota", "Polresta Sorong Kota"),
    ("Polres Hulu Sungai Utara (HSU)", "Polres Hulu Sungai Utara"),
    ("Kodim 1707/Merauke", "Kodim Merauke"),
    ("Polda Lampung", "Polda Lampung"),
)
COMMON = (
    "Lapas penuh sesak, kata kalapas.",
    "Lapas tersebut penuh.",
    "Banyak lapas di Indonesia penuh.",
    "Sejumlah Lapas di Kabupaten Contoh penuh.",
    "Semua Lapas dan Rutan diperiksa.",
    "Petugas Lapas Jumat pagi apel.",
    "Menteri Retno LP Marsudi hadir.",
    "Direksi LPP TVRI hadir.",
    "Warga mengunjungi situs www.depkumham.go.id kemarin.",
    "Pengadilan negeri memutus perkara itu.",
    "Departemen Kehakiman AS menuntut perusahaan itu.",
)
HEADLINES = (
    "Napi Lapas Usai Dapat Remisi Menangis Haru",
    "Hidup di Rutan Diungkap Para Istri Tahanan",
)


def named(body: str = "", **known: object) -> list[Unit]:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body, **known)  # type: ignore[arg-type]  # any field
    NamePlacesAndUnits().work(item)
    return item.units


@pytest.mark.parametrize(("spelling", "name", "unit"), SPELLINGS, ids=[spelling for spelling, _, _ in SPELLINGS])
@pytest.mark.parametrize("sentence", ["Petugas {} memeriksa kamar hunian.", "Mereka dibawa ke {}.", "({}, kemarin)"])
def test_a_spelling_is_found_as_written_with_its_usual_name_and_id(
    sentence: str, spelling: str, name: str, unit: str
) -> None:
    assert named(sentence.format(spelling)) == [Unit(spelling, name, unit)]
    assert unit in units()


@pytest.mark.parametrize(("spelling", "name"), NOT_REGISTERED)
def test_a_unit_that_the_registry_does_not_decide_is_kept_without_an_id(spelling: str, name: str) -> None:
    assert named(f"Petugas {spelling} memeriksa kamar.") == [Unit(spelling, name, None)]


@pytest.mark.parametrize("sentence", COMMON)
def test_a_common_noun_names_no_unit(sentence: str) -> None:
    assert named(sentence) == []


@pytest.mark.parametrize("office", ["Kepala Lapas", "Plt. Kepala Rutan", "Kalapas", "Ka.Lapas", "wakil kepala Lapas"])
def test_a_person_whose_office_is_named_is_no_place(office: str) -> None:
    assert named(f"Hal itu disampaikan {office} Budi Contoh kepada wartawan di ruang kerjanya.") == []
    named_by_class = named(f"Hal itu disampaikan {office} Kelas IIB Contohsari Budi Contoh di ruang kerjanya.")
    assert [unit.name.split(" ", 1)[1] for unit in named_by_class] == ["Kelas IIB Contohsari"]


@pytest.mark.parametrize("headline", HEADLINES)
def test_in_a_headline_only_a_known_place_is_one(headline: str) -> None:
    assert named(headline=headline) == []
    assert named(headline="Lapas Pancur Batu Gencarkan Razia Gabungan")[0].raw == "Lapas Pancur Batu"


def test_several_units_stand_in_the_order_of_the_text_each_spelling_once() -> None:
    found = named("Dari Lapas Sorong dan Lapas Fakfak, lalu Rutan Bintuni, lagi Lapas Sorong.")
    assert [unit.raw for unit in found] == ["Lapas Sorong", "Lapas Fakfak", "Rutan Bintuni"]


def test_an_office_names_a_unit_where_nothing_else_does() -> None:
    assert named("“Aman,” ujar Ka.Lapas Kupang.") == [Unit("Ka.Lapas Kupang", "Lapas Kupang", "lapas-kupang")]
    both = named("“Aman,” ujar Kalapas Kupang di Lapas Kelas IIA Kupang.")
    assert [unit.raw for unit in both] == ["Lapas Kelas IIA Kupang"]
    kanwil = named("Kakanwil Ditjenpas Jabar dan Kadivpas Sulsel hadir.")
    assert [unit.id for unit in kanwil] == ["kanwil-ditjenpas-jawa-barat", "kanwil-kemenkumham-sulawesi-selatan"]


def test_the_headlines_spelling_counts_where_the_text_names_nothing() -> None:
    assert [unit.raw for unit in named("Kamar diperiksa.", headline="Razia di Lapas Kerobokan")] == ["Lapas Kerobokan"]
    both = named("Kamar Lapas Kelas II A Kerobokan diperiksa.", headline="Razia di Lapas Kerobokan")
    assert [unit.raw for unit in both] == ["Lapas Kelas II A Kerobokan"]


def test_caption_and_the_public_relations_of_a_unit_count_too() -> None:
    humas = Credit("(Humas Rutan Semarang)", "Humas Rutan Semarang", Role.PUBLIC_RELATIONS)
    found = named("Aman.", lead_caption="Apel di Lapas Kelas IIB Slawi", credits=[humas])
    assert [unit.id for unit in found] == ["lapas-slawi", "rutan-semarang"]
    assert [unit.id for unit in named("Aman.", credits=[humas])] == ["rutan-semarang"]


def test_a_photos_credit_and_a_repeated_headline_name_a_unit_only_where_nothing_else_does() -> None:
    caption = "Apel pagi. ANTARA/HO-Lapas Slawi"
    assert [unit.raw for unit in named("Aman.", lead_caption=caption)] == ["Lapas Slawi"]
    body = "Apel di Lapas Kelas IIB Slawi."
    assert [unit.raw for unit in named(body, lead_caption=caption)] == ["Lapas Kelas IIB Slawi"]
    headline = "Razia di Lapas Slawi"
    again = named(body, headline=headline, lead_caption=f"{headline} (Foto: Contoh)")
    assert [unit.raw for unit in again] == ["Lapas Kelas IIB Slawi"]


def test_the_only_unit_of_its_kind_in_a_province_needs_no_place_where_a_kanwil_says_which_province() -> None:
    spelt = "Lembaga Pembinaan Khusus Anak (LPKA)"
    found = named(f"Kakanwil Kemenkumham Sultra meninjau {spelt}.")
    assert Unit(spelt, "LPKA", "lpka-kendari") in found
    assert named(f"Anak itu dititipkan di {spelt}.") == []
    assert len(named(f"Kakanwil Kemenkumham Sultra dan Kanwil Ditjenpas Jabar meninjau {spelt}.")) == 2
    assert len(named(f"Kakanwil Kemenkumham Sultra ingin setiap {spelt} penuh kegiatan.")) == 1
    placed = named(f"Kakanwil Kemenkumham Sultra mengunjungi {spelt} Kelas I Tangerang.")
    assert [unit.id for unit in placed] == ["lpka-tangerang", "kanwil-kemenkumham-sulawesi-tenggara"]


def test_the_coordinating_ministry_is_not_the_ministry_that_was_split() -> None:
    assert [unit.id for unit in named("Tim Kemenko Kumham Imipas datang.")] == ["kemenko-kumham-imipas"]


def test_of_a_text_of_megabytes_only_the_beginning_is_read() -> None:
    began = time.process_time()
    found = {unit.id for unit in named("Lapas Kelas II B Slawi, " * 200_000 + "Rutan Wates")}
    assert "lapas-slawi" in found
    assert "rutan-wates" not in found
    assert time.process_time() - began < 3


def test_the_origin_is_noted() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body="Dari Lapas Sorong.")
    NamePlacesAndUnits().work(item)
    assert item.origins["units"] == Origin.TEXT


WORDS = (
    "Kelas;II B;IIB;11;A;(;);,;.; ;\n;di;Kota;Kabupaten;Purwakarta;Nusakambangan;Contoh;kalapas;Kanwil;Jabar;Provinsi;-"
)
PIECES = st.sampled_from([*(head.label for head in HEADS.values()), "Kemenkumham", *WORDS.split(";")])


@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map(" ".join), st.text(max_size=40))
def test_nothing_crashes_and_what_is_found_stands_in_the_text(body: str, headline: str) -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body, headline=headline)
    NamePlacesAndUnits().work(item)
    first = list(item.units)
    assert all(unit.raw in body or unit.raw in headline for unit in first)
    assert all(unit.id is None or unit.id in units() for unit in first)
    NamePlacesAndUnits().work(item)
    assert item.units == first


@pytest.mark.parametrize(
    ("body", "region", "candidates"),
    [
        ("Petugas Lapas Kelas IIA Bogor memeriksa kamar.", "32.71", []),
        ("Petugas Lapas Kelas IIA Cibinong memeriksa kamar.", "32.01", []),
        ("Petugas Lapas Kelas IIA Bogor dan Lapas Cibinong bertemu.", None, ["32.01", "32.71"]),
        ("Petugas Lapas Kelas I Cirebon memeriksa kamar.", None, ["32.01", "32.71"]),
        ("Petugas memeriksa kamar.", None, ["32.01", "32.71"]),
    ],
)
def test_a_unit_says_which_of_two_regions_the_dateline_means(
    body: str, region: str | None, candidates: list[str]
) -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=body)
    item.dateline = Dateline("BOGOR -", "Bogor", region_candidates=["32.01", "32.71"])
    NamePlacesAndUnits().work(item)
    assert (item.dateline.region, item.dateline.region_candidates) == (region, candidates)
