"""A day's poll of many sources of which few have news: requests, CPU and memory, of all processes together.

The sites are small WordPresses on loopback, each on an address of its own. All are crawled once; then the scheduler is
told to poll them all, twice, each time after a twenty-fifth of them has published something.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from archive.folder import ArchiveFolder, Config, create_archive
from archive.sources import Source, source_text
from benchmarks.many_hosts import ManyHosts, many_hosts
from benchmarks.measure import Failed, Figure, as_json, as_table

ARSIP = [sys.executable, "-c", "from archive.cli import main; main()"]
POSTS = 12
WITH_NEWS = 25  # one source in so many
LOOK_SECONDS = 0.05
LONGEST_SECONDS = 1800.0


def main() -> int:
    """Measure, print, and end with 1 when a poll was not whole."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.polls", description=__doc__)
    parser.add_argument("--hosts", type=int, default=500, help="how many sources (default 500)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    chosen = parser.parse_args()
    try:
        figures = measure(chosen.hosts)
    except Failed as error:
        print(f"polls: {error}", file=sys.stderr)
        return 1
    notes = [f"{chosen.hosts} sources, {max(1, chosen.hosts // WITH_NEWS)} of them with news at each poll"]
    print(as_json(figures, notes) if chosen.json else as_table(figures, notes))
    return 0


def measure(count: int) -> list[Figure]:
    """Poll `count` sources twice. Raises `Failed` when a source was left out or an article missed."""
    requests = Figure("requests a source without news, at most", at_most=3)
    cpu = Figure("CPU a source", "ms", at_most=100)
    memory = Figure("memory of the second poll to that of the first", "x", at_most=1.1)
    peak, seconds = Figure("memory at most", "MB"), Figure("a poll of all", "s")
    with tempfile.TemporaryDirectory() as place, many_hosts(count, POSTS) as hosts:
        folder, names = adopted(Path(place) / "arsip", hosts)
        arsip = [*ARSIP, "--archive", str(folder.path)]
        if subprocess.run([*arsip, "crawl", "--json"], stdout=subprocess.DEVNULL, check=False).returncode:
            raise Failed("the first crawl was not whole")
        peaks = []
        with scheduler(arsip) as (lines, use):
            for _ in range(2):
                polled = _poll(arsip, names, hosts, lines, use)
                requests.samples.append(polled.requests)
                cpu.samples.append(1000 * polled.cpu / count)
                seconds.samples.append(polled.seconds)
                peaks.append(polled.peak)
        memory.samples.append(peaks[1] / peaks[0])
        peak.samples.append(max(peaks) / 1024**2)
    return [requests, cpu, memory, peak, seconds]


def adopted(path: Path, hosts: ManyHosts) -> tuple[ArchiveFolder, list[str]]:
    """An archive that has adopted each of the sites."""
    folder = create_archive(path, Config("Perpustakaan Contoh", "arsip@contoh.example"))
    names = []
    for number, url in enumerate(hosts.urls()):
        names.append(f"lapas-{number:03d}")
        source = Source(names[-1], url, "wordpress", local=True, media="none")
        (folder.sources / f"{names[-1]}.toml").write_text(source_text(source))
    return folder, names


@dataclass(slots=True)
class Polled:
    """What one poll of all cost."""

    requests: float
    cpu: float
    peak: float
    seconds: float


def _poll(arsip: Sequence[str], names: list[str], hosts: ManyHosts, lines: list[str], use: "Use") -> Polled:
    news = max(1, len(names) // WITH_NEWS)
    hosts.tell(f"publish?hosts={news}")
    hosts.tell("reset")
    said, before, began = len(lines), use.look(), time.monotonic()
    use.peak = 0.0
    subprocess.run([*arsip, "schedule", "now", *names], stdout=subprocess.DEVNULL, check=True)
    while len(lines) < said + len(names):
        if time.monotonic() - began > LONGEST_SECONDS:
            raise Failed(f"{len(lines) - said} of {len(names)} sources were polled")
        time.sleep(LOOK_SECONDS)
    seconds = time.monotonic() - began
    wrong = [line for line in lines[said:] if ": complete: " not in line]
    if wrong:
        raise Failed(wrong[0].strip())
    found = sum(" 1 new" in line for line in lines[said:])
    if found != news:
        raise Failed(f"{found} of {news} new articles were found")
    asked = hosts.tell("asked")["by_host"]
    return Polled(sorted(asked.values())[len(names) - news - 1], use.look() - before, use.peak, seconds)


@dataclass(slots=True)
class Use:
    """What all processes of a session have used: CPU in seconds (also of those that ended), memory now and at most."""

    session: int
    peak: float = 0.0
    _cpu: dict[str, float] = field(default_factory=dict)

    def look(self) -> float:
        """The CPU so far; notes the memory (proportional, so that shared pages count once)."""
        memory = 0.0
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, IndexError):
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == self.session:
                    self._cpu[process.name] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                    memory += _proportional(process)
        self.peak = max(self.peak, memory)
        return sum(self._cpu.values())


def _proportional(process: Path) -> float:
    rows = (process / "smaps_rollup").read_text().splitlines()
    return next(float(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))


@contextmanager
def scheduler(arsip: Sequence[str]) -> Iterator[tuple[list[str], Use]]:
    """The scheduler while the block runs: the lines that it says of crawls, and what it uses."""
    lines: list[str] = []
    ended = threading.Event()
    with subprocess.Popen(
        [*arsip, "schedule", "run"], stdout=subprocess.PIPE, text=True, start_new_session=True, bufsize=1
    ) as process:
        use = Use(process.pid)

        def listen() -> None:
            lines.extend(iter(process.stdout.readline, "") if process.stdout else ())

        def watch() -> None:
            while not ended.wait(LOOK_SECONDS * 10):
                use.look()

        threads = [threading.Thread(target=work, daemon=True) for work in (listen, watch)]
        for thread in threads:
            thread.start()
        try:
            while not lines and process.poll() is None:
                time.sleep(LOOK_SECONDS)
            yield lines, use
        finally:
            ended.set()
            process.send_signal(signal.SIGTERM)
            process.wait(60)
            threads[1].join()


if __name__ == "__main__":
    sys.exit(main())
