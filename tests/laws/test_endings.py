"""One response, one outcome: every way a request can end leaves a fate (or a due time), and no lease."""

import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.outcomes import Lease, Outcome
from archive.sources import Source
from archive.vocabulary import Fate, Reason, UrlKind
from spiders.endings import RETRY_SECONDS, end_by_status, retry_after, try_again_later
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

MARK = "berita-5/"
PATH = Post(5).path


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, 13)], rest=False)) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt(made, site.url)
    return made


def assert_the_rest_is_stored(archive: Archive, others: int = 11) -> None:
    assert archive.fates()["stored", None] == others
    assert archive.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]


ANSWERS: dict[str, tuple[Callable[[], Answer], str, str | None]] = {
    "404": (lambda: Answer(b"tidak ada", 404), "gone", "not-found"),
    "410": (lambda: Answer(b"", 410), "gone", "not-found"),
    "403": (lambda: Answer(b"", 403), "blocked", "forbidden"),
    "418": (lambda: Answer(b"", 418), "failed", "unexpected-status"),
    "off-site": (lambda: Answer(b"", 301, headers={"Location": "https://lain.example/"}), "refused", "off-site"),
    "to-file": (lambda: Answer(b"", 302, headers={"Location": "file:///etc/hostname"}), "refused", "bad-address"),
    "no-location": (lambda: Answer(b"", 302), "failed", "bad-address"),
    "to-itself": (lambda: Answer(b"", 302, headers={"Location": PATH}), "failed", "too-many-redirects"),
    "too-large": (lambda: Answer(b"<p>" + b"a" * 34_000_000), "refused", "too-large"),
    "bomb": (
        lambda: Answer(zlib.compress(b"<p>" + b"a" * 200_000_000), headers={"Content-Encoding": "deflate"}),
        "refused",
        "too-large",
    ),
    "empty": (lambda: Answer(b""), "refused", None),
    "not-html": (lambda: Answer(bytes(range(256)) * 40, kind="image/jpeg"), "refused", None),
    "listing": (
        lambda: Answer(
            b"<html><body class='archive category category-berita wp-embed-responsive'><p>x</p></body></html>"
        ),
        "refused",
        None,
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_is_no_article_has_its_fate(archive: Archive, site: NewsSite, name: str) -> None:
    answer, fate, reason = ANSWERS[name]
    site.faults[PATH] = answer
    done = archive.run("crawl", "contoh")
    got = archive.fate_of(MARK)
    assert got[0] == fate, got
    assert reason is None or got[1] == reason, got
    assert got[1] is not None
    assert done.returncode == (3 if fate == "failed" else 0), done.stdout
    assert_the_rest_is_stored(archive)
    assert_whole(archive)


def test_a_redirect_is_an_outcome_with_an_alias(archive: Archive, site: NewsSite) -> None:
    site.faults["/lama/"] = lambda: Answer(b"", 301, headers={"Location": PATH})
    site.faults["/wp-sitemap-posts-post-1.xml"] = lambda: Answer(
        f"<urlset><url><loc>{site.url}lama/</loc></url></urlset>".encode(), kind="text/xml"
    )
    assert archive.run("crawl", "contoh").returncode == 0
    assert archive.fate_of("/lama/")[0] == "moved"
    target = "SELECT t.url, t.fate FROM urls u JOIN urls t ON t.id = u.moved_to WHERE u.url LIKE '%/lama/'"
    assert archive.rows(target) == [(site.url.rstrip("/") + PATH, "stored")]


def test_two_addresses_that_redirect_to_each_other_end(archive: Archive, site: NewsSite) -> None:
    site.faults[PATH] = lambda: Answer(b"", 301, headers={"Location": "/lain/"})
    site.faults["/lain/"] = lambda: Answer(b"", 301, headers={"Location": PATH})
    archive.run("crawl", "contoh")
    assert (archive.fate_of(MARK)[0], archive.fate_of("/lain/")[0]) == ("moved", "moved")
    assert_the_rest_is_stored(archive)


def test_an_endless_chain_of_redirects_ends(archive: Archive, site: NewsSite) -> None:
    for number in range(40):
        address = f"/rantai/{number}"
        site.faults[address] = lambda n=number: Answer(b"", 302, headers={"Location": f"/rantai/{n + 1}"})
    site.faults[PATH] = lambda: Answer(b"", 302, headers={"Location": "/rantai/0"})
    assert archive.run("crawl", "contoh").returncode == 3
    last = archive.rows("SELECT url FROM urls WHERE reason = 'too-many-redirects'")
    assert last == [(f"{site.url}rantai/9",)]


def test_a_server_error_is_tried_again(archive: Archive, site: NewsSite) -> None:
    answers = iter([Answer(b"", 502), Answer(status=0), None])
    site.faults[PATH] = lambda: next(answers, None)
    done = archive.run("crawl", "contoh")
    assert done.returncode == 0, done.stdout
    assert archive.fate_of(MARK)[0] == "stored"
    assert site.asked[PATH] == 3


def test_retry_after_holds_the_whole_source(archive: Archive, site: NewsSite) -> None:
    site.faults[PATH] = lambda: Answer(b"", 429, headers={"Retry-After": "3600"})
    done = archive.run("crawl", "contoh")
    assert done.returncode == 3
    assert "asks to wait" in done.stdout
    state, reason, _ = archive.fate_of(MARK)
    assert (state, reason) == ("pending", "too-many-requests")
    asked = site.asked.total()
    assert archive.run("crawl", "contoh").returncode == 3
    assert site.asked.total() == asked, "nothing may be asked before the hour is over"


def test_a_forbidden_address_is_never_asked(archive: Archive, site: NewsSite) -> None:
    site.robots = Answer(f"User-agent: *\nDisallow: {PATH}\n".encode(), kind="text/plain")
    assert archive.run("crawl", "contoh").returncode == 0
    assert archive.fate_of(MARK)[:2] == ("blocked", "robots")
    assert site.asked[PATH] == 0
    assert_the_rest_is_stored(archive)


def test_unreachable_robots_mean_that_nothing_is_asked(archive: Archive, site: NewsSite) -> None:
    site.robots = Answer(b"", 503)
    site.asked.clear()  # of what the look before the adoption asked
    done = archive.run("crawl", "contoh")
    assert done.returncode == 3
    assert "robots.txt" in done.stdout
    assert not [path for path in site.asked if "berita-" in path]


def test_a_dead_site_is_said_to_be_dead(tmp_path: Path) -> None:
    with serve(NewsSite([Post(1)])) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt(archive, site.url)
    done = archive.run("crawl", "contoh")
    assert done.returncode == 3
    assert "refused" in done.stdout.lower()
    assert archive.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]


def test_a_site_that_forbids_everything_is_said_to(archive: Archive, site: NewsSite) -> None:
    site.faults |= {
        path: lambda: Answer(b"tidak boleh", 403)
        for path in ("/", "/feed/", "/wp-sitemap.xml", "/sitemap_index.xml", "/wp-json/wp/v2/posts")
    }
    done = archive.run("crawl", "contoh")
    assert done.returncode == 3
    assert "no way into the site is open" in done.stdout
    assert "403" in done.stdout


def crawl_with(archive: Archive, spider: str = "wordpress", **settings: object) -> str:
    words = [sys.executable, "-m", "tests.laws.broken_parts", str(archive.path), spider, json.dumps(settings)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


BROKEN = {
    "dropped by a pipeline": ({"PIPELINE": "tests.laws.broken_parts.Dropping"}, "dropped"),
    "a bug in a pipeline": ({"PIPELINE": "tests.laws.broken_parts.Raising"}, "dropped"),
    "a bug in the reader": ({"READER": "tests.laws.broken_parts:read_raising"}, "bug"),
    "a reader without an answer": ({"READER": "tests.laws.broken_parts:read_nothing"}, "bug"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_part_that_breaks_costs_that_page_alone(archive: Archive, name: str) -> None:
    settings, reason = BROKEN[name]
    crawl_with(archive, **settings)
    assert archive.fate_of(MARK)[:2] == ("failed", reason)
    assert_the_rest_is_stored(archive)
    assert_whole(archive)


@pytest.mark.parametrize("spider", ["raises-before", "gives-nothing"])
def test_a_callback_without_an_outcome_is_a_failure_not_a_lease(archive: Archive, spider: str) -> None:
    crawl_with(archive, spider)
    assert archive.fate_of(MARK)[:2] == ("failed", "dropped")
    assert_the_rest_is_stored(archive)


def test_a_callback_that_raises_after_its_outcome_keeps_the_outcome(archive: Archive) -> None:
    crawl_with(archive, "yields-and-raises")
    assert archive.fate_of(MARK)[0] == "stored"


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "reason"), [("read_dying", "reader-died"), ("read_hanging", "reader-timeout")])
def test_a_dead_or_hanging_reader_costs_that_page_alone(archive: Archive, reader: str, reason: str) -> None:
    crawl_with(archive, READER=f"tests.laws.broken_parts:{reader}", READER_PROCESSES=2, READER_SECONDS=1)
    state, why, _ = archive.fate_of(MARK)
    assert (state, why) == ("pending", reason), "a pool's failure is tried again, with growing pauses"
    assert_the_rest_is_stored(archive)


LEASE = Lease(1, "https://lapas.contoh.example/a/", UrlKind.PAGE, tries=0, hops=0, round=1, walk={})
SOURCE = Source("contoh", "https://lapas.contoh.example/", "wordpress")


def test_what_fails_again_and_again_has_failed() -> None:
    tired = Lease(1, LEASE.url, UrlKind.PAGE, tries=len(RETRY_SECONDS), hops=0, round=1, walk={})
    outcome = try_again_later(Outcome(tired), Reason.TIMEOUT, "60 s")
    assert (outcome.fate, outcome.reason, outcome.due) == (Fate.FAILED, Reason.TIMEOUT, None)


def test_what_failed_together_does_not_come_back_together() -> None:
    before = datetime.now(UTC)
    waits = []
    for _ in range(50):
        outcome = try_again_later(Outcome(replace(LEASE, tries=3)), Reason.SERVER_ERROR, "HTTP 502")
        assert outcome.due is not None
        waits.append((outcome.due - before).total_seconds())
    assert 600 <= min(waits) < max(waits) < 600 * 1.25 + 5
    assert max(waits) - min(waits) > 30


@pytest.mark.parametrize("status", [*range(100, 200), *range(201, 600)])
def test_every_status_has_an_ending(status: int) -> None:
    outcome = Outcome(LEASE)
    assert end_by_status(outcome, status, {"location": "https://lapas.contoh.example/b/"}, SOURCE)
    assert (outcome.fate is None) != (outcome.due is None)


def test_retry_after_is_read_in_both_forms_and_bounded() -> None:
    assert retry_after("120") == timedelta(seconds=120)
    assert retry_after("999999999999") == timedelta(days=1)
    later = datetime.now(UTC) + timedelta(minutes=5)
    wait = retry_after(later.strftime("%a, %d %b %Y %H:%M:%S GMT"))
    assert wait is not None
    assert timedelta(minutes=4) < wait <= timedelta(minutes=5)
    assert retry_after("Wed, 25 Nov 1026 00:00:00 GMT") == timedelta(seconds=1)
    assert [retry_after(text) for text in ("", "nanti", None, "Wed, 99 Foo")] == [None] * 4
