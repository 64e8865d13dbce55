"""Where the real servers of these tests live, on which ports, and how one test run keeps them for itself."""

import fcntl
import os
import socket
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

LAB = Path(__file__).parent / "lab"


def state_folder(name: str) -> Path:
    """The folder of one server, which outlives the test run so that the next one starts fast."""
    root = os.environ.get("LAB_STATE") or Path(tempfile.gettempdir()) / "arsip-lab"
    folder = Path(root) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def alone_with(name: str) -> Iterator[Path]:
    """The state folder of one server, while no other test run uses it."""
    folder = state_folder(name)
    with (folder.parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def free_ports(count: int) -> list[int]:
    """Ports of the loopback address that nothing listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(socket.socket())) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def wait_until_it_answers(url: str, seconds: float = 30) -> None:
    """Return when anything at all answers at `url`. Raises `TimeoutError`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as answer:
            answer.close()
        except OSError:
            time.sleep(0.1)
            continue
        return
    raise TimeoutError(f"nothing answers at {url}")
