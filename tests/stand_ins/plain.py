"""Sites that offer one thing alone: sitemaps of every odd kind, or a feed."""

import gzip
import json
from dataclasses import dataclass
from typing import ClassVar

from tests.stand_ins.newsroom import NOT_FOUND, Answer, StandIn, Story


@dataclass
class SitemapsOnly(StandIn):
    """robots.txt names an index of indexes that names itself; its leaves are gzip files, plain text, and for news."""

    robots: str = "User-agent: *\nDisallow:\n\nSitemap: /peta/utama.xml\n"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        third = len(self.stories) // 3
        if path == "/peta/utama.xml":
            return Answer(self.sitemap_index("/peta/utama.xml", "/peta/tahun.xml"), "application/xml")
        if path == "/peta/tahun.xml":
            leaves = ("/peta/a.xml.gz", "/peta/b.txt", "/peta/c.xml", "/peta/utama.xml")
            return Answer(self.sitemap_index(*leaves), "text/plain")
        if path == "/peta/a.xml.gz":
            return Answer(gzip.compress(self.sitemap(self.stories[:third]).encode()), "application/x-gzip")
        if path == "/peta/b.txt":
            return Answer("\n".join(self.address(story) for story in self.stories[third : 2 * third]), "text/plain")
        if path == "/peta/c.xml":
            return Answer(self.sitemap(self.stories[2 * third :], lastmod=False), "text/html")
        return Answer(self.shell("Beranda", "<p>Situs ini memerlukan peramban.</p>")) if path == "/" else None


@dataclass
class MapOfFeeds(StandIn):
    """An index of sitemaps that names the site's feeds too, as a static site builder writes it."""

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/sitemap.xml":
            return Answer(self.sitemap_index("/rss.xml", "/berita/rss.xml", "/peta.xml"), "application/xml")
        if path == "/peta.xml":
            return Answer(self.sitemap(self.stories), "application/xml")
        if path in {"/rss.xml", "/berita/rss.xml"}:
            return Answer(self.rss(self.newest[:10]), "application/xml")
        return Answer(self.shell("Beranda", "<p>Selamat datang.</p>")) if path == "/" else None


@dataclass
class FeedOnly(StandIn):
    """Atom in pages (RFC 5005), sent as text/html; everything else is closed."""

    toml: ClassVar[str] = 'feeds = ["/kabar.xml"]\nways = ["feed"]\n'

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/":
            return Answer(self.shell("Beranda", "<p>Selamat datang.</p>"))
        if path != "/kabar.xml":
            return None
        number = int(query.get("hal", "1"))
        entries = "".join(
            f"<entry><title>{story.title}</title><published>{story.moment.isoformat()}</published>"
            f'<link href="{self.path(story)}"/></entry>'
            for story in self.newest[(number - 1) * 10 : number * 10]
        )
        more = f'<link rel="next" href="/kabar.xml?hal={number + 1}"/>' * (number * 10 < len(self.stories))
        return Answer(f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{more}{entries}</feed>')


@dataclass
class UndatedPages(FeedOnly):
    """A feed that alone says when its articles were published."""

    def page(self, story: Story) -> str:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
        body = f"<article><h1>{story.title}</h1>{text}</article>"
        return self.shell(story.title, body, '<meta property="og:type" content="article">')


@dataclass
class JsonFeedOnly(StandIn):
    """JSON Feed 1.1 in pages by `next_url`."""

    toml: ClassVar[str] = 'feeds = ["/feed.json"]\nways = ["feed"]\n'

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path != "/feed.json":
            return NOT_FOUND if path == "/" else None
        number = int(query.get("page", "1"))
        items = [
            {"id": str(story.number), "url": self.address(story), "date_published": story.moment.isoformat()}
            for story in self.newest[(number - 1) * 10 : number * 10]
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Kabar", "items": items}
        if number * 10 < len(self.stories):
            feed["next_url"] = f"{self.base}/feed.json?page={number + 1}"
        return Answer(json.dumps(feed), "application/json")
