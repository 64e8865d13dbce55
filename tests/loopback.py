"""A real web server on loopback whose answers a test writes, and which notes what it was asked, and when."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.serving import Quiet, running


@dataclass
class Answer:
    body: bytes = b"<html><body><p>Warga binaan Lapas Contoh mengikuti pelatihan.</p></body></html>"
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    delay: float = 0.0
    drip: float = 0.0
    chunked: bool = False


def text(body: str, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(body.encode(), status, {"Content-Type": "text/plain"} | named)


@dataclass
class Site:
    """What a server was asked: (moment, path) in the order of their coming, in monotonic seconds, and the heads."""

    port: int
    host: str = "127.0.0.1"
    asked: list[tuple[float, str]] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def wait_for(self, path: str) -> None:
        """Return when `path` has been asked for."""
        end = time.monotonic() + 10
        while path not in self.paths:
            assert time.monotonic() < end, f"{path} was never asked for"
            time.sleep(0.02)

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]


@contextmanager
def site(answer: Callable[[str], Answer], host: str = "127.0.0.1") -> Iterator[Site]:
    """Serve `answer(path)` for as long as the block lasts."""
    made = Site(0, host)

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((time.monotonic(), self.path))
            lines = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
            made.heads.append(self.raw_requestline + lines.encode("latin-1") + b"\r\n")
            reply = answer(self.path)
            time.sleep(reply.delay)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.chunked:
                self.send_header("Transfer-Encoding", "chunked")
                reply.body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(reply.body), reply.body)
            else:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self._write(reply)

        def _write(self, reply: Answer) -> None:
            try:
                for byte in reply.body if reply.drip else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(reply.drip)
                self.wfile.write(b"" if reply.drip else reply.body)
            except OSError:
                self.close_connection = True

    with running(Handler, host) as made.port:
        yield made
