"""Debian's Chromium, driven by Playwright in an environment of its own."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sites.environments import Environment
from tests.sites.lab_state import LAB
from tests.sites.packages import install

REQUIREMENTS = LAB / "requirements-browser.txt"
BROWSER = Path("/usr/bin/chromium")


@dataclass(frozen=True)
class Chromium:
    """A browser whose driver lives in `state`."""

    state: Path

    def install(self) -> None:
        """Install what is missing: the browser from Debian, its driver from the requirements."""
        if not BROWSER.exists():
            install(BROWSER.name)
        wanted, stamp = REQUIREMENTS.read_text(), self.state / "installed"
        if not stamp.exists() or stamp.read_text() != wanted:
            Environment.make(self.state / "venv", "-r", str(REQUIREMENTS))
            stamp.write_text(wanted)

    def look(self, address: str, word: str, size: tuple[int, int]) -> dict[str, Any]:
        """What a visitor with a window of this size sees, as `look.py` prints it."""
        environment = Environment(self.state / "venv")
        pictures = os.environ.get("ARSIP_PICTURES")
        folder = [pictures] if pictures else []
        done = environment.run(
            "python", str(Path(__file__).with_name("look.py")), address, word, *map(str, size), *folder, timeout=120
        )
        return dict(json.loads(done.stdout))
