"""Running programs and telling how they did: wall time, peak memory, and figures as a table or as JSON."""

import json
import os
import platform
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".benchmark"
LOOK_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Finished:
    """A program that has ended by itself: wall time, and the most memory its own process held (not its children)."""

    seconds: float
    peak_bytes: int
    output: str


class Failed(Exception):
    """A part of the benchmark did not do what it should; of a program, the message holds the last lines."""


def run(command: Sequence[str], *, env: Mapping[str, str] | None = None, seconds: float = 900) -> Finished:
    """Run a program at the top of the checkout. When it fails, ends all that it started and raises `Failed`."""
    started = time.monotonic()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "no_proxy": "127.0.0.1", **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        peak = _Peak(process.pid)
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Failed(f"{' '.join(command)}: not done after {seconds:g} s") from None
        finally:
            peak.end()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise Failed(f"{' '.join(command)}: exit code {process.returncode}\n{output[-3000:]}")
    return Finished(time.monotonic() - started, peak.bytes, output)


class _Peak:
    """Looks every 50 ms at the peak of a process's resident memory, which the system itself keeps."""

    def __init__(self, process: int) -> None:
        self.bytes = 0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            with suppress(OSError):
                self.bytes = max(self.bytes, peak_bytes(self._process))

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


def peak_bytes(process: int) -> int:
    """The most memory that a process has held so far; 0 when it has ended. Raises `OSError` when it is gone."""
    lines = [line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(lines[0].split()[1]) * 1024 if lines else 0


@dataclass(slots=True)
class Figure:
    """One figure: its samples, of which the median counts, and the least or most that it should be."""

    name: str
    unit: str = ""
    samples: list[float] = field(default_factory=list)
    at_least: float | None = None
    at_most: float | None = None

    @property
    def value(self) -> float:
        """The median of the samples."""
        return median(self.samples)

    @property
    def reached(self) -> bool | None:
        """Whether the figure is what it should be; None where nothing is asked of it."""
        if self.at_least is not None:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most is not None else None

    def as_dict(self) -> dict[str, Any]:
        """The figure as JSON-ready values."""
        wanted = {"at_least": self.at_least, "at_most": self.at_most}
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "samples": [round(sample, 4) for sample in self.samples],
            **{key: value for key, value in wanted.items() if value is not None},
            **({"reached": self.reached} if self.reached is not None else {}),
        }


def ratio(name: str, of: Figure, to: Figure, at_least: float | None = None) -> Figure:
    """The ratio of two medians."""
    return Figure(name, "x", [of.value / to.value], at_least)


def machine() -> str:
    """What the figures were measured on."""
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def as_json(figures: Sequence[Figure], notes: Sequence[str]) -> str:
    """Everything as one JSON object."""
    values = [figure.as_dict() for figure in figures]
    return json.dumps({"machine": machine(), "figures": values, "notes": list(notes)}, indent=2, ensure_ascii=False)


def as_table(figures: Sequence[Figure], notes: Sequence[str]) -> str:
    """A line a figure, the notes below."""
    width = max(len(figure.name) for figure in figures)
    lines = [
        f"{figure.name:{width}}  {_number(figure.value):>8} {figure.unit:8} {_wanted(figure)}" for figure in figures
    ]
    return "\n".join([machine(), "", *(line.rstrip() for line in lines), "", *notes])


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _wanted(figure: Figure) -> str:
    if figure.reached is None:
        return ""
    asked = f"at least {figure.at_least:g}" if figure.at_least is not None else f"at most {figure.at_most:g}"
    return f"{asked}: {'reached' if figure.reached else 'MISSED'}"
