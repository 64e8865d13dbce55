"""A crawl of a real WordPress that is killed twenty times ends as one that never was."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from spiders.desk import LEASES_AT_ONCE
from tests.crawling import adopt, assert_whole, new_archive
from tests.killing import KILLS, kill_by_and_by
from tests.sites.wordpress import WordPress
from tests.sites.wordpress_crawls import WAYS, Crawled, kept_posts, prepare


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("way", ["rest", "sitemap"])
def test_a_crawl_killed_twenty_times_has_every_post_once(
    wordpress: WordPress, tmp_path: Path, way: str, seed: int
) -> None:
    prepare(wordpress, WAYS[way])
    archive = new_archive(tmp_path / "arsip")
    adopt(archive, wordpress.url)
    log = wordpress.access_log()
    kill_by_and_by(archive, log.total, seed)
    done = archive.run("crawl", "contoh", seconds=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "goes on where it stopped" in (archive.path / "crawl.log").read_text()
    crawled = Crawled(WAYS[way], archive, wordpress.truth())
    assert_every_post_once(crawled)
    assert_whole(archive)
    twice = log.total() - len(log.paths)
    print(f"{way}, seed {seed}: {log.paths.total()} requests, {twice} more than once")
    assert 0 < twice <= KILLS * LEASES_AT_ONCE
    assert {urlsplit(url).path for url in crawled.open} <= log.paths.keys()


def assert_every_post_once(crawled: Crawled) -> None:
    archive = crawled.archive
    assert sorted(url for (url,) in archive.rows("SELECT url FROM articles")) == sorted(crawled.articles)
    assert archive.rows("SELECT count(*) FROM articles WHERE revisions <> 1") == [(0,)]
    assert kept_posts(archive) == set(crawled.open)
    locked = len(crawled.published) - len(crawled.open)
    assert archive.fates() == {("stored", None): len(crawled.open), ("refused", "protected"): locked}
