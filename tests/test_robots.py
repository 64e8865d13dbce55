"""robots.txt is obeyed from the first request on, asked once, kept for a day, and nothing is allowed without it."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.clock import moment, now
from archive.crawling.robots import StoredRobots, load_robots, save_robots
from archive.folder import ArchiveFolder
from spiders.middlewares.robots import LONGEST_BODY, decode_rules, product_token, site_of
from tests.loopback import Answer, Site, site, text
from tests.one_crawl import Fetched, Plan, crawl, local

CLOSED = "User-agent: *\nDisallow: /rahasia\n"


def serving(robots: Callable[[str], Answer] | Answer) -> Callable[[str], Answer]:
    def answer(path: str) -> Answer:
        if not path.startswith("/robots"):
            return Answer()
        return robots if isinstance(robots, Answer) else robots(path)

    return answer


def one(server: Site, path: str = "/berita", database: str = "") -> Fetched:
    (found,) = crawl(Plan([server.url(path)], local(server.url()), database))
    return found


def test_none_of_twelve_forbidden_first_requests_reaches_a_cold_host_and_its_rules_are_asked_once() -> None:
    slow = text(CLOSED)
    slow.delay = 0.3
    with site(serving(slow)) as server:
        urls = [server.url(f"/rahasia/{n}") for n in range(12)]
        found = crawl(Plan([*urls, server.url("/berita")], local(server.url())))
        assert sorted(f.detail for f in found if f.error == "RobotsForbidden") == sorted(urls)
        assert server.paths == ["/robots.txt", "/berita"]


def test_the_rules_for_arsip_by_name_come_before_those_for_everyone() -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: arsip\nDisallow: /kunjungan\n"
    with site(serving(text(rules))) as server:
        found = crawl(Plan([server.url("/berita"), server.url("/kunjungan")], local(server.url())))
        assert {f.url.rpartition("/")[2]: f.status or f.error for f in found} == {
            "berita": 200,
            "kunjungan": "RobotsForbidden",
        }


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_a_robots_file_everything_is_allowed(status: int) -> None:
    with site(serving(text("User-agent: *\nDisallow: /", status))) as server:
        assert one(server).status == 200


def test_a_page_of_html_is_no_rules_whatever_type_it_claims() -> None:
    with site(serving(text("\n <!doctype html><p>Disallow: /</p>\nUser-agent: *\nDisallow: /"))) as server:
        assert one(server).status == 200


def test_rules_count_even_under_the_type_of_html() -> None:
    with site(serving(Answer(b"\xef\xbb\xbf" + CLOSED.encode()))) as server:
        assert one(server, "/rahasia/1").error == "RobotsForbidden"


@pytest.mark.parametrize("status", [500, 503])
def test_nothing_is_fetched_for_an_hour_from_a_site_whose_robots_file_fails(status: int) -> None:
    with site(serving(text("", status))) as server:
        urls = [server.url(f"/berita/{n}") for n in range(3)]
        found = crawl(Plan(urls, local(server.url())))
        assert [f.error for f in found] == ["RobotsUnreachable"] * 3
        assert server.paths == ["/robots.txt"]
        for each in found:
            assert f"HTTP {status}" in each.detail
            assert timedelta(minutes=59) < moment(each.until) - now() <= timedelta(hours=1)


@pytest.mark.parametrize(("asked", "seconds"), [("120", 120), ("999999", 86_400)])
def test_retry_after_is_heeded_up_to_a_day(asked: str, seconds: int) -> None:
    with site(serving(text("", 429, Retry_After=asked))) as server:
        found = one(server)
        assert found.error == "RobotsUnreachable"
        assert seconds - 15 < (moment(found.until) - now()).total_seconds() <= seconds


def test_a_short_retry_after_is_granted_once_so_that_a_crawl_ends() -> None:
    with site(serving(text("", 503, Retry_After="0"))) as server:
        settings = {"CONCURRENT_REQUESTS": 1}
        urls = [server.url(f"/berita/{n}") for n in range(4)]
        found = crawl(Plan(urls, local(server.url()), settings=settings))
        assert [f.error for f in found] == ["RobotsUnreachable"] * 4
        assert moment(found[-1].until) > now() + timedelta(minutes=59)
        assert server.paths == ["/robots.txt"] * 2


def test_a_site_that_refuses_connections_or_answers_too_late_allows_nothing() -> None:
    with site(serving(Answer())) as closed:
        pass
    (found,) = crawl(Plan([closed.url("/berita")], local(closed.url())))
    assert found.error == "RobotsUnreachable"
    late = text(CLOSED)
    late.delay = 2
    with site(serving(late)) as server:
        (found,) = crawl(Plan([server.url("/berita")], local(server.url()), settings={"DOWNLOAD_TIMEOUT": 0.5}))
        assert found.error == "RobotsUnreachable"
        assert server.paths == ["/robots.txt"]


def test_a_site_whose_tls_is_broken_allows_nothing() -> None:
    with site(serving(Answer())) as server:
        url = server.url("/berita").replace("http:", "https:")
        (found,) = crawl(Plan([url], local(url)))
        assert found.error == "RobotsUnreachable"
        assert "no secure connection: wrong version number" in found.detail


def test_five_redirects_of_robots_are_followed() -> None:
    def chain(path: str) -> Answer:
        number = int(path.removeprefix("/robots").removesuffix(".txt") or 0)
        return text(CLOSED) if number == 5 else Answer(b"", 301, {"Location": f"/robots{number + 1}.txt"})

    with site(serving(chain)) as server:
        assert one(server, "/rahasia/1").error == "RobotsForbidden"
        assert len(server.paths) == 6


def test_a_redirect_without_end_is_a_site_without_rules() -> None:
    with site(serving(Answer(b"", 302, {"Location": "/robots.txt"}))) as server:
        assert one(server).status == 200
        assert server.paths == ["/robots.txt"] * 6 + ["/berita"]


def test_a_second_crawl_within_a_day_does_not_ask_for_the_rules_again(folder: ArchiveFolder) -> None:
    with site(serving(text(CLOSED))) as server:
        database = str(folder.database)
        assert one(server, "/rahasia/1", database).error == "RobotsForbidden"
        assert one(server, "/rahasia/2", database).error == "RobotsForbidden"
        assert one(server, "/berita", database).status == 200
        assert server.paths == ["/robots.txt", "/berita"]


def keep(database: sqlite3.Connection, server: Site, age: timedelta) -> None:
    fetched = now() - age
    save_robots(database, StoredRobots(server.url(""), fetched, fetched + timedelta(days=1), 200, CLOSED), None)
    database.commit()


def test_rules_older_than_a_day_are_asked_anew(folder: ArchiveFolder, database: sqlite3.Connection) -> None:
    with site(serving(text("User-agent: *\nAllow: /"))) as server:
        keep(database, server, timedelta(days=2))
        assert one(server, "/rahasia/1", str(folder.database)).status == 200
        stored = load_robots(database, server.url(""), now())
        assert stored is not None
        assert stored.body == "User-agent: *\nAllow: /"
        assert stored.expires - stored.fetched == timedelta(days=1)


def test_while_a_site_fails_its_rules_of_the_last_thirty_days_are_obeyed(
    folder: ArchiveFolder, database: sqlite3.Connection
) -> None:
    with site(serving(text("", 503))) as server:
        keep(database, server, timedelta(days=29))
        found = crawl(
            Plan([server.url("/rahasia/1"), server.url("/berita")], local(server.url()), str(folder.database))
        )
        assert {f.error or f.status for f in found} == {"RobotsForbidden", 200}
        keep(database, server, timedelta(days=31))
        assert one(server, "/berita", str(folder.database)).error == "RobotsUnreachable"


def test_saving_replaces_the_copy_of_a_site(database: sqlite3.Connection) -> None:
    at = now()
    first = StoredRobots("https://lapas.contoh.example", at, at + timedelta(days=1), 200, CLOSED)
    second = StoredRobots(first.host, at, at + timedelta(days=1), 404, "")
    save_robots(database, first, None)
    assert load_robots(database, first.host, at) == first
    save_robots(database, second, None)
    assert load_robots(database, first.host, at) == second
    assert load_robots(database, "http://lapas.contoh.example", at) is None


def test_rules_beyond_512_kb_are_left_out_at_the_end_of_a_line() -> None:
    line = b"Disallow: /arsip/lama\n"
    rules = decode_rules(line * (LONGEST_BODY // len(line) + 10))
    assert len(rules) <= LONGEST_BODY
    assert rules.endswith("/lama\n")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_some_rules(body: bytes) -> None:
    rules = decode_rules(body)
    assert not rules.lstrip().startswith("<")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Lapas.Contoh.example:443/berita?p=1", "https://lapas.contoh.example"),
        ("http://lapas.contoh.example:443/", "http://lapas.contoh.example:443"),
        ("http://[::1]:8080/a", "http://[::1]:8080"),
    ],
)
def test_a_site_is_scheme_host_and_port(url: str, expected: str) -> None:
    assert site_of(url) == expected


@pytest.mark.parametrize("agent", ["Arsip", "Arsip/0.1", "Arsip/0.1 (+https://contoh.example)", "Arsip (kontak)"])
def test_the_product_token_names_arsip(agent: str) -> None:
    assert product_token(agent) == "Arsip"
