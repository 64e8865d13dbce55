"""What the workers of `test_workers.py` are asked to do, and a crawler-like program that asks them.

`python -m tests.reader_targets LOCK TASK MARK`: hold a lock on the file LOCK, print the ids of its processes, have a
worker do TASK (which makes the file MARK when it begins), print the answer. SIGINT and SIGTERM are only noted.
"""

import asyncio
import ctypes
import fcntl
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from spiders.workers import ReaderPool


def act(what: str, *arguments: object) -> object:
    """Do one of the things below, by its name."""
    return globals()[what](*arguments)


def echo(value: object) -> object:
    return value


def processes() -> tuple[int, int]:
    """The worker, and the server that it was forked from."""
    return os.getpid(), os.getppid()


def late(seconds: float, value: object) -> object:
    time.sleep(seconds)
    return value


def greet_late(mark: str) -> str:
    Path(mark).touch()
    time.sleep(1)
    return "selamat"


def fail(message: str) -> None:
    raise LookupError(message)


def give_what_cannot_be_sent() -> object:
    return lambda: None


def leave() -> None:
    os._exit(0)


def leave_politely() -> None:
    sys.exit(0)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def crash() -> None:
    ctypes.string_at(0)


def explode() -> int:
    return len(bytearray(1024**3))


def explode_slowly() -> int:
    pages: list[bytes] = []
    while True:
        pages.append(bytes(10_000_000))


def run_false() -> int:
    """1, when a worker may run programs of its own."""
    return subprocess.run(["false"], check=False).returncode


def count(mark: str) -> None:
    """Busy in Python for ever."""
    Path(mark).touch()
    number = 0
    while True:
        number += 1


def match(mark: str) -> None:
    """Busy in C for ever, with the interpreter's lock held."""
    Path(mark).touch()
    re.match(r"(a+)+$", "a" * 60 + "b")


async def ask(task: str, mark: str) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, lambda: None)
    pool = ReaderPool(2, target="tests.reader_targets:act", seconds=60)
    print(*await pool.read("processes"), flush=True)  # type: ignore[misc]  # the target gives two numbers
    print(await pool.read(task, mark))
    pool.close()


if __name__ == "__main__":
    with Path(sys.argv[1]).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        asyncio.run(ask(*sys.argv[2:4]))
