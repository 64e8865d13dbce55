"""Whole crawls of the WordPress, each by one way into it, made once a run and looked at by many tests."""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
UNDATED_THEME = Way("sitemap", (NO_REST, ("mode", "undated", "on")))
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
        """What the archive should hold, by address."""
        return {post["url"]: post for post in self.published if not post["password"]}

    @property
    def hidden(self) -> list[Post]:
        """Posts of which nothing may be found: drafts, private, pending, trashed, and under a password."""
        return [post for post in self.truth if post["type"] == "post" and post not in self.articles.values()]


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
