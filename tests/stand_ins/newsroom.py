"""What all stand-ins share: articles of our own, a server, and the faults of a network."""

import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from archive.days import MONTHS
from tests.serving import Quiet, running

ACTS = (
    "Gelar Pelatihan",
    "Terima Kunjungan",
    "Bagikan Sembako",
    "Resmikan Perpustakaan",
    "Adakan Donor Darah",
    "Rawat Kebun",
)
PLACES = ("Lapas Contoh", "Rutan Umpama", "Bapas Misal", "LPKA Andai", "Kanwil Contoh")
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = {"/profil": "Profil", "/kontak": "Kontak", "/redaksi": "Redaksi"}


@dataclass(frozen=True)
class Story:
    """One article; `number` counts from 1, the oldest."""

    number: int
    day: date

    @property
    def title(self) -> str:
        return f"{PLACES[self.number % 5]} {ACTS[self.number % 6]} bagi Warga Binaan Tahap {self.number}"

    @property
    def slug(self) -> str:
        return self.title.lower().replace(" ", "-")

    @property
    def section(self) -> str:
        return ("berita", "daerah", "nasional")[self.number % 3]

    @property
    def moment(self) -> datetime:
        """The hour of its publication, in UTC."""
        return datetime(self.day.year, self.day.month, self.day.day, 2, self.number % 60, tzinfo=UTC)

    @property
    def paragraphs(self) -> list[str]:
        return [
            f"CONTOH – {self.title} pada hari itu di aula utama, dan diikuti oleh petugas serta keluarga mereka.",
            f"Kegiatan ke-{self.number} ini berlangsung tertib dari pagi hingga siang, dan dibuka oleh kepala kantor.",
            f"Menurut panitia, kegiatan nomor {self.number} akan diteruskan pada bulan berikutnya. (wes/zak)",
        ]

    def next(self) -> "Story":
        """The article that follows, of today."""
        return Story(self.number + 1, datetime.now(UTC).date())

    @property
    def readable_day(self) -> str:
        return f"{self.day.day} {MONTHS[self.day.month - 1]} {self.day.year}"


def stories(count: int) -> list[Story]:
    """So many articles, oldest first, two a day up to three days ago."""
    last = datetime.now(UTC).date() - timedelta(days=3)
    return [Story(number, last - timedelta(days=(count - number) // 2)) for number in range(1, count + 1)]


@dataclass
class Answer:
    """What a server sends; `status` 0 breaks the connection off."""

    body: str | bytes = ""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


NOT_FOUND = Answer(
    "<html><head><title>404</title></head><body><h1>Halaman tidak ditemukan</h1></body></html>", status=404
)


@dataclass
class StandIn:
    """A site of `stories`. `toml` is what its source file says beside the platform; `faulty` the share of bad answers.

    A path is bad at most twice, then good: so do real faults end. Only robots.txt is always good: without it nothing
    is asked at all for an hour.
    """

    stories: list[Story]
    faulty: float = 0.0
    url: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    robots: str = "User-agent: *\nDisallow: /rahasia/\n"
    platform: ClassVar[str] = "site"
    toml: ClassVar[str] = ""

    @property
    def newest(self) -> list[Story]:
        return self.stories[::-1]

    @property
    def published(self) -> set[str]:
        return {self.address(story) for story in self.stories}

    @property
    def base(self) -> str:
        return self.url.rstrip("/")

    def address(self, story: Story) -> str:
        return self.base + self.path(story)

    def path(self, story: Story) -> str:
        return f"/berita/{story.number}/{story.slug}"

    def answer(self, address: str) -> Answer:
        """The answer to a path with its query."""
        self.asked[address] += 1
        parts = urlsplit(address)
        query = dict(parse_qsl(parts.query))
        if parts.path == "/robots.txt":
            return Answer(self.robots, "text/plain")
        if self.asked[address] <= 2 and self.dice.random() < self.faulty:
            return Answer(status=self.dice.choice((0, 500)))
        return self.special(parts.path, query) or self.ordinary(parts.path)

    def special(self, path: str, query: dict[str, str]) -> Answer | None:
        """What this software answers at its own addresses."""
        raise NotImplementedError

    def ordinary(self, path: str) -> Answer:
        """Articles, and pages about the site."""
        for story in self.stories:
            if self.path(story) == path:
                return Answer(self.page(story))
        if path in PAGES:
            return Answer(self.shell(PAGES[path], f"<h1>{PAGES[path]}</h1><p>Alamat: Jalan Contoh 1.</p>"))
        return NOT_FOUND

    def page(self, story: Story) -> str:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
        body = (
            f'<article><h1>{story.title}</h1><div class="tanggal">{story.readable_day}</div>'
            f'<div class="isi">{text}</div></article>'
        )
        declared = (
            f'<meta property="og:type" content="article"><meta property="og:title" content="{story.title}">'
            f'<meta property="article:published_time" content="{story.moment.isoformat()}">'
            f'<link rel="canonical" href="{self.address(story)}">'
        )
        return self.shell(story.title, body, declared)

    def shell(self, title: str, body: str, head: str = "") -> str:
        """A page with the site's menu and footer."""
        return (
            f'<!DOCTYPE html><html lang="id"><head><title>{title} - Kabar Contoh</title>{head}</head><body>'
            f'<header><a href="/">Kabar Contoh</a>{self.menu()}</header><main>{body}</main>'
            f'<footer><a href="/redaksi">Redaksi</a> <a href="/kontak">Kontak</a></footer></body></html>'
        )

    def menu(self) -> str:
        return '<nav><a href="/">Beranda</a> <a href="/profil">Profil</a></nav>'

    def sitemap(self, chosen: Sequence[Story], *, lastmod: bool = True) -> str:
        entries = "".join(
            f"<url><loc>{self.address(story)}</loc>"
            + (f"<lastmod>{story.moment.isoformat()}</lastmod>" if lastmod else "")
            + "</url>"
            for story in chosen
        )
        return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SITEMAP}>{entries}</urlset>'

    def sitemap_index(self, *paths: str) -> str:
        entries = "".join(f"<sitemap><loc>{self.base}{path}</loc></sitemap>" for path in paths)
        return f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex {SITEMAP}>{entries}</sitemapindex>'

    def rss(self, chosen: Sequence[Story]) -> str:
        items = "".join(
            f"<item><title>{story.title}</title><link>{self.address(story)}</link>"
            f"<pubDate>{format_datetime(story.moment)}</pubDate></item>"
            for story in chosen
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar</title><link>{self.url}</link>{items}</channel></rss>'


@contextmanager
def serve(site: StandIn) -> Iterator[StandIn]:
    """Serve a stand-in on a free port of 127.0.0.1 while the block runs. Bodies have a strong ETag, as files have."""

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.answer(self.path)
            if answer.status == 0:
                self.close_connection = True
                return
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            tag = f'"{zlib.crc32(body):x}"'
            if answer.status == 200 and self.headers.get("If-None-Match") == tag:
                site.unchanged += 1
                answer, body = Answer(status=304), b""
            self.send_response(answer.status)
            headers = {"Content-Type": answer.kind, "ETag": tag, "Content-Length": str(len(body)), **answer.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with running(Handler) as port:
        site.url = f"http://127.0.0.1:{port}/"
        yield site


def part(chosen: Sequence[Story], start: int, size: int) -> list[Story]:
    """The articles of one page of a list, from the place `start` on."""
    return list(chosen[start : start + size])
