"""Law: captures outlive kills, power cuts, full disks and each other."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.captures import Capture, CaptureWriter, read_exchange, repair
from archive.errors import ArchiveFull, ArsipError
from archive.warc.gzip_members import last_whole_end
from tests.exchanges import INFO, exchange, noise, record_ends, seen_by_warcio
from tests.small_disk import mounted, remount

SOURCE = "lapas-contoh"
ROOT = Path(__file__).parents[2]

WRITES = """
import json, sys
from dataclasses import asdict
from pathlib import Path
from archive.captures import CaptureWriter
from tests.exchanges import INFO, exchange, noise

folder, size, number = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
writer = CaptureWriter(folder, "lapas-contoh", INFO, max_bytes=int(sys.argv[4]))
print("ready", flush=True)
sys.stdin.readline()
for count in range(number):
    capture = writer.write(exchange(noise(size, count), count))
    writer.sync()
    print(json.dumps(asdict(capture)), flush=True)
print("done", flush=True)
sys.stdin.readline()
writer.close()
"""


def start(folder: Path, *, size: int, number: int, max_bytes: int = 10**9) -> "subprocess.Popen[str]":
    """A process that writes once it gets a line, and keeps hold of its file until it gets another."""
    words = [sys.executable, "-c", WRITES, str(folder), str(size), str(number), str(max_bytes)]
    child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def say_go(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def captures_of(lines: list[str]) -> list[Capture]:
    return [Capture(**json.loads(line)) for line in lines if line.startswith("{") and line.endswith("\n")]


def test_what_was_synced_survives_a_kill_in_the_middle_of_a_write(tmp_path: Path) -> None:
    promised: list[Capture] = []
    turn = 0
    while turn < 6 or len(promised) <= 6:  # a busy machine gets less done between two kills
        child = start(tmp_path, size=3_000_000, number=1000)
        say_go(child)
        turn += 1
        time.sleep(0.15 + turn % 6 * 0.037)
        child.send_signal(signal.SIGKILL)
        promised += captures_of(child.communicate()[0].splitlines(keepends=True))
        repair(tmp_path, {capture.file: capture.offset + capture.length for capture in promised})
    assert len({(capture.file, capture.offset) for capture in promised}) == len(promised)
    for capture in promised:
        assert read_exchange(tmp_path, capture.file, capture.offset).payload
    (file,) = tmp_path.rglob("*.warc.gz")
    assert seen_by_warcio(file)[0][0] == "warcinfo"
    assert repair(tmp_path, {}) == []


def written(folder: Path, number: int, size: int = 150) -> list[Capture]:
    writer = CaptureWriter(folder, SOURCE, INFO)
    captures = [writer.write(exchange(noise(size, count), count)) for count in range(number)]
    writer.close()
    return captures


@pytest.mark.parametrize("known", [True, False])
def test_an_end_torn_at_any_byte_is_cut_back_to_the_last_whole_record(tmp_path: Path, *, known: bool) -> None:
    first, last = written(tmp_path, 2)
    path = tmp_path / first.file
    whole, ends = path.read_bytes(), [0, *record_ends(path)]
    known_good = {first.file: first.offset + first.length} if known else {}
    for length in range(first.offset + first.length if known else 0, len(whole) + 1):
        path.write_bytes(whole[:length])
        kept = max(end for end in ends if end <= length)
        done = [(item.file, item.kept_bytes, item.cut_bytes) for item in repair(tmp_path, known_good)]
        assert done == ([(first.file, kept, length - kept)] if kept < length else [])
        assert path.read_bytes() == whole[:kept]
    assert read_exchange(tmp_path, last.file, last.offset).url.endswith("/1")


@pytest.mark.parametrize("filling", [b"\0" * 5000, noise(5000), b"\x1f\x8b\x08\x00" * 900])
def test_an_end_that_a_power_cut_left_as_rubbish_is_cut_off(tmp_path: Path, filling: bytes) -> None:
    first, last = written(tmp_path, 2)
    path = tmp_path / first.file
    whole = path.read_bytes()
    torn = whole[: last.offset + 100]
    path.write_bytes(torn + filling)
    (done,) = repair(tmp_path, {first.file: first.offset + first.length})
    assert done.kept_bytes == last.offset
    assert path.read_bytes() == whole[: last.offset]


def test_a_mended_file_is_continued(tmp_path: Path) -> None:
    first, last = written(tmp_path, 2)
    os.truncate(tmp_path / first.file, last.offset + 9)
    repair(tmp_path, {})
    (new,) = written(tmp_path, 1)
    assert (new.file, new.offset) == (last.file, last.offset)
    assert len(seen_by_warcio(tmp_path / new.file)) == 5


def test_damage_with_whole_records_behind_it_is_not_cut_off(tmp_path: Path) -> None:
    captures = written(tmp_path, 4)
    path = tmp_path / captures[0].file
    whole = path.read_bytes()
    for position in range(captures[1].offset, captures[2].offset):
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        assert repair(tmp_path, {}) == []
    path.write_bytes(path.read_bytes()[: captures[3].offset + 50])
    (done,) = repair(tmp_path, {})
    assert done.kept_bytes == captures[3].offset


def test_a_wrong_idea_of_what_is_good_cuts_nothing(tmp_path: Path) -> None:
    captures = written(tmp_path, 2)
    for wrong in (captures[1].offset + 7, captures[1].offset + captures[1].length + 7, 10**9):
        assert repair(tmp_path, {captures[0].file: wrong}) == []


def test_a_file_that_somebody_holds_is_not_touched(tmp_path: Path) -> None:
    writer = CaptureWriter(tmp_path, SOURCE, INFO)
    path = tmp_path / writer.write(exchange()).file
    with path.open("ab") as file:
        file.write(b"the middle of a write")
    torn = path.read_bytes()
    assert repair(tmp_path, {}) == []
    assert path.read_bytes() == torn
    writer.close()
    assert [item.cut_bytes for item in repair(tmp_path, {})] == [21]


def test_repair_begins_where_the_database_left_off(tmp_path: Path) -> None:
    """A healthy file costs its last records only: bytes before the known end are not even looked at."""
    captures = written(tmp_path, 3)
    path = tmp_path / captures[0].file
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(bytes(captures[2].offset))
        file.flush()
        with path.open("rb") as stream:
            assert last_whole_end(stream, captures[2].offset, size) == size
    assert repair(tmp_path, {captures[0].file: captures[2].offset + captures[2].length}) == []


def test_two_processes_in_one_folder_write_different_files(tmp_path: Path) -> None:
    written(tmp_path, 1)
    children = [start(tmp_path, size=2000, number=60, max_bytes=20_000) for _ in range(2)]
    for child in children:
        say_go(child)
    lines: list[list[str]] = [[], []]
    for child, own in zip(children, lines, strict=True):
        assert child.stdout is not None
        while not own or own[-1] != "done\n":
            own.append(child.stdout.readline())
            assert own[-1], "the process ended too soon"
    for child in children:
        child.communicate("\n", timeout=30)
        assert child.returncode == 0
    one, other = ({capture.file for capture in captures_of(own)} for own in lines)
    assert len(one) > 3
    assert len(other) > 3
    assert not one & other
    for own in lines:
        for number, capture in enumerate(captures_of(own)):
            assert read_exchange(tmp_path, capture.file, capture.offset).payload == noise(2000, number)
    assert repair(tmp_path, {}) == []
    assert sum(len(seen_by_warcio(path)) for path in tmp_path.rglob("*.warc.gz")) > 2 * 120


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", "200k") as disk:
        yield disk


def fill(writer: CaptureWriter, synced: list[Capture]) -> None:
    """Write pairs until the disk is full; `synced` gets those that were promised to be on it."""
    for number in range(0, 100, 2):
        pair = [writer.write(exchange(noise(9_000, count), count)) for count in (number, number + 1)]
        writer.sync()
        synced += pair


def test_a_full_disk_takes_only_what_was_not_synced(small_disk: Path) -> None:
    folder = small_disk / "warc"
    writer = CaptureWriter(folder, SOURCE, INFO)
    synced: list[Capture] = []
    with pytest.raises(ArchiveFull) as full:
        fill(writer, synced)
    assert str(full.value) == f"no room left in {folder}: free some space, then run the same command again"
    assert len(synced) > 10
    (file,) = folder.rglob("*.warc.gz")
    assert len(seen_by_warcio(file)) == 1 + 2 * len(synced)
    assert repair(folder, {}) == []
    remount(small_disk, "size=400k")
    after = writer.write(exchange(noise(9_000)))
    writer.close()
    assert after.offset == record_ends(file)[2 * len(synced)]


def test_a_disk_that_is_full_from_the_start_leaves_nothing_torn(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(180_000))
    writer = CaptureWriter(small_disk, SOURCE, INFO)
    with pytest.raises(ArchiveFull):
        writer.write(exchange(noise(90_000)))
    (small_disk / "filler").unlink()
    capture = writer.write(exchange())
    writer.close()
    assert read_exchange(small_disk, capture.file, capture.offset) == exchange()
    assert repair(small_disk, {}) == []


def test_a_folder_that_cannot_be_written_is_said_in_one_line(small_disk: Path) -> None:
    (torn,) = written(small_disk, 1)
    os.truncate(small_disk / torn.file, torn.offset + 5)
    remount(small_disk, "ro")
    expected = f"{small_disk} cannot be written to: check its owner, rights and mount"
    with pytest.raises(ArsipError) as writing:
        CaptureWriter(small_disk, SOURCE, INFO).write(exchange())
    with pytest.raises(ArsipError) as repairing:
        repair(small_disk, {})
    assert [str(writing.value), str(repairing.value)] == [expected, expected]
