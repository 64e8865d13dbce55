"""A real crawl learns what the site repeats, reads with it, and makes no revision of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import Archive, adopt_unseen, assert_whole, crawl, new_archive
from tests.news_site import NewsSite, Post, serve

NOTE = "Portal ini dikelola oleh hubungan masyarakat Lapas Contoh dan memuat kabar setiap hari kerja."
BOX = f"<div class='tentang'><p>{NOTE}</p></div>"
CLOSING = "Kegiatan itu diikuti petugas dan warga binaan, dan berlangsung tertib dari pagi hingga siang hari."
POSTS = 24
READ_WITH = (
    "SELECT r.template_snapshot, count(*) FROM revisions r JOIN articles a ON a.id = r.article "
    "AND a.revisions = r.number GROUP BY 1 ORDER BY 1"
)


Crawled = tuple[NewsSite, Archive]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    archive = new_archive(tmp_path_factory.mktemp("templates") / "arsip")
    posts = [Post(number) for number in range(1, POSTS + 1)]
    with serve(NewsSite(posts, rest=False, below=BOX)) as site:
        adopt_unseen(archive, site.url)
        crawl(archive, "--pace", "0.02")  # few pages at once, as in a crawl of a real site
        yield site, archive


@pytest.fixture
def site(crawled: Crawled) -> NewsSite:
    return crawled[0]


@pytest.fixture
def archive(crawled: Crawled, tmp_path: Path) -> Archive:
    return crawled[1].copy(tmp_path / "arsip")


def with_note(archive: Archive) -> int:
    ((count,),) = archive.rows("SELECT count(*) FROM articles WHERE body LIKE ?", f"%{NOTE}%")
    return int(count)


def test_a_crawl_learns_what_the_site_repeats_and_reads_with_it(archive: Archive) -> None:
    before = with_note(archive)  # these were read before anything was learned
    assert 4 <= before < POSTS
    assert archive.rows("SELECT number, pages >= 4 FROM templates") == [(1, 1)]
    assert archive.rows(READ_WITH) == [(None, before), (1, POSTS - before)]
    assert archive.rows("SELECT count(*) FROM articles WHERE body LIKE ?", f"%{CLOSING}%") == [(POSTS,)]
    assert f"{before} articles were read without it: arsip reread contoh" in archive.run("status", "contoh").stdout
    ((newest,),) = archive.rows("SELECT public_id FROM articles ORDER BY id DESC LIMIT 1")
    assert " with template 1 (left out: 1)\n" in archive.run("show", newest).stdout
    assert_whole(archive)


def test_reading_with_another_template_makes_no_revision_and_a_change_makes_one(
    site: NewsSite, archive: Archive
) -> None:
    query = "SELECT url FROM articles a JOIN revisions r ON r.article = a.id WHERE r.template_snapshot IS NULL LIMIT 1"
    ((url,),) = archive.rows(query)
    number = int(url.rstrip("/").rpartition("-")[2])
    site.change(number, edition=1)
    try:
        report = crawl(archive, "--refresh")
    finally:
        site.change(number, edition=0)
    assert (report["new"], report["revised"], report["same"]) == (0, 1, POSTS - 1)
    assert archive.rows("SELECT url FROM articles WHERE revisions > 1") == [(url,)]
    assert with_note(archive) == 0
    assert archive.rows(READ_WITH) == [(1, POSTS)]
    assert_whole(archive)


def test_old_captures_and_files_are_read_as_live_pages_are(site: NewsSite, archive: Archive, tmp_path: Path) -> None:
    before = with_note(archive)
    changes = json.loads(archive.run("reread", "--dry-run", "--json").stdout)
    assert len({change["id"] for change in changes}) == before
    assert {change["field"] for change in changes} >= {
        "body",
        "body_html",
        "words",
        "credits",
    }  # (wes/zak) ends the text
    assert with_note(archive) == before
    assert archive.run("reread").returncode == 0
    assert with_note(archive) == 0
    assert archive.rows(READ_WITH) == [(1, POSTS)]
    ((url, body),) = archive.rows("SELECT url, body FROM articles LIMIT 1")
    file = tmp_path / "halaman.html"
    file.write_bytes(site.answer(url.removeprefix(site.url.rstrip("/"))).body)
    item = json.loads(archive.run("read", str(file), "--url", url, "--json").stdout)
    assert (item["body"], item["template_snapshot"]) == (body, 1)
