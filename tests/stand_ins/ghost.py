"""A stand-in for Ghost with its theme Casper: an index of sitemaps, a feed in pages, a home page in pages."""

from typing import ClassVar

from tests.stand_ins.newsroom import NOT_FOUND, Answer, StandIn, Story, part

PER_FEED, PER_PAGE = 15, 12


class Ghost(StandIn):
    platform: ClassVar[str] = "ghost"

    def path(self, story: Story) -> str:
        return f"/{story.slug}/"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/sitemap.xml":
            kinds = ("pages", "posts", "authors", "tags")
            return Answer(self.sitemap_index(*(f"/sitemap-{kind}.xml" for kind in kinds)), "text/xml; charset=utf-8")
        if path == "/sitemap-posts.xml":
            return Answer(self.sitemap(self.newest), "text/xml; charset=utf-8")
        if path.startswith("/rss/"):
            return self.numbered(path.removeprefix("/rss"), PER_FEED, feed=True)
        if path == "/" or path.startswith("/page/"):
            return self.numbered(path.removeprefix("/page"), PER_PAGE, feed=False)
        return None

    def numbered(self, rest: str, size: int, *, feed: bool) -> Answer:
        number = int(rest.strip("/") or 1)
        chosen = part(self.newest, (number - 1) * size, size)
        if not chosen:
            return NOT_FOUND
        if feed:
            return Answer(self.rss(chosen), "application/rss+xml; charset=utf-8")
        return Answer(self.home(number, chosen))

    def home(self, number: int, chosen: list[Story]) -> str:
        cards = "".join(
            f'<article class="post-card post"><a class="post-card-content-link" href="{self.path(story)}">'
            f'<h2 class="post-card-title">{story.title}</h2></a></article>'
            for story in chosen
        )
        more = f'<a class="older-posts" href="/page/{number + 1}/">Older Posts</a>' * (
            number * PER_PAGE < len(self.stories)
        )
        return self.shell("Beranda", f'<div class="post-feed">{cards}</div><nav class="pagination">{more}</nav>')
