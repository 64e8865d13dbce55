"""The archive's own pages in Datasette: what they show, in both languages, of a real crawl."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from archive.browse.server import datasette_over
from archive.folder import ArchiveFolder
from tests.crawling import Archive, adopt, new_archive
from tests.news_site import NewsSite, Post, serve

POSTS = 30


@contextmanager
def room(path: Path) -> Iterator["Room"]:
    """The pages of an archive, for as long as the block runs."""
    opened = datasette_over(ArchiveFolder(path))
    try:
        yield Room(opened)
    finally:
        opened.executor.shutdown()
        for database in opened.databases.values():
            database.close()


class Room:
    """A visitor of the pages, by Datasette's own client."""

    def __init__(self, datasette: Datasette) -> None:
        self.datasette = datasette

    def get(self, address: str, **headers: str) -> Any:
        return asyncio.run(self.datasette.client.get(address, headers=headers))

    def text(self, address: str, status: int = 200, **headers: str) -> str:
        answer = self.get(address, **headers)
        assert answer.status_code == status, answer.text
        return str(answer.text)


@pytest.fixture(scope="module")
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, POSTS + 1)])) as made:
        yield made


@pytest.fixture(scope="module")
def archive(site: NewsSite, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Crawled, then changed and crawled again: post 3 twice revised, 5 renamed, 6 gone."""
    made = new_archive(tmp_path_factory.mktemp("browse") / "arsip")
    adopt(made, site.url)
    assert made.run("crawl").returncode == 0
    site.change(3, edition=1)
    assert made.run("crawl", "--refresh").returncode == 0
    site.change(3, edition=2, headline="Judul Baru")
    site.change(5, slug="nama-baru", edition=1)
    site.change(6, status="trash")
    assert made.run("crawl", "--refresh").returncode == 0
    return made


@pytest.fixture(scope="module")
def pages(archive: Archive) -> Iterator[Room]:
    with room(archive.path) as opened:
        yield opened


def plain(page: str) -> str:
    """The words of a page, without its elements."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def id_of(archive: Archive, number: int) -> str:
    ((found,),) = archive.rows("SELECT public_id FROM articles WHERE url LIKE ?", f"%/berita-{number}/")
    return str(found)


def test_the_first_page_says_whose_archive_it_is_and_what_came_last(pages: Room, archive: Archive) -> None:
    page = pages.text("/")
    assert "Perpustakaan Contoh" in page
    assert "30 artikel" in page
    assert "1 situs" in page
    newest = re.findall(r'href="/artikel/([a-z2-7]{16})"', page)
    assert newest[0] == id_of(archive, 27)
    assert len(newest) == 12
    assert 'href="/archive"' in page


def test_a_search_marks_the_words_and_turns_its_pages(pages: Room) -> None:
    first, second = pages.text("/cari?q=kegiatan"), pages.text("/cari?q=kegiatan&page=2")
    assert "29 artikel ditemukan" in plain(first)
    assert "<mark>Kegiatan</mark>" in first
    assert "halaman 1 dari 2" in plain(first)
    found = [re.findall(r'<h3><a href="/artikel/(\w{16})"', page) for page in (first, second)]
    assert [len(ids) for ids in found] == [20, 9]
    assert not set(found[0]) & set(found[1])


def test_an_article_shows_its_text_and_what_proves_it(pages: Room, archive: Archive, site: NewsSite) -> None:
    page = pages.text(f"/artikel/{id_of(archive, 1)}")
    assert '<h1 dir="auto">Lapas Contoh Gelar Kegiatan ke-1</h1>' in page
    assert "Minggu, 2 Februari 2020, pukul 01.01 WIB (+07:00)" in page
    assert site.posts[0].paragraphs[1] in page
    proof = "SELECT c.payload_sha256, f.path FROM captures c JOIN warc_files f ON f.id = c.warc_file WHERE c.url LIKE ?"
    for digest, path in archive.rows(proof, "%/berita-1/"):
        assert digest in page
        assert path in page
    ((row,),) = archive.rows("SELECT id FROM articles WHERE public_id = ?", id_of(archive, 1))
    assert f'href="/archive/articles/{row}"' in page
    assert pages.get(f"/archive/articles/{row}").status_code == 200
