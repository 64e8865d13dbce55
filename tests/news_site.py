"""A small news site of our own on loopback: WordPress in shape, with every fault that a test wants."""

import json
import ssl
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.serving import Quiet, running

PER_PAGE = 10


@dataclass(frozen=True)
class Post:
    """One post of the site; `number` is its id, `slug` is its name once it is renamed.

    `edition` counts its changes; `saved_again` changes nothing but the date of the last one.
    """

    number: int
    protected: bool = False
    status: str = "publish"
    edition: int = 0
    slug: str = ""
    headline: str = ""
    saved_again: bool = False

    @property
    def path(self) -> str:
        return f"/2020/02/{self.number % 28 + 1:02d}/{self.slug or self.first_slug}/"

    @property
    def first_slug(self) -> str:
        return f"berita-{self.number}"

    @property
    def title(self) -> str:
        return self.headline or f"Lapas Contoh Gelar Kegiatan ke-{self.number}"

    @property
    def modified(self) -> str:
        """The date of the last change: a later day for each edition."""
        if not self.edition and not self.saved_again:
            return self.local_time
        start = datetime.fromisoformat("2021-01-01T08:00:00")
        return (start + timedelta(days=self.edition, minutes=self.number)).isoformat()

    @property
    def local_time(self) -> str:
        return f"2020-02-{self.number % 28 + 1:02d}T{self.number % 24:02d}:{self.number % 60:02d}:07"

    @property
    def paragraphs(self) -> list[str]:
        return [
            f"CONTOH – Lapas Kelas IIB Contoh menggelar kegiatan ke-{self.number} bagi warga binaan di aula utama.",
            "Kegiatan itu diikuti petugas dan warga binaan, dan berlangsung tertib dari pagi hingga siang hari.",
            f"Kepala Lapas mengatakan bahwa kegiatan nomor {self.number} akan diteruskan bulan depan. (wes/zak)",
            *(f"Pembaruan ke-{number}: kegiatan itu ditutup lebih awal." for number in range(1, self.edition + 1)),
        ]


@dataclass
class Answer:
    """What the server sends."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class NewsSite:
    """The site's switches; `faults` maps a path to a function that answers instead, or returns None to go on.

    Template 1 has no pictures, 2 has them with captions, 3 without; `below` is what stands under each text in its box,
    `theme_line` what the theme puts there of itself.
    """

    posts: list[Post]
    rest: bool = True
    sitemap: bool = True
    feed: bool = True
    home_pages: bool = True
    validators: bool = False
    robots: Answer = field(default_factory=lambda: Answer(b"User-agent: *\nDisallow: /rahasia/\n", kind="text/plain"))
    faults: dict[str, Callable[[], Answer | None]] = field(default_factory=dict)
    after_answer: Callable[[str], None] = lambda _address: None
    seconds_per_answer: float = 0.0
    template: int = 1
    theme_line: Callable[[Post], str] = lambda _post: ""
    below: str = ""
    url: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    unchanged: Counter[str] = field(default_factory=Counter)

    @property
    def public(self) -> list[Post]:
        return [post for post in self.posts if post.status == "publish"]

    def change(self, number: int, **values: Any) -> None:
        """What an editor does to the post `number`: another headline, slug, status …; each is a new edition date."""
        self.posts = [replace(post, **values) if post.number == number else post for post in self.posts]

    def answer(self, address: str) -> Answer:
        """The answer to an address; what the site becomes after it is up to `after_answer`."""
        made = self._answer(address)
        self.after_answer(address)
        return made

    def _answer(self, address: str) -> Answer:
        parts = urlsplit(address)
        self.asked[address] += 1
        fault = self.faults.get(parts.path)
        if fault is not None and (made := fault()) is not None:
            return made
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path == "/robots.txt":
            return self.robots
        if parts.path == "/wp-json/wp/v2/posts" or query.get("rest_route") == "/wp/v2/posts":
            return self._rest(query)
        if parts.path in {"/wp-json/", "/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml"}:
            return self._index(parts.path)
        return self._page_at(parts.path, query)

    def _page_at(self, path: str, query: dict[str, str]) -> Answer:
        if path == "/feed/":
            return self._feed(int(query.get("paged", "1")))
        if path == "/" or path.startswith("/page/"):
            return self._listing(path) if self.home_pages else self._front_page()
        if path.startswith("/category/berita/"):
            return self._listing(path.removeprefix("/category/berita"), "/category/berita")
        return self._post_at(path)

    def _post_at(self, path: str) -> Answer:
        for post in self.public:
            if post.path == path:
                return Answer(self._page(post).encode())
            if post.slug and path.endswith(f"/{post.first_slug}/"):
                return Answer(status=301, headers={"Location": post.path})
        return Answer(b"<html><body class='error404'>Laman tidak ditemukan</body></html>", 404)

    def _feed(self, number: int) -> Answer:
        newest = self.public[::-1][(number - 1) * PER_PAGE : number * PER_PAGE]
        if not self.feed or not newest:
            return Answer(b"<html><body class='error404'></body></html>", 404)
        base = self.url.rstrip("/")
        items = "".join(f"<item><title>x</title><link>{base}{post.path}</link></item>" for post in newest)
        text = f'<?xml version="1.0"?><rss version="2.0"><channel><link>{base}/</link>{items}</channel></rss>'
        return Answer(text.encode(), kind="application/rss+xml")

    def _front_page(self) -> Answer:
        """A front page that lists nothing, and links to the one section there is."""
        return Answer(
            b"<html lang='id'><head><title>Lapas Contoh</title></head><body class='home page'>"
            b"<nav><a href='/category/berita/'>Berita</a></nav><p>Selamat datang.</p></body></html>"
        )

    def _rest(self, query: dict[str, str]) -> Answer:
        if not self.rest:
            return Answer(b'{"code":"rest_cannot_access"}', 401, "application/json")
        page, size = int(query.get("page", "1")), int(query.get("per_page", "10"))
        pages = -(-len(self.public) // size)
        posts = self.public
        if query.get("orderby") == "modified":
            posts = sorted(posts, key=lambda post: (post.modified, post.number), reverse=True)
        if page > pages:
            return Answer(b'{"code":"rest_post_invalid_page_number"}', 400, "application/json")
        fields = query["_fields"].split(",") if "_fields" in query else None
        chosen = [self._data(post) for post in posts[(page - 1) * size : page * size]]
        body = json.dumps([{key: post[key] for key in fields or post} for post in chosen]).encode()
        headers = {"X-WP-Total": str(len(self.public)), "X-WP-TotalPages": str(pages)}
        return Answer(body, 200, "application/json; charset=UTF-8", headers)

    def _data(self, post: Post) -> dict[str, Any]:
        body = "" if post.protected else "".join(f"<p>{text}</p>\n" for text in post.paragraphs)
        local = datetime.fromisoformat(post.local_time)
        utc = (local - timedelta(hours=7)).isoformat()
        return {
            "id": post.number,
            "date": post.local_time,
            "date_gmt": utc,
            "modified": post.modified,
            "modified_gmt": (datetime.fromisoformat(post.modified) - timedelta(hours=7)).isoformat(),
            "status": "publish",
            "type": "post",
            "link": self.url.rstrip("/") + post.path,
            "title": {"rendered": post.title},
            "content": {"rendered": body, "protected": post.protected},
            "_embedded": {
                "author": [{"name": "Wesley Contoh"}],
                "wp:term": [[{"taxonomy": "category", "name": "Berita"}]],
            },
        }

    def _index(self, path: str) -> Answer:
        base = self.url.rstrip("/")
        if path == "/wp-json/":
            facts = {"name": "Lapas Contoh", "namespaces": ["wp/v2"], "timezone_string": "Asia/Jakarta"}
            return Answer(json.dumps(facts).encode(), 200 if self.rest else 401, "application/json")
        if not self.sitemap:
            return Answer(b"<html><body class='error404'></body></html>", 404)
        inner = (
            f"<sitemap><loc>{base}/wp-sitemap-posts-post-1.xml</loc></sitemap>"
            if path == "/wp-sitemap.xml"
            else "".join(f"<url><loc>{base}{post.path}</loc></url>" for post in self.public)
        )
        tag = "sitemapindex" if path == "/wp-sitemap.xml" else "urlset"
        text = f'<?xml version="1.0"?><{tag} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{tag}>'
        return Answer(text.encode(), kind="application/xml")

    def _listing(self, path: str, base: str = "") -> Answer:
        number = 1 if path == "/" else int(path.split("/")[2])
        newest = self.public[::-1][(number - 1) * PER_PAGE : number * PER_PAGE]
        if not newest:
            return Answer(b"<html><body class='error404'></body></html>", 404)
        entries = "".join(
            f'<article class="post type-post hentry">'
            f'<h2 class="entry-title"><a href="{post.path}">{post.title}</a></h2>'
            f"<p>{post.paragraphs[0]}</p></article>"
            for post in newest
        )
        more = f'<a class="next" rel="next" href="{base}/page/{number + 1}/">Pos-pos lama</a>'
        end = more if number * PER_PAGE < len(self.public) else ""
        page = "<html lang='id'><head><title>Lapas Contoh</title><meta name='generator' content='WordPress 6.1'></head>"
        return Answer(f"{page}<body class='home blog'><main>{entries}{end}</main></body></html>".encode())

    def _page(self, post: Post) -> str:
        form = '<form class="post-password-form" action="/wp-login.php"><input type="password"></form>'
        body = form if post.protected else "".join(f"<p>{text}</p>\n" for text in post.paragraphs)
        return (
            f"<!DOCTYPE html><html lang='id-ID'><head><title>{post.title} – Lapas Contoh</title>"
            f"<link rel='canonical' href='{self.url.rstrip('/')}{post.path}'>"
            f"<link rel='shortlink' href='{self.url}?p={post.number}'></head>"
            f"<body class='single single-post postid-{post.number}'><main><article class='post type-post hentry'>"
            f"<h1 class='entry-title'>{post.title}</h1><time class='entry-date published' "
            f"datetime='{post.local_time}+07:00'>27 Februari 2020</time> <span class='author vcard'>"
            f"<a rel='author' href='/author/wesley/'>Wesley Contoh</a></span>"
            f"<div class='entry-content'>{self._picture(post)}{body}{self.below}{self.theme_line(post)}"
            f"</div></article></main></body></html>"
        )

    def _picture(self, post: Post) -> str:
        if self.template == 1:
            return ""
        caption = f"<figcaption>Suasana kegiatan ke-{post.number}.</figcaption>" if self.template == 2 else ""
        return f"<figure><img src='/wp-content/uploads/{post.number}.jpg'>{caption}</figure>"


@contextmanager
def serve(site: NewsSite, tls: ssl.SSLContext | None = None) -> Iterator[NewsSite]:
    """Serve the site on a free port of 127.0.0.1 while the block runs, with `tls` by https."""

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.agents.add(self.headers.get("User-Agent", ""))
            if site.seconds_per_answer:
                time.sleep(site.seconds_per_answer)
            answer = site.answer(self.path)
            if site.validators and answer.status == 200:
                answer = self.validated(answer)
            if answer.status == 0:
                self.close_connection = True
                return
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def validated(self, answer: Answer) -> Answer:
            """As WordPress behind nginx does it: a weak ETag, which never matches when it is sent back, and a date."""
            digest = zlib.crc32(answer.body)
            changed = format_datetime(datetime.fromtimestamp(1_500_000_000 + digest % 10**8, UTC), usegmt=True)
            if self.headers.get("If-Modified-Since") == changed and "If-None-Match" not in self.headers:
                site.unchanged[self.path] += 1
                return Answer(status=304)
            answer.headers |= {"ETag": f'W/"{digest}"', "Last-Modified": changed}
            return answer

    with running(Handler, tls=tls) as port:
        site.url = f"http{'s' * bool(tls)}://127.0.0.1:{port}/"
        yield site
