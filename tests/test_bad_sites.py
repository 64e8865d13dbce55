"""An address that is no site, or a site that lets nobody in: one clear line, and nothing is adopted."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.crawling import Archive, adopt, new_archive
from tests.news_site import Answer, NewsSite, Post, serve


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path / "arsip")


@contextmanager
def speaking(words: bytes) -> Iterator[str]:
    """A server on loopback that says `words` to everybody, whatever was asked."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(5)
                    connection.recv(4096)
                    connection.sendall(words)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@contextmanager
def closed_port() -> Iterator[str]:
    """An address at which nobody listens, and nobody else will while the block runs."""
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/"


def refusal(archive: Archive, *words: str) -> str:
    """The one line with which `source add` refuses."""
    done = archive.run("source", "add", *words)
    assert (done.returncode, done.stdout) == (1, ""), done
    assert list((archive.path / "sources").iterdir()) == []
    (line,) = done.stderr.splitlines()
    assert line.startswith("arsip: ")
    return line.removeprefix("arsip: ")


@pytest.mark.parametrize(
    "typed",
    ["nonsense", "", "  ", "lapas contoh", "ftp://lapas.contoh.example/", "http://", "http://[::1", "mailto:humas"],
)
def test_what_is_no_web_address_is_said_with_an_example(archive: Archive, typed: str) -> None:
    assert refusal(archive, typed) == f"{typed!r} is no web address; it should look like https://lapas.example/"


def test_an_address_with_a_password_is_not_asked_and_the_password_not_shown(archive: Archive) -> None:
    line = refusal(archive, "http://humas:rahasia@lapas.contoh.example/", "--name", "lapas")
    assert "there is a name or password before the host" in line
    assert "rahasia" not in line.partition("bad-address")[2]


def test_a_name_that_is_no_name_is_said(archive: Archive) -> None:
    assert "may hold small letters, digits and hyphens" in refusal(
        archive, "https://lapas.contoh.example/", "--name", "Lapas Contoh"
    )


AGAIN = (
    "check the address, or try again later; if the site is gone, "
    "what others captured of it is had by: arsip source add "
)
NO_SITES: dict[str, tuple[Callable[[], object], str]] = {
    "closed port": (closed_port, "robots.txt: Connection was refused"),
    "not HTTP": (lambda: speaking(b"SSH-2.0-OpenSSH_9.2\r\n\x00\x01\r\n"), "robots.txt: the answer is not HTTP"),
    "no answer": (lambda: speaking(b""), "robots.txt: Connection was closed cleanly"),
}


@pytest.mark.parametrize("name", NO_SITES)
def test_what_does_not_answer_as_a_site_is_not_adopted(archive: Archive, name: str) -> None:
    opened, expected = NO_SITES[name]
    with opened() as url:  # type: ignore[attr-defined]  # each is a context manager
        line = refusal(archive, url)
    assert re.fullmatch(rf"not adopted: 127.0.0.1 cannot be reached \({url}{expected}[^<]*\): {AGAIN}{url} .*", line), (
        line
    )


def test_a_host_that_does_not_exist_is_said(archive: Archive) -> None:
    line = refusal(archive, "http://tidak-ada.contoh.invalid/")
    assert line.startswith("not adopted: tidak-ada.contoh.invalid does not exist (no-such-host, DNS lookup failed")
    assert line.endswith(f"{AGAIN}http://tidak-ada.contoh.invalid/ --platform wayback")


def test_a_site_that_forbids_everything_is_not_adopted(archive: Archive) -> None:
    with serve(NewsSite([Post(1)])) as site:
        site.faults = Everywhere(lambda: Answer(b"tidak boleh", 403))
        assert refusal(archive, site.url) == (
            "not adopted: 127.0.0.1 refuses to answer Arsip (forbidden, HTTP 403): ask its owner for leave; "
            f"what others captured of it is had by: arsip source add {site.url} --platform wayback"
        )


def test_an_adopted_site_that_forbids_everything_ends_the_crawl_with_what_was_tried(archive: Archive) -> None:
    with serve(NewsSite([Post(1)])) as site:
        adopt(archive, site.url)
        site.faults = Everywhere(lambda: Answer(b"tidak boleh", 403))
        done = archive.run("crawl", "contoh")
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.splitlines()[0] == (
        "contoh: incomplete: no way into the site is open: HTTP 403 at /wp-json/wp/v2/posts, /wp-sitemap.xml, "
        "/sitemap_index.xml, /feed/, /"
    )


class Everywhere(dict[str, Callable[[], Answer | None]]):
    """The same fault at every address."""

    def __init__(self, fault: Callable[[], Answer | None]) -> None:
        self._fault = fault

    def get(self, _path: str, _default: object = None) -> Callable[[], Answer | None]:  # type: ignore[override]  # the site asks for nothing else
        return self._fault


def test_a_site_that_asks_to_wait_does_not_keep_the_crawl_waiting(archive: Archive) -> None:
    """Though more addresses are lent than can be asked at once."""
    with serve(NewsSite([Post(number) for number in range(1, 101)])) as site:
        adopt(archive, site.url)
        site.faults[Post(3).path] = lambda: Answer(b"", 429, headers={"Retry-After": "600"})
        done = archive.run("crawl", "contoh", seconds=40)
    assert done.returncode == 3
    assert "HTTP 429: the site asks to wait; " in done.stdout
    assert archive.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]
