"""Every kind of site is walked to its end. The sites are stand-ins: see tests/stand_ins."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import assert_whole
from tests.stand_ins.blogger import Blogger
from tests.stand_ins.drupal import Drupal
from tests.stand_ins.ghost import Ghost
from tests.stand_ins.joomla import Joomla
from tests.stand_ins.newsroom import StandIn, serve, stories
from tests.stand_ins.plain import FeedOnly, JsonFeedOnly, SitemapsOnly
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
from tests.walking import archive_of, crawl, stored

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
