"""The far side of the pool of readers: the server that forks workers, and what a worker does.

The pool starts the server as a fresh interpreter, so that nothing is inherited from the crawler: no lock, no database,
no thread. It imports the target once, and forks a worker whenever the pool sends it a connection and a lifeline. A
lifeline is the reading end of a pipe whose other end only the pool holds: when that is closed, by the pool or by the
pool's death, the worker ends, whatever it is doing.
"""

import fcntl
import importlib
import io
import logging
import os
import pickle
import resource
import select
import signal
import socket
import struct
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)
LENGTH = struct.Struct("!Q")


def framed(value: object) -> memoryview:
    """A value as it goes over a connection: the pickle's length in bytes, then the pickle."""
    buffer = io.BytesIO(bytes(LENGTH.size))
    buffer.seek(LENGTH.size)
    pickle.dump(value, buffer, pickle.HIGHEST_PROTOCOL)
    frame = buffer.getbuffer()
    LENGTH.pack_into(frame, 0, len(frame) - LENGTH.size)
    return frame


def serve(control: str, target: str, memory_bytes: str) -> None:
    """Fork workers until the pool closes its end of the socket `control` (its number), then await their end."""
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)
    logging.getLogger().addHandler(logging.NullHandler())  # libraries would complain of pages on the terminal
    with suppress(Exception):  # each call will meet the error, and say so
        _load(target)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the workers
    with socket.socket(fileno=int(control)) as pool:
        while True:
            message, numbers, _, _ = socket.recv_fds(pool, 1, 2)
            if not message:
                break
            with suppress(OSError):  # no process or memory to be had: the pool sees the connection end
                _fork(pool, numbers, target, int(memory_bytes))
    with suppress(ChildProcessError):
        os.wait()


def _fork(pool: socket.socket, numbers: list[int], target: str, memory_bytes: int) -> None:
    connection, lifeline = numbers
    try:
        if os.fork() == 0:
            pool.close()
            _live(connection, lifeline, target, memory_bytes)
    finally:
        os.close(connection)
        os.close(lifeline)


def _live(connection: int, lifeline: int, target: str, memory_bytes: int) -> None:
    try:
        end_with(lifeline)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _limit_memory(memory_bytes)
        _work(socket.socket(fileno=connection), target)
    finally:
        os._exit(1)


def end_with(lifeline: int) -> None:
    """Let the system kill this process as soon as the other end of the pipe `lifeline` is closed.

    A thread that waits for that, as where there are no such signals, is late while C code holds the interpreter's lock.
    """
    if not hasattr(fcntl, "F_SETSIG"):
        threading.Thread(target=_exit_at_end_of, args=(lifeline,), daemon=True).start()
        return
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:  # it was closed before
        os._exit(1)


def _exit_at_end_of(lifeline: int) -> None:
    os.read(lifeline, 1)
    os._exit(1)


def _limit_memory(memory_bytes: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _work(connection: socket.socket, target: str) -> None:
    """Say that it has started, with an empty frame, then answer requests until the pool ends the connection."""
    with connection, connection.makefile("rb") as requests:
        connection.sendall(LENGTH.pack(0))
        while head := requests.read(LENGTH.size):
            connection.sendall(_reply(target, requests.read(LENGTH.unpack(head)[0])))


def _reply(target: str, request: bytes) -> memoryview:
    try:
        return framed((True, _load(target)(*pickle.loads(request))))  # noqa: S301  # the pool's own request
    except MemoryError:
        raise  # what is left of this process is not to be trusted with the next page
    except Exception as error:  # noqa: BLE001  # whatever a reader raises is its answer
        return framed((False, (type(error).__name__, str(error), traceback.format_exc())))


def _load(target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function
