"""Verification finds a flipped byte, a missing file, a damaged index, and whatever points at nothing."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.vocabulary import EXIT_CODES, Exit
from tests.crawling import Archive, adopt, new_archive
from tests.news_site import NewsSite, Post, serve

DAMAGED = EXIT_CODES[Exit.DAMAGED]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with serve(NewsSite([Post(number) for number in range(1, 13)])) as site:
        archive = new_archive(tmp_path_factory.mktemp("verify") / "arsip")
        adopt(archive, site.url)
        assert archive.run("crawl").returncode == 0
        yield archive


@pytest.fixture
def archive(crawled: Archive, tmp_path: Path) -> Archive:
    shutil.copytree(crawled.path, tmp_path / "arsip")
    return Archive(tmp_path / "arsip")


def verify(archive: Archive) -> tuple[int, dict[str, Any]]:
    done = archive.run("verify", "--json")
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def troubles(archive: Archive) -> list[tuple[str, str]]:
    code, found = verify(archive)
    assert code == DAMAGED
    return [(item["trouble"], item["where"]) for item in found["findings"]]


def change(archive: Archive, *statements: str) -> None:
    with closing(sqlite3.connect(archive.path / "archive.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def warc_of(archive: Archive) -> Path:
    (file,) = (archive.path / "warc").rglob("*.warc.gz")
    return file


def test_a_whole_archive_is_well(archive: Archive) -> None:
    code, found = verify(archive)
    assert code == 0
    assert (found["findings"], found["orphans"], found["strays"]) == ([], {}, [])
    assert (found["articles"], found["revisions"]) == (12, 12)
    assert [(found["captures"],)] == archive.rows("SELECT count(*) FROM captures")
    plain = archive.run("verify")
    assert plain.stdout.endswith("12 articles, 12 revisions: all is well\n")


def test_a_flipped_byte_is_found_wherever_it_is_in_a_response(archive: Archive) -> None:
    ((offset, length),) = archive.rows("SELECT warc_offset, warc_length FROM captures WHERE url LIKE '%berita-5/'")
    file = warc_of(archive)
    whole = file.read_bytes()
    for at in (offset, offset + length // 3, offset + length // 2, offset + length - 1):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert troubles(archive) == [("capture", f"contoh/{file.name} at {offset}")]


def test_a_deleted_file_is_one_line_whatever_lay_in_it(archive: Archive) -> None:
    file = warc_of(archive)
    file.unlink()
    assert troubles(archive) == [("missing-file", f"contoh/{file.name}")]


def test_a_damaged_search_index_is_found(archive: Archive) -> None:
    change(archive, "UPDATE articles SET headline = 'diubah diam-diam' WHERE id = 3")
    assert troubles(archive) == [("search-index", "articles_fts")]


def test_a_row_without_its_capture_is_found(archive: Archive) -> None:
    file = warc_of(archive)
    change(archive, "UPDATE captures SET warc_offset = warc_offset + 7 WHERE url LIKE '%berita-5/'")
    ((offset,),) = archive.rows("SELECT warc_offset FROM captures WHERE url LIKE '%berita-5/'")
    assert troubles(archive) == [("capture", f"contoh/{file.name} at {offset}")]


def test_a_digest_or_an_address_that_differs_from_its_row_is_found(archive: Archive) -> None:
    change(
        archive, "UPDATE captures SET payload_sha256 = 'x', url = 'http://lain.example/' WHERE url LIKE '%berita-5/'"
    )
    assert [trouble for trouble, _ in troubles(archive)] == ["capture", "capture"]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("DELETE FROM revisions WHERE article = 3", "article "),
        ("DELETE FROM revision_captures WHERE revision = 3", "revision 1 of article "),
        ("UPDATE urls SET article = NULL WHERE article = 3", "address "),
        ("UPDATE urls SET article = 4 WHERE article = 3", "article "),
        ("UPDATE articles SET source = 99 WHERE id = 3", "articles row 3"),
    ],
)
def test_a_pointer_to_nothing_is_found(archive: Archive, statement: str, where: str) -> None:
    change(archive, statement)
    found = troubles(archive)
    assert {trouble for trouble, _ in found} == {"pointer"}
    assert any(place.startswith(where) for _, place in found), found


def test_a_damaged_database_page_is_found_or_said_in_one_line(archive: Archive) -> None:
    change(archive, "PRAGMA wal_checkpoint(TRUNCATE)")
    database = archive.path / "archive.db"
    data = bytearray(database.read_bytes())
    middle = len(data) // 2 // 16384 * 16384
    data[middle : middle + 16384] = b"\x00" * 16384
    database.write_bytes(data)
    done = archive.run("verify")
    assert done.returncode in {1, DAMAGED}
    assert "Traceback" not in done.stderr


def test_what_a_crash_leaves_is_counted_and_no_error(archive: Archive) -> None:
    change(
        archive,
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM captures WHERE url LIKE '%robots.txt'",
        "DELETE FROM robots",
    )
    (archive.path / "warc" / "contoh" / "catatan.txt").write_text("bukan rekaman")
    code, found = verify(archive)
    assert code == 0
    assert found["orphans"] == {f"contoh/{warc_of(archive).name}": 1}
    assert found["strays"] == ["contoh/catatan.txt"]
