"""Many small WordPress sites on loopback (127.0.x.y, one port), in a process of its own.

`/_publish?hosts=N` lets the first N sites publish a post, `/_reset` forgets what was asked, `/_asked` tells it.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOSTS_IN_A_BLOCK = 250
TEXT = "Petugas dan warga binaan mengikuti kegiatan itu dengan tertib dari pagi hingga siang hari di aula utama. "


def address_of(number: int) -> str:
    """The loopback address of the host with that number, from 0 on."""
    return f"127.0.{number // HOSTS_IN_A_BLOCK + 1}.{number % HOSTS_IN_A_BLOCK + 1}"


@dataclass(slots=True)
class Hosts:
    """What the sites hold, and what they were asked for."""

    posts: dict[str, int]
    port: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    asked_for: Counter[str] = field(default_factory=Counter)

    def answer(self, host: str, address: str) -> tuple[str, bytes, str]:
        """The status, the body and further header lines of the answer of one host."""
        parts = urlsplit(address)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if parts.path.startswith("/_"):
            return "200 OK", self._control(parts.path, query), ""
        self.asked[host] += 1
        self.asked_for[parts.path if parts.path in {"/robots.txt", "/wp-json/wp/v2/posts"} else "page"] += 1
        if parts.path == "/robots.txt":
            return "200 OK", b"User-agent: *\nDisallow: /wp-admin/\n", "Content-Type: text/plain\r\n"
        if parts.path == "/wp-json/wp/v2/posts":
            return self._rest(host, query)
        number = parts.path.strip("/").rpartition("-")[2]
        if number.isdecimal() and 0 < int(number) <= self.posts[host]:
            return "200 OK", self._page(host, int(number)).encode(), "Content-Type: text/html; charset=utf-8\r\n"
        return "404 Not Found", b"<html><body class='error404'></body></html>", "Content-Type: text/html\r\n"

    def _control(self, path: str, query: dict[str, str]) -> bytes:
        if path == "/_publish":
            for number in range(int(query["hosts"])):
                self.posts[address_of(number)] += 1
        if path == "/_reset":
            self.asked.clear()
            self.asked_for.clear()
        return json.dumps({"by_host": self.asked, "for": self.asked_for}).encode()

    def _rest(self, host: str, query: dict[str, str]) -> tuple[str, bytes, str]:
        page, size = int(query.get("page", "1")), int(query.get("per_page", "10"))
        numbers = range(1, self.posts[host] + 1)
        chosen = numbers[::-1] if query.get("orderby") == "modified" else numbers
        fields = query["_fields"].split(",") if "_fields" in query else None
        posts = [self._post(host, number) for number in chosen[(page - 1) * size : page * size]]
        body = json.dumps([{key: post[key] for key in fields or post} for post in posts]).encode()
        pages = -(-len(numbers) // size)
        head = f"Content-Type: application/json\r\nX-WP-Total: {len(numbers)}\r\nX-WP-TotalPages: {pages}\r\n"
        return "200 OK", body, head

    def _post(self, host: str, number: int) -> dict[str, Any]:
        day = f"2026-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}T08:{number % 60:02d}:00"
        return {
            "id": number,
            "date": day,
            "date_gmt": day.replace("T08", "T01"),
            "modified": day,
            "modified_gmt": day.replace("T08", "T01"),
            "status": "publish",
            "type": "post",
            "link": f"http://{host}:{self.port}/kegiatan-{number}/",
            "title": {"rendered": f"Kegiatan ke-{number} di {host}"},
            "content": {"rendered": f"<p>{host}, kegiatan ke-{number}. {TEXT * 12}</p>", "protected": False},
            "_embedded": {"author": [{"name": "Wesley Contoh"}]},
        }

    def _page(self, host: str, number: int) -> str:
        post = self._post(host, number)
        return (
            f"<!DOCTYPE html><html lang='id-ID'><head><title>{post['title']['rendered']}</title></head>"
            "<body class='single single-post'><article class='post type-post hentry'>"
            f"<h1 class='entry-title'>{post['title']['rendered']}</h1>"
            f"<div class='entry-content'>{post['content']['rendered']}</div></article></body></html>"
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what comes over one connection, until it is closed."""
        host = writer.get_extra_info("sockname")[0]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                status, body, more = self.answer(host, head.split(b" ", 2)[1].decode("latin-1"))
                writer.write(f"HTTP/1.1 {status}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@dataclass(frozen=True, slots=True)
class ManyHosts:
    """The running sites, as a benchmark sees them."""

    count: int
    port: int

    def urls(self) -> list[str]:
        """The home page of each site; ends in a slash."""
        return [f"http://{address_of(number)}:{self.port}/" for number in range(self.count)]

    def tell(self, words: str) -> dict[str, dict[str, int]]:
        """Give an order (`publish?hosts=20`, `reset`, `asked`); what was asked of each host, and for what."""
        connection = HTTPConnection(address_of(0), self.port, timeout=30)
        connection.request("GET", f"/_{words}")
        answer: dict[str, dict[str, int]] = json.loads(connection.getresponse().read())
        connection.close()
        return answer


@contextmanager
def many_hosts(count: int, posts: int) -> Iterator[ManyHosts]:
    """Serve `count` sites of `posts` posts each from another process while the block runs."""
    command = [sys.executable, "-m", "benchmarks.many_hosts", "--hosts", str(count), "--posts", str(posts)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline() if process.stdout else ""
            if not port:
                raise RuntimeError("the sites did not start")
            yield ManyHosts(count, int(port))
        finally:
            process.terminate()


async def _run(count: int, posts: int) -> None:
    names = [address_of(number) for number in range(count)]
    hosts = Hosts(dict.fromkeys(names, posts))
    first = await asyncio.start_server(hosts.serve, names[0], 0)
    hosts.port = first.sockets[0].getsockname()[1]
    others = await asyncio.start_server(hosts.serve, names[1:], hosts.port) if count > 1 else None
    print(hosts.port, flush=True)
    # whoever started this holds the other end: it ends with them
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for server in (first, others):
        if server is not None:
            server.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--hosts", type=int, required=True)
    parser.add_argument("--posts", type=int, required=True)
    options = parser.parse_args()
    asyncio.run(_run(options.hosts, options.posts))
