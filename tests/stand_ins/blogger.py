"""A stand-in for Blogger: its Atom feed with OpenSearch figures, its sitemap, its home page.

As there, the feed's own link to its next page names Blogger's host, and a page holds fewer posts than were asked for.
"""

from datetime import datetime
from typing import ClassVar

from tests.stand_ins.newsroom import Answer, StandIn, Story, part

MOST = 25


class Blogger(StandIn):
    platform: ClassVar[str] = "blogger"

    def path(self, story: Story) -> str:
        return f"/{story.day:%Y/%m}/{story.slug}.html"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/feeds/posts/default":
            return Answer(self.feed(query), "application/atom+xml; charset=UTF-8")
        if path == "/sitemap.xml":
            paths = [f"/sitemap.xml?page={number + 1}" for number in range(-(-len(self.stories) // 20))]
            if "page" in query:
                return Answer(self.sitemap(part(self.newest, 20 * (int(query["page"]) - 1), 20)), "application/xml")
            return Answer(self.sitemap_index(*paths), "application/xml")
        return Answer(self.home()) if path == "/" else None

    def feed(self, query: dict[str, str]) -> str:
        start = int(query.get("start-index", "1"))
        chosen = [story for story in self.newest if self.is_wanted(story, query)]
        size = min(MOST, int(query.get("max-results", "25")))
        entries = "".join(self.entry(story) for story in part(chosen, start - 1, size))
        following = f"https://www.blogger.com/feeds/1/posts/default?start-index={start + size}"
        return (
            '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
            'xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/">'
            f"<link rel='next' type='application/atom+xml' href='{following}'/>"
            f"<openSearch:totalResults>{len(chosen)}</openSearch:totalResults>"
            f"<openSearch:startIndex>{start}</openSearch:startIndex>{entries}</feed>"
        )

    def is_wanted(self, story: Story, query: dict[str, str]) -> bool:
        first, last = query.get("published-min"), query.get("published-max")
        return (not first or datetime.fromisoformat(first) <= story.moment) and (
            not last or story.moment < datetime.fromisoformat(last)
        )

    def entry(self, story: Story) -> str:
        return (
            f"<entry><title type='text'>{story.title}</title><published>{story.moment.isoformat()}</published>"
            f"<link rel='replies' type='text/html' href='{self.address(story)}#comment-form'/>"
            f"<link rel='alternate' type='text/html' href='{self.address(story)}'/></entry>"
        )

    def home(self) -> str:
        items = "".join(
            f"<div class='post hentry'><h3 class='post-title'><a href='{self.address(story)}'>{story.title}</a></h3></div>"
            for story in self.newest[:7]
        )
        return self.shell("Beranda", f"<div class='blog-posts'>{items}</div>")
