"""Stored captures are read again without the network: nothing changes unless the readers did."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import NewsSite, Post, serve


@pytest.fixture(scope="module", params=["rest", "html"])
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Crawled, changed, crawled again, with a page saved by hand; the site is down by the time of the test."""
    made = new_archive(tmp_path_factory.mktemp("reread") / "arsip")
    posts = [Post(number, protected=number == 4) for number in range(1, 31)]
    with serve(NewsSite(posts, rest=request.param == "rest")) as site, serve(NewsSite([Post(99)])) as other:
        adopt(made, site.url)
        assert made.run("crawl").returncode == 0
        site.change(3, edition=1, headline="Judul Baru")
        site.change(5, slug="nama-baru", edition=1)
        site.change(6, status="trash")
        site.posts.append(Post(31))
        assert made.run("crawl", "--refresh").returncode == 0
        assert made.run("save", other.url.rstrip("/") + Post(99).path).returncode == 0
    assert made.run("reread").returncode == 0  # of pages that were read before the site's template was learned
    return made


@pytest.fixture
def archive(crawled: Archive, tmp_path: Path) -> Archive:
    shutil.copytree(crawled.path, tmp_path / "arsip")
    return Archive(tmp_path / "arsip")


def reread(archive: Archive, *options: str) -> list[dict[str, Any]]:
    done = archive.run("reread", "--json", *options)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def everything(archive: Archive) -> list[list[tuple[Any, ...]]]:
    return [
        archive.rows(f"SELECT * FROM {table} ORDER BY 1") for table in ("articles", "revisions", "urls", "captures")
    ]


def as_an_older_reader_left_it(archive: Archive, number: int) -> str:
    """Put another headline, body and section into the newest revision, in the way that a reader would have."""
    with closing(sqlite3.connect(archive.path / "archive.db")) as connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute("SELECT * FROM articles WHERE url LIKE ?", (f"%/berita-{number}/",)).fetchone()
        old = (row["id"], row["headline"], row["lead_caption"], row["body"])
        insert = "INSERT INTO articles_fts (articles_fts, rowid, headline, lead_caption, body) VALUES "
        connection.execute(insert + "('delete', ?, ?, ?, ?)", old)
        connection.execute(
            "UPDATE articles SET headline = 'Terpotong', body = 'Baca juga', section = NULL WHERE id = ?", (row["id"],)
        )
        connection.execute(
            "INSERT INTO articles_fts (rowid, headline, lead_caption, body) "
            "SELECT id, headline, lead_caption, body FROM articles WHERE id = ?",
            (row["id"],),
        )
        connection.commit()
        return str(row["public_id"])


def test_nothing_changes_when_the_readers_have_not(archive: Archive) -> None:
    before = everything(archive)
    assert reread(archive, "--dry-run") == []
    assert reread(archive) == []
    assert everything(archive) == before


def test_a_dry_run_shows_field_by_field_what_would_change_and_changes_nothing(archive: Archive) -> None:
    public_id = as_an_older_reader_left_it(archive, 9)
    before = everything(archive)
    changes = reread(archive, "--dry-run")
    assert everything(archive) == before
    assert {change["id"] for change in changes} == {public_id}
    changed = {change["field"]: (change["before"], change["after"]) for change in changes}
    assert changed["headline"] == ("Terpotong", "Lapas Contoh Gelar Kegiatan ke-9")
    assert changed["body"][0] == "Baca juga"
    plain = archive.run("reread", "--dry-run").stdout
    lines = plain.splitlines()
    assert lines[0] == "contoh: 1 of 30 articles"
    assert lines[lines.index("  headline: 1 other") + 1] == (
        f"    {public_id}  Terpotong → Lapas Contoh Gelar Kegiatan ke-9"
    )
    assert "  section: 1 gained" in lines or "section" not in changed
    assert plain.endswith("1 would change\n")


def test_a_new_reading_takes_the_place_of_the_old_one_and_can_be_searched(archive: Archive) -> None:
    public_id = as_an_older_reader_left_it(archive, 9)
    assert reread(archive)
    ((headline, revisions, found),) = archive.rows(
        "SELECT headline, revisions, public_id FROM articles WHERE url LIKE '%/berita-9/'"
    )
    assert (headline, revisions, found) == ("Lapas Contoh Gelar Kegiatan ke-9", 1, public_id)
    assert public_id in archive.run("search", '"nomor 9"').stdout
    assert_whole(archive)
    assert reread(archive) == []


def test_a_damaged_capture_costs_its_articles_alone_and_is_said(archive: Archive) -> None:
    public_id = as_an_older_reader_left_it(archive, 9)
    ((path, offset),) = archive.rows(
        "SELECT f.path, c.warc_offset FROM captures c JOIN warc_files f ON f.id = c.warc_file JOIN sources s "
        "ON s.id = c.source WHERE s.name = 'saved-local' AND c.url LIKE '%berita-99/'"
    )
    file = archive.path / "warc" / path
    data = bytearray(file.read_bytes())
    data[offset + 200] ^= 0xFF
    file.write_bytes(data)
    done = archive.run("reread")
    assert done.returncode == 1
    assert "not read again: " in done.stderr
    assert "berita-99" in done.stderr
    assert public_id in done.stdout


def test_a_source_that_is_not_there_is_said(archive: Archive) -> None:
    done = archive.run("reread", "lain")
    assert done.returncode == 1
    assert "no source named 'lain'; known are: contoh, saved-local" in done.stderr
