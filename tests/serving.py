"""A real web server on a free port of loopback, for as long as a test wants one."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Quiet:
    """Mixed into what answers: connections stay open, and no log is written."""

    protocol_version = "HTTP/1.1"
    timeout: float | None = 20

    def log_message(self, *arguments: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed, or that has seen enough, is no fault of the server's."""


@contextmanager
def running(
    handler: Callable[..., BaseHTTPRequestHandler], host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[int]:
    """Serve while the block runs, with `tls` by https; gives the port."""
    server = _Server((host, 0), handler)
    if tls is not None:
        # hands are shaken in the thread that answers, so that nobody holds up the others
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
