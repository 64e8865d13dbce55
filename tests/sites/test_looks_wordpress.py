"""A real WordPress that an editor works on, during a crawl and between two, is in the end what is published."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import backfill
from tests.crawling import Archive, adopt, assert_whole, crawl, new_archive
from tests.sites.wordpress import WordPress
from tests.sites.wordpress_crawls import NO_FEED, NO_REST, NO_SITEMAP, Way, kept_posts, open_posts, prepare, twins

REST = Way("rest", capture="data")
FEED = Way("feed", (NO_REST, NO_SITEMAP))
WAYS = {
    "rest-data": REST,
    "rest": Way("rest"),
    "sitemap": Way("sitemap", (NO_REST,)),
    "feed": FEED,
    "archive": Way("archive", (NO_REST, NO_SITEMAP, NO_FEED)),
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path / "arsip")


def begin(site: WordPress, archive: Archive, way: Way) -> None:
    prepare(site, way)
    adopt(archive, site.url)
    if way.capture != "page":
        with (archive.path / "sources" / "contoh.toml").open("a") as file:
            file.write(f'capture = "{way.capture}"\n')


def assert_live_is_published(archive: Archive, site: WordPress) -> None:
    # what was trashed meanwhile is missing at once, and gone after a second look a day later
    live = kept_posts(archive, "a.state = 'live' AND a.missing IS NULL")
    assert live == set(open_posts(site.published()))
    assert_whole(archive)


def wait_for(process: "subprocess.Popen[str]", condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.02)


def open_ids(site: WordPress) -> list[int]:
    return sorted(post["id"] for post in site.published() if not post["password"])


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_an_editor_does_during_the_walk_is_seen(wordpress: WordPress, archive: Archive, way: Way) -> None:
    begin(wordpress, archive, way)
    ids = open_ids(wordpress)
    process = archive.start("crawl", "contoh")
    wait_for(process, lambda: archive.rows("SELECT count(*) FROM urls WHERE fate IN ('listing', 'stored')")[0][0] > 2)
    for number in [*ids[:3], *ids[-3:], ids[len(ids) // 2]]:
        wordpress.ctl("trash", number)
    for title in ("Razia Malam di Rutan Contoh", "Panen Raya Warga Binaan"):
        wordpress.ctl("publish", title)
    text, _ = process.communicate(timeout=600)
    assert process.returncode == 0, text
    assert_live_is_published(archive, wordpress)


@pytest.mark.parametrize("way", [REST, FEED], ids=["rest", "feed"])
def test_a_second_crawl_needs_at_most_five_requests_and_stores_nothing(
    wordpress: WordPress, archive: Archive, way: Way
) -> None:
    begin(wordpress, archive, way)
    assert crawl(archive)["way"] == way.kind
    captures = archive.rows("SELECT count(*) FROM captures")[0][0]
    second = crawl(archive)
    assert (second["new"], second["revised"], second["found"]) == (0, 0, 0)
    assert archive.rows("SELECT count(*) FROM captures")[0][0] - captures <= 5


@pytest.mark.parametrize("way", [WAYS["rest"], WAYS["sitemap"]], ids=["rest", "sitemap"])
def test_a_refresh_finds_exactly_what_the_editor_did(wordpress: WordPress, archive: Archive, way: Way) -> None:
    begin(wordpress, archive, way)
    crawl(archive)
    known = archive.rows("SELECT public_id FROM articles")
    edited, titled, renamed, trashed, deleted, locked, drafted, hidden, *_ = untouched(wordpress)
    old = {post["id"]: post["url"] for post in wordpress.published()}
    wordpress.ctl("edit", edited, "<p>Pembaruan: kegiatan ditutup lebih awal.</p>")
    wordpress.ctl("title", titled, "Judul yang Diperbaiki Redaksi")
    wordpress.ctl("slug", renamed, "nama-baru-sekali")
    wordpress.ctl("publish", "Berita yang Baru Terbit")
    wordpress.ctl("trash", trashed)
    wordpress.ctl("delete", deleted)
    wordpress.ctl("password", locked, "rahasia")
    wordpress.ctl("status", drafted, "draft")
    wordpress.ctl("status", hidden, "private")
    report = crawl(archive, "--refresh")
    counts = {name: report[name] for name in ("new", "revised", "moved", "gone")}
    assert counts == {"new": 1, "revised": 2, "moved": 1, "gone": 5}
    gone = {row[0] for row in archive.rows("SELECT url FROM articles WHERE state = 'gone'")}
    assert gone == {old[number] for number in (trashed, deleted, locked, drafted, hidden)}
    revised = {row[0] for row in archive.rows("SELECT url FROM articles WHERE revisions = 2")}
    assert revised == {old[edited], old[titled]}
    assert set(known) <= set(archive.rows("SELECT public_id FROM articles"))
    shown = archive.run("show", old[renamed], "--json")
    assert json.loads(shown.stdout)["url"].endswith("/nama-baru-sekali/")
    assert_live_is_published(archive, wordpress)
    again = crawl(archive, "--refresh")
    assert [again[name] for name in counts] == [0, 0, 0, 0]


def untouched(site: WordPress) -> list[int]:
    """Ids of ordinary posts, spread over the years: no sticky, renamed or otherwise odd ones among them.

    None whose text stands at a second address as well: its article would not go, but move there.
    """
    paired = frozenset[str]().union(*twins(open_posts(site.published()).values()))
    alone = [post for post in site.published() if not post["password"] and post["url"] not in paired]
    plain = [post for post in alone if post["title"] and len(post["content"]) > 400]
    return [post["id"] for post in plain[100::90]]


def test_a_backfill_by_rest_is_measured_beside_a_bare_loop(
    wordpress: WordPress, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backfill.main([wordpress.url, "--rounds", "1", "--json"]) == 0
    seconds, loop, compared = json.loads(capsys.readouterr().out)["figures"]
    assert compared["value"] == pytest.approx(seconds["value"] / loop["value"], rel=0.01)
    assert compared["at_most"] == 1.5
