"""The made-up news site on loopback, in a process of its own: fast enough that no crawler waits for it.

Two addresses are for the benchmark alone: `/_reset` forgets what was asked for, `/_stats` tells it (`Asked`).
"""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from typing import Any

import uvloop

from benchmarks.news_pages import NewsPages, path_of

ADDRESSES_IN_A_SITEMAP = 2000
SITEMAP_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@dataclass(slots=True)
class Asked:
    """What was asked of the site since the last reset.

    `first` is when the first article was asked for, `last` when the last one was sent, in seconds of one clock.
    """

    requests: int = 0
    pages: int = 0
    different_pages: int = 0
    first: float | None = None
    last: float | None = None

    @property
    def seconds(self) -> float:
        """From the first request of an article to the last answer with one."""
        return self.last - self.first if self.first is not None and self.last is not None else 0.0

    @property
    def pages_per_second(self) -> float:
        """Articles sent per second of that time."""
        return self.pages / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class LocalSite:
    """A running site, as a benchmark sees it. `url` ends in a slash."""

    port: int
    count: int
    theme: str

    @property
    def url(self) -> str:
        """The home page."""
        return f"http://127.0.0.1:{self.port}/"

    def addresses(self) -> list[str]:
        """The address of every article."""
        return [self.url + path_of(number)[1:] for number in range(1, self.count + 1)]

    def reset(self) -> None:
        """Forget what was asked for."""
        self._get("/_reset")

    def asked(self) -> Asked:
        """What was asked for since the last reset."""
        return Asked(**json.loads(self._get("/_stats")))

    def _get(self, path: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path)
        body = connection.getresponse().read()
        connection.close()
        return body


@contextmanager
def local_site(count: int, theme: str = "wordpress") -> Iterator[LocalSite]:
    """Serve `count` articles from another process while the block runs."""
    command = [sys.executable, "-m", "benchmarks.local_site", "--pages", str(count), "--theme", theme]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline() if process.stdout else ""
            if not port:
                raise RuntimeError("the local site did not start")
            yield LocalSite(int(port), count, theme)
        finally:
            process.terminate()


@dataclass(slots=True)
class Answers:
    """What the site answers to each path, and what it was asked."""

    pages: NewsPages
    asked: Asked = field(default_factory=Asked)
    seen: set[int] = field(default_factory=set)
    fixed: dict[str, bytes] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        base = self.pages.base
        self.numbers = self.pages.numbers()
        self.fixed = {
            "/": _response(self.pages.home()),
            "/robots.txt": _response(
                f"User-agent: *\nDisallow: /wp-admin/\n\nSitemap: {base}/wp-sitemap.xml\n".encode(), kind="text/plain"
            ),
            **{path: _response(body, kind="application/xml") for path, body in _sitemaps(self.pages)},
        }

    def to(self, path: str) -> bytes:
        """The whole response, head and body."""
        self.asked.requests += 1
        number = self.numbers.get(path)
        if number is not None:
            return self._article(number)
        if path == "/_stats":
            return _response(json.dumps(asdict(self.asked)).encode(), kind="application/json")
        if path == "/_reset":
            self.asked, self.seen = Asked(), set()
            return _response(b"{}", kind="application/json")
        return self.fixed.get(path) or _response(
            b"<html><body class='error404'>Tidak ada</body></html>", "404 Not Found"
        )

    def _article(self, number: int) -> bytes:
        if self.asked.first is None:
            self.asked.first = time.monotonic()
        self.seen.add(number)
        self.asked.pages += 1
        self.asked.different_pages = len(self.seen)
        response = _response(self.pages.page(number))
        self.asked.last = time.monotonic()
        return response


def _response(body: bytes, status: str = "200 OK", kind: str = "text/html") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Type: %b; charset=utf-8\r\nContent-Length: %d\r\n\r\n%b" % (
        status.encode(),
        kind.encode(),
        len(body),
        body,
    )


def _sitemaps(pages: NewsPages) -> Iterator[tuple[str, bytes]]:
    names = []
    for part, start in enumerate(range(1, pages.count + 1, ADDRESSES_IN_A_SITEMAP), 1):
        numbers = range(start, min(start + ADDRESSES_IN_A_SITEMAP, pages.count + 1))
        entries = "".join(f"<url><loc>{pages.base}{path_of(number)}</loc></url>" for number in numbers)
        names.append(f"/wp-sitemap-posts-post-{part}.xml")
        yield names[-1], _xml("urlset", entries)
    yield (
        "/wp-sitemap.xml",
        _xml("sitemapindex", "".join(f"<sitemap><loc>{pages.base}{n}</loc></sitemap>" for n in names)),
    )


def _xml(root: str, entries: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {SITEMAP_NAMESPACE}>{entries}</{root}>'.encode()


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with GET and keep-alive, and no more than that."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._received = b""
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head, self._received = self._received[:end], self._received[end + 4 :]
            self._transport.write(self._answers.to(head.split(b" ", 2)[1].decode("latin-1")))
            if b"\r\nconnection: close" in head.lower():
                self._transport.close()


async def _serve(count: int, theme: str) -> None:
    loop = asyncio.get_running_loop()
    answers: list[Answers] = []
    server = await loop.create_server(lambda: _Connection(answers[0]), "127.0.0.1", 0, start_serving=False)
    port = server.sockets[0].getsockname()[1]
    answers.append(Answers(NewsPages(f"http://127.0.0.1:{port}", count, theme)))
    await server.start_serving()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)  # ends with the benchmark, however that ends
    server.close()


def main() -> None:
    """Serve until standard input ends; the port is printed first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--theme", choices=["wordpress", "own"], default="wordpress")
    options = parser.parse_args()
    uvloop.run(_serve(options.pages, options.theme))


if __name__ == "__main__":
    main()
