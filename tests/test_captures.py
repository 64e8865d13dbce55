"""Captures: what is written can be read, by Arsip and by others, and what was damaged is said to be."""

import gzip
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from archive.captures import Capture, CaptureWriter, read_exchange, repair
from archive.errors import ArsipError
from archive.outcomes import Exchange
from tests.exchanges import INFO, PAGE, exchange, noise, record_ends, seen_by_warcio, without_request

SOURCE = "rutan-contoh"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[CaptureWriter]:
    opened = CaptureWriter(tmp_path, SOURCE, INFO)
    yield opened
    opened.close()


def files(folder: Path) -> list[Path]:
    return sorted((folder / SOURCE).iterdir())


def write_one(folder: Path, given: Exchange, *, max_bytes: int = 1_000_000) -> Capture:
    writer = CaptureWriter(folder, SOURCE, INFO, max_bytes=max_bytes)
    capture = writer.write(given)
    writer.close()
    return capture


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("captures")


def an_exchange(status: int, content_type: str | None, *, path: str = "", **rest: Any) -> Exchange:
    type_line = f"Content-Type: {content_type}\r\n" if content_type else ""
    head = f"HTTP/1.1 {status} Contoh\r\n{type_line}\r\n".encode()
    return Exchange(
        f"https://contoh.example/{path}", response_head=head, status=status, content_type=content_type, **rest
    )


EXCHANGES = st.builds(
    an_exchange,
    path=st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=40),
    fetched_at=st.datetimes(timezones=st.just(UTC), min_value=datetime(1995, 1, 1)),  # noqa: DTZ001 hypothesis wants it naive
    request_head=st.sampled_from([b"", b"GET / HTTP/1.1\r\nHost: contoh.example\r\n\r\n"]),
    payload=st.binary(max_size=3000),
    status=st.integers(100, 599),
    content_type=st.sampled_from([None, "text/html", "application/json; charset=utf-8"]),
    ip=st.none() | st.ip_addresses().map(str),
)


@settings(deadline=None, max_examples=60)
@given(EXCHANGES)
@example(exchange(b""))
@example(exchange(noise(2_000_000)))
@example(exchange(b"\r\n\r\nWARC/1.1\r\n\r\n"))
def test_what_is_written_is_read_back(shared: Path, wrote: Exchange) -> None:
    capture = write_one(shared, wrote, max_bytes=10**9)
    assert read_exchange(shared, capture.file, capture.offset) == wrote


def test_warcio_reads_every_record_and_finds_every_digest_right(tmp_path: Path, writer: CaptureWriter) -> None:
    wrote = [exchange(body, number) for number, body in enumerate([PAGE, b"", noise(70_000)])]
    for one in wrote:
        writer.write(one)
    info, *records = seen_by_warcio(files(tmp_path)[0])
    assert info[0] == "warcinfo"
    assert b"software: Arsip/0.1\r\n" in info[2]
    assert b"operator: Perpustakaan Contoh\r\n" in info[2]
    expected = [[("response", one.url, one.payload), ("request", one.url, b"")] for one in wrote]
    assert records == [record for pair in expected for record in pair]


def test_the_records_carry_what_the_standard_asks_for(tmp_path: Path, writer: CaptureWriter) -> None:
    writer.write(exchange())
    with files(tmp_path)[0].open("rb") as file:
        info, response, request = (record.rec_headers for record in ArchiveIterator(file))
    assert {head.protocol for head in (info, response, request)} == {"WARC/1.1"}
    assert info["WARC-Filename"] == files(tmp_path)[0].name
    assert response["Content-Type"] == "application/http; msgtype=response"
    assert response["WARC-Date"] == "2026-11-24T05:00:00.123456Z"
    assert response["WARC-IP-Address"] == "192.0.2.7"
    assert request["Content-Type"] == "application/http; msgtype=request"
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]


def test_a_capture_says_where_its_record_lies(tmp_path: Path, writer: CaptureWriter) -> None:
    captures = [writer.write(exchange(number=number)) for number in range(3)]
    ends = record_ends(files(tmp_path)[0])
    assert [capture.offset for capture in captures] == ends[0:6:2]
    assert [capture.offset + capture.length for capture in captures] == ends[1::2]
    assert {capture.file for capture in captures} == {f"{SOURCE}/{files(tmp_path)[0].name}"}


def test_a_written_exchange_is_with_the_operating_system_at_once(tmp_path: Path, writer: CaptureWriter) -> None:
    capture = writer.write(exchange())
    assert read_exchange(tmp_path, capture.file, capture.offset) == exchange()


def test_an_address_cannot_break_out_of_its_header(tmp_path: Path, writer: CaptureWriter) -> None:
    sly = replace(exchange(), url="https://contoh.example/a b\r\nWARC-Type: resource\r\n\r\né\ud800")
    capture = writer.write(sly)
    assert read_exchange(tmp_path, capture.file, capture.offset).url == (
        "https://contoh.example/a%20b%0D%0AWARC-Type:%20resource%0D%0A%0D%0A%C3%A9?"
    )


def test_an_institution_of_two_lines_stays_one_field(tmp_path: Path) -> None:
    writer = CaptureWriter(tmp_path, SOURCE, {"operator": "Perpustakaan\nContoh"})
    writer.write(exchange())
    assert seen_by_warcio(files(tmp_path)[0])[0][2] == b"operator: Perpustakaan Contoh\r\n"
    writer.close()


def test_nothing_is_opened_before_the_first_write(tmp_path: Path) -> None:
    CaptureWriter(tmp_path, SOURCE, INFO).close()
    assert list(tmp_path.iterdir()) == []


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    writer = CaptureWriter(tmp_path, SOURCE, INFO, max_bytes=10_000)
    captures = [writer.write(exchange(noise(3000, number), number)) for number in range(9)]
    writer.close()
    sizes = [file.stat().st_size for file in files(tmp_path)]
    assert len(sizes) == 3
    assert all(10_000 <= size < 14_000 for size in sizes[:-1])
    for number, capture in enumerate(captures):
        assert read_exchange(tmp_path, capture.file, capture.offset).url.endswith(f"/{number}")
    assert all(seen_by_warcio(file)[0][0] == "warcinfo" for file in files(tmp_path))


def test_files_are_named_after_source_time_and_serial(tmp_path: Path) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    for _ in range(3):
        write_one(tmp_path, exchange(), max_bytes=1)
    names = [file.name.removesuffix(".warc.gz").rsplit("-", 2) for file in files(tmp_path)]
    assert [(source, serial) for source, _, serial in names] == [(SOURCE, f"{n:05}") for n in range(3)]
    made = [datetime.strptime(time, "%Y%m%d%H%M%S").replace(tzinfo=UTC) for _, time, _ in names]
    assert all(before <= moment <= before + timedelta(minutes=1) for moment in made)


def test_the_next_writer_continues_the_file(tmp_path: Path) -> None:
    first, second = write_one(tmp_path, exchange(number=1)), write_one(tmp_path, exchange(number=2))
    assert first.file == second.file
    kinds = [kind for kind, _, _ in seen_by_warcio(files(tmp_path)[0])]
    assert kinds == ["warcinfo", *["response", "request"] * 2]


def test_a_file_that_ends_in_a_long_record_is_continued(tmp_path: Path) -> None:
    first = write_one(tmp_path, without_request(exchange(noise(300_000))))
    assert write_one(tmp_path, exchange()).file == first.file


def test_an_empty_file_is_continued_with_its_warcinfo(tmp_path: Path) -> None:
    (tmp_path / SOURCE).mkdir()
    (tmp_path / SOURCE / f"{SOURCE}-20260101000000-00000.warc.gz").touch()
    write_one(tmp_path, exchange())
    (file,) = files(tmp_path)
    assert [kind for kind, _, _ in seen_by_warcio(file)] == ["warcinfo", "response", "request"]


@pytest.mark.parametrize("cut", [1, 300, 100_000, 200_300])
def test_a_file_with_a_torn_end_is_left_to_repair(tmp_path: Path, cut: int) -> None:
    torn = tmp_path / write_one(tmp_path, exchange(noise(200_000))).file
    os.truncate(torn, torn.stat().st_size - cut)
    before = torn.read_bytes()
    other = tmp_path / write_one(tmp_path, exchange()).file
    assert torn.read_bytes() == before
    assert other != torn
    assert len(seen_by_warcio(other)) == 3


def test_two_writers_never_share_a_file(tmp_path: Path) -> None:
    writers = [CaptureWriter(tmp_path, SOURCE, INFO) for _ in range(3)]
    assert len({writer.write(exchange()).file for writer in writers}) == 3
    for writer in writers:
        writer.close()


def test_a_child_process_inherits_no_file(writer: CaptureWriter) -> None:
    writer.write(exchange())
    words = ["ls", "-l", "/proc/self/fd"]
    child = subprocess.run(words, capture_output=True, text=True, check=True, close_fds=False, timeout=30)
    assert "pipe:" in child.stdout
    assert ".warc.gz" not in child.stdout


def test_rollback_takes_back_what_was_not_synced(tmp_path: Path) -> None:
    writer = CaptureWriter(tmp_path, SOURCE, INFO, max_bytes=5_000)
    kept = [writer.write(exchange(noise(1000, number), number)) for number in range(2)]
    writer.sync()
    synced = (tmp_path / kept[0].file).stat().st_size
    for number in range(2, 6):
        writer.write(exchange(noise(1000, number), number))
    assert len(files(tmp_path)) == 2
    writer.rollback()
    assert [file.stat().st_size for file in files(tmp_path)] == [synced, 0]
    again = writer.write(exchange(number=9))
    writer.close()
    assert read_exchange(tmp_path, again.file, again.offset).url.endswith("/9")
    assert repair(tmp_path, {}) == []


def test_a_flipped_byte_is_reported_or_harmless(tmp_path: Path) -> None:
    capture = write_one(tmp_path, exchange())
    path = tmp_path / capture.file
    whole = path.read_bytes()
    harmless = 0
    for position in range(capture.offset, capture.offset + capture.length):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x10]) + whole[position + 1 :])
        try:
            assert read_exchange(tmp_path, capture.file, capture.offset) == exchange()
            harmless += 1
        except ArsipError as error:
            assert f"{capture.file} at {capture.offset} is missing or damaged" in str(error)  # noqa: PT017 either outcome is right
    assert harmless <= 7  # the time, flags and system of the gzip header, which nothing is read from


def test_a_payload_that_does_not_match_its_digest_is_reported(tmp_path: Path) -> None:
    """Damage from before the compression: the gzip checksum is right, the digest is not."""
    capture = write_one(tmp_path, exchange())
    path = tmp_path / capture.file
    record = path.read_bytes()[capture.offset : capture.offset + capture.length]
    path.write_bytes(gzip.compress(gzip.decompress(record).replace(b"Donor Darah", b"Donor Merah")))
    with pytest.raises(ArsipError, match="does not match its digest"):
        read_exchange(tmp_path, capture.file, 0)


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    capture = write_one(tmp_path, exchange())
    with pytest.raises(ArsipError, match=r"tak-ada\.warc\.gz at 0 cannot be read: No such file"):
        read_exchange(tmp_path, "tak-ada.warc.gz", 0)
    with pytest.raises(ArsipError, match=rf"{capture.file} at 999999 is missing or damaged"):
        read_exchange(tmp_path, capture.file, 999_999)
    with pytest.raises(ArsipError, match="a request record stands there"):
        read_exchange(tmp_path, capture.file, capture.offset + capture.length)


def test_a_request_that_is_lost_leaves_the_response_readable(tmp_path: Path) -> None:
    capture = write_one(tmp_path, exchange())
    os.truncate(tmp_path / capture.file, capture.offset + capture.length + 20)
    assert read_exchange(tmp_path, capture.file, capture.offset) == without_request(exchange())


def test_the_next_capture_is_not_taken_for_the_request(tmp_path: Path, writer: CaptureWriter) -> None:
    first = writer.write(without_request(exchange(number=1)))
    writer.write(exchange(number=2))
    assert read_exchange(tmp_path, first.file, first.offset).request_head == b""
