"""Every kind of site is walked to its end. The sites are stand-ins: see tests/stand_ins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import assert_whole, crawl
from tests.stand_ins.blogger import Blogger
from tests.stand_ins.drupal import Drupal
from tests.stand_ins.ghost import Ghost
from tests.stand_ins.joomla import Joomla
from tests.stand_ins.newsroom import Answer, StandIn, serve, stories
from tests.stand_ins.plain import FeedOnly, JsonFeedOnly, MapOfFeeds, SitemapsOnly, UndatedPages
from tests.stand_ins.plone import Plone, PloneWithoutSitemap
from tests.stand_ins.portal import (
    DatedIndex,
    LoadMore,
    PagedByP,
    PagedByPath,
    PagedByQuery,
    PagedByStart,
    SlashedIndex,
    UnpaddedIndex,
)
from tests.walking import archive_of, stored

KINDS: dict[type[StandIn], str] = {
    Joomla: "listing",
    Blogger: "feed",
    Ghost: "sitemap",
    Drupal: "listing",
    Plone: "sitemap",
    PloneWithoutSitemap: "listing",
    DatedIndex: "index",
    SlashedIndex: "index",
    UnpaddedIndex: "index",
    SitemapsOnly: "sitemap",
    MapOfFeeds: "sitemap",
    FeedOnly: "feed",
    JsonFeedOnly: "feed",
    PagedByPath: "listing",
    PagedByQuery: "listing",
    PagedByStart: "listing",
    PagedByP: "listing",
    LoadMore: "listing",
}
COUNT = 47
kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


@pytest.fixture
def site(kind: type[StandIn]) -> Iterator[StandIn]:
    with serve(kind(stories(COUNT))) as made:
        yield made


@kinds
def test_every_article_of_a_site_is_stored_and_nothing_else(kind: type[StandIn], site: StandIn, tmp_path: Path) -> None:
    archive = archive_of(site, tmp_path / "arsip")
    report = crawl(archive)
    assert report["way"] == KINDS[kind]
    assert stored(archive) == site.published
    assert site.asked.total() <= 3 * COUNT + 200
    assert_whole(archive)


@pytest.mark.parametrize(
    "kind", [Joomla, Blogger, Ghost, Drupal, Plone, DatedIndex, SitemapsOnly, FeedOnly, PagedByQuery]
)
def test_with_a_fifth_of_the_answers_faulty_the_same_comes_only_later(
    kind: type[StandIn], site: StandIn, tmp_path: Path
) -> None:
    site.faulty = 0.2
    archive = archive_of(site, tmp_path / "arsip")
    report = crawl(archive)
    assert report["way"] == KINDS[kind]
    assert stored(archive) == site.published
    assert_whole(archive)


@kinds
def test_the_next_crawl_finds_what_is_new_and_asks_little_else(
    kind: type[StandIn], site: StandIn, tmp_path: Path
) -> None:
    archive = archive_of(site, tmp_path / "arsip")
    crawl(archive)
    site.asked.clear()
    crawl(archive)
    idle = site.asked.total()
    site.stories.append(site.stories[-1].next())
    site.asked.clear()
    assert crawl(archive)["new"] == 1
    assert stored(archive) == site.published
    assert idle <= (8 if "Index" in kind.__name__ else 5), site.asked


def test_a_feed_that_a_sitemap_names_is_still_read_as_the_feed(tmp_path: Path) -> None:
    with serve(MapOfFeeds(stories(12))) as site:
        archive = archive_of(site, tmp_path / "arsip")
        crawl(archive)
        site.asked.clear()
        crawl(archive)
        assert set(site.asked) == {"/rss.xml"}


def test_a_page_that_states_no_day_has_that_of_the_feed_and_keeps_it_when_read_again(tmp_path: Path) -> None:
    with serve(UndatedPages(stories(3))) as site:
        archive = archive_of(site, tmp_path / "arsip")
        crawl(archive)
    dated = set(archive.rows("SELECT url, published FROM articles"))
    assert dated == {(site.address(story), story.moment.isoformat()) for story in site.stories}
    assert archive.run("reread", "--dry-run").stdout.endswith("0 would change\n")


def test_an_index_that_answers_every_day_alike_is_closed_and_the_next_way_taken(tmp_path: Path) -> None:
    with serve(DatedIndex(stories(12), deaf=True)) as site:
        archive = archive_of(site, tmp_path / "arsip")
        assert crawl(archive)["way"] == "listing"
        ((reason, detail),) = archive.rows(
            "SELECT reason, detail FROM urls WHERE fate = 'refused' AND kind = 'listing'"
        )
        assert (reason, detail) == ("way-closed", "the index answers every day alike")


@pytest.mark.parametrize("kind", [Blogger, Ghost, Drupal, DatedIndex, Plone, FeedOnly, PagedByPath])
def test_a_range_of_days_gives_their_articles_and_asks_for_few_others(kind: type[StandIn], tmp_path: Path) -> None:
    with serve(kind(stories(300))) as site:
        archive = archive_of(site, tmp_path / "arsip")
        days = sorted({story.day for story in site.stories})
        since, until = days[-12], days[-8]
        crawl(archive, "--since", since.isoformat(), "--until", until.isoformat())
        wanted = {site.address(story) for story in site.stories if since <= story.day <= until}
        assert wanted <= stored(archive)
        assert site.asked.total() <= len(wanted) + 40
        assert archive.rows("SELECT walked, round_open FROM sources") == [(0, 0)]


def test_a_limit_leaves_the_rest_for_the_next_crawl(tmp_path: Path) -> None:
    with serve(Ghost(stories(30))) as site:
        archive = archive_of(site, tmp_path / "arsip")
        report = crawl(archive, "--limit", "7")
        assert (report["new"], report["verdict"]) == (7, "limited")
        assert "7 new articles, as asked" in report["explanation"]
        assert crawl(archive)["new"] == 23
        assert stored(archive) == site.published


def test_what_the_main_way_does_not_name_is_found_by_the_others(tmp_path: Path) -> None:
    """The sitemap holds the newest half: the last pages of the list lead back to it."""
    with serve(HalfMapped(stories(60))) as site:
        archive = archive_of(site, tmp_path / "arsip")
        assert crawl(archive)["way"] == "sitemap"
        assert stored(archive) == site.published


def test_a_way_that_the_platform_does_not_have_is_said_with_those_that_it_has(tmp_path: Path) -> None:
    with serve(Ghost(stories(3))) as site:
        archive = archive_of(site, tmp_path / "arsip", 'ways = ["indeks"]\n')
        done = archive.run("crawl", "contoh")
        assert done.returncode == 1
        assert "'indeks'" in done.stderr
        assert "sitemap, feed, listing" in done.stderr


class HalfMapped(PagedByQuery):
    """A portal whose sitemap holds the newest half of its articles."""

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/sitemap.xml":
            return Answer(self.sitemap(self.newest[: len(self.stories) // 2]), "application/xml")
        return super().special(path, query)
