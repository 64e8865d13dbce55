"""Who signed a page: by the best of the places that name anybody, and never a neighbour, an account or a site."""

import pytest

from archive.sources import Source
from archive.vocabulary import UrlKind
from spiders.reading import Page, read

URL = "https://www.kabarcontoh.example/panen"
TEXT = "<p>Petugas dan warga binaan memanen jagung di kebun lapas, lalu membaginya kepada warga sekitar.</p>" * 3
YOAST = "<meta name='twitter:label1' content='Ditulis oleh'><meta name='twitter:data1' content='Rani Contoh'>"
TIME = "<meta name='twitter:label1' content='Estimasi waktu membaca'><meta name='twitter:data1' content='2 menit'>"
ACCOUNT = "<meta name='author' content='rani.contoh'>"
BUDI = "<a href='/author/budi'>Budi Contoh</a>"
RANI = "<a href='/author/rani'>Rani Contoh</a>"


def names(head: str = "", below: str = "") -> list[str]:
    """Whom an article credits, with this in its head and below its heading."""
    title = "<title>Lapas Contoh Panen Jagung</title><meta property='og:type' content='article'>"
    body = f"<body><article><h1>Lapas Contoh Panen Jagung</h1>{below}{TEXT}</article></body>"
    page = Page(URL, 200, "text/html", {}, f"<html><head>{title}{head}</head>{body}</html>".encode())
    source = Source("contoh", "https://www.kabarcontoh.example/", "site")
    return [credit.name for credit in read(UrlKind.PAGE, page, source).items[0].credits]


@pytest.mark.parametrize(
    ("head", "below", "expected"),
    [
        (YOAST, "", ["Rani Contoh"]),
        (TIME, "", []),
        (ACCOUNT, "", ["rani.contoh"]),
        (ACCOUNT, "<p>Oleh Budi Contoh</p>", ["Budi Contoh"]),
        (ACCOUNT, "<p>Oleh redaksi</p>", ["rani.contoh"]),
        ("<meta name='author' content='admin'>", "<p>Oleh budicontoh</p>", ["budicontoh"]),
        ("", f"<div>{BUDI}<span>, </span>{RANI}</div>", ["Budi Contoh", "Rani Contoh"]),
        ("", f"<div>{BUDI} dan {RANI}</div>", ["Budi Contoh", "Rani Contoh"]),
        ("", f"<div>{BUDI} 4 Juni 2018 {RANI}</div>", ["Budi Contoh"]),
        ("", "<p>Budi Contoh | Senior Writer | July 2, 2025</p>", ["Budi Contoh"]),
        ("", "<p>Panen Raya | Reporter | July 2, 2025</p>", ["Panen Raya"]),
        ("", "<p>Panen Raya | Daerah | July 2, 2025</p>", []),
        ("", "<h3>Author</h3><p>Budi Contoh</p>", ["Budi Contoh"]),
    ],
)
def test_the_people_of_a_page(head: str, below: str, expected: list[str]) -> None:
    assert names(head, below) == expected


def test_a_creator_beside_an_author_is_credited_only_as_a_person() -> None:
    said = '"@type": "NewsArticle", "headline": "x", "author": {"@type": "Person", "name": "Rani Contoh"}'
    head = f'<script type="application/ld+json">{{{said}, "creator": %s}}</script>'
    assert names(head % '"rani"') == ["Rani Contoh"]
    assert names(head % '"Budi Contoh"') == ["Rani Contoh", "Budi Contoh"]
