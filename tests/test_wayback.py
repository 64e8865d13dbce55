"""A site that is gone is taken from a web archive: each page as it was captured, under its own address and time."""

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.sources import Source
from archive.vocabulary import Reason, UrlKind
from spiders.reading import Page, read
from tests.crawling import Archive, assert_whole, new_archive
from tests.exchanges import seen_by_warcio
from tests.foreign import SITE, address, adopt_by_hand, page
from tests.killing import wait_for
from tests.loopback import Answer, text
from tests.web_archive import Memento, WebArchive, web_archive


def memento(number: int, moment: str = "20190301050000", edition: int = 0, **more: Any) -> Memento:
    return Memento(moment, address(number), page(number, edition), **more)


@pytest.fixture
def web() -> Iterator[WebArchive]:
    with web_archive([memento(number) for number in range(1, 8)]) as made:
        yield made


@pytest.fixture
def archive(web: WebArchive, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_by_hand(made, platform="wayback", wayback=web.url, local=True)
    return made


def crawl(archive: Archive) -> dict[str, Any]:
    done = archive.run("crawl", "rutan", "--json")
    assert done.stdout, done.stderr
    (report,) = json.loads(done.stdout)
    return {**report, "code": done.returncode}


def test_every_page_of_the_index_is_followed_and_every_capture_is_an_article(archive: Archive, web: WebArchive) -> None:
    told = crawl(archive)
    assert (told["code"], told["new"], told["way"]) == (0, 7, "wayback")
    assert [query.get("resumeKey") is not None for query in web.queries] == [False, True, True]
    assert sorted(archive.rows("SELECT url, first_seen FROM articles")) == sorted(
        (address(number), "2019-03-01T05:00:00.000000Z") for number in range(1, 8)
    )
    assert archive.fates() == {("stored", None): 7}
    assert {url for (url,) in archive.rows("SELECT url FROM urls WHERE kind = 'page'")} == {
        address(number) for number in range(1, 8)
    }
    assert_whole(archive)
    assert archive.run("verify").returncode == 0


def test_a_capture_is_the_site_s_own_answer_and_says_where_it_was_retrieved(archive: Archive, web: WebArchive) -> None:
    crawl(archive)
    replay = f"{web.url}web/20190301050000id_/{address(1)}"
    rows = archive.rows("SELECT fetched, retrieved_from FROM captures WHERE url = ?", address(1))
    assert rows == [("2019-03-01T05:00:00.000000Z", replay)]
    (own,) = (archive.path / "warc" / "rutan").glob("*.warc.gz")
    assert [kind for kind, url, _ in seen_by_warcio(own) if url == address(1)] == ["response"]
    head = gzip.decompress(own.read_bytes())
    assert b"\r\nServer: nginx\r\n" in head
    assert b"arsip-web" not in head.partition(address(1).encode())[2]
    shown = archive.run("show", address(1)).stdout
    assert f"retrieved from {replay}" in shown
    assert "captured 2019-03-01T05:00:00Z" in shown
    assert "8 captures" not in shown


def test_the_site_itself_is_never_asked(archive: Archive, web: WebArchive) -> None:
    crawl(archive)
    heads = b"".join(web.web.heads)
    assert heads.count(b"Host: 127.0.0.1") == len(web.web.asked)
    assert web.web.paths[0] == "/robots.txt"


def test_robots_of_the_web_archive_are_obeyed(archive: Archive, web: WebArchive) -> None:
    web.robots = "User-agent: *\nDisallow: /web/\n"
    told = crawl(archive)
    assert told["reasons"] == {"robots": 7}
    assert web.replays == []


def test_a_later_crawl_asks_only_for_what_came_since(archive: Archive, web: WebArchive) -> None:
    crawl(archive)
    web.web.asked.clear()
    web.mementos += [memento(8, "20190815000000"), memento(1, "20190901000000", edition=1)]
    told = crawl(archive)
    assert (told["code"], told["new"], told["revised"]) == (0, 1, 1)
    assert [query["from"] for query in web.queries] == ["20181231"] * len(web.queries)
    assert sorted(web.replays) == [("20190815000000", address(8)), ("20190901000000", address(1))]
    web.web.asked.clear()
    assert crawl(archive)["code"] == 0
    assert web.replays == []
    assert archive.rows("SELECT revisions FROM articles WHERE url = ?", address(1)) == [(2,)]


def test_between_two_captures_that_show_the_same_none_is_asked_for(archive: Archive, web: WebArchive) -> None:
    moments = [f"2019{month:02d}01000000" for month in range(1, 8)]
    web.mementos = [memento(1, moment, digest=moment) for moment in moments]
    web.mementos += [memento(2, moment, edition=moment > moments[3], digest=moment) for moment in moments]
    web.most = 100
    told = crawl(archive)
    assert (told["new"], told["revised"]) == (2, 1)
    assert [moment for moment, url in web.replays if url == address(1)] == [moments[-1], moments[0]]
    assert len([moment for moment, url in web.replays if url == address(2)]) == 7
    assert archive.rows("SELECT count(*) FROM mementos WHERE ending = 'passed-over'") == [(5,)]
    observed = archive.rows(
        "SELECT number, substr(observed, 1, 10) FROM revisions r JOIN articles a ON a.id = r.article "
        "WHERE a.url = ? ORDER BY number",
        address(2),
    )
    assert observed == [(1, "2019-01-01"), (2, "2019-05-01")]
    ((body,),) = archive.rows("SELECT body FROM articles WHERE url = ?", address(2))
    assert "Pembaruan ke-1" in body
    assert_whole(archive)


def test_an_error_page_that_was_captured_later_hides_no_article(archive: Archive, web: WebArchive) -> None:
    lost = b"<html><head><title>404 Not Found</title></head><body><h1>Halaman tidak ditemukan</h1></body></html>"
    web.mementos = [memento(1), Memento("20230101000000", address(1), lost)]
    told = crawl(archive)
    assert told["new"] == 1
    assert sum(told["reasons"].values()) == 1
    assert archive.fates() == {("stored", None): 1}


def test_a_listing_with_a_thousand_captures_costs_two_requests(archive: Archive, web: WebArchive) -> None:
    home = b"<html><body class='archive category'><h1>Kategori: Berita</h1></body></html>"
    web.mementos = [
        Memento(f"2019{n:04d}101010", f"{SITE}category/berita/", home + b"%d" % n)
        for n in (month * 100 + day for month in range(1, 13) for day in range(1, 29))
    ]
    web.mementos.append(Memento("20190301050000", SITE, home))
    web.most = 500
    crawl(archive)
    assert len(web.replays) == 2


def test_http_https_www_and_the_port_are_one_address(archive: Archive, web: WebArchive) -> None:
    plain = address(1)
    web.mementos = [
        Memento(
            "20120301000000",
            plain.replace("http://rutan", "http://www.rutan").replace("example/", "example:80/"),
            page(1),
        ),
        Memento("20190301000000", plain.replace("http://", "https://"), page(1)),
        memento(1, "20150301000000"),
    ]
    crawl(archive)
    assert archive.rows("SELECT count(*) FROM articles") == [(1,)]
    assert archive.rows("SELECT count(*) FROM urls WHERE kind = 'page'") == [(1,)]
    assert archive.rows("SELECT substr(first_seen, 1, 4) FROM articles") == [("2012",)]


def test_an_article_that_the_archive_has_from_elsewhere_stays_one(archive: Archive, web: WebArchive) -> None:
    from tests.foreign import foreign  # noqa: PLC0415 only here

    path = archive.path.parent / "a.warc.gz"
    with foreign(path) as crawler:
        crawler.response(address(1), page(1, edition=1), "2021-01-01T00:00:00Z")
    adopt_by_hand(archive, name="rutan-hidup")
    (archive.path / "sources" / "rutan.toml").rename(archive.path.parent / "rutan.toml")
    assert archive.run("import", str(path)).returncode == 0
    (archive.path.parent / "rutan.toml").rename(archive.path / "sources" / "rutan.toml")
    assert crawl(archive)["new"] == 6
    assert archive.rows("SELECT count(*), max(revisions) FROM articles") == [(7, 2)]
    ((body,),) = archive.rows("SELECT body FROM articles WHERE url = ?", address(1))
    assert "Pembaruan ke-1" in body


def test_a_redirect_to_another_moment_is_followed_and_one_to_another_page_is_none(
    archive: Archive, web: WebArchive
) -> None:
    crawl(archive)
    web.mementos.append(memento(8, "20190701000000"))
    crawl_ = web.mementos
    listed = [*crawl_, memento(9, "20190702000000"), memento(10, "20190702000000")]
    web.mementos = listed
    index = web._index
    web._index = lambda query: (setattr(web, "mementos", listed), index(query))[1]  # type: ignore[method-assign,func-returns-value]  # the index is ahead of the replay
    original = web._replay

    def replay(moment: str, url: str) -> Answer:
        if url == address(9):
            return Answer(b"", 302, {"Location": f"/web/{moment}id_/{SITE}"})
        if url == address(10) and moment != "20190101000000":
            return Answer(b"", 302, {"Location": f"/web/20190101000000id_/{url}"})
        if url == address(10):
            return original("20190702000000", url)
        return original(moment, url)

    web._replay = replay  # type: ignore[method-assign]  # two answers of its own
    assert crawl(archive)["new"] == 2
    assert archive.fate_of(address(9))[:2] == ("refused", "not-an-article")
    assert archive.fate_of(address(10))[0] == "stored"


@pytest.mark.parametrize("status", [429, 503])
def test_a_web_archive_that_asks_to_wait_is_waited_for(archive: Archive, web: WebArchive, status: int) -> None:
    web.faults = [text("slow down", status, Retry_After="2")]
    began = time.monotonic()
    assert crawl(archive)["new"] == 7
    assert time.monotonic() - began > 2


def test_an_index_that_stays_closed_is_said(archive: Archive, web: WebArchive) -> None:
    web.faults = [text("Blocked Site Error", 403) for _ in range(3)]
    told = crawl(archive)
    assert (told["code"], told["verdict"]) == (3, "incomplete")
    assert "no way into the site is open: HTTP 403 at /cdx/search/cdx" in told["explanation"]
    web.faults = []
    assert crawl(archive)["new"] == 7


def test_a_crawl_that_is_killed_goes_on_where_it_was(archive: Archive, web: WebArchive) -> None:
    moments = ["20190101000000", "20190201000000", "20190301000000"]
    web.mementos = [
        memento(number, moment, edition) for number in range(1, 41) for edition, moment in enumerate(moments)
    ]
    web.most = 17
    for enough in (3, 40, 80):
        process = archive.start("crawl")
        wait_for(lambda n=enough: len(web.replays) >= n, process)
        process.kill()
        process.communicate()
    told = crawl(archive)
    assert told["code"] == 0, told
    assert archive.rows("SELECT count(*), min(revisions), max(revisions) FROM articles") == [(40, 3, 3)]
    assert archive.rows("SELECT count(*) FROM mementos WHERE ending = 'stored'") == [(120,)]
    assert len(web.replays) <= 120 + 3 * 64
    assert_whole(archive)


def test_a_body_that_is_still_packed_is_read(archive: Archive, web: WebArchive) -> None:
    packed = gzip.compress(page(1))
    web.mementos = [
        Memento("20190301050000", address(1), packed, headers={"X-Archive-Orig-Content-Encoding": "gzip"}),
        Memento("20190301050000", address(2), gzip.compress(page(2)), headers={"Content-Encoding": "gzip"}),
    ]
    assert crawl(archive)["new"] == 2
    assert archive.run("reread").stdout.startswith("2 articles read again: 0 changed")
    assert_whole(archive)


def test_nothing_captured_is_no_failure(archive: Archive, web: WebArchive) -> None:
    web.mementos = []
    told = crawl(archive)
    assert (told["code"], told["verdict"], told["found"]) == (0, "complete", told["found"])
    assert archive.rows("SELECT count(*) FROM articles") == [(0,)]


def test_where_a_site_is_closed_or_gone_the_web_archive_is_offered(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    adopt_by_hand(archive, url="http://rutan.invalid/")
    offer = (
        "its pages may still be in the Internet Archive: "
        "arsip source add http://rutan.invalid/ --platform wayback --name rutan-wayback"
    )
    done = archive.run("crawl", "rutan")
    assert done.returncode == 3
    assert offer in done.stdout
    assert offer in archive.run("status", "rutan").stdout
    (one,) = json.loads(archive.run("status", "rutan", "--json").stdout)
    assert one["elsewhere"] == offer


SOURCE = Source("rutan", SITE, "wayback", former=("http://lama.contoh.example/",))
HEAD = '[["timestamp","original","mimetype","statuscode","digest"]'


def reading(body: str) -> Any:
    return read(
        UrlKind.CDX,
        Page("https://web.archive.org/cdx/search/cdx?url=a&limit=2", 200, "text/plain", {}, body.encode()),
        SOURCE,
    )


@pytest.mark.parametrize("body", ["", "[]", "[]\n", HEAD + "]"])
def test_an_empty_index_is_one(body: str) -> None:
    assert (reading(body).mementos, reading(body).following, reading(body).problem) == ({}, [], None)


@pytest.mark.parametrize("body", ["<html>", "{}", "[1]", '[["urlkey"],["x"]]', '[["timestamp"', "null"])
def test_what_is_no_index_says_so(body: str) -> None:
    assert reading(body).problem is Reason.UNREADABLE


def test_an_index_names_captures_of_own_pages_and_how_it_goes_on() -> None:
    rows = [
        ["20190301050000", f"{SITE}a/", "text/html", "200", "A"],
        ["20200301050000", f"{SITE}a/", "text/html", "200", "B"],
        ["20190301050000", "http://www.lama.contoh.example:80/b/", "text/html", "200", "C"],
        ["20190301050000", SITE, "text/html", "200", "D"],
        ["20190301050000", "http://lain.example/", "text/html", "200", "E"],
        ["kemarin", f"{SITE}c/", "text/html", "200", "F"],
        ["20190301050000"],
        [],
        ["example%2Ccontoh%29%2F+2019%21"],
    ]
    made = reading(HEAD + "," + json.dumps(rows)[1:])
    assert made.mementos == {
        f"{SITE}a/": ["20190301050000", "20200301050000"],
        "http://www.lama.contoh.example:80/b/": ["20190301050000"],
    }
    assert made.following == [
        "https://web.archive.org/cdx/search/cdx?url=a&limit=2&resumeKey=example%2Ccontoh%29%2F+2019%21"
    ]
