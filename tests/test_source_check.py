"""`arsip source check`: reads some articles of each source, says how well, and notes the day where it reached them."""

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.adoption.source_edit import note_checked, with_day_checked
from archive.adoption.source_keys import lines_of
from archive.crawling.field_coverage import FIELDS
from archive.errors import ArsipError
from tests.crawling import Archive, new_archive
from tests.loopback import Answer, site
from tests.probed_sites import HTML, article, entries, missing, page, rss

COMMENTED = """\
# Ask Bu Sari before you change anything here.
name = "{name}"
url = "{url}"
platform = "site"   # found by hand
local = true

evidence = [
    "checked = 1999-01-01, says nobody",
]
"""


def good(path: str) -> Answer:
    if path == "/":
        return page(entries(range(6)), head="<link rel='alternate' type='application/rss+xml' href='/rss'>")
    if path == "/rss":
        return rss("", range(6))
    return article(int(path.rpartition("-")[2])) if "-kebun-" in path else missing()


def undated(path: str) -> Answer:
    answer = good(path)
    return Answer(answer.body.replace(b"article:published_time", b"nothing"), answer.status, dict(HTML))


def closed(path: str) -> Answer:
    return missing()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return new_archive(tmp_path / "arsip")


@pytest.fixture
def served(archive: Archive) -> Iterator[None]:
    """Three sources on loopback: one that is well read, one without dates, one whose home page is gone."""
    with site(good) as first, site(undated) as second, site(closed) as third:
        for name, one in (("lapas-baik", first), ("rutan-tipis", second), ("bapas-hilang", third)):
            file_of(archive, name).write_text(COMMENTED.format(name=name, url=one.url()))
        yield


def file_of(archive: Archive, name: str) -> Path:
    return archive.path / "sources" / f"{name}.toml"


def today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


@pytest.mark.usefixtures("served")
def test_each_source_gets_a_verdict_and_only_what_was_reached_a_day(archive: Archive) -> None:
    before = {name: file_of(archive, name).read_text() for name in ("lapas-baik", "rutan-tipis", "bapas-hilang")}
    done = archive.run("source", "check", "--json")
    assert done.returncode == 3, done.stdout + done.stderr
    found = {one["source"]: one for one in json.loads(done.stdout)}
    assert {name: one["verdict"] for name, one in found.items()} == {
        "lapas-baik": "good",
        "rutan-tipis": "thin",
        "bapas-hilang": "unreached",
    }
    well_read = {"headline": 5, "date": 5, "author": 5, "dateline": 5, "picture": 0, "caption": 0, "body": 5}
    assert found["lapas-baik"]["fields"].items() >= well_read.items()
    assert list(found["lapas-baik"]["fields"]) == list(FIELDS)
    assert found["lapas-baik"]["falls"] == []
    assert (found["rutan-tipis"]["articles"], found["rutan-tipis"]["fields"]["date"]) == (5, 0)
    assert "not-found" in found["bapas-hilang"]["problem"] or "404" in found["bapas-hilang"]["problem"]
    for name in ("lapas-baik", "rutan-tipis"):
        after = file_of(archive, name).read_text()
        assert after == before[name].replace("\nevidence", f"\nchecked = {today()}\nevidence")
    assert file_of(archive, "bapas-hilang").read_text() == before["bapas-hilang"]
    assert archive.rows("SELECT count(*) FROM articles") == [(0,)]


def test_a_site_that_answers_but_leads_to_nothing_is_unread(archive: Archive) -> None:
    with site(lambda path: page("<p>Selamat datang.</p>") if path == "/" else missing()) as served:
        file_of(archive, "kanwil-diam").write_text(COMMENTED.format(name="kanwil-diam", url=served.url()))
        done = archive.run("source", "check")
    assert done.returncode == 3
    assert done.stdout.splitlines()[1].split()[:3] == ["kanwil-diam", "unread", "0/0"]
    assert len(done.stdout.splitlines()) == 3
    assert "checked = 2" not in file_of(archive, "kanwil-diam").read_text()


@pytest.mark.usefixtures("served")
def test_the_table_is_for_people_and_a_good_source_ends_with_zero(archive: Archive) -> None:
    done = archive.run("source", "check", "lapas-baik")
    assert (done.returncode, done.stderr) == (0, "")
    heading, row = done.stdout.splitlines()
    assert heading.split() == [
        "source",
        "verdict",
        "read",
        "headline",
        "date",
        "author",
        "dateline",
        "picture",
        "caption",
        "section",
        "tags",
        "event",
        "words",
    ]
    assert row.split()[:8] == ["lapas-baik", "good", "5/5", "5", "5", "5", "5", "0"]


def test_a_name_that_is_not_adopted_and_a_missing_contact_are_said(archive: Archive, tmp_path: Path) -> None:
    assert "no source is adopted yet" in archive.run("source", "check").stderr
    file_of(archive, "jauh").write_text('name = "jauh"\nurl = "https://jauh.example/"\nplatform = "site"\n')
    assert "no source named 'dekat'; adopted are: jauh" in archive.run("source", "check", "dekat").stderr
    silent = new_archive(tmp_path / "diam", contact="")
    file_of(silent, "jauh").write_text(file_of(archive, "jauh").read_text())
    assert "names no contact" in silent.run("source", "check").stderr


DAY = date(2026, 11, 24)
FIRST, LAST = 'name = "a"\nurl = "https://a.example/"\n', 'platform = "site"'
SHORT, NOTED = f"{FIRST}{LAST}", f"{FIRST}checked = 2026-11-24\n{LAST}"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (SHORT, NOTED),
        (f"{SHORT}\n# end\n", f"{NOTED}\n# end\n"),
        (f"checked = 2020-01-01 # by hand\n{SHORT}\n", f"checked = 2026-11-24 # by hand\n{SHORT}\n"),
        (f'{SHORT}\nevidence = ["x"]\n', f'{SHORT}\nchecked = 2026-11-24\nevidence = ["x"]\n'),
        (f"{SHORT}\n".replace("\n", "\r\n"), f"{NOTED}\n".replace("\n", "\r\n")),
        (f'title = """\nchecked = 1\n"""\n{SHORT}\n', f'title = """\nchecked = 1\n"""\n{NOTED}\n'),
    ],
)
def test_the_day_is_written_into_the_text_and_nothing_else_changes(text: str, after: str) -> None:
    assert with_day_checked(text, DAY) == after
    assert tomllib.loads(after)["checked"] == DAY
    assert "checked" in lines_of(after)


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(SHORT)
    (tmp_path / "a.toml.new").mkdir()
    with pytest.raises(ArsipError, match="cannot write"):
        note_checked(path, DAY)
    assert path.read_text() == SHORT
