"""A pool of processes that read pages, so that the reactor never does.

One process that dies or hangs costs its page and no other, where the standard pools break as a whole. And the standard
way to start processes runs the main program's file again in each of them; this one does not.
"""

import asyncio
import os
import pickle
import signal
import socket
import subprocess
import sys
from contextlib import suppress

from spiders.reader_process import ENDING_SIGNALS, LENGTH, framed

START_SECONDS = 60.0
MOST_RECEIVED_AT_ONCE = 256 * 1024
SERVER = "import sys; sys.path[:] = sys.argv[4:]; from spiders.reader_process import serve; serve(*sys.argv[1:4])"


class ReaderDied(Exception):
    """The process that read this page ended: a crash, a kill, too much memory, or the pool was closed."""


class ReaderTimedOut(Exception):
    """No answer within the time for one page; the process was killed."""


class ReaderFailed(Exception):
    """The target raised. `kind` is the error's type, `message` its text, `traceback` the worker's own, as text."""

    def __init__(self, kind: str, message: str, traceback: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.message = message
        self.traceback = traceback


class ReaderPool:
    """Calls `target` ("module:function") in up to `size` processes, each started when it is first needed.

    A call may take `seconds`, not counting the start of its process, and a process `memory_bytes` of address space.
    Arguments and answers are pickled. A pool belongs to the loop that it was first used in.
    """

    def __init__(
        self,
        size: int,
        *,
        seconds: float = 20.0,
        target: str = "spiders.reading:read",
        memory_bytes: int = 2 * 1024**3,
    ) -> None:
        self._seconds = seconds
        self._target = target
        self._memory_bytes = memory_bytes
        self._slots = asyncio.Semaphore(size)
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._server: _Server | None = None
        self._closed = False

    async def read(self, *arguments: object) -> object:
        """What the target makes of `arguments`; first come, first served when all processes are busy.

        Raises `ReaderDied`, `ReaderTimedOut` or `ReaderFailed`. When the call is cancelled, its process is ended.
        """
        request = framed(arguments)
        async with self._slots:
            worker = self._idle_worker() or self._start()
            try:
                reply = await worker.ask(request, self._seconds)
            except BaseException:
                worker.end()
                raise
            self._idle.append(worker)
        succeeded, answer = pickle.loads(reply)  # noqa: S301  # from our own process
        if not succeeded:
            raise ReaderFailed(*answer)
        return answer

    def close(self) -> None:
        """End every process at once, also those that hang; reads that wait raise `ReaderDied`."""
        self._closed = True
        self._idle.clear()
        for worker in self._workers:
            worker.end(ReaderDied("the pool of readers was closed"))
        self._workers.clear()
        if self._server is not None:
            self._server.end()
            self._server = None

    def _idle_worker(self) -> "_Worker | None":
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
        return None

    def _start(self) -> "_Worker":
        if self._closed:
            raise ReaderDied("the pool of readers is closed")
        if self._server is not None and not self._server.alive:
            self._server.end()
            self._server = None
        try:
            self._server = self._server or _Server(self._target, self._memory_bytes)
            worker = _Worker(*self._server.fork())
        except OSError as error:
            raise ReaderDied(f"no process could be started: {error}") from error
        self._workers = {other for other in self._workers if other.alive} | {worker}
        return worker


class _Server:
    """The process that workers are forked from, as the pool sees it."""

    def __init__(self, target: str, memory_bytes: int) -> None:
        self._control, theirs = socket.socketpair()
        self._control.settimeout(0)
        arguments = [str(theirs.fileno()), target, str(memory_bytes), *sys.path]
        # a Ctrl-C that comes before the server can ignore it must wait for that
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
        try:
            self._process = subprocess.Popen(  # noqa: S603  # this very program
                [sys.executable, "-c", SERVER, *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        except OSError:
            self._control.close()
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            theirs.close()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def fork(self) -> tuple[socket.socket, int]:
        """A new worker's connection, and the pipe's end that keeps it alive while it is open.

        When the server cannot do it, the connection is one that has ended.
        """
        ours, theirs = socket.socketpair()
        watched, lifeline = os.pipe()
        with suppress(OSError):
            socket.send_fds(self._control, [b"+"], [theirs.fileno(), watched])
        theirs.close()
        os.close(watched)
        return ours, lifeline

    def end(self) -> None:
        """Let it bury its workers, which have been killed, and end."""
        self._control.close()
        try:
            self._process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Worker:
    """One worker, as the pool sees it, driven by the loop."""

    def __init__(self, connection: socket.socket, lifeline: int) -> None:
        connection.settimeout(0)
        self.alive = True
        self._connection = connection
        self._lifeline = lifeline
        self._ready = False
        self._unsent = memoryview(b"")
        self._received = bytearray()
        self._loop = asyncio.get_running_loop()
        self._reply: asyncio.Future[memoryview] = self._loop.create_future()
        self._loop.add_reader(connection, self._receive)

    async def ask(self, request: memoryview, seconds: float) -> memoryview:
        """Send a framed request and await the reply, which may take `seconds` once the worker has started."""
        if not self._ready:
            await self._await_reply(START_SECONDS)
            self._ready = True
        if not self.alive:
            raise ReaderDied("its process was ended as soon as it had started")
        self._reply = self._loop.create_future()
        self._unsent = request
        self._send()
        return await self._await_reply(seconds)

    def end(self, error: Exception | None = None) -> None:
        """Kill the process; who waits for it gets `error`."""
        if not self.alive:
            return
        self.alive = False
        if not self._loop.is_closed():
            self._loop.remove_reader(self._connection)
            self._loop.remove_writer(self._connection)
            if not self._reply.done():
                self._reply.set_exception(error or ReaderDied("its process was ended"))
        self._connection.close()
        os.close(self._lifeline)

    async def _await_reply(self, seconds: float) -> memoryview:
        timer = self._loop.call_later(seconds, self.end, ReaderTimedOut(f"no answer within {seconds:g} s"))
        try:
            return await self._reply
        finally:
            timer.cancel()

    def _send(self) -> None:
        with suppress(BlockingIOError, BrokenPipeError, ConnectionResetError):  # _receive sees its end
            self._unsent = self._unsent[self._connection.send(self._unsent) :]
        if self._unsent:
            self._loop.add_writer(self._connection, self._send)
        else:
            self._loop.remove_writer(self._connection)

    def _receive(self) -> None:
        try:
            data = self._connection.recv(MOST_RECEIVED_AT_ONCE)
        except BlockingIOError:
            return
        except ConnectionResetError:
            data = b""
        if not data:
            self.end(ReaderDied("its process ended: a crash, a kill, or too much memory"))
            return
        self._received += data
        if self._is_complete() and not self._reply.done():
            self._reply.set_result(memoryview(self._received)[LENGTH.size :])
            self._received = bytearray()

    def _is_complete(self) -> bool:
        received = len(self._received) - LENGTH.size
        return received >= 0 and received >= LENGTH.unpack_from(self._received)[0]
