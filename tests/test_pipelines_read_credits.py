"""ReadCredits reads who signs, takes the signature off the text, and leaves brackets that belong to a sentence."""

import pytest

from archive.items import ArticleItem, Credit
from archive.vocabulary import Origin, Role
from pipelines.read_credits import ReadCredits, without_credits

TEXT = "CILEGON - Petugas memeriksa kamar hunian.\n\n“Semua aman,” pungkasnya."

SIGN_OFFS = (
    ("(wis/zar)", ["wis", "zar"]),
    ("(fir)", ["fir"]),
    ("(dodo).", ["dodo"]),
    ("(IK)", ["IK"]),
    ("(CON/TOH)", ["CON", "TOH"]),
    ("[Rhm]", ["Rhm"]),
    ("[agung/adv]", ["agung"]),
    ("(Budi Contoh).", ["Budi Contoh"]),
    ("(Budi)", ["Budi"]),
    ("(Sub/Red1)", ["Sub", "Red1"]),
    ("(RO/OL-9)", ["RO", "OL-9"]),
    ("(contoh.com/Budi Contoh)", ["Budi Contoh"]),
    ("(iwn/iwn)", ["iwn"]),
    ("(HUMAS/ed.JK)", ["HUMAS", "JK"]),
    ("(Ss**)", ["Ss"]),
    ("(*/red)", ["red"]),
    ("( DICKY, S )", ["DICKY, S"]),
    ("(Budi,C)", ["Budi,C"]),
    ("(mg-01)", ["mg-01"]),
    ("(Budi Contoh, Cilegon)", ["Budi Contoh"]),
    ("***(Budi)", ["Budi"]),
    ("(tim/red)", ["tim", "red"]),
    ("(ant/wes)", ["ant", "wes"]),
    ("(*/zak)", ["zak"]),
    ("(wes-zak)", ["wes", "zak"]),
    ("(wes+zak)", ["wes", "zak"]),
    ("(wes;zak)", ["wes", "zak"]),
    ("(02/zak)", ["zak"]),
    ("(wes/zak)*", ["wes", "zak"]),
    ("[red]", ["red"]),
    ("(MC Kab. Contoh/rif)", ["MC Kab. Contoh", "rif"]),
    ("(Tribuncontoh.com/budi contoh)", ["budi contoh"]),
    ("//zak", ["zak"]),
    ("(Jurnalis/Budi)", ["Budi"]),
    ("(*)", []),
    ("(***)", []),
)
LINES = (
    ("Penulis: Budi Contoh | Editor: Ani Contoh", [("Budi Contoh", Role.WRITER), ("Ani Contoh", Role.EDITOR)]),
    ("Penulis | : Budi\nEditor | : | Ani |", [("Budi", Role.WRITER), ("Ani", Role.EDITOR)]),
    ("Penulis: Budi\nEditor: Ani", [("Budi", Role.WRITER), ("Ani", Role.EDITOR)]),
    ("Laporan: W Budi / Editor: Ani M", [("W Budi", Role.REPORTER), ("Ani M", Role.EDITOR)]),
    ("Pewarta :\nEditor : Ani Contoh", [("Ani Contoh", Role.EDITOR)]),
    ("Pewarta : Pewarta: Budi Contoh", [("Budi Contoh", Role.REPORTER)]),
    ("Editor : Ani - Humascontoh", [("Ani", Role.EDITOR)]),
    ("Penulis: Budi ContohEditor: Ani", [("Budi Contoh", Role.WRITER), ("Ani", Role.EDITOR)]),
    ("Kontributor : Budi", [("Budi", Role.CONTRIBUTOR)]),
    ("Reporter: Humas Lapas Contoh", [("Humas Lapas Contoh", Role.PUBLIC_RELATIONS)]),
    ("Laporan Reporter POS-CONTOH.COM, Budi Contoh", [("Budi Contoh", Role.REPORTER)]),
    ("Laporan Wartawan Contoh.com Budi Contoh", [("Budi Contoh", Role.REPORTER)]),
    ("Laporan Wartawan Tribun Kota Budi Contoh", [("Budi Contoh", Role.REPORTER)]),
    (
        "Laporan Kontributor Budi Contoh, Ani Contoh",
        [("Budi Contoh", Role.CONTRIBUTOR), ("Ani Contoh", Role.CONTRIBUTOR)],
    ),
    ("Laporan Kontributor Budi Contoh, Cilegon", [("Budi Contoh", Role.CONTRIBUTOR)]),
    ("Penulis : Humas Rutan Contoh", [("Humas Rutan Contoh", Role.PUBLIC_RELATIONS)]),
    ("Rep: Budi Contoh/ Red: Ani Contoh", [("Budi Contoh", Role.REPORTER), ("Ani Contoh", Role.EDITOR)]),
    ("Kontributor Kupang: Budi Contoh", [("Budi Contoh", Role.CONTRIBUTOR)]),
    ("Pewarta: Budi Contoh/Dodi", [("Budi Contoh", Role.REPORTER), ("Dodi", Role.REPORTER)]),
    ("Penulis: Budi Contoh, S.H.", [("Budi Contoh, S.H.", Role.WRITER)]),
    ("Penulis: Budi\nFoto: Ani", [("Budi", Role.WRITER), ("Ani", Role.PHOTOGRAPHER)]),
    ("Penulis: Admin", []),
    ("Reporter: Budi\nFoto: Istimewa", [("Budi", Role.REPORTER)]),
    ("Pewarta: Budi | Editor: Ani | © Hak Cipta ANTARA", [("Budi", Role.REPORTER), ("Ani", Role.EDITOR)]),
    ("Penulis : Budi Contoh I Editor : Ani", [("Budi Contoh", Role.WRITER), ("Ani", Role.EDITOR)]),
    ("Laporan: Budi Contoh/Jakarta", [("Budi Contoh", Role.REPORTER)]),
    ("Penulis: Budi Contoh, mahasiswa Universitas Contoh", [("Budi Contoh", Role.WRITER)]),
)
ENDS = (
    ("Teks & Foto: Humas Lapas Contoh", [("Humas Lapas Contoh", Role.PUBLIC_RELATIONS)]),
    ("sumber: Antara", [("Antara", Role.AGENCY)]),
    ("Humas Lapas Kelas IIB Contoh", [("Humas Lapas Kelas IIB Contoh", Role.PUBLIC_RELATIONS)]),
    ("Penulis Budi Contoh\nEditor Ani Contoh", [("Budi Contoh", Role.WRITER), ("Ani Contoh", Role.EDITOR)]),
    ("(iwd/iwd)", [("iwd", Role.REPORTER), ("iwd", Role.EDITOR)]),
    ("(Sab/Red1).", [("Sab", Role.REPORTER), ("Red1", Role.UNKNOWN)]),
    ("(Budi Contoh).", [("Budi Contoh", Role.REPORTER)]),
    ("(RO/OL-7)", [("RO", Role.UNKNOWN), ("OL-7", Role.UNKNOWN)]),
    ("(Tim Liputan)", [("Tim Liputan", Role.UNKNOWN)]),
    ("(Rilis Humas)", [("Rilis Humas", Role.PUBLIC_RELATIONS)]),
    ("Zak/Red", [("Zak", Role.REPORTER), ("Red", Role.UNKNOWN)]),
    ("Foto: Istimewa", []),
)
HEADS = (
    ("Jumat, 21 Feb 2025 19:44 0 21 Redaksi", ("Redaksi", Role.UNKNOWN)),
    ("ByBUDI CONTOH", ("BUDI CONTOH", Role.WRITER)),
    ("Oleh: Budi Contoh", ("Budi Contoh", Role.WRITER)),
    ("OLEH BUDI CONTOH", ("BUDI CONTOH", Role.WRITER)),
    ("Budi Contoh • 26 November 2025 18:14", ("Budi Contoh", Role.REPORTER)),
    ("Budi C - Selasa, 08 Oktober 2024 14:00 WIB", ("Budi C", Role.WRITER)),
    ("Budi Contoh - detikSulsel", ("Budi Contoh", Role.REPORTER)),
)
OF_THE_TEXT = (
    "Panen digelar kemarin. (27/2/2020)",
    "Mereka adalah Warga Binaan Pemasyarakatan (WBP).",
    "Mereka adalah Warga Binaan Pemasyarakatan. (WBP)",
    "Ia dipindah ke lapas lain. (Jawa Barat)",
    "Ia dipindah ke Cilegon (Banten)",
    "Petugas menjaga 3 (tiga)",
    "Ia lahir pada 1970 (umur 50)",
    "Cerita ini belum selesai. (bersambung)",
    "Ini berita berbayar. (adv)",
    "Penulis: buku ini saya tulis di dalam sel selama tiga tahun penuh tanpa henti.",
    "Ia menyebut editor: orang yang memeriksa naskah.",
    "Oleh karena itu petugas menjaga pintu.",
    "Laporan wartawan dibaca kalapas sampai habis malam itu juga.",
    "Foto: Suasana Lapas Contoh",
    "Sumber: Badan Pusat Statistik",
    "Humas Lapas Contoh menyampaikan terima kasih kepada media",
    "Mereka pulang bersama (anak-anak)",
    "Ia bebas. (dok pribadi)",
)


@pytest.mark.parametrize(("sign", "names"), SIGN_OFFS)
@pytest.mark.parametrize("gap", ["\n\n", "\n", " ", ""])
def test_a_sign_off_leaves_the_text_and_stands_in_the_credit(sign: str, names: list[str], gap: str) -> None:
    body, named = without_credits(TEXT + gap + sign)
    assert body == TEXT
    assert list(dict.fromkeys(credit.name for credit in named)) == names
    assert {credit.raw for credit in named} <= {sign.strip(".*"), sign}


@pytest.mark.parametrize(("lines", "expected"), LINES)
def test_lines_of_labels_are_credits(lines: str, expected: list[tuple[str, Role]]) -> None:
    for text in (f"{TEXT}\n\n{lines}", f"{lines}\n\n{TEXT}", f"{TEXT}\n{lines}"):
        body, named = without_credits(text)
        assert body == TEXT
        assert [(credit.name, credit.role) for credit in named] == expected
        assert all(credit.name in credit.raw for credit in named)


@pytest.mark.parametrize(("lines", "expected"), ENDS)
def test_who_signs_below_the_text_has_a_role(lines: str, expected: list[tuple[str, Role]]) -> None:
    body, named = without_credits(f"{TEXT}\n\n{lines}")
    assert body == TEXT
    assert [(credit.name, credit.role) for credit in named] == expected


@pytest.mark.parametrize("below", ["Kamis | 27/02/2020 14.49 WIB", "Kamis, 27 Februari 2020", "Editor : Ani Contoh"])
def test_a_bare_name_above_the_date_or_the_editor_is_a_byline(below: str) -> None:
    _, named = without_credits(f"Budi Contoh\n{below}\n\n{TEXT}")
    assert (named[0].name, named[0].role) == ("Budi Contoh", Role.WRITER)


def test_the_outlet_is_no_author() -> None:
    item = ArticleItem(
        "https://contoh.example/1", "https://contoh.example/1", "contoh", body=f"{TEXT}\nPenulis: Kabar Kita"
    )
    item.dateline.outlet = "KABAR KITA"
    ReadCredits().work(item)
    assert (item.credits, item.body) == ([], TEXT)


@pytest.mark.parametrize(("line", "expected"), HEADS)
def test_bylines_above_the_text(line: str, expected: tuple[str, Role]) -> None:
    body, named = without_credits(f"{line}\n\n{TEXT}")
    assert body == TEXT
    assert [(credit.name, credit.role) for credit in named] == [expected]


@pytest.mark.parametrize("last", OF_THE_TEXT)
def test_brackets_and_labels_of_a_sentence_stay(last: str) -> None:
    text = f"{TEXT}\n\n{last}"
    assert without_credits(text) == (text, [])


@pytest.mark.parametrize(
    ("sign", "role"),
    [
        ("(HMS)", Role.PUBLIC_RELATIONS),
        ("(Humas Lapas Contoh)", Role.PUBLIC_RELATIONS),
        ("(Antara)", Role.AGENCY),
        ("(ed.JK)", Role.EDITOR),
        ("(Ditulis oleh Budi)", Role.WRITER),
        ("(wis)", Role.UNKNOWN),
    ],
)
def test_roles_of_sign_offs(sign: str, role: Role) -> None:
    assert [credit.role for credit in without_credits(f"{TEXT} {sign}")[1]] == [role]


def test_stars_and_initials_in_turn_both_go() -> None:
    body, named = without_credits(f"{TEXT} (wis)\n(*)")
    assert body == TEXT
    assert named == [Credit("(wis)", "wis")]


def test_an_author_who_is_there_is_not_added_again() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=f"{TEXT} (Budi Contoh)")
    item.credits, item.origins["credits"] = [Credit("BUDI CONTOH", "BUDI CONTOH", Role.WRITER)], Origin.JSON_LD
    ReadCredits().work(item)
    assert [credit.name for credit in item.credits] == ["BUDI CONTOH"]
    assert item.origins["credits"] == Origin.JSON_LD
    assert item.body == TEXT


def test_credits_of_the_text_alone_have_their_origin_there() -> None:
    item = ArticleItem("https://contoh.example/1", "https://contoh.example/1", "contoh", body=f"{TEXT} (wis)")
    ReadCredits().work(item)
    assert item.origins["credits"] == Origin.TEXT


@pytest.mark.parametrize("line", ["Laporan Budi Contoh | Banda Aceh", "Laporan Budi Contoh I Bireuen"])
def test_a_reporter_with_the_place_of_the_report_above_the_text_is_credited(line: str) -> None:
    text = "BIREUEN - Petugas memeriksa kamar hunian satu per satu pada malam hari."
    body, found = without_credits(f"{line}\n{text}")
    assert (body, [(credit.name, credit.role) for credit in found]) == (text, [("Budi Contoh", Role.REPORTER)])
    assert without_credits(f"Laporan Keuangan Daerah | Kenaikan Belanja\n{text}")[1] == []
