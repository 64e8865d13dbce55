"""Debian's Chromium, driven by Playwright in an environment of its own, with axe-core beside it."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.laws.tracked import ROOT
from tests.sites.environments import Environment
from tests.sites.lab_state import LAB
from tests.sites.packages import install

REQUIREMENTS = LAB / "requirements-browser.txt"
PACKAGES = LAB / "package.json"
BROWSER = Path("/usr/bin/chromium")
NPM = ("install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")


@dataclass(frozen=True)
class Chromium:
    """A browser whose driver lives in `state`."""

    state: Path

    @property
    def axe(self) -> Path:
        """The script that examines a page."""
        return self.state / "node_modules" / "axe-core" / "axe.min.js"

    def install(self) -> None:
        """Install what is missing: the browser from Debian, its driver and axe-core as they are pinned."""
        if not BROWSER.exists():
            install(BROWSER.name)
        wanted, stamp = REQUIREMENTS.read_text() + PACKAGES.read_text(), self.state / "installed"
        if not stamp.exists() or stamp.read_text() != wanted:
            Environment.make(self.state / "venv", "-r", str(REQUIREMENTS))
            self._install_axe()
            stamp.write_text(wanted)

    def _install_axe(self) -> None:
        if not shutil.which("npm"):
            install("npm")
        shutil.copy2(PACKAGES, self.state)
        subprocess.run(["npm", *NPM], cwd=self.state, check=True, stdin=subprocess.DEVNULL, capture_output=True)

    def run(self, task: str, address: str, seconds: float = 180, **options: Any) -> Any:
        """What a task of `look.py` saw at an address, as it prints it."""
        words = ("-m", "tests.sites.look", task, address, json.dumps(options))
        done = Environment(self.state / "venv").run("python", *words, cwd=ROOT, timeout=seconds)
        return json.loads(done.stdout)
