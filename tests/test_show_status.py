"""One article in any of its states, and how each source stands."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import Archive, adopt, new_archive
from tests.news_site import NewsSite, Post, serve


@pytest.fixture(scope="module")
def site() -> Iterator[NewsSite]:
    posts = [Post(number, protected=number == 4) for number in range(1, 13)]
    with serve(NewsSite(posts)) as made:
        yield made


@pytest.fixture(scope="module")
def archive(site: NewsSite, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Crawled, then changed and crawled again: post 3 twice revised, 5 renamed, 6 gone."""
    made = new_archive(tmp_path_factory.mktemp("show") / "arsip")
    adopt(made, site.url)
    assert made.run("crawl").returncode == 0
    site.change(3, edition=1)
    assert made.run("crawl", "--refresh").returncode == 0
    site.change(3, edition=2, headline="Judul Baru")
    site.change(5, slug="nama-baru", edition=1)
    site.change(6, status="trash")
    assert made.run("crawl", "--refresh").returncode == 0
    return made


def show(archive: Archive, *words: str) -> dict[str, Any]:
    done = archive.run("show", *words, "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def address(site: NewsSite, number: int) -> str:
    return next(site.url.rstrip("/") + post.path for post in site.posts if post.number == number)


def test_each_revision_of_an_article_can_be_read_as_it_was(archive: Archive, site: NewsSite) -> None:
    newest = show(archive, address(site, 3))
    assert (newest["revision"], newest["fields"]["headline"]) == (3, "Judul Baru")
    assert newest["revisions"][0]["changed"] == []
    assert "headline" in newest["revisions"][2]["changed"]
    first, second = (show(archive, newest["id"], "--revision", number)["fields"] for number in ("1", "2"))
    assert first["headline"] == second["headline"] == "Lapas Contoh Gelar Kegiatan ke-3"
    assert "Pembaruan ke-1" in second["body"]
    assert "Pembaruan" not in first["body"]
    assert newest["fields"]["body"].startswith(second["body"])
    assert [credit["name"] for credit in first["credits"]] == ["Wesley Contoh", "wes", "zak"]


def test_an_article_is_found_by_its_id_its_beginning_and_every_address(archive: Archive, site: NewsSite) -> None:
    wanted = show(archive, address(site, 5))
    old = address(site, 5).replace("nama-baru", "berita-5")
    for name in (wanted["id"], wanted["id"][:8].upper(), old, f"{site.url}?p=5", old.replace("http://", "")):
        assert show(archive, name)["id"] == wanted["id"]
    assert old in wanted["addresses"]


def test_an_address_as_the_query_finds_the_article_there(archive: Archive, site: NewsSite) -> None:
    wanted = show(archive, address(site, 5))
    for name in (wanted["url"], address(site, 5).replace("nama-baru", "berita-5"), wanted["url"] + "?utm_source=wa"):
        (hit,) = json.loads(archive.run("search", name, "--format", "json").stdout)["hits"]
        assert (hit["public_id"], hit["url"]) == (wanted["id"], wanted["url"])
    told = archive.run("search", wanted["url"]).stdout
    assert told.startswith(f"1 found for {wanted['url']}\n")
    assert wanted["id"] in told
    assert "Nothing found" in archive.run("search", wanted["url"], "--to", "1999").stdout
    unknown = archive.run("search", "https://lain.example/x")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (1, 1)
    assert "does not know the address https://lain.example/x" in unknown.stderr


def test_a_plain_page_says_where_the_text_comes_from(archive: Archive, site: NewsSite) -> None:
    done = archive.run("show", address(site, 6))
    assert "gone since" in done.stdout
    assert "Wesley Contoh (writer)" in done.stdout
    assert "sha256" in done.stdout
    assert "Revision 1 of 1" in done.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("aaaaaaaa", "no article has an id that begins with"),
        ("tidak!", "neither an article's id"),
        ("https://lain.example/x", "does not know the address"),
        ("", "neither an article's id"),
    ],
)
def test_a_name_that_finds_nothing_is_said_in_one_line(archive: Archive, name: str, said: str) -> None:
    done = archive.run("show", name)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_address_that_gave_no_article_says_why(archive: Archive, site: NewsSite) -> None:
    done = archive.run("show", address(site, 4))
    assert "refused, protected" in done.stderr


def test_a_revision_that_is_not_there_is_said(archive: Archive, site: NewsSite) -> None:
    assert "revisions 1 to 3" in archive.run("show", address(site, 3), "--revision", "4").stderr


def test_status_accounts_for_every_address(archive: Archive) -> None:
    (one,) = json.loads(archive.run("status", "contoh", "--json").stdout)
    assert one["found"] == one["stored"] + one["moved"] + one["pending"] + sum(one["not_stored"].values())
    assert (one["articles"], one["gone"], one["revisions"]) == (11, 1, 14)
    assert one["not_stored"] == {"not-found": 1, "protected": 1}
    assert (one["first_published"], one["last_published"]) == ("2020-02-02", "2020-02-13")
    assert (one["last_crawl"]["verdict"], one["last_crawl"]["way"]) == ("complete", "rest")


def test_status_of_all_sources_lists_what_was_removed_lately(archive: Archive) -> None:
    (stands,) = json.loads(archive.run("status", "--json").stdout)
    (removed,) = stands["removed"]
    assert (removed["sighting"], removed["gone"] is not None) == ("not-found", True)
    lines = archive.run("status", env={"COLUMNS": "200"}).stdout.splitlines()
    start = lines.index("removed in the last 30 days")
    day, headline = removed["missing"][:10], "Lapas Contoh Gelar Kegiatan ke-6"
    assert lines[start + 1] == f"  {day}  contoh  not-found  {removed['id']}  {headline}"
    assert lines[start + 2] == "  1 in all: 1 of contoh"
    assert headline in archive.run("show", removed["id"]).stdout, "the id that is told finds the text"


def test_status_lists_the_ten_latest_removals_and_counts_all_of_the_month(archive: Archive, tmp_path: Path) -> None:
    made = archive.copy(tmp_path / "arsip")
    day = "strftime('%Y-%m-%dT00:00:00.000000Z', 'now', '-' || (id * 2) || ' days')"
    made.change(f"UPDATE articles SET state = 'live', gone = NULL, missing = {day}")
    made.change("DELETE FROM sightings")
    made.change("INSERT INTO sightings (article, seen, sighting) SELECT id, missing, 'sent-home' FROM articles")
    lines = made.run("status", env={"COLUMNS": "60"}).stdout.splitlines()
    assert max(map(len, lines)) <= 60
    listed = [line for line in lines if "  sent-home, to be looked at again" in line]
    latest = made.rows("SELECT substr(missing, 1, 10) FROM articles ORDER BY missing DESC LIMIT 10")
    assert [line.split()[0] for line in listed] == [day for (day,) in latest]
    assert "  11 in all: 11 of contoh" in lines
    made.change(
        f"UPDATE articles SET missing = {day.replace('id * 2', '31')} WHERE id = (SELECT min(id) FROM articles)"
    )
    assert "  10 in all: 10 of contoh" in made.run("status").stdout.splitlines()


def test_status_is_readable_and_names_the_next_step(archive: Archive, tmp_path: Path) -> None:
    done = archive.run("status", "contoh")
    assert "1 of them gone from the site" in done.stdout
    assert "by rest, complete" in done.stdout
    assert "no source named 'lain'; known are: contoh" in archive.run("status", "lain").stderr
    empty = new_archive(tmp_path / "baru")
    assert "arsip source add" in empty.run("status").stdout
    assert "The archive is empty so far" in empty.run("search", "razia").stderr
