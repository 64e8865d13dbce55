"""Environments of their own for the peers, whose packages Arsip's do not allow or does not want beside them."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import CACHE, ROOT


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment under `.benchmark/`, and the file in `benchmarks/` that pins all that is in it."""

    name: str
    packages: str

    @property
    def folder(self) -> Path:
        """Where it is."""
        return CACHE / self.name

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def make(self) -> None:
        """Install its packages, once per checkout and list."""
        packages = ROOT / "benchmarks" / self.packages
        done = self.folder / ".installed"
        if done.is_file() and done.read_text() == packages.read_text():
            return
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(self.folder)], check=True)
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", "-r", str(packages)], check=True, stdout=sys.stderr)  # the list is whole
        done.write_text(packages.read_text())
