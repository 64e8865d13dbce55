"""The server behind `arsip browse`: one archive, nothing written, and a process for each core."""

import errno
import multiprocessing
import os
import signal
import socket
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Any

import rich
import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm
from uvicorn.supervisors import Multiprocess

from archive.browse import plugin
from archive.browse.page import STATIC
from archive.errors import ArsipError
from archive.folder import ArchiveFolder

HERE = Path(__file__).parent
MOST_PROCESSES = 4
QUESTIONS_AT_ONCE = 2  # in each process: the hits of a page, and what stands around them
SECONDS_WITHOUT_ANSWER = 30  # after which a process is taken for dead, and another begun


def datasette_over(folder: ArchiveFolder) -> Datasette:
    """A Datasette that reads the archive's database (`mode=ro`, never immutable: a writer may be at work)."""
    if not pm.is_registered(plugin):
        pm.register(plugin, "arsip")
    return Datasette(
        [str(folder.database)],
        static_mounts=[(STATIC, str(HERE / "static"))],
        settings={"default_cache_ttl": 0, "num_sql_threads": QUESTIONS_AT_ONCE},
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free. Raises `ArsipError` when this one cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be had ({error.strerror})"
        raise ArsipError(f"port {port} of {host} {reason}: choose another with --port; --port 0 takes any") from None


def serve(folder: ArchiveFolder, listening: socket.socket) -> None:
    """Answer on a listening socket until Ctrl-C: Python alone would use one core, however many readers there are."""
    processes = min(MOST_PROCESSES, _cores())
    config = uvicorn.Config(
        partial(_application, folder),
        factory=True,
        log_level="warning",
        lifespan="on",
        workers=processes,
        timeout_worker_healthcheck=SECONDS_WITHOUT_ANSWER,
    )
    try:
        if processes > 1:
            Multiprocess(config, [listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return
    finally:
        listening.close()


def _cores() -> int:
    """How many cores this process may use; where the system does not say, all that there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _application(folder: ArchiveFolder) -> Any:
    """What each process answers with; it ends when the one does that began it."""
    rich.reconfigure(quiet=True)  # or Datasette prints each visitor's 404 here, with all of its variables
    if (parent := multiprocessing.parent_process()) is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    return datasette_over(folder).app()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
