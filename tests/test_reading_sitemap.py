"""Sitemaps and their indexes, as plugins write them and as attackers would."""

import gzip
import zlib

import pytest

from archive.sources import Source
from archive.vocabulary import Reason, UrlKind
from spiders.reading import Page, Reading, read
from spiders.reading.sitemap import LARGEST

SOURCE = Source(name="contoh", url="https://contoh.example/", platform="wordpress")
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'


def read_sitemap(body: str | bytes) -> Reading:
    data = body.encode() if isinstance(body, str) else body
    return read(UrlKind.SITEMAP, Page("https://contoh.example/sitemap.xml", 200, "application/xml", {}, data), SOURCE)


def urlset(*addresses: str) -> str:
    return f"<urlset {SPACE}>{''.join(f'<url><loc>{a}</loc></url>' for a in addresses)}</urlset>"


def index(*addresses: str) -> str:
    return f"<sitemapindex {SPACE}>{''.join(f'<sitemap><loc>{a}</loc></sitemap>' for a in addresses)}</sitemapindex>"


def test_addresses_come_in_order_once_and_from_own_hosts() -> None:
    reading = read_sitemap(
        urlset(
            "https://contoh.example/",
            "https://contoh.example/b/",
            " https://www.contoh.example:443/a/ ",
            "https://contoh.example/b/",
            "https://lain.example/c/",
            "/d/",
            "ftp://contoh.example/e",
            "https://contoh.example:x/",
        )
    )
    assert reading.links == [
        "https://contoh.example/b/",
        "https://www.contoh.example:443/a/",
        "https://contoh.example/d/",
    ]
    assert (reading.following, reading.problem) == ([], None)


def test_extensions_and_missing_namespaces_are_tolerated() -> None:
    entry = "<url><image:image><image:loc>https://contoh.example/a.jpg</image:loc></image:image><loc>https://contoh.example/a/</loc></url>"
    assert read_sitemap(f"<urlset {SPACE} {IMAGE}>{entry}</urlset>").links == ["https://contoh.example/a/"]
    assert read_sitemap("\n<urlset><url><loc>https://contoh.example/a/</loc></url></urlset>").links == [
        "https://contoh.example/a/"
    ]


def test_an_index_leads_to_the_children_that_can_hold_posts() -> None:
    base = "https://contoh.example/"
    wanted = [
        "wp-sitemap-posts-post-1.xml",
        "post-sitemap2.xml",
        "berita-sitemap.xml",
        "sitemap-2024.xml.gz",
        "wp-sitemap-posts-siaran-1.xml",
    ]
    others = [
        *(
            "wp-sitemap-posts-page-1.xml",
            "wp-sitemap-taxonomies-category-1.xml",
            "wp-sitemap-taxonomies-post_tag-2.xml",
            "wp-sitemap-users-1.xml",
        ),
        *(
            "page-sitemap.xml",
            "category-sitemap.xml",
            "post_tag-sitemap3.xml",
            "author-sitemap.xml",
            "attachment-sitemap1.xml",
            "sitemap.xml",
        ),
    ]
    reading = read_sitemap(index(*(base + name for name in [*others, *wanted])))
    assert reading.following == [base + name for name in wanted]
    assert reading.links == []


def test_a_sitemap_may_be_a_gzip_file() -> None:
    packed = gzip.compress(urlset("https://contoh.example/a/").encode())
    assert read_sitemap(packed).links == ["https://contoh.example/a/"]
    assert read_sitemap(packed[:-12]).links in (["https://contoh.example/a/"], [])
    assert read_sitemap(packed[:20]).problem is Reason.WAY_CLOSED


def test_a_gzip_bomb_is_not_unpacked() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    bomb = b"".join(packer.compress(b" " * 2**20) for _ in range(LARGEST // 2**20 + 2)) + packer.flush()
    reading = read_sitemap(bomb)
    assert reading.problem is Reason.WAY_CLOSED
    assert "more than" in (reading.detail or "")


def test_entities_are_neither_fetched_nor_unfolded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    reading = read_sitemap(f"{doctype}<urlset><url><loc>https://contoh.example/&l9;&f;</loc></url></urlset>")
    assert all("root" not in url and "ha" not in url for url in reading.links)


@pytest.mark.parametrize(
    "body",
    ["", "<html><body>Tidak ditemukan</body></html>", "<urlset><url><loc>https://contoh.example/a/", "halo", "\x00"],
)
def test_what_is_no_sitemap_is_a_problem(body: str) -> None:
    reading = read_sitemap(body)
    assert (reading.problem, reading.links) == (Reason.WAY_CLOSED, [])
    assert reading.detail


def test_a_list_of_addresses_one_a_line_is_a_sitemap() -> None:
    reading = read_sitemap("https://contoh.example/a/\r\nhttps://contoh.example/b/\n\nhttps://lain.example/c/\n")
    assert reading.links == ["https://contoh.example/a/", "https://contoh.example/b/"]


def test_a_robots_txt_leads_to_the_sitemaps_that_it_names() -> None:
    body = b"User-agent: *\nDisallow:\nsitemap: /peta.xml\nSitemap:https://lain.example/x.xml\n"
    page = Page("https://contoh.example/robots.txt", 200, "text/plain", {}, body)
    assert read(UrlKind.SITEMAP, page, SOURCE).following == ["https://contoh.example/peta.xml"]
    none = Page("https://contoh.example/robots.txt", 200, "text/plain", {}, b"User-agent: *\nDisallow:\n")
    assert read(UrlKind.SITEMAP, none, SOURCE).problem is Reason.WAY_CLOSED


def test_days_are_read_as_local_days_and_a_set_of_news_alone_holds_the_newest_only() -> None:
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    date = "<news:news><news:publication_date>2020-02-27T20:00:00Z</news:publication_date></news:news>"
    entry = f"<url><loc>https://contoh.example/a/</loc><lastmod>2020-03-01</lastmod>{date}</url>"
    reading = read_sitemap(f"<urlset {SPACE} {news}>{entry}</urlset>")
    assert reading.days == {"https://contoh.example/a/": "2020-02-28"}
    assert reading.changed == {"https://contoh.example/a/": "2020-03-01"}
    assert reading.newest_only
    assert not read_sitemap(
        f"<urlset {SPACE} {news}>{entry}<url><loc>https://contoh.example/b/</loc></url></urlset>"
    ).newest_only


def test_a_feed_may_stand_for_a_sitemap_and_files_are_no_pages() -> None:
    item = "<item><link>https://contoh.example/a/</link></item>"
    assert read_sitemap(f"<rss version='2.0'><channel>{item}</channel></rss>").links == ["https://contoh.example/a/"]
    assert read_sitemap(urlset("https://contoh.example/a.pdf", "https://contoh.example/b.JPG")).links == []
