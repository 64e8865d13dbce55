"""Hacked sites and domains that strangers have taken over: nothing of theirs is stored, nothing of the site is lost."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crawling import Archive, adopt_unseen, crawl, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

REAL, PLANTED = 30, 5000
STRANGER = b"""<html lang="th"><head><title>Maxwin Gacor - Slot Gacor Hari Ini</title></head><body><h1>Slot Gacor</h1>
<p>Situs slot gacor, rtp live, bonus new member, togel macau dan mahjong ways. Link alternatif resmi slot online.</p>
<a href="https://taruhan.contoh/">Daftar slot</a></body></html>"""


@dataclass(frozen=True)
class Advert(Post):
    """A post that was planted."""

    @property
    def first_slug(self) -> str:
        return f"slot-gacor-{self.number}"

    @property
    def title(self) -> str:
        return f"Slot Gacor Maxwin {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        return [
            f"Situs slot gacor nomor {self.number} memberi rtp live dan link alternatif resmi.",
            "Daftar slot online dengan deposit pulsa, bonus new member, togel macau dan mahjong ways menanti.",
        ]


def adopt(tmp_path: Path, site: NewsSite) -> Archive:
    archive = new_archive(tmp_path / "arsip")
    adopt_unseen(archive, site.url)
    return archive


@pytest.fixture(params=["rest", "sitemap"])
def hacked(request: pytest.FixtureRequest) -> Iterator[NewsSite]:
    posts: list[Post] = [Post(number) if number % 167 == 0 else Advert(number) for number in range(1, PLANTED + 31)]
    assert sum(type(post) is Post for post in posts) == REAL
    with serve(NewsSite(posts, rest=request.param == "rest")) as site:
        yield site


def test_of_a_hacked_site_the_real_articles_are_stored_and_the_rest_is_spam(hacked: NewsSite, tmp_path: Path) -> None:
    archive = adopt(tmp_path, hacked)
    crawl(archive)
    headlines = [row[0] for row in archive.rows("SELECT headline FROM articles")]
    assert len(headlines) == REAL
    assert all("Slot" not in headline for headline in headlines)
    assert archive.fates()["refused", "spam"] == PLANTED
    assert sum(hacked.asked.values()) < 250


def test_on_a_domain_that_was_taken_over_nothing_is_crawled_and_all_is_kept(tmp_path: Path) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 31)])) as site:
        archive = adopt(tmp_path, site)
        crawl(archive)
        before = archive.rows("SELECT url, body, state, revisions FROM articles ORDER BY id")
        archive.change("UPDATE sources SET portrait_seen = '2020-01-01T00:00:00.000000Z'")
        site.posts = [Advert(number) for number in range(1, 31)]
        site.faults["/"] = lambda: Answer(STRANGER)
        site.asked.clear()
        report = crawl(archive, expected=3)
        assert report["verdict"] == "taken-over"
        assert report["explanation"].endswith("another site stands at this address: nothing was crawled, all is kept")
        assert set(site.asked) <= {"/", "/robots.txt"}
        assert archive.rows("SELECT url, body, state, revisions FROM articles ORDER BY id") == before
        (status,) = json.loads(archive.run("status", "--json").stdout)
        assert status["health"] == "taken-over"
        site.posts, site.faults = [*(Post(number) for number in range(1, 31)), Post(55)], {}
        assert crawl(archive)["new"] == 1
