"""The text of attached PDFs: searched, said where it was found, shown beside its article."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.database import open_for_reading
from archive.search import search
from archive.searching.facets import facets
from tests.browsing import room
from tests.crawling import Archive, adopt, new_archive
from tests.loopback import site as other_host
from tests.loopback import text
from tests.media_site import MediaSite, document, image, jpeg, pdf
from tests.news_site import Answer, Post, serve
from tests.test_media import PICTURE

LIST = "Daftar penerima remisi: Budi Contoh, blok Kenanga"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, MediaSite]]:
    """Posts 1 and 2 link one list, 3 a scan and what is not there; 1 has its picture here, 4 to 7 elsewhere."""
    archive = new_archive(tmp_path_factory.mktemp("documents") / "arsip")
    with (
        other_host(lambda path: text("") if path == "/robots.txt" else PICTURE, "127.0.0.2") as cdn,
        serve(MediaSite([Post(number) for number in range(1, 9)])) as site,
    ):
        assert isinstance(site, MediaSite)
        site.attached = {1: ["/remisi.pdf"], 2: ["/remisi.pdf"], 3: ["/pindaian.pdf", "/hilang.pdf"]}
        site.leads = {1: "/satu.jpg"} | {number: cdn.url(f"/{number}.jpg") for number in range(4, 8)}
        site.files = {
            "/remisi.pdf": document(pdf(LIST, "warga binaan", title="Lampiran SK Remisi")),
            "/pindaian.pdf": document(pdf("")),
            "/satu.jpg": image(jpeg(1)),
        }
        adopt(archive, site.url)
        done = archive.run("crawl", "contoh")
        assert done.returncode == 0, done.stdout
        assert "  pictures: 5 stored; documents: 2 stored, 1 not-found" in done.stdout
        yield archive, site


@pytest.fixture
def connection(crawled: tuple[Archive, MediaSite]) -> Iterator[sqlite3.Connection]:
    with closing(open_for_reading(crawled[0].path / "archive.db")) as made:
        yield made


def show(archive: Archive, address: str) -> dict[str, Any]:
    done = archive.run("show", address, "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_an_article_is_found_by_the_text_of_its_attachment(
    crawled: tuple[Archive, MediaSite], connection: sqlite3.Connection
) -> None:
    found = search(connection, "kenanga")
    assert found.total == 2
    assert sorted(hit.url for hit in found.hits) == sorted(crawled[1].url.rstrip("/") + Post(n).path for n in (1, 2))
    for hit in found.hits:
        assert hit.attachment == crawled[1].url + "remisi.pdf"
        assert "blok \x02Kenanga\x03" in hit.snippet
        assert hit.headline is not None
        assert "\x02" not in hit.headline
    assert search(connection, '"Lampiran SK"').total == 2
    assert search(connection, "kenanga", limit=1, offset=1).total == 2
    assert search(connection, "kenanga", limit=5, offset=7).total == 2


def test_an_article_that_has_the_words_itself_is_found_once_by_them(connection: sqlite3.Connection) -> None:
    found = search(connection, '"warga binaan"')
    assert (found.total, len(found.hits)) == (8, 8)
    assert {hit.attachment for hit in found.hits} == {None}
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


def test_filters_and_counts_hold_for_attachments_too(connection: sqlite3.Connection) -> None:
    for words in ("kenanga", '"warga binaan"', "kenanga OR tertib"):
        for filters in ({}, {"since": "2020-02-03"}, {"source": "contoh", "until": "2020-02-02"}):
            found = search(connection, words, **filters)  # type: ignore[arg-type]  # texts, all of them
            counted = facets(connection, words, **filters)  # type: ignore[arg-type]  # as above
            assert sum(counted.years.values()) >= found.total
            assert sum(facets(connection, words).sources.values()) == search(connection, words).total
    assert search(connection, "kenanga", since="2020-02-03").total == 1


def test_a_field_of_the_article_is_not_looked_for_in_attachments(connection: sqlite3.Connection) -> None:
    assert search(connection, "title:lampiran").total == 0
    assert search(connection, "caption:kenanga").total == 0


def test_a_hidden_article_is_not_found_by_its_attachment(crawled: tuple[Archive, MediaSite], tmp_path: Path) -> None:
    archive = crawled[0].copy(tmp_path / "arsip")
    archive.change("UPDATE articles SET state = 'hidden' WHERE url LIKE ?", f"%{Post(1).path}")
    with closing(open_for_reading(archive.path / "archive.db")) as connection:
        assert search(connection, "kenanga").total == 1


def test_the_command_says_that_the_words_are_in_the_attachment(crawled: tuple[Archive, MediaSite]) -> None:
    archive, site = crawled
    printed = archive.run("search", "kenanga").stdout
    assert printed.startswith("2 found for kenanga")
    assert f"  in its attachment {site.url}remisi.pdf\n" in printed
    hits = json.loads(archive.run("search", "kenanga", "--format", "json").stdout)["hits"]
    assert {hit["attachment"] for hit in hits} == {f"{site.url}remisi.pdf"}


def test_an_article_shows_what_it_names_and_what_is_kept_of_it(crawled: tuple[Archive, MediaSite]) -> None:
    archive, site = crawled
    address = site.url.rstrip("/")
    lead, listed = show(archive, address + Post(1).path)["media"]
    assert (lead["role"], lead["url"], lead["ending"], lead["type"]) == (
        "lead",
        f"{site.url}satu.jpg",
        "stored",
        "image/jpeg",
    )
    assert (listed["title"], listed["pages"], listed["has_text"], listed["remark"]) == (
        "Lampiran SK Remisi",
        2,
        True,
        None,
    )
    scan, lost = show(archive, address + Post(3).path)["media"]
    assert (scan["has_text"], scan["remark"], lost["ending"]) == (False, "no-text", "not-found")
    printed = archive.run("show", address + Post(3).path).stdout
    assert "attachment: " in printed
    assert "1 pages, no-text" in printed
    assert "     not-found\n" in printed


def test_status_shows_the_hosts_that_were_learned_and_how_to_list_them(crawled: tuple[Archive, MediaSite]) -> None:
    archive, _ = crawled
    ((host,),) = archive.rows("SELECT host FROM media_hosts")
    (known,) = json.loads(archive.run("status", "contoh", "--json").stdout)
    assert known["media"]["endings"] == {
        "image": {"stored": 5},
        "document": {"stored": 2, "not-found": 1},
    }
    (learned,) = known["media"]["hosts"]
    assert (learned["host"], learned["articles"], learned["is_used"], learned["is_listed"]) == (host, 4, True, False)
    printed = archive.run("status", "contoh").stdout
    assert f'to list them in sources/contoh.toml: media_hosts = ["{host}"]' in printed
    before = (archive.path / "sources" / "contoh.toml").read_text()
    assert "media_hosts = [" not in before, "nobody writes into the archivist's file"


def test_a_pdf_that_a_list_names_as_if_it_were_a_page_is_captured_as_a_document(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with serve(MediaSite([Post(1)], rest=False)) as site:
        assert isinstance(site, MediaSite)
        site.attached, site.files = {1: ["/remisi.pdf"]}, {"/remisi.pdf": document(pdf(LIST))}
        map_ = (
            '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<url><loc>{site.url}remisi.pdf</loc></url><url><loc>{site.url.rstrip('/')}{Post(1).path}</loc></url></urlset>"
        )
        site.faults["/wp-sitemap-posts-post-1.xml"] = lambda: Answer(map_.encode(), kind="application/xml")
        adopt(archive, site.url)
        assert archive.run("crawl", "contoh").returncode == 0
        assert archive.rows("SELECT kind, fate FROM urls WHERE url LIKE '%.pdf'") == [("document", "stored")]
        done = archive.run("save", f"{site.url}remisi.pdf")
        assert archive.run("verify").returncode == 0, done.stdout + done.stderr
        assert archive.run("crawl", "contoh", "--refresh").returncode == 0
        assert archive.rows("SELECT kind, fate FROM urls WHERE url LIKE '%.pdf'") == [("document", "stored")]


def test_the_articles_page_lists_what_is_kept_as_text_and_shows_no_foreign_file(
    crawled: tuple[Archive, MediaSite],
) -> None:
    archive, site = crawled
    address = site.url.rstrip("/")
    with room(archive.path) as opened:
        first = opened.text(f"/artikel/{show(archive, address + Post(1).path)['id']}?lang=en")
        third = opened.text(f"/artikel/{show(archive, address + Post(3).path)['id']}?lang=id")
        found = opened.text("/cari?q=kenanga&lang=en")
    for said in ("Lead picture", "image/jpeg · 2,000 bytes", "Lampiran SK Remisi", "its text can be searched"):
        assert said in first
    for said in ("pindaian tanpa teks", "tidak terekam: tidak ditemukan"):
        assert said in third
    assert first.count("<img") == 1, "the mark of the archive itself"
    assert "In its attachment" in found
    assert "blok <mark>Kenanga</mark>" in found
