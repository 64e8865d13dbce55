"""A real crawl in a process of its own: the project's settings and middlewares, and a spider that only notes.

`crawl` gives what became of each address; `start` gives the process, for tests that stop it.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from archive.sources import Source, source_text

ROOT = Path(__file__).parent.parent


@dataclass
class Plan:
    """What to crawl: addresses in order; `names` answers for DNS (the last address of each name repeats)."""

    urls: list[str]
    source: Source
    database: str = ""
    names: dict[str, list[str]] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    crawlers: int = 1


@dataclass
class Fetched:
    """What became of one address: an HTTP status, or the name of an exception with its text."""

    url: str
    status: int = 0
    error: str = ""
    detail: str = ""
    until: str = ""
    body: str = ""
    exchange: dict[str, Any] = field(default_factory=dict)


def local(url: str, *, pace: float = 0.0) -> Source:
    """The source of a site on loopback; the child keeps to its pace, though it is local."""
    return Source("lapas-contoh", url, "wordpress", local=True, pace=pace)


def start(plan: Plan) -> tuple["subprocess.Popen[bytes]", Path]:
    """Begin a crawl; its findings will stand in the file, one JSON object a line."""
    handle, name = tempfile.mkstemp(suffix=".jsonl")
    os.close(handle)
    told = asdict(plan) | {"source": source_text(plan.source), "to": name}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.crawl_child", json.dumps(told)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
    )
    return process, Path(name)


def crawl(plan: Plan, timeout: float = 30) -> list[Fetched]:
    """Run a crawl to its end: what became of each address, in the order of their endings."""
    process, path = start(plan)
    try:
        _, errors = process.communicate(timeout=timeout)
    finally:
        process.kill()
    if process.returncode or b"Traceback" in errors:
        raise AssertionError(errors.decode())
    return findings(path)


def stop(process: "subprocess.Popen[bytes]", number: int = signal.SIGTERM) -> float:
    """Send a signal; how many seconds the process took to end."""
    before = time.monotonic()
    process.send_signal(number)
    try:
        process.communicate(timeout=20)
    finally:
        process.kill()
    return time.monotonic() - before


def findings(path: Path) -> list[Fetched]:
    """The lines that a crawl wrote."""
    lines = path.read_text().splitlines()
    path.unlink()
    return [Fetched(**json.loads(line)) for line in lines]
