"""WordPress's list of posts: every post an item, nothing guessed."""

import json
from typing import Any

import pytest

from archive.items import ArticleItem, Image
from archive.sources import Source
from archive.vocabulary import Origin, PageKind, Precision, Reason, Role, UrlKind
from spiders.reading import Page, Reading, read

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="wordpress", time_zone="Asia/Jakarta")
URL = "https://contoh.example/wp-json/wp/v2/posts?per_page=100"
EMBEDDED = {
    "author": [{"name": "Humas Rutan &amp; Lapas Contoh"}],
    "wp:featuredmedia": [
        {
            "source_url": "https://contoh.example/wp-content/uploads/panen.jpg",
            "caption": {"rendered": "<p>Panen kangkung. (Foto: Dewi/Humas)</p>\n"},
        }
    ],
    "wp:term": [
        [{"taxonomy": "category", "name": "Berita"}, {"taxonomy": "category", "name": "Pembinaan"}],
        [{"taxonomy": "post_tag", "name": "panen"}, {"taxonomy": "post_tag", "name": "kebun"}],
    ],
}


def post(**changes: Any) -> dict[str, Any]:
    return {
        "id": 41,
        "date": "2019-11-21T17:23:15",
        "date_gmt": "2019-11-21T10:23:15",
        "modified": "2019-11-22T08:00:00",
        "modified_gmt": "2019-11-22T01:00:00",
        "status": "publish",
        "type": "post",
        "link": "https://contoh.example/2019/11/21/panen/?utm_source=rss",
        "title": {"rendered": "Panen &#8220;Raya&#8221; di Lapas <em>Contoh</em>"},
        "content": {
            "rendered": "<p>CONTOH – Warga binaan memanen.</p>\n<p>Baca juga: <a href='/lain/'>Lain</a></p>",
            "protected": False,
        },
        "_embedded": EMBEDDED,
    } | changes


def read_posts(*posts: Any, headers: dict[str, str] | None = None) -> Reading:
    return read(UrlKind.REST, Page(URL, 200, "application/json", headers or {}, json.dumps(posts).encode()), SOURCE)


def read_post(**changes: Any) -> ArticleItem:
    return read_posts(post(**changes)).items[0]


def test_a_post_gives_every_field_that_the_interface_states() -> None:
    item = read_post()
    assert item.is_article
    assert (item.part, item.reader, item.source, item.language) == ("41", "wordpress-rest", "contoh", "id")
    assert item.canonical == "https://contoh.example/2019/11/21/panen/"
    assert item.headline == "Panen “Raya” di Lapas Contoh"
    assert item.body == "CONTOH – Warga binaan memanen.\n\nBaca juga: Lain"
    assert (item.published, item.published_raw) == ("2019-11-21T17:23:15+07:00", "2019-11-21T17:23:15")
    assert item.published_precision is Precision.SECOND
    assert item.modified == "2019-11-22T08:00:00+07:00"
    assert [(c.name, c.role) for c in item.credits] == [("Humas Rutan & Lapas Contoh", Role.WRITER)]
    assert (item.section, item.tags) == ("Berita", ["panen", "kebun"])
    assert item.lead_image == "https://contoh.example/wp-content/uploads/panen.jpg"
    assert (item.lead_caption, item.lead_credit) == ("Panen kangkung. (Foto: Dewi/Humas)", "Dewi/Humas")
    assert item.zone_suspect is False
    assert set(item.origins.values()) == {Origin.REST}


def test_without_embedded_things_their_fields_stay_unknown() -> None:
    item = read_post(_embedded=None)
    assert item.is_article
    assert (item.credits, item.section, item.tags, item.lead_image, item.lead_caption) == ([], None, [], None, None)


def test_the_first_picture_of_the_text_leads_where_none_is_featured() -> None:
    figure = "<figure class='wp-caption'><img src='/a.jpg'><figcaption>Apel. Foto: Humas</figcaption></figure>"
    content = f"{figure}<a href='/b.pdf'>PDF</a>"
    item = read_post(_embedded={}, content={"rendered": content})
    assert item.images == [Image("https://contoh.example/a.jpg", "Apel. Foto: Humas", "Humas")]
    assert (item.lead_image, item.lead_caption) == ("https://contoh.example/a.jpg", "Apel. Foto: Humas")
    assert item.attachments == ["https://contoh.example/b.pdf"]
    assert item.body == "PDF"


@pytest.mark.parametrize(
    ("local", "gmt", "published", "suspect"),
    [
        ("2020-06-01T08:00:00", "2020-06-01T00:00:00", "2020-06-01T08:00:00+08:00", False),
        ("2020-06-01T08:00:00", "2020-06-01T08:00:00", "2020-06-01T08:00:00+00:00", True),
        ("2020-06-01T08:00:00", "0000-00-00T00:00:00", "2020-06-01T08:00:00+07:00", False),
        ("2020-06-01T08:00:00", "2020-06-09T08:00:00", "2020-06-01T08:00:00+07:00", False),
        ("2020-06-01T08:00:00", None, "2020-06-01T08:00:00+07:00", False),
        ("0000-00-00T00:00:00", None, None, False),
    ],
)
def test_the_offset_is_the_difference_of_both_clocks(
    local: str, gmt: str | None, published: str | None, *, suspect: bool
) -> None:
    item = read_post(date=local, date_gmt=gmt)
    assert (item.published, item.zone_suspect) == (published, suspect)


def test_a_site_that_says_it_lives_on_utc_is_not_suspect() -> None:
    source = Source(name="contoh", url="https://contoh.example/", platform="wordpress", time_zone="UTC")
    body = json.dumps([post(date_gmt="2019-11-21T17:23:15")]).encode()
    assert not read(UrlKind.REST, Page(URL, 200, None, {}, body), source).items[0].zone_suspect


def test_untitled_and_picture_only_posts_are_articles() -> None:
    for changes in (
        {"title": {"rendered": ""}},
        {"content": {"rendered": "<img src='/a.jpg'>"}},
        {"content": {"rendered": ""}},
    ):
        assert read_post(**changes).is_article
    assert read_post(title={"rendered": " "}).headline is None


def test_protected_posts_pages_and_drafts_are_refused() -> None:
    assert read_post(content={"rendered": "", "protected": True}).reason is Reason.PROTECTED
    page, draft = read_post(type="page"), read_post(status="draft")
    assert (page.kind, page.reason) == (PageKind.STATIC, Reason.NOT_AN_ARTICLE)
    assert (draft.kind, draft.reason) == (PageKind.OTHER, Reason.NOT_AN_ARTICLE)


def test_the_totals_are_read_from_the_headers() -> None:
    reading = read_posts(post(), headers={"x-wp-total": "1113", "x-wp-totalpages": "12"})
    assert (reading.total, reading.total_pages) == (1113, 12)
    assert (read_posts().total, read_posts().problem) == (None, None)


def test_entries_that_are_no_posts_are_counted() -> None:
    reading = read_posts(post(), {"id": 3}, "x", post(link="http://[::1"))
    assert len(reading.items) == 1
    assert reading.problem is None
    assert reading.detail == "3 of 4 entries have no id, link or content"
    assert read_posts({"id": 3}).problem is Reason.WAY_CLOSED


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"code":"rest_disabled","message":"REST dimatikan","data":{"status":401}}', "rest_disabled: REST dimatikan"),
        (b"<!DOCTYPE html><h1>Dalam perbaikan</h1>", "HTML under a REST address (text/html)"),
        (b"", "nothing under a REST address (text/html)"),
        (b'"x"', "a JSON str where a list of posts should be"),
    ],
)
def test_what_is_no_list_closes_the_way(body: bytes, detail: str) -> None:
    reading = read(UrlKind.REST, Page(URL, 200, "text/html", {}, body), SOURCE)
    assert (reading.items, reading.problem, reading.detail) == ([], Reason.WAY_CLOSED, detail)


def test_a_byte_order_mark_before_the_json_is_passed_over() -> None:
    body = b"\xef\xbb\xbf" + json.dumps([post()]).encode()
    assert len(read(UrlKind.REST, Page(URL, 200, "application/json", {}, body), SOURCE).items) == 1
