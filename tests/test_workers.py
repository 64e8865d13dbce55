"""Processes that read: what one of them does to itself costs one page, and none outlives the crawler."""

import asyncio
import fcntl
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import pytest
import uvloop

from spiders.workers import ReaderDied, ReaderFailed, ReaderPool, ReaderTimedOut

ROOT = Path(__file__).parents[1]
TARGET = "tests.reader_targets:act"
LOOPS: dict[str, Callable[[], asyncio.AbstractEventLoop]] = {
    "asyncio": asyncio.new_event_loop,
    "uvloop": uvloop.new_event_loop,
}


def run(what: Coroutine[Any, Any, Any], loop: str = "uvloop") -> Any:
    with asyncio.Runner(loop_factory=LOOPS[loop]) as runner:
        return runner.run(asyncio.wait_for(what, 20))


@contextmanager
def pool(size: int = 1, seconds: float = 10.0, target: str = TARGET, memory_bytes: int = 2**29) -> Iterator[ReaderPool]:
    made = ReaderPool(size, seconds=seconds, target=target, memory_bytes=memory_bytes)
    try:
        yield made
    finally:
        made.close()


def lives(process: int) -> bool:
    """True unless the process is gone, or dead and waiting for its burial."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    """True as soon as the condition holds, False when it does not in that time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


async def begun(*marks: Path) -> None:
    assert await asyncio.to_thread(within, 5, lambda: all(mark.exists() for mark in marks))


async def processes(readers: ReaderPool) -> tuple[int, int]:
    """A worker, and the server that it was forked from."""
    return cast("tuple[int, int]", await readers.read("processes"))


def is_free(lock: Path) -> bool:
    with lock.open() as file, suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def open_files() -> set[str]:
    return {number.name for number in Path("/proc/self/fd").iterdir()}


@contextmanager
def program(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """`tests.reader_targets` as a program of its own, in a process group of its own."""
    command = [sys.executable, "-m", "tests.reader_targets", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, process_group=0)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def processes_of(process: subprocess.Popen[str]) -> list[int]:
    assert process.stdout
    return [int(word) for word in process.stdout.readline().split()]


@pytest.mark.parametrize("loop", LOOPS)
def test_every_read_gets_its_own_answer(loop: str) -> None:
    async def main(readers: ReaderPool) -> list[object]:
        return await asyncio.gather(*(readers.read("late", random.random() / 50, n) for n in range(60)))

    with pool(3) as readers:
        assert run(main(readers), loop) == list(range(60))


def test_nothing_starts_before_the_first_read_and_only_what_is_needed_then() -> None:
    async def main(readers: ReaderPool) -> None:
        assert children() == before
        first = await processes(readers)
        assert await processes(readers) == first
        both = await asyncio.gather(readers.read("late", 0.2, 0), readers.read("processes"))
        assert both[1] != first

    before = children()
    with pool(2) as readers:
        run(main(readers))


def test_who_waits_is_served_in_turn() -> None:
    done: list[int] = []

    async def client(readers: ReaderPool, number: int) -> None:
        await readers.read("late", 0.01 * (number % 3), number)
        done.append(number)

    async def main(readers: ReaderPool) -> None:
        await asyncio.gather(*(client(readers, number) for number in range(12)))

    with pool(1) as readers:
        run(main(readers))
    assert done == list(range(12))


def test_an_error_comes_back_with_its_traceback_and_the_worker_lives_on() -> None:
    async def main(readers: ReaderPool) -> None:
        before = await processes(readers)
        with pytest.raises(ReaderFailed, match="LookupError: tanpa judul") as caught:
            await readers.read("fail", "tanpa judul")
        assert (caught.value.kind, caught.value.message) == ("LookupError", "tanpa judul")
        assert "in fail" in caught.value.traceback
        assert await processes(readers) == before

    with pool() as readers:
        run(main(readers))


def test_an_answer_that_cannot_be_sent_is_an_error_of_the_reader() -> None:
    async def main(readers: ReaderPool) -> None:
        with pytest.raises(ReaderFailed, match="pickle"):
            await readers.read("give_what_cannot_be_sent")
        assert await readers.read("echo", 7) == 7

    with pool() as readers:
        run(main(readers))


@pytest.mark.parametrize("target", ["tests.tidak_ada:read", "tests.reader_targets:tidak_ada"])
def test_a_target_that_is_not_there_is_named(target: str) -> None:
    with pool(target=target) as readers, pytest.raises(ReaderFailed, match="tidak_ada"):
        run(readers.read(1))


@pytest.mark.parametrize("loop", LOOPS)
@pytest.mark.parametrize("task", ["leave", "leave_politely", "kill", "crash", "explode", "explode_slowly"])
def test_a_process_that_dies_costs_its_page_alone(task: str, loop: str) -> None:
    async def main(readers: ReaderPool) -> None:
        other = asyncio.ensure_future(readers.read("late", 0.2, "tetap"))
        with pytest.raises(ReaderDied):
            await readers.read(task)
        assert await readers.read("echo", "berikut") == "berikut"
        assert await other == "tetap"

    with pool(2) as readers:
        run(main(readers), loop)


@pytest.mark.parametrize("task", ["count", "match"])
def test_a_hanging_process_is_killed_and_costs_its_page_alone(task: str, tmp_path: Path) -> None:
    async def main(readers: ReaderPool) -> None:
        before = await processes(readers)
        hanging = asyncio.ensure_future(readers.read(task, str(tmp_path / "mulai")))
        others = await asyncio.gather(*(readers.read("late", 0.02, n) for n in range(20)))
        with pytest.raises(ReaderTimedOut, match=r"0\.5 s"):
            await hanging
        after = [await processes(readers) for _ in range(2)]
        assert others == list(range(20))
        assert before not in after
        assert within(1, lambda: not Path(f"/proc/{before[0]}").exists())

    with pool(2, seconds=0.5) as readers:
        run(main(readers))


def test_the_time_for_a_page_does_not_run_while_it_waits_or_its_process_starts() -> None:
    async def main(readers: ReaderPool) -> list[object]:
        return await asyncio.gather(*(readers.read("late", 0.2, n) for n in range(5)))

    with pool(1, seconds=0.6) as readers:
        assert run(main(readers)) == list(range(5))


def test_two_hundred_reads_with_a_tenth_of_killers() -> None:
    async def main(readers: ReaderPool) -> list[object]:
        calls = [readers.read("kill") if n % 10 == 3 else readers.read("echo", n) for n in range(200)]
        return list(await asyncio.gather(*calls, return_exceptions=True))

    before = open_files()
    with pool(4) as readers:
        answers = run(main(readers))
    assert [n for n, answer in enumerate(answers) if isinstance(answer, ReaderDied)] == list(range(3, 200, 10))
    assert all(answer == n for n, answer in enumerate(answers) if n % 10 != 3)
    assert open_files() == before


def test_a_worker_that_dies_idle_costs_nothing() -> None:
    async def main(readers: ReaderPool) -> None:
        worker, _ = await processes(readers)
        os.kill(worker, signal.SIGKILL)
        await asyncio.sleep(0.1)
        assert await readers.read("echo", 1) == 1

    with pool() as readers:
        run(main(readers))


def test_when_the_server_dies_its_workers_go_on_and_another_takes_its_place() -> None:
    async def main(readers: ReaderPool) -> None:
        _, server = await processes(readers)
        going_on = asyncio.ensure_future(readers.read("late", 0.3, "tetap"))
        await asyncio.sleep(0.05)
        os.kill(server, signal.SIGKILL)
        assert within(1, lambda: not lives(server))
        _, another = await processes(readers)
        assert await going_on == "tetap"
        assert another not in {server, 1}

    with pool(2) as readers:
        run(main(readers))


@pytest.mark.parametrize("task", ["count", "match"])
def test_a_cancelled_read_frees_its_place(task: str, tmp_path: Path) -> None:
    mark = tmp_path / "mulai"

    async def main(readers: ReaderPool) -> None:
        worker, _ = await processes(readers)
        running = asyncio.ensure_future(readers.read(task, str(mark)))
        waiting = asyncio.ensure_future(readers.read("echo", 1))
        await begun(mark)
        waiting.cancel()
        running.cancel()
        assert await asyncio.gather(running, waiting, return_exceptions=True)
        assert running.cancelled()
        assert waiting.cancelled()
        assert await readers.read("echo", 2) == 2
        assert within(1, lambda: not lives(worker))

    with pool() as readers:
        run(main(readers))


def test_a_read_that_is_cancelled_while_its_process_starts_leaves_the_pool_usable() -> None:
    async def main(readers: ReaderPool) -> object:
        starting = asyncio.ensure_future(readers.read("echo", 1))
        await asyncio.sleep(0)
        starting.cancel()
        return await readers.read("echo", 2)

    with pool() as readers:
        assert run(main(readers)) == 2


@pytest.mark.parametrize("loop", LOOPS)
def test_closing_ends_everything_at_once(loop: str, tmp_path: Path) -> None:
    marks = [tmp_path / "satu", tmp_path / "dua"]

    async def main(readers: ReaderPool) -> tuple[int, int]:
        known = await processes(readers)
        reads = [readers.read("count", str(marks[0])), readers.read("match", str(marks[1])), readers.read("echo", 1)]
        tasks = [asyncio.ensure_future(read) for read in reads]
        await begun(*marks)
        closing = time.monotonic()
        readers.close()
        readers.close()
        assert time.monotonic() - closing < 1
        endings = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(ending) for ending in endings] == [ReaderDied] * 3
        with pytest.raises(ReaderDied, match="closed"):
            await readers.read("echo", 1)
        return known

    before, files = children(), open_files()
    with pool(2) as readers:
        known = run(main(readers), loop)
    assert children() == before
    assert open_files() == files
    assert not any(Path(f"/proc/{process}").exists() for process in known)


def test_closing_just_when_a_process_has_started_is_an_ending_like_any_other() -> None:
    async def main(readers: ReaderPool) -> None:
        answer = asyncio.ensure_future(readers.read("echo", 1))
        await asyncio.sleep(0)
        (worker,) = readers._workers
        while not worker._reply.done():  # noqa: ASYNC110  # the read itself learns of it one step later
            await asyncio.sleep(0)
        readers.close()
        with pytest.raises(ReaderDied, match="as soon as"):
            await answer

    with pool() as readers:
        run(main(readers))


def test_a_process_that_cannot_be_started_costs_its_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main(readers: ReaderPool) -> object:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "executable", "/tidak/ada")
            with pytest.raises(ReaderDied, match="/tidak/ada"):
                await readers.read("echo", 1)
        return await readers.read("echo", 2)

    with pool() as readers:
        assert run(main(readers)) == 2


def test_closing_after_the_loop_or_before_any_read_is_fine() -> None:
    with pool():
        pass
    before = children()
    with pool() as readers:
        run(readers.read("echo", 1))
    assert children() == before


def test_a_huge_page_does_not_hold_up_the_loop() -> None:
    body = random.randbytes(20_000_000)
    gaps: list[float] = []

    async def tick() -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(0.001)
            gaps.append((now := time.monotonic()) - last)
            last = now

    async def main(readers: ReaderPool) -> None:
        await readers.read("echo", 1)
        ticking = asyncio.ensure_future(tick())
        assert await readers.read("echo", body) == body
        ticking.cancel()

    with pool() as readers:
        run(main(readers))
    assert len(gaps) > 5
    assert max(gaps) < 0.3


def test_a_worker_may_run_programs() -> None:
    with pool() as readers:
        assert run(readers.read("run_false")) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_process_group_ends_no_worker(number: signal.Signals, tmp_path: Path) -> None:
    mark = tmp_path / "mulai"
    with program(str(tmp_path / "kunci"), "greet_late", str(mark)) as process:
        known = processes_of(process)
        assert within(5, mark.exists)
        os.killpg(process.pid, number)
        assert process.communicate(timeout=10)[0] == "selamat\n"
        assert process.returncode == 0
    assert not any(lives(one) for one in known)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_processes_start_ends_none(number: signal.Signals) -> None:
    async def main(readers: ReaderPool) -> object:
        answer = asyncio.ensure_future(readers.read("echo", 1))
        await asyncio.sleep(0)
        (server,) = children() - before
        os.kill(int(server), number)
        return await answer

    before = children()
    with pool() as readers:
        assert run(main(readers)) == 1


@pytest.mark.parametrize("task", ["count", "match"])
def test_nothing_outlives_a_crawler_that_is_killed(task: str, tmp_path: Path) -> None:
    lock, mark = tmp_path / "kunci", tmp_path / "mulai"
    with program(str(lock), task, str(mark)) as process:
        known = processes_of(process)
        assert within(5, mark.exists)
        assert all(lives(one) for one in known)
        assert not is_free(lock)
        process.kill()
        process.wait()
        assert within(2, lambda: is_free(lock) and not any(lives(one) for one in known))


@pytest.mark.parametrize("way", ["script", "module"])
def test_the_main_program_is_run_once(way: str, tmp_path: Path) -> None:
    (tmp_path / "sekali.py").write_text(
        "import asyncio, sys, tanda\n"
        "from spiders.workers import ReaderPool\n"
        "print('jalan', flush=True)\n"
        "async def main():\n"
        "    readers = ReaderPool(2, target='tanda:read')\n"
        "    print(await asyncio.gather(readers.read(1), readers.read(2)))\n"
        "    readers.close()\n"
        "asyncio.run(main())\n"
    )
    (tmp_path / "tanda.py").write_text("def read(n):\n    print('tidak tampil')\n    return n\n")
    arguments = ["sekali.py"] if way == "script" else ["-m", "sekali"]
    done = subprocess.run([sys.executable, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("jalan\n[1, 2]\n", "")


@pytest.mark.parametrize("system", ["with signals", "without signals"])
def test_a_worker_ends_with_its_lifeline_also_where_the_system_sends_no_signal(system: str) -> None:
    forget = "" if system == "with signals" else "del fcntl.F_SETSIG\n"
    code = f"import fcntl, sys\n{forget}from spiders.reader_process import end_with\nend_with(int(sys.argv[1]))\n"
    reading, writing = os.pipe()
    command = [sys.executable, "-c", f"{code}print('siap', flush=True)\nwhile True: pass", str(reading)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, pass_fds=[reading])
    os.close(reading)
    with process:
        assert process.stdout
        assert process.stdout.readline() == b"siap\n"
        assert process.poll() is None
        os.close(writing)
        assert process.wait(timeout=2) == (-signal.SIGKILL if system == "with signals" else 1)
