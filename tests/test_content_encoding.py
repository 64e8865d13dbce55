"""Stored payloads are decoded, and a bomb among them costs little."""

import gzip
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.captures import decode_payload

LIMIT = 1_000_000


def raw_deflate(data: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(data) + deflate.flush()


ENCODERS = {
    "gzip": gzip.compress,
    "X-GZIP": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "identity": bytes,
    "deflate, gzip": lambda data: gzip.compress(zlib.compress(data)),
    "br,identity, deflate": lambda data: raw_deflate(brotli.compress(data)),
}


@pytest.mark.parametrize("encoding", ENCODERS)
@given(data=st.binary() | st.text(min_size=1).map(lambda text: text.encode(errors="replace") * 5000))
def test_every_encoding_is_undone(encoding: str, data: bytes) -> None:
    assert decode_payload(ENCODERS[encoding](data), encoding, len(data) + 100) == data


@pytest.mark.parametrize("encoding", [None, "", " , "])
def test_a_plain_payload_stays_as_it_is(encoding: str | None) -> None:
    assert decode_payload(b"berita", encoding, 6) == b"berita"


@pytest.mark.parametrize("encoding", ENCODERS)
def test_one_byte_too_many_is_too_large(encoding: str) -> None:
    with pytest.raises(ValueError, match=r"^too large: more than 99999 bytes"):
        decode_payload(ENCODERS[encoding](b"a" * 100_000), encoding, 99_999)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "Deflate", "br", "deflate, gzip"])
def test_a_bomb_costs_bounded_memory(encoding: str) -> None:
    bomb = ENCODERS[encoding](bytes(100_000_000))
    tracemalloc.start()
    with pytest.raises(ValueError, match=r"^too large"):
        decode_payload(bomb, encoding, LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * LIMIT


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "Deflate", "br"])
def test_what_came_of_a_payload_that_was_cut_short_is_kept(encoding: str) -> None:
    text = b"".join(b"<p>Lapas Contoh %d</p>" % number for number in range(20_000))
    cut = ENCODERS[encoding](text)[:-100]
    decoded = decode_payload(cut, encoding, LIMIT)
    assert len(decoded) > len(text) // 2
    assert text.startswith(decoded)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_payload_that_is_not_what_it_claims_is_an_error(encoding: str) -> None:
    with pytest.raises(ValueError, match="payload"):
        decode_payload(b"<html>ini bukan arsip mampat</html>", encoding, LIMIT)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_an_empty_payload_is_empty_whatever_it_claims(encoding: str) -> None:
    assert decode_payload(b"", encoding, LIMIT) == b""


@given(st.binary(min_size=1), st.sampled_from(["gzip", "deflate", "br"]))
def test_no_bytes_bring_the_decoder_down(payload: bytes, encoding: str) -> None:
    try:
        assert len(decode_payload(payload, encoding, LIMIT)) <= LIMIT
    except ValueError as error:
        assert str(error)  # noqa: PT017 either outcome is right


def test_gzip_in_several_members_and_with_rubbish_behind_it_is_read() -> None:
    assert decode_payload(gzip.compress(b"satu ") + gzip.compress(b"dua") + b"\n", "gzip", LIMIT) == b"satu dua"


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(ValueError, match="unknown content encoding 'compress'"):
        decode_payload(b"x", "compress", LIMIT)


def test_without_a_brotli_module_br_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "brotli", None)
    with pytest.raises(ValueError, match="install the package brotli"):
        decode_payload(brotli.compress(b"x"), "br", LIMIT)
