"""The server behind `arsip browse`: one archive, nothing written, and a process for each core."""

import errno
import multiprocessing
import os
import signal
import socket
import time
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

import rich
import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm

from archive.browse import plugin
from archive.browse.page import STATIC
from archive.errors import ArsipError
from archive.folder import ArchiveFolder

HERE = Path(__file__).parent
MOST_PROCESSES = 4
QUESTIONS_AT_ONCE = 2  # in each process: the hits of a page, and what stands around them
MOST_BEGUN_ANEW = 5  # processes that die within `SECONDS_OF_A_GOOD_START`, before all is given up
SECONDS_OF_A_GOOD_START = 30


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
    try:
        if processes > 1:
            _supervise(folder, listening, processes)
        else:
            _answer(folder, listening)
    except KeyboardInterrupt:
        return
    finally:
        listening.close()


def _cores() -> int:
    """How many cores this process may use; where the system does not say, all that there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _supervise(folder: ArchiveFolder, listening: socket.socket, count: int) -> None:
    """Have so many processes answer, and begin one anew for each that dies; Ctrl-C and SIGTERM end them all.

    Raises `ArsipError` when one after the other dies at once.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    answering: list[BaseProcess] = []
    begun = 0
    try:
        while begun < count + MOST_BEGUN_ANEW:
            began = time.monotonic()
            while len(answering) < count:
                answering.append(_begin(folder, listening))
                begun += 1
            wait([process.sentinel for process in answering])
            answering = [process for process in answering if process.is_alive()]
            if time.monotonic() - began > SECONDS_OF_A_GOOD_START:
                begun = len(answering)
        raise ArsipError("the processes that answer end as soon as they begin: the messages above say why")
    finally:
        for process in answering:
            process.terminate()
        for process in answering:
            process.join()


def _begin(folder: ArchiveFolder, listening: socket.socket) -> BaseProcess:
    """A new process that answers; Ctrl-C never reaches it, even before it listens: it ends with its parent."""
    resource_tracker.ensure_running()  # or it would be begun with the process, and let Ctrl-C through
    process = multiprocessing.get_context("spawn").Process(target=_answer, args=(folder, listening), daemon=True)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


def _answer(folder: ArchiveFolder, listening: socket.socket) -> None:
    rich.reconfigure(quiet=True)  # or Datasette prints each visitor's 404 here, with all of its variables
    if (parent := multiprocessing.parent_process()) is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    config = uvicorn.Config(datasette_over(folder).app(), log_level="warning", lifespan="on")
    uvicorn.Server(config).run(sockets=[listening])


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
