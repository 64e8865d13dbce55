"""Documents that an article links to, on pages of no platform that is known: those in its text, and no others."""

from archive.sources import Source
from spiders.reading import Page
from spiders.reading.article import read_page

SOURCE = Source("kanwil", "https://kanwil.contoh.example/", "wordpress")
SENTENCES = [
    f"Kepala Kantor Wilayah Contoh menyerahkan remisi umum kepada {number} warga binaan di aula Lapas Kelas IIB Contoh "
    f"pada hari kemerdekaan, dan meminta mereka menjaga ketertiban setelah kembali ke masyarakat."
    for number in (120, 85, 43)
]


def page(inside: str) -> Page:
    text = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    html = (
        "<html lang='id'><head><title>Remisi Umum di Lapas Contoh</title><meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2020-08-17T09:00:00+07:00'></head><body>"
        "<div class='menu'><a href='/laporan-kinerja.pdf'>Laporan Kinerja</a></div>"
        f"<div class='kolom'><h1>Remisi Umum di Lapas Contoh</h1><div class='isi'>{text}{inside}</div></div>"
        "<div class='samping'><a href='/formulir.docx'>Formulir</a></div></body></html>"
    )
    return Page("https://kanwil.contoh.example/berita/remisi", 200, "text/html; charset=utf-8", {}, html.encode())


def test_a_document_in_the_text_is_the_articles_and_one_in_a_menu_is_not() -> None:
    item = read_page(page("<p><a href='/lampiran/daftar.pdf?v=2'>Daftar penerima</a></p>"), SOURCE)
    assert item.body.startswith(SENTENCES[0])
    assert item.attachments == ["https://kanwil.contoh.example/lampiran/daftar.pdf?v=2"]


def test_without_a_document_in_the_text_there_is_none() -> None:
    assert read_page(page(""), SOURCE).attachments == []
