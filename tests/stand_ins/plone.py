"""A stand-in for Plone 5: a sitemap that is a gzip file, and a news listing in batches of `b_start:int`."""

import gzip
from typing import ClassVar

from tests.stand_ins.newsroom import Answer, StandIn, Story, part

BATCH = 20


class Plone(StandIn):
    platform: ClassVar[str] = "plone"
    has_sitemap = True

    def path(self, story: Story) -> str:
        return f"/news/{story.slug}"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/sitemap.xml.gz" and self.has_sitemap:
            return Answer(gzip.compress(self.sitemap(self.newest).encode()), "application/octet-stream")
        if path in {"/", "/news"}:
            start = int(query.get("b_start:int", "0")) if path == "/news" else 0
            return Answer(self.listing(start, path))
        return Answer(self.rss(self.newest[:15]), "text/xml") if path == "/news/RSS" else None

    def listing(self, start: int, path: str) -> str:
        items = "".join(
            f'<article class="entry"><header><span class="summary"><a href="{self.address(story)}" class="url">{story.title}'
            f"</a></span></header><p>{story.paragraphs[0]}</p></article>"
            for story in part(self.newest, start, BATCH)
        )
        following = f'<li class="next"><a href="{self.base}/news?b_start:int={start + BATCH}">Next 20 items »</a></li>'
        more = following if path == "/news" and start + BATCH < len(self.stories) else ""
        return self.shell(
            "Berita", f'<div id="content-core">{items}<nav class="pagination"><ul>{more}</ul></nav></div>'
        )


class PloneWithoutSitemap(Plone):
    """The same with its sitemap switched off, which is Plone's default."""

    has_sitemap = False
