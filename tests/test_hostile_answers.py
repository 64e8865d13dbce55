"""Answers that would choke a crawler: each ends with a reason, in bounded time and memory, and costs nobody else."""

import gzip
import resource
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import brotli
import pytest

from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.news_site import Answer, NewsSite, Post, serve
from tests.one_crawl import Plan, crawl, findings, local, start

MEBIBYTE = 1 << 20
CAP = 32 * MEBIBYTE
TEXT = "Warga binaan Lapas Contoh mengikuti pelatihan membatik yang digelar selama tiga hari di aula utama lapas."


def article(number: int, encoding: str = "utf-8") -> bytes:
    words = f"<p>{TEXT} “Kami gembira,” kata Kalapas.</p>" * 3
    page = (
        f"<html lang='id'><head><title>Berita {number}</title></head><body class='single single-post postid-{number}'>"
        f"<article class='post type-post hentry'><h1 class='entry-title'>Pelatihan ke-{number} di Lapas</h1>"
        f"<div class='entry-content'>{words}</div></article></body></html>"
    )
    return page.encode(encoding)


def bomb(layers: int) -> bytes:
    """More than the cap of one letter, packed `layers` times."""
    data = b"<p>" + b"a" * (CAP + MEBIBYTE)
    for _ in range(layers):
        data = gzip.compress(data, 9)
    return data


def brotli_bomb() -> bytes:
    compressor = brotli.Compressor(quality=1)
    piece = b"a" * MEBIBYTE
    return b"".join([*(compressor.process(piece) for _ in range(33)), compressor.finish()])


def packed(data: bytes, encoding: str) -> Answer:
    return Answer(data, headers={"Content-Encoding": encoding})


REFUSED: dict[str, tuple[Answer, str]] = {
    "a gzip bomb": (packed(bomb(1), "gzip"), "too-large"),
    "a gzip bomb in a gzip": (packed(bomb(2), "gzip, gzip"), "too-large"),
    "a brotli bomb that nobody asked for": (packed(brotli_bomb(), "br"), "too-large"),
    "a deflate bomb without its frame": (packed(zlib.compress(b"a" * CAP + b"b", wbits=-15), "deflate"), "too-large"),
    "more than the cap": (Answer(b"<p>" + b"a" * CAP), "too-large"),
    "no gzip at all": (packed(article(1), "gzip"), "unreadable"),
    "no brotli at all": (packed(article(1), "br"), "unreadable"),
    "an unknown encoding": (packed(b"\x00\x01\x02\x03" * 500, "rahasia"), "not-text"),
    "a PDF": (Answer(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj"), "not-text"),
    "a picture": (Answer(b"\x89PNG\r\n\x1a\n" + bytes(200)), "not-text"),
    "an archive": (Answer(b"PK\x03\x04" + bytes(200)), "not-text"),
    "a video by its type": (Answer(b"abc" * 100, kind="video/mp4"), "not-text"),
}
STORED: dict[str, Answer] = {
    "a charset that does not exist": Answer(article(2), kind="text/html; charset=tidak-ada"),
    "a charset that is another": Answer(article(3, "cp1252"), kind="text/html; charset=utf-8"),
    "a charset that is another still": Answer(article(4), kind="text/html; charset=us-ascii"),
    "a type that is none": Answer(article(5), kind="application/octet-stream"),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """One crawl of a site with a hostile answer at each post, and a good one at the last."""
    made = new_archive(tmp_path_factory.mktemp("hostile") / "arsip")
    answers = [answer for answer, _ in REFUSED.values()] + list(STORED.values())
    posts = [Post(number) for number in range(1, len(answers) + 2)]
    with serve(NewsSite(posts, rest=False)) as site:
        adopt(made, site.url)
        site.faults |= {post.path: lambda answer=answer: answer for post, answer in zip(posts, answers, strict=False)}
        done = made.run("crawl", "contoh")
    assert done.returncode == 0, done.stdout
    return made


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_reason(archive: Archive, name: str) -> None:
    number = list(REFUSED).index(name) + 1
    assert archive.fate_of(f"/berita-{number}/")[:2] == ("refused", REFUSED[name][1])


@pytest.mark.parametrize("name", STORED)
def test_it_is_read_all_the_same(archive: Archive, name: str) -> None:
    number = len(REFUSED) + list(STORED).index(name) + 1
    assert archive.fate_of(f"/berita-{number}/")[0] == "stored"
    ((body,),) = archive.rows(
        "SELECT a.body FROM articles a JOIN urls u ON u.article = a.id WHERE u.url LIKE ?", f"%/berita-{number}/"
    )
    assert "“Kami gembira,”" in body


def test_what_came_beside_them_is_whole(archive: Archive) -> None:
    assert archive.fate_of(f"/berita-{len(REFUSED) + len(STORED) + 1}/")[0] == "stored"
    assert_whole(archive)


@contextmanager
def raw(head: bytes, piece: bytes, pause: float) -> Iterator[str]:
    """A server that gives robots.txt a 404, and to anything else `head`, then `piece` after `piece` for ten seconds."""

    def answer(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(12)
            end = time.monotonic() + 10
            try:
                asked = connection.recv(4096)
                if b"/robots.txt" in asked:
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    return
                connection.sendall(head)
                while time.monotonic() < end:
                    connection.sendall(piece)
                    time.sleep(pause)
            except OSError:
                pass

    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
ENDLESS = {
    "a head that drips": (b"HTTP/1.1 200 OK\r\n", b"X", 0.1),
    "headers without end, one by one": (OK, b"X-Lain: a\r\n", 0.05),
    "a body that drips without saying its length": (OK + b"\r\n", b"a", 0.1),
    "chunks that drip": (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n", 0.1),
    "silence": (b"", b"", 0.5),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_comes_to_an_end_is_ended(name: str) -> None:
    with raw(*ENDLESS[name]) as url:
        before = time.monotonic()
        (found,) = crawl(Plan([url + "berita"], local(url), settings={"DOWNLOAD_TIMEOUT": 3}))
        assert found.error == "DownloadTimeoutError", found
        assert time.monotonic() - before < 10


FLOODS = {
    "headers without end": (OK, b"X-Lain: " + b"a" * 8000 + b"\r\n", 0),
    "one header without end": (OK + b"X-Lain: ", b"a" * 65536, 0),
    "chunks without end": (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"a" * 65536 + b"\r\n", 0),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_ends_before_it_fills_the_memory(name: str, tmp_path: Path) -> None:
    with raw(*FLOODS[name]) as url:
        process, told = start(Plan([url + "berita"], local(url), settings={"DOWNLOAD_TIMEOUT": 8}))
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.02)
        process.communicate()
    (found,) = findings(told)
    assert found.error, found
    assert peak < 300 * MEBIBYTE, f"{peak / MEBIBYTE:.0f} MiB"


def resident(process: int) -> int:
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()
    except OSError:
        return 0
    return int(pages[1]) * resource.getpagesize() if len(pages) > 1 else 0
