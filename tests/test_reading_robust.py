"""No answer of a site makes a reader raise."""

import gzip
import json
import pickle
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.sources import Source
from archive.vocabulary import PageKind, Reason, UrlKind
from benchmarks.mutated_pages import mutated, own_pages
from benchmarks.mutations import failure_of
from spiders.reading import READERS, Page, Reading, read, text_of

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="wordpress")
URL = "https://contoh.example/2024/03/05/lapas-contoh/"
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WORDS = st.sampled_from(
    [
        "Lapas",
        "Contoh",
        "5 Maret 2024",
        "99/99/9999",
        "\x00",
        "\ufffd",
        "&#0;",
        "&lt;",
        "2106-02-07T06:28:15",
        "1899-01-01",
        "\ud83d",
    ]
)
TAGS = st.sampled_from(
    [
        "div",
        "p",
        "ul",
        "li",
        "ol",
        "table",
        "tr",
        "td",
        "figure",
        "figcaption",
        "img",
        "time",
        "article",
        "h1",
        "a",
        "br",
        "main",
        "script",
        "base",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "", ' class="entry-content"', ' class="hentry type-post"', ' class="wp-block-post"', ' href="http://[::1"', ' href="//:99999/x"',
        ' src="data:image/png;base64,AAAA"', ' datetime="0000-00-00T99:99:99+99:99"', ' itemprop="datePublished"', ' rel="next"',
        ' class="wp-block-post-date"', ' href="https://contoh.example:abc/"', ' start="99999999999999999999"', ' class="byline" id="comments"',
    ]
)  # fmt: skip  # values, not structure


@st.composite
def markup(draw: st.DrawFn) -> bytes:
    pieces = draw(st.lists(st.tuples(TAGS, ATTRIBUTES, WORDS, st.booleans()), max_size=40))
    body = "".join(
        f"<{tag}{attributes}>{word}" + (f"</{tag}>" if closed else "") for tag, attributes, word, closed in pieces
    )
    head = draw(
        st.sampled_from(["", '<body class="single single-post postid-1">', '<html lang="id"><body class="wp-x page">'])
    )
    return (head + body).encode("utf-8", "surrogatepass")


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
POSTS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.integers() | JSON,
        "link": st.just(URL) | st.just("http://[::1") | JSON,
        "title": st.fixed_dictionaries({"rendered": JSON}) | JSON,
        "content": st.fixed_dictionaries({"rendered": st.just("<p>a</p>") | JSON}) | JSON,
        "date": st.just("0001-01-01T00:00:00") | JSON,
        "date_gmt": st.just("9999-12-31T23:59:59") | JSON,
        "_embedded": st.fixed_dictionaries({"author": JSON, "wp:term": JSON, "wp:featuredmedia": JSON}) | JSON,
        "type": JSON,
    },
)


def page(body: bytes, content_type: str | None = "text/html", url: str = URL) -> Page:
    return Page(url, 200, content_type, {}, body)


@pytest.mark.parametrize("kind", READERS)
@given(body=st.binary(max_size=300), content_type=st.none() | st.text(max_size=30))
@RELAXED
def test_arbitrary_bytes_give_a_reading(kind: UrlKind, body: bytes, content_type: str | None) -> None:
    reading = read(kind, page(body, content_type), SOURCE)
    assert isinstance(reading, Reading)
    assert not any(item.is_article for item in reading.items) or kind is UrlKind.PAGE


@pytest.mark.parametrize("kind", READERS)
@given(body=markup())
@RELAXED
def test_broken_markup_gives_a_reading_that_can_be_sent_on(kind: UrlKind, body: bytes) -> None:
    reading = read(kind, page(body), SOURCE)
    assert pickle.loads(pickle.dumps(reading)) == reading
    for item in reading.items:
        json.dumps(item.as_dict()).encode()
        assert "\x00" not in item.body


@given(posts=st.lists(POSTS, max_size=3))
@RELAXED
def test_odd_posts_give_a_reading(posts: list[object]) -> None:
    assert isinstance(read(UrlKind.REST, page(json.dumps(posts).encode(), "application/json"), SOURCE), Reading)


@given(
    thing=JSON,
    key=st.sampled_from(
        ["author", "datePublished", "image", "mainEntityOfPage", "keywords", "@type", "headline", "@id"]
    ),
)
@RELAXED
def test_odd_json_ld_gives_a_reading(thing: object, key: str) -> None:
    linked = json.dumps({"@type": "NewsArticle", "headline": "Lapas Contoh", key: thing}).replace("</", "<\\/")
    body = f'<html><script type="application/ld+json">{linked}</script><p>{"Lapas Contoh menggelar razia. " * 9}</p>'
    assert isinstance(read(UrlKind.PAGE, page(body.encode("utf-8", "replace")), SOURCE), Reading)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("tag", [b"div", b"li", b"span", b"b"])
def test_five_thousand_nested_elements_are_survived(kind: UrlKind, tag: bytes) -> None:
    body = b"<html><body>" + b"<%b>" % tag * 5000 + b"Lapas" + b"</%b>" % tag * 5000
    assert isinstance(read(kind, page(body), SOURCE), Reading)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_deeply_nested_json_is_a_closed_way(opening: bytes) -> None:
    reading = read(UrlKind.REST, page(opening * 200_000, "application/json"), SOURCE)
    assert reading.problem is Reason.WAY_CLOSED


@pytest.mark.slow
def test_ten_megabytes_are_read_in_bounded_time() -> None:
    body = b"<html><body class='single single-post postid-1'><div class='entry-content'>" + b"".join(
        b"<p>%d. %b</p>" % (number, b"Lapas Contoh menggelar razia. " * 7) for number in range(45_000)
    )
    started = time.process_time()
    item = read(UrlKind.PAGE, page(body), SOURCE).items[0]
    assert time.process_time() - started < 60
    assert item.body.count("\n\n") == 44_999


@pytest.mark.parametrize("magic", [b"%PDF-1.7", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04"])
def test_a_file_under_a_page_address_is_no_text(magic: bytes) -> None:
    item = read(UrlKind.PAGE, page(magic + b"x" * 50), SOURCE).items[0]
    assert (item.kind, item.reason) == (PageKind.OTHER, Reason.NOT_TEXT)


def test_broken_pages_are_read_in_little_time() -> None:
    whole = own_pages(2)
    for name, body in mutated(whole, 80, largest=400_000):
        started = time.process_time()
        assert failure_of(body) is None, name
        assert time.process_time() - started < 2, name


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<p>" * 120_000, Reason.TOO_LARGE),
        (b"<div>" * 3_000 + b"Lapas", Reason.UNREADABLE),
    ],
)
def test_a_page_that_no_person_made_is_refused_for_what_it_is(body: bytes, reason: Reason) -> None:
    assert read(UrlKind.PAGE, page(b"<html>" + body), SOURCE).items[0].reason is reason


def test_control_characters_in_attributes_and_text_are_survived() -> None:
    text = (
        "Petugas Lapas Contoh merazia kamar hunian dan menemukan sendok &#1; logam serta kabel \x0b pada malam itu. "
        * 4
    )
    body = f"<article><p>{text}</p><aside>x</aside>\x0b<p><a href='/a\x0b'>{text}</a></p><p style='\x01url(x)'>{text}</p></article>"
    item = read(UrlKind.PAGE, page(body.encode()), SOURCE).items[0]
    assert item.body.startswith("Petugas")
    assert item.body_html is not None


def test_the_charset_is_found_in_the_mark_the_header_or_the_page() -> None:
    text = "Jum’at, Lapas “Contoh”"
    assert text_of(page(text.encode("utf-8-sig"), "text/html; charset=iso-8859-1")) == text
    assert text_of(page(text.encode("cp1252"), "text/html; charset=windows-1252")) == text
    assert text in text_of(page(b'<meta charset="windows-1252">' + text.encode("cp1252")))
    assert text_of(page(text.encode("cp1252"))) == text
    assert text_of(page(text.encode("utf-8"), "text/html; charset=klingon")) == text


def test_a_gzip_file_under_a_page_address_is_no_text() -> None:
    assert read(UrlKind.PAGE, page(gzip.compress(b"<html>")), SOURCE).items[0].reason is Reason.NOT_TEXT


@pytest.mark.parametrize(
    "body",
    [
        b'{"name": "Lapas Contoh"}',
        b"\xef\xbb\xbf[1]",
        b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0"></rss>',
        b"<feed></feed>",
        b"<urlset/>",
    ],
)
def test_data_under_a_page_address_is_no_article(body: bytes) -> None:
    assert read(UrlKind.PAGE, page(body), SOURCE).items[0].reason is Reason.NOT_AN_ARTICLE


def test_xhtml_with_an_xml_declaration_is_a_page() -> None:
    text = "Petugas Lapas Contoh merazia blok hunian dan tidak menemukan barang terlarang satu pun pada malam itu. " * 5
    body = f'<?xml version="1.0" encoding="utf-8"?><html><head><title>Razia</title></head><body><h1>Razia</h1><p>{text}</p></body></html>'
    item = read(UrlKind.PAGE, page(body.encode(), "application/xhtml+xml"), SOURCE).items[0]
    assert item.is_article
    assert item.body == text.strip()
