"""A page's date of publication is never a photo's, an event's or another post's."""

import pytest

from archive.items import ArticleItem
from archive.sources import Source
from archive.vocabulary import Origin, UrlKind
from spiders.reading import Page, read

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="wordpress")
DATED, PLAIN = "https://contoh.example/2018/06/04/panen/", "https://contoh.example/panen/"
TITLE = "<h1 class='entry-title'>Panen Kangkung di Lapas Contoh</h1>"
PHOTO = "<div><figure><img src='/a.jpg'><figcaption>Petugas, Senin (30 April 2018).</figcaption></figure></div>"
OLD_PHOTO = "<div class='wp-caption'><img src='/a.jpg'><p class='wp-caption-text'>Petugas, 30 April 2018.</p></div>"
TEXT = "<div class='entry-content'><p>Panen digelar Senin (4 Juni 2018) pukul 07.30 WIB.</p></div>"
OTHERS = "<div><h3><a href='/b/'>Razia</a></h3><time datetime='2020-12-28T19:22:44+07:00'>28 Des</time></div>"


def read_post(url: str, *parts: str) -> ArticleItem:
    """The item of a WordPress post's page, made of `parts` below its heading."""
    body = f"<body class='single single-post postid-7'><main>{TITLE}{''.join(parts)}</main></body>"
    page = Page(url, 200, "text/html", {}, f"<html>{body}</html>".encode())
    return read(UrlKind.PAGE, page, SOURCE).items[0]


@pytest.mark.parametrize("photo", [PHOTO, OLD_PHOTO])
@pytest.mark.parametrize(("url", "expected"), [(DATED, "2018-06-04"), (PLAIN, None)])
def test_photos_text_and_other_posts_do_not_date_a_post(url: str, expected: str | None, photo: str) -> None:
    item = read_post(url, photo, TEXT, OTHERS)
    assert item.body
    assert item.published == expected
    assert item.origins.get("published") == (Origin.URL if expected else None)


def test_a_date_line_below_the_heading_dates_a_post() -> None:
    item = read_post(PLAIN, "<p>Rabu, 6 Juni 2018 | 10:15 WIB</p>", TEXT)
    assert (item.published, item.origins["published"]) == ("2018-06-06T10:15:00+07:00", Origin.TEXT)


def test_a_date_line_refines_the_day_of_the_address_and_does_not_overrule_it() -> None:
    assert read_post(DATED, "<p>Senin, 4 Juni 2018 | 10:15 WIB</p>", TEXT).published == "2018-06-04T10:15:00+07:00"
    assert read_post(DATED, "<p>Rabu, 6 Juni 2018 | 10:15 WIB</p>", TEXT).published == "2018-06-04"


def test_a_time_that_is_both_published_and_updated_says_nothing_of_a_change() -> None:
    both = "<time class='entry-date published updated' datetime='2018-06-04T10:15:00+07:00'>4 Juni</time>"
    other = "<time class='updated' datetime='2018-06-05T08:00:00+07:00'>5 Juni</time>"
    assert (read_post(PLAIN, both, TEXT).published, read_post(PLAIN, both, TEXT).modified) == (
        "2018-06-04T10:15:00+07:00",
        None,
    )
    assert read_post(PLAIN, both, other, TEXT).modified == "2018-06-05T08:00:00+07:00"


def read_plain(*parts: str, head: str = "") -> ArticleItem:
    """The item of a page that no platform made."""
    sentence = "Panen raya itu diikuti petugas dan warga binaan, lalu hasilnya dibagikan kepada warga sekitar lapas."
    text = f"<p>{sentence}</p>" * 5
    page = f"<html><head><title>Panen di Lapas Contoh</title>{head}<meta property='og:type' content='article'></head>"
    body = f"<body><article><h1>Panen di Lapas Contoh</h1>{text}{''.join(parts)}</article></body></html>"
    return read(UrlKind.PAGE, Page(PLAIN, 200, "text/html", {}, (page + body).encode()), SOURCE).items[0]


def test_a_date_below_the_text_is_found_by_the_library_and_has_its_day_alone() -> None:
    item = read_plain("<p class='entry-footer'>Ditulis pada <span class='tanggal'>4 Juni 2018</span></p>")
    assert (item.published, item.origins["published"]) == ("2018-06-04", Origin.READER)


@pytest.mark.parametrize(
    ("parts", "head"),
    [
        ((OTHERS,), ""),
        (("</article><footer><p>Diterbitkan 4 Juni 2018</p></footer>",), ""),
        (("<p>© 2018 Media Contoh</p>",), ""),
        (("<p>Terakhir diperbarui 4 Juni 2018</p>",), ""),
        (("<p><a href='/x/'>Razia</a> <small class='date'>4 Juni 2018</small></p>" * 3,), ""),
        (("<div class='comments'><p>Budi, 4 Juni 2018 10:00</p></div>",), ""),
        ((), "<meta name='nothing' content='2018-06-04T08:00:00+07:00'>"),
    ],
    ids=["another post", "the footer", "a copyright", "a change", "a list", "a comment", "an unknown meta tag"],
)
def test_the_library_finds_no_date_that_is_not_the_articles(parts: tuple[str, ...], head: str) -> None:
    assert read_plain(*parts, head=head).published is None


@pytest.mark.parametrize("label", ["Diterbitkan:", "Tayang", "Published on", "Artikel ini telah tayang pada"])
def test_a_labelled_line_anywhere_dates_the_article(label: str) -> None:
    item = read_plain(f"<p>{label} 4 Juni 2018 10:15 WIB</p>")
    assert (item.published, item.origins["published"]) == ("2018-06-04T10:15:00+07:00", Origin.TEXT)


ENGLISH = (
    "<p>Officers said that the harvest was shared with the people of the town, and that it would be held by all.</p>"
    * 5
)
MALAY = "<p>Hasil panen itu dibagikan kepada warga, dan tidak akan dijual oleh petugas yang ada di dalam lapas.</p>" * 5


@pytest.mark.parametrize(
    ("tag", "url", "text", "more", "expected"),
    [
        ("en-US", "https://contoh.example/a", ENGLISH, "", "2024-03-04"),
        ("en", "https://contoh.example/a", ENGLISH, "<p>Held on 3/24/2024</p>", "2024-03-04"),
        ("en", "https://contoh.example/a", ENGLISH, "<p>Held on 24/3/2024</p>", "2024-04-03"),
        ("en-GB", "https://contoh.example/a", ENGLISH, "", "2024-04-03"),
        ("en", "https://contoh.co.id/a", ENGLISH, "", "2024-04-03"),
        ("en-US", "https://contoh.example/a", MALAY, "", "2024-04-03"),
        ("id", "https://contoh.example/a", ENGLISH, "", "2024-04-03"),
    ],
)
def test_months_come_first_on_a_page_in_american_english_alone(
    tag: str, url: str, text: str, more: str, expected: str
) -> None:
    head = "<head><title>Harvest at the Prison</title></head>"
    body = f"<body><article><h1>Harvest at the Prison</h1><p>3/4/2024</p>{text}{more}</article></body>"
    page = Page(url, 200, "text/html", {}, f"<html lang='{tag}'>{head}{body}</html>".encode())
    assert read(UrlKind.PAGE, page, SOURCE).items[0].published == expected


@pytest.mark.parametrize(
    "line", ["Written by Budi Contoh Updated Jun 16, 2025", "Redaksi, diperbarui pada 16 Juni 2025"]
)
def test_a_date_that_follows_the_word_for_a_change_does_not_date_an_article(line: str) -> None:
    assert read_post(PLAIN, f"<p>{line}</p>", TEXT).published is None
    assert read_post(PLAIN, "<p>Budi, 15 Juni 2025, diperbarui 16 Juni 2025</p>", TEXT).published == "2025-06-15"


def test_a_date_in_the_box_of_the_text_is_its_own_whatever_the_text_links_to() -> None:
    long = (
        "Panen raya itu diikuti petugas dan warga binaan, lalu hasilnya dibagikan kepada warga sekitar lapas itu. " * 2
    )
    link = "<a href='/lain'>razia kamar hunian di blok barat lapas</a>"
    line = "<div class='author'><b>Budi</b><span>6 Juni 2018</span></div>"
    assert read_post(PLAIN, f"<div>{line}{f'<p>{long}{link}</p>' * 3}</div>", TEXT).published == "2018-06-06"
    assert read_post(PLAIN, f"<div>{line}<p>{link}</p></div>", TEXT).published is None


def linked(published: str, modified: str) -> str:
    """JSON-LD of an article with these dates."""
    said = f'"@type": "NewsArticle", "headline": "x", "datePublished": "{published}", "dateModified": "{modified}"'
    return f'<script type="application/ld+json">{{{said}}}</script>'


@pytest.mark.parametrize(
    ("published", "modified", "expected"),
    [
        ("Jun 12, 2025", "Jun 10, 2025", "2023-04-26"),
        ("2025-06-12T08:00:00Z", "2025-06-10T08:00:00Z", "2023-04-26"),
        ("2025-06-12T02:00:00+07:00", "2025-06-11T20:00:00Z", "2025-06-12T02:00:00+07:00"),
        ("2025-06-12", "2025-06-13", "2025-06-12"),
        ("2025-06-12", "2025-06-12", "2025-06-12"),
    ],
)
def test_a_publication_after_the_last_change_gives_way_to_what_the_page_shows(
    published: str, modified: str, expected: str
) -> None:
    head = linked(published, modified)
    assert read_plain("<p>Published Apr 26, 2023</p>", head=head).published == expected
    assert (read_plain(head=head).published or "")[:10] == "2025-06-12"
    assert (read_plain("<p>Published Jun 13, 2025</p>", head=head).published or "")[:10] == "2025-06-12"


def test_a_label_within_a_link_speaks_of_another_page() -> None:
    card = "<a href='/lain'><div><h4>Terbit</h4><time datetime='2019-01-17'>17 Jan 2019</time></div><b>Razia</b></a>"
    assert read_plain(card).published is None
    assert read_plain(card, "<p>Terbit: 4 Juni 2018</p>").published == "2018-06-04"


def test_the_day_of_a_line_is_refined_by_the_clock_within_it() -> None:
    line = "<p>Budi - <time datetime='2018-06-06 10:15:00'>2018/6/6</time></p>"
    assert read_post(PLAIN, line, TEXT).published == "2018-06-06T10:15:00+07:00"
