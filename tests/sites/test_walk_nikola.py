"""A real Nikola site, a static one, is walked by each of the ways that such a site has."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crawling import Archive, adopt_unseen, assert_whole, crawl, new_archive
from tests.sites.lab_state import alone_with
from tests.sites.nikola import NikolaSite, build, serve
from tests.walking import Impatient, stored

WITHOUT = {"sitemap": set(), "listing": {"/sitemap.xml", "/sitemapindex.xml"}}


@pytest.fixture(scope="module")
def output() -> Iterator[Path]:
    with alone_with("nikola-tests") as state:
        yield build(state)


@pytest.fixture(params=WITHOUT)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def site(output: Path, way: str) -> Iterator[NikolaSite]:
    with serve(output) as made:
        made.closed |= WITHOUT[way]
        yield made


@pytest.fixture
def archive(site: NikolaSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_unseen(made, site.url, "site")
    return Impatient(made.path)


def test_every_article_is_stored_and_nothing_else_in_few_requests(archive: Archive, site: NikolaSite, way: str) -> None:
    assert crawl(archive)["way"] == way
    assert stored(archive) == site.published
    assert site.asked.total() <= 3 * len(site.stories) + 200
    assert_whole(archive)


def test_a_poll_of_the_unchanged_site_asks_for_little(archive: Archive, site: NikolaSite) -> None:
    crawl(archive)
    site.asked.clear()
    assert crawl(archive)["new"] == 0
    assert site.asked.total() <= 3, site.asked
