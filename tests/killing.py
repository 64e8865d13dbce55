"""Killing a crawl with SIGKILL again and again, each time a moment after it has begun to fetch."""

import random
import subprocess
import time
from collections.abc import Callable

from tests.crawling import Archive

KILLS = 20
MOST_REQUESTS = 30
LONGEST_PAUSE = 0.15


def kill_by_and_by(archive: Archive, asked: Callable[[], int], seed: int) -> None:
    """Start the crawl of `contoh` and kill it, 20 times; `asked` tells how many requests its site has had so far."""
    moments = random.Random(seed)
    for _ in range(KILLS):
        enough = asked() + moments.randint(1, MOST_REQUESTS)
        process = archive.start("crawl", "contoh")
        try:
            wait_for(lambda enough=enough: asked() >= enough, process)
            time.sleep(moments.uniform(0, LONGEST_PAUSE))
            assert process.poll() is None, f"it ended before it was killed: {process.communicate()[0]}"
        finally:  # one that goes on would ask the site of the next test
            process.kill()
            process.communicate()


def wait_for(condition: Callable[[], bool], process: "subprocess.Popen[str]", seconds: float = 60) -> None:
    """Return when the condition holds, or when the process has ended by itself."""
    deadline = time.monotonic() + seconds
    while not condition() and process.poll() is None:
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.005)
