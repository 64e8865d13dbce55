"""Home pages and archives: which addresses they list, and where they go on."""

import pytest

from archive.sources import Source
from archive.vocabulary import Reason, UrlKind
from spiders.reading import Page, Reading, read

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="wordpress")
BLOCK_THEME = """
<body class="home blog"><nav><a href="/profil/">Profil</a></nav>
<main><div class="wp-block-query"><ul class="wp-block-post-template">
<li class="wp-block-post post hentry"><figure><a href="/satu/"><img></a></figure><h2><a href="/satu/">Satu</a></h2>
<a href="/tag/x/" rel="tag">x</a>
<div class="wp-block-post-date"><time><a href="/satu/">1 Mei</a></time></div></li>
<li class="wp-block-post post hentry">
<div class="wp-block-post-date"><time><a href="/2024/05/02/77/">2 Mei</a></time></div></li>
</ul><nav class="wp-block-query-pagination"><a class="wp-block-query-pagination-previous" href="/page/1/">Newer</a>
<a class="wp-block-query-pagination-next" href="/page/3/">Older Posts</a></nav></div></main>
<aside class="widget"><li class="post"><a href="/lama/">Lama</a></li></aside></body>"""
CLASSIC = """
<body class="archive"><article class="post type-post hentry">
<h2 class="entry-title"><a href="https://www.contoh.example/dua/" rel="bookmark">Dua</a></h2>
<a href="/author/dewi/" rel="author">Dewi</a><a href="/kategori/berita/" rel="category tag">Berita</a>
<a href="/dua/#respond">Balas</a>
<div class="entry-content"><p>Lihat <a href="/dalam-teks/">ini</a></p>
<a class="more-link" href="/dua-b/">Baca</a></div></article>
<div class="nav-links"><div class="nav-previous"><a href="/page/2/">Pos-pos lama</a></div></div></body>"""
PLAIN = """
<body><h3><a href="/read/1">Satu</a></h3><h3><a href="/read/2">Dua</a></h3>
<a href="/read/3"><h3>Tiga</h3></a><h3><a href="https://lain.example/x">Iklan</a></h3>
<a href="/indeks?page=2">Selanjutnya</a></body>"""


def read_listing(body: str, url: str = "https://contoh.example/page/2/") -> Reading:
    return read(UrlKind.LISTING, Page(url, 200, "text/html", {}, body.encode()), SOURCE)


def test_a_block_theme_lists_untitled_posts_by_their_date_too() -> None:
    reading = read_listing(BLOCK_THEME)
    assert reading.links == ["https://contoh.example/satu/", "https://contoh.example/2024/05/02/77/"]
    assert reading.following == ["https://contoh.example/page/3/"]
    assert reading.problem is None


def test_a_classic_theme_gives_titles_and_not_terms_authors_or_links_in_the_text() -> None:
    reading = read_listing(CLASSIC, "https://contoh.example/")
    assert reading.links == ["https://www.contoh.example/dua/", "https://contoh.example/dua-b/"]
    assert reading.following == ["https://contoh.example/page/2/"]


def test_headings_with_links_make_a_list_where_no_theme_is_known() -> None:
    reading = read_listing(PLAIN, "https://contoh.example/indeks")
    assert reading.links == [f"https://contoh.example/read/{n}" for n in (1, 2, 3)]
    assert reading.following == ["https://contoh.example/indeks?page=2"]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="next" href="/p/3">',
        '<a rel="next" href="/p/3">3</a>',
        '<a class="next page-numbers" href="/p/3">»</a>',
    ]
    + [
        f'<a href="/p/3">{words}</a>'
        for words in ("Berikutnya", "Older posts →", "« Pos-pos lama", "Tulisan sebelumnya", "Next")
    ],
)
def test_the_next_page_is_found_by_relation_class_or_words(link: str) -> None:
    entry = '<article class="hentry"><h2><a href="/satu/">Satu</a></h2></article>'
    assert read_listing(f"<body>{entry}{link}</body>").following == ["https://contoh.example/p/3"]


def test_the_base_of_the_page_is_honoured() -> None:
    entry = '<article class="hentry"><h2><a href="satu/">Satu</a></h2></article>'
    assert read_listing(f'<head><base href="https://contoh.example/arsip/"></head>{entry}').links == [
        "https://contoh.example/arsip/satu/"
    ]


@pytest.mark.parametrize(
    "body", ["", "<body><p>Dalam perbaikan</p></body>", "<body><h1><a href='/'>Contoh</a></h1></body>"]
)
def test_a_page_without_entries_is_a_problem(body: str) -> None:
    reading = read_listing(body)
    assert (reading.problem, reading.links) == (Reason.WAY_CLOSED, [])
    assert reading.detail in {"no entries", "an empty page"}
