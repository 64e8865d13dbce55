"""The WordPress of the tests: `lab/wordpress.sh`, from Python."""

import json
import os
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sites.lab_state import LAB

CRAWLER = "Arsip/"  # WordPress asks itself too, for what its posts embed


@dataclass(frozen=True)
class WordPress:
    """A running site: 1,113 published posts among 1,200, and 20 pages."""

    state: Path
    port: int

    @property
    def url(self) -> str:
        """The address of the front page, with its slash."""
        return f"http://127.0.0.1:{self.port}/"

    def up(self) -> None:
        """Install, seed and start whatever is missing."""
        self._run("up")

    def stop(self) -> None:
        """End its processes; the state stays."""
        self._run("stop")

    def ctl(self, *args: str | int) -> str:
        """Do what an editor does: `ctl("trash", 17)`; see lab/ctl.php. Gives what the command prints."""
        return self._run("ctl", *map(str, args))

    def fault(self, *args: str | int) -> None:
        """Do what the network does: `fault("errors", 20)`, `fault("none")`; see lab/wordpress.sh."""
        self._run("fault", *map(str, args))

    def lose_its_database(self) -> None:
        """End the database alone; `up` brings it back."""
        self._run("dbdown")

    def reset(self) -> None:
        """Put the database back to the seeded state, and the network back to health."""
        self._run("reset")

    def truth(self) -> list[dict[str, Any]]:
        """Every post and page: id, type, status, password, url, date_gmt, modified_gmt, title, content (as stored)."""
        return [json.loads(line) for line in self.ctl("truth").splitlines()]

    def published(self) -> list[dict[str, Any]]:
        """The posts that a visitor can open, those behind a password included."""
        return [row for row in self.truth() if row["type"] == "post" and row["status"] == "publish"]

    def access_log(self) -> "AccessLog":
        """What the site is asked from now on."""
        return AccessLog(self.state / "log" / "access.log")

    def _run(self, *args: str) -> str:
        done = subprocess.run(
            [LAB / "wordpress.sh", *args],
            env={**os.environ, "WP_STATE": str(self.state), "WP_PORT": str(self.port)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, f"wordpress.sh {' '.join(args)}: {done.stderr}"
        return done.stdout


class AccessLog:
    """The crawler's requests that nginx has answered, or seen broken off, since this was made."""

    def __init__(self, path: Path) -> None:
        self.paths: Counter[str] = Counter()
        self._path = path
        self._read = path.stat().st_size

    def total(self) -> int:
        """How many there were up to this moment."""
        with self._path.open("rb") as file:
            file.seek(self._read)
            lines = file.read()
        lines = lines[: lines.rfind(b"\n") + 1]
        self._read += len(lines)
        self.paths.update(line.split('"')[1].split()[1] for line in lines.decode().splitlines() if CRAWLER in line)
        return self.paths.total()
