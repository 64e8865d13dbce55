"""The headline is the article's own heading, or what the page states, without the name of the site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.reading import Page, read
from spiders.reading.headline import without_site

URL = "https://www.kabarcontoh.example/berita/lapas-panen"
HEADLINE = "Lapas Kota Contoh Panen Jagung Bersama Warga"
TEXT = "<p>Petugas dan warga binaan memanen jagung di kebun lapas, lalu membaginya kepada warga sekitar.</p>" * 3


def read_page(head: str, body: str) -> ArticleItem:
    page = f"<html><head>{head}<meta property='og:type' content='article'></head><body>{body}{TEXT}</body></html>"
    source = Source("contoh", "https://www.kabarcontoh.example/", "site")
    return read(UrlKind.PAGE, Page(URL, 200, "text/html", {}, page.encode()), source).items[0]


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        (f"{HEADLINE} - Kabar Contoh", "Kabar Contoh", HEADLINE),
        (f"{HEADLINE} – KABAR CONTOH", "Kabar Contoh", HEADLINE),
        (f"Kabar Contoh: {HEADLINE}", "Kabar Contoh", f"Kabar Contoh: {HEADLINE}"),
        (f"Kabar Contoh - {HEADLINE}", "Kabar Contoh", HEADLINE),
        (f"{HEADLINE} - Kabarcontoh.example", None, HEADLINE),
        (f"{HEADLINE} | Daerah | Kabar Contoh", None, HEADLINE),
        (f"FOTO | {HEADLINE}", None, f"FOTO | {HEADLINE}"),
        (f"kabarcontoh.example {HEADLINE}", None, HEADLINE),
        ("Napi Kabur - Polisi Siaga", "Kabar Contoh", "Napi Kabur - Polisi Siaga"),
        ("Kabar Contoh", "Kabar Contoh", "Kabar Contoh"),
    ],
)
def test_the_name_of_the_site_is_taken_off(title: str, site: str | None, expected: str) -> None:
    assert without_site(title, site, URL) == expected


@given(st.text(max_size=60), st.text(max_size=20))
def test_nothing_is_added_and_a_title_never_becomes_empty(title: str, site: str) -> None:
    bare = without_site(title, site, URL)
    assert bare in " ".join(title.split())
    assert bool(bare) == bool(title.split())


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{HEADLINE}</title>", f"<h1><a href='/'>Kabar Contoh</a></h1><h1>{HEADLINE}</h1>"),
        (f"<title>{HEADLINE}</title>", f"<h1>Kabar Contoh</h1><h2>{HEADLINE}</h2>"),
        ("<title>Panen Raya | Kabar Contoh</title>", f"<h1>{HEADLINE}</h1>"),
        (f"<title>x</title><meta property='og:title' content='{HEADLINE} - Kabarcontoh.example'>", ""),
        (
            f"<title>{HEADLINE} | Kabar Contoh</title>",
            "<h1 class='logo'><a href='/'>Kabar Contoh Hari Ini</a></h1>",
        ),
        (f"<title>{HEADLINE}</title>", "<footer><h1>Kembali ke situs pusat kami</h1></footer>"),
    ],
    ids=["a site's h1 before", "a lower heading", "the only h1", "no heading", "a linked h1", "an h1 in the footer"],
)
def test_the_heading_of_the_article_is_told_from_that_of_the_site(head: str, body: str) -> None:
    assert read_page(head, body).headline == HEADLINE


def test_a_short_lower_heading_that_says_the_whole_title_is_the_articles() -> None:
    item = read_page("<title>Panen Raya</title>", "<h3>Panen Raya</h3><p>4 Juni 2018</p>")
    assert (item.headline, item.published) == ("Panen Raya", "2018-06-04")


@pytest.mark.parametrize("shown", [HEADLINE, f"FOTO: {HEADLINE}"])
def test_where_no_heading_is_marked_the_line_that_says_the_title_is_the_headline(shown: str) -> None:
    linked = f"<div class='judul'><a href='/lain'>{HEADLINE}</a></div>"
    item = read_page(
        f"<title>{HEADLINE} | Kabar Contoh</title>", f"{linked}<div class='jdl'>{shown}</div><p>4 Juni 2018</p>"
    )
    assert (item.headline, item.published) == (shown, "2018-06-04")
