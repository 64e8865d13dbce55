"""What people do with the archive's pages, and every page examined, in Debian's Chromium."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.crawling import Archive
from tests.every_page import pages_of
from tests.exhibit import HEADLINE, OWN_END, Exhibit, exhibit
from tests.hostile import hostile_archive
from tests.sites.chromium import Chromium
from tests.test_browse_server import browsing

CAPTURED = """
SELECT DISTINCT a.public_id, c.payload_sha256 FROM articles a JOIN revisions r ON r.article = a.id
JOIN revision_captures rc ON rc.revision = r.id JOIN captures c ON c.id = rc.capture
"""
SANDBOXED = ("capture-frame",)  # no script runs in it
# the browser says so itself of a page that is not there, or closed
EXPECTED_COMPLAINT = "the server responded with a status of 40"
# a colour of Datasette's own, for which its policy has no digest
COLOUR_LEFT_OUT = "/archive/articles: Applying inline style violates"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exhibit:
    return exhibit(tmp_path_factory.mktemp("exhibit") / "arsip")


@pytest.fixture(scope="module")
def address(made: Exhibit) -> Iterator[str]:
    with browsing(Archive(made.path)) as (_, printed):
        yield printed.rstrip("/")


@pytest.mark.parametrize(
    ("options", "releases"),
    [
        ({"locale": "id-ID", "script": False}, "19 artikel ditemukan"),
        ({"locale": "en-GB", "script": True}, "19 articles found"),
    ],
    ids=["indonesian-without-script", "english"],
)
def test_a_researcher_finds_a_release_compares_two_papers_saves_and_cites(
    chromium: Chromium, address: str, made: Exhibit, options: dict[str, Any], releases: str
) -> None:
    seen = chromium.run("researcher", address, words="lapas", **options)
    assert seen["releases"] == releases
    assert seen["in_march"][0].startswith(HEADLINE)
    rows = list(csv.DictReader(io.StringIO(seen["exports"]["CSV"])))
    assert [row["headline"] for row in rows] == seen["in_march"]
    assert [hit["public_id"] for hit in json.loads(seen["exports"]["JSON"])["hits"]] == [r["public_id"] for r in rows]
    assert seen["exports"]["BibTeX"].count("@misc{") == len(rows)
    named = rf"{made.release}, \w+ 2, \w+ 2026-11-24T[0-9:]{{8}}Z, SHA-256 [0-9a-f]{{64}}"
    apa, chicago = seen["citations"].split("Chicago")
    for citation in (apa, chicago, seen["bibtex"]):
        assert re.search(named, citation)
        assert f"{address}/artikel/{made.release}?revision=2" in citation
    assert seen["papers"] == ["Lapas Wanacontoh", "Harian Contoh", "Kabar Sukacontoh", "Suara Contoh"]
    first, later = seen["beside"]
    assert OWN_END in later
    assert OWN_END not in first
    assert seen["shared"] >= 2


def test_an_archivist_sees_a_gap_by_keyboard_alone(chromium: Chromium, address: str) -> None:
    seen = chromium.run("archivist", address)
    assert seen["stops"] == []
    assert [row.split("\t")[:2] for row in seen["status"][:3]] == [
        ["Harian Contoh", "silent"],
        ["Lapas Wanacontoh", "silent"],
        ["Kabar Sukacontoh", "behind"],
    ]
    assert "18 April 2020 to 9 May 2020" in seen["gap"]
    assert seen["hatched_days"] == 22
    assert [month.split(":")[0] for month in seen["hatched_months"]] == ["April 2020", "May 2020"]
    assert "Harian Contoh, 18 April 2020 to 9 May 2020" in seen["said"]
    assert "May 2020 (has a gap)\t" in seen["table"]


def test_the_script_brings_keys_a_dragged_period_and_a_copied_citation(chromium: Chromium, address: str) -> None:
    seen = chromium.run("quicker", address, words="lapas")
    assert seen["at"] == seen["first"]
    assert (seen["in_search"], seen["typed"], seen["switched_off"]) == (True, "/j", False)
    period = parse_qs(seen["period"])
    assert period["q"] == ["lapas"]
    assert "2019-01" <= period["from"][0] < period["to"][0] < "2019-12"
    assert seen["copied"].startswith("Copied")


def test_axe_finds_no_violation_and_no_page_asks_elsewhere(chromium: Chromium, address: str, made: Exhibit) -> None:
    pages = pages_of(made)
    sandboxed = {name: pages.pop(name) for name in SANDBOXED}
    found = chromium.run("examine", address, pages=pages, sandboxed=sandboxed, axe=str(chromium.axe))
    assert found["violations"] == []
    assert found["too_wide"] == []
    assert [said for said in found["complaints"] if EXPECTED_COMPLAINT not in said] == []
    assert {f"{address}{path}" for path in pages.values()} <= set(found["asked"])
    assert {urlsplit(asked).netloc for asked in found["asked"]} == {urlsplit(address).netloc}


def test_nothing_of_a_hostile_article_runs_or_is_fetched(chromium: Chromium, tmp_path: Path) -> None:
    made = hostile_archive(tmp_path / "arsip")
    with closing(sqlite3.connect(made.folder.database)) as connection:
        rows = connection.execute(CAPTURED).fetchall()
    paths = ["/", "/cari?q=berita", "/situs/jahat", "/nama", "/perubahan", "/archive/articles"]
    paths += [f"/artikel/{name}" for name in made.ids]
    paths += [f"/artikel/{name}/rekaman/{digest}" for name, digest in rows]
    with browsing(Archive(made.folder.path)) as (_, printed):
        here = printed.rstrip("/")
        seen = chromium.run("suspicious", here, paths=paths)
    assert len(seen["frames"]) == len(rows) > len(made.ids)
    assert {urlsplit(asked).netloc for asked in seen["asked"]} == {urlsplit(here).netloc}
    for what in ("ran", "dialogs", "moved"):
        assert seen[what] == [], what
    assert [complaint for complaint in seen["complaints"] if not complaint.startswith(COLOUR_LEFT_OUT)] == []
