"""Our own reading finds the text of an article on pages that no platform's reader knows."""

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.reading import Page, read

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="index")
LEAD = "Lapas Contoh menggelar razia kamar hunian pada Selasa malam bersama anggota kepolisian dan tentara setempat."
SECOND = "Dari penggeledahan itu petugas menemukan dua belas sendok logam, kabel, dan korek api yang langsung disita."
THIRD = (
    "Kepala Lapas Contoh berkata kegiatan serupa akan dilakukan setiap pekan agar warga binaan tetap aman dan tertib."
)
TEXT = f"{LEAD}\n\n{SECOND}\n\n{THIRD}"
PARAGRAPHS = f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"


def article(inner: str, head: str = "") -> ArticleItem:
    head = f"<title>Razia di Lapas Contoh</title><meta property='og:type' content='article'>{head}"
    markup = f"<html lang='id'><head>{head}</head><body>{inner}</body></html>"
    page = Page("https://contoh.example/berita/razia-di-lapas-contoh/", 200, "text/html", {}, markup.encode())
    item = read(UrlKind.PAGE, page, SOURCE).items[0]
    assert item.is_article
    return item


def test_boxes_beside_the_text_and_inside_it_are_no_part_of_it() -> None:
    item = article(
        f"<nav><a href='/'>Beranda</a></nav><div class='kolom'><h1>Razia di Lapas Contoh</h1><span>Selasa, 5 Maret 2024</span>"
        f"<div class='isi'><p>{LEAD}</p><div class='baca-juga'>Baca juga: <a href='/a/'>Napi Contoh Bebas Bersyarat Hari Ini</a></div>"
        f"<p>{SECOND}</p><div><a href='/b/'>Pegawai Lapas Contoh Naik Pangkat</a> <a href='/c/'>Kalapas Contoh Berganti</a></div>"
        f"<p>{THIRD}</p></div></div><div class='komentar comments'><p>{'Mantap sekali kinerja petugas kita. ' * 9}</p></div>"
        f"<footer><p>{'Redaksi Contoh, Jalan Contoh Nomor 1. ' * 6}</p></footer>"
    )
    assert item.body == TEXT
    assert item.body_html == PARAGRAPHS


def test_paragraphs_that_only_line_breaks_part_stay_paragraphs() -> None:
    item = article(f"<table><tr><td><div id='isi'>{LEAD}<br><br>{SECOND}<br><br>{THIRD}</div></td></tr></table>")
    assert item.body == TEXT


def test_a_lead_that_stands_in_a_box_of_its_own_is_part_of_the_text() -> None:
    filler = "".join(f"<p>{SECOND} Bagian {number}.</p>" for number in range(8))
    item = article(
        f"<main><h1>Razia</h1><div class='teks'><p>{LEAD}</p></div><div class='foto'></div><div class='teks'>{filler}</div></main>"
    )
    assert item.body.startswith(LEAD)
    assert item.body.endswith("Bagian 7.")


def test_quotes_lists_and_tables_are_text_in_reading_order() -> None:
    item = article(
        f"<article><p>{LEAD}</p><blockquote>“Aman dan tertib,” kata Kalapas.</blockquote><ul><li>12 sendok</li><li>3 kabel</li></ul>"
        f"<table><tr><th>Blok</th><th>Temuan</th></tr><tr><td>A</td><td>7</td></tr></table><p>{THIRD}</p></article>"
    )
    expected = "“Aman dan tertib,” kata Kalapas.\n\n- 12 sendok\n- 3 kabel\n\nBlok | Temuan\nA | 7"
    assert item.body == f"{LEAD}\n\n{expected}\n\n{THIRD}"
    assert item.body_html is not None
    assert "<blockquote>“Aman" in item.body_html
    assert "<li>3 kabel</li>" in item.body_html


def test_a_name_that_marks_most_of_the_page_marks_nothing() -> None:
    item = article("".join(f"<div class='promo-widget share'><p>{part}</p></div>" for part in (LEAD, SECOND, THIRD)))
    assert item.body == TEXT


def test_a_text_that_stands_twice_on_the_page_is_read_once() -> None:
    item = article(f"<main><div class='desktop'>{PARAGRAPHS}</div><div class='mobile'>{PARAGRAPHS}</div></main>")
    assert item.body == TEXT


def test_what_comes_after_the_end_of_the_page_is_read() -> None:
    item = article(f"<header>Media Contoh</header></body></html><div>{PARAGRAPHS}</div>")
    assert item.body == TEXT


def test_text_within_a_button_that_was_never_closed_is_read() -> None:
    item = article(f"<div><button>Menu<main><h1>Razia</h1>{PARAGRAPHS}</main></div>")
    assert item.body == TEXT


def test_pictures_and_documents_are_those_of_the_text() -> None:
    item = article(
        f"<img src='/logo.png'><article><p>{LEAD}</p><figure><img src='/sendok.jpg'><figcaption>Sendok yang disita</figcaption></figure>"
        f"<p>{SECOND} <a href='/surat.pdf'>Surat perintah</a></p><p>{THIRD}</p></article><aside><img src='/iklan.jpg'></aside>"
    )
    assert [image.url for image in item.images] == ["https://contoh.example/sendok.jpg"]
    assert item.images[0].caption == "Sendok yang disita"
    assert item.attachments == ["https://contoh.example/surat.pdf"]
    assert "Sendok yang disita" not in item.body


def test_a_list_of_links_that_a_sentence_announces_is_part_of_the_text() -> None:
    links = "<ul><li><a href='/a'>Lapas Teladan menerima sembilan orang</a></li><li><a href='/b'>Rutan Contoh menerima tiga orang</a></li></ul>"
    inner = f"<h1>Razia di Lapas Contoh</h1><p>{LEAD}</p><p>{{}}</p><div class='daftar'>{links}</div><p>{SECOND}</p><p>{THIRD}</p>"
    announced = "Mereka yang dipindahkan malam itu diterima oleh:"
    assert "- Rutan Contoh menerima tiga orang" in article(inner.format(announced)).body
    assert "Rutan Contoh" not in article(inner.format("Baca juga berita lainnya di sini:")).body
    assert "Rutan Contoh" not in article(inner.format(announced[:-1])).body
