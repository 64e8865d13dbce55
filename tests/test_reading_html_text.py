"""Markup as text: paragraphs, lists, tables and quotations in reading order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.reading.html_text import cleaned_html, fragment, plain_text, title_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Satu<br>dua</p>\n<p>tiga<br><br>empat</p>", "Satu\ndua\n\ntiga\n\nempat"),
        ("teks <b>lepas</b> ekor<div>lagi</div>", "teks lepas ekor\n\nlagi"),
        ("<ul><li>a</li><li><p>b</p></li></ul><ol start='3'><li>c<li>d</ol>", "- a\n- b\n\n3. c\n4. d"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>akhir", "- a\n- b\n\nakhir"),
        (
            "<table><tr><th>No</th><th>Nama</th></tr><tr><td>1</td><td><p>Remisi</p></td></tr></table>x",
            "No | Nama\n1 | Remisi\n\nx",
        ),
        ("<table><tr><td><p>Satu</p><p>dua</p></td></tr></table>", "Satu\n\ndua"),
        ("<blockquote><p>“Aman,”</p><cite>Kalapas</cite></blockquote>", "“Aman,”\n\nKalapas"),
        ("<figure><img src=a><figcaption>Foto</figcaption></figure><p>x</p>", "x"),
        ("<figure><table><tr><td>a<td>b</table><figcaption>Tabel 1</figcaption></figure>", "a | b\n\nTabel 1"),
        ("<p>&nbsp;</p><p> </p><script>x</script><style>y</style>z", "z"),
        ("<p>a<!-- tersembunyi -->b</p>", "ab"),
        ("<p>satu\n\n\tdua   tiga</p>", "satu dua tiga"),
        ("5 &lt; 6 &amp; 7", "5 < 6 & 7"),
        ("", ""),
    ],
)
def test_markup_reads_as_a_person_would(markup: str, text: str) -> None:
    assert plain_text(fragment(markup)) == text


def test_what_skip_names_is_left_out_and_parts_what_stands_around_it() -> None:
    root = fragment("<p>a</p><div class='iklan'>beli</div>b")
    assert plain_text(root, lambda element: element.get("class") == "iklan") == "a\n\nb"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<p style='background:url(javascript:alert(1))' onclick=alert(1)>x</p>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    ],
)
def test_nothing_that_runs_survives_the_cleaning(markup: str) -> None:
    cleaned = cleaned_html(fragment(markup), "https://contoh.example/") or ""
    assert "alert" not in cleaned or ("<" not in cleaned and ">" not in cleaned)


def test_addresses_become_absolute_and_links_carry_no_weight() -> None:
    cleaned = cleaned_html(
        fragment("<a href='/a/'>x</a><img src='b.jpg' loading=lazy>"), "https://contoh.example/berita/"
    )
    assert cleaned == (
        '<a href="https://contoh.example/a/" rel="nofollow noopener noreferrer">x</a><img src="https://contoh.example/berita/b.jpg">'
    )


RELATED = (
    "<a href='https://contoh.example/panen-raya-di-lapas-contoh/'>Panen Raya di Lapas Contoh Berlangsung Meriah</a>"
)
LINK_LINES = (
    f"<p>{RELATED}</p>",
    f"<p><strong>{RELATED}</strong><br></p>",
    f"<p>{RELATED}<br>{RELATED}</p>",
)
LINKS_IN_TEXT = (
    f"<h3>{RELATED}</h3>",
    f"<ul><li>{RELATED}</li></ul>",
    f"<p>Baca di {RELATED}.</p>",
    "<p><a href='https://contoh.example/berkas/laporan-tahunan-lapas-contoh.pdf'>Laporan Tahunan Lapas Contoh</a></p>",
    "<p><a href='https://contoh.example/'>Situs Resmi Lapas Contoh Raya</a></p>",
    "<p><a href='https://contoh.example/a-b-c-d-e/'>“Kami siap membantu warga yang membutuhkan.”</a></p>",
    "<p><a href='https://contoh.example/a-b-c-d-e/'>Lapas Contoh</a></p>",
)


@pytest.mark.parametrize("line", LINK_LINES)
def test_a_line_that_only_links_to_another_article_is_no_text(line: str) -> None:
    assert plain_text(fragment(f"<p>Kamar diperiksa.</p>{line}<p>Semua aman.</p>")) == "Kamar diperiksa.\n\nSemua aman."


@pytest.mark.parametrize("line", LINKS_IN_TEXT)
def test_a_link_within_the_text_stays(line: str) -> None:
    words = fragment(line).text_content()
    assert words in plain_text(fragment(f"<p>Kamar diperiksa.</p>{line}<p>Semua aman.</p>"))


def test_a_page_of_links_alone_is_what_it_is() -> None:
    assert plain_text(fragment(f"<p>{RELATED}</p><p>{RELATED}</p>")) != ""


def test_a_title_is_one_line_of_text() -> None:
    assert title_text("Lapas&nbsp;&#8220;Contoh&#8221;\n <em>Aman</em>") == "Lapas “Contoh” Aman"
    assert title_text(" <b></b>&nbsp;") is None


@given(st.text(max_size=200))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    clean = "".join(c for c in text if c.isprintable() and not c.isspace() and c not in "<&|")
    assert plain_text(fragment(f"<p>{clean}</p>")) == clean


@given(st.text(alphabet="<>/abpdivul li\"'=&;#\n", max_size=120))
def test_broken_markup_is_survived_and_paragraphs_are_never_blank(markup: str) -> None:
    text = plain_text(fragment(markup))
    assert "\n\n\n" not in text
    assert text == text.strip("\n")
    cleaned_html(fragment(markup), "https://contoh.example/")


def test_a_caption_behind_a_picture_is_no_paragraph() -> None:
    picture = "<div><img src='/a.jpg'><div id='caption_foto'>Petugas di aula.</div></div>"
    assert plain_text(fragment(f"{picture}<p>Kamar diperiksa.</p>")) == "Kamar diperiksa."
    boxed = "<div><span><img src='/a.jpg'></span></div><p class='txt-foto'>Petugas di aula.</p>"
    assert plain_text(fragment(f"{boxed}<p>Kamar diperiksa.</p>")) == "Kamar diperiksa."
    assert "aula" in plain_text(fragment("<p>Kamar.</p><p class='caption'>Petugas di aula.</p>"))
