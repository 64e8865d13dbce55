"""Removals: each way in which an article goes is seen, believed after a second look, told, and can be taken back."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.changes.sightings import what_was_seen
from archive.outcomes import Lease, Outcome
from archive.vocabulary import Fate, Reason, UrlKind
from tests.crawling import Archive, adopt_unseen, assert_whole, crawl, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

PAGE = "<html lang='id'><head><title>{0}</title></head><body class='{1}'><main><h1>{0}</h1>{2}</main></body></html>"
EMPTY = "<article class='post hentry'><h1 class='entry-title'>{0}</h1><div class='entry-content'></div></article>"


def page(title: str, classes: str, body: str) -> bytes:
    return PAGE.format(title, classes, body).encode()


ENDINGS = {
    "not-found": lambda: Answer(b"tidak ada", 404),
    "not-found by 410": lambda: Answer(b"", 410),
    "not-found by its words": lambda: Answer(page("Halaman tidak ditemukan", "error404 wp-x", "<p>Maaf.</p>")),
    "sent-home": lambda: Answer(status=302, headers={"Location": "/"}),
    "sent-elsewhere": lambda: Answer(status=301, headers={"Location": Post(2).path}),
    "sent-elsewhere, to what is no article": lambda: Answer(status=301, headers={"Location": "/category/berita/"}),
    "emptied": lambda: Answer(
        page("Lapas Contoh Gelar Kegiatan ke-1", "single single-post postid-1", EMPTY.format("Lapas Contoh"))
    ),
    "login": lambda: Answer(b"", 401, headers={"WWW-Authenticate": "Basic"}),
    "login by a form": lambda: Answer(page("Log in", "login login-action-login wp-x", "<input type='password'>")),
    "withheld": lambda: Answer(b"", 451),
}
TRANSIENT = {
    "maintenance": lambda: Answer(b"Sedang dalam pemeliharaan", 503, headers={"Retry-After": "3600"}),
    "a challenge": lambda: Answer(b"<title>Just a moment...</title>", 403, headers={"cf-mitigated": "challenge"}),
}


def a_day_passes(archive: Archive) -> None:
    """Everything that was seen was seen a day earlier, and what is to be looked at tomorrow is due."""
    past = "strftime('%Y-%m-%dT%H:%M:%f000Z', {0}, '-25 hours')"
    archive.change(f"UPDATE sightings SET seen = {past.format('seen')}")
    archive.change(f"UPDATE articles SET missing = {past.format('missing')} WHERE missing IS NOT NULL")
    archive.change(f"UPDATE urls SET settled = {past.format('settled')} WHERE settled IS NOT NULL")
    archive.change(f"UPDATE urls SET look_again = {past.format('look_again')} WHERE look_again IS NOT NULL")


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, 4)], rest=False, feed=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_unseen(made, site.url)
    crawl(made)
    return made


def look(archive: Archive, *, expected: int = 0) -> None:
    """A poll in which the page of post 1 is due."""
    archive.change("UPDATE urls SET look_again = '2026-01-01' WHERE url LIKE '%/berita-1/'")
    crawl(archive, expected=expected)


def state(archive: Archive) -> tuple[str, bool]:
    ((state, missing),) = archive.rows("SELECT state, missing IS NOT NULL FROM articles WHERE url LIKE '%/berita-1/'")
    return state, bool(missing)


def seen(archive: Archive) -> list[str]:
    return [word for (word,) in archive.rows("SELECT sighting FROM sightings ORDER BY id")]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_article_is_gone_after_a_second_look_a_day_later(archive: Archive, site: NewsSite, ending: str) -> None:
    word = ending.partition(" ")[0].rstrip(",")
    site.faults[Post(1).path] = ENDINGS[ending]
    look(archive)
    assert (state(archive), seen(archive)) == (("live", True), [word])
    look(archive)
    assert state(archive) == ("live", True), "two looks on one day are one"
    a_day_passes(archive)
    crawl(archive)
    assert state(archive) == ("gone", True)
    assert set(seen(archive)) == {word}
    ((words, revisions),) = archive.rows("SELECT words, revisions FROM articles WHERE url LIKE '%/berita-1/'")
    assert (words > 20, revisions) == (True, 1), "the text stays"
    assert_whole(archive)


@pytest.mark.parametrize("ending", ["not-found", "not-found by 410", "emptied", "login by a form"])
def test_a_refresh_counts_as_both_looks_though_the_sitemap_still_names_it(
    archive: Archive, site: NewsSite, ending: str
) -> None:
    site.faults[Post(1).path] = ENDINGS[ending]
    assert crawl(archive, "--refresh")["gone"] == 1
    assert state(archive) == ("gone", True)


def test_a_refresh_counts_as_both_looks_and_status_and_show_tell_it(archive: Archive, site: NewsSite) -> None:
    site.faults[Post(1).path] = ENDINGS["sent-home"]
    assert crawl(archive, "--refresh")["gone"] == 1
    told = archive.run("status", "contoh").stdout
    assert "sent-home" in told
    assert "Lapas Contoh Gelar Kegiatan ke-1" in told
    (removed,) = json.loads(archive.run("status", "contoh", "--json").stdout)[0]["removed"]
    assert removed["sighting"] == "sent-home"
    shown = archive.run("show", removed["id"]).stdout
    assert "What was seen in its place" in shown
    (sighting,) = json.loads(archive.run("show", removed["id"], "--json").stdout)["sightings"]
    assert (sighting["sighting"], sighting["warc_offset"] > 0) == ("sent-home", True)


def test_what_comes_back_is_live_again_and_the_way_of_it_is_kept(archive: Archive, site: NewsSite) -> None:
    site.faults[Post(1).path] = ENDINGS["not-found"]
    crawl(archive, "--refresh")
    site.faults.clear()
    look(archive)
    assert (state(archive), seen(archive)) == (("live", False), ["not-found", "back"])
    site.faults[Post(1).path] = ENDINGS["not-found"]
    look(archive)
    assert state(archive) == ("live", True), "it needs a second look anew"


@pytest.mark.parametrize("trouble", TRANSIENT)
def test_what_passes_by_itself_is_no_removal(archive: Archive, site: NewsSite, trouble: str) -> None:
    site.faults[Post(1).path] = TRANSIENT[trouble]
    archive.change("UPDATE urls SET look_again = '2026-01-01' WHERE url LIKE '%/berita-1/'")
    archive.run("crawl", "contoh", "--limit", "1")
    assert (state(archive), seen(archive)) == (("live", False), [])


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.SERVER_ERROR, Reason.NO_CONNECTION, Reason.BUG])
def test_what_could_not_be_reached_says_nothing(reason: Reason) -> None:
    lease = Lease(1, "https://lapas.contoh.example/a/", UrlKind.PAGE, tries=5, hops=0, round=1, walk={})
    assert what_was_seen(Outcome(lease).settle(Fate.FAILED, reason)) is None
