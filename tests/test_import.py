"""`arsip import`: other crawlers' captures become articles of their own time, once, whatever the files are like."""

import gzip
import json
import signal
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from fastwarc.stream_io import ZstdWriter

from tests.browsing import plain, room
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.exchanges import seen_by_warcio
from tests.foreign import HOST, SITE, address, adopt_by_hand, day, foreign, page, wacz
from tests.killing import wait_for
from tests.news_site import NewsSite, Post, serve


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt_by_hand(made)
    return made


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    """Three posts, the home page, a picture, an error, a page of another host, and what was asked for."""
    path = tmp_path / "rutan-2019.warc.gz"
    with foreign(path) as crawler:
        for number in (1, 2, 3):
            crawler.response(address(number), page(number), day(number))
        crawler.response(SITE, NewsSite([Post(1), Post(2)], url=SITE)._listing("/").body, day(4))
        crawler.response(f"{SITE}foto.jpg", b"\xff\xd8\xff", day(4), kind="image/jpeg")
        crawler.response(f"{SITE}hilang/", b"", day(4), status="404 Not Found")
        crawler.response("http://lain.example/", page(1, site="http://lain.example/"), day(4))
    return path


def imported(archive: Archive, *words: str | Path) -> dict[str, Any]:
    done = archive.run("import", *map(str, words), "--json")
    assert done.stdout, done.stderr
    return {**json.loads(done.stdout), "code": done.returncode}


def articles(archive: Archive) -> list[tuple[Any, ...]]:
    return archive.rows("SELECT url, first_seen, revisions FROM articles ORDER BY url")


def test_pages_of_an_adopted_source_become_articles_of_their_own_time(archive: Archive, warc: Path) -> None:
    told = imported(archive, warc)
    assert told["code"] == 0
    assert told["taken"] == {"rutan": 4}
    assert told["not_taken"] == {"not-html": 1, "no-page": 1, "other-host": 1}
    assert told["hosts"] == {"lain.example": 1}
    assert told["kept"]["rutan"]["new"] == 3
    assert told["kept"]["rutan"]["no_article"] == {"not-an-article": 1}
    seen = [f"2019-03-0{number}T05:00:00.000000Z" for number in (2, 3, 4)]
    assert articles(archive) == [(address(number), seen[number - 1], 1) for number in (1, 2, 3)]
    assert_whole(archive)
    assert archive.run("verify").returncode == 0


def test_a_capture_keeps_its_time_its_address_and_where_it_came_from(archive: Archive, warc: Path) -> None:
    imported(archive, warc)
    rows = archive.rows("SELECT url, fetched, retrieved_from FROM captures WHERE url = ?", address(1))
    wanted = "rutan-2019.warc.gz (Perayap-Contoh/3.4)"
    assert rows == [(address(1), "2019-03-02T05:00:00.000000Z", wanted)]
    (own,) = (archive.path / "warc" / "rutan").glob("*.warc.gz")
    assert [(kind, url) for kind, url, _ in seen_by_warcio(own)][1] == ("response", address(1))
    head = gzip.decompress(own.read_bytes())
    assert f"Arsip-Retrieved-From: {wanted}\r\n".encode() in head
    assert b"WARC-Date: 2019-03-02T05:00:00.000000Z" in head
    shown = archive.run("show", address(1)).stdout
    assert f"retrieved from {wanted}" in shown
    assert "captured 2019-03-02T05:00:00Z" in shown
    (one,) = json.loads(archive.run("status", "rutan", "--json").stdout)
    assert (one["retrieved"], one["articles"]) == (4, 3)
    assert (
        "retrieved   4 captures of other crawlers, of 2019-03-02 to 2019-03-05" in archive.run("status", "rutan").stdout
    )


def test_the_pages_in_the_browser_name_the_origin_too(archive: Archive, warc: Path) -> None:
    imported(archive, warc)
    ((name,),) = archive.rows("SELECT public_id FROM articles WHERE url = ?", address(1))
    with room(archive.path) as pages:
        assert "Diambil dari rutan-2019.warc.gz (Perayap-Contoh/3.4)" in plain(pages.text(f"/artikel/{name}"))


def test_an_origin_that_was_tampered_with_is_found(archive: Archive, warc: Path) -> None:
    imported(archive, warc)
    archive.change("UPDATE captures SET retrieved_from = 'lain.warc.gz' WHERE url = ?", address(1))
    done = archive.run("verify")
    assert done.returncode == 6
    assert "it says another origin than its row, lain.warc.gz" in done.stdout


def test_the_same_file_twice_gives_nothing_new(archive: Archive, warc: Path, tmp_path: Path) -> None:
    imported(archive, warc)
    again = imported(archive, warc, wacz(tmp_path / "koleksi.wacz", warc))
    assert again["taken"] == {}
    assert again["not_taken"]["already-there"] == 8
    assert archive.rows("SELECT count(*) FROM captures") == [(4,)]
    assert [row[2] for row in articles(archive)] == [1, 1, 1]


def test_a_dry_run_says_the_same_and_takes_nothing(archive: Archive, warc: Path) -> None:
    dry = imported(archive, warc, "--dry-run")
    assert archive.rows("SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM urls)") == [(0,)]
    assert not list((archive.path / "warc").iterdir())
    wet = imported(archive, warc)
    assert {key: dry[key] for key in ("taken", "not_taken", "hosts", "records")} == {
        key: wet[key] for key in ("taken", "not_taken", "hosts", "records")
    }
    said = archive.run("import", str(warc), "--dry-run").stdout
    assert "hosts of no adopted source: lain.example (1)" in said
    assert "4 already-there" in said


def test_a_source_can_be_told_to_take_the_rest(archive: Archive, warc: Path) -> None:
    told = imported(archive, warc, "--source", "saved")
    assert told["taken"] == {"rutan": 4, "saved": 1}
    assert archive.rows("SELECT count(*) FROM articles") == [(4,)]
    assert archive.run("import", str(warc), "--source", "lain").stderr.startswith("arsip: no source named 'lain'")


def test_later_captures_in_any_order_are_revisions_by_their_time(archive: Archive, tmp_path: Path) -> None:
    for name, when, edition in (("b", 20, 1), ("a", 10, 0), ("c", 30, 2), ("d", 15, 0)):
        with foreign(tmp_path / f"{name}.warc.gz") as crawler:
            crawler.response(address(1), page(1, edition), day(when))
        assert imported(archive, tmp_path / f"{name}.warc.gz")["code"] == 0
    observed = archive.rows("SELECT number, substr(observed, 1, 10) FROM revisions ORDER BY number")
    assert observed == [(1, "2019-03-11"), (2, "2019-03-21"), (3, "2019-03-31")]
    ((body,),) = archive.rows("SELECT body FROM articles")
    assert "Pembaruan ke-2" in body
    assert_whole(archive)


def write_all(crawler: Any, count: int) -> None:
    for number in range(1, count + 1):
        crawler.response(address(number), page(number), day(number))


def test_plain_and_whole_file_gzip_and_zstd_are_read_too(archive: Archive, tmp_path: Path) -> None:
    plain = tmp_path / "a.warc"
    with foreign(plain, gzip=False, software="") as crawler:
        write_all(crawler, 3)
    whole = tmp_path / "b.warc.gz"
    whole.write_bytes(gzip.compress(plain.read_bytes()))
    assert imported(archive, whole)["taken"] == {"rutan": 3}
    told = imported(archive, plain)
    assert (told["not_taken"], told["code"]) == ({"already-there": 3}, 0)
    packed = tmp_path / "c.warc.zst"
    with packed.open("wb") as stream, ZstdWriter(stream) as writer:
        writer.write(plain.read_bytes())
    told = imported(archive, packed)
    assert (told["not_taken"], told["code"]) == ({"already-there": 3}, 0)
    assert archive.rows("SELECT DISTINCT retrieved_from FROM captures") == [("b.warc.gz",)]


def test_a_chunked_answer_is_stored_without_its_chunks(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    body = page(1)
    chunks = b"%x\r\n%b\r\n%x;nama=nilai\r\n%b\r\n0\r\n\r\n" % (20, body[:20], len(body) - 20, body[20:])
    packed = gzip.compress(page(2))
    with foreign(path) as crawler:
        crawler.response(address(1), chunks, day(1), Transfer_Encoding="chunked")
        crawler.response(address(2), packed, day(1), Transfer_Encoding="chunked", Content_Encoding="gzip")
    assert imported(archive, path)["kept"]["rutan"]["new"] == 2
    assert archive.run("verify").returncode == 0
    (own,) = (archive.path / "warc" / "rutan").glob("*.warc.gz")
    assert [content for _, url, content in seen_by_warcio(own) if url == address(1)] == [body]


def test_a_revisit_is_the_page_that_it_points_at_wherever_that_lies(archive: Archive, tmp_path: Path) -> None:
    first, second = tmp_path / "1.warc.gz", tmp_path / "2.warc.gz"
    with foreign(first) as crawler:
        crawler.revisit(address(1), page(1), day(9), first=day(1))
        crawler.revisit(address(2), page(2), day(9), first=day(1))
    with foreign(second) as crawler:
        crawler.response(address(1), page(1), day(1))
    told = imported(archive, first, second)
    assert told["not_taken"] == {"no-original": 1}
    assert archive.rows("SELECT substr(fetched, 1, 10) FROM captures ORDER BY 1") == [("2019-03-02",), ("2019-03-10",)]
    assert [row[2] for row in articles(archive)] == [1]
    assert imported(archive, first, second)["not_taken"] == {"no-original": 1, "already-there": 2}
    assert_whole(archive)


def test_a_resource_is_a_page_without_a_head(archive: Archive, tmp_path: Path) -> None:
    with foreign(tmp_path / "a.warc.gz") as crawler:
        crawler.resource(address(1), page(1), day(1))
        crawler.resource(f"{SITE}foto.png", b"\x89PNG", day(1), kind="image/png")
        crawler.resource("urn:pageinfo:1", b"{}", day(1), kind="application/json")
    told = imported(archive, tmp_path / "a.warc.gz")
    assert told["not_taken"] == {"not-html": 1, "bad-address": 1}
    assert archive.rows("SELECT status, content_type FROM captures") == [(200, "text/html; charset=utf-8")]


def test_a_file_that_is_cut_off_gives_what_is_whole_and_says_so(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with foreign(path) as crawler:
        write_all(crawler, 5)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"\x1f\x8b\x08", 0, data.rindex(b"\x1f\x8b\x08")) + 300])
    told = imported(archive, path)
    assert (told["code"], told["taken"]) == (3, {"rutan": 4})
    assert told["files"][0]["problem"]
    assert sum(told["not_taken"].values()) == 1
    path.write_bytes(data)
    assert imported(archive, path)["code"] == 0
    assert len(articles(archive)) == 5


def test_damage_is_stepped_over_and_told(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with foreign(path) as crawler:
        write_all(crawler, 9)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    path.write_bytes(data)
    told = imported(archive, path)
    assert told["code"] == 3
    assert "damaged at byte" in told["files"][0]["problem"]
    assert len(articles(archive)) == 8
    assert_whole(archive)


def test_a_record_whose_digest_does_not_fit_is_not_believed(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    with foreign(path, gzip=False) as crawler:
        write_all(crawler, 2)
    path.write_bytes(path.read_bytes().replace(b"kegiatan ke-1 ", b"kegiatan ke-9 "))
    assert imported(archive, path)["not_taken"] == {"damaged": 1}
    assert len(articles(archive)) == 1


def bomb(megabytes: int) -> bytes:
    """A gzip member that holds one response of so many megabytes of nothing."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    fields = (
        f"WARC-Target-URI: {address(99)}\r\nWARC-Date: {day(1)}\r\nContent-Type: application/http; msgtype=response"
    )
    length = megabytes * 1_000_000 + len(head)
    record = f"WARC/1.1\r\nWARC-Type: response\r\n{fields}\r\nContent-Length: {length}\r\n\r\n".encode() + head
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    pieces = [packer.compress(record), *(packer.compress(bytes(1_000_000)) for _ in range(megabytes))]
    return b"".join([*pieces, packer.compress(b"\r\n\r\n"), packer.flush()])


def test_a_bomb_costs_no_memory_and_hides_nothing(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with foreign(path) as crawler:
        crawler.response(address(1), page(1), day(1))
        crawler.response(address(2), gzip.compress(bytes(200_000_000)), day(1), Content_Encoding="gzip")
    rest = path.read_bytes()
    path.write_bytes(bomb(1500) + rest)
    limited = [sys.executable, "-c", LIMITED, "--archive", str(archive.path), "import", str(path), "--json"]
    done = subprocess.run(limited, capture_output=True, text=True, timeout=120, check=False)
    told = json.loads(done.stdout)
    assert told["not_taken"] == {"too-large": 1}
    assert told["kept"]["rutan"]["no_article"] == {"too-large": 1}
    assert told["kept"]["rutan"]["new"] == 1


LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_DATA, (900_000_000, 900_000_000))
from archive.cli import main
main()
"""


def test_a_wacz_gives_what_its_warcs_hold(archive: Archive, warc: Path, tmp_path: Path) -> None:
    told = imported(archive, wacz(tmp_path / "koleksi.wacz", warc))
    assert told["taken"] == {"rutan": 4}
    assert archive.rows("SELECT DISTINCT retrieved_from FROM captures") == [
        ("koleksi.wacz/archive/rutan-2019.warc.gz (Perayap-Contoh/3.4)",)
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is empty"),
        (b"<html>bukan arsip</html>" * 50, "damaged at byte 0"),
        (b"PK\x05\x06" + bytes(18), "is a zip file without archive/*.warc.gz: no WACZ"),
    ],
)
def test_what_is_no_archive_is_said_in_one_line(
    archive: Archive, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "bukan.warc.gz"
    if content is not None:
        path.write_bytes(content)
    done = archive.run("import", str(path))
    assert done.returncode in {1, 3}
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_import_that_is_killed_goes_on_and_has_every_page_once(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with foreign(path) as crawler:
        write_all(crawler, 400)
    for moment in (1, 30, 150):
        process = archive.start("import", str(path))
        wait_for(lambda n=moment: archive.rows("SELECT count(*) FROM captures")[0][0] >= n, process)
        process.kill()
        process.communicate()
    told = imported(archive, path)
    assert told["code"] == 0
    assert told["not_taken"]["already-there"] >= 150
    assert archive.rows("SELECT count(*), count(DISTINCT url), max(revisions) FROM articles") == [(400, 400, 1)]
    assert archive.rows("SELECT count(*) FROM captures") == [(400,)]
    assert archive.fates() == {("stored", None): 400}
    assert_whole(archive)
    assert archive.run("verify").returncode == 0


def test_a_polite_stop_is_said_and_the_next_import_goes_on(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with foreign(path) as crawler:
        write_all(crawler, 400)
    process = archive.start("import", str(path))
    wait_for(lambda: archive.rows("SELECT count(*) FROM captures")[0][0] >= 30, process)
    process.send_signal(signal.SIGTERM)
    text, _ = process.communicate(timeout=30)
    assert process.returncode == 130, text
    assert "import the same files again" in text
    assert imported(archive, path)["code"] == 0
    assert len(articles(archive)) == 400


def test_a_source_that_is_being_crawled_is_left_alone(archive: Archive, warc: Path) -> None:
    from archive.folder import ArchiveFolder  # noqa: PLC0415 only here

    with ArchiveFolder(archive.path).hold("rutan"):
        done = archive.run("import", str(warc))
    assert done.returncode == 4
    assert "is being crawled by" in done.stderr


def test_an_import_disturbs_no_crawl_and_a_crawl_looks_for_itself(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    with serve(NewsSite([Post(number, edition=1) for number in range(1, 6)], rest=False)) as site:
        adopt(archive, site.url)
        with foreign(tmp_path / "a.warc.gz") as crawler:
            for number in (1, 2, 9):
                crawler.response(address(number, site.url), page(number, 0, site.url), day(number))
        assert imported(archive, tmp_path / "a.warc.gz")["taken"] == {"contoh": 3}
        assert archive.run("crawl").returncode == 0
        assert archive.rows("SELECT count(*), sum(revisions) FROM articles") == [(6, 8)]
        assert archive.rows("SELECT url FROM articles WHERE missing IS NOT NULL") == [(address(9, site.url),)]
        assert archive.rows("SELECT count(*) FROM articles WHERE body LIKE '%Pembaruan ke-1%'") == [(5,)]
        with foreign(tmp_path / "b.warc.gz") as crawler:
            crawler.response(address(3, site.url), page(3, 0, site.url), day(3))
        assert imported(archive, tmp_path / "b.warc.gz")["kept"]["contoh"]["revised"] == 1
        assert archive.rows("SELECT count(*) FROM articles WHERE body LIKE '%Pembaruan ke-1%'") == [(5,)]
        assert_whole(archive)


def test_a_host_that_a_source_had_formerly_is_its_own(tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    adopt_by_hand(archive, url="https://rutan-baru.contoh.example/", former=(f"http://{HOST}/",))
    with foreign(tmp_path / "a.warc.gz") as crawler:
        crawler.response(f"http://www.{HOST}:80/2019/03/01/razia/", page(1), day(1))
    assert imported(archive, tmp_path / "a.warc.gz")["taken"] == {"rutan": 1}
