"""Whose site it is: a relaunch is the same site, a stranger on an old domain is none of it."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from archive import frontier
from archive.clock import stamp
from archive.crawling.ownership import HOLDS, Portrait, is_taken_over, note_portrait, owner_of
from archive.sources import Source
from spiders.reading.home import read_home
from spiders.reading.page import Page
from tests.conftest import NOON

OLD = Portrait(("contoh", "harian"), "wordpress", "id", ("kemenkumham.contoh", "satelit.contoh"))
STRANGER = Portrait(("gacor", "maxwin", "slot"), "", "th", ("taruhan.contoh",), advertises=True)
SOURCE = Source("harian-contoh", "https://harian.contoh.example/", "wordpress")
HOME = """<html lang="id"><head><title>Harian Contoh - Berita Hari Ini</title>
<meta name="generator" content="Joomla! 4.2"></head><body><a href="/berita/1">Satu</a>
<a href="https://lapas.contoh/">Lapas</a> <a href="https://www.facebook.com/harian">Facebook</a></body></html>"""


@pytest.fixture
def row(database: sqlite3.Connection, source: Source) -> int:
    return frontier.adopt(database, source)


@pytest.mark.parametrize(
    "today",
    [
        OLD,
        replace(OLD, platform="joomla", hosts=("lain.contoh",)),
        replace(OLD, names=("baru", "nama")),
        replace(STRANGER, names=("harian", "slot")),
        replace(STRANGER, platform="wordpress"),
        replace(STRANGER, hosts=("satelit.contoh",)),
        replace(STRANGER, language="id", advertises=False),
        Portrait(),
    ],
)
def test_a_site_that_keeps_something_of_itself_is_still_itself(today: Portrait) -> None:
    assert not is_taken_over(OLD, today)


@pytest.mark.parametrize("today", [STRANGER, replace(STRANGER, advertises=False), replace(STRANGER, language="id")])
def test_where_owner_language_platform_and_links_have_all_changed_it_is_taken_over(today: Portrait) -> None:
    assert is_taken_over(OLD, today)


def test_the_portrait_of_a_stranger_is_not_kept_and_the_owner_is_welcome_back(
    database: sqlite3.Connection, row: int
) -> None:
    assert note_portrait(database, row, OLD, NOON) is None
    later = NOON + timedelta(days=3)
    assert note_portrait(database, row, STRANGER, later) == stamp(later)
    assert note_portrait(database, row, STRANGER, later + timedelta(days=9)) == stamp(later)
    assert owner_of(database, row).portrait == OLD
    assert note_portrait(database, row, replace(OLD, platform="joomla"), later + timedelta(days=20)) is None
    assert owner_of(database, row).taken_over is None


def test_a_look_is_good_for_a_day_but_a_stranger_is_looked_at_each_time(database: sqlite3.Connection, row: int) -> None:
    assert owner_of(database, row).is_due(NOON)
    note_portrait(database, row, OLD, NOON)
    assert not owner_of(database, row).is_due(NOON + HOLDS - timedelta(seconds=1))
    assert owner_of(database, row).is_due(NOON + HOLDS)
    note_portrait(database, row, STRANGER, NOON)
    assert owner_of(database, row).is_due(NOON)


def test_a_home_page_shows_its_name_platform_language_and_the_hosts_that_it_links_to() -> None:
    page = Page(SOURCE.url, 200, "text/html", {}, HOME.encode())
    assert read_home(page, SOURCE).portrait == Portrait(("contoh", "harian"), "joomla", "id", ("lapas.contoh",))
