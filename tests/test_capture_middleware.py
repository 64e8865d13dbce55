"""A capture holds what went over the wire: the heads, and the body as it came."""

import gzip
import timeit
from datetime import datetime

from scrapy import Request
from scrapy.http import HtmlResponse

from spiders.middlewares.capture import Capture, request_head, response_head
from tests.loopback import Answer, site, text
from tests.one_crawl import Fetched, Plan, crawl, local

PAGE = "<html><body><p>Kunjungan keluarga di Rutan Contoh dibuka kembali.</p></body></html>"


def fetch(answer: Answer, headers: dict[str, str] | None = None) -> tuple[Fetched, bytes]:
    with site(lambda path: text("", 404) if path == "/robots.txt" else answer) as server:
        plan = Plan([server.url("/berita/?p=7&q=a%20b#komentar")], local(server.url()), headers=headers or {})
        (found,) = crawl(plan)
        return found, server.heads[-1]


def test_the_payload_is_the_body_before_decompression_and_its_length_replaces_the_transfer_encoding() -> None:
    packed = gzip.compress(PAGE.encode())
    kind = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip", "X-Situs": "contoh"}
    found, _ = fetch(Answer(packed, headers=kind, chunked=True))
    assert found.body == PAGE
    exchange = found.exchange
    assert exchange["payload"].encode("latin-1") == packed
    head = exchange["response_head"]
    assert head.startswith("HTTP/1.1 200 OK\r\n")
    assert "Content-Encoding: gzip\r\n" in head
    assert "X-Situs: contoh\r\n" in head
    assert "transfer-encoding" not in head.lower()
    assert head.lower().count("content-length") == 1
    assert head.endswith(f"Content-Length: {len(packed)}\r\n\r\n")
    assert exchange["content_type"] == "text/html; charset=utf-8"
    assert exchange["ip"] == "127.0.0.1"
    assert exchange["status"] == "200"
    assert datetime.fromisoformat(exchange["fetched_at"]).utcoffset().total_seconds() == 0  # type: ignore[union-attr]  # it has one


def test_the_request_head_is_the_one_that_was_sent() -> None:
    found, sent = fetch(Answer())
    assert found.exchange["request_head"].encode("latin-1").lower() == sent.lower()
    assert sent.startswith(b"GET /berita/?p=7&q=a%20b HTTP/1.1\r\n")


def test_secrets_are_sent_but_not_kept() -> None:
    found, sent = fetch(Answer(), headers={"Cookie": "sesi=rahasia", "Authorization": "Basic rahasia"})
    assert sent.count(b"rahasia") == 2
    assert "rahasia" not in found.exchange["request_head"]


def test_an_error_page_and_an_answer_without_a_body_are_captured_too() -> None:
    found, _ = fetch(Answer(b"hilang", 404))
    assert found.exchange["response_head"].startswith("HTTP/1.1 404 Not Found\r\n")
    assert found.exchange["payload"] == "hilang"
    found, _ = fetch(Answer(b"", 301, {"Location": "/lain"}))
    assert "Location: /lain\r\n" in found.exchange["response_head"]
    assert found.exchange["response_head"].endswith("Content-Length: 0\r\n\r\n")
    assert found.exchange["ip"] == "127.0.0.1"


def test_the_host_line_leaves_out_a_default_port() -> None:
    assert b"\r\nHost: lapas.contoh.example\r\n" in request_head(Request("https://lapas.contoh.example:443/a"))
    assert b"\r\nHost: lapas.contoh.example:443\r\n" in request_head(Request("http://lapas.contoh.example:443/a"))
    assert b"\r\nHost: [2001:db8::1]\r\n" in request_head(Request("http://[2001:db8::1]:80/a"))
    assert request_head(Request("http://lapas.contoh.example")).startswith(b"GET / HTTP/1.1\r\n")


def test_a_repeated_header_is_kept_line_by_line_and_an_unknown_status_has_no_phrase() -> None:
    headers = {"Link": ["<a>", "<b>"], "Content-Length": "9", "Transfer-Encoding": "chunked"}
    response = HtmlResponse("http://lapas.contoh.example/", 599, headers, b"isi")
    assert response_head(response) == b"HTTP/1.1 599 \r\nLink: <a>\r\nLink: <b>\r\nContent-Length: 3\r\n\r\n"


def test_a_capture_costs_less_than_a_tenth_of_a_millisecond() -> None:
    request = Request("http://lapas.contoh.example/berita", headers={f"X-{n}": "nilai" for n in range(8)})
    headers = {f"X-{n}": "nilai" for n in range(15)}
    response = HtmlResponse(request.url, headers=headers, body=PAGE.encode() * 500)
    capture = Capture()
    best = min(timeit.repeat(lambda: capture.process_response(request, response), number=200, repeat=5))
    assert best / 200 < 0.0001
