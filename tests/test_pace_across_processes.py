"""One request per host at a time, whichever process asks, and whatever becomes of the others."""

import asyncio
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from archive.errors import ArsipError
from archive.sources import Source, parse_source, source_text
from spiders.middlewares.host_clock import HostClock
from spiders.middlewares.host_state import LONGEST_QUEUE, HostFile, HostState
from spiders.middlewares.refusals import HostResting
from tests.loopback import Answer, Site, site, text
from tests.one_crawl import ROOT, Plan, findings, local, start

JITTER = 0.12  # of a loaded machine: connecting takes its time
HOST = "lapas.contoh.example"
MOST_PER_REQUEST = 0.0002


def gaps(server: Site) -> list[float]:
    return [later - earlier for (earlier, _), (later, _) in pairwise(server.asked)]


def plan(server: Site, archive: Path, name: str, pace: float, pages: int = 4) -> Plan:
    urls = [server.url(f"/{name}/{number}") for number in range(pages)]
    return Plan(urls, local(server.url(), pace=pace), settings={"ARSIP_ARCHIVE": str(archive)})


def answers(path: str) -> Answer:
    return text("", 404) if path == "/robots.txt" else Answer()


def test_three_processes_share_the_pace_of_a_host(tmp_path: Path) -> None:
    with site(answers) as server:
        running = [start(plan(server, tmp_path, name, 0.3)) for name in ("kanwil", "lapas", "rutan")]
        for process, _ in running:
            process.communicate(timeout=40)
        found = [one for _, path in running for one in findings(path)]
    assert [one.status for one in found] == [200] * 12
    assert len(server.asked) == 15
    assert min(gaps(server)) >= 0.3 - JITTER


def test_whoever_keeps_a_longer_distance_gets_his_turn_too(tmp_path: Path) -> None:
    with site(answers) as server:
        quick, quick_told = start(plan(server, tmp_path, "cepat", 0.2, 20))
        slow, slow_told = start(plan(server, tmp_path, "lambat", 0.5, 3))
        slow.communicate(timeout=30)
        quick.communicate(timeout=30)
        assert [one.status for one in findings(slow_told)] == [200] * 3
        assert [one.status for one in findings(quick_told)] == [200] * 20
    asked = [(moment, path) for moment, path in server.asked if path != "/robots.txt"]
    before_slow = [later - earlier for (earlier, _), (later, path) in pairwise(asked) if path.startswith("/lambat")]
    assert min(before_slow) >= 0.5 - JITTER
    last = max(number for number, (_, path) in enumerate(asked) if path.startswith("/lambat"))
    assert last < 20, "the slow one was served among the quick one's requests, not after them"


def test_a_process_that_is_killed_keeps_nobody_waiting(tmp_path: Path) -> None:
    with site(answers) as server:
        first, told = start(plan(server, tmp_path, "mati", 0.4, 50))
        second, second_told = start(plan(server, tmp_path, "hidup", 0.4, 4))
        server.wait_for("/mati/0")
        first.send_signal(signal.SIGKILL)
        first.communicate()
        told.unlink()
        before = time.monotonic()
        second.communicate(timeout=20)
        assert time.monotonic() - before < 6 * 0.4 + 2
        assert [one.status for one in findings(second_told)] == [200] * 4
        assert min(gaps(server)) >= 0.4 - JITTER


def clock(folder: Path) -> HostClock:
    """What another process has: a clock of its own on the same file."""
    return HostClock(HostFile(folder, HOST))


def test_refusals_of_requests_that_were_under_way_together_slow_a_host_once(tmp_path: Path) -> None:
    async def scene() -> float:
        one = clock(tmp_path)
        await one.ask(0.1)
        asked_at = time.monotonic()
        for _ in range(12):
            one.slow_down(0.1, asked_at)
        before = time.monotonic()
        await one.ask(0.1)
        return time.monotonic() - before

    assert 0.4 <= asyncio.run(scene()) < 0.8


def test_what_a_host_asks_of_one_process_holds_for_all(tmp_path: Path) -> None:
    async def scene() -> tuple[float, float]:
        one, other = clock(tmp_path), clock(tmp_path)
        await one.ask(0.1)
        one.slow_down(0.2, time.monotonic())
        before = time.monotonic()
        await other.ask(0.1)
        slowed = time.monotonic() - before
        one.pause(0.8)
        before = time.monotonic()
        await other.ask(0.1)
        return slowed, time.monotonic() - before

    slowed, paused = asyncio.run(scene())
    assert 0.35 <= slowed < 0.6
    assert 0.75 <= paused < 1.0


def test_nobody_waits_for_a_host_that_asked_for_a_long_rest(tmp_path: Path) -> None:
    async def scene() -> None:
        one, other = clock(tmp_path), clock(tmp_path)
        await one.ask(0.1)
        waiting = other.ask(30)
        one.pause(600)
        other.pause(0)
        with pytest.raises(HostResting):
            await waiting
        with pytest.raises(HostResting):
            await one.ask(0.1)

    asyncio.run(scene())


def test_a_state_of_an_earlier_boot_says_nothing(tmp_path: Path) -> None:
    late = time.monotonic() + 10 * LONGEST_QUEUE
    for left in (HostState(started=late), HostState(booked=late), HostState(paused_until=late + 90_000)):
        with HostFile(tmp_path, HOST).held(HostState()) as state:
            for name in HostState.__slots__:
                setattr(state, name, getattr(left, name))

        async def scene() -> float:
            before = time.monotonic()
            await clock(tmp_path).ask(2.0)
            return time.monotonic() - before

        assert asyncio.run(scene()) < 0.5


@pytest.mark.parametrize("content", [b"", b"rusak", b"\xff" * 32, b"\0" * 32])
def test_a_damaged_state_says_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"{HOST}.pace").write_bytes(content)

    async def scene() -> None:
        await asyncio.wait_for(clock(tmp_path).ask(0.1), 1)

    asyncio.run(scene())


def test_where_no_state_can_be_kept_a_process_keeps_to_its_own(tmp_path: Path) -> None:
    (tmp_path / f"{HOST}.pace").mkdir()

    async def scene() -> float:
        alone = clock(tmp_path)
        await alone.ask(0.2)
        before = time.monotonic()
        await alone.ask(0.2)
        return time.monotonic() - before

    assert asyncio.run(scene()) >= 0.19


def test_the_shared_clock_costs_a_request_little_and_a_local_source_nothing(tmp_path: Path) -> None:
    async def scene(seconds: float) -> float:
        paced = clock(tmp_path)
        before = time.process_time()
        for _ in range(2000):
            await paced.ask(seconds)
            paced.heed(0.0)
        return (time.process_time() - before) / 2000

    assert asyncio.run(scene(1e-9)) < MOST_PER_REQUEST
    before = list(tmp_path.iterdir())
    assert asyncio.run(scene(0.0)) < MOST_PER_REQUEST / 4
    assert list(tmp_path.iterdir()) == before


def test_a_thousand_hosts_hold_no_file_open(tmp_path: Path) -> None:
    script = (
        "import asyncio, pathlib, resource, sys\n"
        "from spiders.middlewares.host_clock import HostClock\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\n"
        "async def all_of_them():\n"
        "    for number in range(1000):\n"
        "        await HostClock.of(f'h{number}.example', pathlib.Path(sys.argv[1])).ask(1.0)\n"
        "asyncio.run(all_of_them())\n"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path], cwd=ROOT, check=True, timeout=30)
    assert len(list(tmp_path.iterdir())) == 1000


def test_a_host_has_one_clock_per_archive() -> None:
    assert HostClock.of("www.lapas.contoh.example") is HostClock.of("Lapas.contoh.example")
    assert HostClock.of(HOST, Path("a")) is not HostClock.of(HOST, Path("b"))


def test_a_faster_pace_is_refused_in_a_file() -> None:
    quick = Source("lapas", "https://lapas.contoh.example/", "wordpress", pace=0.5)
    with pytest.raises(ArsipError, match=r"pace = 0.5: should be 2.0 or more; .* --pace"):
        parse_source(source_text(quick), "lapas.toml")
