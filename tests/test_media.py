"""Lead pictures and attached documents: captured once, from where they may come, never at an article's cost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.captures import read_exchange
from archive.folder import ArchiveFolder
from tests.crawling import Archive, adopt, assert_whole, new_archive
from tests.killing import kill_by_and_by
from tests.loopback import Answer as Raw
from tests.loopback import site as other_host
from tests.loopback import text
from tests.media_site import JPEG, PNG, MediaSite, document, image, jpeg, pdf
from tests.news_site import Answer, Post, serve

MEGABYTE = 1024 * 1024
ENDINGS = """
SELECT replace(url, ?, '/'), kind, coalesce(fate, state), reason FROM urls WHERE kind IN ('image', 'document')
"""


@pytest.fixture
def site() -> Iterator[MediaSite]:
    with serve(MediaSite([Post(number) for number in range(1, 6)])) as made:
        assert isinstance(made, MediaSite)
        yield made


@pytest.fixture
def archive(site: MediaSite, tmp_path: Path) -> Archive:
    made = new_archive(tmp_path / "arsip")
    adopt(made, site.url)
    site.asked.clear()
    return made


def state(archive: Archive, **values: str) -> None:
    """Add keys to the source file, as an archivist does."""
    with (archive.path / "sources" / "contoh.toml").open("a") as file:
        file.writelines(f"{key} = {value}\n" for key, value in values.items())


def endings(archive: Archive, site: MediaSite) -> dict[str, tuple[str, str, str | None]]:
    return {url: (kind, fate, reason) for url, kind, fate, reason in archive.rows(ENDINGS, site.url)}


def payload(archive: Archive, url: str) -> bytes:
    """What was captured as the picture or document at `url`."""
    ((file, offset),) = archive.rows(
        "SELECT w.path, c.warc_offset FROM urls u JOIN media_files m ON m.url = u.id "
        "JOIN captures c ON c.id = m.capture JOIN warc_files w ON w.id = c.warc_file WHERE u.url = ?",
        url,
    )
    return read_exchange(ArchiveFolder(archive.path).warc, file, offset).payload


def test_the_lead_picture_and_attached_documents_are_captured_as_they_came(archive: Archive, site: MediaSite) -> None:
    site.leads, site.attached = {1: "/satu.jpg", 2: "/dua.png"}, {1: ["/remisi.pdf", "/surat.docx"]}
    word = b"PK\x03\x04" + b"." * 40 + b"[Content_Types].xml" + b"." * 40
    site.files = {
        "/satu.jpg": image(jpeg(1)),
        "/dua.png": image(PNG, "application/octet-stream"),
        "/remisi.pdf": document(pdf("Daftar penerima remisi"), "text/html"),
        "/surat.docx": document(word),
    }
    done = archive.run("crawl", "contoh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert endings(archive, site) == {
        "/satu.jpg": ("image", "stored", None),
        "/dua.png": ("image", "stored", None),
        "/remisi.pdf": ("document", "stored", None),
        "/surat.docx": ("document", "stored", None),
    }
    assert payload(archive, site.url + "satu.jpg") == jpeg(1)
    assert payload(archive, site.url + "remisi.pdf") == site.files["/remisi.pdf"].body
    assert archive.rows("SELECT type, bytes FROM media_files m JOIN urls u ON u.id = m.url ORDER BY u.url") == [
        ("image/png", len(PNG)),
        ("application/pdf", len(site.files["/remisi.pdf"].body)),
        ("image/jpeg", 2000),
        ("application/vnd.openxmlformats-officedocument", len(word)),
    ]
    assert archive.rows("SELECT count(*) FROM articles") == [(5,)]
    assert_whole(archive)
    assert archive.run("verify").returncode == 0


def test_one_picture_of_many_articles_is_fetched_once_and_never_again(archive: Archive, site: MediaSite) -> None:
    site.leads = dict.fromkeys(range(1, 6), "/kantor.jpg")
    site.files = {"/kantor.jpg": image(jpeg(1))}
    for words in (["crawl"], ["crawl", "contoh"], ["crawl", "contoh", "--refresh"]):
        assert archive.run(*words).returncode == 0
        site.change(2, edition=2)
    assert site.asked["/kantor.jpg"] == 1
    assert archive.rows("SELECT count(*), count(DISTINCT article) FROM article_media") == [(5, 5)]


def test_what_is_no_picture_or_too_large_has_its_reason_and_does_not_fail_the_crawl(
    archive: Archive, site: MediaSite
) -> None:
    site.leads = {1: "/galat.jpg", 2: "/besar.jpg", 3: "/pas.jpg", 4: "/hilang.jpg", 5: "/kosong.jpg"}
    site.attached = {1: ["/galat.pdf", "/besar.pdf", "/rahasia/daftar.pdf", "/arsip.doc"]}
    site.files = {
        "/galat.jpg": image(b"<html><body>Gambar tidak ada</body></html>"),
        "/besar.jpg": image(jpeg(2, 5 * MEGABYTE + 1)),
        "/pas.jpg": image(jpeg(3, 5 * MEGABYTE)),
        "/kosong.jpg": image(b""),
        "/galat.pdf": document(b"<html><body>Berkas tidak ada</body></html>"),
        "/besar.pdf": document(pdf("x").ljust(20 * MEGABYTE + 1)),
        "/arsip.doc": document(b"PK\x03\x04" + b"." * 100),
    }
    done = archive.run("crawl", "contoh")
    assert done.returncode == 0, done.stdout
    assert "contoh: complete" in done.stdout
    assert {url: (fate, reason) for url, (_, fate, reason) in endings(archive, site).items()} == {
        "/galat.jpg": ("refused", "not-an-image"),
        "/besar.jpg": ("refused", "too-large"),
        "/pas.jpg": ("stored", None),
        "/hilang.jpg": ("gone", "not-found"),
        "/kosong.jpg": ("refused", "not-an-image"),
        "/galat.pdf": ("refused", "not-a-document"),
        "/besar.pdf": ("refused", "too-large"),
        "/rahasia/daftar.pdf": ("blocked", "robots"),
        "/arsip.doc": ("refused", "not-a-document"),
    }
    assert archive.rows("SELECT count(*) FROM articles") == [(5,)]


def test_a_picture_that_cannot_be_had_now_is_left_for_a_later_crawl(archive: Archive, site: MediaSite) -> None:
    site.leads = {1: "/satu.jpg"}
    site.files = {"/satu.jpg": Answer(b"", 503)}
    assert archive.run("crawl", "contoh", seconds=30).returncode == 0
    assert endings(archive, site) == {"/satu.jpg": ("image", "pending", "server-error")}
    site.files = {"/satu.jpg": image(jpeg(1))}
    archive.change("UPDATE urls SET due = '' WHERE kind = 'image'")
    assert archive.run("crawl", "contoh").returncode == 0
    assert endings(archive, site) == {"/satu.jpg": ("image", "stored", None)}


def test_articles_come_before_pictures(archive: Archive, site: MediaSite) -> None:
    site.posts = [Post(number) for number in range(1, 31)]
    site.leads = {number: f"/{number}.jpg" for number in range(1, 31)}
    site.files = {f"/{number}.jpg": image(jpeg(number)) for number in range(1, 31)}
    order: list[str] = []
    site.after_answer = order.append
    assert archive.run("crawl", "contoh").returncode == 0
    assert len([address for address in order if address.endswith(".jpg")]) == 30
    last_page = max(number for number, address in enumerate(order) if not address.endswith(".jpg"))
    assert last_page < min(number for number, address in enumerate(order) if address.endswith(".jpg"))


def test_none_asks_for_no_picture(archive: Archive, site: MediaSite) -> None:
    site.leads, site.attached = {1: "/satu.jpg"}, {1: ["/remisi.pdf"]}
    state(archive, media='"none"')
    assert archive.run("crawl", "contoh").returncode == 0
    assert endings(archive, site) == {}
    assert not site.asked["/satu.jpg"] + site.asked["/remisi.pdf"]


def test_a_page_that_names_itself_or_another_article_as_its_picture_costs_no_article(
    archive: Archive, site: MediaSite
) -> None:
    site.rest = False
    site.leads = {1: Post(1).path, 2: Post(3).path, 3: Post(2).path}
    assert archive.run("crawl", "contoh").returncode == 0
    assert archive.rows("SELECT count(*) FROM articles") == [(5,)]
    assert archive.fates() == {("stored", None): 5}


@pytest.mark.slow
def test_after_twenty_kills_every_picture_is_there_once(archive: Archive, site: MediaSite) -> None:
    numbers = range(1, 151)
    site.posts = [Post(number) for number in numbers]
    site.leads = {number: f"/{number}.jpg" for number in numbers}
    site.files = {f"/{number}.jpg": image(jpeg(number)) for number in numbers}
    site.seconds_per_answer = 0.01
    kill_by_and_by(archive, site.asked.total, seed=5)
    site.seconds_per_answer = 0
    assert archive.run("crawl", "contoh").returncode == 0
    assert archive.rows("SELECT count(*) FROM articles") == [(150,)]
    assert set(endings(archive, site).values()) == {("image", "stored", None)}
    assert archive.rows("SELECT count(*), count(DISTINCT capture) FROM media_files") == [(150, 150)]
    assert_whole(archive)


# other hosts


PICTURE = Raw(JPEG * 50, headers={"Content-Type": "image/jpeg"})


def test_another_host_is_asked_once_three_articles_show_pictures_from_it(archive: Archive, site: MediaSite) -> None:
    with other_host(lambda path: text("") if path == "/robots.txt" else PICTURE, "127.0.0.2") as host:
        site.posts = [Post(1), Post(2)]
        site.leads = {number: host.url(f"/{number}.jpg") for number in range(1, 6)}
        site.attached = {1: [host.url("/remisi.pdf")]}
        assert archive.run("crawl", "contoh").returncode == 0
        assert host.paths == []
        assert {ending[1:] for ending in endings(archive, site).values()} == {("refused", "off-site")}
        site.posts = [Post(number) for number in range(1, 5)]
        assert archive.run("crawl", "contoh").returncode == 0
        assert sorted(host.paths) == ["/1.jpg", "/2.jpg", "/3.jpg", "/4.jpg", "/remisi.pdf", "/robots.txt"]
    (row,) = archive.rows("SELECT host, articles FROM media_hosts")
    assert row == (f"127.0.0.2:{host.port}", 4)
    assert archive.fate_of("/3.jpg") == ("stored", None, None)


def test_a_host_that_the_source_file_lists_is_asked_at_once(archive: Archive, site: MediaSite) -> None:
    site.leads = {}
    with other_host(lambda path: text("") if path == "/robots.txt" else PICTURE, "127.0.0.2") as host:
        site.leads = {1: host.url("/1.jpg")}
        assert archive.run("crawl", "contoh").returncode == 0
        assert archive.fate_of("/1.jpg")[:2] == ("refused", "off-site")
        state(archive, media_hosts=f'["127.0.0.2:{host.port}"]')
        assert archive.run("crawl", "contoh").returncode == 0
        assert archive.fate_of("/1.jpg") == ("stored", None, None)


def test_the_robots_txt_of_a_media_host_is_obeyed(archive: Archive, site: MediaSite) -> None:
    rules = text("User-agent: *\nDisallow: /foto/\n")
    with other_host(lambda path: rules if path == "/robots.txt" else PICTURE, "127.0.0.2") as host:
        site.leads = {number: host.url(f"/foto/{number}.jpg") for number in range(1, 5)}
        assert archive.run("crawl", "contoh").returncode == 0
        assert host.paths == ["/robots.txt"]
    assert {ending[1:] for ending in endings(archive, site).values()} == {("blocked", "robots")}


def test_a_media_host_that_fails_holds_up_no_page(archive: Archive, site: MediaSite) -> None:
    with other_host(lambda _path: text("", 503, Retry_After="3600"), "127.0.0.2") as host:
        site.leads = {number: host.url(f"/{number}.jpg") for number in range(1, 5)}
        assert archive.run("crawl", "contoh", seconds=30).returncode == 0
        assert archive.rows("SELECT paused_until FROM sources") == [(None,)]
    assert {ending[1] for ending in endings(archive, site).values()} == {"pending"}
    assert archive.rows("SELECT count(*) FROM articles") == [(5,)]


def test_a_gatekeeper_before_a_media_host_holds_up_no_page(archive: Archive, site: MediaSite) -> None:
    gate = text("<title>Just a moment...</title>", 403, cf_mitigated="challenge", Server="cloudflare")
    with other_host(lambda path: text("") if path == "/robots.txt" else gate, "127.0.0.2") as host:
        site.leads = {number: host.url(f"/{number}.jpg") for number in range(1, 5)}
        assert archive.run("crawl", "contoh", seconds=60).returncode == 0
    assert archive.rows("SELECT paused_until FROM sources") == [(None,)]
    assert {ending[1:] for ending in endings(archive, site).values()} == {("blocked", "challenge")}


@pytest.mark.parametrize("target", ["own", "media", "elsewhere"])
def test_a_redirect_is_followed_within_the_media_hosts_alone(archive: Archive, site: MediaSite, target: str) -> None:
    with (
        other_host(lambda path: text("") if path == "/robots.txt" else PICTURE, "127.0.0.2") as media,
        other_host(lambda _path: PICTURE, "127.0.0.3") as elsewhere,
    ):
        to = {"own": "/asli.jpg", "media": media.url("/asli.jpg"), "elsewhere": elsewhere.url("/asli.jpg")}[target]
        site.files = {"/satu.jpg": Answer(status=302, headers={"Location": to}), "/asli.jpg": image(jpeg(1))}
        site.leads = {1: "/satu.jpg"}
        state(archive, media_hosts=f'["127.0.0.2:{media.port}"]')
        assert archive.run("crawl", "contoh").returncode == 0
        assert elsewhere.paths == []
    if target == "elsewhere":
        assert archive.fate_of("/satu.jpg")[:2] == ("refused", "off-site")
    else:
        assert archive.fate_of("/asli.jpg") == ("stored", None, None)
        assert archive.rows("SELECT count(*) FROM article_media") == [(2,)]


def test_a_private_address_is_refused_however_many_articles_name_it(archive: Archive, site: MediaSite) -> None:
    site.leads = {number: f"http://169.254.169.254/{number}.jpg" for number in range(1, 6)}
    assert archive.run("crawl", "contoh").returncode == 0
    assert {ending[1:] for ending in endings(archive, site).values()} == {("blocked", "private-address")}


def test_a_page_saved_by_its_address_comes_with_its_picture(site: MediaSite, tmp_path: Path) -> None:
    archive = new_archive(tmp_path / "arsip")
    site.leads = {1: "/satu.jpg", 2: "http://127.0.0.3:9/dua.jpg"}
    site.files = {"/satu.jpg": image(jpeg(1))}
    for post in site.posts[:2]:
        done = archive.run("save", site.url.rstrip("/") + post.path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert archive.fate_of("/satu.jpg") == ("stored", None, None)
    assert archive.fate_of("/dua.jpg")[:2] == ("refused", "off-site")
