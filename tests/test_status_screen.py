"""What `arsip status` puts on a screen: one table for all sources, a calendar for one, within the terminal's width."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.cli.calendar import BLOCKS, PLAIN, calendar, marks_for
from archive.coverage import Day
from archive.crawling.gaps import Gap
from archive.database import open_for_writing
from archive.folder import ArchiveFolder
from archive.frontier import adopt as adopt_source
from archive.sources import Source
from tests.crawling import Archive, adopt, new_archive
from tests.news_site import Answer, NewsSite, Post, serve

TODAY = date(2026, 11, 24)


def days_of(start: date, *counts: int, missing: int = 0) -> list[Day]:
    return [
        Day((start + timedelta(days=n)).isoformat(), articles=count, missing=missing) for n, count in enumerate(counts)
    ]


def test_a_month_has_a_character_for_each_of_its_days() -> None:
    days = [*days_of(date(2026, 11, 1), 1, 2, 3, 4, 5, 8, 9, 16, 200), Day("2026-11-20", missing=1)]
    (line,) = calendar(days, [], TODAY, BLOCKS, 100)
    assert line == "2026-11  ▁▂▃▃▄▄▅▅█··········×····         248 articles, 1 missing"


def test_the_days_of_a_gap_are_marked_until_it_is_closed() -> None:
    days = [*days_of(date(2026, 11, 1), 1, 1, 1, 1, 1), Day("2026-11-06", missing=1)]
    gap = Gap("contoh", "2026-11-04", "2026-11-08", "the feed had moved on", "2026-11-09T00:00:00.000000Z", None)
    assert next(calendar(days, [gap], TODAY, BLOCKS, 100)).startswith("2026-11  ▁▁▁░░×░░··")
    closed = replace(gap, closed="2026-11-10T00:00:00.000000Z")
    assert next(calendar(days, [closed], TODAY, BLOCKS, 100)).startswith("2026-11  ▁▁▁▁▁×··")


def test_a_terminal_without_blocks_gets_ascii() -> None:
    assert (marks_for("utf-8"), marks_for("ascii"), marks_for("cp437"), marks_for(None)) == (
        BLOCKS,
        PLAIN,
        PLAIN,
        PLAIN,
    )
    (line,) = calendar([*days_of(date(2026, 11, 1), 1, 2, 200), Day("2026-11-05", missing=1)], [], TODAY, PLAIN, 100)
    assert line.isascii()
    assert line.startswith("2026-11  .:@_x")


def test_earlier_years_have_a_line_each_and_empty_months_share_one() -> None:
    old = days_of(date(2019, 3, 5), 40) + days_of(date(2020, 1, 5), *[1] * 366)
    lines = list(calendar(old, [], TODAY, BLOCKS, 100))
    assert [line[:7].strip() for line in lines] == [
        "2019",
        "2020",
        *(f"2020-{n:02d}" for n in range(2, 13)),
        "2021-01",
        "2021-02",
    ]
    assert lines[0] == "2019     ··▇·········                     40 articles"
    assert lines[1].startswith("2020     ▆")
    assert lines[-1] == "2021-02  nothing until 2026-11"


def test_a_month_of_an_earlier_year_is_missing_where_a_tenth_of_it_is() -> None:
    recent = [Day(f"2026-{n:02d}-01", articles=1) for n in range(1, 12)] + [Day("2025-12-01", articles=1)]
    old = [Day("2020-01-01", articles=100, missing=1), Day("2020-02-01", articles=100, missing=20)]
    assert next(calendar([*old, *recent], [], TODAY, BLOCKS, 100)).startswith("2020     █×")


@pytest.mark.parametrize("width", [45, 60, 80, 100, 200])
def test_no_line_of_a_calendar_is_wider_than_the_terminal(width: int) -> None:
    days = days_of(date(2015, 1, 1), *[3] * 4000, missing=1000)
    assert max(len(line) for line in calendar(days, [], TODAY, BLOCKS, width)) <= width


@pytest.fixture(scope="module")
def site() -> Iterator[NewsSite]:
    posts = [Post(number, protected=number == 4) for number in range(1, 31)]
    with serve(NewsSite(posts)) as made:
        made.faults[Post(7).path] = lambda: Answer(b"", 418)
        yield made


@pytest.fixture(scope="module")
def archive(site: NewsSite, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Crawled by sitemap, one page missing; a second source that was never crawled."""
    made = new_archive(tmp_path_factory.mktemp("status") / "arsip")
    site.rest = False
    adopt(made, site.url)
    adopt(made, site.url.replace("127.0.0.1", "localhost"), "belum-pernah-dirayapi-" + "x" * 30)
    assert made.run("crawl", "contoh").returncode == 3
    return made


def test_all_sources_stand_in_one_table_with_the_next_action_each(archive: Archive, site: NewsSite) -> None:
    done = archive.run("status")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[1].split() == ["contoh", "silent", "28", "2020-02-28", "1"]
    assert lines[2].strip() == f"look at its page: {site.url}"
    assert lines[3].startswith("belum-pernah-dirayapi-xxxxx…  never-crawled")
    assert lines[4].strip() == "arsip crawl belum-pernah-dirayapi-" + "x" * 30
    assert lines[-2:] == ["2 sources: 1 silent, 1 never-crawled", "More: arsip status NAME"]


@pytest.mark.parametrize("columns", [60, 80, 140])
def test_the_table_keeps_to_the_width_of_the_terminal(archive: Archive, columns: int) -> None:
    lines = archive.run("status", env={"COLUMNS": str(columns)}).stdout.splitlines()
    assert max(len(line) for line in lines) <= columns


def test_one_source_is_told_with_its_calendar_its_losses_and_its_recall(archive: Archive, site: NewsSite) -> None:
    text = archive.run("status", "contoh", env={"PYTHONIOENCODING": "utf-8"}).stdout
    missing = site.url.rstrip("/") + Post(7).path
    assert "recall      96.5 % of the 29 articles that its sitemap names (1 missing, 1 more gave no article: " in text
    assert f"no article: {missing})" in text
    assert "estimate    none: every way into a site is fed by its one database" in text
    assert "  2020-02  ▁▂▂▁·▁▁×▁" in text
    assert "28 articles, 1 missing" in text
    assert f"        1  unexpected-status  {missing}" in text
    assert "        1  protected" in text


def test_ascii_terminals_get_ascii(archive: Archive) -> None:
    text = archive.run("status", "contoh", env={"PYTHONIOENCODING": "ascii:backslashreplace"}).stdout
    assert "2020-02  .::._..x." in text


def test_the_crawl_says_its_recall_too(archive: Archive, site: NewsSite, tmp_path: Path) -> None:
    again = archive.copy(tmp_path / "arsip")
    done = again.run("crawl", "contoh")
    assert "  recall: 96.5 % of the 29 articles that its sitemap names" in done.stdout
    said = json.loads(again.run("crawl", "contoh", "--json").stdout)[0]["recall"]
    assert (said["best"], said["ways"][0]["missing"]) == ("sitemap", 1)


def test_json_has_the_days_the_endings_and_the_recall(archive: Archive) -> None:
    (one,) = json.loads(archive.run("status", "contoh", "--json").stdout)
    assert sum(day["seen"] for day in one["days"]) == one["found"] == sum(end["count"] for end in one["endings"])
    assert sum(day["articles"] for day in one["days"]) == one["articles"] == 28
    assert one["recall"]["best"] == "sitemap"
    assert one["health"] == "silent"
    everything = json.loads(archive.run("status", "--json").stdout)
    assert set(everything[0]) < set(one)
    assert [two["health"] for two in everything] == ["silent", "never-crawled"]


def test_rest_states_a_total_that_is_measured_against(tmp_path: Path) -> None:
    with serve(NewsSite([Post(number) for number in range(1, 131)])) as site:
        archive = new_archive(tmp_path / "arsip")
        adopt(archive, site.url)
        assert "100.0 % of the 130 articles that its REST interface states (0 missing)" in archive.run("crawl").stdout
        assert archive.rows("SELECT name, total, walked > 0 FROM ways WHERE total > 0") == [("rest", 130, 1)]
        site.posts.append(Post(131))
        site.faults["/wp-json/wp/v2/posts"] = lambda: Answer(b"[]", 200, "application/json", {"X-WP-Total": "131"})
        archive.run("crawl", "contoh")
        assert "99.2 % of the 131 articles" in archive.run("status", "contoh").stdout


def test_two_hundred_sources_of_many_addresses_are_judged_at_once(folder: ArchiveFolder) -> None:
    """A loose bound; the figures of the documents are measured with half a million addresses."""
    with closing(open_for_writing(folder.database)) as database:
        database.execute("BEGIN")
        for number in range(200):
            source = Source(f"s{number}", f"https://s{number}.example/", "wordpress")
            adopt_source(database, source)
        database.executemany(
            "INSERT INTO urls (source, url, canonical, kind, state, fate, round, discovered) "
            "VALUES (?1, ?2, ?2, 'page', 'settled', 'gone', 1, ?3)",
            ((n % 200 + 1, f"https://s{n % 200}.example/{n}", "2026-11-24T05:00:00.000000Z") for n in range(40_000)),
        )
        database.execute("COMMIT")
    begun = time.monotonic()
    done = Archive(folder.path).run("status")
    assert done.stdout.count("\n") >= 202
    assert time.monotonic() - begun < 20
