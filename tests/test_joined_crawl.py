"""By each way into a site the same addresses are joined, again and again; and what was parted stays apart."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.database import open_for_reading
from archive.history import find_article
from tests.crawling import Archive, adopt_unseen, assert_whole, crawl, new_archive
from tests.news_site import NewsSite, Post, serve


@dataclass(frozen=True)
class Again(Post):
    """The text of post `of`, word for word, under an address of its own."""

    of: int = 0

    @property
    def title(self) -> str:
        return Post(self.of).title

    @property
    def paragraphs(self) -> list[str]:
        return Post(self.of).paragraphs


SAME_DAY, OTHER_DAY = Again(29, of=1), Again(8, of=1)
POSTS = [*(Post(number) for number in range(1, 6)), OTHER_DAY, SAME_DAY]


@pytest.fixture(params=["rest", "sitemap"])
def site(request: pytest.FixtureRequest) -> Iterator[NewsSite]:
    with serve(NewsSite(list(POSTS), rest=request.param == "rest")) as made:
        yield made


@pytest.fixture
def archive(site: NewsSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_unseen(made, site.url)
    crawl(made)
    return made


def parts(archive: Archive, site: NewsSite) -> set[frozenset[str]]:
    """Which posts are one article, by their paths."""
    found: dict[int, set[str]] = {}
    with closing(open_for_reading(archive.path / "archive.db")) as connection:
        for post in site.posts:
            article = find_article(connection, site.url.rstrip("/") + post.path)
            found.setdefault(article, set()).add(post.path)
    assert len(found) == archive.rows("SELECT count(*) FROM articles WHERE state = 'live'")[0][0]
    return {frozenset(paths) for paths in found.values()}


def test_a_second_address_of_the_same_day_is_joined_says_why_and_can_be_parted(
    archive: Archive, site: NewsSite
) -> None:
    apart = {frozenset({post.path}) for post in POSTS}
    pair = {Post(1).path, SAME_DAY.path}
    joined = {frozenset(pair), *(part for part in apart if not part <= pair)}
    assert parts(archive, site) == joined
    crawl(archive, "--refresh")
    assert parts(archive, site) == joined

    ((second,),) = archive.rows("SELECT canonical FROM joined_addresses")
    (stands,) = json.loads(archive.run("status", "contoh", "--json").stdout)
    (told,) = stands["joined"]
    assert told["url"] == second
    (recall,) = {one["share"] for one in stands["recall"]["ways"] if one["share"] is not None}
    assert recall == 1
    assert told["reason"].startswith("same headline, same text (")
    assert f"joined      {second} to {told['article']}: {told['reason']}" in archive.run("status", "contoh").stdout

    assert archive.run("story", "part", second, "--reason", "apel hari lain").returncode == 0
    crawl(archive)
    assert parts(archive, site) == apart
    crawl(archive, "--refresh")
    assert archive.run("reread").returncode == 0
    assert parts(archive, site) == apart
    assert archive.rows("SELECT count(*) FROM joined_addresses WHERE undone IS NULL") == [(0,)]
    assert_whole(archive)
