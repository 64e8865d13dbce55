"""Undoing the Content-Encoding of a stored payload, in bounded memory."""

import importlib
import zlib
from collections.abc import Callable, Iterator
from gzip import BadGzipFile, GzipFile
from io import BytesIO

PIECE = 1 << 16
CUT_SHORT = "it ends too soon"


def decode_payload(payload: bytes, content_encoding: str | None, limit: int) -> bytes:
    """The payload without its Content-Encoding: gzip, deflate (zlib or raw), br, or several of them.

    Like Scrapy, it takes what there is of a stream that was cut short. Raises `ValueError` beginning with
    "too large" as soon as more than `limit` bytes come out, and for an unknown encoding or bytes that are not
    what they claim to be.
    """
    names = [name.strip().lower() for name in (content_encoding or "").split(",")]
    decoders = [_decoder(name) for name in reversed(names) if name not in {"", "identity"}]
    for decode in decoders if payload else ():
        payload = _collect(decode(payload), limit)
    if len(payload) > limit:
        raise ValueError(f"too large: more than {limit} bytes")
    return payload


def _decoder(name: str) -> Callable[[bytes], Iterator[bytes]]:
    if name in {"gzip", "x-gzip"}:
        return _gunzip
    if name == "deflate":
        return _inflate
    if name == "br":
        return _unbrotli
    raise ValueError(f"unknown content encoding {name!r}; known are gzip, deflate and br")


def _collect(pieces: Iterator[bytes], limit: int) -> bytes:
    decoded = bytearray()
    try:
        for piece in pieces:
            decoded += piece
            if len(decoded) > limit:
                raise ValueError(f"too large: more than {limit} bytes once decoded")
    except (EOFError, BadGzipFile) as error:
        if not decoded:
            raise ValueError(f"no readable payload: {error}") from error
    except zlib.error as error:
        raise ValueError(f"damaged payload: {error}") from error
    return bytes(decoded)


def _gunzip(payload: bytes) -> Iterator[bytes]:
    file = GzipFile(fileobj=BytesIO(payload))
    while piece := file.read1(PIECE):
        yield piece


def _inflate(payload: bytes) -> Iterator[bytes]:
    inflate = zlib.decompressobj()
    try:
        piece = inflate.decompress(payload, PIECE)
    except zlib.error:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    else:
        payload = inflate.unconsumed_tail
        yield piece
    while payload and not inflate.eof:
        yield inflate.decompress(payload, PIECE)
        payload = inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise EOFError(CUT_SHORT)


def _unbrotli(payload: bytes) -> Iterator[bytes]:
    try:
        brotli = importlib.import_module("brotli")
    except ImportError:
        raise ValueError("this payload is in br: install the package brotli to read it") from None
    decompressor = brotli.Decompressor()
    try:
        while not decompressor.is_finished():
            piece = decompressor.process(payload, output_buffer_limit=PIECE)
            if not piece and not payload:
                raise EOFError(CUT_SHORT)
            payload = b""
            yield piece
    except brotli.error as error:
        raise ValueError(f"damaged payload: {error}") from error
