"""Debian packages that these tests need: one installation at a time, since test runs side by side share the machine."""

import fcntl
import os
import subprocess
from pathlib import Path

LOCK = Path("/run/lock/arsip-packages")  # lab/wordpress.sh takes it too


def install(*names: str) -> None:
    """Install packages by name, as root; their services are not started."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for words in (["update", "-qq"], ["install", "-qq", "--no-install-recommends", *names]):
            subprocess.run(["apt-get", *words], env=quiet, check=True, stdin=subprocess.DEVNULL, capture_output=True)
