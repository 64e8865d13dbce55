"""Exchanges of our own making, and an independent look (warcio) at the files that hold them."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from archive.outcomes import Exchange

INFO = {"software": "Arsip/0.1", "format": "WARC file version 1.1", "operator": "Perpustakaan Contoh"}
PAGE = b"<html><body><h1>Rutan Contoh Gelar Donor Darah</h1><p>Warga binaan ikut serta.</p></body></html>"


def exchange(payload: bytes = PAGE, number: int = 1) -> Exchange:
    path = f"/berita/{number}"
    return Exchange(
        url=f"https://rutan.contoh.example{path}",
        fetched_at=datetime(2026, 11, 24, 5, 0, 0, 123456, tzinfo=UTC),
        request_head=f"GET {path} HTTP/1.1\r\nHost: rutan.contoh.example\r\n\r\n".encode(),
        response_head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: nginx\r\n\r\n",
        payload=payload,
        status=200,
        content_type="text/html; charset=utf-8",
        ip="192.0.2.7",
    )


def noise(size: int, seed: int = 0) -> bytes:
    """Bytes that no compression makes smaller."""
    return random.Random(seed).randbytes(size)


def without_request(given: Exchange) -> Exchange:
    return replace(given, request_head=b"")


def seen_by_warcio(path: Path) -> list[tuple[str, str | None, bytes]]:
    """Type, address and HTTP payload of every record; fails where warcio finds a digest that does not match."""
    seen = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            content = record.raw_stream.read()
            if record.rec_type != "warcinfo":
                assert record.digest_checker.passed is True
            seen.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), content))
    return seen


def record_ends(path: Path) -> list[int]:
    """Where warcio sees each record end, in bytes of the file."""
    with path.open("rb") as file:
        records = ArchiveIterator(file)
        ends = []
        for _ in records:
            records.read_to_end()
            ends.append(records.get_record_offset() + records.get_record_length())
    return ends
