"""Home pages and archives: which addresses they list, and where they go on."""

import pytest

from archive.sources import Source
from archive.vocabulary import Reason, UrlKind
from spiders.reading import Page, Reading, read
from spiders.reading.pager import twice_as_far

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

THREE = "".join(
    f'<h2><a href="/razia-gabungan-di-lapas-{n}.html">Razia Gabungan di Lapas {n}</a></h2>' for n in range(3)
)


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


PORTAL = """
<body><header><nav><a href="/">Beranda</a><a href="/daerah">Daerah</a><a href="/redaksi">Redaksi</a></nav></header>
<main><h1>Daerah</h1>
<div class="media"><a href="/daerah/1234/lapas-contoh-panen-raya.html"><img src="a.jpg"></a>
<a href="/daerah/1234/lapas-contoh-panen-raya.html">Lapas Contoh Panen Raya Sayuran</a>
<span>27 Februari 2020, 10:00 WIB</span></div>
<div class="media"><a href="/detail.php?id=77">Rutan Umpama Gelar Donor Darah Rutin</a>
<time datetime="2020-02-28T01:00:00+07:00"></time></div>
<div class="tags"><a href="/tag/lapas-contoh-kota-umpama">lapas contoh</a></div>
<div class="paging"><b class="active">3</b> <a href="/daerah?page=2">2</a> <a href="/daerah?page=4">4</a>
<a href="/daerah?page=9">9</a></div>
</main><footer><a href="/pedoman-media-siber">Pedoman Media Siber</a></footer></body>"""


def test_a_portal_without_the_classes_of_a_theme_is_told_by_structure() -> None:
    reading = read_listing(PORTAL, "https://contoh.example/daerah?page=3")
    base = "https://contoh.example"
    assert reading.links == [f"{base}/daerah/1234/lapas-contoh-panen-raya.html", f"{base}/detail.php?id=77"]
    assert reading.days == dict(zip(reading.links, ["2020-02-27", "2020-02-28"], strict=True))
    assert reading.sections == [f"{base}/daerah"]
    assert reading.following == [f"{base}/daerah?page=4"]
    assert reading.previous == [f"{base}/daerah?page=2"]
    assert reading.numbered[-1] == f"{base}/daerah?page=9"


def test_the_days_of_a_calendar_are_no_pages() -> None:
    calendar = '<table id="wp-calendar"><tr><td><a href="/2020/02/02/">2</a></td></tr></table>'
    assert read_listing(f"{PORTAL}{calendar}".replace('class="paging"', "hidden")).following == [
        "https://contoh.example/daerah?page=4"
    ]
    assert read_listing(f"<body><h3><a href='/read/1'>Satu</a></h3>{calendar}</body>").following == []


@pytest.mark.parametrize(
    ("button", "following"),
    [
        ('<button data-url="/lagi?page=2">Muat Lebih Banyak</button>', ["https://contoh.example/lagi?page=2"]),
        ('<a href="/lagi?page=2">Berita Lainnya</a>', ["https://contoh.example/lagi?page=2"]),
        ('<button data-url="/lagi?page=2">Bagikan</button>', []),
    ],
)
def test_a_button_that_loads_more_leads_on_where_the_page_says_where(button: str, following: list[str]) -> None:
    assert read_listing(f"<body><h3><a href='/read/1'>Satu</a></h3>{button}</body>").following == following


@pytest.mark.parametrize(
    ("url", "further"),
    [
        ("https://contoh.example/page/4/", ["https://contoh.example/page/8/"]),
        ("https://contoh.example/berita?cat=7&start=10", ["https://contoh.example/berita?cat=7&start=20"]),
        ("https://contoh.example/news?b_start:int=20", ["https://contoh.example/news?b_start:int=40"]),
        ("https://contoh.example/berita", []),
    ],
)
def test_the_page_twice_as_far_is_known_by_its_number_or_place(url: str, further: list[str]) -> None:
    assert twice_as_far(url) == further


def test_a_short_title_in_the_same_kind_of_heading_is_an_article_too() -> None:
    def entry(path: str, title: str) -> str:
        return f'<div class="kotak"><h3 class="judul"><a href="{path}">{title}</a></h3></div>'

    long = entry(
        "/razia-gabungan-di-lapas-contoh-berlangsung-tertib/", "Razia Gabungan di Lapas Contoh Berlangsung Tertib"
    )
    side = '<div class="lain"><p><a href="/tentang-kita/">Tentang</a></p></div>'
    found = read_listing(f"<body><main>{long}{entry('/panen/', 'Panen')}{side}</main></body>")
    assert [url.rpartition("example")[2] for url in found.links] == [
        "/razia-gabungan-di-lapas-contoh-berlangsung-tertib/",
        "/panen/",
    ]


def test_a_pager_may_be_but_arrows() -> None:
    arrows = {"/index.html": "&lang;", "/index3.html": "&rang;", "/index8.html": "&Rang;"}
    nav = "<nav>" + "".join(f'<a href="{path}">{arrow}</a> ' for path, arrow in arrows.items()) + "</nav>"
    found = read_listing(f"<body>{THREE}{nav}</body>", "https://contoh.example/index2.html")
    assert found.following == ["https://contoh.example/index3.html"]


def test_a_menu_that_speaks_of_old_news_is_no_pager() -> None:
    menu = '<nav class="menu"><a href="/berita-lama">Berita Lama</a></nav>'
    assert read_listing(f"<body>{menu}{THREE}</body>").following == []
    pager = '<nav class="pagination"><a href="/berita?page=2">Berita Lama</a></nav>'
    assert read_listing(f"<body>{menu}{THREE}{pager}</body>").following == ["https://contoh.example/berita?page=2"]


def test_months_and_years_are_no_pages() -> None:
    months = "".join(f'<li><a href="/2019/{month:02}/">{month:02}</a></li>' for month in range(1, 13))
    found = read_listing(f"<body><h1>Arsip 2019</h1><ul>{months}</ul></body>", "https://contoh.example/2019/")
    assert (found.following, len(found.sections)) == ([], 12)
