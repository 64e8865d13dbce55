"""A real WordPress ends as exactly its published posts, by REST and without it."""

from pathlib import Path

import pytest

from tests.crawling import adopt, assert_whole, new_archive
from tests.sites.wordpress import WordPress


@pytest.mark.parametrize("way", ["rest", "sitemap"])
def test_a_crawl_holds_exactly_the_published_posts(wordpress: WordPress, tmp_path: Path, way: str) -> None:
    if way == "sitemap":
        wordpress.ctl("mode", "rest_off", "on")
    archive = new_archive(tmp_path / "arsip")
    adopt(archive, wordpress.url)
    done = archive.run("crawl", "contoh", seconds=600)
    assert done.returncode == 0, done.stdout + done.stderr
    posts = [post for post in wordpress.truth() if post["type"] == "post" and post["status"] == "publish"]
    open_posts = {post["url"] for post in posts if not post["password"]}
    assert {row[0] for row in archive.rows("SELECT url FROM articles")} == open_posts
    assert archive.fates()["refused", "protected"] == len(posts) - len(open_posts)
    assert_whole(archive)
