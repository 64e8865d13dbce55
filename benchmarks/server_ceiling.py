"""How fast the local site answers a client that only checks that it got the right page, whole."""

import asyncio
import time
from collections.abc import Iterator

import uvloop

from benchmarks.local_site import LocalSite

CONNECTIONS = 16


def measure_ceiling(site: LocalSite, requests: int) -> float:
    """Articles per second that 16 connections get out of the site together."""
    return uvloop.run(_ask(site, requests))


async def _ask(site: LocalSite, requests: int) -> float:
    addresses = site.addresses()
    paths = iter([addresses[n % len(addresses)].removeprefix(site.url) for n in range(requests)])
    started = time.perf_counter()
    await asyncio.gather(*(_ask_in_turn(site.port, paths) for _ in range(CONNECTIONS)))
    return requests / (time.perf_counter() - started)


async def _ask_in_turn(port: int, paths: Iterator[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in paths:
        writer.write(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        body = await reader.readexactly(length)
        if path.encode() not in body or not body.endswith(b"</html>\n"):
            raise ValueError(f"the site gave another page, or half of it, at {path}")
    writer.close()
