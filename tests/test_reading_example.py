"""A whole article of the kind this archive is for, as three WordPress themes would show it, is read to its last field.

With `ARSIP_EXAMPLE` naming a text file (headline, caption, paragraphs with a blank line between head, caption and text,
and "Baca juga" at the end) the same is checked of that article.
"""

import os
from html import escape
from pathlib import Path

import pytest
from scrapy.utils.misc import load_object

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import PageKind, Role, UrlKind
from spiders import settings
from spiders.reading import Page, read

EXAMPLE = os.environ.get("ARSIP_EXAMPLE")
SOURCE = Source("media-contoh", "https://mediacontoh.example/", "wordpress")
URL = "https://mediacontoh.example/2020/02/28/media-gathering-lapas/"
HEADLINE = "Bersama Dirjen Pemasyarakatan, Lapas Purwakarta Gelar Media Gathering"
CAPTION = "Media Gathring Lapas Kelas IIB Purwakarta bersama sejumlah awak media"
PROSE = """
PURWAKARTA-Lembaga Pemasyarakatan (Lapas) Kelas IIB Purwakrta menerima para pewarta dalam sebuah temu media yang
tersambung dengan Direktorat Jenderal Pemasyarakatan di Jakarta. Acara itu digelar di aula lapas, Kamis (27/2/2020).

Pelaksana harian kepala lapas, Darma Contoh, menuturkan bahwa temu media adalah cara untuk mendengar apa yang ingin
diketahui warga tentang kehidupan di balik tembok.

“Ini bentuk awarennes kami terhadap zaman yang berubah,” ujarnya di sela acara. Ia menjawab sendiri setiap
pertanyaan yang diajukan, satu per satu, selama hampir dua jam.

Tahun ini lapas itu hendak memperbaiki ruang kunjungan dan menambah jam layanan pada akhir pekan, terutama bagi
keluarga yang datang dari luar kota.

Para pewarta kemudian diajak melihat bengkel kerja. Di sana warga binaan membuat meja, kursi, dan mainan kayu
yang dijual melalui koperasi.

“Kami ingin fungsi lembaga pemasyarakaratan dipahami orang banyak,” kata Darma menutup acara.(wes/zak)
"""
TEXT = [" ".join(paragraph.split()) for paragraph in PROSE.split("\n\n")]
TYPOS = ("Purwakrta", "awarennes", "pemasyarakaratan")
PICTURE = "/wp-content/uploads/a"
THEMES = {
    "featured picture": f"<figure class='post-thumbnail'><img class='wp-post-image' src='{PICTURE}.jpg'>"
    "<figcaption class='wp-caption-text'>{caption}</figcaption></figure><div class='entry-content'>{text}</div>",
    "picture in the text": f"<div class='entry-content'><figure class='wp-block-image'><img src='{PICTURE}.jpg'>"
    "<figcaption>{caption}</figcaption></figure>{text}</div>",
    "classic caption": f"<div class='td-post-content'><div class='wp-caption'><a href='{PICTURE}.jpg'>"
    f"<img src='{PICTURE}-300x200.jpg'></a>"
    "<p class='wp-caption-text'>{caption}</p></div>{text}</div>",
}
PAGE = """<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{headline} - Media Contoh</title>
<meta name="generator" content="WordPress 5.3"><link rel="canonical" href="{url}"></head>
<body class="post-template-default single single-post postid-11481 single-format-standard"><div id="page">
<article id="post-11481" class="post-11481 post type-post hentry category-daerah"><header class="entry-header">
<h1 class="entry-title">{headline}</h1><div class="entry-meta"><span class="posted-on"><a href="{url}" rel="bookmark">
<time class="entry-date published" datetime="2020-02-28T09:12:44+07:00">28 Februari 2020</time></a></span>
<span class="cat-links"><a href="/category/daerah/" rel="category tag">Daerah</a></span></div></header>
{content}</article>
<div class="jp-relatedposts"><h3>Baca juga</h3>
<ul><li><a href="/2020/02/20/panen/">Panen Kangkung di Lapas Contoh</a></li></ul></div>
<div id="comments" class="comments-area"><div id="respond" class="comment-respond">
<h3 id="reply-title">Leave a Comment</h3>
<form action="/wp-comments-post.php"><textarea name="comment"></textarea></form></div></div></div></body></html>"""


def read_article(theme: str, headline: str, caption: str, text: list[str]) -> ArticleItem:
    """The article's page in one of the themes, read and through all pipelines but the last."""
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in [*text, "Baca juga"])
    content = THEMES[theme].format(caption=escape(caption), text=paragraphs)
    page = PAGE.format(headline=escape(headline), url=URL, content=content)
    item = read(UrlKind.PAGE, Page(URL, 200, "text/html; charset=utf-8", {}, page.encode()), SOURCE).items[0]
    for path in list(settings.ITEM_PIPELINES)[:-1]:
        load_object(path)().work(item)
    return item


def check(item: ArticleItem, headline: str, caption: str, text: list[str]) -> None:
    """Everything that the page of such an article says."""
    assert (item.kind, item.reason) == (PageKind.ARTICLE, None)
    assert (item.headline, item.lead_caption, item.section) == (headline, caption, "Daerah")
    assert item.lead_image is not None
    assert item.lead_image.endswith("a.jpg") or item.lead_image.endswith("a-300x200.jpg")
    assert (item.published, item.language) == ("2020-02-28T09:12:44+07:00", "id")
    assert (item.dateline.raw, item.dateline.place, item.dateline.region) == ("PURWAKARTA-", "Purwakarta", "32.14")
    assert item.event_date == "2020-02-27"
    assert not item.event_date_conflict
    assert [(credit.name, credit.role) for credit in item.credits] == [("wes", Role.UNKNOWN), ("zak", Role.UNKNOWN)]
    last = text[-1].removesuffix("(wes/zak)")
    expected = "\n".join(" ".join(paragraph.split()) for paragraph in [*text[:-1], last])
    body = "\n".join(" ".join(paragraph.split()) for paragraph in item.body.split("\n\n"))
    assert body.removeprefix("PURWAKARTA-") == expected.removeprefix("PURWAKARTA-")
    assert all(typo in item.body for typo in TYPOS)
    assert "Baca juga" not in item.body
    assert "Leave a Comment" not in f"{item.body} {item.body_html}"
    units = {(unit.name, unit.id) for unit in item.units}
    assert ("Lapas Kelas IIB Purwakarta", "lapas-purwakarta") in units
    assert ("Direktorat Jenderal Pemasyarakatan", "ditjenpas") in units
    assert {
        "headline",
        "body",
        "published",
        "credits",
        "lead_image",
        "lead_caption",
        "event_date",
    } <= item.origins.keys()


@pytest.mark.parametrize("theme", THEMES)
def test_an_article_is_read_to_its_last_field_in_every_theme(theme: str) -> None:
    item = read_article(theme, HEADLINE, CAPTION, TEXT)
    check(item, HEADLINE, CAPTION, TEXT)
    assert len(item.body.split("\n\n")) == len(TEXT) == 6


@pytest.mark.skipif(not EXAMPLE, reason="ARSIP_EXAMPLE names no text file")
@pytest.mark.parametrize("theme", THEMES)
def test_the_article_in_a_file_is_read_to_its_last_field_in_every_theme(theme: str) -> None:
    lines = [line.strip() for line in Path(EXAMPLE or "").read_text(encoding="utf-8").splitlines() if line.strip()]
    headline, caption, *text = lines[: lines.index("Baca juga")]
    check(read_article(theme, headline, caption, text), headline, caption, text)
