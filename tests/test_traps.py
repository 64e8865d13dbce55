"""A site full of traps is walked to its end by its pages alone, and at a bounded cost."""

from pathlib import Path

import pytest

from archive.urls import canonical_url
from tests.crawling import assert_whole, crawl, new_archive
from tests.stand_ins.generations import Generations, twenty_years
from tests.stand_ins.newsroom import serve, stories
from tests.stand_ins.traps import TrapHouse
from tests.walking import Impatient, archive_of, stored

ENDLESS = 'listings = ["/berita", "/kalender?bulan=1&tahun=2026", "/arsip", "/tag/lapas", "/tag/rutan"]\n'


@pytest.mark.parametrize("listings", ["", ENDLESS], ids=["by its menu", "where endless lists are asked for by name"])
@pytest.mark.parametrize("count", [40, 160])
def test_calendars_tags_sessions_shells_and_loops_cost_a_bounded_number_of_requests(
    count: int, listings: str, tmp_path: Path
) -> None:
    with serve(TrapHouse(stories(count))) as site:
        archive = archive_of(site, tmp_path / "arsip", listings)
        crawl(archive)
        assert stored(archive) == site.published
        assert site.asked.total() <= 3 * count + 200
        assert not [path for path in site.asked if "PHPSESSID" in path or "sort=" in path]
        assert_whole(archive)


def test_twenty_years_in_four_systems_and_a_calendar_are_found_from_the_front_page(tmp_path: Path) -> None:
    with serve(Generations(twenty_years(150))) as site:
        archive = Impatient(new_archive(tmp_path / "arsip").path)
        added = archive.run("source", "add", site.url, "--name", "contoh")
        assert added.returncode == 0, added.stderr
        crawl(archive)
        assert stored(archive) == {canonical_url(url) for url in site.published}
        assert site.asked.total() <= 3 * 150 + 200
        assert_whole(archive)
