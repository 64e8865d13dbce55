"""A site full of traps is walked to its end by its pages alone, and at a bounded cost."""

from pathlib import Path

import pytest

from tests.crawling import assert_whole, crawl
from tests.stand_ins.newsroom import serve, stories
from tests.stand_ins.traps import TrapHouse
from tests.walking import archive_of, stored

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
