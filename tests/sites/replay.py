"""Pywb, the web archive player that libraries use, over a folder of WARC files."""

import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sites.lab_state import LAB, free_ports, wait_until_it_answers

REQUIREMENTS = LAB / "requirements-replay.txt"


@dataclass(frozen=True)
class Player:
    """A pywb that serves one collection at `url`."""

    url: str

    def fetch(self, url: str, moment: str) -> bytes:
        """The payload replayed for `url`, as it was captured nearest to `moment` (YYYYMMDDhhmmss, UTC)."""
        return self._get(f"{self.url}{moment}id_/{url}")

    def page(self, url: str, moment: str) -> str:
        """The page for a reader: links rewritten into the archive."""
        return self._get(f"{self.url}{moment}mp_/{url}").decode()

    def index(self, url: str) -> list[str]:
        """The CDXJ lines that pywb has for `url`."""
        return self._get(f"{self.url}cdx?url={url}").decode().splitlines()

    def _get(self, url: str) -> bytes:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return bytes(answer.read())


@dataclass(frozen=True)
class Replay:
    """The environment of pywb in `state`."""

    state: Path

    def install(self) -> None:
        """Make the environment, unless it stands already."""
        wanted, stamp = REQUIREMENTS.read_text(), self.state / "installed"
        if stamp.exists() and stamp.read_text() == wanted:
            return
        subprocess.run([sys.executable, "-m", "venv", "--clear", self.state / "venv"], check=True)
        subprocess.run([self._tool("pip"), "install", "-q", "-r", REQUIREMENTS], check=True, stdin=subprocess.DEVNULL)
        stamp.write_text(wanted)

    @contextmanager
    def serve(self, warcs: Path, work: Path) -> Iterator[Player]:
        """Index every .warc.gz under `warcs` and serve them while the block runs; `work` is an empty folder."""
        files = sorted(warcs.rglob("*.warc.gz"))
        assert files, f"no .warc.gz under {warcs}"
        self._manage(work, "init", "arsip")
        self._manage(work, "add", "arsip", *map(str, files))
        (port,) = free_ports(1)
        command = [self._tool("wayback"), "-p", str(port), "-b", "127.0.0.1"]
        with (work / "wayback.log").open("wb") as log:
            process = subprocess.Popen(command, cwd=work, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/", 60)
            yield Player(f"http://127.0.0.1:{port}/arsip/")
        finally:
            process.terminate()
            process.wait(30)

    def _manage(self, work: Path, *args: str) -> None:
        done = subprocess.run(
            [self._tool("wb-manager"), *args],
            cwd=work,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _tool(self, name: str) -> str:
        found = shutil.which(name, path=self.state / "venv" / "bin")
        assert found, f"{name} is missing in {self.state}"
        return found
