"""The page of an article: what it is about as links, how it is cited, its captures and its changes."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.browse.replay import cleaned
from archive.browse.story import pieces_of
from archive.citing import STYLES, Cited, authors_of, bibtex, ris
from archive.warc.replay import Stored
from tests.browsing import Room, plain, room
from tests.furnished import PURWAKARTA, Furnished, articles, furnish

FRAME = "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Furnished:
    return furnish(tmp_path_factory.mktemp("article") / "arsip")


@pytest.fixture(scope="module")
def pages(kept: Furnished) -> Iterator[Room]:
    with room(kept.folder.path) as opened:
        yield opened


def test_units_places_people_and_sections_are_links_that_find_the_article(pages: Room, kept: Furnished) -> None:
    page = pages.text(f"/artikel/{kept.ids[15]}")
    assert f'<a href="/satuan/{PURWAKARTA}">Lapas Kelas IIB Purwakarta</a>' in page
    assert '<a href="/wilayah/32.14">Kabupaten Purwakarta</a>' in page
    assert "Siaran pers" in plain(page)
    links = [unescape(link) for link in re.findall(r'href="(/cari\?(?:byline|section)[^"]*)"', page)]
    assert len(links) == 3
    for link in links:
        assert pages.get(link.replace("/cari?", "/cari.csv?")).text.count(kept.ids[15]) == 1


def test_one_can_go_through_a_source_by_day_in_both_directions(pages: Room, kept: Furnished) -> None:
    order = []
    address: str | None = f"/artikel/{kept.ids[0]}"
    while address:
        page = pages.text(address)
        order.append(address)
        before = re.search(r'<a href="([^"]*)" rel="prev">', page)
        if before:
            assert f'<a href="{address}" rel="next">' in pages.text(before[1]) or f'href="{address}"' in pages.text(
                before[1]
            )
        after = re.search(r'<a class="next" href="([^"]*)" rel="next">', page)
        address = after[1] if after else None
    assert 1 < len(order) <= 15
    assert len(set(order)) == len(order)


def test_a_citation_names_address_revision_capture_and_digest(pages: Room, kept: Furnished) -> None:
    page = plain(pages.text(f"/artikel/{kept.ids[0]}"))
    digest = re.findall(r"SHA-256 ([0-9a-f]{64})", page)[0]
    assert (
        f"Ani Contoh (2018, 10 Januari). Razia ke-0 di Lapas Contoh Diperbarui. Lapas Contoh. "
        f"https://lapas.contoh.example/berita-0/ [Perpustakaan Contoh, artikel {kept.ids[0]}, versi 2, "
        f"direkam 2026-11-24T05:30:00Z, SHA-256 {digest}. http://localhost/artikel/{kept.ids[0]}?revision=2]"
    ) in page
    english = plain(pages.text(f"/artikel/{kept.ids[0]}?revision=1&lang=en"))
    assert "Ani Contoh. “Razia ke-0 di Lapas Contoh.” Lapas Contoh, January 10, 2018. https://lapas" in english
    assert "version 1, captured 2026-11-24T05:00:00Z" in english


def test_a_citation_comes_as_a_file(pages: Room, kept: Furnished) -> None:
    answer = pages.get(f"/artikel/{kept.ids[0]}.ris?revision=1")
    assert answer.headers["content-disposition"] == f'attachment; filename="arsip-{kept.ids[0]}-1.ris"'
    lines = answer.text.split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "AU  - Ani Contoh" in lines
    assert "DA  - 2018/01/10" in lines
    assert "AU  - Budi" not in lines
    assert "@misc{arsip-" in pages.text(f"/artikel/{kept.ids[0]}.bib")
    assert pages.get(f"/artikel/{kept.ids[0]}.bib?revision=9").status_code == 404


CITED = Cited(
    "a" * 16, "Judul", ("Ani",), "Situs", "2020-02-27T08:15:00+07:00", None, "https://a.example/", "id", 1, None, None
)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)


@given(
    st.builds(
        Cited,
        st.just("a" * 16),
        TEXT,
        st.tuples(TEXT),
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        st.integers(1, 9),
        st.none(),
        st.none(),
    )
)
def test_no_text_breaks_out_of_its_field(cited: Cited) -> None:
    for language in ("id", "en"):
        entry = bibtex(cited, language, "Arsip", "https://arsip.example/")
        unescaped = re.sub(r"\\textbackslash\{\}|\\[~^]\{\}|\\[{}%&$#_]", "", entry)
        assert unescaped.count("{") == unescaped.count("}")
        assert "%" not in unescaped
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris(cited, language, "A", "p").split("\r\n")[:-1])
        assert all(style(cited, language, "Arsip", "p") for style in STYLES.values())


def test_an_unknown_day_author_or_headline_is_said_not_guessed() -> None:
    bare = replace(CITED, headline=None, authors=(), published=None)
    assert STYLES["apa"](bare, "id", "A", "p").startswith("[Tanpa judul]. (t.t.). Situs. https://a.example/")
    assert "n.d." in STYLES["chicago"](bare, "en", "A", "p")
    month = replace(CITED, published="2020-02-01", precision="month")
    assert "(2020, Februari)" in STYLES["apa"](month, "id", "A", "p")
    assert "day = " not in STYLES["bibtex"](month, "id", "A", "p")
    assert authors_of([{"name": "Ani", "role": "photographer"}, {"name": "Budi  B", "role": "unknown"}]) == ("Budi B",)


def test_a_change_shows_what_went_and_what_came(pages: Room, kept: Furnished) -> None:
    page = pages.text(f"/artikel/{kept.ids[0]}")
    assert f"/artikel/{kept.ids[0]}/perubahan?old=1&amp;new=2" in page
    changes = pages.text(f"/artikel/{kept.ids[0]}/perubahan")
    assert "<ins>Diperbarui</ins>" in changes
    assert "<ins>Kalimat baru.</ins>" in changes
    assert "<del>" not in changes
    assert "<del>Diperbarui</del>" in pages.text(f"/artikel/{kept.ids[0]}/perubahan?old=2&new=1")
    for query in ("old=0&new=1", "old=1&new=9", "old=x"):
        assert pages.get(f"/artikel/{kept.ids[0]}/perubahan?{query}").status_code == 404
    assert pages.get(f"/artikel/{kept.ids[1]}/perubahan").status_code == 404


def test_a_change_says_of_which_kind_it_is_in_both_languages(pages: Room, kept: Furnished) -> None:
    address = f"/artikel/{kept.ids[0]}/perubahan"
    page = plain(pages.text(address))
    assert "substansi – yang dikatakan artikel ini berubah" in page
    assert "substansi judul: kata-kata Diperbarui" in page
    assert "naskah:" in page
    english = plain(pages.text(f"{address}?lang=en"))
    assert "substance – what the article says has changed" in english
    assert "substance headline: wording Diperbarui" in english
    assert "substance headline: wording Diperbarui" in plain(pages.text(f"{address}?old=2&new=1&lang=en"))
    assert "berubah: judul, jumlah kata, naskah (substansi)" in plain(pages.text(f"/artikel/{kept.ids[0]}"))


def test_what_changed_lately_says_how_much_it_matters(pages: Room) -> None:
    assert "jumlah kata, naskah substansi" in plain(pages.text("/perubahan"))
    assert "text substance" in plain(pages.text("/perubahan?lang=en"))
    assert "substansi, 24 November" in plain(pages.text("/"))


def test_the_kind_is_the_one_found_when_the_change_was_stored(tmp_path: Path) -> None:
    made = furnish(tmp_path / "arsip", articles()[:2])
    with closing(sqlite3.connect(made.folder.database)) as connection, connection:
        stored = {"field": "body", "sign": "template", "old": "", "new": "Kalimat baru."}
        connection.execute(
            "UPDATE revisions SET kind = 'cosmetic', changes = ? WHERE number = 2", (json.dumps([stored]),)
        )
    with room(made.folder.path) as opened:
        page = plain(opened.text(f"/artikel/{made.ids[0]}/perubahan"))
        assert "kosmetik naskah: bagian tetap situs Kalimat baru." in page
        assert made.ids[0] not in opened.text("/perubahan")


def test_a_capture_is_shown_in_a_sandbox_without_what_could_run(pages: Room, kept: Furnished) -> None:
    page = pages.text(f"/artikel/{kept.ids[3]}")
    link = re.search(r'href="(/artikel/\w{16}/rekaman/[0-9a-f]{64})"', page)
    assert link
    about = pages.get(link[1])
    assert about.headers["content-security-policy"].endswith("frame-ancestors 'none'; frame-src 'self'")
    assert f'<iframe class="stored" src="{link[1]}/isi" sandbox=""' in about.text
    inner = pages.get(f"{link[1]}/isi")
    assert inner.headers["content-security-policy"] == FRAME
    assert "<h1>Razia ke-3 di Lapas Contoh</h1><p>Isi 3.</p>" in inner.text
    assert "alert" not in inner.text
    assert "judul" not in inner.text.split("<body>")[1]
    assert pages.get(link[1][:-48]).status_code == 200
    for wrong in (link[1][:-55] + "0" * 16, link[1].replace(kept.ids[3], kept.ids[4])):
        assert pages.get(wrong).status_code == 404


def test_a_capture_that_is_lost_is_said(tmp_path: Path) -> None:
    made = furnish(tmp_path / "arsip", articles()[:2])
    for file in made.folder.warc.rglob("*.gz"):
        file.write_bytes(b"")
    with room(made.folder.path) as opened:
        link = re.search(r'href="(/artikel/\w{16}/rekaman/[0-9a-f]{64})"', opened.text(f"/artikel/{made.ids[1]}"))
        assert link
        assert opened.get(link[1]).status_code == 200
        assert "Rekaman ini tidak dapat ditampilkan" in opened.text(f"{link[1]}/isi", 404)


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    '<a href="javascript:alert(1)">tautan</a>',
    '<a href="https://xn--lpas-gva.example/">lаpas</a>',
    "<style>body{background:url(https://evil.example/x)}</style><p style='position:fixed'>teks</p>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object><embed src=x>",
    "<form action=https://evil.example/><input name=q><button>kirim</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'><base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css><video src=x autoplay></video>",
    "<p>\u202eterbalik\u202c &#8238;lagi\x00\x07</p>",
    "<p id=isi class=masthead name=x data-x=1 dir=rtl>atribut</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
)


@pytest.mark.parametrize("page", HOSTILE)
def test_nothing_of_a_hostile_capture_is_left_but_text(page: str) -> None:
    text = cleaned(Stored(is_html=True, text=f"<p>awal</p>{page}<p>akhir</p>"))
    assert re.findall(r"<\w+([^>]*)>", text) == ["" for _ in re.findall(r"<\w+", text)]
    assert not re.search(r"<(script|img|svg|style|iframe|form|input|meta|base|link|video|object|embed|math)", text)
    assert not re.search("[\u202a-\u202e\x00\x07]", text)
    assert "<p>awal</p>" in text


@given(st.text(alphabet="<>&\"'/ =scriptonimgxv-!", max_size=120))
def test_no_string_leaves_an_attribute_behind(page: str) -> None:
    assert re.findall(r"<\w+\s", cleaned(Stored(is_html=True, text=page))) == []


def test_data_is_shown_as_text() -> None:
    assert cleaned(Stored(is_html=False, text="<script>\u202e&")) == "<pre>&lt;script&gt;&amp;</pre>"


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 25))))
def test_a_text_cut_at_what_it_shares_is_still_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    pieces = pieces_of(text, sorted(spans))
    assert "".join(piece["text"] for piece in pieces) == text
