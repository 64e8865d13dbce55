"""An address that is no site, or a site that lets nobody in: one clear line, and nothing is adopted."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests import loopback
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


WAY_OUT = "what others captured of it is had by: arsip source add {url} --platform wayback"
SPINNER = "<div id='root'></div><script src='/assets/app.js'></script><noscript>Enable JavaScript.</noscript>"
MOVED = (
    "{url} leads to another host, https://lapas-baru.contoh.example/: where that is the same publisher, "
    'arsip source add https://lapas-baru.contoh.example/ and write former = ["{url}"] into its file'
)
ODD_ANSWERS: dict[str, tuple[loopback.Answer, str]] = {
    "Cloudflare": (
        loopback.Answer(
            b"<html><head><title>Just a moment...</title></head><body><div class='main-wrapper'>"
            b"<script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script></div></body></html>",
            403,
        ),
        "{url} stands behind a challenge page (Cloudflare), and Arsip evades none: ask its owner to let Arsip in; "
        + WAY_OUT,
    ),
    "Sucuri": (
        loopback.Answer(
            b"<html><title>You are being redirected...</title><script>sucuri_cloudproxy_js='';S='cz0';</script></html>",
            403,
        ),
        "{url} stands behind a challenge page (Sucuri), and Arsip evades none: ask its owner to let Arsip in; "
        + WAY_OUT,
    ),
    "browser check": (
        loopback.Answer(
            b"<html><title>Checking your browser before accessing</title><body><p>Please wait.</p></body></html>", 200
        ),
        "{url} stands behind a challenge page (a browser check), and Arsip evades none: "
        "ask its owner to let Arsip in; " + WAY_OUT,
    ),
    "parked": (
        loopback.Answer(
            b"<html><title>contoh.example</title><body><h1>The domain contoh.example is for sale!</h1></body></html>"
        ),
        '{url} shows no site but a parked domain ("domain contoh.example is for sale"): '
        "look for the publisher's new address; " + WAY_OUT,
    ),
    "expired": (
        loopback.Answer(
            b"<html><title>Info</title><body><p>Domain ini telah kedaluwarsa. Hubungi penyedia.</p></body></html>"
        ),
        '{url} shows no site but a parked domain ("Domain ini telah kedaluwarsa"): '
        "look for the publisher's new address; " + WAY_OUT,
    ),
    "suspended": (
        loopback.Answer(b"<html><title>Account Suspended</title><body><p>Contact your provider.</p></body></html>"),
        '{url} shows no site but an account that its host has suspended ("Account Suspended"): '
        "look for the publisher's new address; " + WAY_OUT,
    ),
    "empty server": (
        loopback.Answer(
            b"<html><title>Welcome to nginx!</title><body><p>Further configuration is required.</p></body></html>"
        ),
        '{url} shows no site but the first page of an empty server ("Welcome to nginx"): '
        "look for the publisher's new address; " + WAY_OUT,
    ),
    "needs-script": (
        loopback.Answer(f"<html><head><title>Lapas Contoh</title></head><body>{SPINNER}</body></html>".encode()),
        "{url} needs-script: its pages are made by JavaScript, which Arsip does not run, and no feed, sitemap or "
        "data interface was found; " + WAY_OUT,
    ),
    "a file": (
        loopback.Answer(b"%PDF-1.4 siaran pers", headers={"Content-Type": "application/pdf"}),
        "{url} answers with a file (application/pdf), not with a page: give the address of the home page",
    ),
    "a feed": (
        loopback.Answer(b"<?xml version='1.0'?><rss version='2.0'></rss>", headers={"Content-Type": "text/xml"}),
        "{url} answers with a feed, a sitemap or data (text/xml), not with a page: give the address of the home page",
    ),
    "not found": (
        loopback.Answer(b"<html><title>404</title><body>Tidak ditemukan</body></html>", 404),
        "there is no page at {url} (HTTP 404): give the address of the home page",
    ),
    "an error": (
        loopback.Answer(b"<html><title>Galat</title><body>Galat basis data</body></html>", 500),
        "127.0.0.1 answers with an error (HTTP 500): check the address, or try again later; if the site is gone, "
        + WAY_OUT,
    ),
    "another host": (
        loopback.Answer(b"", 301, {"Location": "https://lapas-baru.contoh.example/"}),
        MOVED,
    ),
    "another host, by refresh": (
        loopback.Answer(
            b"<html><meta http-equiv='refresh' content='0; url=https://lapas-baru.contoh.example/'></html>"
        ),
        MOVED,
    ),
    "where domains are sold": (
        loopback.Answer(b"", 302, {"Location": "https://www.hugedomains.com/domain?d=contoh"}),
        "{url} leads to https://www.hugedomains.com/domain?d=contoh, where domains are sold: "
        "look for the publisher's new address; " + WAY_OUT,
    ),
    "no way in": (
        loopback.Answer(
            b"<html><title>Lapas Contoh</title><body><h1>Lapas Contoh</h1><p>Jalan Contoh 1</p></body></html>"
        ),
        "no way into {url} was found in ",
    ),
}


@pytest.mark.parametrize("name", ODD_ANSWERS)
def test_each_odd_answer_has_a_line_of_its_own_that_says_what_to_do(archive: Archive, name: str) -> None:
    answer, expected = ODD_ANSWERS[name]
    gone = loopback.Answer(b"<html><title>404</title></html>", 404)
    with loopback.site(lambda path: copied(answer if path == "/" else gone)) as site:
        done = archive.run("source", "add", site.url(), "--name", "contoh")
    assert (done.returncode, list((archive.path / "sources").iterdir())) == (1, [])
    (line,) = done.stderr.splitlines()
    assert line.startswith("arsip: not adopted: " + expected.format(url=site.url()))
    assert len(site.paths) <= 25


def copied(answer: loopback.Answer) -> loopback.Answer:
    return replace(answer, headers=dict(answer.headers))


def test_robots_that_forbid_everything_are_said(archive: Archive) -> None:
    with serve(NewsSite([Post(1)])) as site:
        site.robots = Answer(b"User-agent: *\nDisallow: /\n", kind="text/plain")
        line = refusal(archive, site.url)
    assert line.startswith(
        f"not adopted: robots.txt of 127.0.0.1 forbids {site.url} to Arsip: ask its owner for leave; "
    )
    assert set(site.asked) == {"/robots.txt"}
