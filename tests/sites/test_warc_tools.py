"""What Arsip keeps, the tools of other archives read and replay: warcio's checker, and pywb."""

import gzip
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.captures import CaptureWriter
from archive.outcomes import Exchange
from tests.sites.replay import Player, Replay

SITE = "http://lapas.contoh.example"
PAGE = f"{SITE}/2026/11/24/razia-kamar-hunian/"
MOVED = f"{SITE}/?p=17"
QUERY = f"{SITE}/cari/?kata=warga binaan&hal=2".replace(" ", "%20")
FIRST = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def exchange(url: str, moment: datetime, payload: bytes, status: str = "200 OK", *headers: str) -> Exchange:
    """One GET, and what the site answered to it."""
    path = url.removeprefix(SITE)
    head = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(payload)}"]
    return Exchange(
        url,
        moment,
        f"GET {path} HTTP/1.1\r\nHost: lapas.contoh.example\r\nUser-Agent: Arsip/0.1\r\n\r\n".encode(),
        "\r\n".join([*head, "", ""]).encode(),
        payload,
        int(status[:3]),
        ip="127.0.0.1",
    )


def page(text: str) -> bytes:
    """A news page, compressed as it goes over the wire."""
    head, link = "<title>Razia</title>", '<a href="/kontak/">Kontak</a>'
    html = f"<!DOCTYPE html><html><head>{head}</head><body><p>{text}</p>{link}</body></html>"
    return gzip.compress(html.encode())


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warc")
    writer = CaptureWriter(folder, "lapas-contoh", {"software": "Arsip"})
    html = ("Content-Type: text/html; charset=UTF-8", "Content-Encoding: gzip")
    writer.write(exchange(PAGE, FIRST, page("CONTOH – Petugas menggeledah kamar hunian."), "200 OK", *html))
    writer.write(exchange(PAGE, LATER, page("CONTOH – Ralat: razia berlangsung Senin."), "200 OK", *html))
    writer.write(exchange(MOVED, FIRST, b"", "301 Moved Permanently", f"Location: {PAGE}"))
    writer.write(
        exchange(
            QUERY, FIRST, '{"jumlah": 3, "kata": "“warga binaan”"}'.encode(), "200 OK", "Content-Type: application/json"
        )
    )
    writer.close()
    return folder


@pytest.fixture(scope="module")
def player(pywb: Replay, warcs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Player]:
    with pywb.serve(warcs, tmp_path_factory.mktemp("pywb")) as player:
        yield player


def test_warcio_finds_every_digest_right(warcs: Path) -> None:
    tool = shutil.which("warcio", path=Path(sys.executable).parent)
    assert tool
    files = sorted(warcs.rglob("*.warc.gz"))
    assert files
    done = subprocess.run([tool, "check", "-v", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "digest pass" in done.stdout
    assert done.stdout.count("no digest to check") == done.stdout.count(" warcinfo") == 1


def test_warcio_finds_a_wrong_byte(warcs: Path, tmp_path: Path) -> None:
    plain = bytearray(b"".join(gzip.decompress(file.read_bytes()) for file in sorted(warcs.rglob("*.warc.gz"))))
    at = plain.index(b'"jumlah": 3')
    plain[at + 10 : at + 11] = b"4"
    damaged = tmp_path / "damaged.warc"
    damaged.write_bytes(plain)
    tool = shutil.which("warcio", path=Path(sys.executable).parent)
    assert tool
    done = subprocess.run([tool, "check", "-v", damaged], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "digest failed" in done.stdout


def test_pywb_knows_both_captures_of_a_page(player: Player) -> None:
    assert [line.split()[1] for line in player.index(PAGE)] == ["20261124010000", "20261125010000"]


def test_pywb_replays_the_page_as_it_was_at_each_moment(player: Player) -> None:
    assert "Petugas menggeledah kamar hunian" in player.page(PAGE, "20261124120000")
    assert "Ralat: razia berlangsung Senin" in player.page(PAGE, "20261124140000")


def test_pywb_rewrites_the_links_into_the_archive(player: Player) -> None:
    assert f"/arsip/20261124010000mp_/{SITE}/kontak/" in player.page(PAGE, "20261124010000")


def test_pywb_gives_the_payload_back_byte_for_byte(player: Player) -> None:
    assert player.fetch(QUERY, "20261124010000").decode() == '{"jumlah": 3, "kata": "“warga binaan”"}'


def test_pywb_follows_a_redirect_inside_the_archive(player: Player) -> None:
    assert "Petugas menggeledah kamar hunian" in player.page(MOVED, "20261124010000")
