"""Requests to a host start no closer than they should, and nobody who waits holds up a stop."""

import asyncio
import signal
import time
from itertools import pairwise

import pytest

from spiders.middlewares.host_clock import HostClock
from tests.loopback import Answer, Site, site, text
from tests.one_crawl import Plan, crawl, findings, local, start, stop

JITTER = 0.1  # of a loaded machine


def gaps(server: Site) -> list[float]:
    return [later - earlier for (earlier, _), (later, _) in pairwise(server.asked)]


async def turns(clock: HostClock, asked: list[tuple[str, float, bool]]) -> list[tuple[str, float]]:
    began, order = time.monotonic(), []

    async def wait(name: str, turn: "asyncio.Future[None]") -> None:
        await turn
        order.append((name, time.monotonic() - began))

    waiting = [wait(name, clock.ask(seconds, ahead=ahead)) for name, seconds, ahead in asked]
    await asyncio.gather(*waiting)
    return order


def test_turns_come_in_the_order_of_asking_but_whoever_asks_ahead_comes_first() -> None:
    asked = [("a", 0.1, False), ("b", 0.1, False), ("c", 0.1, False), ("robots", 0.1, True)]
    order = asyncio.run(turns(HostClock(), asked))
    assert [name for name, _ in order] == ["a", "robots", "b", "c"]
    assert all(later - earlier >= 0.099 for (_, earlier), (_, later) in pairwise(order))


def test_without_a_pace_nobody_waits() -> None:
    order = asyncio.run(turns(HostClock(), [(str(n), 0.0, False) for n in range(100)]))
    assert order[-1][1] < 0.1


def test_a_turn_that_was_given_up_costs_the_others_no_time() -> None:
    async def scene() -> float:
        clock = HostClock()
        await clock.ask(0.0)
        given_up = [clock.ask(30.0) for _ in range(5)]
        last = clock.ask(0.1)
        for turn in given_up:
            turn.cancel()
        clock.ask(0.0, ahead=True)
        before = time.monotonic()
        await last
        return time.monotonic() - before

    assert asyncio.run(scene()) < 0.2


def test_a_pause_holds_back_whoever_waits_and_whoever_comes() -> None:
    async def scene() -> float:
        clock = HostClock()
        before = time.monotonic()
        clock.pause(0.3)
        clock.pause(0.1)
        await clock.ask(0.0)
        return time.monotonic() - before

    assert 0.3 <= asyncio.run(scene()) < 0.5


def test_a_host_has_one_clock_with_and_without_www() -> None:
    assert HostClock.of("www.lapas.contoh.example") is HostClock.of("Lapas.contoh.example")
    assert HostClock.of("lapas.contoh.example") is not HostClock.of("rutan.contoh.example")


def test_a_crawl_delay_of_one_second_is_kept() -> None:
    rules = text("User-agent: *\nCrawl-delay: 1\nAllow: /")
    with site(lambda path: rules if path == "/robots.txt" else Answer()) as server:
        found = crawl(Plan([server.url(f"/berita/{n}") for n in range(3)], local(server.url())))
        assert [f.status for f in found] == [200] * 3
        assert len(server.asked) == 4
        assert min(gaps(server)) >= 1 - JITTER


def test_two_crawls_of_one_process_share_the_pace_of_a_host_and_robots_is_paced_too() -> None:
    with site(lambda path: text("", 404) if path == "/robots.txt" else Answer()) as server:
        plan = Plan([server.url("/a"), server.url("/b")], local(server.url(), pace=0.4), crawlers=2)
        assert [f.status for f in crawl(plan)] == [200] * 4
        assert server.paths.count("/robots.txt") == 2
        assert server.paths[:2] == ["/robots.txt"] * 2
        assert min(gaps(server)) >= 0.4 - JITTER


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_gives_back_at_once_what_waits_for_its_turn_without_sending_it(number: int) -> None:
    with site(lambda path: text("", 404) if path == "/robots.txt" else Answer()) as server:
        urls = [server.url(f"/berita/{n}") for n in range(5)]
        process, path = start(Plan(urls, local(server.url(), pace=30)))
        server.wait_for("/robots.txt")
        time.sleep(0.5)
        assert stop(process, number) < 2
        assert {(f.url, f.error) for f in findings(path)} == {(url, "Released") for url in urls}
        assert server.paths == ["/robots.txt"]


def test_a_stop_does_not_wait_for_a_server_that_drips() -> None:
    drip = Answer(b"x" * 500, drip=0.1)
    with site(lambda path: text("", 404) if path == "/robots.txt" else drip) as server:
        process, path = start(Plan([server.url("/berita")], local(server.url())))
        server.wait_for("/berita")
        time.sleep(0.3)
        assert 3.5 < stop(process) < 10
        assert [f.error for f in findings(path)] == ["Released"]


def test_a_stop_does_not_wait_for_the_robots_file_of_a_server_that_drips() -> None:
    drip = text("User-agent: *\n" * 50)
    drip.drip = 0.1
    with site(lambda _: drip) as server:
        process, path = start(Plan([server.url(f"/{n}") for n in range(3)], local(server.url())))
        server.wait_for("/robots.txt")
        assert stop(process) < 10
        assert [f.error for f in findings(path)] == ["Released"] * 3
        assert server.paths == ["/robots.txt"]


def test_a_response_that_drips_past_the_time_limit_ends() -> None:
    drip = Answer(b"x" * 500, drip=0.1)
    with site(lambda path: text("", 404) if path == "/robots.txt" else drip) as server:
        before = time.monotonic()
        (found,) = crawl(Plan([server.url("/berita")], local(server.url()), settings={"DOWNLOAD_TIMEOUT": 1}))
        assert found.error == "DownloadTimeoutError"
        assert time.monotonic() - before < 8


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_is_overburdened_is_asked_less_and_less_and_then_again_as_before(status: int) -> None:
    burdened = [Answer(b"", status) for _ in range(3)]

    def answers(path: str) -> Answer:
        if path == "/robots.txt":
            return text("", 404)
        return burdened.pop() if burdened else Answer()

    with site(answers) as server:
        crawl(Plan([server.url(f"/berita/{n}") for n in range(11)], local(server.url(), pace=0.2)))
        after = gaps(server)
    assert [later >= least - JITTER for later, least in zip(after, [0.2, 0.5, 1.0, 2.0], strict=False)] == [True] * 4
    assert after[5] < 1.8, "each good answer takes a quarter off the distance"
    assert after[-1] < 0.8


def test_a_host_that_answers_slowly_rests_as_long_as_it_works() -> None:
    slow = Answer(delay=0.4)
    with site(lambda path: text("", 404) if path == "/robots.txt" else slow) as server:
        crawl(Plan([server.url(f"/berita/{n}") for n in range(5)], local(server.url(), pace=0.2)))
        after = gaps(server)
    assert max(after) < 1.4
    assert min(after[-2:]) >= 0.8 - JITTER


def test_a_retry_after_holds_the_host_for_all_crawls_of_the_process() -> None:
    waits = [text("", 503, Retry_After="1")]

    def answers(path: str) -> Answer:
        if path == "/robots.txt":
            return text("", 404)
        return waits.pop() if waits else Answer()

    with site(answers) as server:
        plan = Plan([server.url("/a"), server.url("/b")], local(server.url(), pace=0.1), crawlers=2)
        crawl(plan)
        pages = [moment for moment, path in server.asked if path != "/robots.txt"]
    assert pages[1] - pages[0] >= 1 - JITTER
