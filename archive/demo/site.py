"""A demo site on loopback: WordPress in shape, with all that a reader of news has to see past."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from archive.demo.stories import Story

PER_PAGE = 10
BANNER = "Data contoh"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#8aa"/>'
    '<text x="320" y="190" text-anchor="middle" font-size="40" fill="#fff">Data contoh</text></svg>'
)
PROFILE = "/profil/"
FORBIDDEN = "/internal/rapat/"
LOST = "/2019/02/30/berita-yang-dihapus/"
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends."""

    body: str
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


class DemoSite:
    """Serves `stories` on a port of 127.0.0.1 until it is closed; the stories can be exchanged meanwhile.

    With `rest`, the site has an open REST interface; without it, it forbids that one and has a sitemap, in which some
    addresses are no articles. Raises `OSError` when the port (0: any that is free) is taken.
    """

    def __init__(self, title: str, stories: list[Story], *, rest: bool, port: int = 0) -> None:
        self.title = title
        self.stories = stories
        self.rest = rest
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self.answer))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    @property
    def newest(self) -> list[Story]:
        """The stories, newest first."""
        return sorted(self.stories, key=lambda story: story.published, reverse=True)

    def answer(self, address: str) -> Answer:
        """What the site answers at an address."""
        parts = urlsplit(address)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        path = parts.path
        if path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /internal/\n", kind="text/plain")
        if path.startswith("/wp-json/") or "rest_route" in query:
            return self._rest(path, query)
        if path.startswith("/wp-sitemap"):
            return self._sitemap(path)
        return self._page_at(path)

    def _page_at(self, path: str) -> Answer:
        if path == "/" or path.startswith("/page/"):
            return self._front(int(path.strip("/").partition("/")[2] or "1"))
        if path.startswith("/kalender/"):
            return self._calendar(path)
        if path == PROFILE:
            text = f"<h1 class='entry-title'>Profil</h1><p>{self.title} adalah {BANNER.lower()}.</p>"
            return self._page("Profil", f"<article class='page'>{text}</article>", "page")
        if path.endswith(".svg"):
            return Answer(PICTURE, kind="image/svg+xml")
        for story in self.stories:
            if story.path == path:
                classes = f"single single-post postid-{story.number}"
                return self._page(story.headline, self._article(story), classes, _links(self.url, story))
        return self._page("Laman tidak ditemukan", "<h1>404</h1><p>Laman tidak ditemukan.</p>", "error404", status=404)

    def _page(self, title: str, main: str, classes: str, links: str = "", status: int = 200) -> Answer:
        return Answer(
            '<!DOCTYPE html><html lang="id-ID"><head><meta charset="utf-8">'
            f"<title>{escape(title)} – {self.title}</title>"
            f'<meta name="generator" content="WordPress 6.1">{links}</head><body class="{classes}">'
            f"<p class='data-contoh'><strong>{BANNER}</strong>: semua nama dan peristiwa di situs ini rekaan.</p>"
            f"<header><a href='/'>{self.title}</a><nav><a href='{PROFILE}'>Profil</a> "
            f"<a href='/kalender/2020/12/'>Kalender</a></nav></header><main>{main}</main>"
            f"<aside class='widget-area'><h2>Terpopuler</h2>{self._popular()}</aside>"
            f"<footer class='site-footer'>{self.title}. {BANNER}.</footer></body></html>",
            status,
        )

    def _popular(self) -> str:
        return "".join(f'<p><a href="{story.path}">{escape(story.headline)}</a></p>' for story in self.newest[:3])

    def _article(self, story: Story) -> str:
        form = '<form class="post-password-form" action="/wp-login.php"><input type="password"></form>'
        comments = "".join(f"<li class='comment'><p>{escape(text)}</p></li>" for text in story.comments)
        return (
            f"<article class='post type-post hentry'><h1 class='entry-title'>{escape(story.headline)}</h1>"
            f"<p class='entry-meta'><time class='entry-date published' datetime='{story.published.isoformat()}+07:00'>"
            f"{story.published:%d/%m/%Y}</time> <span class='author vcard'>"
            f"<a rel='author' class='fn' href='/author/redaksi/'>{escape(story.author)}</a></span> "
            f"<span class='cat-links'><a rel='category tag' href='/category/x/'>{escape(story.section)}</a></span></p>"
            f"<figure class='post-thumbnail wp-caption'><img src='/{story.number}.svg' class='wp-post-image' alt=''>"
            f"<figcaption class='wp-caption-text'>{escape(story.caption)}</figcaption></figure>"
            f"<div class='entry-content'>{form if story.protected else self._content(story)}</div></article>"
            f"<section id='comments' class='comments-area'><h2>Komentar</h2><ol class='comment-list'>{comments}</ol>"
            "<h3>Leave a Comment</h3></section>"
        )

    def _content(self, story: Story) -> str:
        """The text with its "Baca juga" in the middle."""
        other = self.stories[story.number % len(self.stories)]
        also = f'<p>Baca juga: <a href="{other.path}">{escape(other.headline)}</a></p>'
        paragraphs = [f"<p>{escape(text)}</p>" for text in story.paragraphs]
        return "\n".join([paragraphs[0], also, *paragraphs[1:]])

    def _front(self, number: int) -> Answer:
        shown = self.newest[(number - 1) * PER_PAGE : number * PER_PAGE]
        entries = "".join(
            f"<article class='post type-post hentry'><h2 class='entry-title'><a href='{story.path}'>"
            f"{escape(story.headline)}</a></h2></article>"
            for story in shown
        )
        more = f"<a class='next' rel='next' href='/page/{number + 1}/'>Pos-pos lama</a>"
        return self._page("Beranda", entries + (more if number * PER_PAGE < len(self.stories) else ""), "home blog")

    def _calendar(self, path: str) -> Answer:
        """A month of a calendar that goes on for ever in both directions."""
        year, month = (int(part) for part in path.strip("/").split("/")[1:3])
        before, after = (
            f"/kalender/{(year * 12 + month + step) // 12}/{(year * 12 + month + step) % 12 + 1:02d}/"
            for step in (-2, 0)
        )
        main = (
            f"<h1>{month:02d} {year}</h1><a href='{before}'>Bulan lalu</a> <a rel='next' href='{after}'>Bulan depan</a>"
        )
        return self._page("Kalender", main, "page")

    def _sitemap(self, path: str) -> Answer:
        base = self.url.rstrip("/")
        if path == "/wp-sitemap.xml":
            part = f"<sitemap><loc>{base}/wp-sitemap-posts-post-1.xml</loc></sitemap>"
            body = f"<sitemapindex {SCHEMA}>{part}</sitemapindex>"
        else:
            paths = [*(story.path for story in self.stories), PROFILE, FORBIDDEN, LOST]
            body = f"<urlset {SCHEMA}>" + "".join(f"<url><loc>{base}{path}</loc></url>" for path in paths) + "</urlset>"
        return Answer(f'<?xml version="1.0" encoding="UTF-8"?>{body}', kind="application/xml")

    def _rest(self, path: str, query: dict[str, str]) -> Answer:
        if not self.rest:
            return Answer('{"code":"rest_forbidden","message":"Data contoh"}', 401, "application/json")
        if path == "/wp-json/" and "rest_route" not in query:
            facts = {
                "name": self.title,
                "description": BANNER,
                "namespaces": ["wp/v2"],
                "timezone_string": "Asia/Jakarta",
            }
            return Answer(json.dumps(facts), kind="application/json")
        size, number = int(query.get("per_page", "10")), int(query.get("page", "1"))
        pages = -(-len(self.stories) // size)
        if number > pages:
            return Answer('{"code":"rest_post_invalid_page_number"}', 400, "application/json")
        stories = sorted(self.stories, key=lambda story: story.number)
        if query.get("orderby") == "modified":
            stories = sorted(self.stories, key=lambda story: story.modified, reverse=True)
        chosen = [self._data(story) for story in stories[(number - 1) * size : number * size]]
        fields = query["_fields"].split(",") if "_fields" in query else None
        shown = [{key: post[key] for key in fields or post} for post in chosen]
        headers = (("X-WP-Total", str(len(self.stories))), ("X-WP-TotalPages", str(pages)))
        return Answer(json.dumps(shown), kind="application/json; charset=UTF-8", headers=headers)

    def _data(self, story: Story) -> dict[str, Any]:
        base, utc = self.url.rstrip("/"), timedelta(hours=7)
        picture = {
            "source_url": f"{base}/{story.number}.svg",
            "caption": {"rendered": f"<p>{escape(story.caption)}</p>"},
        }
        return {
            "id": story.number,
            "date": story.published.isoformat(),
            "date_gmt": (story.published - utc).isoformat(),
            "modified": story.modified.isoformat(),
            "modified_gmt": (story.modified - utc).isoformat(),
            "status": "publish",
            "type": "post",
            "link": base + story.path,
            "title": {"rendered": escape(story.headline)},
            "content": {"rendered": "" if story.protected else self._content(story), "protected": story.protected},
            "_embedded": {
                "author": [{"name": story.author}],
                "wp:featuredmedia": [picture],
                "wp:term": [
                    [{"taxonomy": "category", "name": story.section}],
                    [{"taxonomy": "post_tag", "name": tag} for tag in story.tags],
                ],
            },
        }


def _links(site: str, story: Story) -> str:
    base = site.rstrip("/")
    return f'<link rel="canonical" href="{base}{story.path}"><link rel="shortlink" href="{site}?p={story.number}">'


def _handler(answer: Callable[[str], Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Send what the site answers."""
            made = answer(self.path)
            body = made.body.encode()
            self.send_response(made.status)
            for name, value in (("Content-Type", made.kind), ("Content-Length", str(len(body))), *made.headers):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing: the demo's own words are on the terminal."""

    return Handler
