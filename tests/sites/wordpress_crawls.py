"""Whole crawls of the WordPress, each by one way into it, made once a run and looked at by many tests."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from archive.article_columns import SHORTEST_TEXT
from tests.crawling import Archive, adopt, new_archive
from tests.sites.wordpress import WordPress

TAGS = re.compile(r"<[^>]+>")
WORD = re.compile(r"\w+")
PLAIN = ""
NO_REST = ("mode", "rest_off", "on")
NO_SITEMAP = ("mode", "sitemap_off", "on")
NO_FEED = ("mode", "feed_off", "on")

Post = dict[str, Any]


@dataclass(frozen=True)
class Way:
    """How the site is made to offer one way in: the editor's commands, the network's fault; `kind` is what is left."""

    kind: str
    commands: tuple[tuple[str, ...], ...] = ()
    fault: str = "none"
    capture: str = "page"


WAYS = {
    "rest": Way("rest"),
    "rest-route": Way("rest", fault="restlost"),
    "plain-permalinks": Way("rest", (("permalinks", PLAIN),), capture="data"),
    "sitemap": Way("sitemap", (NO_REST,)),
    "feed": Way("feed", (NO_REST, NO_SITEMAP)),
    "archive": Way("listing", (NO_REST, NO_SITEMAP, NO_FEED)),
    "no-feed": Way("rest", (NO_FEED,), capture="data"),
}
DATA_ALONE = Way("rest", capture="data")
CLASSIC_THEME = Way("sitemap", (NO_REST, ("theme", "twentytwentyone")))
UNDATED_THEME = Way("sitemap", (NO_REST, ("mode", "undated", "on"), ("mode", "sitemap_short", "on")))
UNDATED_ADDRESSES = Way("sitemap", (*UNDATED_THEME.commands, ("permalinks", "/%postname%/")))


@dataclass(frozen=True)
class Crawled:
    """A finished crawl, and what the site held while it ran."""

    way: Way
    archive: Archive
    truth: list[Post]

    @property
    def published(self) -> list[Post]:
        """The posts that a visitor can open, those behind a password included."""
        return [post for post in self.truth if post["type"] == "post" and post["status"] == "publish"]

    @property
    def articles(self) -> dict[str, Post]:
        """What the archive should hold as articles of their own, by address."""
        joined = joined_posts(self.archive)
        return {url: post for url, post in self.open.items() if url not in joined}

    @property
    def open(self) -> dict[str, Post]:
        """The posts that the archive should find by their addresses."""
        return open_posts(self.published)

    @property
    def hidden(self) -> list[Post]:
        """Posts of which nothing may be found: drafts, private, pending, trashed, and under a password."""
        return [post for post in self.truth if post["type"] == "post" and post not in self.open.values()]


def open_posts(published: list[Post]) -> dict[str, Post]:
    """The published posts without those behind a password, by address."""
    return {post["url"]: post for post in published if not post["password"]}


def joined_posts(archive: Archive) -> set[str]:
    """The addresses that were joined to another post's article, since both give one text on one day."""
    joined = "SELECT canonical FROM joined_addresses WHERE undone IS NULL EXCEPT SELECT url FROM articles"
    return {row[0] for row in archive.rows(joined)}


def kept_posts(archive: Archive, which: str = "1") -> set[str]:
    """The addresses that give the articles `a` for which `which` holds: their own, and those that were joined to them.

    Of an article with two, those at which nothing else was seen since.
    """
    return {row[0] for row in archive.rows(KEPT.format(which=which))}


KEPT = """
WITH joined AS (SELECT article, canonical FROM joined_addresses WHERE undone IS NULL)
SELECT a.url FROM articles a WHERE {which} AND a.id NOT IN (SELECT article FROM joined)
UNION SELECT u.canonical FROM urls u JOIN articles a ON a.id = u.article WHERE {which}
AND a.id IN (SELECT article FROM joined) AND u.canonical IN (SELECT a.url UNION SELECT canonical FROM joined)
AND u.fate = 'stored' AND NOT EXISTS (SELECT 1 FROM sightings s WHERE s.url = u.id AND s.seen >= u.settled)
"""


def twins(posts: Iterable[Post]) -> set[frozenset[str]]:
    """The addresses of posts with one title and one text, published within an hour: the lab has some on purpose."""
    alike: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        if len(words(post["content"]).split()) >= SHORTEST_TEXT:
            alike.setdefault((words(post["title"]), words(post["content"])), []).append(post)
    pairs = (pair for same in alike.values() for pair in combinations(same, 2))
    return {frozenset(post["url"] for post in pair) for pair in pairs if _is_of_one_hour(*pair)}


def _is_of_one_hour(one: Post, other: Post) -> bool:
    moments = [datetime.fromisoformat(post["date_gmt"]) for post in (one, other)]
    return max(moments) - min(moments) < timedelta(hours=1)


def prepare(site: WordPress, way: Way) -> None:
    """Put the site back as it was seeded, and close the other ways."""
    site.reset()
    for command in way.commands:
        site.ctl(*command)
    if way.fault != "none":
        site.fault(way.fault)


def crawl(site: WordPress, way: Way, folder: Path) -> Crawled:
    """Crawl the site to the end by one way; the crawl must say that it is complete."""
    prepare(site, way)
    archive = new_archive(folder)
    adopt(archive, site.url)
    if way.capture != "page":
        with (folder / "sources" / "contoh.toml").open("a") as file:
            file.write(f'capture = "{way.capture}"\n')
    done = archive.run("crawl", "contoh", seconds=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return Crawled(way, archive, site.truth())


def words(text: str) -> str:
    """The words of a text or of its HTML, without marks and punctuation: what typography leaves as it is."""
    return " ".join(WORD.findall(TAGS.sub(" ", html.unescape(html.unescape(text))))).casefold()
