"""`arsip read`: an address or a file, for a person and for a script; what is no page is said in one line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli import arsip
from archive.errors import ArsipError
from archive.vocabulary import Origin
from tests.crawling import Archive, adopt, new_archive, run_in
from tests.news_site import NewsSite, Post, serve

# the item of the design, in its order; what follows it is for the archive itself
ITEM = re.findall(
    r"\w+",
    """
    kind reason url canonical source headline body body_html language lead_image lead_caption lead_credit
    images attachments section tags dateline published published_precision published_raw modified event_date
    event_date_raw event_date_inferred event_date_conflict credits units paywalled advertorial release_marked
    zone_suspect planted_spam origins reader reader_version
    """,
)
OWN = ["template_snapshot", "part", "shortlink"]
DATELINE = ["raw", "place", "outlet", "agency", "region", "region_candidates"]
PAGE = """<!DOCTYPE html><html lang="id"><head><title>Panen Raya – Lapas Contoh</title></head>
<body class="single single-post postid-4"><main><article class="post hentry">
<h1 class="entry-title">Panen Raya\x1b[31m</h1>
<time class="entry-date published" datetime="2021-05-04T09:30:00+07:00">4 Mei 2021</time>
<div class="entry-content"><p>CONTOH – Lapas Kelas IIB Contoh menggelar panen raya bersama warga binaan.</p>
<p>Panen itu hasil kebun seluas dua hektare yang digarap sejak awal tahun oleh tiga puluh orang. (wes/zak)</p></div>
</article></main></body></html>"""


@pytest.fixture(scope="module")
def site() -> Iterator[NewsSite]:
    with serve(NewsSite([Post(number) for number in range(1, 4)])) as made:
        yield made


@pytest.fixture(scope="module")
def archive(site: NewsSite, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = new_archive(tmp_path_factory.mktemp("read") / "arsip")
    adopt(made, site.url)
    return made


def one_line(archive: Archive, *words: str) -> str:
    done = archive.run("read", *words, seconds=30)
    (line,) = (done.stdout + done.stderr).splitlines()
    return line


def test_json_is_the_whole_item_in_the_order_of_the_design(archive: Archive, site: NewsSite) -> None:
    url = site.url.rstrip("/") + Post(2).path
    done = archive.run("read", url, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    item = json.loads(done.stdout)
    assert list(item) == [*ITEM, *OWN]
    assert list(item["dateline"])[: len(DATELINE)] == DATELINE
    assert (item["kind"], item["reason"], item["url"], item["source"]) == ("article", None, url, "contoh")
    assert item["headline"] == Post(2).title
    assert item["published"] == "2020-02-03T02:02:07+07:00"
    assert item["lead_image"] is None, "unknown is null"
    assert item["dateline"]["place"] == "Contoh"
    assert set(item["origins"]) <= set(ITEM)
    assert set(item["origins"].values()) <= set(Origin)
    assert {"headline", "published", "body", "credits"} <= set(item["origins"])


def test_nothing_is_stored(archive: Archive, site: NewsSite) -> None:
    archive.run("read", site.url.rstrip("/") + Post(3).path)
    assert archive.rows("SELECT (SELECT count(*) FROM urls) + (SELECT count(*) FROM captures)") == [(0,)]
    assert list((archive.path / "warc").iterdir()) == []


def test_the_plain_form_is_for_people_and_cannot_steer_a_terminal(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "halaman.html"
    file.write_text(PAGE)
    done = archive.run("read", str(file), "--url", "https://lapas.contoh.example/2021/05/04/panen-raya/")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == str(file)
    rows = {name: rest for line in lines[1:12] for name, _, rest in [line.strip().partition(" ")]}
    assert rows["published"].split()[0] == "2021-05-04T09:30:00+07:00"
    assert re.search(r"CONTOH\b.*\[text\]", rows["dateline"])
    assert rows["lead_image"].strip() == "–"
    assert lines[13].startswith("Lapas Kelas IIB Contoh menggelar panen raya")
    assert "\x1b" not in done.stdout


def test_a_file_outside_any_archive_is_read(tmp_path: Path) -> None:
    (tmp_path / "halaman.html").write_text(PAGE)
    done = run_in(tmp_path, "read", "halaman.html", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["body"].startswith("Lapas Kelas IIB Contoh")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("acak.html", bytes(range(256)) * 400, "{} is no article: other, not-text"),
        ("daftar.json", b"[1, 2]", "{} is no article: other, not-an-article"),
    ],
)
def test_a_file_that_is_no_page_is_said_in_one_line(
    archive: Archive, tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert one_line(archive, str(file)) == expected.format(file)


def test_an_address_that_gives_no_article_is_said_in_one_line(archive: Archive, site: NewsSite) -> None:
    assert one_line(archive, site.url + "tiada/") == f"arsip: {site.url}tiada/: not-found (HTTP 404)"
    assert one_line(archive, site.url) == f"{site.url} is no article: listing, not-an-article (WordPress says so)"


def complaint(archive: Archive, *words: str) -> str:
    """The line that ends a command before anything is read."""
    error = CliRunner().invoke(arsip, ["--archive", str(archive.path), "read", *words]).exception
    assert isinstance(error, ArsipError), error
    return str(error)


def test_what_cannot_be_read_is_said_before_it_is_tried(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "kosong.html").touch()
    with (tmp_path / "besar.html").open("wb") as file:
        file.truncate(40_000_000)
    there = f"{tmp_path}/"
    assert complaint(archive, f"{there}kosong.html") == f"{there}kosong.html is empty"
    too_large = f"{there}besar.html has 38.1 MB: Arsip reads pages of at most 32 MB"
    assert complaint(archive, f"{there}besar.html") == too_large
    missing = "no such file: {} (an address begins with http:// or https://)"
    assert complaint(archive, f"{there}tiada.html") == missing.format(f"{there}tiada.html")
    assert complaint(archive, str(tmp_path)) == missing.format(tmp_path)
    no_address = "'ftp://lapas.example/' is no web address; it should look like https://lapas.example/berita/"
    assert complaint(archive, "ftp://lapas.example/") == no_address
    assert complaint(archive, "http://lapas.example/", "--source", "lain").startswith("no source named 'lain'; adopted")
