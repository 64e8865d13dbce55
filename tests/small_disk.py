"""A small disk in memory, for tests that fill it or take away the right to write."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(disk: Path, size: str) -> Iterator[Path]:
    """A disk of `size` ("200k") at `disk` while the block runs; the test is skipped where none may be mounted."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)  # lazy: a failed test may hold a file


def remount(disk: Path, option: str) -> None:
    """Change a mounted disk: `size=400k`, `ro`."""
    subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)


def used_of(disk: Path) -> int:
    """How many bytes of a mounted disk are taken."""
    numbers = os.statvfs(disk)
    return (numbers.f_blocks - numbers.f_bfree) * numbers.f_frsize
