"""A stand-in for Drupal 10: the list of promoted nodes with its full pager, and the feed of the front page."""

from typing import ClassVar

from tests.stand_ins.newsroom import Answer, StandIn, Story, part

PER_PAGE = 10


class Drupal(StandIn):
    platform: ClassVar[str] = "drupal"

    def path(self, story: Story) -> str:
        return f"/node/{story.number}"

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        if path == "/rss.xml":
            return Answer(self.rss(self.newest[:PER_PAGE]), "application/rss+xml; charset=utf-8")
        if path not in {"/", "/node"}:
            return None
        number = int(query.get("page", "0"))
        teasers = "".join(self.teaser(story) for story in part(self.newest, number * PER_PAGE, PER_PAGE))
        feed = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        return Answer(
            self.shell("Beranda", f'<div class="views-element-container">{teasers}</div>{self.pager(number)}', feed)
        )

    def teaser(self, story: Story) -> str:
        return (
            f'<article class="node node--type-article node--view-mode-teaser"><h2><a href="{self.path(story)}" '
            f'rel="bookmark"><span>{story.title}</span></a></h2>'
            f'<footer class="node__meta">Dikirim oleh admin pada {story.readable_day} - 09:00</footer><p>{story.paragraphs[0]}</p></article>'
        )

    def pager(self, number: int) -> str:
        last = -(-len(self.stories) // PER_PAGE) - 1
        items = "".join(
            f'<li class="pager__item{" is-active" * (place == number)}"><a href="?page={place}" title="Ke halaman {place + 1}">'
            f'<span class="visually-hidden">Halaman </span>{place + 1}</a></li>'
            for place in range(last + 1)
        )
        following = (
            f'<li class="pager__item pager__item--next"><a href="?page={number + 1}" rel="next">Berikutnya ›</a></li>'
        )
        return f'<nav class="pager" role="navigation"><ul class="pager__items">{items}{following * (number < last)}</ul></nav>'
