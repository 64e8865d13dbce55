"""A site is looked at again: what changed, moved, came or went is found, by every way in, and at little cost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.outcomes import Lease, Validators
from archive.vocabulary import Look, UrlKind
from spiders.scheduler import conditions
from tests.crawling import Archive, adopt, adopt_unseen, assert_whole, crawl, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

SWITCHES: dict[str, dict[str, bool]] = {
    "rest": {},
    "sitemap": {"rest": False},
    "feed": {"rest": False, "sitemap": False},
    "archive": {"rest": False, "sitemap": False, "feed": False},
    "sections": {"rest": False, "sitemap": False, "feed": False, "home_pages": False},
}
POSTS = 130


@pytest.fixture(params=SWITCHES)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# where the way in makes no difference but that of data and pages
data_and_pages = pytest.mark.parametrize("way", ["rest", "sitemap"], indirect=True)


@pytest.fixture
def site(way: str) -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, POSTS + 1)], **SWITCHES[way])) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_unseen(made, site.url)
    return made


def live(archive: Archive) -> set[str]:
    return {row[0] for row in archive.rows("SELECT url FROM articles WHERE state = 'live'")}


def published(site: NewsSite) -> set[str]:
    return {site.url.rstrip("/") + post.path for post in site.public}


def once(site: NewsSite, when: Callable[[str], bool], do: Callable[[], None]) -> None:
    """Do something to the site right after it has answered a certain address for the first time."""
    left = [do]

    def after(address: str) -> None:
        if left and when(address):
            left.pop()()

    site.after_answer = after


def is_second_page(address: str) -> bool:
    return any(mark in address for mark in ("&page=1", "/page/2", "paged=2", "sitemap-posts")) or "berita-6" in address


def trash_and_publish(site: NewsSite) -> None:
    """The first five go, three others come: every list shifts, and its length tells little."""
    for number in range(1, 6):
        site.change(number, status="trash")
    site.posts.extend(Post(number) for number in range(POSTS + 1, POSTS + 4))


def test_every_way_alone_gives_every_post_and_is_named(archive: Archive, site: NewsSite, way: str) -> None:
    report = crawl(archive)
    assert report["way"] == way.replace("sections", "archive")
    assert live(archive) == published(site)
    assert_whole(archive)


def test_what_is_trashed_or_published_during_the_walk_is_seen(archive: Archive, site: NewsSite) -> None:
    once(site, is_second_page, lambda: trash_and_publish(site))
    crawl(archive)
    query = "SELECT url FROM articles WHERE state = 'live' AND missing IS NULL"
    assert {url for (url,) in archive.rows(query)} == published(site), "a second look tells whether they are gone"
    assert_whole(archive)


def test_a_second_crawl_of_an_unchanged_site_stores_nothing(archive: Archive, site: NewsSite, way: str) -> None:
    crawl(archive)
    site.asked.clear()
    report = crawl(archive)
    assert (report["new"], report["revised"], report["found"]) == (0, 0, 0)
    assert site.asked.total() <= 5, site.asked
    if way in {"rest", "feed"}:
        assert site.asked.total() == 1


def test_a_second_crawl_fetches_what_is_new_however_much_that_is(archive: Archive, site: NewsSite) -> None:
    crawl(archive)
    site.posts.extend(Post(number) for number in range(POSTS + 1, POSTS + 46))
    assert crawl(archive)["new"] == 45
    assert live(archive) == published(site)


def test_a_new_post_below_posts_that_were_only_saved_again_is_found(tmp_path: Path) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 61)])) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt(archive, site.url)
        crawl(archive)
        site.posts.append(Post(61))
        for number in range(1, 46):
            site.change(number, saved_again=True)
        assert crawl(archive)["new"] == 1
        assert live(archive) == published(site)


def test_a_refresh_finds_each_change_and_nothing_else(archive: Archive, site: NewsSite) -> None:
    crawl(archive)
    ids = dict(archive.rows("SELECT shortlink, public_id FROM articles"))
    site.change(3, edition=1)
    site.change(4, headline="Judul yang Diperbaiki", edition=1)
    site.change(5, slug="nama-baru", edition=1)
    site.change(6, status="trash")
    site.change(7, status="draft")
    site.change(8, protected=True, edition=1)
    site.posts.append(Post(POSTS + 1))
    report = crawl(archive, "--refresh")
    counts = {name: report[name] for name in ("new", "revised", "moved", "gone")}
    assert counts == {"new": 1, "revised": 3, "moved": 1, "gone": 3}
    public = {site.url.rstrip("/") + post.path for post in site.public if not post.protected}
    assert live(archive) == public
    assert ids.items() <= dict(archive.rows("SELECT shortlink, public_id FROM articles")).items()
    assert_whole(archive)
    assert crawl(archive, "--refresh")["revised"] == 0


@data_and_pages
def test_a_post_that_comes_back_is_live_again(archive: Archive, site: NewsSite) -> None:
    crawl(archive)
    site.change(6, status="trash")
    assert crawl(archive, "--refresh")["gone"] == 1
    site.change(6, status="publish", edition=1)
    crawl(archive, "--refresh")
    assert live(archive) == published(site)


@data_and_pages
def test_an_article_whose_address_sends_to_another_one_is_gone(archive: Archive, site: NewsSite) -> None:
    crawl(archive)
    site.change(6, status="trash")
    other = next(post.path for post in site.posts if post.number == 7)
    gone = next(post.path for post in site.posts if post.number == 6)
    site.faults[gone] = lambda: Answer(status=301, headers={"Location": other})
    assert crawl(archive, "--refresh")["gone"] == 1
    assert live(archive) == published(site)


@data_and_pages
def test_the_old_address_of_a_moved_article_finds_it(archive: Archive, site: NewsSite) -> None:
    crawl(archive)
    site.change(5, slug="nama-baru", edition=1)
    crawl(archive, "--refresh")
    query = "SELECT count(DISTINCT article) FROM urls WHERE url LIKE '%/berita-5/' OR url LIKE '%/nama-baru/'"
    assert archive.rows(query) == [(1,)]


def test_a_site_that_closes_the_way_it_was_crawled_by_is_crawled_by_the_next(tmp_path: Path) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 31)])) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt(archive, site.url)
        crawl(archive)
        site.rest = False
        site.posts.append(Post(31))
        assert crawl(archive)["way"] == "sitemap"
        assert live(archive) == published(site)


def test_a_refresh_asks_only_whether_a_page_has_changed_and_finds_the_one_that_has(tmp_path: Path) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 31)], rest=False, validators=True)) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt(archive, site.url)
        crawl(archive)
        site.change(9, edition=1)
        site.unchanged.clear()
        report = crawl(archive, "--refresh")
        assert (report["revised"], report["same"], report["gone"]) == (1, 29, 0)
        assert sum(count for path, count in site.unchanged.items() if "berita-" in path) == 29
        assert_whole(archive)


@pytest.mark.parametrize(
    ("known", "kind", "look", "sent"),
    [
        (Validators('"a"', "Mon"), UrlKind.PAGE, None, {"If-None-Match": '"a"', "If-Modified-Since": "Mon"}),
        (Validators('W/"a"', "Mon"), UrlKind.PAGE, None, {"If-Modified-Since": "Mon"}),
        (Validators('W/"a"', None), UrlKind.PAGE, None, {"If-None-Match": 'W/"a"'}),
        (Validators(None, "Mon"), UrlKind.FEED, Look.RECENT, {"If-Modified-Since": "Mon"}),
        (Validators(None, "Mon"), UrlKind.FEED, Look.WHOLE, {}),
        (None, UrlKind.PAGE, None, {}),
    ],
)
def test_a_condition_is_sent_in_the_form_that_the_server_can_answer(
    known: Validators | None, kind: UrlKind, look: Look | None, sent: dict[str, str]
) -> None:
    walk = {"look": look} if look else {}
    lent = Lease(1, "https://lapas.contoh.example/", kind, tries=0, hops=0, round=1, walk=walk, validators=known)
    assert conditions(lent) == sent
