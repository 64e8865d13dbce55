"""What has befallen an archive is said in one line, and nothing is torn: a full or read-only disk, damage, a clock."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from archive.clock import now, stamp
from archive.schema import migrations
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import NewsSite, Post, serve
from tests.small_disk import mounted, remount, used_of

READING = (["search", "kegiatan"], ["status"], ["show", "aaaa"], ["source", "list"])
WRITING = (["crawl", "contoh"], ["save", "http://127.0.0.1:9/berita/"], ["verify"])

ROOM = 600_000  # bytes: the crawl begins, and cannot end
FUTURE = "2091-01-01T00:00:00.000000Z"


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, 201)])) as made:
        yield made


@pytest.fixture
def small(site: NewsSite, tmp_path: Path) -> Iterator[Archive]:
    """An archive on a disk of its own that has no room for what the site gives."""
    with mounted(tmp_path / "disk", "30m") as disk:
        archive = new_archive(disk / "arsip")
        adopt(archive, site.url)
        remount(disk, f"size={used_of(disk) + ROOM}")
        yield archive


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with three articles; a test that changes it makes its own copy."""
    with serve(NewsSite([Post(number) for number in range(1, 4)])) as site:
        archive = new_archive(tmp_path_factory.mktemp("bad") / "arsip")
        adopt(archive, site.url)
        assert archive.run("crawl").returncode == 0
        yield archive


@pytest.fixture
def archive(crawled: Archive, tmp_path: Path) -> Archive:
    shutil.copytree(crawled.path, tmp_path / "arsip")
    return Archive(tmp_path / "arsip")


def change(archive: Archive, *statements: str) -> None:
    with closing(sqlite3.connect(archive.path / "archive.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def assert_one_line(archive: Archive, words: list[str], *needles: str) -> None:
    done = archive.run(*words)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, ""), (words, done)
    assert line.startswith("arsip: "), line
    assert [needle for needle in needles if needle not in line] == [], line


def test_a_full_disk_ends_the_crawl_in_one_line_and_with_room_it_goes_on(small: Archive, site: NewsSite) -> None:
    done = small.run("crawl", "contoh")
    assert (done.returncode, done.stdout) == (5, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"arsip: no room left {'in' if 'warc:' in line else 'for'} {small.path}")
    assert line.endswith("free some space, then run the same command again")
    remount(small.path.parent, "size=30m")
    assert small.run("crawl", "contoh").returncode == 0
    assert [len(site.public)] == [count for (count,) in small.rows("SELECT count(*) FROM articles")]
    (first, second) = small.rows("SELECT verdict, explanation FROM crawls ORDER BY id")
    assert first == ("interrupted", "it ended without a word: killed, the power went, or the disk was full")
    assert second[0] == "complete"
    assert_whole(small)


def test_an_archive_on_a_read_only_disk_is_read_and_says_that_it_cannot_be_written(
    crawled: Archive, tmp_path: Path
) -> None:
    with mounted(tmp_path / "disk", "30m") as disk:
        shutil.copytree(crawled.path, disk / "arsip")
        archive = Archive(disk / "arsip")
        remount(disk, "ro")
        found = archive.run("search", "kegiatan")
        assert (found.returncode, found.stderr) == (0, "")
        assert "3 found for kegiatan" in found.stdout
        assert archive.run("status").returncode == archive.run("source", "list").returncode == 0
        for words in WRITING:
            assert_one_line(archive, words, "cannot be opened or written: check the folder's owner, rights and mount")
        made = archive.run("init", str(disk / "lain"), "--institution=", "--contact=", "--time-zone=Asia/Jakarta")
        assert made.returncode != 0


def test_a_log_that_cannot_be_written_is_one_line(archive: Archive) -> None:
    (archive.path / "crawl.log").unlink()
    (archive.path / "crawl.log").mkdir()
    assert_one_line(archive, ["crawl", "contoh"], f"the log cannot be written: Is a directory: {archive.path}")


def test_every_command_says_that_an_archive_is_of_a_newer_version(archive: Archive) -> None:
    change(archive, "PRAGMA user_version = 99")
    expected = f"was made by a newer Arsip (schema 99; this one knows {len(migrations())}): update Arsip"
    for words in (*READING, *WRITING, ["source", "add", "http://127.0.0.1:9/"], ["read", "http://127.0.0.1:9/"]):
        assert_one_line(archive, words, expected)


def test_every_command_says_that_a_database_is_missing_and_none_makes_a_new_one(archive: Archive) -> None:
    for path in archive.path.glob("archive.db*"):
        path.unlink()
    for words in (*READING, *WRITING):
        assert_one_line(archive, words, "archive.db is missing", "restore it from a backup")
    assert list(archive.path.glob("archive.db*")) == []


def test_every_command_says_that_a_file_is_no_database(archive: Archive) -> None:
    (archive.path / "archive.db").write_bytes(b"Bukan basis data. " * 5000)
    for words in (*READING, *WRITING):
        assert_one_line(archive, words, "archive.db is damaged or no SQLite file", "restore it from a backup")


@pytest.mark.parametrize("table", ["urls", "articles", "crawls", "sources"])
def test_a_damaged_table_is_one_line_and_the_crawl_ends(archive: Archive, table: str) -> None:
    database = archive.path / "archive.db"
    with closing(sqlite3.connect(database)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    assert_one_line(archive, ["crawl", "contoh", "--refresh"], "archive.db is damaged", "restore it from a backup")
    assert_one_line(archive, ["status", "contoh"], "archive.db is damaged", "restore it from a backup")


def test_stamps_of_a_clock_that_has_jumped_back_hold_nothing_up(tmp_path: Path) -> None:
    """Due times and a pause further ahead than any wait, and a robots.txt from the future that forbids all."""
    archive = new_archive(tmp_path / "arsip")
    with serve(NewsSite([Post(number) for number in range(1, 21)])) as site:
        adopt(archive, site.url)
        assert archive.run("crawl").returncode == 0
        change(
            archive,
            f"UPDATE urls SET state = 'pending', fate = NULL, due = '{FUTURE}' WHERE kind = 'page'",
            f"UPDATE sources SET paused_until = '{FUTURE}', pause_reason = 'x'",
            f"UPDATE robots SET fetched = '{FUTURE}', expires = '{FUTURE}', body = 'User-agent: *\nDisallow: /'",
            f"UPDATE crawls SET started = '{FUTURE}', ended = NULL",
            f"UPDATE polls SET started = '{FUTURE}', ended = '{FUTURE}', retry = '{FUTURE}'",
        )
        done = archive.run("crawl", seconds=60)
        assert done.returncode == 0, done.stdout
        assert site.asked["/robots.txt"] == 3, "once for the look, once for each crawl"
    assert archive.rows("SELECT count(*) FROM urls WHERE state <> 'settled'") == [(0,)]
    assert archive.fates() == {("stored", None): 20}


def test_a_wait_within_a_day_is_kept_and_said_not_waited_for(archive: Archive) -> None:
    later = stamp(now() + timedelta(hours=20))
    change(archive, f"UPDATE urls SET state = 'pending', due = '{later}' WHERE kind = 'page'")
    done = archive.run("crawl", "contoh", seconds=60)
    assert done.returncode == 3
    assert "3 addresses are to be tried again" in done.stdout
