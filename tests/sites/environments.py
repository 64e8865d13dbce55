"""Environments of their own, for what must not share ours: made anew for each run, as a stranger would make them."""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.laws.tracked import ROOT, project_files


@dataclass(frozen=True)
class Environment:
    """A virtual environment in `path`."""

    path: Path

    @classmethod
    def make(cls, path: Path, *requirements: str) -> "Environment":
        """A new environment with these requirements, as pip takes them."""
        subprocess.run([sys.executable, "-m", "venv", path], check=True)
        made = cls(path)
        made.run("pip", "install", "-q", "--disable-pip-version-check", *requirements)
        return made

    def tool(self, name: str) -> Path:
        return self.path / "bin" / name

    def run(self, name: str, *words: str, cwd: Path | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run one of its programs, with none of our own paths or settings around; fail with its words."""
        ours = ("PYTHONPATH", "ARSIP_ARCHIVE", "SCRAPY_SETTINGS_MODULE", "VIRTUAL_ENV")
        surroundings = {key: value for key, value in os.environ.items() if key not in ours}
        surroundings["PATH"] = f"{self.path / 'bin'}:{surroundings['PATH']}"
        done = subprocess.run(
            [self.tool(name), *words],
            cwd=cwd,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **more,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done


def copy_of_the_project(to: Path) -> Path:
    """The files that git knows, in a folder of their own: building leaves no traces in ours."""
    for name in project_files():
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target)
    return to


def dependencies() -> list[str]:
    """What the project itself needs, as pyproject.toml pins it."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(table["project"]["dependencies"])
