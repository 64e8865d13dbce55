"""Single pages are kept now, in the way of a crawl, and each is answered for."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import Answer, NewsSite, Post, serve


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number, protected=number == 4) for number in range(1, 9)])) as made:
        yield made


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path / "arsip")


def address(site: NewsSite, number: int) -> str:
    return next(site.url.rstrip("/") + post.path for post in site.posts if post.number == number)


def save(archive: Archive, *words: str) -> tuple[int, list[dict[str, Any]]]:
    done = archive.run("save", *words, "--json")
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_page_of_no_adopted_source_is_kept_under_saved(archive: Archive, site: NewsSite) -> None:
    done = archive.run("save", address(site, 3))
    assert done.returncode == 0, done.stderr
    ((public_id, headline, source),) = archive.rows(
        "SELECT public_id, headline, s.name FROM articles a JOIN sources s ON s.id = a.source"
    )
    assert (headline, source) == ("Lapas Contoh Gelar Kegiatan ke-3", "saved-local")
    assert done.stdout.startswith(f"{public_id}  stored")
    assert "saved-local" in archive.run("status").stdout
    assert archive.run("show", public_id).returncode == 0
    assert_whole(archive)


def test_each_address_gets_its_line_in_the_order_of_the_asking(archive: Archive, site: NewsSite) -> None:
    site.faults["/pindah/"] = lambda: Answer(status=301, headers={"Location": address(site, 2)})
    urls = [address(site, 4), address(site, 1), f"{site.url}tidak-ada/", f"{site.url}pindah/", site.url]
    code, saved = save(archive, *urls)
    assert code == 3
    assert [one["url"] for one in saved] == urls
    assert [one["ending"] for one in saved] == ["protected", "stored", "not-found", "stored", "not-an-article"]
    assert [one["id"] is not None for one in saved] == [False, True, False, True, False]
    assert_whole(archive)


def test_a_page_of_an_adopted_source_is_its_own_and_its_crawl_is_not_disturbed(
    archive: Archive, site: NewsSite
) -> None:
    adopt(archive, site.url)
    assert save(archive, address(site, 3))[0] == 0
    assert archive.rows("SELECT s.name FROM articles a JOIN sources s ON s.id = a.source") == [("contoh",)]
    assert not [path for path in site.asked if "wp-json/wp/v2/posts?per_page=100" in path]
    assert archive.run("crawl").returncode == 0
    assert archive.rows("SELECT count(*) FROM articles WHERE revisions = 1") == [(7,)]
    assert_whole(archive)


def test_what_is_saved_again_is_looked_at_again_and_keeps_its_id(archive: Archive, site: NewsSite) -> None:
    _, (first,) = save(archive, address(site, 3))
    site.change(3, edition=1)
    _, (second,) = save(archive, address(site, 3))
    assert first["id"] == second["id"]
    assert archive.rows("SELECT revisions FROM articles") == [(2,)]


def test_addresses_come_from_a_file(archive: Archive, site: NewsSite, tmp_path: Path) -> None:
    listed = tmp_path / "alamat.txt"
    listed.write_text(f"# dua berita\n{address(site, 1)}\n\n{address(site, 2)}\n{address(site, 1)}\n")
    code, saved = save(archive, "--from", str(listed))
    assert code == 0
    assert [one["url"] for one in saved] == [address(site, 1), address(site, 2)]


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "which pages?"), (("berita",), "is no web address"), (("ftp://contoh.example/",), "is no web address")],
)
def test_what_is_no_address_is_said_in_one_line(archive: Archive, words: tuple[str, ...], said: str) -> None:
    done = archive.run("save", *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_site_that_is_not_there_is_waited_for_and_said(archive: Archive) -> None:
    with serve(NewsSite([Post(1)])) as site:
        gone = address(site, 1)
    done = archive.run("save", gone)
    assert done.returncode == 3
    assert "waiting" in done.stdout


def test_no_source_can_be_called_saved(archive: Archive, site: NewsSite) -> None:
    done = archive.run("source", "add", site.url, "--name", "saved")
    assert done.returncode == 1
    assert "saved" in done.stderr
