"""What a page is that states neither a date nor that it is an article."""

import json
from pathlib import Path

import pytest

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import PageKind, Reason, UrlKind
from benchmarks.kinds import measure
from benchmarks.page_corpus import TruePage
from benchmarks.reading_systems import Answer
from spiders.reading import Page, Reading, read

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="index")
PARAGRAPH = "Petugas Lapas Contoh menggeledah kamar hunian bersama polisi, dan menemukan sendok logam serta kabel. "
PROSE = "".join(f"<p>{PARAGRAPH * 2}Bagian {number}.</p>" for number in range(7))
TEASER = "<div class='kartu'><h3><a href='/baca/{0}'>Kabar Contoh Nomor {0} dari Lapas</a></h3><p>{1}</p></div>"
TEASERS = "".join(TEASER.format(number, PARAGRAPH) for number in range(9))
STATIC = "<link rel='https://api.w.org/' href='/wp-json/'><body class='page page-id-7'>"


def item(body: str, path: str = "/apa/kabar-dari-contoh/", head: str = "") -> ArticleItem:
    return page(body, path, head).items[0]


def page(body: str, path: str, head: str = "") -> Reading:
    markup = f"<html lang='id'><head><title>Kabar dari Contoh</title>{head}</head>{body}</html>"
    return read(UrlKind.PAGE, Page(f"https://contoh.example{path}", 200, "text/html", {}, markup.encode()), SOURCE)


def test_prose_alone_makes_an_article() -> None:
    assert item(f"<h1>Kabar dari Contoh</h1>{PROSE}").is_article


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<h1>Kabar</h1>{TEASERS}", PageKind.LISTING),
        (f"<h1>Kabar</h1><p>{PARAGRAPH}</p>" + "<li><a href='/x'>Tautan ke berita lain yang panjang</a>" * 40, PageKind.LISTING),
        (f"<h1>Peta</h1><table>{'<tr><td>Kamar<td>7' * 90}</table><p>{PARAGRAPH}</p>", PageKind.LISTING),
        (f"<h1>Kursi</h1>{PROSE}<button class='add-to-cart'>Beli</button>", PageKind.OTHER),
    ],
    ids=["teasers", "links", "little-prose", "for-sale"],
)  # fmt: skip  # values, not structure
def test_lists_and_goods_are_refused(body: str, kind: PageKind) -> None:
    found = item(body)
    assert (found.kind, found.reason) == (kind, Reason.NOT_AN_ARTICLE)


@pytest.mark.parametrize(
    ("body", "path", "headline", "look"),
    [
        (f"<h1>Kabar</h1>{TEASERS}", "/apa/kabar/", "", "headings lead elsewhere"),
        (PROSE, "/tag/razia", "Razia", "address is a list's"),
        (PROSE, "/jasa/menjahit/seragam", "Menjahit Seragam Dinas", "address is a service's"),
        (PROSE, "/terms-and-conditions", "Menjahit", "address is a page's about the site"),
        (PROSE, "/a/7", "Pedoman Media Siber", "headline is a page's about the site"),
        (PROSE, "/a/7", "Syarat dan Ketentuan", "headline is a page's about the site"),
        (f"<h1>Kursus Menjahit</h1>{PROSE}" + "<a>Daftar sekarang</a><a>Konsultasi gratis</a><button>Hubungi Kami</button>" * 2,
         "/a/7", "", "asks to order, to enrol or to call"),
    ],
)  # fmt: skip  # values, not structure
def test_a_refusal_by_looks_says_by_which(body: str, path: str, headline: str, look: str) -> None:
    reading = page(body, path, f"<meta property='og:title' content='{headline}'>")
    assert reading.items[0].reason is Reason.NOT_AN_ARTICLE
    assert look in (reading.detail or "")


@pytest.mark.parametrize("headline", ["Profil Kalapas Baru", "Kontak Tembak di Contoh", "Redaksi Kabar Contoh Digugat"])
def test_a_headline_that_begins_like_a_page_about_the_site_is_news(headline: str) -> None:
    assert item(f"<h1>{headline}</h1>{PROSE}").is_article


def test_one_call_to_act_makes_no_offer() -> None:
    assert item(f"<h1>Kabar dari Contoh</h1>{PROSE}" + "<a>Hubungi Kami</a>" * 9).is_article


def test_what_says_that_it_is_an_article_is_one_however_it_looks() -> None:
    body = f"<h1>Kabar</h1><p>{PARAGRAPH}</p>" + "<li><a href='/x'>Tautan ke berita lain</a>" * 40
    assert item(body, head="<meta property='og:type' content='article'>").is_article
    linked = json.dumps({"@type": "NewsArticle", "headline": "Kabar dari Contoh"})
    assert item(body, head=f"<script type='application/ld+json'>{linked}</script>").is_article


@pytest.mark.parametrize(
    "path", ["/sejarah-lapas-contoh/", "/layanan/kunjungan-tatap-muka/", "/profil/", "/kegiatan/", "/"]
)
def test_what_an_office_says_of_itself_stays_a_static_page(path: str) -> None:
    found = item(f"{STATIC}<h1>Tentang kami</h1>{PROSE}", path)
    assert (found.kind, found.reason) == (PageKind.STATIC, Reason.NOT_AN_ARTICLE)
    assert PARAGRAPH.strip() in found.body


def test_a_front_page_put_together_by_hand_is_a_list_wherever_it_stands() -> None:
    front = STATIC.replace("page page-id-7", "home page page-id-7")
    found = item(f"{front}<h1>Kabar dari Contoh</h1>{PROSE}", "/kabar-dari-contoh/")
    assert (found.kind, found.reason) == (PageKind.LISTING, Reason.NOT_AN_ARTICLE)


def test_a_static_page_with_a_text_and_a_name_of_its_own_is_an_article() -> None:
    assert item(f"{STATIC}<h1>Cara menulis</h1>{PROSE}", "/cara-menulis-surat-dari-penjara/").is_article


def test_the_benchmark_counts_what_was_judged_wrongly() -> None:
    types = ["article", "article", "listing", "product"]
    pages = [
        TruePage(Path(), f"https://a.example/{n}", kind, None, None, None, "", (), ()) for n, kind in enumerate(types)
    ]
    answers = [Answer(), Answer(refused="listing: not-an-article"), Answer(), Answer(refused="other: not-an-article")]
    report = measure(pages, answers)
    assert (report["articles_refused"], report["lists_and_products_taken"]) == (0.5, 0.5)
    assert [row["url"] for row in report["wrong"]] == ["https://a.example/1", "https://a.example/2"]


def test_a_release_of_a_few_lines_is_an_article_by_its_headline_and_its_date() -> None:
    lines = "".join(f"<p>Kegiatan ke-{number} di aula berjalan tertib dari pagi.</p>" for number in range(3))
    date = "<abbr class='published' title='2025-12-21T09:30:00+07:00'>21 Desember 2025</abbr>"
    release = f"<h1>Lapas Contoh Gelar Pelatihan Menjahit</h1>{date}{lines}"
    assert item(release).is_article
    assert item(release.replace(date, "")).kind is PageKind.LISTING
    assert item(release.replace("Lapas Contoh Gelar Pelatihan Menjahit", "Berita")).kind is PageKind.LISTING
